"""From the raw rows of the open files to records with keys and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from valmennus_tui.document.keys import Row, make_keys
from valmennus_tui.document.source import Source
from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.record import Oddity, Record
from valmennus_tui.domain.records import make_record
from valmennus_tui.domain.schema import FieldKind, RecordKind, client_field, field_spec, key_fields
from valmennus_tui.domain.values import FieldValue, Unclear
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.reading import RawRecord, read_rows
from valmennus_tui.workbook.values import read_cell

COACHED = frozenset({RecordKind.CLIENT, RecordKind.CONTACT})
"""Records that have a coach: the one of the workbook's title block, unless the row names another."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: which open file, which sheet, which cell."""

    source: str
    sheet: str
    ref: Ref


@dataclass(frozen=True)
class Entry:
    """A record of the document.

    ``cells`` maps field names to what stands in their places.
    """

    kind: RecordKind
    key: str
    record: Record
    source: str
    sheet: str
    row: int
    cells: Mapping[str, Cell]
    raw_record: RawRecord

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of each field."""
        return {name: Place(self.source, self.sheet, ref) for name, ref in self.raw_record.places.items()}

    @property
    def raw(self) -> Mapping[str, str]:
        """What stands in each field's cell, as text."""
        return {name: cell.raw for name, cell in self.cells.items()}


def build_entries(sources: Sequence[Source], choices: Choices) -> tuple[Entry, ...]:
    """Every record of the open files, in workbook order, file by file."""
    raws = [(source, raw) for source in sources for raw in read_rows(source.shown, source.recognition)]
    values = [_values(source, raw, choices) for source, raw in raws]
    rows = [
        _row(raw.kind, found, raw.sheet, raw.row)
        for (_source, raw), (found, _odd) in zip(raws, values, strict=True)
    ]
    return tuple(
        _entry(source, raw, key, found, odd)
        for (source, raw), key, (found, odd) in zip(raws, make_keys(rows), values, strict=True)
    )


def row_of(entry: Entry) -> Row:
    """What the entry's key was made from."""
    names = {name: entry.record.get(name) for name in key_fields(entry.kind)}
    return _row(entry.kind, names, entry.sheet, entry.row)


def _row(kind: RecordKind, values: Mapping[str, FieldValue], sheet: str, number: int) -> Row:
    """A row of the key maker: the fields that make the kind's key, as texts."""
    names = [_as_name(values.get(name)) for name in key_fields(kind)]
    code, detail = (*names, None, None)[:2]
    return Row(kind, code, sheet, number, detail)


def _values(
    source: Source, raw: RawRecord, choices: Choices
) -> tuple[dict[str, FieldValue], dict[str, Oddity]]:
    """Each field of a raw record understood; on a client's own row or card the owner's code is filled in."""
    values: dict[str, FieldValue] = {}
    oddities: dict[str, Oddity] = {}
    for name, cell in raw.fields.items():
        if cell.value is None and not cell.stale:
            values[name] = None
            continue
        spec = field_spec(raw.kind, name)
        reading = read_cell(cell, spec, choices=choices, date1904=source.book.date1904)
        if spec.kind is FieldKind.CHOICE and isinstance(reading.value, Unclear):
            listed = source.listed(raw.sheet, raw.places[name])  # looked up only for what is not known
            reading = read_cell(cell, spec, choices=choices, listed=listed)
        values[name] = reading.value
        if reading.oddity is not None:
            oddities[name] = reading.oddity
    if raw.owner is not None:
        values.setdefault(client_field(raw.kind), raw.owner)
    if raw.kind in COACHED and source.coach is not None and values.get("coach") is None:
        values["coach"] = source.coach
    return values, oddities


def _as_name(value: FieldValue) -> str | None:
    """A known value as it stands in a key: codes and periods as they are, days as ``2026-11-24``."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value) or None
    return None


def _entry(
    source: Source, raw: RawRecord, key: str, values: Mapping[str, FieldValue], odd: Mapping[str, Oddity]
) -> Entry:
    return Entry(
        kind=raw.kind,
        key=key,
        record=make_record(raw.kind, key, values, odd),
        source=source.name,
        sheet=raw.sheet,
        row=raw.row,
        cells=raw.fields,
        raw_record=raw,
    )
