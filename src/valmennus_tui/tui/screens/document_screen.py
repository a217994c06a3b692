"""What all screens over an open workbook can do: save, undo, findings, sheets, another file, back."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.binding import BindingType

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.actions import Scope, action
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.hiding import discreet
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.workbook.address import Ref

_NOT_ON_A_VISIT = ("save_copy", "companion", "open_other")
"""What would put another document in the place of one that is only looked at."""


def _lacks_contacts(homes: Collection[RecordKind]) -> bool:
    """Whether a workbook has clients, but no place for the contacts about them."""
    return RecordKind.CLIENT in homes and RecordKind.CONTACT not in homes


class DocumentScreen(BaseScreen):
    """A screen over an open workbook."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DOCUMENT)

    def available(self, action_id: str) -> bool:
        if action_id == "back":
            return not self.valmennus.is_first
        if self.session.visit is not None and action_id in _NOT_ON_A_VISIT:
            return False
        if action_id == "save_copy":
            return self.session.document is not None
        if action_id == "contacts":
            return self.session.document is not None and RecordKind.CONTACT in self.session.document.homes
        if action_id == "companion":
            document = self.session.document
            return document is not None and document.recognised and _lacks_contacts(document.homes)
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        for action_id in ("save", "contacts", "companion"):
            if key in action(action_id).keys and not self.available(action_id):
                return self._why_not(action_id)
        return super().why_nothing(key)

    def _why_not(self, action_id: str) -> str:
        book = self.session.book
        if action_id == "save":
            return (
                _("Nothing to save.")
                if self.session.can_edit
                else _("The workbook is open for reading only.")
            )
        if book.recognised and RecordKind.CLIENT not in book.homes and RecordKind.CONTACT not in book.homes:
            return _("This workbook has no clients, so it has no employer contacts either.")
        if not book.recognised:
            return _("The workbook's layout was not recognised: it has no employer contacts to show.")
        if RecordKind.CONTACT not in book.homes:
            return _("There is no place for employer contacts yet. Make a file for them with m.")
        if action_id == "companion":
            return _("There already is a place for employer contacts. Show them with v.")
        return ""

    def action_contacts(self) -> None:
        from valmennus_tui.tui.screens.contacts import ContactsScreen

        self.app.push_screen(ContactsScreen())

    def action_companion(self) -> None:
        from valmennus_tui.tui.making import ask_companion

        ask_companion(self.valmennus)

    def action_save(self) -> None:
        from valmennus_tui.tui.screens.save_preview import SaveScreen

        self.app.push_screen(SaveScreen())

    def action_undo(self) -> None:
        try:
            label = self.session.book.undo()
        except ValmennusError as error:
            self.complain(error.message)
            return
        if label is not None:
            self.valmennus.changed(discreet(self.session, _("Undone: {label}").format(label=label)))

    def action_redo(self) -> None:
        try:
            label = self.session.book.redo()
        except ValmennusError as error:
            self.complain(error.message)
            return
        if label is not None:
            self.valmennus.changed(discreet(self.session, _("Done again: {label}").format(label=label)))

    def action_findings(self) -> None:
        from valmennus_tui.tui.screens.findings import FindingsScreen

        self.app.push_screen(FindingsScreen())

    def action_sheet(self) -> None:
        from valmennus_tui.tui.screens.sheet import SheetScreen

        self.app.push_screen(SheetScreen(*self.place_in_sheets()))

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        """Where in the sheets the record stands that this screen is about; empty where there is none."""
        return ()

    def place_of(self, key: str) -> tuple[str, Ref] | tuple[()]:
        """The first cell of a record, if it stands in the workbook itself and not in its companion."""
        places = [place for place in self.session.book.entry(key).places.values() if place.source == "main"]
        return (places[0].sheet, places[0].ref) if places else ()

    def action_save_copy(self) -> None:
        from valmennus_tui.tui.making import save_copy

        save_copy(self.valmennus)

    def action_open_other(self) -> None:
        from valmennus_tui.tui.screens.open_file import OpenScreen

        self.app.push_screen(OpenScreen(self.session.folder))

    def action_back(self) -> None:
        self.app.pop_screen()
