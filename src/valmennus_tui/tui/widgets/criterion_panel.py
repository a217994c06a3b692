"""What the scores of the criterion under the cursor mean: beside the table, below it on narrow screens."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from valmennus_tui.assessment.standing import Standing
from valmennus_tui.tui.models.criterion_lines import Line, LinesModel, anchor_lines
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.safe_text import plain

_PADDING = 2


class CriterionPanel(Static):
    """The descriptions of the scores, the given one marked."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._lines: tuple[Line, ...] = ()

    def show(self, standing: Standing, number: int) -> None:
        """Show a criterion."""
        criterion = standing.edition.criterion(number)
        head = Line(f"{number} {criterion.name}", Tone.ACCENT)
        lines = tuple(anchor_lines(standing, number))
        self._lines = (head, *lines) if self._wide else lines
        self._draw()

    @property
    def _wide(self) -> bool:
        """Whether the panel stands beside the table."""
        return self.app.size.width >= 100

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width
        self.update(Content("\n").join(_contents(self._lines, width - _PADDING)))


def _contents(lines: Iterable[Line], width: int) -> list[Content]:
    """The lines with a hanging indent, those that stand out in bold."""
    model = LinesModel(lines, width)
    return [
        plain(text).stylize("bold") if line.tone in (Tone.GOOD, Tone.ACCENT) else plain(text)
        for text, line in model.rows
    ]
