"""Operators on two values."""

from __future__ import annotations

import math
from collections.abc import Iterable

from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.values import (
    MAX_TEXT,
    NOT_A_VALUE,
    Failed,
    Unsupported,
    Value,
    compare,
    equal,
    finite,
    steady,
    to_number,
    to_text,
)


def apply(operator: str, left: Value, right: Value) -> Value:
    """One operation on two values. Raises Failed for an error value, Unsupported."""
    _check_errors(operator, left, right)
    match operator:
        case "&":
            return joined((to_text(left), to_text(right)))
        case "=":
            return equal(left, right)
        case "<>":
            return not equal(left, right)
        case "<":
            return compare(left, right) < 0
        case ">":
            return compare(left, right) > 0
        case "<=":
            return compare(left, right) <= 0
        case ">=":
            return compare(left, right) >= 0
    return _arithmetic(operator, to_number(left), to_number(right))


def joined(texts: Iterable[str]) -> str:
    """The texts as one. Raises Unsupported where no cell could hold it."""
    text = "".join(texts)
    if len(text) > MAX_TEXT:
        raise Unsupported("a text too long for a cell")
    return text


def _check_errors(operator: str, left: Value, right: Value) -> None:
    """Raise the error that one side is. Of two different ones programs choose differently."""
    errors = {side.code for side in (left, right) if isinstance(side, CellError)}
    if not errors:
        return
    if operator in "+-*/^" and any(isinstance(side, str) for side in (left, right)):
        errors.add(NOT_A_VALUE)
    if len(errors) > 1:
        raise Unsupported("which of two errors shows")
    raise Failed(errors.pop())


def _arithmetic(operator: str, left: float, right: float) -> float:
    match operator:
        case "+":
            return steady(left + right, max(abs(left), abs(right)))
        case "-":
            return steady(left - right, max(abs(left), abs(right)))
        case "*":
            return finite(left * right)
        case "/":
            if right == 0:
                raise Failed("#DIV/0!")
            return finite(left / right)
    return power(left, right)


def power(base: float, exponent: float) -> float:
    """``^`` and POWER. Raises Unsupported for 0^0, on which programs differ."""
    if base == 0 and exponent <= 0:
        if exponent < 0:
            raise Failed("#DIV/0!")
        raise Unsupported("0^0")
    if base < 0 and exponent != int(exponent):
        raise Unsupported("a root of a negative number")
    try:
        return finite(math.pow(base, exponent))
    except OverflowError:
        raise Failed("#NUM!") from None
