"""A report as a workbook to look at and print: a sheet a section, native charts, A4."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, time
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from valmennus_tui.i18n import _
from valmennus_tui.reports.model import (
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Paragraph,
    Report,
    Section,
    Table,
    Value,
)
from valmennus_tui.safe_text import safe, safe_lines

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_SHEET_NAME = 31
_MOST_LETTERS = 32767
"""So many fit into a cell; of a longer text xlsxwriter would write nothing at all."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.WHOLE: "0",
    ColumnKind.DECIMAL: "0.0",
    ColumnKind.PERCENT: "0 %",
    ColumnKind.DATE: "d.m.yyyy",
}
_WIDEST_UPRIGHT = 110
"""A sheet with more characters in a row than this lies on the page. Either way it is made as wide as one."""
_PAGE_PIXELS = {False: 860, True: 540}
"""What surely fits on an A4 page at full size, upright and (True) lying."""
_PLAIN_WIDTH = 80
_CHART_ROWS = 18
_CHART_WIDTH = 640
_CHART_GAP = 4
"""Pixels above and below: a border on the very edge of a row may fall to another page."""
_CHARACTER_PIXELS = 7
_ROW_PIXELS = 20
_TITLE_PIXELS = 28
_HIGHEST_ROW_PIXELS = 540
_MOST_SERIES_ROWS = 24


def as_xlsx(report: Report) -> bytes:
    """The file's bytes, written in memory: nothing goes to the system's temporary folder."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        created = datetime.combine(report.day, time(12), UTC)
        book.set_properties({"title": safe(report.title), "author": "", "created": created})
        names: set[str] = set()
        for number, section in enumerate(report.sections):
            name = _sheet_name(section.title, names)
            writer = _Sheet(book, book.add_worksheet(name), name)
            writer.set_columns([block for block in section.blocks if isinstance(block, Table)])
            if number == 0:
                writer.title(report)
            writer.section(section)
    return stream.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has.

    Excel keeps the name of its own history of changes to itself, in each language its own.
    """
    base = _FORBIDDEN.sub(" ", safe(title)).strip(" '")[:_SHEET_NAME] or "1"
    own = {"history", _("History").casefold()}
    name, number = base, 1
    while name.casefold() in taken | own:
        number += 1
        tail = f" {number}"
        name = base[: _SHEET_NAME - len(tail)] + tail
    taken.add(name.casefold())
    return name


def _fitting(text: str) -> str:
    """A text as long as a cell holds, on lines; an ellipsis tells of more."""
    shown = safe_lines(text)
    return shown if len(shown) <= _MOST_LETTERS else shown[: _MOST_LETTERS - 1] + "…"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so many characters wide."""
    return sum(max(1, len(wrap(line, max(1, width)))) for line in text.split("\n"))


def _width(column: Column) -> int:
    """A column's width, but no less than the longest word of its heading needs in bold."""
    word = max(map(len, column.title.split()), default=0)
    return max(column.width, word * 6 // 5 + 2)


def _room(width: int) -> int:
    """The letters of a text that a column holds: its width is in digits, which are a little wider."""
    return width * 27 // 25 - 2


class _Sheet:
    """One sheet, filled from the top."""

    def __init__(self, book: Workbook, sheet: Worksheet, name: str) -> None:
        self.book, self.sheet, self.name = book, sheet, name
        self.row = 0
        self.widths: dict[int, int] = {}
        self.where: dict[int, int] = {}
        """The first data row of each table written, by identity."""
        self.used, self.page = 0, _PAGE_PIXELS[False]
        """Pixels used since the last page break of ours, and what a page holds."""
        self.breaks: list[int] = []
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        sheet.set_footer("&L&A&R&P/&N")
        sheet.hide_gridlines(2)

    def _look(self, **looks: object) -> Any:
        return self.book.add_format({"valign": "top", **looks})

    def title(self, report: Report) -> None:
        self.sheet.write_string(self.row, 0, safe(report.title), self._look(bold=True, font_size=16))
        self.sheet.set_row_pixels(self.row, _TITLE_PIXELS)
        self._down(pixels=_TITLE_PIXELS)
        for line in report.lead:
            self._text(line)
        self._down()

    def section(self, section: Section) -> None:
        self.sheet.write_string(self.row, 0, safe(section.title), self._look(bold=True, font_size=13))
        self._down(2)
        tables = [block for block in section.blocks if isinstance(block, Table)]
        for block in section.blocks:
            if isinstance(block, Paragraph):
                self._text(block.text)
                self._down()
            elif isinstance(block, Table):
                self._table(block, repeat=len(tables) == 1)
            else:
                self._chart(block)
        self.sheet.set_h_pagebreaks(self.breaks)

    def set_columns(self, tables: list[Table]) -> None:
        """Column widths, and the page: upright or lying, never wider than one."""
        for table in tables:
            for index, column in enumerate(table.columns):
                self.widths[index] = max(self.widths.get(index, 0), _width(column))
        self.widths = self.widths or {0: _PLAIN_WIDTH}
        for index, width in self.widths.items():
            self.sheet.set_column(index, index, width)
        lying = sum(self.widths.values()) > _WIDEST_UPRIGHT
        if lying:
            self.sheet.set_landscape()
        self.page = _PAGE_PIXELS[lying]
        self.sheet.fit_to_pages(1, 0)

    def _down(self, rows: int = 1, pixels: int = _ROW_PIXELS) -> None:
        self.row += rows
        self.used += rows * pixels

    def _text(self, text: str) -> None:
        """A paragraph over the sheet's width, as many rows high as it needs."""
        last, width = max(self.widths), sum(self.widths.values())
        shown = _fitting(text)
        look = self._look(text_wrap=True)
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", look)
        self.sheet.write_string(self.row, 0, shown, look)
        height = _ROW_PIXELS * _lines(shown, width)
        self.sheet.set_row_pixels(self.row, height)
        self._down(pixels=height)

    def _table(self, table: Table, *, repeat: bool) -> None:
        for index, column in enumerate(table.columns):
            self.sheet.write_string(self.row, index, safe(column.title), self._head_look(column))
        head = self.row
        self._end_row([column.title for column in table.columns])
        self.where[id(table)] = self.row
        looks = [self._column_look(column) for column in table.columns]
        for row in table.rows:
            for index, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(index, value, column, looks[index])
            self._end_row([value if isinstance(value, str) else "" for value in row])
        if repeat and self.used > self.page:
            self.sheet.repeat_rows(head)
        self._down()

    def _end_row(self, texts: list[str]) -> None:
        """As high as the longest wrapped text: not every program works that out by itself."""
        lines = max(_lines(text, _room(self.widths[index])) for index, text in enumerate(texts))
        height = min(_ROW_PIXELS * lines, _HIGHEST_ROW_PIXELS)
        if lines > 1:
            self.sheet.set_row_pixels(self.row, height)
        self._down(pixels=height)

    def _head_look(self, column: Column) -> Any:
        look = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E7EEF5"}
        return self._look(**look, **_alignment(column))

    def _column_look(self, column: Column) -> Any:
        wrapped = {"text_wrap": True} if column.kind is ColumnKind.TEXT else {}
        look = {"num_format": _FORMATS[column.kind], "bottom": 4, "bottom_color": "#B0B0B0"}
        return self._look(**look, **wrapped, **_alignment(column))

    def _cell(self, index: int, value: Value, column: Column, look: Any) -> None:
        if value is None:
            self.sheet.write_blank(self.row, index, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, index, _fitting(value), look)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.row, index, datetime.combine(value, time()), look)
        else:
            self.sheet.write_number(self.row, index, float(value), look)

    def _chart(self, chart: Chart) -> None:
        first = self.where.get(id(chart.table))
        if first is None or not chart.table.rows:
            return
        last = first + len(chart.table.rows) - 1
        drawn = self.book.add_chart({"type": chart.kind.value})
        for column in chart.series:
            drawn.add_series(
                {
                    "name": safe(chart.table.columns[column].title),
                    "categories": [self.name, first, chart.labels, last, chart.labels],
                    "values": [self.name, first, column, last, column],
                }
            )
        drawn.set_title({"name": safe(chart.title), "name_font": {"size": 12}})
        drawn.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
        _set_axes(drawn, chart)
        rows = self._chart_rows(chart)
        if self.used + rows * _ROW_PIXELS > self.page:
            self.breaks.append(self.row)
            self.used = 0
        width = min(_CHART_WIDTH, sum(self.widths.values()) * _CHARACTER_PIXELS)
        drawn.set_size({"width": width, "height": rows * _ROW_PIXELS - 2 * _CHART_GAP})
        place = {"description": safe(chart.title), "y_offset": _CHART_GAP}
        self.sheet.insert_chart(self.row, 0, drawn, place)
        self._down(rows + 1)

    def _chart_rows(self, chart: Chart) -> int:
        """Horizontal bars need a row each."""
        if chart.kind is ChartKind.BAR:
            return min(_MOST_SERIES_ROWS, max(_CHART_ROWS, len(chart.table.rows) + 6))
        return _CHART_ROWS


def _alignment(column: Column) -> dict[str, object]:
    """Numbers and days to the right; texts a little off the number before them."""
    if column.kind is ColumnKind.TEXT:
        return {"align": "left", "indent": 1}
    return {"align": "right"}


def _set_axes(drawn: Any, chart: Chart) -> None:
    """Values from nought, written as the table writes them; days as days, each once."""
    values: dict[str, object] = {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0"}}}
    values["num_format"] = _FORMATS[chart.table.columns[chart.series[0]].kind]
    if chart.highest is not None:
        values["max"] = chart.highest
    labels: dict[str, object] = {}
    if chart.table.columns[chart.labels].kind is ColumnKind.DATE:
        labels = {"text_axis": True, "num_format": _FORMATS[ColumnKind.DATE]}
    if chart.kind is ChartKind.BAR:
        drawn.set_x_axis(values)
        every = {"reverse": True, "interval_unit": 1, "num_font": {"size": 8}}
        drawn.set_y_axis(labels | every)
    else:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(values)
