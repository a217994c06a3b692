"""Finnish personal identity codes (henkilötunnus): found so that they can be warned of, never stored.

Form ``PPKKVV`` + separator + three digits + check character. The separator tells the century: ``+`` 1800s,
``-YXWVU`` 1900s, ``ABCDEF`` 2000s (the letters beside ``-`` and ``A`` in force 1.1.2023). The check character
is the nine digits mod 31 in a table; the separator does not affect it. The source is DVV's published rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_DASHES = "\u2010-\u2015\u2212"
_DAY = r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])([0-9]{2})"
_EDGE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_WHOLE = re.compile(
    rf"{_EDGE}{_DAY}([-+YXWVUABCDEFyxwvuabcdef{_DASHES}])([0-9]{{3}})([0-9A-FHJ-NPR-Ya-fhj-npr-y]){_END}"
)
_START = re.compile(rf"{_EDGE}{_DAY}[-+{_DASHES}](?:[0-9]{{0,3}}|[*xX]{{1,4}}){_END}")


class CodeLikeness(StrEnum):
    """How sure it is that a text is a personal identity code."""

    VALID = "valid"
    WRONG_CHECK = "wrong_check"
    """All but the check character fits: probably a typing error."""
    START = "start"
    """Only the birth date and the separator, with or without some of the rest."""


@dataclass(frozen=True, slots=True)
class FoundCode:
    """Where in a text a code stands, and how sure that is. The text itself is not kept."""

    start: int
    end: int
    likeness: CodeLikeness


def find_codes(text: str) -> tuple[FoundCode, ...]:
    """Every personal identity code in a text, whole ones first."""
    whole = tuple(_whole_codes(text))
    starts = (
        FoundCode(match.start(), match.end(), CodeLikeness.START)
        for match in _START.finditer(text)
        if _is_day(2000 if match[3] == "00" else 1900 + int(match[3]), int(match[2]), int(match[1]))
    )
    return whole + tuple(start for start in starts if all(start.start != code.start for code in whole))


def is_identity_code(text: str) -> bool:
    """Whether a text is a valid personal identity code and nothing else."""
    text = text.strip()
    return any(
        code.likeness is CodeLikeness.VALID and (code.start, code.end) == (0, len(text))
        for code in find_codes(text)
    )


def _whole_codes(text: str) -> Iterator[FoundCode]:
    for match in _WHOLE.finditer(text):
        day, month, year, separator, number, check = match.groups()
        if not _is_day(_century(separator) + int(year), int(month), int(day)):
            continue
        right = _CHECK[int(day + month + year + number) % 31] == check.upper()
        likeness = CodeLikeness.VALID if right else CodeLikeness.WRONG_CHECK
        yield FoundCode(match.start(), match.end(), likeness)


def _century(separator: str) -> int:
    if separator == "+":
        return 1800
    return 2000 if separator.upper() in "ABCDEF" else 1900


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
