"""All employer contacts, those about no particular client too: the coach's visiting log."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.record_tables import record_model
from valmennus_tui.tui.screens.record_list import RecordListScreen

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Entry


class ContactsScreen(RecordListScreen):
    """The contacts of the workbook and of its companion, in the order of the file."""

    SCOPES = (Scope.CONTACTS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Employer contacts")
    HELP = N_("All contacts with employers, whichever client they were about, or none.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CONTACTS)
    GRID_ID = "contacts"
    AUTO_FOCUS = "#contacts"

    def __init__(self, record: str | None = None) -> None:
        """``record``: the key of the contact to begin on."""
        super().__init__(RecordKind.CONTACT, frozen=2, record=record)

    def records_model(self) -> ListModel[Entry]:
        book = self.session.book
        return record_model(
            self.kind,
            book.records(self.kind),
            book.findings(),
            hide_names=self.session.hide_names,
            with_client=True,
        )

    def empty_text(self) -> str:
        return _("No employer contacts. Add one with n.")

    def resting_text(self) -> str:
        return ngettext("{n} contact", "{n} contacts", self.row_count).format(n=self.row_count)

    def available(self, action_id: str) -> bool:
        if action_id in ("contact_edit", "contact_remove") and self.current is None:
            return False
        if action_id == "contacts":
            return False
        return super().available(action_id)

    def on_record_grid_chosen(self) -> None:
        self.action_contact_edit()

    def action_contact_filter(self) -> None:
        self.open_filter()

    def action_contact_sort(self) -> None:
        self.sort_here()

    def action_contact_add(self) -> None:
        self.add_record()

    def action_contact_edit(self) -> None:
        self.edit_current()

    def action_contact_remove(self) -> None:
        self.remove_current()
