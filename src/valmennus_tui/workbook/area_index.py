"""Finding the area that a cell lies in, quickly also where a sheet has thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from valmennus_tui.workbook.address import Area, Ref

TALL = 4096
"""Rows from which an area counts as tall; the scan allows only so many of those (limits.TALL_AREAS)."""
_SHORT = 64
"""Areas of at most so many rows are found by each of their rows, others by blocks of so many rows."""


class AreaIndex:
    """Areas by the rows that they reach into."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._rows: dict[int, list[Area]] = {}
        self._blocks: dict[int, list[Area]] = {}
        self._tall: list[Area] = []
        self._near: dict[int, tuple[Area, ...]] = {}
        self._order: dict[Area, int] = {}
        for area in areas:
            self._order.setdefault(area, len(self._order))
            first, last = area.first.row, area.last.row
            if height(area) >= TALL:
                self._tall.append(area)
            elif height(area) > _SHORT:
                for block in range(first // _SHORT, last // _SHORT + 1):
                    self._blocks.setdefault(block, []).append(area)
            else:
                for row in range(first, last + 1):
                    self._rows.setdefault(row, []).append(area)

    def near(self, row: int) -> Sequence[Area]:
        """The areas that reach into a row, in their own order, tall ones last."""
        found = self._near.get(row)
        if found is None:
            found = self._near[row] = tuple(self._find(row))
        return found

    def _find(self, row: int) -> Sequence[Area]:
        found = self._rows.get(row, [])
        if self._blocks:
            longer = self._blocks.get(row // _SHORT, ())
            found = [*found, *(area for area in longer if area.first.row <= row <= area.last.row)]
            found.sort(key=self._order.__getitem__)
        if self._tall:
            found = [*found, *(area for area in self._tall if area.first.row <= row <= area.last.row)]
        return found

    def at(self, ref: Ref) -> Area | None:
        """The first area that holds a cell."""
        for area in self.near(ref.row):
            if area.first.column <= ref.column <= area.last.column:
                return area
        return None


def height(area: Area) -> int:
    return area.last.row - area.first.row + 1
