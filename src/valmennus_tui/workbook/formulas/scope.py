"""What names in formulas mean in one workbook: sheets, defined names, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from valmennus_tui.workbook.formulas.source import FormulaSource, TableView
from valmennus_tui.workbook.formulas.syntax import CellReference, Place, SheetPart, Span, TableReference


class Unresolved(Exception):
    """A sheet, name, table or column that the workbook does not have, or that cannot be placed."""


class Scope:
    """Finds sheets, names and tables as Excel does: case does not matter, a sheet's own names come first."""

    def __init__(self, source: FormulaSource, tables: Sequence[TableView] | None = None) -> None:
        """``tables``: the tables as they will be, where they differ from the file's."""
        self._order = list(source.sheets)
        self._sheets = {name.casefold(): name for name in self._order}
        self._names = {(_key(name.scope), name.name.casefold()): name.text for name in source.names}
        listed = source.tables if tables is None else tables
        self._tables = {table.name.casefold(): table for table in listed}

    def sheet(self, name: str) -> str:
        """The sheet's name as the workbook spells it. Raises Unresolved."""
        found = self._sheets.get(name.casefold())
        if found is None:
            raise Unresolved(name)
        return found

    def sheets(self, where: SheetPart | None, place: Place) -> Sequence[str]:
        """The sheets that a reference's prefix means; none for another workbook's. Raises Unresolved."""
        if where is None:
            return (place.sheet,)
        if where.book is not None:
            return ()
        first = self.sheet(where.first)
        if where.last is None:
            return (first,)
        low, high = sorted((self._order.index(first), self._order.index(self.sheet(where.last))))
        return self._order[low : high + 1]

    def name(self, where: SheetPart | None, name: str, place: Place) -> str | None:
        """The text of a defined name, None where there is none. The prefix must mean this workbook."""
        sheet = place.sheet if where is None or not where.first else where.first
        folded = name.casefold()
        text = self._names.get((sheet.casefold(), folded))
        return self._names.get((None, folded)) if text is None else text

    def table(self, name: str) -> TableView | None:
        return self._tables.get(name.casefold())

    def cells(self, reference: CellReference, place: Place) -> tuple[Span, ...]:
        """The cells of a plain reference, one rectangle a sheet. Raises Unresolved."""
        return tuple(
            reference.span(sheet, place.row, place.column) for sheet in self.sheets(reference.where, place)
        )

    def table_cells(self, reference: TableReference, place: Place) -> tuple[Span, ...]:
        """The cells of a table's reference, none for an empty part. Raises Unresolved."""
        table = self._around(place) if not reference.table else self.table(reference.table)
        if table is None:
            raise Unresolved(reference.table)
        whole = Span.of(self.sheet(table.sheet), table.area)
        left, right = _columns(table, reference, whole)
        rows = _rows(table, reference.items, whole, place)
        if rows is None:
            return ()
        return (Span(whole.sheet, rows[0], left, rows[1], right),)

    def _around(self, place: Place) -> TableView | None:
        for table in self._tables.values():
            whole = Span.of(table.sheet, table.area)
            same = table.sheet.casefold() == place.sheet.casefold()
            if same and whole.covers(place.row, place.column):
                return table
        return None


def _key(name: str | None) -> str | None:
    return None if name is None else name.casefold()


def _columns(table: TableView, reference: TableReference, whole: Span) -> tuple[int, int]:
    if reference.first is None or reference.last is None:
        return whole.left, whole.right
    ends = sorted(_column(table.columns, end) for end in (reference.first, reference.last))
    return whole.left + ends[0], whole.left + ends[1]


def _column(columns: Sequence[str], name: str) -> int:
    """Place of a column among a table's. Formulas may write a line break in its name in another way."""
    for plain in (str.casefold, _one_line):
        found = [index for index, column in enumerate(columns) if plain(column) == plain(name)]
        if len(found) == 1:
            return found[0]
    raise Unresolved(name)


def _one_line(name: str) -> str:
    return " ".join(re.sub("_x000[aAdD]_", " ", name).split()).casefold()


def _rows(table: TableView, items: tuple[str, ...], whole: Span, place: Place) -> tuple[int, int] | None:
    """First and last row of the parts named, None where they are empty."""
    top, bottom = whole.top + table.header_rows, whole.bottom - table.totals_rows
    parts = {
        "#all": (whole.top, whole.bottom),
        "#headers": (whole.top, top - 1),
        "#data": (top, bottom),
        "#totals": (bottom + 1, whole.bottom),
    }
    if "#this row" in items:
        if not top <= place.row <= bottom:
            raise Unresolved("outside the table's rows")
        return place.row, place.row
    wanted = [parts[item] for item in items] or [parts["#data"]]
    wanted = [part for part in wanted if part[0] <= part[1]]
    if not wanted:
        return None
    return min(part[0] for part in wanted), max(part[1] for part in wanted)
