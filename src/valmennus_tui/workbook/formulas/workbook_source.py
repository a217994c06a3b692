"""A :class:`~valmennus_tui.workbook.book.Workbook` as the formula code sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from valmennus_tui.workbook.cells import Cell, CellError, CellValue
from valmennus_tui.workbook.decode import as_read, parse_number
from valmennus_tui.workbook.formulas.shared import expand
from valmennus_tui.workbook.formulas.source import FormulaCell, NameLike, TableView
from valmennus_tui.workbook.formulas.values import UNKNOWN, Stored
from valmennus_tui.workbook.serials import to_serial

if TYPE_CHECKING:
    from valmennus_tui.workbook.book import Workbook

_OFF: Final = ("0", "false")


class WorkbookSource:
    """Reads formulas, values, names and tables of one workbook, sheet by sheet, and keeps them."""

    def __init__(self, book: Workbook) -> None:
        # The sheets and not the book, which may be let go while this is kept.
        self._sheets = {info.name: book.sheet(info.name) for info in book.worksheets}
        self._full_precision = book.calculation.get("fullPrecision", "1") not in _OFF
        self.sheets: Sequence[str] = tuple(self._sheets)
        self.date1904 = book.date1904
        self.names: Sequence[NameLike] = book.names
        self.tables: Sequence[TableView] = tuple(
            TableView(
                table.name,
                table.sheet,
                table.area,
                table.header_rows,
                table.totals_rows,
                tuple(column.name for column in table.columns),
            )
            for table in book.tables
        )
        self._values: dict[str, dict[tuple[int, int], Stored]] = {}

    @property
    def exact(self) -> bool:
        """False for "precision as displayed", and for sheets that calculate as Lotus 1-2-3 did."""
        lotus = any(b"transitionEvaluation" in sheet.scan.content for sheet in self._sheets.values())
        return self._full_precision and not lotus

    def formulas(self, sheet: str) -> Sequence[FormulaCell]:
        return tuple(expand(self._sheets[sheet].formulas))

    def values(self, sheet: str) -> Mapping[tuple[int, int], Stored]:
        values = self._values.get(sheet)
        if values is None:
            values = self._values[sheet] = self._read(sheet)
        return values

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        found = self._sheets[sheet]
        if b"zeroHeight" in found.scan.content:  # rows without a height of their own are hidden
            return frozenset(range(1, found.max_row + 1))
        return found.hidden_rows

    def _read(self, name: str) -> dict[tuple[int, int], Stored]:
        sheet = self._sheets[name]
        values: dict[tuple[int, int], Stored] = {}
        for row in sheet.rows():
            for cell in sheet.row_cells(row):
                values[row, cell.ref.column] = self._stored(cell)
            for column, raw in sheet.raw_row(row).items():
                if "vm" in raw.metadata:  # a picture or linked record that other programs see as an error
                    values[row, column] = UNKNOWN
        for problem in sheet.problems:
            values[problem.ref.row, problem.ref.column] = UNKNOWN
        return values

    def _stored(self, cell: Cell) -> Stored:
        if cell.stale or (cell.is_formula and cell.value is None):
            return UNKNOWN
        if cell.value == "" and cell.is_formula:
            return ""
        if isinstance(cell.value, date | time):
            number = parse_number(cell.raw)
            if number is not None:
                return float(number)
        return to_stored(cell.value, self.date1904)


def to_stored(value: CellValue | Decimal, date1904: bool) -> Stored:
    """A value of an input cell as the evaluator has it: numbers as float, dates as serials.

    An empty text in an input cell is UNKNOWN: some programs take the cell for blank.
    """
    if value is None or isinstance(value, bool | CellError):
        return value
    if isinstance(value, str):
        return value or UNKNOWN
    if isinstance(value, int | float | Decimal):
        return float(value)
    if isinstance(value, time):
        return (datetime.combine(date.min, value) - datetime.min).total_seconds() / 86_400
    try:
        moment = as_read(value)  # to milliseconds, as it is written
        return float(to_serial(moment, date1904)) if isinstance(moment, date) else UNKNOWN
    except ValueError:
        return UNKNOWN
