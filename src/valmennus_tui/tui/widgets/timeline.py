"""A client's path through the five phases as one line of signs, names below, dates below those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from valmennus_tui.domain.phase import PhaseStep
from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.widgets.grid_paint import Piece, fit, strip_of
from valmennus_tui.workbook.values import display

SHORT_NAMES = {
    1: N_("Agreeing"),
    2: N_("Profile"),
    3: N_("Job search"),
    4: N_("Employer"),
    5: N_("Work community"),
}
"""One or two words a phase: the whole names do not fit side by side."""


class PhaseTimeline(Widget):
    """Three lines: the path, the phases' short names, the dates that tell of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "phase-timeline--done",
        "phase-timeline--current",
        "phase-timeline--ahead",
    }

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[PhaseStep] = ()

    def show(self, steps: Sequence[PhaseStep]) -> None:
        """Show a client's five steps."""
        self._steps = tuple(steps)
        self.refresh()

    def state(self, step: PhaseStep) -> str:
        """``current``, ``done`` (passed, or with evidence) or ``ahead``."""
        now = next((other.number for other in self._steps if other.current), None)
        if step.current:
            return "current"
        passed = step.number < now if now is not None else step.since is not None
        return "done" if passed else "ahead"

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        ground = self.rich_style
        share = max(width // max(len(self._steps), 1), 1)
        pieces = [piece for step in self._steps for piece in self._pieces(step, y, share)]
        return strip_of(pieces, width, ground)

    def _pieces(self, step: PhaseStep, y: int, share: int) -> list[Piece]:
        state = self.state(step)
        style: Style = self.get_component_rich_style(f"phase-timeline--{state}")
        if y == 0:
            signs = glyphs()
            sign = {"done": signs.done, "current": signs.current, "ahead": signs.ahead}[state]
            last = step.number == self._steps[-1].number
            rest = "" if last else " " + signs.path * max(share - 3, 0) + " "
            return [(sign, style), (rest.ljust(share - 1), self.rich_style)]
        if y == 1:
            return [(fit(f"{step.number} {_(SHORT_NAMES[step.number])}", share - 1) + " ", style)]
        return [(fit(display(step.since), share - 1) + " ", self.rich_style)]
