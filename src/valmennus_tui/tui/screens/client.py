"""One client: the path through the phases, employments, education, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from valmennus_tui.document.wording import status_words
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.phase import path
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.record_tables import record_model
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.screens.removing import ask_remove
from valmennus_tui.tui.showing import alarm_text, hidden
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.timeline import PhaseTimeline
from valmennus_tui.workbook.address import Ref

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Entry

_TITLES = {
    RecordKind.EMPLOYMENT: N_("Employments"),
    RecordKind.EDUCATION: N_("Education"),
    RecordKind.CONTACT: N_("Employer contacts"),
    RecordKind.SUPPORT: N_("Support contacts"),
}
_EMPTY = {
    RecordKind.EMPLOYMENT: N_("No employments. Add one with n."),
    RecordKind.EDUCATION: N_("No education. Add one with n."),
    RecordKind.CONTACT: N_("No employer contacts. Add one with n."),
    RecordKind.SUPPORT: N_("No support contacts. Add one with n."),
}


class ClientScreen(DocumentScreen):
    """Everything of one client; Tab goes from table to table."""

    SCOPES = (Scope.CLIENT, Scope.DOCUMENT)
    TITLE_TEXT = N_("Client")
    HELP = N_("The client's path through the five phases, and the records. Tab goes to the next table.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CLIENT)

    def __init__(self, key: str, keys: Sequence[str] = (), *, record: str | None = None) -> None:
        """``keys``: the clients of the list this one was opened from, for going to the next.

        ``record``: the key of the record to begin on.
        """
        super().__init__()
        self._record = record
        self._key = key
        self._keys = tuple(keys)
        self._models: dict[RecordKind, ListModel[Entry]] = {}

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="client-line")
        yield PhaseTimeline()
        for kind in self._kinds():
            yield Static(plain(_(_TITLES[kind])), markup=False, classes="table-title", id=f"title-{kind}")
            yield RecordGrid(widget_id=f"grid-{kind}", classes="client-table")

    def _kinds(self) -> list[RecordKind]:
        homes = self.session.book.homes
        return [kind for kind in _TITLES if kind in homes]

    # --- filling -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.fill()
        for kind, model in self._models.items():
            row = model.find(lambda entry: entry.key == self._record)
            if row is not None:
                self.set_focus(self._grid(kind))
                self._grid(kind).move_to(row)

    @property
    def client(self) -> Client | None:
        """The client's record, None when it has gone (removed or undone)."""
        return next((c for c in self.session.book.record_set.clients if c.key == self._key), None)

    def place(self) -> str:
        client = self.client
        return f"{super().place()} {glyphs().separator} {client.code if client else ''}"

    def show_document(self) -> None:
        client = self.client
        if client is None:
            self.app.call_later(self._gone)
            return
        records = self.session.book.record_set
        self.query_one(PhaseTimeline).show(path(client, records))
        self.query_one("#client-line", Static).update(plain(self._headline(client)))
        findings = self.session.book.findings()
        owned = self.session.book.records_of(client.key)
        for kind in self._kinds():
            entries = [entry for entry in owned if entry.kind is kind]
            model = record_model(kind, entries, findings, hide_names=self.session.hide_names)
            self._models[kind] = model
            title = f"{_(_TITLES[kind])} ({len(entries)})"
            self.query_one(f"#title-{kind}", Static).update(plain(title))
            grid = self._grid(kind)
            grid.empty = _(_EMPTY[kind]) if self.session.can_edit else ""
            grid.set_model(model)

    def _gone(self) -> None:
        if self.is_current and not self.valmennus.is_first:
            self.app.pop_screen()

    def _headline(self, client: Client) -> str:
        row = self.session.book.caseload(self.session.today).row(client.key)
        name = client.name or ""
        parts = [client.code or "", hidden(name) if self.session.hide_names else name]
        if row is not None:
            parts.append(status_words(row.now))
            if row.now.active and row.now.service_days is not None:
                parts.append(_("{days} d in the service").format(days=row.now.service_days))
            parts += [alarm_text(alarm) for alarm in row.alarms]
        return "   ".join(part for part in parts if part)

    # --- the table in focus --------------------------------------------------------------------------

    def _grid(self, kind: RecordKind) -> RecordGrid:
        return self.query_one(f"#grid-{kind}", RecordGrid)

    @property
    def kind(self) -> RecordKind | None:
        """The kind of the table in focus."""
        focused = self.focused
        if isinstance(focused, RecordGrid) and focused.id and focused.id.startswith("grid-"):
            return RecordKind(focused.id.removeprefix("grid-"))
        return None

    @property
    def current(self) -> Entry | None:
        """The record under the cursor of the table in focus."""
        kind = self.kind
        model = self._models.get(kind) if kind else None
        if kind is None or model is None or model.row_count == 0:
            return None
        return model.record(self._grid(kind).row)

    def on_record_grid_chosen(self) -> None:
        self.action_record_edit()

    # --- actions -------------------------------------------------------------------------------------

    def available(self, action_id: str) -> bool:
        if action_id in ("record_edit", "record_remove") and self.current is None:
            return False
        if action_id == "record_add" and self.kind is None:
            return False
        if action_id in ("next_client", "previous_client"):
            return self._neighbour(1 if action_id == "next_client" else -1) is not None
        return super().available(action_id)

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        return self.place_of(self.current.key if self.current else self._key)

    def action_record_edit(self) -> None:
        from valmennus_tui.tui.screens.record_form import show_form

        if self.current is not None:
            show_form(self, self.current.kind, self.current.key)

    def action_record_add(self) -> None:
        from valmennus_tui.tui.screens.record_form import show_form

        kind, client = self.kind, self.client

        def added(key: str | None) -> None:
            if key is not None and kind is not None:
                self.fill()
                row = self._models[kind].find(lambda entry: entry.key == key)
                self._grid(kind).move_to(row or 0)

        if kind is not None and client is not None:
            show_form(self, kind, client=client.code, then=added)

    def action_record_remove(self) -> None:
        if self.current is not None:
            ask_remove(self.valmennus, self.current.kind, self.current.key)

    def action_client_card(self) -> None:
        from valmennus_tui.tui.screens.record_form import show_form

        show_form(self, RecordKind.CLIENT, self._key)

    def _neighbour(self, step: int) -> str | None:
        if self._key not in self._keys:
            return None
        index = self._keys.index(self._key) + step
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def action_next_client(self) -> None:
        self._go(self._neighbour(1))

    def action_previous_client(self) -> None:
        self._go(self._neighbour(-1))

    def _go(self, key: str | None) -> None:
        if key is not None:
            self._key = key
            self.show_document()
            self.renew()
