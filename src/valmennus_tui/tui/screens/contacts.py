"""All employer contacts, those about no particular client too: the coach's visiting log."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.record_tables import record_model
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.screens.record_form import show_form
from valmennus_tui.tui.screens.removing import ask_remove
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import Ref

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Entry

_GRID = "#contacts"


class ContactsScreen(DocumentScreen):
    """The contacts of the workbook and of its companion, in the order of the file."""

    SCOPES = (Scope.CONTACTS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Employer contacts")
    HELP = N_("All contacts with employers, whichever client they were about, or none.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CONTACTS)
    AUTO_FOCUS = _GRID

    def __init__(self) -> None:
        super().__init__()
        self._model: ListModel[Entry] | None = None

    def compose_body(self) -> ComposeResult:
        yield FilterLine()
        yield RecordGrid(widget_id="contacts", frozen=2, empty=_("No employer contacts. Add one with n."))

    def show_document(self) -> None:
        book = self.session.book
        model = record_model(
            RecordKind.CONTACT,
            book.records(RecordKind.CONTACT),
            book.findings(),
            hide_names=self.session.hide_names,
            with_client=True,
        )
        if self._model is not None:
            model.arrange_like(self._model)
        self._model = model
        self._show_rows()

    def _show_rows(self, key: str | None = None) -> None:
        assert self._model is not None
        grid = self.query_one(_GRID, RecordGrid)
        grid.sorted_by, grid.backwards = self._model.sorted_by, self._model.backwards
        grid.set_model(self._model, self._model.find(lambda entry: entry.key == key) if key else None)
        self.renew()

    def resting_text(self) -> str:
        count = self._model.row_count if self._model else 0
        return ngettext("{n} contact", "{n} contacts", count).format(n=count)

    @property
    def current(self) -> Entry | None:
        """The contact under the cursor."""
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self.query_one(_GRID, RecordGrid).row)

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        return self.place_of(self.current.key) if self.current else ()

    def available(self, action_id: str) -> bool:
        if action_id in ("contact_edit", "contact_remove") and self.current is None:
            return False
        if action_id == "contacts":
            return False
        return super().available(action_id)

    def on_record_grid_chosen(self) -> None:
        self.action_contact_edit()

    def on_record_grid_head_clicked(self, event: RecordGrid.HeadClicked) -> None:
        self._sort(event.column)

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        if self._model is not None:
            self._model.filter(event.text)
            self._show_rows()

    def on_filter_line_done(self) -> None:
        self.set_focus(self.query_one(_GRID, RecordGrid))

    def action_contact_filter(self) -> None:
        self.query_one(FilterLine).open()

    def action_contact_sort(self) -> None:
        self._sort(self.query_one(_GRID, RecordGrid).column)

    def _sort(self, column: int) -> None:
        if self._model is not None:
            key = self.current.key if self.current else None
            self._model.sort(column)
            self._show_rows(key)

    def action_contact_add(self) -> None:
        def added(key: str | None) -> None:
            if key is not None:
                self.fill()
                self._show_rows(key)

        show_form(self, RecordKind.CONTACT, then=added)

    def action_contact_edit(self) -> None:
        if self.current is not None:
            show_form(self, RecordKind.CONTACT, self.current.key)

    def action_contact_remove(self) -> None:
        if self.current is not None:
            ask_remove(self.valmennus, RecordKind.CONTACT, self.current.key)
