"""Record keys: the names under which records are shown, edited and removed (``docs/cli.md``).

``client:CODE`` (a re-entry ``client:CODE#2``), ``employment:CODE/n`` in workbook order, ``contact:@ROW``;
``KIND:@ROW`` works for every record, ``KIND:@SHEET!ROW`` where rows of several sheets hold the same kind.
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
    """What a key is made from: a record's kind, its client code and its place."""

    kind: RecordKind
    code: str | None
    sheet: str
    number: int


def make_keys(rows: Sequence[Row]) -> list[str]:
    """A key for each row, unique, in the same order."""
    sheets = {kind: {row.sheet for row in rows if row.kind is kind} for kind in RecordKind}
    seen: Counter[tuple[RecordKind, str]] = Counter()
    keys = []
    for row in rows:
        if row.code is None or row.kind is RecordKind.CONTACT:
            keys.append(_place_key(row, several=len(sheets[row.kind]) > 1))
            continue
        seen[row.kind, row.code] += 1
        keys.append(_code_key(row, row.code, seen[row.kind, row.code]))
    return keys


def _code_key(row: Row, code: str, number: int) -> str:
    if row.kind is RecordKind.CLIENT:
        return f"client:{quote(code)}" + (f"#{number}" if number > 1 else "")
    return f"{row.kind}:{quote(code)}/{number}"


def _place_key(row: Row, *, several: bool) -> str:
    place = f"{quote(row.sheet)}!{row.number}" if several else str(row.number)
    return f"{row.kind}:@{place}"


def find(key: str, rows: Sequence[Row], keys: Sequence[str]) -> int:
    """The index of the row that ``key`` names.

    Raises UsageError where there is none, ProtectedData where more than one fits.
    """
    kind, rest = split(key)
    if rest.startswith("@"):
        return _only(key, _at_place(kind, rest[1:], rows))
    if key in keys:
        return keys.index(key)
    raise _unknown(key)


def _at_place(kind: RecordKind, place: str, rows: Sequence[Row]) -> Iterable[int]:
    sheet, _mark, number = place.rpartition("!")
    for index, row in enumerate(rows):
        if row.kind is kind and str(row.number) == number and sheet in ("", row.sheet, quote(row.sheet)):
            yield index


def _only(key: str, found: Iterable[int]) -> int:
    places = list(found)
    if not places:
        raise _unknown(key)
    if len(places) > 1:
        raise ProtectedData(
            _(
                "The key {key} fits {n} records. Name the sheet too: KIND:@SHEET!ROW. Nothing was changed."
            ).format(key=key, n=len(places)),
            reason="ambiguous_key",
        )
    return places[0]


def _unknown(key: str) -> UsageError:
    return UsageError(_("There is no record {key} in this workbook.").format(key=key), reason="unknown_key")
