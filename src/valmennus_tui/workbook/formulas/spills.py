"""How far a dynamic array might spill at the next calculation."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from valmennus_tui.workbook.formulas.source import FormulaSource
from valmennus_tui.workbook.formulas.syntax import Place, Span


class Reach:
    """Cells that a spilling formula may fill once it is calculated anew.

    It fills a rectangle from its own cell downwards and to the right, and only blank cells. Edited cells
    count as blank, since the edit may have emptied them.
    """

    def __init__(self, source: FormulaSource, edited: dict[str, set[tuple[int, int]]]) -> None:
        self._source = source
        self.edited = edited

    def of(self, place: Place, own: Span) -> Callable[[Span], bool]:
        """A test: might the formula at ``place``, now filling ``own``, fill a cell of this area?"""
        first_used: dict[int, int] = {}
        edited = self.edited.get(place.sheet, set())
        for (row, column), value in self._source.values(place.sheet).items():
            below = row >= place.row and column >= place.column
            if value is None or not below or own.covers(row, column) or (row, column) in edited:
                continue
            first_used[column] = min(row, first_used.get(column, row))
        columns = sorted(first_used)
        limits = list(accumulate((first_used[column] for column in columns), min))

        def reached(span: Span) -> bool:
            if span.sheet != place.sheet or span.bottom < place.row or span.right < place.column:
                return False
            row, left = max(span.top, place.row), max(span.left, place.column)
            blocking = [limit for column, limit in zip(columns, limits, strict=True) if column <= left]
            return not blocking or row < blocking[-1]

        return reached
