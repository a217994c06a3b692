"""Which formulas our evaluator gets right: those that give what the file holds from what the file holds."""

from __future__ import annotations

import math
from typing import Final

from valmennus_tui.workbook.formulas.evaluate import Evaluator
from valmennus_tui.workbook.formulas.graph import Formula, Graph
from valmennus_tui.workbook.formulas.source import FormulaKind
from valmennus_tui.workbook.formulas.store import Budget, Store, TooMuch
from valmennus_tui.workbook.formulas.values import BlankZero, Missing, Unsupported, Value

MOST_CELLS: Final = 2_000_000
"""Cells read in one run. What would need more waits for Excel, so that an edit never takes long."""


class Baseline:
    """The workbook as its file has it, and what was found out about its formulas; kept between edits."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.store = Store(graph.source, Budget(MOST_CELLS), {})
        self._evaluator = Evaluator(graph, self.store)
        self._results: dict[Formula, Value] = {}
        self._unsure: set[Formula] = set()

    def result(self, formula: Formula) -> Value:
        """The old result, where our evaluator gives it too. Raises Unsupported.

        All formulas that it reads must have been asked for before: a result is noted as it was found.
        """
        if formula in self._results:
            return self._results[formula]
        if formula in self._unsure:
            raise Unsupported("not reproduced before")
        try:
            found = self._checked(formula)
        except TooMuch:
            raise
        except Unsupported:
            self._unsure.add(formula)
            raise
        self._results[formula] = found
        return found

    def _checked(self, formula: Formula) -> Value:
        place, node, precedents = formula.place, formula.shape.node, formula.precedents
        if formula.kind is not FormulaKind.NORMAL or node is None:
            raise Unsupported("not an ordinary formula")
        if precedents.anything or precedents.volatile:
            raise Unsupported("a formula that Excel calculates each time")
        held = self.store.stored(*place)
        found = self._evaluator.result(node, place)
        if isinstance(held, Missing) or not reproduces(found, held):
            raise Unsupported("another result than the file's")
        if isinstance(found, BlankZero):  # this tells more than the 0 that the file holds
            self.store.put(*place, found)
        return found


def reproduces(computed: Value, held: Value) -> bool:
    """Whether a computed value is the one that the file holds: kind and content, numbers to 12 digits."""
    if isinstance(computed, float) and isinstance(held, float):
        return computed == held or math.isclose(computed, held, rel_tol=1e-12, abs_tol=0.0)
    return type(computed) is type(held) and computed == held
