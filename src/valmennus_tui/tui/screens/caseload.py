"""The caseload: every client on one line, alarms at a glance, totals against the limits."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from valmennus_tui.domain.caseload import Caseload, CaseRow
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.situation import ServiceState
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.models.caseload_table import caseload_model
from valmennus_tui.tui.models.list_model import ListModel, fold
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.widgets.client_panel import ClientPanel
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.totals import CaseloadTotals
from valmennus_tui.workbook.address import Ref


class CaseloadScreen(DocumentScreen):
    """The coach's home screen."""

    SCOPES = (Scope.CASELOAD, Scope.DOCUMENT)
    TITLE_TEXT = N_("Caseload")
    HELP = N_(
        "Your clients today. A sign before an alarm tells how grave it is. A capital letter or a digit"
        " starts filtering at once; the other letters are keys."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CASELOAD)
    AUTO_FOCUS = "#clients"

    def __init__(self) -> None:
        super().__init__()
        self._with_ended = False
        self._model: ListModel[CaseRow] | None = None
        self._caseload: Caseload | None = None

    def compose_body(self) -> ComposeResult:
        yield FilterLine()
        with Horizontal():
            with Vertical():
                yield RecordGrid(widget_id="clients", empty=_("No clients yet. Add the first with n."))
                yield CaseloadTotals()
            yield ClientPanel()

    # --- filling -------------------------------------------------------------------------------------

    def show_document(self) -> None:
        key = self.current.key if self.current else None
        self._caseload = self.session.book.caseload(self.session.today)
        rows = self._caseload.rows if self._with_ended else self._caseload.current
        model = caseload_model(rows, hide_names=self.session.hide_names)
        if self._model is not None:
            model.arrange_like(self._model)
        self._model = model
        self.query_one(CaseloadTotals).show(self._caseload)
        self._show_rows(key)

    def _show_rows(self, key: str | None) -> None:
        assert self._model is not None
        grid = self.query_one("#clients", RecordGrid)
        grid.sorted_by, grid.backwards = self._model.sorted_by, self._model.backwards
        grid.set_model(self._model, self._model.find(lambda row: row.key == key) if key else None)
        self.renew()

    @property
    def current(self) -> CaseRow | None:
        """The client row under the cursor."""
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self.query_one("#clients", RecordGrid).row)

    def resting_text(self) -> str:
        if self._model is None or self._caseload is None:
            return ""
        shown, total = self._model.row_count, self._model.total
        if shown != total:
            return _("{shown} of {total} clients").format(shown=shown, total=total)
        ended = sum(row.now.state is ServiceState.ENDED for row in self._caseload.rows)
        text = ngettext("{n} client", "{n} clients", total).format(n=total)
        if ended and not self._with_ended:
            text += ngettext(", {n} ended hidden", ", {n} ended hidden", ended).format(n=ended)
        return text

    def on_record_grid_moved(self, event: RecordGrid.Moved) -> None:
        self.query_one(ClientPanel).show(self.current, self._caseload, hide_names=self.session.hide_names)

    def on_record_grid_chosen(self) -> None:
        self.action_client_open()

    def on_record_grid_head_clicked(self, event: RecordGrid.HeadClicked) -> None:
        self._sort(event.column)

    # --- filter, sort, jump --------------------------------------------------------------------------

    def begin_typing(self, event: events.Key) -> bool:
        typed = event.character or ""
        starts = typed.isdigit() or (typed.isalpha() and typed.isupper())
        if not starts or not isinstance(self.focused, RecordGrid):
            return False
        self.say("")
        self.query_one(FilterLine).open(typed)
        return True

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        if self._model is not None:
            key = self.current.key if self.current else None
            self._model.filter(event.text)
            self._show_rows(key)

    def on_filter_line_done(self) -> None:
        self.set_focus(self.query_one("#clients", RecordGrid))

    def action_filter(self) -> None:
        self.query_one(FilterLine).open()

    def action_sort(self) -> None:
        self._sort(self.query_one("#clients", RecordGrid).column)

    def _sort(self, column: int) -> None:
        if self._model is not None:
            key = self.current.key if self.current else None
            self._model.sort(column)
            self._show_rows(key)

    def action_jump(self) -> None:
        from valmennus_tui.tui.screens.dialogs import PromptDialog

        def jumped(answer: str | None) -> None:
            if answer is None or self._model is None:
                return
            wanted = fold(answer)
            row = self._model.find(lambda found: fold(found.client.code or "").startswith(wanted))
            if row is None:
                self.complain(_("No client code begins with “{text}”.").format(text=answer))
            else:
                self.query_one("#clients", RecordGrid).move_to(row)

        self.app.push_screen(PromptDialog(_("Go to"), [_("The beginning of the client code")]), jumped)

    def action_ended(self) -> None:
        self._with_ended = not self._with_ended
        self.show_document()
        self.say(_("Ended clients are shown.") if self._with_ended else _("Ended clients are hidden."))

    # --- clients -------------------------------------------------------------------------------------

    def available(self, action_id: str) -> bool:
        needs_row = ("client_open", "client_edit", "client_remove", "client_erase")
        if action_id in needs_row and self.current is None:
            return False
        if action_id == "client_erase" and not self.session.can_edit:
            return False
        return super().available(action_id)

    def shown_keys(self) -> list[str]:
        """The clients' keys in the order shown: what “next client” goes through."""
        if self._model is None:
            return []
        return [self._model.record(row).key for row in range(self._model.row_count)]

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        return self.place_of(self.current.key) if self.current else ()

    def action_client_open(self) -> None:
        from valmennus_tui.tui.screens.client import ClientScreen

        if self.current is not None:
            self.app.push_screen(ClientScreen(self.current.key, self.shown_keys()))

    def action_client_add(self) -> None:
        from valmennus_tui.tui.screens.record_form import show_form

        def added(key: str | None) -> None:
            if key is not None:
                self.fill()
                self._show_rows(key)

        show_form(self, RecordKind.CLIENT, then=added)

    def action_client_edit(self) -> None:
        from valmennus_tui.tui.screens.record_form import show_form

        if self.current is not None:
            show_form(self, RecordKind.CLIENT, self.current.key)

    def action_client_remove(self) -> None:
        from valmennus_tui.tui.screens.removing import ask_remove

        if self.current is not None:
            ask_remove(self.valmennus, RecordKind.CLIENT, self.current.key)

    def action_client_erase(self) -> None:
        from valmennus_tui.tui.screens.removing import ask_erase

        if self.current is not None and self.current.client.code:
            ask_erase(self.valmennus, self.current.client.code)
