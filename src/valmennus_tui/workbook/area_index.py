"""Finding the area that a cell lies in, quickly also where a sheet has thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from valmennus_tui.workbook.address import Area, Ref

_BLOCK = 64
TALL = 4096
"""Rows from which an area is kept apart; the scan allows only so many of those (limits.TALL_AREAS)."""


class AreaIndex:
    """Areas by the blocks of rows that they reach into."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._blocks: dict[int, list[Area]] = {}
        self._tall: list[Area] = []
        for area in areas:
            if height(area) >= TALL:
                self._tall.append(area)
                continue
            for block in range(area.first.row // _BLOCK, area.last.row // _BLOCK + 1):
                self._blocks.setdefault(block, []).append(area)

    def near(self, row: int) -> Sequence[Area]:
        """The areas that may reach into a row."""
        block = self._blocks.get(row // _BLOCK, [])
        return [*block, *self._tall] if self._tall else block

    def at(self, ref: Ref) -> Area | None:
        """The first area that holds a cell."""
        return next((area for area in self.near(ref.row) if ref in area), None)


def height(area: Area) -> int:
    return area.last.row - area.first.row + 1
