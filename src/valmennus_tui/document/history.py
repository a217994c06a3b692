"""Undo and redo: every edit is a step that knows what stood in each cell before and after."""

from __future__ import annotations

from dataclasses import dataclass, field

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellValue, NewValue, TableGrowth


@dataclass(frozen=True, slots=True)
class CellStep:
    """One cell of a step. ``source`` names the open file (see ``document.source``)."""

    source: str
    sheet: str
    ref: Ref
    before: CellValue
    after: NewValue


@dataclass(frozen=True, slots=True)
class GrowthStep:
    """An Excel table that a step made longer."""

    source: str
    growth: TableGrowth


@dataclass(frozen=True, slots=True)
class Step:
    """One edit as the user sees it. ``label`` says what it was, in the user's language, without names."""

    label: str
    cells: tuple[CellStep, ...]
    growths: tuple[GrowthStep, ...] = ()


@dataclass
class History:
    """The steps done and undone. Doing a new step forgets what was undone."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        self.done.append(step)
        self.undone.clear()

    def undo(self) -> Step | None:
        """The step to take back, or None."""
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self) -> Step | None:
        """The step to do again, or None."""
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]

    def clear(self) -> None:
        """Forget everything (after erasing a client: nothing of her may come back)."""
        self.done.clear()
        self.undone.clear()
