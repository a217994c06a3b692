"""Shared formulas: one text in the first cell, and the same formula, moved, in the others.

:func:`expand` gives each cell its formula as the dependency code wants it; :func:`shifted` gives the text
that Excel would show in another cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from valmennus_tui.workbook.address import MAX_COLUMN, MAX_ROW, Area, Ref, column_letters
from valmennus_tui.workbook.formulas.operands import parse_reference
from valmennus_tui.workbook.formulas.source import FormulaCell, FormulaKind
from valmennus_tui.workbook.formulas.syntax import Axis
from valmennus_tui.workbook.formulas.tokens import Kind, tokenize

if TYPE_CHECKING:
    from valmennus_tui.workbook.rawcells import RawFormula


def shifted(text: str, rows: int, columns: int) -> str:
    """``text`` as it reads in a cell that many rows down and columns to the right (negative: up, left).

    Marks with ``$`` stay. What would fall off the sheet comes back in at its other side, as in Excel.
    """
    if not rows and not columns:
        return text
    parts = []
    for token in tokenize(text):
        moved = _moved(token.text, rows, columns) if token.kind is Kind.REFERENCE else token.text
        parts.append(moved)
    return "".join(parts)


def _moved(text: str, rows: int, columns: int) -> str:
    prefix, mark, cells = text.rpartition("!")
    corners = []
    for corner in cells.split(":"):
        reference = parse_reference(corner, 1, 1)
        whole_row = corner.replace("$", "").isdigit()
        whole_column = corner.replace("$", "").isalpha()
        column = "" if whole_row else _column(reference.left, columns)
        row = "" if whole_column else _row(reference.top, rows)
        corners.append(column + row)
    return prefix + mark + ":".join(corners)


def _column(axis: Axis, distance: int) -> str:
    number = axis.at(1 + distance, MAX_COLUMN)
    return ("$" if axis.fixed else "") + column_letters(number)


def _row(axis: Axis, distance: int) -> str:
    return ("$" if axis.fixed else "") + str(axis.at(1 + distance, MAX_ROW))


def expand(formulas: Mapping[Ref, RawFormula]) -> Iterator[FormulaCell]:
    """The formulas of a sheet, each member of a shared one with the text and place of its first cell.

    A member without a first cell gets an empty text, which counts as not understood.
    """
    groups: dict[int | None, FormulaCell] = {}
    members: list[tuple[Ref, RawFormula]] = []
    for ref, raw in formulas.items():
        cell = _cell(ref, raw)
        if raw.kind == "shared" and not raw.text:
            members.append((ref, raw))
            continue
        if raw.kind == "shared" and raw.group is not None:
            groups.setdefault(raw.group, cell)
        yield cell
    for ref, raw in members:
        first = groups.get(raw.group)
        text, base = ("", ref) if first is None else (first.text, first.base)
        yield FormulaCell(ref, text, Area(ref, ref), base, always=raw.always or bool(first and first.always))


def _cell(ref: Ref, raw: RawFormula) -> FormulaCell:
    one = Area(ref, ref)
    area = raw.area or one
    if raw.kind == "array":
        kind = FormulaKind.SPILL if raw.dynamic else FormulaKind.ARRAY
        return FormulaCell(ref, raw.text, area, ref, kind, raw.always)
    if raw.kind == "dataTable":
        return _data_table(ref, raw, area)
    return FormulaCell(ref, raw.text, one, ref, FormulaKind.NORMAL, raw.always)


def _data_table(ref: Ref, raw: RawFormula, area: Area) -> FormulaCell:
    """A data table whose inputs cannot be read may depend on anything: an array formula without a text."""
    try:
        inputs = tuple(Ref.parse(text) for text in raw.inputs)
    except ValueError:
        inputs = ()
    if not inputs:
        return FormulaCell(ref, "", area, ref, FormulaKind.ARRAY, raw.always)
    return FormulaCell(ref, raw.text, area, ref, FormulaKind.DATA_TABLE, raw.always, inputs)
