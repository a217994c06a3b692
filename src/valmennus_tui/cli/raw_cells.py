"""Raw cells of any workbook that the engine accepts, recognised or not: showing and setting them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from valmennus_tui import i18n
from valmennus_tui.cli.context import Context
from valmennus_tui.errors import InvalidEdit, UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Area, Ref, parse_qualified
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import Cell, CellError, CellValue, NewValue

TYPES = ("text", "number", "date", "bool")


def show(context: Context) -> int:
    """Print the stored cells of an area."""
    options = context.options
    if options.area is None:
        raise UsageError(_("Name the cells: show PATH cells 'Sheet!A1:D20'."))
    book = context.password.opened(lambda password: Workbook.load(Path(options.path), password))
    name, area = place(book, options.area)
    cells = stored(book, name, area)
    if context.output.as_json:
        context.output.json([as_json(name, cell) for cell in cells])
        return 0
    for cell in cells:
        formula = options.formulas and cell.is_formula
        shown = f"={cell.formula}" if formula else plain(cell.value)
        context.output.line(f"{cell.ref}\t{shown}")
    return 0


def place(book: Workbook, text: str) -> tuple[str, Area]:
    """``Sheet!A1:D20`` or ``A1`` (of the first sheet). Raises UsageError."""
    try:
        sheet, area = parse_qualified(text)
    except ValueError:
        raise UsageError(
            _("“{text}” is not a cell or an area. Write it as 'Sheet!B7' or 'Sheet!A1:D20'.").format(
                text=text
            )
        ) from None
    name = sheet if sheet is not None else book.worksheets[0].name
    book.info(name)
    return name, area


def stored(book: Workbook, name: str, area: Area) -> list[Cell]:
    """The cells of an area that the file stores, row by row."""
    sheet = book.sheet(name)
    rows = [row for row in sheet.rows() if area.first.row <= row <= area.last.row]
    return [cell for row in rows for cell in sheet.row_cells(row) if cell.ref in area]


def as_json(sheet: str, cell: Cell) -> dict[str, Any]:
    """One cell as ``docs/cli.md`` describes it."""
    found: dict[str, Any] = {"sheet": sheet, "cell": str(cell.ref), "value": value_json(cell.value)}
    found["type"] = type_word(cell.value)
    if cell.is_formula:
        found["formula"] = cell.formula
    return found


def value_json(value: CellValue | Decimal) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, CellError) else value


def type_word(value: CellValue) -> str:
    if isinstance(value, bool):
        return "bool"
    words: Mapping[type, str] = {str: "text", int: "number", float: "number", CellError: "error"}
    if value is None:
        return "empty"
    return words.get(type(value), "date")


def plain(value: CellValue | Decimal) -> str:
    return "" if value is None else str(value_json(value))


def ref_of(book: Workbook, text: str) -> tuple[str, Ref]:
    """One cell. Raises UsageError for an area."""
    name, area = place(book, text)
    if area.first != area.last:
        raise UsageError(_("Name one cell, not an area."))
    return name, area.first


def new_value(texts: Mapping[str, str]) -> NewValue:
    """``value=… type=…`` as a value to write. Without a type it is text; an empty value empties the cell.

    Raises UsageError, InvalidEdit for a text that is not of its type.
    """
    unknown = set(texts) - {"value", "type"}
    if unknown or "value" not in texts:
        raise UsageError(_("For a raw cell give value=… and, if it is not text, type=number, date or bool."))
    kind, text = texts.get("type", "text"), texts["value"]
    if kind not in TYPES:
        raise UsageError(_("A cell's type is one of: {types}.").format(types=", ".join(TYPES)))
    if text == "":
        return None
    return text if kind == "text" else _typed(kind, text)


def _typed(kind: str, text: str) -> NewValue:
    from valmennus_tui.workbook.date_text import read_date
    from valmennus_tui.workbook.number_text import parse_number
    from valmennus_tui.workbook.yes_no_text import parse_yes_no

    value: object
    if kind == "number":
        value = parse_number(text, i18n.language())
    else:
        value = read_date(text).value if kind == "date" else parse_yes_no(text)
    if not isinstance(value, Decimal | date | bool):
        message = _("“{text}” is not understood as {type}.").format(text=text, type=kind)
        raise InvalidEdit(message, reason="value.not_understood")
    return value
