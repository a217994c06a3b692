"""Record keys: the names under which records are shown, edited and removed (``docs/cli.md``).

``client:CODE`` (a re-entry ``client:CODE#2``), ``employment:CODE/n`` in workbook order, ``contact:@ROW``,
``coach:CODE`` (new terms ``coach:CODE#2``), ``work_log:CODE/2026-10``, ``assessment:2026-11-24``,
``criterion:2026-11-24/16``;
``KIND:@ROW`` works for every record, ``KIND:@SHEET!ROW`` where rows of several sheets hold the same kind,
``KIND:@ROW/n`` where one row holds several of the kind.
In a code the characters ``% / : # @ !`` and blanks are written as ``%2F`` and so on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import ProtectedData, UsageError
from valmennus_tui.i18n import _

_COUNTED = frozenset({RecordKind.EMPLOYMENT, RecordKind.EDUCATION, RecordKind.SUPPORT})
"""Kinds of which a client has many: counted in workbook order."""
_DETAILED = frozenset({RecordKind.WORK_LOG, RecordKind.CRITERION})
"""Kinds whose key names more than the code."""
_QUOTED = re.compile(r"[%/:#@!\s]")


def quote(code: str) -> str:
    """A code as it stands in a key."""
    return _QUOTED.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode()), code)


def split(key: str) -> tuple[RecordKind, str]:
    """``client:A-1`` → (client, ``A-1``). Raises UsageError for an unknown kind."""
    kind, _mark, rest = key.partition(":")
    if kind not in {k.value for k in RecordKind} or not rest:
        raise UsageError(
            _("“{key}” is not a record key; keys look like client:CODE or employment:CODE/1.").format(key=key)
        )
    return RecordKind(kind), rest


@dataclass(frozen=True, slots=True)
class Row:
    """What a key is made from: a record's kind, its code and its place.

    ``code`` is the client's or coach's, or the day of an assessment; ``detail`` what parts records of one
    code from each other, where the kind has such a thing (a period, a criterion's number). A record without
    either goes by its place.
    """

    kind: RecordKind
    code: str | None
    sheet: str
    number: int
    detail: str | None = None


def make_keys(rows: Sequence[Row]) -> list[str]:
    """A key for each row, unique, in the same order."""
    sheets = {kind: {row.sheet for row in rows if row.kind is kind} for kind in RecordKind}
    shared = Counter((row.kind, row.sheet, row.number) for row in rows)
    seen: Counter[tuple[RecordKind, str]] = Counter()
    here: Counter[tuple[RecordKind, str, int]] = Counter()
    keys = []
    for row in rows:
        place = (row.kind, row.sheet, row.number)
        here[place] += 1
        name = _name(row)
        if name is None:
            key = _place_key(row, several=len(sheets[row.kind]) > 1)
            keys.append(key if shared[place] == 1 else f"{key}/{here[place]}")
            continue
        seen[row.kind, name] += 1
        keys.append(_code_key(row.kind, name, seen[row.kind, name]))
    return keys


def _name(row: Row) -> str | None:
    """What a record goes by in its key, None where only its place can tell it."""
    if row.code is None or row.kind is RecordKind.CONTACT:
        return None
    if row.kind not in _DETAILED:
        return quote(row.code)
    return None if row.detail is None else f"{quote(row.code)}/{quote(row.detail)}"


def _code_key(kind: RecordKind, name: str, number: int) -> str:
    if kind in _COUNTED:
        return f"{kind}:{name}/{number}"
    return f"{kind}:{name}" + (f"#{number}" if number > 1 else "")


def _place_key(row: Row, *, several: bool) -> str:
    place = f"{quote(row.sheet)}!{row.number}" if several else str(row.number)
    return f"{row.kind}:@{place}"


def find(key: str, rows: Sequence[Row], keys: Sequence[str]) -> int:
    """The index of the row that ``key`` names.

    Raises UsageError where there is none, ProtectedData where more than one fits.
    """
    kind, rest = split(key)
    if rest.startswith("@"):
        return _only(key, list(_at_place(kind, rest[1:], rows)), rows)
    if key in keys:
        return keys.index(key)
    raise _unknown(key)


def _at_place(kind: RecordKind, place: str, rows: Sequence[Row]) -> Iterable[int]:
    sheet, _mark, rest = place.rpartition("!")
    number, _mark, wanted = rest.partition("/")
    nth: Counter[str] = Counter()
    for index, row in enumerate(rows):
        if row.kind is kind and str(row.number) == number and sheet in ("", row.sheet, quote(row.sheet)):
            nth[row.sheet] += 1
            if wanted in ("", str(nth[row.sheet])):
                yield index


def _only(key: str, found: Sequence[int], rows: Sequence[Row]) -> int:
    if not found:
        raise _unknown(key)
    if len(found) == 1:
        return found[0]
    if len({rows[index].sheet for index in found}) > 1:
        message = _(
            "The key {key} fits {n} records. Name the sheet too: KIND:@SHEET!ROW. Nothing was changed."
        )
    else:
        message = _(
            "The key {key} fits {n} records of one row. Say which: KIND:@ROW/1, KIND:@ROW/2… Nothing was"
            " changed."
        )
    raise ProtectedData(message.format(key=key, n=len(found)), reason="ambiguous_key")


def _unknown(key: str) -> UsageError:
    return UsageError(_("There is no record {key} in this workbook.").format(key=key), reason="unknown_key")
