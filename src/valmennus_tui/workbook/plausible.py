"""Checks that what stands under a header can be what the header says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from valmennus_tui.domain.schema import FieldKind, FieldSpec, RecordKind, field_spec
from valmennus_tui.domain.values import Unclear
from valmennus_tui.workbook.cells import Cell, CellValue
from valmennus_tui.workbook.layouts import Column, RowRange
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.values import from_cell

_LOOKED_AT = 40
_LEAST = 3
"""Fewer values than this prove nothing."""


def implausible(
    sheet: Sheet, kind: RecordKind, columns: Mapping[str, Column], rows: RowRange
) -> frozenset[str]:
    """The fields whose columns hold mostly something else (words under a date's header)."""
    wrong = set()
    looked_at = [sheet.row(row) for row in rows.numbers[:_LOOKED_AT] if sheet.bare_row(row) is None]
    for name, column in columns.items():
        cells = [row.get(column.column) for row in looked_at]
        filled = [cell for cell in cells if cell is not None and not cell.is_blank and not cell.is_formula]
        if len(filled) < _LEAST:
            continue
        spec = field_spec(kind, name)
        bad = sum(_misfit(cell, spec) for cell in filled)
        if 2 * bad > len(filled):
            wrong.add(name)
    return frozenset(wrong)


def _misfit(cell: Cell, spec: FieldSpec) -> bool:
    """Whether a cell is hardly meant as a field's value."""
    if spec.kind in (FieldKind.YES_NO, FieldKind.CHOICE, FieldKind.TEXT):
        return isinstance(cell.value, date)
    if spec.kind in (FieldKind.DATE, FieldKind.NUMBER, FieldKind.INTEGER):
        return not _has_digit(cell.value, spec.kind) and isinstance(from_cell(cell, spec), Unclear)
    return False


def _has_digit(value: CellValue, kind: FieldKind) -> bool:
    """A text with digits may well be a badly written date; a real date is no number."""
    if isinstance(value, date):
        return kind is FieldKind.DATE
    return isinstance(value, str) and any(letter.isdigit() for letter in value)
