"""The team's folder: read in a thread, kept for the team screens together with the view computed from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.worker import Worker, get_current_worker

from valmennus_tui.consolidation.duplicates import DuplicateRule
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.showing import bar

if TYPE_CHECKING:
    from datetime import date

    from valmennus_tui.consolidation.gathered import Gathered, Progress
    from valmennus_tui.consolidation.team_view import TeamView
    from valmennus_tui.consolidation.workers import Watch
    from valmennus_tui.domain.evidence.team import TeamData
    from valmennus_tui.domain.scoring import Due
    from valmennus_tui.settings import Settings
    from valmennus_tui.tui.app import ValmennusApp

_BAR = 20


class TeamDesk:
    """What the team screens share. One folder is read, or one view computed, at a time; the newest counts."""

    def __init__(self, app: ValmennusApp, folder: Path) -> None:
        self.folder = folder
        self.period = Period.holding(app.session.today, PeriodKind.QUARTER)
        self.rule = DuplicateRule()
        self.gathered: Gathered | None = None
        self.view: TeamView | None = None
        self.progress: Progress | None = None
        self.error = ""
        self.when_read: Callable[[], None] = lambda: None
        """Called once a folder has been read, before its view is computed."""
        self._app = app
        self._due: Due | None = None
        self._team: TeamData | None = None
        self._reader: Worker[Any] | None = None
        self._computer: Worker[Any] | None = None

    # --- what is known -------------------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        """Whether the folder is being read."""
        return self._reader is not None

    @property
    def busy(self) -> bool:
        """Whether the folder is being read or the view computed."""
        return self._reader is not None or self._computer is not None

    def sentence(self) -> str:
        """How far the reading is, or what was read."""
        if self.reading:
            return self._progress_text()
        if self.error:
            return f"{glyphs().error} {self.error}"
        if self.gathered is None:
            return _("The folder has not been read yet.")
        count = len(self.gathered.files)
        parts = [ngettext("{n} coach's workbook", "{n} coaches' workbooks", count).format(n=count)]
        waiting = len(self.gathered.conflicts)
        if waiting:
            text = ngettext(
                "{n} coach has several workbooks with the same clients: choose with a",
                "{n} coaches have several workbooks with the same clients: choose with a",
                waiting,
            )
            parts.append(f"{glyphs().error} {text.format(n=waiting)}")
        told = len({problem.path for problem in self.gathered.problems})
        if told:
            text = ngettext("{n} file needs a look", "{n} files need a look", told)
            parts.append(f"{glyphs().warning} {text.format(n=told)}")
        return f" {glyphs().separator} ".join(parts)

    def _progress_text(self) -> str:
        if self.progress is None or not self.progress.of:
            return _("Reading the coaches' workbooks…")
        shown = bar(self.progress.done, self.progress.of, _BAR)
        text = _("Reading the coaches' workbooks {done}/{of}")
        text = text.format(done=self.progress.done, of=self.progress.of)
        return f"{text} {shown} {self.progress.name}"

    # --- reading -------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the folder, and then compute the view."""
        self.stop()
        self.progress, self.error = None, ""
        session = self._app.session
        settings, today, folder, rule = session.settings, session.today, self.folder, self.rule

        def work() -> None:
            worker = get_current_worker()
            tell = partial(self._tell, self._is_reader, worker)
            try:
                gathered = _gathered(folder, settings, today, rule, self._watch(worker), self._app)
                due = None if gathered.cancelled else due_of(gathered, settings, today)
            except ValmennusError as error:
                tell(self._failed, error.message)
            else:
                tell(self._read, gathered, due)

        self._reader = self._app.run_worker(work, group="team", thread=True)

    def _watch(self, worker: Worker[Any]) -> Watch:
        from valmennus_tui.consolidation.workers import Watch

        tell = partial(self._tell, self._is_reader, worker)
        return Watch(partial(tell, self._progressed), lambda: worker.is_cancelled)

    def stop(self) -> None:
        """Stop reading and computing. What was read before stays."""
        for worker in (self._reader, self._computer):
            if worker is not None:
                worker.cancel()
        if self._reader is not None:
            self.error = _("Reading was stopped.") if self.gathered is None else ""
        self._reader = self._computer = None

    def change_folder(self, folder: Path) -> None:
        """Forget what was read and read this folder."""
        self.stop()
        self.folder, self.gathered, self.view, self.rule = folder, None, None, DuplicateRule()
        self.read()

    def choose(self, rule: DuplicateRule) -> None:
        """Read again with another rule for several workbooks of one coach."""
        self.rule = rule
        self.read()

    # --- the view ------------------------------------------------------------------------------------

    def tell_team(self, team: TeamData | None) -> None:
        """What the team workbook says now. The view is computed anew where that changes it."""
        if team != self._team:
            self._team = team
            self._compute()

    def change_period(self, period: Period) -> None:
        """Compute the view of another period."""
        self.period = period
        self._compute()

    def _compute(self) -> None:
        if self.gathered is None or self.reading:
            return
        if self._computer is not None:
            self._computer.cancel()
        session = self._app.session
        settings, today = session.settings, session.today
        gathered, period, team, due = self.gathered, self.period, self._team, self._due

        def work() -> None:
            from valmennus_tui.consolidation.team_view import contacts_for_full_points, team_view

            worker = get_current_worker()
            tell = partial(self._tell, self._is_computer, worker)
            try:
                view = team_view(gathered, period, today, settings, team, due, contacts_for_full_points())
            except ValmennusError as error:
                tell(self._failed, error.message)
            else:
                tell(self._computed, view)

        self._computer = self._app.run_worker(work, group="team", thread=True)

    # --- from the threads ----------------------------------------------------------------------------

    def _is_reader(self, worker: Worker[Any]) -> bool:
        return worker is self._reader

    def _is_computer(self, worker: Worker[Any]) -> bool:
        return worker is self._computer

    def _tell(
        self,
        holds: Callable[[Worker[Any]], bool],
        worker: Worker[Any],
        what: Callable[..., None],
        *values: object,
    ) -> None:
        """Carry a result over to the screens' thread, unless a newer wish has taken its place."""

        def told() -> None:
            if holds(worker) and self._app.is_running:
                what(*values)

        if self._app.is_running and not worker.is_cancelled:
            self._app.call_from_thread(told)

    def _progressed(self, progress: Progress) -> None:
        self.progress = progress
        if self._app.here is not None:
            self._app.here.renew()

    def _failed(self, sentence: str) -> None:
        self._reader = self._computer = None
        self.error = sentence
        self._show()

    def _read(self, gathered: Gathered, due: Due | None) -> None:
        self._reader = None
        self.gathered, self._due = gathered, due
        self.when_read()
        self._compute()
        self._show()

    def _computed(self, view: TeamView) -> None:
        self._computer, self.view, self.error = None, view, ""
        self._show()

    def _show(self) -> None:
        """Fill the screen in front anew; what its message line says stays."""
        self._app.session.changed()
        if self._app.here is not None:
            self._app.here.fill()


def _gathered(
    folder: Path, settings: Settings, today: date, rule: DuplicateRule, watch: Watch, app: ValmennusApp
) -> Gathered:
    """The folder's workbooks with their findings. Raises what ``collect.gather`` raises."""
    from valmennus_tui.consolidation.collect import gather
    from valmennus_tui.tui.passwords import ThreadPassword

    return gather(
        folder,
        settings=settings,
        today=today,
        duplicates=rule,
        watch=watch,
        passwords=ThreadPassword(app, watch.cancelled),
        with_findings=True,
    )


def due_of(gathered: Gathered, settings: Settings, today: date) -> Due | None:
    """When the next assessment is due, by the folder's one workbook of assessments; None without one."""
    from valmennus_tui.consolidation.collect import open_of_kind
    from valmennus_tui.consolidation.team_view import due_by

    found = gathered.of_kind("fidelity")
    if len(found) != 1:
        return None
    try:
        document = open_of_kind(found[0], "fidelity", settings=settings, today=today)
    except ValmennusError:  # unreadable here: the folder's other files tell enough
        return None
    return due_by(document)
