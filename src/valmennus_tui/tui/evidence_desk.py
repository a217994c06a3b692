"""The evidence of an open workbook of assessments: read from a folder in a thread, kept for its screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.worker import Worker, get_current_worker

from valmennus_tui.assessment.standing import Standing, edition_of
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.showing import bar

if TYPE_CHECKING:
    from valmennus_tui.assessment.evidence import EvidenceReport
    from valmennus_tui.consolidation.gathered import Gathered, Progress
    from valmennus_tui.document.document import Document
    from valmennus_tui.domain.assessment import Assessment
    from valmennus_tui.domain.criteria import Edition
    from valmennus_tui.tui.app import ValmennusApp

_BAR = 12


@dataclass(frozen=True)
class Read:
    """What reading a folder came to: the coaches' workbooks and the team workbook, if there is just one."""

    gathered: Gathered
    team: Document | None


class EvidenceDesk:
    """Evidence by the day of an assessment. Reads at most one folder at a time; the newest wish counts."""

    def __init__(self, app: ValmennusApp, folder: Path) -> None:
        self.folder = folder
        self.progress: Progress | None = None
        self.error = ""
        self._app = app
        self._read: Read | None = None
        self._reports: dict[date, EvidenceReport] = {}
        self._worker: Worker[Any] | None = None

    # --- what is known -------------------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        """Whether a folder is being read."""
        return self._worker is not None

    def standing(self, assessment: Assessment) -> Standing:
        """An assessment with the evidence that is at hand for its day."""
        day = assessment.date
        return Standing(assessment, self._reports.get(day) if isinstance(day, date) else None)

    def path_of(self, source: str) -> Path | None:
        """The workbook that a row of the evidence names: a coach's, or the team's."""
        if self._read is None:
            return None
        team = self._read.team
        if team is not None and team.name == source:
            return team.path
        return self._read.gathered.path_of(source)

    def sentence(self) -> str:
        """What evidence there is, or how far the reading is."""
        if self.reading:
            return self._progress_text()
        if self.error:
            return _("No evidence: {reason}").format(reason=self.error)
        if self._read is None:
            return _("No evidence has been computed yet.")
        gathered = self._read.gathered
        count = len(gathered.files)
        parts = [
            ngettext(
                "Evidence from {n} coach's workbook", "Evidence from {n} coaches' workbooks", count
            ).format(n=count),
            _("with the team workbook") if self._read.team else _("no team workbook"),
        ]
        left_out = len(gathered.problems) + len(gathered.conflicts)
        if left_out:
            text = ngettext("{n} file needs a look", "{n} files need a look", left_out)
            parts.append(f"{glyphs().warning} {text.format(n=left_out)}")
        return ", ".join(parts)

    def _progress_text(self) -> str:
        if self.progress is None or not self.progress.of:
            return _("Reading the coaches' workbooks…")
        shown = bar(self.progress.done, self.progress.of, _BAR)
        text = _("Reading the coaches' workbooks {done}/{of}").format(
            done=self.progress.done, of=self.progress.of
        )
        return f"{text} {shown} {self.progress.name}"

    def problems(self) -> tuple[str, ...]:
        """What is to be known about the files, a sentence each."""
        if self._read is None:
            return ()
        from valmennus_tui.assessment.evidence_view import problem_lines

        conflicts = [
            _("Coach {coach}: several workbooks hold the same clients, so none of them is counted.").format(
                coach=conflict.coach
            )
            for conflict in self._read.gathered.conflicts
        ]
        return (*problem_lines(self._read.gathered.problems), *conflicts)

    # --- reading -------------------------------------------------------------------------------------

    def want(self, assessment: Assessment, earlier: tuple[Assessment, ...]) -> None:
        """Compute the evidence for an assessment's day, unless it is at hand or on its way."""
        day = assessment.date
        if isinstance(day, date) and day not in self._reports and not self.reading and not self.error:
            self._start(day, assessment, earlier)

    def change_folder(self, folder: Path) -> None:
        """Forget what was read; the next wish reads this folder."""
        self.stop()
        self.folder, self._read, self._worker, self.error = folder, None, None, ""
        self._reports.clear()

    def stop(self) -> None:
        """Stop reading, if a folder is being read."""
        if self._worker is not None:
            self._worker.cancel()

    def _start(self, day: date, assessment: Assessment, earlier: tuple[Assessment, ...]) -> None:
        self.progress = None
        work = partial(self._work, day, edition_of(assessment), earlier, self.folder, self._read)
        self._worker = self._app.run_worker(work, group="evidence", thread=True, exit_on_error=True)

    def _work(
        self,
        day: date,
        edition: Edition,
        earlier: tuple[Assessment, ...],
        folder: Path,
        known: Read | None,
    ) -> None:
        """In the thread: read the folder unless that is ``known``, then compute the evidence."""
        from valmennus_tui.assessment.evidence import evidence_report

        worker = get_current_worker()
        try:
            read = known or self._read_folder(folder, worker)
            if read.gathered.cancelled:
                self._tell(self._failed, worker, _("reading the folder was stopped."))
                return
            report = evidence_report(
                read.gathered,
                settings=self._app.session.settings,
                as_of=day,
                team=read.team,
                assessments=earlier,
                edition=edition,
            )
        except ValmennusError as error:
            self._tell(self._failed, worker, error.message)
            return
        self._tell(self._done, worker, read, day, report)

    def _read_folder(self, folder: Path, worker: Worker[Any]) -> Read:
        """Raises what gathering and opening the team workbook raise."""
        from valmennus_tui.consolidation.collect import gather, open_of_kind
        from valmennus_tui.consolidation.workers import Watch
        from valmennus_tui.tui.passwords import ThreadPassword

        session = self._app.session
        settings, today = session.settings, session.today

        def stopped() -> bool:
            return worker.is_cancelled

        watch = Watch(partial(self._tell, self._progressed, worker), stopped)
        asking = ThreadPassword(self._app, stopped)
        gathered = gather(folder, settings=settings, today=today, watch=watch, passwords=asking)
        teams = gathered.of_kind("team")
        if len(teams) != 1:
            return Read(gathered, None)
        team = open_of_kind(teams[0], "team", settings=settings, today=today, password=session.password)
        return Read(gathered, team)

    def _tell(self, what: Callable[..., None], *values: object) -> None:
        """Carry a result over to the screens' thread; there is nobody to tell once the program closes."""
        if self._app.is_running:
            self._app.call_from_thread(what, *values)

    def _progressed(self, worker: Worker[Any], progress: Progress) -> None:
        if worker is self._worker and self._app.is_running:
            self.progress = progress
            if self._app.here is not None:
                self._app.here.renew()

    def _failed(self, worker: Worker[Any], sentence: str) -> None:
        if worker is not self._worker or not self._app.is_running:
            return
        self._worker, self.error = None, sentence
        self._app.changed()

    def _done(self, worker: Worker[Any], read: Read, day: date, report: EvidenceReport) -> None:
        if worker is not self._worker or not self._app.is_running:
            return
        self._worker, self._read = None, read
        self._reports[day] = report
        self._app.changed()
