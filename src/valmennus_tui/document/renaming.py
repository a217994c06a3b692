"""Renaming a client code: the client's records follow, wherever they name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from valmennus_tui.document.entries import Entry
from valmennus_tui.document.typed import are_numbers, as_number
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.records import make_record
from valmennus_tui.domain.schema import RecordKind, field_names
from valmennus_tui.domain.values import FieldValue
from valmennus_tui.workbook.cells import CellEdit

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document


def followers(
    document: Document, entry: Entry, values: Mapping[str, FieldValue]
) -> Iterator[tuple[Entry, str]]:
    """A client's records with what their client field will say, where ``values`` give her another code.

    Of a client who came back only the records of that service period follow. A contact that names several
    clients keeps the others. Raises FileRefused where the companion, with her contacts in it, was left out.
    """
    old, new = entry.record.client_code, values.get("code")
    if entry.kind is not RecordKind.CLIENT or old is None or not isinstance(new, str) or new == old:
        return
    document.require_whole()
    for each in document.records_of(entry.key):
        codes = [new if code == old else code for code in each.record.client_codes]
        yield each, ", ".join(codes)


def with_code(entry: Entry, code: str) -> Record:
    """The entry's record with another client code."""
    record = entry.record
    values = {name: record.get(name) for name in field_names(entry.kind) if record.has(name)}
    return make_record(entry.kind, entry.key, values | {"client": code}, record.oddities)


def edit_of(entry: Entry, code: str) -> tuple[str, CellEdit] | None:
    """In which open file and cell to write the new code, None where the record follows of itself: it stands
    in the client's own row or on her card, or a formula names her.
    """
    place = entry.places.get("client")
    if place is None or entry.cells["client"].is_formula:
        return None
    new = as_number(code) if are_numbers([entry.cells["client"].value]) else code
    return place.source, CellEdit(place.sheet, place.ref, new)
