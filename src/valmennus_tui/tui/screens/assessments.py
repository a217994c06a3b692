"""The history: every assessment of the workbook, and when the next one is due."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from valmennus_tui.assessment import editing
from valmennus_tui.assessment.standing import Standing, edition_of
from valmennus_tui.document.assessments import history
from valmennus_tui.domain.assessment import Assessment, dated, next_due
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import N_, _, format_date, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.evidence_desk import EvidenceDesk
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.assessment_tables import day_text, history_model
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.dialogs import ChoiceDialog
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import Ref

_GRID = "#assessments"
_NEEDS_ROW = ("assessment_open", "assessment_edit", "assessment_mark", "assessment_remove")
KEEP, REMOVE = "keep", "remove"


class AssessmentsScreen(DocumentScreen):
    """The home screen of a workbook of the quality criteria."""

    SCOPES = (Scope.ASSESSMENTS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Quality criteria")
    HELP = N_(
        "All assessments of the service, the oldest first. A total and a level are shown once all criteria"
        " are scored. Mark one with x to compare another with it."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ASSESSMENTS)
    AUTO_FOCUS = _GRID

    def __init__(self) -> None:
        super().__init__()
        self._model: ListModel[Standing] | None = None
        self._assessments: tuple[Assessment, ...] = ()
        self._marked: str | None = None
        self._desk: EvidenceDesk | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="due-line")
        yield RecordGrid(
            widget_id="assessments", row_cursor=True, empty=_("No assessments yet. Begin the first with n.")
        )

    @property
    def desk(self) -> EvidenceDesk:
        """The evidence for this workbook: from its own folder, unless another is chosen."""
        if self._desk is None:
            self._desk = EvidenceDesk(self.valmennus, self.session.book.path.absolute().parent)
        return self._desk

    def on_unmount(self) -> None:
        if self._desk is not None:
            self._desk.stop()

    # --- filling -------------------------------------------------------------------------------------

    def show_document(self) -> None:
        first = self._model is None
        self._assessments = history(self.session.book)
        self._show_rows(len(self._assessments) - 1 if first else None)

    def _show_rows(self, row: int | None = None) -> None:
        model = history_model([Standing(one) for one in self._assessments], self._marked)
        self._model = model
        self.query_one(_GRID, RecordGrid).set_model(model, row)
        self.query_one("#due-line", Static).update(plain(self._due_sentence()))
        self.renew()

    def _due_sentence(self) -> str:
        edition = (
            edition_of(self._assessments[-1]) if self._assessments else edition_of(Assessment(date=None))
        )
        due = next_due(self._assessments, edition)
        if due.on is None:
            return _("No whole assessment yet: the first one is due now.")
        months = ngettext("{n} month after the last one", "{n} months after the last one", due.months).format(
            n=due.months
        )
        text = _("The next assessment is due by {date} ({months}).").format(
            date=format_date(due.on), months=months
        )
        if due.overdue(self.session.today):
            return f"{glyphs().warning} {text} " + _("The day has passed.")
        return text

    def resting_text(self) -> str:
        count = len(self._assessments)
        return ngettext("{n} assessment", "{n} assessments", count).format(n=count)

    @property
    def current(self) -> Assessment | None:
        """The assessment under the cursor."""
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self.query_one(_GRID, RecordGrid).row).assessment

    def _has_row(self, assessment: Assessment) -> bool:
        """Whether the assessment has a row of its own, not only criteria."""
        rows = self.session.book.records(RecordKind.ASSESSMENT)
        return any(row.key == assessment.key for row in rows)

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        current = self.current
        return self.place_of(current.key) if current and self._has_row(current) else ()

    # --- actions -------------------------------------------------------------------------------------

    def available(self, action_id: str) -> bool:
        if action_id in _NEEDS_ROW and self.current is None:
            return False
        if action_id == "assessment_compare":
            return self._pair() is not None
        if action_id == "assessment_trend":
            return bool(dated(self._assessments))
        return super().available(action_id)

    def on_record_grid_chosen(self) -> None:
        self.action_assessment_open()

    def action_assessment_open(self) -> None:
        from valmennus_tui.tui.screens.assess import AssessScreen

        current = self.current
        if current is None:
            return
        if not isinstance(current.date, date):
            self.complain(_("The assessment has no date yet. Give it one first."))
            return
        self.app.push_screen(AssessScreen(current.date, self.desk))

    def action_assessment_add(self) -> None:
        from valmennus_tui.tui.screens.assessment_forms import show_new_assessment

        def added(key: str | None) -> None:
            if key is None:
                return
            self.fill()
            row = self._model.find(lambda one: one.assessment.key == key) if self._model else None
            self._show_rows(row)
            # what is said of the new assessment is drawn first: a screen below is not laid out any more
            self.app.call_later(self.call_after_refresh, self.action_assessment_open)

        show_new_assessment(self, added)

    def action_assessment_edit(self) -> None:
        from valmennus_tui.tui.screens.assessment_forms import show_assessment, show_new_assessment

        current = self.current
        if current is None:
            return
        if self._has_row(current):
            show_assessment(self, current.key)
        else:
            show_new_assessment(self, None, current.date)

    def action_assessment_mark(self) -> None:
        current = self.current
        if current is not None:
            self._marked = None if self._marked == current.key else current.key
            self._show_rows()

    def _pair(self) -> tuple[Assessment, Assessment] | None:
        """The two to compare: the marked one, or the one before, and the one under the cursor."""
        current = self.current
        known = [one for _day, one in dated(self._assessments)]
        if current is None or current not in known:
            return None
        marked = next((one for one in known if one.key == self._marked), None)
        if marked is not None and marked != current:
            first, second = sorted((marked, current), key=known.index)
            return first, second
        place = known.index(current)
        return (known[place - 1], current) if place else None

    def action_assessment_compare(self) -> None:
        from valmennus_tui.tui.screens.compare import CompareScreen

        pair = self._pair()
        if pair is not None:
            self.app.push_screen(CompareScreen(*pair))

    def action_assessment_trend(self) -> None:
        from valmennus_tui.tui.screens.compare import TrendScreen

        self.app.push_screen(TrendScreen())

    def action_assessment_remove(self) -> None:
        current = self.current
        if current is None:
            return
        count = len(current.lines)
        sentences = [
            ngettext(
                "The assessment and its {n} criterion are taken out of the workbook.",
                "The assessment and its {n} criteria are taken out of the workbook.",
                count,
            ).format(n=count),
            _("You can undo this until you leave the workbook."),
        ]
        answers = [(KEEP, _("Keep it")), (REMOVE, _("Remove it"))]

        def answered(answer: str | None) -> None:
            if answer != REMOVE:
                return
            try:
                editing.remove(self.session.book, current)
            except ValmennusError as error:
                self.complain(error.message)
                return
            self.valmennus.changed(_("Removed: {key}").format(key=day_text(current)))

        title = _("Remove the assessment of {date}").format(date=day_text(current))
        self.app.push_screen(ChoiceDialog(title, sentences, answers), answered)
