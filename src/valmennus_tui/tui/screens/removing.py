"""Removing a record (undoable) and erasing a person (final): both ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valmennus_tui.domain.schema import RecordKind, kind_label
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.screens.dialogs import ChoiceDialog, PromptDialog
from valmennus_tui.tui.showing import record_name

if TYPE_CHECKING:
    from valmennus_tui.tui.app import ValmennusApp

KEEP, REMOVE = "keep", "remove"


def ask_remove(app: ValmennusApp, kind: RecordKind, key: str) -> None:
    """Ask, then empty the record's input cells. Undo brings it back."""
    sentences = [
        _("The cells of this record are emptied: {key}.").format(key=record_name(key)),
        _("You can undo this until you leave the workbook."),
    ]
    answers = [(KEEP, _("Keep it")), (REMOVE, _("Remove it"))]

    def answered(answer: str | None) -> None:
        if answer != REMOVE:
            return
        try:
            app.session.book.remove(key)
        except ValmennusError as error:
            app.complain(error)
            return
        app.changed(_("Removed: {key}").format(key=record_name(key)))

    title = _("Remove: {kind}").format(kind=kind_label(kind))
    app.push_screen(ChoiceDialog(title, sentences, answers), answered)


def ask_erase(app: ValmennusApp, code: str) -> None:
    """Have the client code typed again, then erase the person's text from the file, its parts and backups."""
    files = app.session.book.file_names
    text = _("Everything about client {code} is removed from {files}: from all parts and from backups.")
    sentences = [
        text.format(code=code, files=files),
        _("What is removed is written at once, and this cannot be undone."),
        _("To go on, type the client code."),
    ]

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        if answer != code:
            if app.here is not None:
                app.here.complain(_("That is not the client code. Nothing was erased."))
            return
        _erase(app, code)

    app.push_screen(PromptDialog(_("Erase a client"), sentences, placeholder=_("client code")), answered)


def _erase(app: ValmennusApp, code: str) -> None:
    try:
        report = app.session.book.erase(code)
    except ValmennusError as error:
        app.changed()
        app.complain(error)
        return
    app.changed(_("Client {code} has been erased from the file.").format(code=code))
    if report.remaining:
        answers = [("ok", _("I will see to it"))]
        title = _("Some text remains")
        app.push_screen(ChoiceDialog(title, report.remaining[:12], answers))
