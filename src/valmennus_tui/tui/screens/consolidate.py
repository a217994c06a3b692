"""Filling in the team workbook: the plan first, the conflicts decided, then one save."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from valmennus_tui.consolidation import apply
from valmennus_tui.consolidation.apply import OnConflict, chosen
from valmennus_tui.consolidation.fillable import fillable_periods
from valmennus_tui.consolidation.plan import Plan, Planned, make_plan
from valmennus_tui.consolidation.team_rows import rows_of_planned
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.errors import ChangedMeanwhile, OpenElsewhere, SaveFailed, ValmennusError
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.plan_table import PlanLine, plan_lines, plan_model
from valmennus_tui.tui.models.team_figures import name_of
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.screens.dialogs import ChoiceDialog
from valmennus_tui.tui.team_desk import TeamDesk
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import quote_sheet

_GRID = "#plan"
_MOST_REASONS = 4


def ask_period(screen: BaseScreen, desk: TeamDesk) -> None:
    """Ask which period to fill in; then the plan is shown. Says on ``screen`` why that cannot be done."""
    if screen.session.dirty:
        screen.complain(_("Save or undo your own changes first: filling in is one save of its own."))
        return
    if desk.gathered is not None and desk.gathered.conflicts:
        screen.complain(_("Choose first which of a coach's workbooks counts: a shows the files."))
        return

    dialog = _period_dialog(screen)
    if dialog is None:
        screen.complain(_("The team workbook has no rows for a period that has begun."))
        return

    def answered(answer: str | None) -> None:
        if answer is not None:
            screen.app.push_screen(ConsolidateScreen(desk, Period.parse(answer)))

    screen.app.push_screen(dialog, answered)


def _period_dialog(screen: BaseScreen) -> ChoiceDialog | None:
    """The periods to choose from; None where the workbook has rows for none."""
    periods = fillable_periods(screen.session.book, screen.session.today)
    if not periods:
        return None
    sentence = _(
        "The months of the period are filled in too. Nothing is written before you have seen the plan."
    )
    answers = [(str(period), f"{period.label} ({period})") for period in periods]
    return ChoiceDialog(_("Fill in the team workbook"), [sentence], answers)


class ConsolidateScreen(BaseScreen):
    """The plan: which cells get which figures. Returns True when they have been written."""

    SCOPES = (Scope.CONSOLIDATE,)
    TITLE_TEXT = N_("Filling in the team workbook")
    HELP = N_(
        "Each line is a cell of the team workbook that gets a figure counted from the coaches' workbooks."
        " Cells where a person has typed another value stand first and are kept unless you choose"
        " otherwise. Formulas, charts and all other cells stay as they are."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CONSOLIDATE)
    AUTO_FOCUS = _GRID

    def __init__(self, desk: TeamDesk, period: Period) -> None:
        super().__init__()
        self.desk = desk
        self._period = period
        self._plan: Plan | None = None
        self._replaced: set[Planned] = set()
        self._model: ListModel[PlanLine] | None = None
        self._worker: Worker[Any] | None = None
        self._error = ""

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="save-summary")
        yield RecordGrid(widget_id="plan", row_cursor=True, empty=_("Nothing to write."))

    def on_mount(self) -> None:
        self.fill()
        self._begin()

    def on_unmount(self) -> None:
        if self._worker is not None:
            self._worker.cancel()

    # --- the plan ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Make the plan in a thread: a folder may hold many workbooks."""
        gathered, team = self.desk.gathered, self.session.book
        if gathered is None:
            return
        self._plan, self._model, self._error = None, None, ""
        self._replaced.clear()
        period, today, app = self._period, self.session.today, self.valmennus

        def work() -> None:
            worker = get_current_worker()
            found: Plan | str
            try:
                found = make_plan(team, gathered, period, today)
            except ValmennusError as error:
                found = error.message
            if app.is_running and not worker.is_cancelled:
                app.call_from_thread(self._planned, worker, found)

        self._worker = self.app.run_worker(work, group="plan", thread=True)
        self._show()

    def _planned(self, worker: Worker[Any], found: Plan | str) -> None:
        if worker is not self._worker or not self.is_mounted:
            return
        self._worker = None
        if isinstance(found, str):
            self._error = found
        else:
            self._plan = found
        self._show(0)

    def _show(self, row: int | None = None) -> None:
        lines = plan_lines(self._plan) if self._plan else []
        self._model = plan_model(lines, self._replaced)
        self.query_one(_GRID, RecordGrid).set_model(self._model, row)
        self.query_one("#save-summary", Static).update(plain("\n".join(self._summary())))
        self.renew()

    def _summary(self) -> list[str]:
        if self._error:
            return [f"{glyphs().error} {self._error}"]
        if self._plan is None:
            return [_("Making the plan…")]
        plan = self._plan
        count = len(self._to_write())
        lines = [
            self._period.label
            + ": "
            + ngettext("{n} figure is written", "{n} figures are written", count).format(n=count)
            + ", "
            + ngettext("{n} is right already.", "{n} are right already.", len(plan.same)).format(
                n=len(plan.same)
            )
        ]
        if plan.conflicts:
            text = ngettext(
                "In {n} cell a person has typed another value: space chooses, k keeps all, x replaces all.",
                "In {n} cells a person has typed another value: space chooses, k keeps all, x replaces all.",
                len(plan.conflicts),
            )
            lines.append(f"{glyphs().warning} {text.format(n=len(plan.conflicts))}")
        lines += [f"{glyphs().warning} {text}" for text in _cautions(plan)]
        return lines

    def place(self) -> str:
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self._period.label}"

    def resting_text(self) -> str:
        line = self.current
        if line is None:
            return ""
        planned = line.planned
        place = f"{quote_sheet(planned.sheet)}!{planned.ref}"
        who = planned.coach or _("Team")
        return f"{place}: {who}, {planned.period.label}, {name_of(planned.indicator)}"

    @property
    def current(self) -> PlanLine | None:
        """The figure under the cursor."""
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self.query_one(_GRID, RecordGrid).row)

    def _to_write(self) -> tuple[Planned, ...]:
        assert self._plan is not None
        return chosen(
            self._plan, OnConflict.KEEP, [each for each in self._plan.conflicts if each in self._replaced]
        )

    # --- actions -------------------------------------------------------------------------------------

    def available(self, action_id: str) -> bool:
        plan, line = self._plan, self.current
        if action_id == "fill_confirm":
            return plan is not None and self.session.can_edit and bool(self._to_write())
        if action_id == "conflict_turn":
            return line is not None and line.conflict
        if action_id in ("conflict_keep", "conflict_replace"):
            return plan is not None and bool(plan.conflicts)
        if action_id == "planned_open":
            return line is not None
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        if key in ("f8", "ctrl+s") and self._plan is not None:
            return _("Nothing to write.")
        return ""

    def on_record_grid_moved(self) -> None:
        self.renew()

    def on_record_grid_chosen(self) -> None:
        self.action_planned_open()

    def action_conflict_turn(self) -> None:
        line = self.current
        if line is not None and line.conflict:
            self._replaced ^= {line.planned}
            self._show()

    def action_conflict_keep(self) -> None:
        self._replaced.clear()
        self._show()

    def action_conflict_replace(self) -> None:
        if self._plan is not None:
            self._replaced = set(self._plan.conflicts)
            self._show()

    def action_planned_open(self) -> None:
        from valmennus_tui.tui.screens.team_rows import TeamRowsScreen

        line, gathered = self.current, self.desk.gathered
        if line is None or gathered is None:
            return
        rows = rows_of_planned(gathered, line.planned)
        who = line.planned.coach or _("Team")
        title = f"{who}: {name_of(line.planned.indicator)}"
        if rows:
            self.app.push_screen(TeamRowsScreen(title, rows))
        else:
            self.say(_("There are no rows behind this."))

    def action_fill_period(self) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                self._period = Period.parse(answer)
                self._begin()

        dialog = _period_dialog(self)
        if dialog is not None:
            self.app.push_screen(dialog, answered)

    def action_fill_confirm(self) -> None:
        if self._plan is None:
            return
        book, planned = self.session.book, self._to_write()
        try:
            apply.enter(book, planned)
            apply.save(book, self._plan, planned)
        except ValmennusError as error:
            self._taken_back(error)
            return
        count = len(planned)
        text = ngettext("Saved: {n} figure written.", "Saved: {n} figures written.", count).format(n=count)
        self.valmennus.leave_screen(self, True, text)

    def _taken_back(self, error: ValmennusError) -> None:
        """Nothing was saved: the figures are not left behind as an unsaved change."""
        if self.session.dirty:
            self.session.book.undo()
        advice = ""
        if isinstance(error, OpenElsewhere | ChangedMeanwhile):
            advice = " " + _("Nothing was written. Open the team workbook anew and try again.")
        self.session.changed()
        if isinstance(error, SaveFailed) and not self.session.dirty:
            self._begin()
        self.complain(error.message + advice)

    def action_fill_cancel(self) -> None:
        self.dismiss(False)


def _cautions(plan: Plan) -> list[str]:
    """What the person who saves must know: files left out, figures not written, and why."""
    texts = []
    if plan.left_out:
        text = ngettext(
            "{n} file could not be read: its clients are missing from the figures.",
            "{n} files could not be read: their clients are missing from the figures.",
            plan.left_out,
        )
        texts.append(text.format(n=plan.left_out))
    if plan.sidecar_lost:
        texts.append(
            _("The record of earlier figures cannot be read: all figures count as typed by a person.")
        )
    for reason in dict.fromkeys(each.reason for each in plan.not_written):
        names = dict.fromkeys(each.coach for each in plan.not_written if each.reason is reason and each.coach)
        texts.append(f"{', '.join(names)}: {reason.label}" if names else reason.label)
    return texts[:_MOST_REASONS]
