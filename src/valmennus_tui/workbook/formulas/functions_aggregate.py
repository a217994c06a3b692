"""Sums, counts and extremes over ranges and values.

In a range only numbers count; texts and blanks are passed over. Truth values in a range are passed over by
Excel and counted by LibreOffice, so a range that holds one is left to the spreadsheet program. Given
directly, a truth value or a text of digits is a number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import reduce
from operator import add
from typing import Final, cast

from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.syntax import Span
from valmennus_tui.workbook.formulas.values import Failed, Unsupported, Value, finite, steady, to_number

_SAME: Final = 1e-13


def numbers_among(values: Iterable[Value]) -> list[float]:
    """The numbers of a range's values; not to be changed, it may be the same list. Raises Failed."""
    listed = values if isinstance(values, list) else list(values)
    kinds = set(map(type, listed))
    if bool in kinds:
        raise Unsupported("a truth value among numbers")
    if CellError in kinds:
        raise_only({value for value in listed if isinstance(value, CellError)})
    if kinds <= {float}:
        return cast("list[float]", listed)
    return [value for value in listed if isinstance(value, float)]


def raise_only(failed: set[CellError]) -> None:
    """Raise the error that all agree on. Which of several wins depends on the order of reading."""
    if len(failed) > 1:
        raise Unsupported("several different errors")
    raise Failed(next(iter(failed)).code)


def total(numbers: Iterable[float]) -> float:
    """A sum as Excel adds it, in order. Unsupported where another order would give something else."""
    listed = list(numbers)
    plain = reduce(add, listed, 0.0)  # not sum(), which corrects itself from Python 3.12 on
    exact = math.fsum(listed) if math.isfinite(plain) else plain
    if plain != exact and not math.isclose(plain, exact, rel_tol=_SAME, abs_tol=0.0):
        raise Unsupported("a sum in which nearly everything cancels out")
    return steady(plain, max(map(abs, listed), default=0.0))


def _numbers(arguments: Arguments, first: int = 0) -> list[float]:
    numbers: list[float] = []
    for operand in arguments.each(first):
        if isinstance(operand, tuple):
            numbers += _in_spans(arguments, operand)
        elif operand is None:
            raise Unsupported("a blank among direct values")
        else:
            numbers.append(to_number(operand))
    return numbers


def _in_spans(arguments: Arguments, spans: tuple[Span, ...]) -> list[float]:
    found = [numbers_among(arguments.context.store.contents(span)) for span in spans]
    return found[0] if len(found) == 1 else [number for numbers in found for number in numbers]


def _sum(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    return total(_numbers(arguments))


def _product(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    numbers = _numbers(arguments)
    return finite(math.prod(numbers)) if numbers else 0.0


def _average(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    return mean(_numbers(arguments))


def mean(numbers: list[float]) -> float:
    """The average. Raises Failed where there are no numbers."""
    if not numbers:
        raise Failed("#DIV/0!")
    return finite(total(numbers) / len(numbers))


def _minimum(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    return min(_numbers(arguments), default=0.0)


def _maximum(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    return max(_numbers(arguments), default=0.0)


def median(numbers: list[float]) -> float:
    """The middle number."""
    if not numbers:
        raise Unsupported("an error that programs name differently")
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else total(ordered[middle - 1 : middle + 1]) / 2


def _median(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    return median(_numbers(arguments))


def _nth(largest: bool) -> Function:
    def nth(arguments: Arguments) -> Operand:
        arguments.expect(2, 2)
        numbers = sorted(numbers_among(arguments.context.store.contents(arguments.reference(0))))
        rank = arguments.number(1)
        if rank != int(rank):
            raise Unsupported("a broken rank")
        if not 1 <= rank <= len(numbers):
            raise Unsupported("an error that programs name differently")
        return numbers[-int(rank)] if largest else numbers[int(rank) - 1]

    return nth


def _count(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    found = 0
    for operand in arguments.each():
        if isinstance(operand, tuple):
            for span in operand:
                values = arguments.context.store.contents(span)
                if any(isinstance(value, bool) for value in values):
                    raise Unsupported("a truth value among numbers")
                found += sum(isinstance(value, float) for value in values)
        elif isinstance(operand, float):
            found += 1
        else:
            raise Unsupported("something to count that is no number")
    return float(found)


def _count_filled(arguments: Arguments) -> Operand:
    """COUNTA: whatever is not blank, an empty text too."""
    arguments.expect(1, 255)
    found = 0
    for operand in arguments.each():
        if isinstance(operand, tuple):
            found += sum(len(arguments.context.store.contents(span)) for span in operand)
        elif operand is None:
            raise Unsupported("a blank among direct values")
        else:
            found += 1
    return float(found)


def _count_blank(arguments: Arguments) -> Operand:
    """COUNTBLANK: blank cells and empty texts."""
    arguments.expect(1, 1)
    span = arguments.reference(0)
    values = arguments.context.store.contents(span)
    return float(span.size - sum(value != "" for value in values))


_SUBTOTALS: Final[dict[int, Callable[[Arguments], Operand]]] = {
    1: lambda arguments: mean(_numbers(arguments, 1)),
    4: lambda arguments: max(_numbers(arguments, 1), default=0.0),
    5: lambda arguments: min(_numbers(arguments, 1), default=0.0),
    6: lambda arguments: finite(math.prod(found)) if (found := _numbers(arguments, 1)) else 0.0,
    9: lambda arguments: total(_numbers(arguments, 1)),
}


def _subtotal(arguments: Arguments) -> Operand:
    """SUBTOTAL, where no row is hidden and nothing in the range is a subtotal itself."""
    arguments.expect(2, 255)
    which = arguments.number(0)
    for operand in arguments.each(1):
        if not isinstance(operand, tuple):
            raise Unsupported("a subtotal of something that is no range")
        for span in operand:
            if arguments.context.hidden_rows(span) or arguments.context.has_subtotals(span):
                raise Unsupported("hidden rows or subtotals within")
    rest = Arguments(arguments.context, arguments.nodes[1:], arguments.place)
    kind = int(which) % 100 if which in range(1, 12) or which in range(101, 112) else 0
    if kind == 2:
        return _count(rest)
    if kind == 3:
        return _count_filled(rest)
    if kind not in _SUBTOTALS:
        raise Unsupported("a kind of subtotal")
    return _SUBTOTALS[kind](arguments)


FUNCTIONS: Final[dict[str, Function]] = {
    "SUM": _sum,
    "PRODUCT": _product,
    "AVERAGE": _average,
    "MIN": _minimum,
    "MAX": _maximum,
    "MEDIAN": _median,
    "LARGE": _nth(largest=True),
    "SMALL": _nth(largest=False),
    "COUNT": _count,
    "COUNTA": _count_filled,
    "COUNTBLANK": _count_blank,
    "SUBTOTAL": _subtotal,
}
