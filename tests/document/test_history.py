"""Undo and redo."""

from __future__ import annotations

from valmennus_tui.document.history import CellStep, History, Step
from valmennus_tui.workbook.address import Ref


def step(label: str) -> Step:
    return Step(label, (CellStep("main", "S", Ref(1, 1), None, label),))


def test_undo_and_redo_walk_the_same_steps() -> None:
    history = History()
    one, two = step("one"), step("two")
    history.add(one)
    history.add(two)
    assert [history.undo(), history.undo(), history.undo()] == [two, one, None]
    assert [history.redo(), history.redo(), history.redo()] == [one, two, None]


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History()
    history.add(step("one"))
    history.undo()
    history.add(step("two"))
    assert history.redo() is None


def test_after_clearing_nothing_comes_back() -> None:
    history = History()
    history.add(step("one"))
    history.undo()
    history.clear()
    assert history.undo() is None
    assert history.redo() is None
