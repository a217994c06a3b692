"""One worksheet as read: cells, merges, hidden rows and columns, protection. Rows are read when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.bare_rows import is_bare
from valmennus_tui.workbook.cellreader import CellProblem, CellReader, SheetContext
from valmennus_tui.workbook.cells import Cell, CellValue, NewValue
from valmennus_tui.workbook.decode import as_read
from valmennus_tui.workbook.formats import BUILT_IN, SHORT_DATE, SHORT_DATE_TIME, is_date_format
from valmennus_tui.workbook.rawcells import RawCell, RawFormula, RowSpan
from valmennus_tui.workbook.scan import scan_sheet
from valmennus_tui.workbook.scanned import Scan
from valmennus_tui.workbook.serials import from_serial


class Sheet:
    """A worksheet. Immutable to its users; an overlay (:meth:`with_cells`) shows unsaved edits."""

    def __init__(
        self,
        name: str,
        content: bytes | None,
        context: SheetContext,
        overlay: Mapping[Ref, Cell] | None = None,
    ) -> None:
        """``content`` is None for a sheet without cells (a chart or dialog sheet)."""
        self.name = name
        scan = Scan(b"") if content is None else scan_sheet(content, name, context.path)
        self.reader = CellReader(name, scan, context)
        self._overlay = _by_row(overlay or {})

    @property
    def scan(self) -> Scan:
        """Where rows lie in the part, and what stands around them."""
        return self.reader.scan

    # ------------------------------------------------------------------ cells
    def cell(self, ref: Ref) -> Cell:
        """The cell at ``ref``; where the file has none, a blank one with the style that a new cell would
        get.
        """
        stored = self._stored(ref)
        if stored is not None:
            return stored
        style = self.new_cell_style(ref)
        formula = "" if self.result_area(ref) is not None else None
        return Cell(
            ref, style=style, number_format=self.reader.context.styles.number_format(style), formula=formula
        )

    @cached_property
    def cells(self) -> Mapping[Ref, Cell]:
        """Every cell that the file stores (blank formatted ones too), by row and column."""
        return _Cells(self)

    def rows(self) -> Sequence[int]:
        """The numbers of the rows that the file stores (or an overlay adds), ascending."""
        return sorted({*self.scan.rows, *self._overlay}) if self._overlay else self.scan.row_numbers

    def row(self, row: int) -> Mapping[int, Cell]:
        """The stored cells of one row by column, in the order of the file."""
        stored = self.reader.row(row)
        overlaid = self._overlay.get(row)
        return {**stored, **overlaid} if overlaid else stored

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The stored cells of one row, from left to right."""
        found = self.row(row)
        return tuple(found[column] for column in sorted(found))

    def bare_row(self, row: int) -> RowSpan | None:
        """Where a row stands in the bytes if it is stored and surely holds no value (:mod:`.bare_rows`)."""
        span = self.scan.rows.get(row)
        return None if span is None or row in self._overlay or not is_bare(self.reader.scan, span) else span

    @cached_property
    def max_row(self) -> int:
        """The last row with a cell; 0 in an empty sheet. Formats far below the data do not count."""
        return max([self.scan.last_row, *self._overlay])

    @cached_property
    def max_column(self) -> int:
        """The last column with a stored cell; 0 in an empty sheet."""
        overlaid = (max(cells) for cells in self._overlay.values())
        return max([self.reader.last_column, *overlaid])

    def _stored(self, ref: Ref) -> Cell | None:
        """The cell of the overlay, else of the file."""
        overlaid = self._overlay.get(ref.row)
        if overlaid is not None and ref.column in overlaid:
            return overlaid[ref.column]
        return self.reader.row(ref.row).get(ref.column)

    # --------------------------------------------------------------- formulas
    @property
    def has_formulas(self) -> bool:
        return self.scan.has_formulas

    @property
    def formulas(self) -> Mapping[Ref, RawFormula]:
        """Every ``f`` element of the sheet: text, kind, area and group as the file has them."""
        return self.reader.formulas

    @property
    def result_areas(self) -> tuple[Area, ...]:
        """The areas that array, spill and data-table formulas fill."""
        return tuple(self.scan.result_areas)

    def result_area(self, ref: Ref) -> Area | None:
        """The area of an array, spill or data-table formula that ``ref`` belongs to."""
        return self.scan.result_index.at(ref) if self.scan.result_areas else None

    # ------------------------------------------------------------------ looks
    @property
    def merges(self) -> tuple[Area, ...]:
        return tuple(self.scan.merges)

    def merge(self, ref: Ref) -> Area | None:
        """The merged area that ``ref`` is in."""
        return self.scan.merge_index.at(ref) if self.scan.merges else None

    def anchor(self, ref: Ref) -> Ref:
        """The cell that holds the value of a merged area, seen from any cell of it; else ``ref`` itself."""
        area = self.merge(ref)
        return ref if area is None else area.first

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        if b"hidden" not in self.scan.content:
            return frozenset()
        return frozenset(
            number
            for number, row in self.scan.rows.items()
            if self.scan.row_attributes(row).get("hidden") in ("1", "true")
        )

    @cached_property
    def hidden_columns(self) -> frozenset[int]:
        return frozenset(
            column
            for columns in self.scan.columns
            if columns.hidden
            for column in range(columns.first, columns.last + 1)
        )

    def column_width(self, column: int) -> float | None:
        """The width in characters, None where the sheet leaves it to the default."""
        for columns in self.scan.columns:
            if columns.first <= column <= columns.last:
                return columns.width
        return self.scan.default_width

    @cached_property
    def frozen(self) -> Ref | None:
        """The first cell that scrolls: what stands above and to the left of it is frozen."""
        pane = self.scan.pane
        if pane is None or pane.get("state") not in ("frozen", "frozenSplit"):
            return None
        try:
            top = Ref.parse(self.scan.view_top or "A1")
            return top.shifted(int(float(pane.get("ySplit", 0))), int(float(pane.get("xSplit", 0))))
        except ValueError:
            return None

    @property
    def filter_area(self) -> Area | None:
        return self.scan.filter_area

    @property
    def dimension(self) -> Area | None:
        """The used area as the file states it. It may be wrong; nothing here relies on it."""
        try:
            return Area.parse(self.scan.dimension[1]) if self.scan.dimension else None
        except ValueError:
            return None

    # ------------------------------------------------------------- protection
    @property
    def protected(self) -> bool:
        """Whether protection is switched on (a ``sheetProtection`` that is off changes nothing)."""
        protection = self.scan.protection
        return protection is not None and protection.get("sheet") in ("1", "true")

    def is_locked(self, ref: Ref) -> bool:
        """Whether Excel would refuse to change the cell: protection is on and no style or open range allows
        it.
        """
        if not self.protected or any(ref in area for area in self.scan.open_ranges):
            return False
        return self.reader.context.styles.locked(self.cell(ref).style)

    def new_cell_style(self, ref: Ref) -> int:
        """The style that a cell added at ``ref`` gets: its row's where the row has one, else its column's."""
        row = self.scan.rows.get(ref.row)
        if row is not None:
            attributes = self.scan.row_attributes(row)
            style = attributes.get("s", "")
            if attributes.get("customFormat") in ("1", "true") and style.isascii() and style.isdigit():
                return int(style[:6])
        for columns in self.scan.columns:
            if columns.first <= ref.column <= columns.last and columns.style is not None:
                return columns.style
        return 0

    # ---------------------------------------------------------------- overlay
    def with_cells(self, cells: Mapping[Ref, Cell]) -> Sheet:
        """The same sheet with some cells shown otherwise. Shares everything that was read."""
        other = object.__new__(Sheet)
        other.name, other.reader = self.name, self.reader
        other._overlay = {row: dict(old) for row, old in self._overlay.items()}
        for row, added in _by_row(cells).items():
            other._overlay.setdefault(row, {}).update(added)
        return other

    def value_cell(self, ref: Ref, value: CellValue) -> Cell:
        """The cell at ``ref`` as it would read with another value and its own style."""
        old = self.cell(ref)
        raw = "" if value is None else str(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and is_date_format(old.number_format):
            assert isinstance(value, int | float)
            moment = from_serial(value, self.reader.context.date1904)
            value = value if moment is None else moment
        return Cell(ref, value, old.style, old.number_format, old.formula, raw)

    def edited_cell(self, ref: Ref, value: NewValue) -> Cell:
        """The cell at ``ref`` as it will read once ``value`` is saved, with the date format that saving
        gives it.
        """
        read = as_read(value)
        cell = self.value_cell(ref, read)
        if isinstance(value, date) and not is_date_format(cell.number_format):
            number_format = BUILT_IN[SHORT_DATE_TIME if isinstance(read, datetime) else SHORT_DATE]
            return cell._replace(value=read, number_format=number_format)
        return cell

    # ---------------------------------------------------------------- reading
    def raw_row(self, row: int) -> dict[int, RawCell]:
        """The stored cells of a row as bytes, by column. Raises FileRefused where one cannot be placed."""
        return self.reader.raw_row(row)

    def problem(self, ref: Ref) -> CellProblem | None:
        """What is wrong with the stored content of one cell, if anything."""
        return self.reader.problem(ref)

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """The stored cells whose content does not fit their type, in order. Reads the whole sheet."""
        return self.reader.problems


def _by_row(cells: Mapping[Ref, Cell]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for ref, cell in cells.items():
        rows.setdefault(ref.row, {})[ref.column] = cell
    return rows


class _Cells(Mapping[Ref, Cell]):
    """The stored cells of a sheet as a mapping; rows are read as they are needed."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __getitem__(self, ref: Ref) -> Cell:
        cell = self._sheet._stored(ref)
        if cell is None:
            raise KeyError(ref)
        return cell

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, Ref) and self._sheet._stored(ref) is not None

    def __iter__(self) -> Iterator[Ref]:
        for row in self._sheet.rows():
            for cell in self._sheet.row_cells(row):
                yield cell.ref

    def __len__(self) -> int:
        return sum(len(self._sheet.row_cells(row)) for row in self._sheet.rows())
