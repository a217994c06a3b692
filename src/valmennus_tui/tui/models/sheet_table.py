"""A worksheet as a table: row numbers and column letters as in Excel, cells as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Column, Tone
from valmennus_tui.tui.showing import cell_text, hidden
from valmennus_tui.workbook.address import Ref, column_letters

if TYPE_CHECKING:
    from valmennus_tui.tui.hiding import HiddenCells
    from valmennus_tui.workbook.cells import Cell
    from valmennus_tui.workbook.sheet import Sheet

_SOFT_HYPHEN = "\u00ad"
_BREAK = re.compile(r"\s*(?:\r\n|\r|\n)\s*")
_NARROWEST, _USUAL, _WIDEST = 3, 10, 40
_SPARE_ROWS, _SPARE_COLUMNS = 20, 3
"""Room below and beside the data, for new entries."""
_MOST_ROWS, _MOST_COLUMNS = 200_000, 2_000


class SheetModel:
    """The grid's view of a sheet. Grid column 0 holds the row numbers."""

    def __init__(self, sheet: Sheet, *, with_hidden: bool, hidden_cells: HiddenCells | None = None) -> None:
        """``hidden_cells``: those whose content is not to be seen now."""
        self._hidden_cells = hidden_cells
        self._sheet = sheet
        last_row = min(sheet.max_row + _SPARE_ROWS, _MOST_ROWS)
        last_column = min(sheet.max_column + _SPARE_COLUMNS, _MOST_COLUMNS)
        hidden_rows = frozenset() if with_hidden else sheet.hidden_rows
        hidden_columns = frozenset() if with_hidden else sheet.hidden_columns
        self._rows: Sequence[int] = _without(last_row, hidden_rows)
        self._columns: Sequence[int] = _without(last_column, hidden_columns)
        number_width = max(len(str(last_row)), 2)
        self._titles = [Column("", number_width, right=True)]
        self._titles += [Column(column_letters(c), _width(sheet.column_width(c))) for c in self._columns]

    @property
    def columns(self) -> Sequence[Column]:
        """Row numbers, then the sheet's columns."""
        return self._titles

    @property
    def row_count(self) -> int:
        """The sheet's rows and some blank ones."""
        return len(self._rows)

    def text(self, row: int, column: int) -> str:
        """What the cell shows."""
        if column == 0:
            return str(self._rows[row])
        cell = self._cell(row, column)
        return hidden(shown(cell)) if self.hides(cell) else one_line(shown(cell))

    def hides(self, cell: Cell) -> bool:
        """Whether a cell's content is not to be seen now."""
        cells = self._hidden_cells
        return cells is not None and cells.hides(self._sheet.name, cell.ref, cell.value, cell.formula)

    def tone(self, row: int, column: int) -> Tone:
        """Formulas stand out from input; what waits for Excel stands out from both."""
        if column == 0:
            return Tone.FAINT
        cell = self._cell(row, column)
        if cell.stale:
            return Tone.WARN
        return Tone.ACCENT if cell.is_formula else Tone.PLAIN

    def ref(self, row: int, column: int) -> Ref:
        """The cell's address; the row's first cell where the cursor is on the row number."""
        return Ref(self._rows[row], self._columns[max(column - 1, 0)])

    def position(self, ref: Ref) -> tuple[int, int] | None:
        """Where a cell is in the grid; None where it is hidden or far away."""
        row, column = _index(self._rows, ref.row), _index(self._columns, ref.column)
        return None if row is None or column is None else (row, column + 1)

    def _cell(self, row: int, column: int) -> Cell:
        return self._sheet.cell(self.ref(row, column))


def shown(cell: Cell) -> str:
    """A cell's text; a sign where a formula's result waits for Excel."""
    return glyphs().waiting if cell.stale else cell_text(cell.value)


def one_line(text: str) -> str:
    """A text as it reads on one line: without its soft hyphens, a blank for each line break."""
    if _SOFT_HYPHEN in text or "\n" in text or "\r" in text:
        return _BREAK.sub(" ", text.replace(_SOFT_HYPHEN, ""))
    return text


def _without(last: int, hidden: frozenset[int]) -> Sequence[int]:
    everything = range(1, last + 1)
    return [number for number in everything if number not in hidden] if hidden else everything


def _index(numbers: Sequence[int], wanted: int) -> int | None:
    try:
        return numbers.index(wanted)
    except ValueError:
        return None


def _width(width: float | None) -> int:
    return _USUAL if width is None else min(max(round(width), _NARROWEST), _WIDEST)
