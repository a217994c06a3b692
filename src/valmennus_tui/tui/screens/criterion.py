"""All about one criterion: score, descriptions, sources, the evidence and the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.criterion_lines import LinesModel, all_lines
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.visiting import visit_record
from valmennus_tui.tui.widgets.record_grid import RecordGrid

if TYPE_CHECKING:
    from valmennus_tui.tui.screens.assess import AssessScreen

_GRID = "#lines"


class CriterionScreen(DocumentScreen):
    """The criterion in lines; those that are about a record lead to it."""

    SCOPES = (Scope.CRITERION, Scope.DOCUMENT)
    TITLE_TEXT = N_("Criterion")
    HELP = N_(
        "What the scores mean, where the thresholds come from, and what the evidence rests on. On a line of"
        " a record Enter shows it in its own workbook, to look at only."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CRITERION)
    AUTO_FOCUS = _GRID

    def __init__(self, owner: AssessScreen, number: int) -> None:
        super().__init__()
        self._owner = owner
        self._number = number
        self._lines = LinesModel((), 20)

    def compose_body(self) -> ComposeResult:
        yield RecordGrid(widget_id="lines", row_cursor=True, head=False)

    def place(self) -> str:
        criterion = self._owner.standing.edition.criterion(self._number)
        return f"{criterion.number} {criterion.name} {glyphs().separator} {self.session.book.name}"

    def show_document(self) -> None:
        self._show_lines()

    def on_resize(self, _event: events.Resize) -> None:
        self._show_lines()

    def _show_lines(self, row: int | None = None) -> None:
        lines = all_lines(self._owner.standing, self._number, hide_names=self.session.hide_names)
        self._lines = LinesModel(lines, self.app.size.width)
        self.query_one(_GRID, RecordGrid).set_model(self._lines, row)
        self.renew()

    def on_record_grid_moved(self) -> None:
        self.renew()

    def on_record_grid_chosen(self) -> None:
        self.action_evidence_row_open()

    def available(self, action_id: str) -> bool:
        if action_id == "evidence_row_open":
            return self._lines.ref(self.query_one(_GRID, RecordGrid).row) is not None
        if action_id in ("criterion_next", "criterion_previous"):
            return self._neighbour(1 if action_id == "criterion_next" else -1) is not None
        return super().available(action_id)

    def action_evidence_row_open(self) -> None:
        ref = self._lines.ref(self.query_one(_GRID, RecordGrid).row)
        if ref is None:
            return
        path = self._owner.desk.path_of(ref.source)
        if path is None:
            self.complain(_("The workbook of this row is not in the evidence folder any more."))
        else:
            visit_record(self.valmennus, path, ref.key)

    def _neighbour(self, step: int) -> int | None:
        numbers = self._owner.standing.edition.numbers
        place = numbers.index(self._number) + step
        return numbers[place] if 0 <= place < len(numbers) else None

    def action_criterion_next(self) -> None:
        self._go(self._neighbour(1))

    def action_criterion_previous(self) -> None:
        self._go(self._neighbour(-1))

    def _go(self, number: int | None) -> None:
        if number is not None:
            self._number = number
            self._owner.return_to = number
            self._show_lines(0)
