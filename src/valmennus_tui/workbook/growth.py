"""Making Excel tables longer: whether it is safe, and the workbook as formulas will see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from valmennus_tui.errors import CellRefused
from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import TableGrowth
from valmennus_tui.workbook.refusals import Reason, refuse_cell
from valmennus_tui.workbook.tables import Table, can_grow


def grown_tables(book: Workbook, growths: Sequence[TableGrowth]) -> dict[str, Table]:
    """The tables that get longer, by part, as they will be. Raises CellRefused where one cannot safely.

    Safe is: no totals row, no column that a formula fills (new rows would lack the formula), nothing but
    blank cells under it, no other table, pivot table or merged cells in the way.
    """
    grown: dict[str, Table] = {}
    for growth in growths:
        table = _find(book, growth.table)
        if table is None:
            first = book.sheets[0].name
            raise refuse_cell(Reason.TABLE_GROWTH, first, "", table=growth.table)
        current = grown.get(table.part, table)
        if growth.last_row > current.area.last.row:
            _check(book, table, growth.last_row)
            last = Ref(growth.last_row, table.area.last.column)
            filtered = table.filter_area and Area(
                table.filter_area.first, Ref(growth.last_row, table.filter_area.last.column)
            )
            grown[table.part] = replace(table, area=Area(table.area.first, last), filter_area=filtered)
    return grown


def _find(book: Workbook, name: str) -> Table | None:
    key = name.casefold()
    return next((table for table in book.tables if table.name.casefold() == key), None)


def _check(book: Workbook, table: Table, last_row: int) -> None:
    first_new = Ref(table.area.last.row + 1, table.area.first.column)
    refused: CellRefused = refuse_cell(Reason.TABLE_GROWTH, table.sheet, first_new, table=table.name)
    if not can_grow(table, last_row) or any(column.formula is not None for column in table.columns):
        raise refused
    fresh = Area(first_new, Ref(last_row, table.area.last.column))
    sheet = book.sheet(table.sheet)
    others = [other.area for other in book.tables if other.sheet == table.sheet and other.part != table.part]
    pivots = [area for name, area in book.pivot_areas if name == table.sheet]
    if any(fresh.overlaps(area) for area in [*others, *pivots, *sheet.merges, *sheet.result_areas]):
        raise refused
    for row in sheet.rows():
        if fresh.first.row <= row <= last_row:
            for cell in sheet.row_cells(row):
                if cell.ref in fresh and not cell.is_blank:
                    raise refused
