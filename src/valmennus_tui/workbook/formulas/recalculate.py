"""Recomputing formulas after an edit, each only after it has been seen to give its old result.

A formula is recomputed when our evaluator (1) gives the result that the file holds from the values that the
file holds, and (2) has done so for every formula it reads, edited or not. Only then is its new value taken.
A file whose results were never calculated (some programs write 0) therefore cannot lead to wrong numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from valmennus_tui.workbook.formulas.baseline import MOST_CELLS, Baseline
from valmennus_tui.workbook.formulas.evaluate import Evaluator
from valmennus_tui.workbook.formulas.graph import Dependents, Formula, Graph
from valmennus_tui.workbook.formulas.source import FormulaKind
from valmennus_tui.workbook.formulas.store import Budget, Store
from valmennus_tui.workbook.formulas.syntax import Place, Span
from valmennus_tui.workbook.formulas.values import UNKNOWN, BlankZero, Stored, Unsupported, Value


class State(Enum):
    """How far a formula has come."""

    WAITING = "waiting"
    RIGHT = "right"
    FAILED = "failed"


class Recalculation:
    """One run over the formulas that an edit reaches."""

    def __init__(
        self,
        baseline: Baseline,
        after: Graph,
        dirty: Dependents,
        edits: Mapping[Place, Stored],
        budget: int = MOST_CELLS,
    ) -> None:
        """``after`` is the baseline's graph unless a table grows; ``dirty`` are formulas of ``after``."""
        self._graph = after
        self._baseline = baseline
        self._dirty = frozenset(dirty.formulas)
        self._budget = baseline.store.budget = Budget(budget)
        self._old = baseline.store
        self._before = _counterparts(baseline.graph, after)
        self._new = Store(after.source, self._budget, self._overlay(edits), self._old)
        self._after = Evaluator(after, self._new)
        self._states = dict.fromkeys(dirty.unsure, State.FAILED)
        self._filling: dict[Span, tuple[Formula, ...]] = {}
        self._settled: set[Span] = set()
        self.values: dict[Formula, tuple[Value, Value]] = {}
        """What was recomputed: old and new value."""
        for place in edits:
            replaced = after.formula_at(place)
            if replaced is not None and replaced not in self._dirty:
                self._states[replaced] = State.RIGHT

    def run(self) -> None:
        """Fill :attr:`values`."""
        for formula in sorted(self._dirty, key=lambda formula: formula.place):
            self._settle(formula)

    def _overlay(self, edits: Mapping[Place, Stored]) -> dict[str, dict[tuple[int, int], Stored]]:
        """Results not recomputed yet are unknown, so that nothing can read an old one by mistake."""
        overlay: dict[str, dict[tuple[int, int], Stored]] = {}
        for formula in self._dirty:
            sheet = overlay.setdefault(formula.place.sheet, {})
            sheet.update(dict.fromkeys(filled(self._old, formula), UNKNOWN))
        for place, value in edits.items():
            overlay.setdefault(place.sheet, {})[place.row, place.column] = value
        return overlay

    def _settle(self, wanted: Formula) -> None:
        """Settle a formula and what it reads, inputs first. A chain of formulas may be thousands long."""
        waiting = [wanted]
        while waiting:
            formula = waiting[-1]
            state = self._states.get(formula)
            if state is None:
                inputs = self._begin(formula)
                waiting += [source for source in inputs if source not in self._states]
                continue
            if state is State.WAITING:
                self._states[formula] = self._finish(formula)
            waiting.pop()

    def _begin(self, formula: Formula) -> list[Formula]:
        """Note a formula as waiting and give what must be settled before it; or note that it failed."""
        self._states[formula] = State.FAILED
        if formula.kind is not FormulaKind.NORMAL or formula.precedents.anything:
            return []
        try:
            inputs = self._inputs(formula)
        except Unsupported:
            return []
        states = [self._states.get(source) for source in inputs]
        if State.FAILED in states or State.WAITING in states or formula in inputs:  # waiting: a circle
            return []
        self._states[formula] = State.WAITING
        return inputs

    def _inputs(self, formula: Formula) -> list[Formula]:
        """The formulas it reads, but for ranges known to be settled well."""
        inputs: list[Formula] = []
        for span in formula.precedents.spans:
            if span in self._settled:
                continue
            found = self._filling.get(span)
            if found is None:
                found = self._filling[span] = tuple(self._graph.filling(span))
            self._budget.spend(len(found))
            inputs += found
        return inputs

    def _finish(self, formula: Formula) -> State:
        for span in formula.precedents.spans - self._settled:
            if any(self._states[source] is not State.RIGHT for source in self._filling[span]):
                return State.FAILED
            self._settled.add(span)
        try:
            self._evaluate(formula)
        except Unsupported:
            return State.FAILED
        return State.RIGHT

    def _evaluate(self, formula: Formula) -> None:
        old = self._baseline.result(self._before.get(formula, formula))
        if formula in self._dirty:
            node = formula.shape.node
            assert node is not None, "the baseline refuses what is not parsed"
            new = self._after.result(node, formula.place)
            self._new.put(*formula.place, new)
            self.values[formula] = (old, new)
        elif isinstance(old, BlankZero):
            self._new.put(*formula.place, old)


def _counterparts(before: Graph, after: Graph) -> dict[Formula, Formula]:
    """For each formula of ``after`` the one of ``before``; nothing where both are one graph."""
    if before is after:
        return {}
    return dict(zip(after.formulas, before.formulas, strict=True))


def filled(store: Store, formula: Formula) -> set[tuple[int, int]]:
    """Row and column of the cells that hold a formula's results: its own, and the stored ones of its area."""
    places = {(formula.place.row, formula.place.column)}
    if formula.kind is not FormulaKind.NORMAL:
        places.update(store.present(formula.cells))
    return places
