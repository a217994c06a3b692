"""Rounding and other arithmetic of one number."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Final

from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.arithmetic import power
from valmennus_tui.workbook.formulas.values import Failed, Unsupported, finite

_CLEAR_DIGITS: Final = 12
_DOUBT: Final = Decimal("1e-13")
"""A number with more digits than are clear may be off by this much: some programs store 15 digits only."""


def rounded(number: float, digits: int, mode: str) -> float:
    """``number`` to ``digits`` decimals (negative: tens, hundreds), as its 15 shown digits say.

    Raises Unsupported where the 15 digits that Excel shows and the 17 it stores round apart.
    """
    if not -12 <= digits <= 12 or abs(number) >= 1e12:
        raise Unsupported("rounding far from the point")
    step = Decimal(1).scaleb(-digits)
    shown = Decimal(f"{number:.15g}")
    readings = [shown, Decimal(repr(number))]
    if len(shown.normalize().as_tuple().digits) > _CLEAR_DIGITS:
        readings += [shown * (1 - _DOUBT), shown * (1 + _DOUBT)]
    results = {reading.quantize(step, rounding=mode) for reading in readings}
    if len(results) > 1:
        raise Unsupported("a number at the edge of rounding")
    return finite(float(results.pop()))


def floor(number: float) -> float:
    """The whole number below. Unsupported a hair below a whole number."""
    return _to_whole(number, math.floor(number))


def _to_whole(number: float, result: int) -> float:
    nearest = round(number)
    if number != nearest and math.isclose(number, nearest, rel_tol=1e-12, abs_tol=1e-12):
        raise Unsupported("a number all but whole")
    return float(result)


def _rounding(mode: str) -> Function:
    def rounding(arguments: Arguments) -> Operand:
        arguments.expect(2, 2)
        return rounded(arguments.number(0), arguments.whole(1), mode)

    return rounding


def _truncate(arguments: Arguments) -> Operand:
    arguments.expect(1, 2)
    return rounded(arguments.number(0), arguments.whole(1, 0.0), ROUND_DOWN)


def _integer(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return floor(arguments.number(0))


def _absolute(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return abs(arguments.number(0))


def _sign(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    number = arguments.number(0)
    return float((number > 0) - (number < 0))


def _modulo(arguments: Arguments) -> Operand:
    """MOD with the sign of the divisor. Whole numbers only: others leave a remainder of rounding."""
    arguments.expect(2, 2)
    try:
        number = arguments.number(0)
    except Failed as failed:
        raise Unsupported("which of two errors shows") from failed
    divisor = arguments.number(1)
    if divisor == 0:
        raise Failed("#DIV/0!")
    if not (number.is_integer() and divisor.is_integer() and max(abs(number), abs(divisor)) < 2.0**31):
        raise Unsupported("the remainder of broken or huge numbers")
    return float(int(number) % int(divisor))


def _power(arguments: Arguments) -> Operand:
    arguments.expect(2, 2)
    return power(arguments.number(0), arguments.number(1))


def _root(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    number = arguments.number(0)
    if number < 0:
        raise Failed("#NUM!")
    return math.sqrt(number)


FUNCTIONS: Final[dict[str, Function]] = {
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "TRUNC": _truncate,
    "INT": _integer,
    "ABS": _absolute,
    "SIGN": _sign,
    "MOD": _modulo,
    "POWER": _power,
    "SQRT": _root,
}
