"""One assessment: the criteria on 25 lines, one key a score, what the scores mean beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from valmennus_tui.assessment.standing import Standing
from valmennus_tui.document.assessments import history
from valmennus_tui.domain.assessment import Assessment, dated
from valmennus_tui.domain.findings import Finding
from valmennus_tui.i18n import N_, _, format_date
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.evidence_desk import EvidenceDesk
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.assessment_tables import CriterionLine, criteria_model
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.dialogs import PromptDialog
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.screens.scoring import Scorer
from valmennus_tui.tui.showing import bar
from valmennus_tui.tui.widgets.criterion_panel import CriterionPanel
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import Ref

_GRID = "#criteria"
_BAR = 20
_GAP = 3
_SCORING_KEYS = frozenset("012345hk")


class AssessScreen(DocumentScreen):
    """The assessment of a day."""

    SCOPES = (Scope.ASSESS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Assessment")
    HELP = N_(
        "Give each criterion its score with a key from 1 to 5. A proposal is computed from the coaches'"
        " workbooks; the score is yours, and one that differs asks for a reason. A level is shown once all"
        " criteria are scored."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ASSESS)
    AUTO_FOCUS = _GRID

    def __init__(self, day: date, desk: EvidenceDesk) -> None:
        super().__init__()
        self._day = day
        self.desk = desk
        self.return_to: int | None = None
        """The criterion to put the cursor on when this screen is in front again."""
        self._model: ListModel[CriterionLine] | None = None
        self._standing: Standing | None = None
        self._earlier: tuple[Assessment, ...] = ()
        self._findings: dict[int, tuple[Finding, ...]] = {}

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="assess-totals")
        with Container(id="assess-body"):
            yield RecordGrid(widget_id="criteria", frozen=2)
            yield CriterionPanel()

    def place(self) -> str:
        return f"{super().place()} {glyphs().separator} {format_date(self._day)}"

    # --- filling -------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        number, self.return_to = self.return_to, None
        if number is not None:
            self.go_to(number)

    @property
    def standing(self) -> Standing:
        """The assessment with its evidence, as the screen shows it."""
        assert self._standing is not None
        return self._standing

    def show_document(self) -> None:
        known = dated(history(self.session.book))
        found = next((one for day, one in known if day == self._day), None)
        if found is None:
            self.app.call_later(self._gone)
            return
        self._earlier = tuple(one for day, one in known if day < self._day)
        self.desk.want(found, self._earlier)
        self._standing = self.desk.standing(found)
        self._findings = {line: self._findings_of(line) for line in self._standing.edition.numbers}
        faulty = {number for number, found in self._findings.items() if found}
        self._model = criteria_model(self._standing, faulty)
        self.query_one(_GRID, RecordGrid).set_model(self._model)
        self.renew()

    def _gone(self) -> None:
        if self.is_current and not self.valmennus.is_first:
            self.app.pop_screen()

    def renew(self) -> None:
        super().renew()
        if self.is_mounted and self._standing is not None:
            self.query_one("#assess-totals", Static).update(plain("\n".join(self._totals())))

    def _totals(self) -> list[str]:
        """Total and level, or how many are scored; the sections."""
        standing, scoring = self.standing, self.standing.scoring
        if scoring.band is not None:
            shown = bar(scoring.points, standing.edition.maximum, _BAR)
            first = f"{scoring.points}/{standing.edition.maximum} {shown} {scoring.band.words.text()}"
        else:
            first = _("{progress}, {points} points so far. Give points with the keys 1–5.").format(
                progress=scoring.progress, points=scoring.points
            )
        sections = [
            f"{standing.edition.section(each.section).words.text()} {each.points}/{each.maximum}"
            for each in scoring.sections
        ]
        room = self.app.size.width - 1 - sum(map(len, sections))
        gap = min(max(room // (len(sections) - 1), 1), _GAP) if len(sections) > 1 else 0
        return [first, (" " * gap).join(sections)]

    def resting_text(self) -> str:
        """What validation says of the criterion; else how far the evidence is."""
        line = self.current
        if line is None:
            return ""
        found = self._findings.get(line.number)
        return found[0].message if found and not self.desk.reading else self.desk.sentence()

    def _findings_of(self, number: int) -> tuple[Finding, ...]:
        """What the evidence, or validation, has to say of a criterion's line."""
        key = self.standing.assessment.line(number).key
        written = [each for each in self.session.book.findings() if key and each.record == key]
        return (*self.standing.findings(number), *written)

    @property
    def current(self) -> CriterionLine | None:
        """The criterion under the cursor."""
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self.query_one(_GRID, RecordGrid).row)

    def on_record_grid_moved(self) -> None:
        line = self.current
        if line is not None:
            self.query_one(CriterionPanel).show(self.standing, line.number)
        self.renew()

    def on_record_grid_chosen(self) -> None:
        self.action_criterion_open()

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        line = self.current
        key = self.standing.assessment.line(line.number).key if line else ""
        return self.place_of(key) if key else ()

    def available(self, action_id: str) -> bool:
        line = self.current
        if action_id == "score_proposed":
            known = line is not None and self.standing.proposed(line.number) is not None
            return known and super().available(action_id)
        if action_id == "criterion_ticks":
            return line is not None and bool(line.criterion.components) and super().available(action_id)
        if action_id == "evidence_stop":
            return self.desk.reading
        if action_id == "assess_compare":
            return bool(self._earlier)
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        line = self.current
        if key in _SCORING_KEYS and not self.session.can_edit:
            return _("The workbook is open for reading only.")
        if key == "h" and line is not None and self.standing.proposed(line.number) is None:
            return _("The data propose no score for this criterion.")
        if key == "k" and line is not None and not line.criterion.components:
            return _("This criterion has no components to tick.")
        return super().why_nothing(key)

    # --- scores --------------------------------------------------------------------------------------

    @property
    def _scorer(self) -> Scorer:
        return Scorer(self, self.standing)

    def _give(self, score: int) -> None:
        if self.current is not None:
            self._scorer.give(self.current.number, score)

    def action_score_1(self) -> None:
        self._give(1)

    def action_score_2(self) -> None:
        self._give(2)

    def action_score_3(self) -> None:
        self._give(3)

    def action_score_4(self) -> None:
        self._give(4)

    def action_score_5(self) -> None:
        self._give(5)

    def action_score_clear(self) -> None:
        if self.current is not None:
            self._scorer.clear(self.current.number)

    def action_score_proposed(self) -> None:
        line = self.current
        proposed = None if line is None else self.standing.proposed(line.number)
        if proposed is not None:
            self._give(proposed)

    def action_criterion_ticks(self) -> None:
        if self.current is not None:
            self._scorer.ask_ticks(self.current.number)

    def action_criterion_edit(self) -> None:
        from valmennus_tui.tui.screens.assessment_forms import show_criterion

        if self.current is not None:
            show_criterion(self, self.standing.assessment, self.current.criterion)

    # --- moving and looking --------------------------------------------------------------------------

    def go_to(self, number: int) -> None:
        """Put the cursor on a criterion."""
        row = self._model.find(lambda line: line.number == number) if self._model else None
        if row is not None:
            self.query_one(_GRID, RecordGrid).move_to(row)

    def action_unscored_next(self) -> None:
        unscored = self.standing.scoring.unscored
        here = self.current.number if self.current else 0
        if not unscored:
            self.say(_("All criteria are scored."))
            return
        self.go_to(next((number for number in unscored if number > here), unscored[0]))

    def action_criterion_open(self) -> None:
        from valmennus_tui.tui.screens.criterion import CriterionScreen

        if self.current is not None:
            self.app.push_screen(CriterionScreen(self, self.current.number))

    def action_band_next(self) -> None:
        from valmennus_tui.tui.screens.next_level import NextLevelDialog, why_no_steps

        found = self.standing.next_band
        if found is None:
            self.say(why_no_steps(self.standing))
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.go_to(int(answer))

        self.app.push_screen(NextLevelDialog(self.standing, found), chosen)

    def action_assess_compare(self) -> None:
        from valmennus_tui.tui.screens.compare import CompareScreen

        if self._earlier:
            self.app.push_screen(CompareScreen(self._earlier[-1], self.standing.assessment))

    # --- evidence ------------------------------------------------------------------------------------

    def action_evidence_stop(self) -> None:
        self.desk.stop()

    def action_evidence_folder(self) -> None:
        from valmennus_tui.tui.making import typed_path

        sentences = [
            _("The folder of the coaches' workbooks; the team workbook is read from it too."),
            *self.desk.problems()[:5],
        ]
        dialog = PromptDialog(_("Evidence folder"), sentences, str(self.desk.folder))

        def named(answer: str | None) -> None:
            if answer is not None:
                self._read(typed_path(answer))

        self.app.push_screen(dialog, named)

    def _read(self, folder: Path) -> None:
        if not folder.is_dir():
            self.complain(_("There is no such folder."))
            return
        self.desk.change_folder(folder)
        self.desk.want(self.standing.assessment, self._earlier)
        self.valmennus.changed()
