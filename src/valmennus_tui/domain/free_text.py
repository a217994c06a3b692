"""What should not stand in free text: personal identity codes, telephone numbers, e-mail addresses.

Only the kind of what was found is told, never the text, so that a finding repeats nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from valmennus_tui.domain.identity_code import CodeLikeness, FoundCode, find_codes

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)[1-9][0-9]{0,2}(?:[ \u00a0-]?\(?[0-9]\)?){6,12}(?![\w])")
_NATIONAL = re.compile(r"(?<![\w+.,/-])0(?:[ \u00a0-]?[0-9]){6,11}(?![\w/]|[.,-][0-9])")
_NO_TELEPHONE = re.compile(
    r"[0-9]{7}-[0-9]|[0-9]{1,2}[ -][0-9]{1,2}[ -](?:19|20)[0-9]{2}|[0-3][0-9][01][0-9](?:19|20)[0-9]{2}"
)
"""Business IDs and days written with hyphens, spaces or nothing between."""


class Trace(StrEnum):
    """What was found in a text."""

    IDENTITY_CODE = "identity_code"
    IDENTITY_CODE_TYPO = "identity_code_typo"
    IDENTITY_CODE_START = "identity_code_start"
    PHONE_NUMBER = "phone_number"
    EMAIL_ADDRESS = "email_address"


_LIKENESS = {
    CodeLikeness.VALID: Trace.IDENTITY_CODE,
    CodeLikeness.WRONG_CHECK: Trace.IDENTITY_CODE_TYPO,
    CodeLikeness.START: Trace.IDENTITY_CODE_START,
}


def find_codes_only(text: str) -> tuple[Trace, ...]:
    """The personal identity codes found in a text, each kind once."""
    return tuple(dict.fromkeys(_LIKENESS[code.likeness] for code in find_codes(text)))


def find_traces(text: str) -> tuple[Trace, ...]:
    """Everything found in a text, each kind once, the gravest first."""
    codes = find_codes(text)
    found = {_LIKENESS[code.likeness] for code in codes}
    if any(True for _ in _telephones(text, codes)):
        found.add(Trace.PHONE_NUMBER)
    if _EMAIL.search(text):
        found.add(Trace.EMAIL_ADDRESS)
    return tuple(trace for trace in Trace if trace in found)


def _telephones(text: str, codes: tuple[FoundCode, ...]) -> Iterator[str]:
    for pattern in (_INTERNATIONAL, _NATIONAL):
        for match in pattern.finditer(text):
            inside_code = any(code.start < match.end() and match.start() < code.end for code in codes)
            if not inside_code and not _NO_TELEPHONE.fullmatch(match[0]):
                yield match[0]
