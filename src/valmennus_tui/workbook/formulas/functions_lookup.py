"""Lookups with an exact match, INDEX, and where a formula stands.

Approximate matches need Excel's own way of searching unsorted data and are not tried.
"""

from __future__ import annotations

from typing import Final

from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.syntax import Span
from valmennus_tui.workbook.formulas.values import (
    Failed,
    Unsupported,
    Value,
    compare_numbers,
    may_be_number,
    same_text,
)


def _position(arguments: Arguments, wanted: Value, line: Span) -> int:
    """Where in a row or column ``wanted`` first stands, from 0. Raises Failed (#N/A)."""
    store = arguments.context.store
    if isinstance(wanted, bool) or wanted is None or wanted == "":
        raise Unsupported("looking for a blank or a truth value")
    if isinstance(wanted, str) and (len(wanted) > 255 or any(sign in wanted for sign in "*?~")):
        raise Unsupported("looking for a pattern, or for a text too long for Excel")
    rows = max(0, store.last_row(line) - line.top + 1)
    for index, value in enumerate(store.grid(line, rows)):
        if _matches(value, wanted):
            return index
    raise Failed("#N/A")


def _matches(value: Value, wanted: Value) -> bool:
    match value, wanted:
        case str(), str():
            return same_text(value, wanted)
        case bool(), float():
            raise Unsupported("a truth value among numbers")
        case float(), float():
            return compare_numbers(value, wanted) == 0
        case (str() as text, float()) | (float(), str() as text) if may_be_number(text):
            raise Unsupported("a text that may count as a number")
    return False


def _exactly(arguments: Arguments, index: int) -> None:
    """Raise Unsupported unless the argument asks for an exact match."""
    if index >= len(arguments) or (not arguments.missing(index) and arguments.logical(index)):
        raise Unsupported("an approximate match")


def _vertical(arguments: Arguments) -> Operand:
    arguments.expect(3, 4)
    wanted, table, column = arguments.checked(0), arguments.reference(1), arguments.whole(2)
    _exactly(arguments, 3)
    if not 1 <= column <= table.columns:
        raise Unsupported("a column outside the table")
    row = table.top + _position(arguments, wanted, table._replace(right=table.left))
    return arguments.context.store.read(table.sheet, row, table.left + column - 1)


def _horizontal(arguments: Arguments) -> Operand:
    arguments.expect(3, 4)
    wanted, table, row = arguments.checked(0), arguments.reference(1), arguments.whole(2)
    _exactly(arguments, 3)
    if not 1 <= row <= table.rows:
        raise Unsupported("a row outside the table")
    column = table.left + _position(arguments, wanted, table._replace(bottom=table.top))
    return arguments.context.store.read(table.sheet, table.top + row - 1, column)


def _match(arguments: Arguments) -> Operand:
    arguments.expect(2, 3)
    wanted, line = arguments.checked(0), arguments.reference(1)
    if min(line.rows, line.columns) != 1:
        raise Unsupported("looking through several rows and columns")
    if len(arguments) < 3 or (not arguments.missing(2) and arguments.number(2) != 0):
        raise Unsupported("an approximate match")
    return float(_position(arguments, wanted, line) + 1)


def _index(arguments: Arguments) -> Operand:
    """INDEX into one range; its result is a reference."""
    arguments.expect(2, 3)
    span, first = arguments.reference(0), arguments.whole(1)
    second = None if len(arguments) < 3 else arguments.whole(2)
    if second is None:
        row, column = (1, first) if span.rows == 1 else (first, 1)
        if min(span.rows, span.columns) != 1:
            raise Unsupported("INDEX of a block without a column")
    else:
        row, column = first, second
    if row < 1 or column < 1:
        raise Unsupported("INDEX of a whole row or column")
    if row > span.rows or column > span.columns:
        raise Unsupported("an error that programs name differently")
    top, left = span.top + row - 1, span.left + column - 1
    return (Span(span.sheet, top, left, top, left),)


def _row(arguments: Arguments) -> Operand:
    arguments.expect(0, 1)
    return float(_cell(arguments).top)


def _column(arguments: Arguments) -> Operand:
    arguments.expect(0, 1)
    return float(_cell(arguments).left)


def _cell(arguments: Arguments) -> Span:
    if not len(arguments):
        place = arguments.place
        return Span(place.sheet, place.row, place.column, place.row, place.column)
    span = arguments.reference(0)
    if span.size > 1:
        raise Unsupported("the rows of a whole range")
    return span


def _rows(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(arguments.reference(0).rows)


def _columns(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(arguments.reference(0).columns)


FUNCTIONS: Final[dict[str, Function]] = {
    "VLOOKUP": _vertical,
    "HLOOKUP": _horizontal,
    "MATCH": _match,
    "INDEX": _index,
    "ROW": _row,
    "COLUMN": _column,
    "ROWS": _rows,
    "COLUMNS": _columns,
}
