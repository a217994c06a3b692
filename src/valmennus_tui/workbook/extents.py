"""Where a table's rows begin and end: records, prepared blank rows, the row of totals, notes below."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from valmennus_tui.domain.employer import has_company_form
from valmennus_tui.workbook import bare_rows
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.bare_rows import has_formulas, may_sum
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.headers import tokens
from valmennus_tui.workbook.knowledge import words
from valmennus_tui.workbook.layouts import Column, RowRange
from valmennus_tui.workbook.rawcells import RowSpan
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.tables import Table

_AGGREGATE = re.compile(
    r"^\+?(SUM|COUNT|COUNTA|COUNTIFS?|SUMIFS?|AVERAGE|AVERAGEIFS?|SUBTOTAL|MIN|MAX)\(", re.I
)
_NOTE_LENGTH = 40
_PREFILLED = frozenset({"coach"})
"""Fields that prepared blank rows often hold already."""
_LONGEST_LIST = 5000
"""A drop-down over more rows than this covers the column, and says nothing about prepared rows."""


@dataclass(frozen=True)
class TableCells:
    """A table's width and fields, as far as its rows are concerned."""

    columns: Mapping[str, Column]
    first_column: int
    last_column: int
    slots: Collection[int] = ()
    totals: frozenset[tuple[str, ...]] = frozenset()
    """Further words that mark a row of totals (a profile's own)."""

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The columns in which a value makes a row a record."""
        own = [c.column for name, c in self.columns.items() if name not in _PREFILLED]
        return tuple(sorted({*own, *self.slots}))


def row_range(book: Workbook, sheet: Sheet, cells: TableCells, header: int, limit: int | None) -> RowRange:
    """The rows of the table under the header row ``header``, above ``limit`` (what else stands below)."""
    first = header + 1
    table = next(
        (
            t
            for t in book.tables
            if t.sheet == sheet.name and t.area.first.row in (header, header - 1) and _overlap(t, cells)
        ),
        None,
    )
    if table is not None:
        total = table.totals.first.row if table.totals is not None else None
        return RowRange(
            first, table.data.last.row, total, _below(sheet, cells, table.area.last.row), table.name
        )
    scan = _Scan(book, sheet, cells, first, limit)
    return scan.range()


def is_record(sheet: Sheet, cells: TableCells, row: int) -> bool:
    """Whether a row holds a record: some field's input cell is not blank, and it is no example row."""
    if sheet.bare_row(row) is not None:
        return False
    found = sheet.row(row)
    for column in cells.telling:
        cell = found.get(column)
        if cell is not None and not cell.is_formula and not cell.is_blank:
            return not is_example(cell)
    return False


def is_example(cell: Cell) -> bool:
    """Whether a row begins with a word that marks it as an example."""
    if not isinstance(cell.value, str):
        return False
    parts = tokens(cell.value)
    return any(parts[: len(word)] == word for word in words().examples)


def is_total_text(text: str, more: frozenset[tuple[str, ...]] = frozenset()) -> bool:
    """Whether a text labels a row of totals (``Yhteensä``, ``Summa (kpl):``); ``Summa Oy`` is an employer."""
    parts = tokens(text)
    if len(parts) > 5 or not any(parts[: len(word)] == word for word in words().totals | more):
        return False
    return not has_company_form(text)


class _Scan:
    """Walks down a sheet from a header to the end of its table."""

    def __init__(
        self, book: Workbook, sheet: Sheet, cells: TableCells, first: int, limit: int | None
    ) -> None:
        self.book, self.sheet, self.cells, self.limit = book, sheet, cells, limit
        self.first = first
        self.total: int | None = None
        self.below: int | None = limit
        self._formula_rows: dict[bytes, bool] = {}
        """Of bare rows by their patterns: whether formulas stand within the table's width."""

    def range(self) -> RowRange:
        last_record = self._walk()
        last = max(last_record, self._prepared_end())
        end = min(row for row in (self.total, self.below, self.sheet.max_row + 2) if row is not None) - 1
        last = min(last, end) if self.total or self.below else last
        below = self.total if self.total is not None else self.below
        if below is None:
            below = _below(self.sheet, self.cells, last)
        return RowRange(self.first, max(last, self.first - 1), self.total, below)

    def _walk(self) -> int:
        """The last record's row; sets the total row and the first row of what stands below."""
        last_record = self.first - 1
        blank_since = 0
        for row in self.sheet.rows():
            if row < self.first:
                continue
            if self.limit is not None and row >= self.limit:
                break
            bare = self.sheet.bare_row(row)
            if bare is not None and not may_sum(self.sheet.scan, bare):
                blank_since += not self._has_formulas(row, bare)
                continue
            cells = [
                cell
                for cell in self.sheet.row_cells(row)
                if self.cells.first_column <= cell.ref.column <= self.cells.last_column and not cell.is_blank
            ]
            if not cells:
                blank_since += 1
                continue
            if self._is_total(row, cells):
                if row == self.first:
                    self.first, last_record = row + 1, row
                    continue
                self.total = row
                break
            if self._is_note(row, cells, apart=blank_since > 0 or row > last_record + 1):
                self.below = row
                break
            if is_record(self.sheet, self.cells, row):
                last_record, blank_since = row, 0
        return last_record

    def _has_formulas(self, row: int, bare: RowSpan) -> bool:
        """Whether a bare row has formulas within the table's width."""
        if not has_formulas(self.sheet.scan, bare):
            return False
        pattern = bare_rows.pattern(self.sheet.scan, bare)
        found = self._formula_rows.get(pattern)
        if found is None:
            width = range(self.cells.first_column, self.cells.last_column + 1)
            cells = self.sheet.row(row).items()
            found = self._formula_rows[pattern] = any(c.is_formula for column, c in cells if column in width)
        return found

    def _is_total(self, row: int, cells: list[Cell]) -> bool:
        telling = set(self.cells.telling)
        if any(isinstance(c.value, date) and not c.is_formula and c.ref.column in telling for c in cells):
            return False  # a record: whatever its text says, a total has no day of its own
        for cell in cells[:3]:
            if isinstance(cell.value, str) and is_total_text(cell.value, self.cells.totals):
                return True
        sums = [cell for cell in cells if cell.formula and _AGGREGATE.match(cell.formula)]
        return any(cell.ref.column in telling for cell in sums) and len(sums) >= len(cells) - 1

    def _is_note(self, row: int, cells: list[Cell], *, apart: bool) -> bool:
        only = cells[0]
        if len(cells) > 1 or not isinstance(only.value, str) or only.is_formula:
            return False
        area = self.sheet.merge(only.ref)
        if area is not None and area.last.column > area.first.column:
            return True
        text = tokens(only.value)
        begins = bool(text) and text[0] in words().notes
        long = len(only.value) > _NOTE_LENGTH and only.ref.column == self.cells.first_column
        return apart and (begins or long)

    def _prepared_end(self) -> int:
        """The last row that lists, row formulas, unlocked or formatted cells prepare for a record."""
        ends = [self.first - 1]
        columns = self.cells.telling
        for rule in self.book.validations(self.sheet.name):
            for area in rule.areas:
                rows = area.last.row - area.first.row
                covers = any(area.first.column <= c <= area.last.column for c in columns)
                if covers and area.first.row <= self.first + 1 and rows <= _LONGEST_LIST:
                    ends.append(area.last.row)
        ends.append(self._last_alike(lambda cell: cell.style != 0 and cell.is_blank))
        return max(ends)

    def _last_alike(self, prepared: Callable[[Cell], bool]) -> int:
        """The last of unbroken rows in which most field cells are stored, blank and formatted."""
        last = self.first - 1
        known: dict[bytes, bool] = {}
        for row in self.sheet.rows():
            if row < self.first:
                continue
            if row != last + 1 or row in (self.total, self.below):
                break
            bare = self.sheet.bare_row(row)
            pattern = b"" if bare is None else bare_rows.pattern(self.sheet.scan, bare)
            alike = known.get(pattern) if bare is not None else None
            if alike is None:
                alike = known[pattern] = self._mostly(row, prepared)
            if not alike:
                break
            last = row
        return last

    def _mostly(self, row: int, prepared: Callable[[Cell], bool]) -> bool:
        """Whether at least half of the field cells of a row are prepared or filled."""
        found, columns = self.sheet.row(row), self.cells.telling
        ready = [c for c in columns if c in found and (prepared(found[c]) or not found[c].is_blank)]
        return 2 * len(ready) >= len(columns)


def _overlap(table: Table, cells: TableCells) -> bool:
    area = table.area
    return area.first.column <= cells.last_column and cells.first_column <= area.last.column


def _below(sheet: Sheet, cells: TableCells, last: int) -> int | None:
    """The first filled row below ``last`` within the table's width."""
    for row in sheet.rows():
        if row <= last:
            continue
        bare = sheet.bare_row(row)
        if bare is not None and not has_formulas(sheet.scan, bare):
            continue
        for cell in sheet.row_cells(row):
            if cells.first_column <= cell.ref.column <= cells.last_column and not cell.is_blank:
                return row
    return None


def running_numbers(sheet: Sheet, rows: RowRange, columns: Collection[int]) -> frozenset[int]:
    """The columns whose cells only count the rows: 1, 2, 3, … in every stored row."""
    found = []
    for column in columns:
        numbers: list[int | float] = []
        for row in rows.numbers[:50]:
            value = sheet.cell(Ref(row, column)).value
            if not isinstance(value, (int, float)) or isinstance(value, bool):
                break
            numbers.append(value)
        else:
            if len(numbers) >= 2 and {b - a for a, b in pairwise(numbers)} == {1}:
                found.append(column)
    return frozenset(found)
