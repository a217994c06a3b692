"""The course of the share who worked, beside the alarms on a wide screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from valmennus_tui.consolidation.team_view import TREND, TeamView
from valmennus_tui.tui.models.team_figures import trend_lines, trend_model
from valmennus_tui.tui.widgets.record_grid import RecordGrid

_BAR = 14


class TrendPanel(Vertical):
    """The first indicators of the trend, as many as fit. The whole of it has a screen of its own."""

    def compose(self) -> ComposeResult:
        grid = RecordGrid(row_cursor=True, head=False, widget_id="trend-panel")
        grid.can_focus = False
        yield grid

    def show(self, view: TeamView) -> None:
        """Fill the panel."""
        lines = trend_lines(view, only=TREND)
        self.query_one(RecordGrid).set_model(trend_model(lines, bar_width=_BAR))
