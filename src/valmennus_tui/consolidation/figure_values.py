"""An indicator's figure as it stands in a cell of the team workbook."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.indicators.figures import Figure, Measure
from valmennus_tui.workbook.cells import CellValue, NewValue

_DECIMALS = Decimal("0.0000000001")
_NEAR = Decimal("0.00000001")
"""Numbers this close are the same: a workbook holds them as binary fractions."""


def written_value(figure: Figure) -> NewValue:
    """What is written: counts as whole numbers, shares between 0 and 1, kept jobs as their count.

    None where nothing can be said: the cell is blank then.
    """
    if figure.value is None:
        return None
    value = figure.numerator if figure.measure is Measure.PART else figure.value
    return value if value is None or isinstance(value, int) else as_decimal(value)


def as_decimal(value: Fraction) -> Decimal:
    """A fraction with ten decimals at most."""
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_DECIMALS).normalize()
    return exact if exact else Decimal(0)


def is_same(old: CellValue, new: NewValue) -> bool:
    """Whether a cell already holds a value. A number typed as text is another value."""
    if new is None:
        return is_blank(old)
    one, other = _number(old), _number(new)
    return one is not None and other is not None and abs(one - other) < _NEAR


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing to see."""
    return value is None or value == ""


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))
