"""Where a grid's columns and rows stand on the screen. Pure arithmetic, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from valmennus_tui.tui.models.grid_model import Column

GAP = 1
"""Blank columns between two grid columns."""


class GridLayout:
    """Widths and offsets for one width of screen. The first ``frozen`` columns never scroll."""

    def __init__(self, columns: Sequence[Column], width: int, frozen: int = 1) -> None:
        self.width = width
        self.frozen = min(frozen, len(columns))
        self.widths = _grown(columns, width)
        ends = list(accumulate(w + GAP for w in self.widths))
        self._starts = [end - w - GAP for end, w in zip(ends, self.widths, strict=True)]
        self.frozen_width = ends[self.frozen - 1] if self.frozen else 0

    def visible(self, left: int) -> list[int]:
        """Columns that can be seen when ``left`` is the first scrolled one: frozen ones, then the rest."""
        shown = list(range(self.frozen))
        x = self.frozen_width
        for column in range(max(left, self.frozen), len(self.widths)):
            if x >= self.width:
                break
            shown.append(column)
            x += self.widths[column] + GAP
        return shown

    def start(self, column: int, left: int) -> int:
        """The x of a visible column's first character."""
        if column < self.frozen:
            return self._starts[column]
        return self.frozen_width + self._starts[column] - self._starts[max(left, self.frozen)]

    def shown_width(self, column: int, left: int) -> int:
        """How many columns of the screen a visible column has; the last one may be cut by the edge."""
        return min(self.widths[column], max(self.width - self.start(column, left), 0))

    def left_for(self, column: int, left: int) -> int:
        """The first scrolled column that brings ``column`` wholly into view, moving as little as possible."""
        if column < self.frozen:
            return max(left, self.frozen)
        left = max(left, self.frozen)
        if column <= left:
            return column
        while left < column and self.start(column, left) + self.widths[column] > self.width:
            left += 1
        return left

    def column_at(self, x: int, left: int) -> int | None:
        """The column under an x coordinate."""
        for column in self.visible(left):
            start = self.start(column, left)
            if start <= x < start + self.widths[column] + GAP:
                return column
        return None


def _grown(columns: Sequence[Column], width: int) -> list[int]:
    widths = [column.width for column in columns]
    growing = [index for index, column in enumerate(columns) if column.grow]
    spare = width - sum(widths) - GAP * max(len(widths) - 1, 0)
    for position, index in enumerate(growing):
        share = spare // (len(growing) - position)
        if share > 0:
            widths[index] += share
            spare -= share
    return widths


def top_for(row: int, top: int, page: int, count: int) -> int:
    """The first row to show so that ``row`` is seen.

    Leaving the page jumps by half a page: Textual repaints the whole grid for any scrolling, so scrolling one
    line a key would cost ten times the bytes.
    """
    page = max(page, 1)
    last_top = max(count - page, 0)
    if not top <= row < top + page:
        top = row - page // 2
    return min(max(top, 0), last_top)
