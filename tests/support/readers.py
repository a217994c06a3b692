"""Two independent readers' view of a workbook: the stored values of all cells."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time, timedelta

import openpyxl
from python_calamine import CalamineWorkbook

Values = dict[tuple[str, int, int], object]
"""``(sheet, row, column)``, from 1, to a plain value. Blank cells are left out."""


def by_openpyxl(data: bytes) -> Values:
    """What openpyxl reads; of formulas their stored results."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.row, cell.column): _plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def by_calamine(data: bytes) -> Values:
    """What calamine reads; of formulas their stored results."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        (name, row, column): _plain(value)
        for name in book.sheet_names
        for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(cells, start=1)
        if value != ""
    }


def _plain(value: object) -> object:
    """Numbers as floats, days and times as datetimes, line ends as ``\\n``."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, timedelta):
        return datetime(1900, 1, 1) + value
    if isinstance(value, time):
        return datetime(1900, 1, 1, value.hour, value.minute, value.second)
    return str(value).replace("\r\n", "\n")
