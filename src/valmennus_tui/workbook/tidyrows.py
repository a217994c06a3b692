"""Rows in the tidy form that Excel and most writers (this program too) use, read with one pattern.

Anything else, such as cells without ``r``, other attributes, rich text, CDATA or comments, is for the expat
reader of :mod:`.rowcells`, which gives the same answer (tests hold the readers together).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import MAX_COLUMN, column_number
from valmennus_tui.workbook.rawcells import RawCell, RawFormula, RowSpan
from valmennus_tui.workbook.strings import SharedString

Parts: TypeAlias = tuple[int, str | None, str, str | None, str | None, SharedString | None]
"""What a cell holds, without its place in the bytes: column, style, type, formula, text, inline string.

All that it takes to give it a value; a plain tuple, for there are very many.
"""


@cache
def _cell(prefix: str) -> re.Pattern[bytes]:
    p = re.escape(prefix.encode())
    return re.compile(
        rb'<%bc r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="(s|n|b|e|str|inlineStr)")?'
        rb"(?:(/)>|>(?:<%bf>([^<]*)</%bf>)?"
        rb'(?:<%bv>([^<]*)</%bv>|(<%bis><%bt(?: xml:space="preserve")?>([^<]*)</%bt></%bis>))?</%bc>)'
        % (p, p, p, p, p, p, p, p, p, p)
    )


@cache
def _row(prefix: str) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """A whole row of such cells, and one of them with its elements as groups beside what they hold."""
    p = re.escape(prefix.encode())
    start = rb'<%bc r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?'
    kind = rb'(?: t="(s|n|b|e|str|inlineStr)")?'
    value = rb"(<%bv>([^<]*+)</%bv>)"
    inline = rb'(<%bis><%bt(?: xml:space="preserve")?>([^<]*+)</%bt></%bis>)'
    inside = rb"(<%bf>([^<]*+)</%bf>)?(?:" + value + rb"|" + inline + rb")?"
    cell = (start + kind + rb"(?:/>|>" + inside + rb"</%bc>)") % ((p,) * 10)
    whole = re.sub(rb"\((?!\?)", b"(?:", cell)
    return re.compile(rb"(?:%b)*+" % whole), re.compile(cell)


@cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


@cache
def _word(text: bytes) -> str:
    """A style's number or a type as text: there are few of them and many cells."""
    return text.decode()


def _matches(content: bytes, prefix: str, row: RowSpan) -> list[tuple[int, re.Match[bytes]]] | None:
    """The cells of a row by column, None where one is not in the tidy form or cannot be placed."""
    found: list[tuple[int, re.Match[bytes]]] = []
    seen: set[int] = set()
    at, end, number = row.tag_end, row.inner_end, b"%d" % row.number
    for match in _cell(prefix).finditer(content, at, end):
        if match.start() != at:
            return None
        column = _column(match[1])
        if match[2] != number or column > MAX_COLUMN or column in seen:
            return None
        seen.add(column)
        found.append((column, match))
        at = match.end()
    return found if at == end else None


def tidy_parts(content: bytes, prefix: str, row: RowSpan) -> list[Parts] | None:
    """What the cells of a row hold, in the order of the file; None where one is not in the tidy form."""
    whole, cell = _row(prefix)
    if whole.fullmatch(content, row.tag_end, row.inner_end) is None:
        return None
    found: list[Parts] = []
    number = b"%d" % row.number
    for letters, own, style, kind, has_formula, formula, has_value, value, has_inline, inline in cell.findall(
        content, row.tag_end, row.inner_end
    ):
        column = _column(letters)
        if own != number or column > MAX_COLUMN:
            return None
        found.append(
            (
                column,
                _word(style) if style else None,
                _word(kind) if kind else "n",
                xml.unescape(formula) if has_formula else None,
                xml.unescape(value) if has_value else None,
                SharedString(xml.unescape_text(xml.unescape(inline))) if has_inline else None,
            )
        )
    return found if len({each[0] for each in found}) == len(found) else None


def _parts(found: tuple[int, re.Match[bytes]]) -> Parts:
    column, match = found
    _letters, _row, style, kind, _closed, formula, value, _element, inline = match.groups()
    return (
        column,
        None if style is None else _word(style),
        "n" if kind is None else _word(kind),
        None if formula is None else xml.unescape(formula),
        None if value is None else xml.unescape(value),
        None if inline is None else SharedString(xml.unescape_text(xml.unescape(inline))),
    )


def tidy_cells(content: bytes, prefix: str, row: RowSpan) -> dict[int, RawCell] | None:
    """The cells of a row with their places in the bytes; None where one is not in the tidy form."""
    found = _matches(content, prefix, row)
    return None if found is None else {each[0]: _raw(each, len(prefix)) for each in found}


def _raw(found: tuple[int, re.Match[bytes]], prefix: int) -> RawCell:
    column, style, kind, formula, text, inline = _parts(found)
    match = found[1]
    cell = RawCell(column, match.start(), match.end(), match.end(), style, kind)
    cell.text, cell.inline = text, inline
    if formula is not None:
        cell.formula = RawFormula(text=formula)
    if text is not None:
        cell.value_span = (match.start(7) - prefix - 3, match.end(7) + prefix + 4)
    elif inline is not None:
        cell.value_span = match.span(8)
    if not match[5]:
        cell.tag_end = _tag_end(match, cell, prefix)
    return cell


def _tag_end(match: re.Match[bytes], cell: RawCell, prefix: int) -> int:
    """Where the start tag ends: before the formula, else the value, else the end tag."""
    if match[6] is not None:
        return match.start(6) - prefix - 3
    if cell.value_span is not None:
        return cell.value_span[0]
    return match.end() - prefix - 4
