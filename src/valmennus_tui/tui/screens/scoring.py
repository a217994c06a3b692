"""Giving a score: what needs a reason asks for one first, a tick-list gives the score of its ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from valmennus_tui.assessment import editing, wording
from valmennus_tui.assessment.standing import Standing
from valmennus_tui.domain.criteria import Component, Criterion
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.scoring import component_score
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.models.criterion_lines import component_evidence, tick_box
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.screens.dialogs import Dialog, PromptDialog
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.text_box import TextBox

GivenReason = Callable[[str | None], str]
"""Writes the score with a reason (None: none was asked for); returns what to say of it."""


class Scorer:
    """Scores criteria of one assessment on behalf of a screen."""

    def __init__(self, screen: BaseScreen, standing: Standing) -> None:
        self._screen = screen
        self._standing = standing
        self._book = screen.session.book

    def give(self, number: int, score: int) -> None:
        """Give a score, asking for a reason where it needs one."""
        standing = self._standing
        evidence = standing.evidence(number)

        def write(reason: str | None) -> str:
            editing.set_score(
                self._book,
                standing.assessment,
                standing.edition,
                number,
                score,
                basis=standing.basis(number),
                reason=reason,
                evidence="" if evidence is None else wording.figure(evidence),
            )
            return self._said(number, score)

        self._with_reason(number, score, write)

    def clear(self, number: int) -> None:
        """Take the score away."""
        if self._standing.assessment.line(number).score is None:
            return

        def write(_reason: str | None) -> str:
            editing.clear_score(self._book, self._standing.assessment, number)
            return _("The score of criterion {number} was taken away.").format(number=number)

        self._write(write, None)

    def ask_ticks(self, number: int) -> None:
        """Ask which components are in place; the score follows from them."""
        standing = self._standing
        criterion = standing.edition.criterion(number)

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            ticks = frozenset(answer.split())
            score = component_score(criterion, ticks)

            def write(reason: str | None) -> str:
                editing.set_ticks(
                    self._book,
                    standing.assessment,
                    standing.edition,
                    number,
                    ticks,
                    basis=standing.basis(number),
                    reason=reason,
                )
                return self._said(number, score)

            self._with_reason(number, score, write)

        self._screen.app.push_screen(TicksDialog(standing, criterion), answered)

    def _said(self, number: int, score: int) -> str:
        criterion = self._standing.edition.criterion(number)
        text = _("Criterion {number}: {score} points.").format(number=number, score=score)
        ticks = self._standing.assessment.line(number).ticks
        if criterion.components and ticks and component_score(criterion, ticks & _ids(criterion)) != score:
            return text + " " + _("The ticked components give another score.")
        return text

    def _with_reason(self, number: int, score: int, write: GivenReason) -> None:
        line = self._standing.assessment.line(number)
        found = editing.objections(self._standing.edition, line, score, self._standing.basis(number))
        if not found:
            self._write(write, None)
            return
        needed = any(finding.severity is Severity.ERROR for finding in found)
        title = _("Criterion {number}: {score} points").format(number=number, score=score)
        dialog = ReasonDialog(title, [finding.message for finding in found], line.reason or "", needed=needed)

        def answered(reason: str | None) -> None:
            if reason is not None:
                self._write(write, reason)

        self._screen.app.push_screen(dialog, answered)

    def _write(self, write: GivenReason, reason: str | None) -> None:
        try:
            said = write(reason)
        except ValmennusError as error:
            self._screen.complain(error.message)
            return
        self._screen.valmennus.changed(said)


def _ids(criterion: Criterion) -> frozenset[str]:
    return frozenset(component.id for component in criterion.components)


class ReasonDialog(PromptDialog):
    """Why a score is what it is. Where the reason is not ``needed``, it may be left blank."""

    HELP = N_("Write why the score differs, in a sentence. Esc leaves the score as it was.")

    def __init__(self, title: str, sentences: Sequence[str], value: str, *, needed: bool) -> None:
        super().__init__(title, sentences, value, placeholder=_("the reason, in a sentence"))
        self._needed = needed

    def resting_text(self) -> str:
        return "" if self._needed else _("The reason can also be written later.")

    def action_dialog_accept(self) -> None:
        reason = self.query_one(TextBox).value.strip()
        if reason or not self._needed:
            self.dismiss(reason)
        else:
            self.complain(_("This score needs a reason."))


class TicksDialog(Dialog):
    """The components of a criterion with a tick box each. Answers with the ids of those ticked."""

    SCOPES = (Scope.TICKS, Scope.DIALOG)
    HELP = N_("Space ticks a component or takes the tick away; Enter accepts, and the score follows.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TICKS)

    def __init__(self, standing: Standing, criterion: Criterion) -> None:
        super().__init__(f"{criterion.number} {criterion.name}", [])
        self._criterion = criterion
        self._evidence = standing.evidence(criterion.number)
        recorded = standing.assessment.line(criterion.number).ticks
        seen = {} if self._evidence is None else self._evidence.components
        self._ticked = {
            each.id: bool(seen.get(each.id)) if recorded is None else each.id in recorded
            for each in criterion.components
        }

    def compose_answer(self) -> ComposeResult:
        grid = RecordGrid(self._table(), row_cursor=True, head=False)
        grid.styles.height = len(self._criterion.components)
        yield grid
        yield Static("", markup=False, classes="dialog-text", id="component-text")

    def _table(self) -> ListModel[Component]:
        def text(one: Component) -> str:
            return f"{tick_box(ticked=self._ticked[one.id])} {one.id}) {one.words.text()}"

        columns: list[ListColumn[Component]] = [ListColumn("", 20, text, grow=True)]
        return ListModel(columns, self._criterion.components)

    def on_mount(self) -> None:
        self.on_record_grid_moved()

    @property
    def _current(self) -> Component:
        return self._criterion.components[self.query_one(RecordGrid).row]

    def on_record_grid_moved(self) -> None:
        """Below the list stands the whole text of the component under the cursor."""
        current = self._current
        seen = component_evidence(self._evidence, current)
        text = f"{current.id}) {current.words.text()}" + (f" ({seen})" if seen else "")
        self.query_one("#component-text", Static).update(plain(text))
        self.renew()

    def resting_text(self) -> str:
        ticked = [name for name, on in self._ticked.items() if on]
        score = component_score(self._criterion, ticked)
        return _("{ticks} in place: {score}").format(ticks=len(ticked), score=score)

    def on_record_grid_chosen(self) -> None:
        self.action_tick()

    def action_tick(self) -> None:
        current = self._current
        self._ticked[current.id] = not self._ticked[current.id]
        self.query_one(RecordGrid).set_model(self._table())

    def answer(self) -> str:
        return " ".join(name for name, on in self._ticked.items() if on)
