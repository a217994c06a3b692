"""All indicators of a period coach by coach, and the trend quarter by quarter."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.consolidation.team_rows import rows_of_figure
from valmennus_tui.consolidation.team_view import TeamView
from valmennus_tui.domain.indicators.figures import Figure
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.i18n import N_, _, format_date
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.team_figures import (
    TrendLine,
    explained,
    figures_model,
    name_of,
    source_of,
    trend_lines,
    trend_model,
)
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.team_desk import TeamDesk
from valmennus_tui.tui.widgets.record_grid import RecordGrid

_OF_DOCUMENT = ("sheet", "findings", "save")


class _FiguresScreen(DocumentScreen):
    """What the two screens share: Enter shows the rows behind the figure under the cursor."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.TEAM_FIGURES, Scope.DOCUMENT)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEAM_FIGURES)
    AUTO_FOCUS = "#figures"
    ROW_CURSOR: ClassVar[bool] = False

    def __init__(self, desk: TeamDesk) -> None:
        super().__init__()
        self.desk = desk

    def compose_body(self) -> ComposeResult:
        yield RecordGrid(widget_id="figures", row_cursor=self.ROW_CURSOR)

    def show_document(self) -> None:
        if self.desk.view is not None:
            self.show_view(self.desk.view)

    def show_view(self, view: TeamView) -> None:
        """Fill the screen from the team's view."""

    def chosen_figure(self) -> tuple[str, Figure] | None:
        """The figure under the cursor and what it is called; None where there is none."""
        return None

    def available(self, action_id: str) -> bool:
        if action_id in _OF_DOCUMENT:
            return False
        if action_id == "figure_open":
            return self.chosen_figure() is not None
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        return ""

    def on_record_grid_moved(self) -> None:
        self.renew()

    def on_record_grid_chosen(self) -> None:
        self.action_figure_open()

    def action_figure_open(self) -> None:
        from valmennus_tui.tui.screens.team_rows import TeamRowsScreen

        chosen = self.chosen_figure()
        if chosen is None or self.desk.gathered is None:
            return
        title, figure = chosen
        rows = rows_of_figure(self.desk.gathered, figure)
        if rows:
            self.app.push_screen(TeamRowsScreen(title, rows))
        else:
            self.say(_("There are no rows behind this."))


class TeamFiguresScreen(_FiguresScreen):
    """The indicators of one period; the period can be changed here."""

    TITLE_TEXT = N_("Indicators")
    HELP = N_(
        "What each indicator counts stands below the table. Plus and minus go to the next and the previous"
        " period; k changes its length. For supervision inside the team: small figures can tell of people."
    )

    def __init__(self, desk: TeamDesk) -> None:
        super().__init__(desk)
        self._model: ListModel[str] | None = None

    def place(self) -> str:
        label = self.desk.period.label
        view = self.desk.view
        if view is not None and view.period == self.desk.period and view.table.last < view.period.last:
            label = _("{period}, counted through {day}").format(
                period=label, day=format_date(view.table.last)
            )
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {label}"

    def show_view(self, view: TeamView) -> None:
        self._model = figures_model(view.table)
        self.query_one(RecordGrid).set_model(self._model)

    @property
    def _cell(self) -> tuple[str, str | None] | None:
        """The indicator and the coach (None: the team) under the cursor."""
        view, grid = self.desk.view, self.query_one(RecordGrid)
        if view is None or self._model is None or self._model.row_count == 0:
            return None
        coaches = [None, None, *view.table.coaches]
        return self._model.record(grid.row), coaches[min(grid.column, len(coaches) - 1)]

    def resting_text(self) -> str:
        if self.desk.busy:
            return _("Computing…")
        cell, view = self._cell, self.desk.view
        return explained(view.table, *cell) if cell is not None and view is not None else ""

    def chosen_figure(self) -> tuple[str, Figure] | None:
        cell, view = self._cell, self.desk.view
        if cell is None or view is None:
            return None
        name, coach = cell
        who = coach or _("Team")
        return f"{who}: {name_of(name)}", view.table.figure(name, coach)

    def available(self, action_id: str) -> bool:
        if action_id == "period_next":
            return self.desk.period.next.first <= self.session.today
        return super().available(action_id)

    def action_period_next(self) -> None:
        self._change(self.desk.period.next)

    def action_period_previous(self) -> None:
        self._change(self.desk.period.previous)

    def action_period_kind(self) -> None:
        kinds = list(PeriodKind)
        kind = kinds[(kinds.index(self.desk.period.kind) + 1) % len(kinds)]
        day = min(self.desk.period.last, self.session.today)
        self._change(Period.holding(day, kind))

    def _change(self, period: Period) -> None:
        self.desk.change_period(period)
        self.renew()


class TeamTrendScreen(_FiguresScreen):
    """The course of the team's indicators over the quarters."""

    TITLE_TEXT = N_("Trend")
    HELP = N_(
        "The team's indicators quarter by quarter, the last one as it stands today. The marks in the bars are"
        " other programmes' results, to compare with; who published them is told below the table."
    )
    ROW_CURSOR = True

    def __init__(self, desk: TeamDesk) -> None:
        super().__init__(desk)
        self._model: ListModel[TrendLine] | None = None

    def place(self) -> str:
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self.desk.folder.name}"

    def show_view(self, view: TeamView) -> None:
        self._model = trend_model(trend_lines(view))
        self.query_one(RecordGrid).set_model(self._model)

    @property
    def _line(self) -> TrendLine | None:
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self.query_one(RecordGrid).row)

    def resting_text(self) -> str:
        return source_of(self._line) if self._line is not None else ""

    def chosen_figure(self) -> tuple[str, Figure] | None:
        line = self._line
        if line is None or line.table is None or line.figure is None:
            return None
        return f"{name_of(line.indicator)}, {line.table.period.label}", line.figure

    def available(self, action_id: str) -> bool:
        if action_id.startswith("period_"):
            return False
        return super().available(action_id)
