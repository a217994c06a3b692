"""Reads the raw records of a recognised workbook: cells by field, from all three shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from valmennus_tui.domain.schema import RecordKind, client_field
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.extents import TableCells, is_record
from valmennus_tui.workbook.layouts import Layout, Slot
from valmennus_tui.workbook.recognition import Recognition
from valmennus_tui.workbook.sheet import Sheet


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it stands in the file.

    ``fields`` are its cells by field name, blank ones too; ``places`` says where they are. ``row`` is the row
    of the record (on a card that of the client code). ``owner`` is the client code where the record stands in
    the client's own row or on her card. ``slot`` numbers the group of columns, or is 0.
    """

    kind: RecordKind
    sheet: str
    row: int
    fields: Mapping[str, Cell]
    places: Mapping[str, Ref]
    owner: str | None
    layout: Layout
    slot: int = 0


def read_rows(book: Workbook, recognition: Recognition) -> tuple[RawRecord, ...]:
    """All records of the sure layouts, in workbook order."""
    found: list[RawRecord] = []
    for layout in recognition.layouts:
        found += _records(book.sheet(layout.sheet), layout, recognition)
    return tuple(found)


def _records(sheet: Sheet, layout: Layout, recognition: Recognition) -> Iterator[RawRecord]:
    if layout.places:
        yield from _card(sheet, layout)
    elif layout.slots:
        yield from _slots(sheet, layout)
    elif layout.kind is RecordKind.CLIENT and _has_slots(layout, recognition):
        yield from _clients_of_groups(sheet, layout)
    else:
        owner = code_text(sheet.cell(layout.owner)) if layout.owner is not None else None
        if layout.owner is None or owner is not None:
            for row in record_rows(sheet, layout):
                yield _row_record(sheet, layout, row, owner)


def _has_slots(layout: Layout, recognition: Recognition) -> bool:
    return any(other.slots and other.sheet == layout.sheet for other in recognition.layouts)


def table_cells(layout: Layout) -> TableCells:
    """A layout's width and field columns, as the row scanner wants them."""
    slots = tuple(column.column for slot in layout.slots for column in slot.columns.values())
    return TableCells(layout.columns, layout.first_column, layout.last_column, slots)


def record_rows(sheet: Sheet, layout: Layout) -> Iterator[int]:
    """The rows that hold records: those of the layout, and rows added right below them since."""
    if layout.rows is None:
        return
    cells = table_cells(layout)
    end = layout.rows.last
    for row in sheet.rows():
        if row < layout.rows.first:
            continue
        beyond = row > layout.rows.last
        if beyond and (layout.rows.total is not None or row == layout.rows.below or row != end + 1):
            return
        if is_record(sheet, cells, row):
            end = max(end, row)
            yield row
        elif beyond:
            return


def code_text(cell: Cell) -> str | None:
    """A client code as text; a whole number without decimals."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (str, int, float)):
        return str(value).strip() or None
    return None


def same_code(one: str | None, other: str | None) -> bool:
    """Whether two client codes are the same to a person (case and outer spaces aside)."""
    return one is not None and other is not None and one.strip().casefold() == other.strip().casefold()


def _row_record(sheet: Sheet, layout: Layout, row: int, owner: str | None) -> RawRecord:
    places = {name: Ref(row, column.column) for name, column in layout.columns.items()}
    cells = _cells_of_row(sheet, row, places)
    return RawRecord(layout.kind, layout.sheet, row, cells, places, owner, layout)


def _cells(sheet: Sheet, places: Mapping[str, Ref]) -> dict[str, Cell]:
    """The fields' cells; a cell inside a merged area has the area's value."""
    return {name: sheet.cell(sheet.anchor(ref)) for name, ref in places.items()}


def _cells_of_row(sheet: Sheet, row: int, places: Mapping[str, Ref]) -> dict[str, Cell]:
    """The same for fields that stand in one row."""
    if sheet.scan.merges and sheet.scan.merge_index.near(row):
        return _cells(sheet, places)
    stored = sheet.row(row)
    return {name: stored.get(ref.column) or sheet.cell(ref) for name, ref in places.items()}


def _clients_of_groups(sheet: Sheet, layout: Layout) -> Iterator[RawRecord]:
    """Clients' rows with groups. A row that only repeats its client holds more of her records."""
    seen: list[RawRecord] = []
    for row in record_rows(sheet, layout):
        record = _row_record(sheet, layout, row, None)
        code = code_text(record.fields["code"])
        if code is None or any(_repeats(record, other) for other in seen):
            continue
        if sheet.anchor(record.places["code"]) != record.places["code"]:
            continue
        seen.append(record)
        yield record


def _repeats(record: RawRecord, other: RawRecord) -> bool:
    if not same_code(code_text(record.fields["code"]), code_text(other.fields["code"])):
        return False
    return all(
        cell.is_blank or cell.value == other.fields[name].value
        for name, cell in record.fields.items()
        if name != "code"
    )


def _slots(sheet: Sheet, layout: Layout) -> Iterator[RawRecord]:
    for row in record_rows(sheet, layout):
        owner = owner_of_row(sheet, layout, row)
        for slot in layout.slots:
            places = slot_places(slot, row)
            cells = _cells_of_row(sheet, row, places)
            if any(not cell.is_blank and not cell.is_formula for cell in cells.values()):
                yield RawRecord(
                    layout.kind, layout.sheet, row, cells, places, owner, layout, slot=slot.number
                )


def slot_places(slot: Slot, row: int) -> dict[str, Ref]:
    """Where the fields of a group stand in one row."""
    return {name: Ref(row, column.column) for name, column in slot.columns.items()}


def owner_of_row(sheet: Sheet, layout: Layout, row: int) -> str | None:
    """The client code of a row of groups; codes merged over several rows count for all of them."""
    code = layout.columns.get("code")
    return None if code is None else code_text(sheet.cell(sheet.anchor(Ref(row, code.column))))


def _card(sheet: Sheet, layout: Layout) -> Iterator[RawRecord]:
    cells = _cells(sheet, layout.places)
    code = layout.places[client_field(RecordKind.CLIENT)]
    if code_text(cells[client_field(RecordKind.CLIENT)]) is not None:
        yield RawRecord(layout.kind, layout.sheet, code.row, cells, dict(layout.places), None, layout)
