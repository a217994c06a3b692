"""COUNTIF, SUMIF, AVERAGEIF, their many-conditioned forms, MINIFS and MAXIFS."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Final

from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.criteria import Test, criterion
from valmennus_tui.workbook.formulas.functions_aggregate import mean, numbers_among, total
from valmennus_tui.workbook.formulas.syntax import Span
from valmennus_tui.workbook.formulas.values import Unsupported, Value


class _Conditions:
    """Pairs of a range and a condition, all ranges of one size."""

    def __init__(self, arguments: Arguments, first: int) -> None:
        self.store = arguments.context.store
        self.spans: list[Span] = []
        self.tests: list[tuple[Value, Test]] = []
        for index in range(first, len(arguments), 2):
            self.spans.append(arguments.reference(index))
            wanted = arguments.value(index + 1)
            self.tests.append((wanted, criterion(wanted)))

    def _chosen(self, spans: list[Span]) -> tuple[int, int]:
        """The cells where all conditions hold, as bits, row by row; and how many rows were looked at."""
        if len({(span.rows, span.columns) for span in spans}) != 1:
            raise Unsupported("ranges of different sizes")
        rows = max(0, *(self.store.last_row(span) - span.top + 1 for span in spans))
        masks = [
            self.store.mask(span, rows, (type(wanted), wanted), test)
            for span, (wanted, test) in zip(self.spans, self.tests, strict=True)
        ]
        if len(self.tests) > 1 and self.tests[0][1](None) and None in self.store.grid(self.spans[0], rows):
            raise Unsupported("blanks in the first range, some of which LibreOffice leaves out")
        return reduce(and_, masks), rows

    def count(self) -> int:
        """How many cells fulfil all conditions, the blank ones below everything that is stored included."""
        chosen, rows = self._chosen(self.spans)
        first = self.spans[0]
        below = first.size - rows * first.columns
        return chosen.bit_count() + (below if below and all(test(None) for _w, test in self.tests) else 0)

    def selected(self, target: Span) -> list[float]:
        """The numbers of ``target`` where all conditions hold."""
        chosen, rows = self._chosen([*self.spans, target])
        marks = f"{chosen:b}"[::-1]
        grid = self.store.grid(target, rows)
        return numbers_among(value for value, mark in zip(grid, marks, strict=False) if mark == "1")


def _count_if(arguments: Arguments) -> Operand:
    arguments.expect(2, 2)
    return float(_Conditions(arguments, 0).count())


def _count_ifs(arguments: Arguments) -> Operand:
    arguments.expect(2, 254)
    if len(arguments) % 2:
        raise Unsupported("a range without its condition")
    return float(_Conditions(arguments, 0).count())


def _single(arguments: Arguments) -> list[float]:
    """SUMIF and AVERAGEIF: range, condition, and the range to add where it is another."""
    arguments.expect(2, 3)
    pair = Arguments(arguments.context, arguments.nodes[:2], arguments.place)
    target = arguments.reference(2 if len(arguments) == 3 else 0)
    return _Conditions(pair, 0).selected(target)


def _several(arguments: Arguments) -> list[float]:
    """SUMIFS and the like: the range to add, then pairs of range and condition."""
    arguments.expect(3, 255)
    if not len(arguments) % 2:
        raise Unsupported("a range without its condition")
    return _Conditions(arguments, 1).selected(arguments.reference(0))


FUNCTIONS: Final[dict[str, Function]] = {
    "COUNTIF": _count_if,
    "COUNTIFS": _count_ifs,
    "SUMIF": lambda arguments: total(_single(arguments)),
    "SUMIFS": lambda arguments: total(_several(arguments)),
    "AVERAGEIF": lambda arguments: mean(_single(arguments)),
    "AVERAGEIFS": lambda arguments: mean(_several(arguments)),
    "MINIFS": lambda arguments: min(_several(arguments), default=0.0),
    "MAXIFS": lambda arguments: max(_several(arguments), default=0.0),
}
