"""The tracking sheets of the team workbook: a block for each coach, and the team's sums and charts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tools.templates import words
from tools.templates.looks import Looks
from tools.templates.model import FIRST_ROW, GROUP_ROW, HEADER_ROW
from tools.templates.sheets import print_setup, protect, write_title
from tools.templates.team_layouts import BLOCKS, COACHES, WORK_LOG

TRACKING, TEAM = "Seuranta", "Tiimi"
NOTE = "Tiimin seuranta: vain lukumääriä, ei asiakastietoja"
YEAR = 2026
"""The year that the empty template stands for."""
_YEAR_CELL = f"{COACHES.name}!$C$4"
_TAILS = (*(f"-{month:02d}" for month in range(1, 13)), "-Q1", "-Q2", "-Q3", "-Q4", "")
"""What follows the year in a block's periods: months, quarters, the year."""
_ROWS = len(_TAILS)
_PAGES = 5
"""The figures are printed on so many pages side by side: on one they would be too small to read."""
_SUMMED = ("new", "job_starts", "first_job_clients", "kept_90", "education_starts", "contacts")
_AT_END = ("active", "seekers", "working", "waiting_contact", "waiting_job", "in_education")
_DATA = Path(__file__).resolve().parents[2] / "src" / "valmennus_tui" / "data" / "indicators.toml"
_GROUPS = {
    "clients": "Asiakkaat",
    "work": "Työ",
    "job_ends": "Päättyneet työsuhteet",
    "speed": "Nopeus",
    "education": "Koulutus",
    "contacts": "Työnantajayhteistyö",
    "plans": "Kirjalliset suunnitelmat",
    "exits": "Päättyneet asiakkuudet",
    "time": "Työaika ja ohjaus (taulukosta Työaika)",
}


@dataclass(frozen=True)
class Figure:
    """A column of figures. ``how`` tells what longer periods hold: the ``sum`` of their months, the value at
    the ``end``, or what is ``given`` by hand or by the program. Of the work log come the sums of a column
    (``log``) and its ``share`` of all hours; ``source`` is the letter of the column there.
    """

    header: str
    group: str
    how: str
    look: str
    source: str = ""


def _indicators() -> Iterator[Figure]:
    for one in tomllib.loads(_DATA.read_text(encoding="utf-8"))["indicator"]:
        name, measure = one["id"], one["measure"]
        summed = name in _SUMMED or name.startswith(("job_ends", "exits"))
        how = "sum" if summed else "end" if name in _AT_END else "given"
        look = {"rate": "percent", "mean": "number", "per_week": "number"}.get(measure, "integer")
        yield Figure(one["fi"], _GROUPS[one["group"]], how, look)


def _of_work_time() -> Iterator[Figure]:
    group = _GROUPS["time"]
    for letter, header in zip("CDEFGHIJKLM", [c.header for c in WORK_LOG.columns[2:13]], strict=True):
        yield Figure(header, group, "log", "number", letter)
    yield Figure("Työhönvalmennuksen osuus", group, "share", "percent", "D")
    yield Figure("Jalkautuvan työajan osuus", group, "share", "percent", "E")


FIGURES = (*_indicators(), *_of_work_time())
_FIRST_COLUMN = 2
_LOG_ROW = xl_col_to_name(_FIRST_COLUMN + len(FIGURES))
"""The hidden column that tells which row of the work log is about the block's coach and period."""


def _letter(figure: Figure) -> str:
    return xl_col_to_name(_FIRST_COLUMN + FIGURES.index(figure))


def _hours(letter: str) -> str:
    """The tracking column of one column of the work log."""
    return next(_letter(one) for one in FIGURES if one.how == "log" and one.source == letter)


# ------------------------------------------------------------------------------------------------- blocks
def write_tracking(sheet: Worksheet, looks: Looks) -> None:
    """A block of 17 rows for each coach: months, quarters, the year."""
    _frame(sheet, looks, "Seuranta valmentajittain – mallipohja", "Valmentajan tunnus")
    for block in range(BLOCKS):
        first = FIRST_ROW + block * _ROWS
        for index in range(_ROWS):
            row = first + index
            place = f"MATCH({block + 1},{COACHES.area('G')},0)"
            coach = f'=IFERROR(INDEX({COACHES.area("A")},{place}),"")'
            sheet.write_formula(row - 1, 0, coach, looks["key_top" if index == 0 else "key"], "")
            _period(sheet, looks, row, index)
            in_log = f'=IFERROR(MATCH($A{row}&"|"&$B{row},{WORK_LOG.area("O")},0),"")'
            sheet.write_formula(f"{_LOG_ROW}{row}", in_log, None, "")
            for figure in FIGURES:
                formula = _in_block(figure, row, first, index)
                _write(sheet, looks, f"{_letter(figure)}{row}", formula, figure, index)
    last = FIRST_ROW + BLOCKS * _ROWS - 1
    sheet.set_column(f"{_LOG_ROW}:{_LOG_ROW}", 8, None, {"hidden": True})
    sheet.set_h_pagebreaks([FIRST_ROW - 1 + block * _ROWS for block in range(1, BLOCKS)])
    sheet.autofilter(HEADER_ROW - 1, 0, last - 1, _FIRST_COLUMN + len(FIGURES) - 1)
    _printing(sheet, "Seuranta valmentajittain", last)


def _period(sheet: Worksheet, looks: Looks, row: int, index: int) -> None:
    formula = f'={_YEAR_CELL}&"{_TAILS[index]}"'
    sheet.write_formula(row - 1, 1, formula, looks["key"], f"{YEAR}{_TAILS[index]}")


def _in_block(figure: Figure, row: int, first: int, index: int) -> str:
    """The formula of a block's cell, "" for an input cell."""
    letter = _letter(figure)
    if figure.how == "share":
        return _share(figure, row)
    if figure.how == "given" or (index < 12 and figure.how in ("sum", "end")):
        return ""
    if figure.how == "log":
        return _logged(figure, row, first, index)
    begin, end = (first, first + 11) if index == 16 else _months(first, index)
    if figure.how == "end":
        return f'=IF({letter}{end}="","",{letter}{end})'
    area = f"{letter}{begin}:{letter}{end}"
    return f'=IF(COUNT({area})=0,"",SUM({area}))'


def _logged(figure: Figure, row: int, first: int, index: int) -> str:
    """What the work log holds for the coach and period; to it comes what its shorter periods have."""
    found = f"${_LOG_ROW}{row}"
    logged = f"INDEX({WORK_LOG.area(figure.source)},{found})"
    if index < 12:
        return f'=IF({found}="","",IF({logged}="","",{logged}))'
    begin, end = (first + 12, first + 15) if index == 16 else _months(first, index)
    shorter = f"{_letter(figure)}{begin}:{_letter(figure)}{end}"
    alone = f'IF(COUNT({shorter})=0,"",SUM({shorter}))'
    return f'=IF({found}="",{alone},IF(COUNT({shorter},{logged})=0,"",SUM({shorter},{logged})))'


def _months(first: int, index: int) -> tuple[int, int]:
    """The first and last month's row of a quarter."""
    begin = first + (index - 12) * 3
    return begin, begin + 2


def _share(figure: Figure, row: int) -> str:
    part, whole = f"{_hours(figure.source)}{row}", f"{_hours('C')}{row}"
    return f'=IF(COUNT({part},{whole})<2,"",IF({whole}=0,"",{part}/{whole}))'


# --------------------------------------------------------------------------------------------------- team
def write_team(book: xlsxwriter.Workbook, sheet: Worksheet, looks: Looks) -> None:
    """The team's figures: sums over the blocks where sums make sense, input cells where they do not."""
    _frame(sheet, looks, "Tiimi yhteensä – mallipohja", "")
    for index in range(_ROWS):
        row = FIRST_ROW + index
        sheet.write_string(row - 1, 0, "Tiimi", looks["key_top" if index == 0 else "key"])
        _period(sheet, looks, row, index)
        for figure in FIGURES:
            _write(sheet, looks, f"{_letter(figure)}{row}", _of_team(figure, row, index), figure, index)
    last = FIRST_ROW + _ROWS - 1
    _charts(book, sheet, last + 2)
    _printing(sheet, "Tiimi yhteensä", last + 38)


def _of_team(figure: Figure, row: int, index: int) -> str:
    if figure.how == "share":
        return _share(figure, row)
    if figure.how == "given":
        return ""
    letter = _letter(figure)
    cells = ",".join(f"{TRACKING}!{letter}{FIRST_ROW + block * _ROWS + index}" for block in range(BLOCKS))
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def _charts(book: xlsxwriter.Workbook, sheet: Worksheet, row: int) -> None:
    """Asiakkaat by month as lines, job starts and exits by quarter as columns."""
    months = (FIRST_ROW, FIRST_ROW + 11)
    quarters = (FIRST_ROW + 12, FIRST_ROW + 15)
    charts = (
        (
            "line",
            "Asiakkaat kuukauden lopussa",
            months,
            ("Asiakkaita jakson lopussa", "Työssä jakson lopussa"),
        ),
        (
            "column",
            "Neljännesten tulokset",
            quarters,
            ("Uudet asiakkaat", "Alkaneet työsuhteet", "Päättyneet asiakkuudet"),
        ),
    )
    for number, (kind, title, (first, last), headers) in enumerate(charts):
        chart = book.add_chart({"type": kind})
        for header in headers:
            letter = next(_letter(one) for one in FIGURES if one.header == header)
            chart.add_series(
                {
                    "name": header,
                    "categories": f"={TEAM}!$B${first}:$B${last}",
                    "values": f"={TEAM}!${letter}${first}:${letter}${last}",
                }
            )
        chart.set_title({"name": title})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 520, "height": 320})
        sheet.insert_chart(row, number * 6, chart)


# -------------------------------------------------------------------------------------------------- common
def _frame(sheet: Worksheet, looks: Looks, title: str, first: str) -> None:
    """Title and the two header rows."""
    write_title(sheet, looks, title, words.NOTICE, 9)
    top, below = GROUP_ROW - 1, HEADER_ROW - 1
    sheet.set_row(below, 92)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 11)
    sheet.set_column(_FIRST_COLUMN, _FIRST_COLUMN + len(FIGURES) - 1, 14)
    sheet.merge_range(top, 0, below, 0, first or "Koko tiimi", looks["head"])
    sheet.merge_range(top, 1, below, 1, "Jakso", looks["head"])
    column = _FIRST_COLUMN
    for group, members in groupby(FIGURES, key=lambda figure: figure.group):
        headers = [member.header for member in members]
        if len(headers) > 1:
            sheet.merge_range(top, column, top, column + len(headers) - 1, group, looks["group"])
        else:
            sheet.write_string(top, column, group, looks["group"])
        for offset, header in enumerate(headers):
            sheet.write_string(below, column + offset, header, looks["head"])
        column += len(headers)
    sheet.freeze_panes(FIRST_ROW - 1, _FIRST_COLUMN)


def _write(sheet: Worksheet, looks: Looks, cell: str, formula: str, figure: Figure, index: int) -> None:
    if not formula:
        sheet.write_blank(cell, None, looks[figure.look])
        return
    kind = {"integer": "number", "number": "mean", "percent": "percent"}[figure.look]
    look = f"{kind}_sum" if index >= 12 else f"{kind}_calc"
    sheet.write_formula(cell, formula, looks[look], "")


def _printing(sheet: Worksheet, title: str, last: int) -> None:
    print_setup(sheet, title, landscape=True, note=NOTE)
    sheet.fit_to_pages(_PAGES, 0)
    sheet.repeat_columns(0, 1)
    sheet.repeat_rows(GROUP_ROW - 1, HEADER_ROW - 1)
    sheet.print_area(0, 0, last - 1, _FIRST_COLUMN + len(FIGURES) - 1)
    protect(sheet)
