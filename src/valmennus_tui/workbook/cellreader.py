"""Reads the cells of one worksheet, row by row, and keeps what it has read."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.decode import NoSuchString, decode
from valmennus_tui.workbook.formats import is_date_format
from valmennus_tui.workbook.rawcells import BadCell, RawCell, RawFormula, RowSpan
from valmennus_tui.workbook.refusals import Reason, refuse_file
from valmennus_tui.workbook.rowcells import read_rows
from valmennus_tui.workbook.scanned import Scan
from valmennus_tui.workbook.strings import SharedString
from valmennus_tui.workbook.styles import Styles
from valmennus_tui.workbook.tidyrows import Parts, tidy_parts

_NO_CELLS: Mapping[int, Cell] = {}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A stored cell that could not be read as its type says. ``kind``: number, boolean, date, type or
    style.
    """

    ref: Ref
    kind: str
    raw: str


@dataclass(frozen=True)
class SheetContext:
    """What a sheet needs of its workbook to give its cells a meaning."""

    strings: tuple[SharedString, ...]
    styles: Styles
    date1904: bool
    path: Path | str | None = None


class CellReader:
    """The stored cells of a worksheet, as bytes and as values."""

    def __init__(self, name: str, scan: Scan, context: SheetContext) -> None:
        self.name = name
        self.scan = scan
        self.context = context
        self._problems: dict[Ref, CellProblem] = {}
        self._rows: dict[int, dict[int, Cell]] = {}
        self._raw: dict[int, dict[int, RawCell]] = {}
        self._styles: dict[str | None, tuple[int, str, bool]] = {}

    def row(self, number: int) -> Mapping[int, Cell]:
        """The cells of a row by column. Raises FileRefused where one cannot be placed or read."""
        cells = self._rows.get(number)
        if cells is None:
            if number not in self.scan.rows:
                return _NO_CELLS
            cells = self._rows[number] = self._decoded(number)
        return cells

    def raw_row(self, number: int) -> dict[int, RawCell]:
        """The cells of a row as bytes, by column. Raises FileRefused where one cannot be placed."""
        cells = self._raw.get(number)
        if cells is None:
            span = self.scan.rows.get(number)
            cells = self._raw[number] = {} if span is None else self._read([span])[0]
        return cells

    def problem(self, ref: Ref) -> CellProblem | None:
        self.row(ref.row)
        return self._problems.get(ref)

    @cached_property
    def problems(self) -> tuple[CellProblem, ...]:
        """All of them, in order. Reads the whole sheet."""
        self.read_all()
        return tuple(self._problems[ref] for ref in sorted(self._problems))

    @cached_property
    def last_column(self) -> int:
        """The last column with a stored cell; 0 in an empty sheet. Reads the whole sheet."""
        self.read_all()
        return max((max(cells, default=0) for cells in self._rows.values()), default=0)

    @cached_property
    def formulas(self) -> dict[Ref, RawFormula]:
        """Every ``f`` element. Reads the whole sheet where it has any."""
        if not self.scan.has_formulas:
            return {}
        self._read_all_raw()
        return {
            Ref(number, column): raw.formula
            for number in self.scan.rows
            for column, raw in self._raw[number].items()
            if raw.formula is not None
        }

    def read_all(self) -> None:
        """Read every row."""
        with _without_collection():
            for number in self.scan.rows:
                self.row(number)

    def _read_all_raw(self) -> None:
        missing = [span for number, span in self.scan.rows.items() if number not in self._raw]
        with _without_collection():
            for span, cells in zip(missing, self._read(missing), strict=True):
                self._raw[span.number] = cells

    def _read(self, spans: list[RowSpan]) -> list[dict[int, RawCell]]:
        try:
            return read_rows(self.scan.content, self.scan.dialect, spans)
        except BadCell as bad:
            reason = Reason.DUPLICATE_CELL if bad.twice else Reason.BAD_REFERENCE
            address = bad.address[:20]
            raise refuse_file(
                reason, self.context.path, sheet=self.name, cell=address, name=self.name, address=address
            ) from None

    def _decoded(self, row: int) -> dict[int, Cell]:
        areas = self.scan.result_index.near(row) if self.scan.result_areas else ()
        parts: list[Parts] | None = None
        if row not in self._raw and self.scan.dialect.prefix is not None:
            parts = tidy_parts(self.scan.content, self.scan.dialect.prefix, self.scan.rows[row])
        if parts is None:
            parts = [_parts_of(cell) for cell in self.raw_row(row).values()]
        return {each[0]: self._cell(Ref(row, each[0]), each, areas) for each in parts}

    def _cell(self, ref: Ref, parts: Parts, areas: Sequence[Area]) -> Cell:
        _column, style_text, kind, formula, text, inline = parts
        style = self._styles.get(style_text)
        if style is None:
            style = self._style(ref, style_text)
        index, number_format, is_date = style
        if text is None and formula is None and inline is None and not areas:
            return Cell(ref, None, index, number_format)
        try:
            value, raw, rich, problem = decode(
                kind, text, inline, self.context.strings, is_date, self.context.date1904
            )
        except NoSuchString:
            raise self._no_such_string(ref) from None
        if problem is not None:
            self._problems[ref] = CellProblem(ref, problem, raw)
        if formula is None:
            formula = "" if areas and any(ref in area for area in areas) else None
            return Cell(ref, value, index, number_format, formula, raw, rich)
        return Cell(ref, value, index, number_format, formula, raw, rich, text is None and inline is None)

    def _style(self, ref: Ref, text: str | None) -> tuple[int, str, bool]:
        """Index, number format and whether it shows dates. An unknown index is a problem of the cell."""
        styles = self.context.styles
        index = 0
        if text is not None:
            if not (text.isascii() and text.isdigit() and styles.known(int(text[:9]))):
                self._problems[ref] = CellProblem(ref, "style", text)
                return 0, "General", False
            index = int(text)
        number_format = styles.number_format(index)
        found = self._styles[text] = (index, number_format, is_date_format(number_format))
        return found

    def _no_such_string(self, ref: Ref) -> Exception:
        return refuse_file(
            Reason.BAD_STRING_INDEX,
            self.context.path,
            sheet=self.name,
            cell=str(ref),
            name=self.name,
            address=ref,
        )


def _parts_of(raw: RawCell) -> Parts:
    formula = None if raw.formula is None else raw.formula.text
    return raw.column, raw.style, raw.type, formula, raw.text, raw.inline


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the search for garbage in cycles: while many cells are made there is none, and it takes half
    the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
