"""Checks that what stands under a header can be what the header says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from valmennus_tui.domain.schema import FieldKind, RecordKind, field_spec
from valmennus_tui.domain.values import Unclear
from valmennus_tui.workbook.address import Ref
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
    for name, column in columns.items():
        cells = [sheet.cell(Ref(row, column.column)) for row in list(rows.numbers)[:_LOOKED_AT]]
        filled = [cell for cell in cells if not cell.is_blank and not cell.is_formula]
        spec = field_spec(kind, name)
        misfit = _misfit(spec.kind)
        if len(filled) < _LEAST or misfit is None:
            continue
        bad = [cell for cell in filled if misfit(cell, from_cell(cell, spec))]
        if 2 * len(bad) > len(filled):
            wrong.add(name)
    return frozenset(wrong)


def _misfit(kind: FieldKind) -> Callable[[Cell, object], bool] | None:
    if kind in (FieldKind.DATE, FieldKind.NUMBER, FieldKind.INTEGER):
        return lambda cell, value: isinstance(value, Unclear) and not _has_digit(cell.value, kind)
    if kind in (FieldKind.YES_NO, FieldKind.CHOICE, FieldKind.TEXT):
        return lambda cell, value: isinstance(cell.value, date)
    return None


def _has_digit(value: CellValue, kind: FieldKind) -> bool:
    """A text with digits may well be a badly written date; a real date is no number."""
    if isinstance(value, date):
        return kind is FieldKind.DATE
    return isinstance(value, str) and any(letter.isdigit() for letter in value)
