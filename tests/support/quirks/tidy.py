"""Small random workbooks as xlsxwriter writes them: values, right formula results, lists, merges and more."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

SHEET_NAMES = ("Data", "Työt & <muut>", "It's", "asiakkaat 2026", "R1C1", "B2")
TEXTS = (
    "kahvila",
    " alussa ja lopussa ",
    "rivi\nvaihtuu",
    "a & b < c > d \"e\" 'f'",
    "=SUM(A1)",
    "_x0041_",
    "007",
    "1,5",
    "Ä🦉漢\u0301",
    "]]>",
    "true",
    "x" * 300,
)
NUMBERS = (0, 1, 2, 5, 7, 12, 40, -3, 0.5, 2.5, 37.5, 1e10)


@dataclass
class _Sheet:
    """One sheet while it is made. ``numbers`` holds what formulas may refer to: place -> value."""

    name: str
    ws: Any
    rows: int
    columns: int
    numbers: dict[tuple[int, int], float] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class _Made:
    book: Any
    rng: Random
    formats: list[Any]
    date_format: Any
    sheets: list[_Sheet] = field(default_factory=list)


def tidy_workbook(rng: Random) -> bytes:
    """A workbook of one to three small sheets. Equal generators give equal workbooks."""
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "d.m.yyyy", "date_1904": rng.random() < 0.15}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(2026, 1, 2)})
    formats = [
        None,
        book.add_format({"bold": True}),
        book.add_format({"num_format": "0.00", "locked": False}),
    ]
    made = _Made(book, rng, formats, book.add_format({"num_format": "d.m.yyyy"}))
    for name in rng.sample(SHEET_NAMES, rng.randint(1, 3)):
        made.sheets.append(_Sheet(name, book.add_worksheet(name), rng.randint(2, 8), rng.randint(2, 6)))
    for sheet in made.sheets:
        _inputs(made, sheet)
    for sheet in made.sheets:
        _formulas(made, sheet)
        _furniture(made, sheet)
    if rng.random() < 0.4:
        first = made.sheets[0]
        book.define_name("Luvut", f"={_quoted(first.name)}!$A$1:$A${first.rows}")
    if len(made.sheets) > 1 and rng.random() < 0.2:
        made.sheets[-1].ws.hide()
    book.close()
    return target.getvalue()


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _inputs(made: _Made, sheet: _Sheet) -> None:
    """Column A holds numbers; the others anything, or nothing."""
    rng = made.rng
    for row in range(sheet.rows):
        for column in range(sheet.columns):
            kind = (
                "number"
                if column == 0
                else rng.choice(["number", "text", "date", "bool", "blank", "none", "rich"])
            )
            style = rng.choice(made.formats)
            if kind == "number":
                value = rng.choice(NUMBERS)
                sheet.ws.write_number(row, column, value, style)
                sheet.numbers[row, column] = value
            elif kind == "text":
                sheet.ws.write_string(row, column, rng.choice(TEXTS), style)
            elif kind == "date":
                sheet.ws.write_datetime(row, column, date(2026, rng.randint(1, 12), 5), made.date_format)
            elif kind == "bool":
                sheet.ws.write_boolean(row, column, rng.random() < 0.5, style)
            elif kind == "blank":
                sheet.ws.write_blank(row, column, None, made.formats[1])
            elif kind == "rich":
                sheet.ws.write_rich_string(row, column, "tavallista ", made.formats[1], "lihavaa & ", "loppu")
            if kind != "none":
                sheet.taken.add((row, column))


Result = tuple[str, object]


def _doubled(made: _Made, sheet: _Sheet, row: int) -> Result:
    return f"=A{row + 1}*2", sheet.numbers[row, 0] * 2


def _plus_above(made: _Made, sheet: _Sheet, row: int) -> Result:
    return f"=$A$1+A{row + 1}", sheet.numbers[0, 0] + sheet.numbers[row, 0]


def _word(made: _Made, sheet: _Sheet, row: int) -> Result:
    return f'=IF(A{row + 1}>3,"yli","alle")', "yli" if sheet.numbers[row, 0] > 3 else "alle"


def _other_sheet(made: _Made, sheet: _Sheet, row: int) -> Result:
    other = made.sheets[0]
    place = min(row, other.rows - 1)
    return f"={_quoted(other.name)}!A{place + 1}+1", other.numbers[place, 0] + 1


def _positive(made: _Made, sheet: _Sheet, row: int) -> Result:
    return f"=A{row + 1}>0", sheet.numbers[row, 0] > 0


def _today(made: _Made, sheet: _Sheet, row: int) -> Result:
    return f"=TODAY()-A{row + 1}", 46000


_IN_ROWS: tuple[Callable[[_Made, _Sheet, int], Result], ...] = (
    _doubled,
    _plus_above,
    _word,
    _other_sheet,
    _positive,
    _today,
)


def _formulas(made: _Made, sheet: _Sheet) -> None:
    """A column or two of formulas, totals under column A, at times an array formula."""
    rng, right = made.rng, sheet.columns
    for make in rng.sample(_IN_ROWS, rng.randint(0, 2)):
        for row in range(sheet.rows):
            if rng.random() < 0.85:
                text, value = make(made, sheet, row)
                sheet.ws.write_formula(row, right, text, rng.choice(made.formats), value)
                sheet.taken.add((row, right))
        right += 1
    column = [sheet.numbers[row, 0] for row in range(sheet.rows)]
    area = f"A1:A{sheet.rows}"
    totals: dict[str, float] = {
        "SUM": sum(column),
        "COUNT": len(column),
        "MAX": max(column),
        "MIN": min(column),
    }
    for offset, name in enumerate(rng.sample(list(totals), rng.randint(0, 2))):
        sheet.ws.write_formula(sheet.rows + 1 + offset, 0, f"={name}({area})", None, totals[name])
        sheet.taken.add((sheet.rows + 1 + offset, 0))
    if rng.random() < 0.3:
        last = sheet.rows - 1
        sheet.ws.write_array_formula(0, right, last, right, f"{{={area}*10}}", None, column[0] * 10)
        for row in range(1, sheet.rows):
            sheet.ws.write_number(row, right, column[row] * 10)
        sheet.taken |= {(row, right) for row in range(sheet.rows)}


def _furniture(made: _Made, sheet: _Sheet) -> None:
    """Merges, lists, hidden rows, protection, notes, links, a table."""
    rng, ws, below = made.rng, sheet.ws, sheet.rows + 5
    if rng.random() < 0.4:
        ws.merge_range(below, 0, below + 1, 2, "yhdistetty", made.formats[1])
    if rng.random() < 0.5:
        ws.data_validation(0, 1, sheet.rows, 1, {"validate": "list", "source": ["kyllä", "ei", "muu & <x>"]})
    if rng.random() < 0.3:
        source = f"={_quoted(made.sheets[0].name)}!$A$1:$A$2"
        ws.data_validation(0, 2, sheet.rows, 2, {"validate": "list", "source": source})
    if rng.random() < 0.3:
        ws.set_row(1, None, None, {"hidden": True})
    if rng.random() < 0.3:
        ws.set_column(1, 1, 20, made.formats[1], {"hidden": rng.random() < 0.5})
    if rng.random() < 0.2:
        ws.protect()
    if rng.random() < 0.3:
        ws.write_comment(0, 0, "huomautus > & <")
    if rng.random() < 0.3:
        ws.freeze_panes(1, 1)
    if rng.random() < 0.3:
        ws.conditional_format(0, 0, sheet.rows, 0, {"type": "cell", "criteria": ">", "value": 3})
    if rng.random() < 0.3:
        _table(made, sheet, below + 4)


def _table(made: _Made, sheet: _Sheet, top: int) -> None:
    number = made.sheets.index(sheet)
    columns = [{"header": f"koodi {number}"}, {"header": "tunnit\nviikossa"}]
    data = [["A-1", 20], ["A-2", 37.5]]
    sheet.ws.add_table(top, 0, top + 2, 1, {"data": data, "columns": columns, "name": f"Taulu{number}"})


def place(row: int, column: int) -> str:
    """``A1`` for 0, 0."""
    return str(xl_rowcol_to_cell(row, column))
