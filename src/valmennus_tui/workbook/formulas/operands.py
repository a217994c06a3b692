"""Reading the text of one reference token: cells, names, tables' columns."""

from __future__ import annotations

import re
from functools import lru_cache

from valmennus_tui.workbook.address import MAX_COLUMN, MAX_ROW, column_number
from valmennus_tui.workbook.formulas.syntax import (
    Axis,
    CellReference,
    NameReference,
    SheetPart,
    TableReference,
)

_CORNER = re.compile(r"(?P<fc>\$?)(?P<column>[A-Za-z]*)(?P<fr>\$?)(?P<row>[0-9]*)")
_PIECE = re.compile(r"\s*(?:\[((?:[^\[\]']|'.)*)\]|([,:]))\s*", re.DOTALL)
_ESCAPED = re.compile(r"'(.)", re.DOTALL)
_ITEMS = frozenset({"#all", "#data", "#headers", "#totals", "#this row"})


def split_sheet(text: str) -> tuple[SheetPart | None, str]:
    """Cut ``Sheet1!A1`` at its ``!``."""
    prefix, mark, rest = text.rpartition("!")
    return (parse_sheet(prefix), rest) if mark else (None, text)


@lru_cache(maxsize=1024)
def parse_sheet(prefix: str) -> SheetPart:
    """Read what stands before ``!``: ``Sheet1``, ``'My sheet'``, ``Jan:Dec``, ``[1]S``, ``'C:\\[B.xlsx]S'``.

    The index ``[0]`` is the workbook itself.
    """
    if len(prefix) > 1 and prefix[0] == prefix[-1] == "'":
        prefix = prefix[1:-1].replace("''", "'")
    book: str | None = None
    before, bracket, after = prefix.rpartition("]")
    if bracket:
        book = before.rpartition("[")[2]
        prefix = after
        if book == "0":
            book = None
    first, colon, last = prefix.partition(":")
    return SheetPart(book, first, last if colon else None)


def parse_reference(text: str, row: int, column: int) -> CellReference:
    """Read a reference token of a formula that stands at ``row`` and ``column``."""
    where, cells = split_sheet(text)
    first, _colon, second = cells.partition(":")
    top, left = _corner(first, row, column)
    bottom, right = _corner(second, row, column) if second else (top, left)
    if left is None or right is None:
        left, right = Axis(True, 1), Axis(True, MAX_COLUMN)
    if top is None or bottom is None:
        top, bottom = Axis(True, 1), Axis(True, MAX_ROW)
    return CellReference(where, top, left, bottom, right)


def _corner(text: str, row: int, column: int) -> tuple[Axis | None, Axis | None]:
    match = _CORNER.fullmatch(text)
    assert match is not None, "the tokenizer lets nothing else through"
    letters, digits, fixed_row = match["column"], match["row"], bool(match["fr"])
    if not letters:  # "$3": the one mark belongs to the row, wherever the pattern put it
        fixed_row = fixed_row or bool(match["fc"])
    down = _axis(int(digits), fixed_row, row) if digits else None
    across = _axis(column_number(letters), bool(match["fc"]), column) if letters else None
    return down, across


def _axis(number: int, fixed: bool, base: int) -> Axis:
    return Axis(True, number) if fixed else Axis(False, number - base)


def relative(text: str, row: int, column: int) -> str:
    """A reference token as seen from a cell: equal for two cells where it means the same to both.

    Begins with a sign that no other token of more than one sign begins with.
    """
    prefix, _mark, cells = text.rpartition("!")
    seen = []
    for corner in cells.split(":"):
        match = _CORNER.fullmatch(corner)
        assert match is not None, "the tokenizer lets nothing else through"
        fixed_column, letters, fixed_row, digits = match.groups()
        if digits:
            fixed = fixed_row or (fixed_column and not letters)
            seen.append(f"R{digits}" if fixed else f"R[{int(digits) - row}]")
        if letters:
            seen.append(f"C{letters}" if fixed_column else f"C[{column_number(letters) - column}]")
        seen.append(":")
    return f"\0{''.join(seen)}!{prefix}"


def parse_name(text: str) -> NameReference:
    """Read a name or function token: ``Name``, ``Sheet1!Name``, ``[1]!Name``."""
    where, name = split_sheet(text)
    return NameReference(where, name)


@lru_cache(maxsize=1024)
def parse_structured(text: str) -> TableReference | None:
    """Read ``Table[Col]``, ``Table[[#Totals],[Col]]``, ``[@Col]``, ``Table[]``. None if malformed."""
    table, _bracket, inner = text.partition("[")
    inner = inner[:-1].strip()
    at = inner.startswith("@")
    items = ["#this row"] if at else []
    if at:
        inner = inner[1:].strip()
    if not inner:
        return TableReference(table, tuple(items), None, None)
    if not inner.startswith("["):
        if not at and inner.lower() in _ITEMS:
            return TableReference(table, (inner.lower(),), None, None)
        column = _plain(inner)
        return TableReference(table, tuple(items), column, column)
    return _pieces(table, items, inner)


def _pieces(table: str, items: list[str], inner: str) -> TableReference | None:
    """The nested form: special items, then one column or ``[first]:[last]``."""
    columns: list[str] = []
    ranged = False
    position = 0
    while position < len(inner):
        match = _PIECE.match(inner, position)
        if match is None:
            return None
        position = match.end()
        if match[2] is not None:
            ranged = ranged or match[2] == ":"
        elif match[1].lower() in _ITEMS:
            items.append(match[1].lower())
        else:
            columns.append(_plain(match[1]))
    if len(columns) > (2 if ranged else 1):
        return None
    return TableReference(table, tuple(items), *((columns[0], columns[-1]) if columns else (None, None)))


def _plain(text: str) -> str:
    """A column's name without the ``'`` that stands before its special signs."""
    return _ESCAPED.sub(r"\1", text)
