"""The values a calculation reads: the file's cells, with what has been edited or recomputed laid over.

Values are kept by column, so that a sum over a column is a slice of a list and whole columns cost only the
cells that are there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from valmennus_tui.workbook.formulas.source import FormulaSource
from valmennus_tui.workbook.formulas.syntax import Span
from valmennus_tui.workbook.formulas.values import UNKNOWN, Missing, Stored, Unsupported, Value

Edits = Mapping[str, Mapping[tuple[int, int], Stored]]
"""Values by sheet, then by row and column."""


class TooMuch(Unsupported):
    """The run has used up its budget."""


class Budget:
    """How many cells one run may still read. Keeps a workbook of crossing sums from taking minutes."""

    def __init__(self, cells: int) -> None:
        self.left = cells

    def spend(self, cells: int) -> None:
        """Raises TooMuch when used up."""
        self.left -= cells
        if self.left < 0:
            raise TooMuch("too much to calculate")


@dataclass(slots=True)
class Column:
    """The stored cells of one column from the top down: row numbers, and the value of each."""

    rows: list[int] = field(default_factory=list)
    values: list[Stored] = field(default_factory=list)

    def part(self, first: int, last: int) -> slice:
        """The places in the lists of the cells from row ``first`` to row ``last``."""
        return slice(bisect_left(self.rows, first), bisect_right(self.rows, last))

    def index(self, row: int) -> int | None:
        at = bisect_left(self.rows, row)
        return at if at < len(self.rows) and self.rows[at] == row else None


class Store:
    """Cell values of a workbook at one moment."""

    def __init__(
        self, source: FormulaSource, budget: Budget, edits: Edits, before: Store | None = None
    ) -> None:
        """``before`` is the store without ``edits``: what they do not touch is looked up there."""
        self.budget = budget
        self._source = source
        self._edits = edits
        self._before = before
        self._touched: dict[str, dict[int, Column]] = {}
        self._columns: dict[str, dict[int, Column]] = {}
        self._contents: dict[Span, list[Value]] = {}
        self._grids: dict[Span, list[Value]] = {}
        self._masks: dict[tuple[Span, Hashable], int] = {}
        if before is not None:
            self._touched = {sheet: _columns(cells) for sheet, cells in edits.items()}

    def columns(self, sheet: str) -> dict[int, Column]:
        """The columns of a sheet that hold anything."""
        columns = self._columns.get(sheet)
        if columns is None:
            cells = {**self._source.values(sheet), **self._edits.get(sheet, {})}
            columns = self._columns[sheet] = _columns(cells)
        return columns

    def put(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Set the result of a formula's cell. No range that holds it must have been read before."""
        found = self.columns(sheet)[column]
        at = found.index(row)
        assert at is not None, "formula cells are stored cells"
        found.values[at] = value

    def stored(self, sheet: str, row: int, column: int) -> Stored:
        found = self.columns(sheet).get(column)
        at = None if found is None else found.index(row)
        return None if found is None or at is None else found.values[at]

    def read(self, sheet: str, row: int, column: int) -> Value:
        """One cell's value. Raises Unsupported where it is not known."""
        value = self.stored(sheet, row, column)
        if isinstance(value, Missing):
            raise Unsupported("a value that is not known")
        return value

    def last_row(self, span: Span) -> int:
        """The last row of ``span`` that holds anything, 0 where none does."""
        last = 0
        for _number, column in self._used(span):
            part = column.part(span.top, span.bottom)
            if part.stop > part.start:
                last = max(last, column.rows[part.stop - 1])
        return last

    def present(self, span: Span) -> Iterator[tuple[int, int]]:
        """Row and column of the cells of ``span`` that are stored, column by column."""
        for number, column in self._used(span):
            for row in column.rows[column.part(span.top, span.bottom)]:
                yield row, number

    def contents(self, span: Span) -> list[Value]:
        """The values of the cells of ``span`` that are not blank, column by column."""
        found = self._contents.get(span)
        if found is None:
            if self._before is not None and self._untouched(span):
                return self._before.contents(span)
            found = []
            for _number, column in self._used(span):
                found += _known(column.values[column.part(span.top, span.bottom)])
            self.budget.spend(len(found))
            found = self._contents[span] = [value for value in found if value is not None]
        else:
            self.budget.spend(len(found) // 8)
        return found

    def grid(self, span: Span, rows: int) -> list[Value]:
        """All values of the first ``rows`` rows of ``span``, blanks too, row by row. Not to be changed."""
        part = span._replace(bottom=span.top + rows - 1)
        found = self._grids.get(part)
        if found is None:
            if self._before is not None and self._untouched(part):
                return self._before.grid(span, rows)
            self.budget.spend(rows * span.columns)
            found = [None] * (rows * span.columns)
            for number, column in self._used(part):
                cells = column.part(part.top, part.bottom)
                for row, value in zip(column.rows[cells], _known(column.values[cells]), strict=True):
                    found[(row - span.top) * span.columns + number - span.left] = value
            self._grids[part] = found
        else:
            self.budget.spend(len(found) // 8)
        return found

    def mask(self, span: Span, rows: int, key: Hashable, test: Callable[[Value], bool]) -> int:
        """The cells of :meth:`grid` that pass ``test``, as bits of a number; ``key`` tells tests apart."""
        part = span._replace(bottom=span.top + rows - 1)
        bits = self._masks.get((part, key))
        if bits is None:
            if self._before is not None and self._untouched(part):
                return self._before.mask(span, rows, key, test)
            grid = self.grid(span, rows)
            self.budget.spend(len(grid))
            marks = {kind: "1" if test(kind[1]) else "0" for kind in {(type(v), v) for v in grid}}
            text = "".join([marks[type(value), value] for value in reversed(grid)])
            bits = self._masks[part, key] = int(text or "0", 2)
        return bits

    def _untouched(self, span: Span) -> bool:
        touched = self._touched.get(span.sheet)
        if not touched:
            return True
        parts = (column.part(span.top, span.bottom) for _number, column in _within(touched, span))
        return all(part.stop <= part.start for part in parts)

    def _used(self, span: Span) -> Iterator[tuple[int, Column]]:
        return _within(self.columns(span.sheet), span)


def _within(columns: Mapping[int, Column], span: Span) -> Iterator[tuple[int, Column]]:
    """The columns that ``span`` crosses, from left to right."""
    if span.columns <= len(columns):
        numbers = [number for number in range(span.left, span.right + 1) if number in columns]
    else:
        numbers = sorted(number for number in columns if span.left <= number <= span.right)
    for number in numbers:
        yield number, columns[number]


def _columns(cells: Mapping[tuple[int, int], Stored]) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for (row, number), value in sorted(cells.items(), key=_place):
        column = columns.get(number)
        if column is None:
            column = columns[number] = Column()
        column.rows.append(row)
        column.values.append(value)
    return columns


def _place(item: tuple[tuple[int, int], Stored]) -> tuple[int, int]:
    return item[0]


def _known(values: list[Stored]) -> list[Value]:
    """The same list, for a type checker too. Raises Unsupported where a value is not known."""
    known = [value for value in values if value is not UNKNOWN]
    if len(known) != len(values):
        raise Unsupported("a value that is not known")
    return known
