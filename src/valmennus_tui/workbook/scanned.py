"""What a scan finds in a worksheet part, gathered under the limits of :mod:`.limits`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook import limits, xml
from valmennus_tui.workbook.address import MAX_ROW, Area
from valmennus_tui.workbook.area_index import TALL, AreaIndex, height
from valmennus_tui.workbook.rawcells import RowDialect, RowSpan
from valmennus_tui.workbook.refusals import Reason, refuse_file

_HOLDS_SOMETHING = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")
_CELL = re.compile(rb"<(?:[^\s:/>]+:)?c[\s/>]")
_RESULT_AREA = ("array", "dataTable")


@dataclass(frozen=True, slots=True)
class Columns:
    """A ``col`` element: the format of columns ``first`` to ``last``. ``width`` in characters."""

    first: int
    last: int
    width: float | None
    style: int | None
    hidden: bool


@dataclass
class Scan:
    """A scanned worksheet part. ``data`` are the bounds of ``sheetData``; ``dimension`` its offset and
    text.
    """

    content: bytes
    dialect: RowDialect = field(default_factory=lambda: RowDialect(None, ""))
    data: RowSpan | None = None
    rows: dict[int, RowSpan] = field(default_factory=dict)
    dimension: tuple[int, str] | None = None
    columns: list[Columns] = field(default_factory=list)
    default_width: float | None = None
    merges: list[Area] = field(default_factory=list)
    protection: dict[str, str] | None = None
    open_ranges: list[Area] = field(default_factory=list)
    filter_area: Area | None = None
    view_top: str | None = None
    pane: dict[str, str] | None = None
    result_areas: list[Area] = field(default_factory=list)
    has_formulas: bool = False
    bare: dict[int, bool] = field(default_factory=dict)
    """What :mod:`.bare_rows` has told of rows, by their numbers."""
    patterns: dict[int, bytes] = field(default_factory=dict)

    def row_attributes(self, row: RowSpan) -> dict[str, str]:
        return xml.attributes_of(self.content[row.start : row.tag_end])

    @cached_property
    def merge_index(self) -> AreaIndex:
        return AreaIndex(self.merges)

    @cached_property
    def result_index(self) -> AreaIndex:
        """The areas that array, spill and data-table formulas fill."""
        return AreaIndex(self.result_areas)

    @cached_property
    def row_numbers(self) -> tuple[int, ...]:
        """The numbers of the stored rows, ascending."""
        return tuple(sorted(self.rows))

    @cached_property
    def last_row(self) -> int:
        """The last row that has a cell element and lies within the limit; 0 in an empty sheet."""
        for number in sorted(self.rows, reverse=True):
            row = self.rows[number]
            if number <= limits.ROWS and _CELL.search(self.content, row.tag_end, row.inner_end):
                return number
        return 0


class Collector:
    """Gathers a scan, refusing what no reader could use or would hang on."""

    def __init__(self, content: bytes, sheet: str, path: Path | str | None) -> None:
        self.content = content
        self.sheet = sheet
        self.path = path
        self.found = Scan(content)
        self.tall = 0

    def refuse(self, reason: Reason, **details: object) -> FileRefused:
        return refuse_file(reason, self.path, sheet=self.sheet, cell=None, name=self.sheet, **details)

    def formula_area(self, attributes: dict[str, str]) -> None:
        if attributes.get("t") not in _RESULT_AREA:
            return
        self.found.result_areas.append(self.area(attributes.get("ref", ""), bounded=False))

    def row_number(self, text: str | None, last: int) -> int:
        """A row's number; without ``r`` it follows the row before."""
        if text is None:
            number = last + 1
        elif text.isascii() and text.isdigit() and len(text) <= 7:
            number = int(text)
        else:
            number = 0
        if not 1 <= number <= MAX_ROW:
            raise self.refuse(Reason.TOO_FAR_DOWN, number=(text or str(number))[:20])
        return number

    def add_row(self, row: RowSpan) -> None:
        if row.number in self.found.rows:
            raise self.refuse(Reason.DUPLICATE_CELL, address=row.number)
        if row.number > limits.ROWS and _HOLDS_SOMETHING.search(self.content, row.tag_end, row.inner_end):
            raise self.refuse(Reason.TOO_FAR_DOWN, number=row.number)
        self.found.rows[row.number] = row

    def check_count(self, cells: int) -> None:
        if cells > limits.CELLS:
            raise self.refuse(Reason.TOO_MANY_CELLS, limit=limits.CELLS)

    def area(self, text: str, *, bounded: bool = True) -> Area:
        try:
            found = Area.parse(text)
        except ValueError:
            raise self.refuse(Reason.BAD_REFERENCE, address=text[:20]) from None
        if bounded and found.size > limits.AREA:
            raise self.refuse(Reason.AREA_TOO_LARGE, area=found)
        self.tall += height(found) >= TALL
        if self.tall > limits.TALL_AREAS:
            raise self.refuse(Reason.AREA_TOO_LARGE, area=found)
        return found
