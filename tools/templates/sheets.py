"""Builds the sheets of prepared rows, the hidden lists and the instructions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tools.templates import choices
from tools.templates.extension import ExtensionList
from tools.templates.looks import Looks
from tools.templates.model import FIRST_ROW, GROUP_ROW, HEADER_ROW, Column, Layout

YES = "kyllä"
_LIST_ERROR = "Valitse arvo luettelosta tai tyhjennä solu."
_UNLOCKED_DEEDS = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def protect(sheet: Worksheet) -> None:
    """Protect without a password: against slips, not against people."""
    sheet.protect("", dict(_UNLOCKED_DEEDS))


CONFIDENTIAL = "Luottamuksellinen: asiakastietoja"


def print_setup(sheet: Worksheet, title: str, *, landscape: bool, note: str = CONFIDENTIAL) -> None:
    """A4, fitted to one page's width, a note and page numbers in the footer."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{title}&R&D")
    sheet.set_footer(f"&L{note}&RSivu &P / &N")


def write_lists(
    book: xlsxwriter.Workbook,
    looks: Looks,
    wanted: Sequence[str],
    lists: Mapping[str, choices.ChoiceList] = choices.LISTS,
) -> Worksheet:
    """The hidden sheet of lists, and a defined name for each list wanted by one."""
    sheet = book.add_worksheet(choices.SHEET)
    sheet.write(0, 0, "Pudotusvalikoiden luettelot. Muuta vain yhdessä tiimin kanssa.", looks["label"])
    for one in lists.values():
        sheet.set_column(one.column, one.column, 30)
        sheet.write(choices.FIRST_ROW - 2, one.column, one.title, looks["head"])
        for index, value in enumerate(one.values):
            sheet.write_string(choices.FIRST_ROW - 1 + index, one.column, value)
        if one.key in wanted:
            book.define_name(one.name, "=" + one.area)
    sheet.hide()
    return sheet


def write_guide(
    sheet: Worksheet, looks: Looks, lines: Sequence[tuple[str, str]], note: str = CONFIDENTIAL
) -> None:
    """The sheet Ohje: pairs of look and text, one a row."""
    sheet.set_column(0, 0, 110)
    sheet.hide_gridlines(2)
    for row, (look, text) in enumerate(lines):
        sheet.write_string(row, 0, text, looks[look])
    print_setup(sheet, "Ohje", landscape=False, note=note)
    protect(sheet)


def write_title(sheet: Worksheet, looks: Looks, title: str, notice: str, last_column: int) -> None:
    """Title and stand-in notice above the headers."""
    width = min(last_column, 9)
    sheet.merge_range(0, 0, 0, width, title, looks["title"])
    sheet.merge_range(1, 0, 1, width, notice, looks["notice"])
    sheet.set_row(0, 24)
    sheet.set_row(1, 30)


def write_layout(
    book: xlsxwriter.Workbook, sheet: Worksheet, looks: Looks, layout: Layout, note: str = CONFIDENTIAL
) -> list[ExtensionList]:
    """Headers, prepared rows, totals, drop-downs, conditional formats. Returns the x14 lists to add."""
    write_headers(sheet, looks, layout)
    for number, column in enumerate(layout.columns):
        options: dict[str, Any] = {"hidden": True} if column.hidden else {}
        sheet.set_column(number, number, column.width, None, options)
        _prepared_cells(sheet, looks, layout, number, column)
        _total(sheet, looks, layout, number, column)
    for rule in layout.rules:
        area = f"{rule.first}{layout.first_row}:{rule.last}{layout.last_row}"
        sheet.conditional_format(
            area, {"type": "formula", "criteria": rule.formula, "format": looks[f"if_{rule.look}"]}
        )
    for name, letter in layout.names:
        book.define_name(name, "=" + layout.area(letter))
    last = len(layout.columns) - 1
    sheet.autofilter(HEADER_ROW - 1, 0, layout.last_row - 1, last)
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    print_setup(sheet, layout.title, landscape=True, note=note)
    sheet.repeat_rows(GROUP_ROW - 1, HEADER_ROW - 1)
    sheet.print_area(0, 0, layout.total_row - 1, last)
    protect(sheet)
    return add_validations(sheet, layout)


def write_headers(sheet: Worksheet, looks: Looks, layout: Layout) -> None:
    """Two header rows: groups merged across, single headers merged down."""
    top, below = GROUP_ROW - 1, HEADER_ROW - 1
    sheet.set_row(top, 20)
    sheet.set_row(below, 62)
    number = 0
    for group, members in groupby(layout.columns, key=lambda column: column.group):
        columns = list(members)
        for offset, column in enumerate(columns):
            place = number + offset
            if group is None:
                sheet.merge_range(top, place, below, place, column.header, looks["head"])
            else:
                sheet.write_string(below, place, column.header, looks["head"])
            if column.comment:
                where = top if group is None else below
                sheet.write_comment(where, place, column.comment, {"author": "Valmennus", "x_scale": 1.6})
        if group is not None and len(columns) > 1:
            sheet.merge_range(top, number, top, number + len(columns) - 1, group, looks["group"])
        elif group is not None:
            sheet.write_string(top, number, group, looks["group"])
        number += len(columns)


def _prepared_cells(sheet: Worksheet, looks: Looks, layout: Layout, number: int, column: Column) -> None:
    look = looks[column.look or column.kind]
    for row in range(layout.first_row, layout.last_row + 1):
        if column.kind == "formula":
            sheet.write_formula(row - 1, number, column.formula.format(row=row, above=row - 1), look, "")
        else:
            sheet.write_blank(row - 1, number, None, look)


def _total(sheet: Worksheet, looks: Looks, layout: Layout, number: int, column: Column) -> None:
    row = layout.total_row - 1
    if number == 0:
        sheet.write_string(row, 0, "Yhteensä", looks["total"])
        return
    letter = "A" if column.total == "ROWS" else xl_col_to_name(number)
    area = f"{letter}{layout.first_row}:{letter}{layout.last_row}"
    if not column.total:
        sheet.write_blank(row, number, None, looks["total"])
    elif column.total == "AVERAGE":
        sheet.write_formula(row, number, f'=IF(COUNT({area})=0,"",AVERAGE({area}))', looks["mean"], "")
    elif column.total == "YES":
        sheet.write_formula(row, number, f'=COUNTIF({area},"{YES}")', looks["total"], 0)
    else:
        function = "COUNTA" if column.total == "ROWS" else column.total
        sheet.write_formula(row, number, f"={function}({area})", looks["total"], 0)


def add_validations(sheet: Worksheet, layout: Layout, last_row: int | None = None) -> list[ExtensionList]:
    """Rules for the prepared cells (down to ``last_row``). Returns those that only x14 can hold."""
    extended = []
    bottom = last_row or layout.last_row
    for number, column in enumerate(layout.columns):
        letter = xl_col_to_name(number)
        cells = f"{letter}{layout.first_row}:{letter}{bottom}"
        if column.source == "extension" and column.values:
            extended.append(ExtensionList(cells, choices.LISTS[column.values].area, _LIST_ERROR))
            continue
        rule = _rule(column)
        if rule:
            sheet.data_validation(cells, {"ignore_blank": True, **rule})
    return extended


def _rule(column: Column) -> dict[str, Any] | None:
    if column.values:
        error = {"error_title": "Arvo ei ole luettelossa", "error_message": _LIST_ERROR}
        if column.free:
            error["error_type"] = "warning"
        return {"validate": "list", "source": _source(column), **error}
    if column.kind == "date":
        # A warning, not a stop: a date known only to the month is typed as text and must be possible.
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1990, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_type": "warning",
            "error_title": "Päivämäärä",
            "error_message": "Kirjoita päivämäärä muodossa 1.3.2026.",
        }
    if column.kind in ("number", "integer", "percent"):
        most = {"number": 60, "integer": 999, "percent": 1}[column.kind]
        return {
            "validate": "integer" if column.kind == "integer" else "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": most if column.most is None else column.most,
            "error_type": "warning",
            "error_title": "Luku",
            "error_message": "Tarkista luku.",
        }
    return None


def _source(column: Column) -> str | list[str]:
    values = column.values or ""
    if column.source == "inline":
        return list(column.options or choices.LISTS["yes_no"].values)
    known = choices.LISTS.get(values) or choices.TEAM_LISTS.get(values)
    if known is None:
        return "=" + values
    return "=" + (known.name if column.source == "name" else known.area)
