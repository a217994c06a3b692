"""Between records and cells: where a new record goes, what adding and removing one writes."""

from __future__ import annotations

from collections.abc import Mapping

from valmennus_tui.document.entries import Entry, Place
from valmennus_tui.document.source import Source
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.cells import CellEdit, NewValue, TableGrowth
from valmennus_tui.workbook.records import free_place, plan_add, plan_remove


def new_places(source: Source, kind: RecordKind, client: str | None) -> dict[str, Place]:
    """The cells that a new record's fields would go to. Raises CellRefused where no room is left."""
    free = free_place(source.view, source.recognition, kind, client)
    return {name: Place(source.name, free.sheet, ref) for name, ref in free.places.items()}


def placement(
    source: Source, kind: RecordKind, values: Mapping[str, NewValue], client: str | None
) -> tuple[list[CellEdit], tuple[TableGrowth, ...]]:
    """The edits that add a record, and the tables that must grow for it. Raises CellRefused, InvalidEdit."""
    placed = plan_add(source.view, source.recognition, kind, values, client)
    return list(placed.edits), placed.growths


def removal(source: Source, entry: Entry) -> list[CellEdit]:
    """The edits that blank a record's input cells."""
    return list(plan_remove(source.view, entry.raw_record))
