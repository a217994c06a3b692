"""Looking at a record of another workbook, read-only, on top of the screens of the open one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.tui.app import ValmennusApp


def visit(app: ValmennusApp, path: Path, screen_for: Callable[[Document], BaseScreen]) -> None:
    """Open a workbook to look at; going back from ``screen_for`` it returns to the open one.

    A workbook that cannot be read, or no longer has the record, is told of on the screen in front.
    """
    from valmennus_tui.document.document import Document

    session = app.session
    if session.visit is not None:
        if app.here is not None:
            app.here.complain(_("Another workbook is looked at already. Go back from it first."))
        return
    try:
        opened = Document.open(
            path,
            settings=session.settings,
            today=session.today,
            profile=session.profile,
            read_only=True,
            password=session.password,
        )
        screen = screen_for(opened)
    except ValmennusError as error:
        app.complain(error)
        return
    session.begin_visit(opened, len(app.screen_stack))
    app.push_screen(screen)


def visit_record(app: ValmennusApp, path: Path, key: str) -> None:
    """Look at a record of another workbook: on its client's screen, else where it stands in the sheets."""
    visit(app, path, lambda document: record_screen(document, key))


def record_screen(document: Document, key: str) -> BaseScreen:
    """The screen that shows a record. Raises UsageError, ProtectedData (the key names no one record)."""
    entry = document.entry(key)
    client = key if entry.kind is RecordKind.CLIENT else _client_of(document, key)
    if client is not None:
        from valmennus_tui.tui.screens.client import ClientScreen

        return ClientScreen(client, record=key)
    if entry.kind is RecordKind.CONTACT:
        from valmennus_tui.tui.screens.contacts import ContactsScreen

        return ContactsScreen(key)
    from valmennus_tui.tui.screens.sheet import SheetScreen

    place = next(iter(entry.places.values()))
    return SheetScreen(place.sheet, place.ref)


def _client_of(document: Document, key: str) -> str | None:
    """The client whose service period a record belongs to."""
    for client in document.record_set.clients:
        if any(entry.key == key for entry in document.records_of(client.key)):
            return client.key
    return None


def leave_visit(app: ValmennusApp) -> None:
    """Close the screens of a workbook that is only looked at, if one is."""
    visit = app.session.visit
    if visit is None:
        return
    while len(app.screen_stack) > visit.depth:
        app.pop_screen()
    app.session.end_visit()
