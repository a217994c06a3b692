"""The team workbook's own records: the coaches' terms and the leader's work log."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.record_tables import record_model
from valmennus_tui.tui.screens.record_list import RecordListScreen
from valmennus_tui.tui.widgets.filter_line import FilterLine

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Entry


class TeamRecordsScreen(RecordListScreen):
    """One kind of records of the team workbook, in the order of the file."""

    SCOPES = (Scope.TEAM_RECORDS, Scope.DOCUMENT)
    HELP = N_(
        "Coaches: the same code again with later days is a change of terms. The share of full time sets the"
        " limit of clients; without it the limit is not known. Work log: one line a coach and month."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEAM_RECORDS)
    GRID_ID = "team-records"
    AUTO_FOCUS = "#team-records"

    def __init__(self, kind: RecordKind) -> None:
        super().__init__(kind, frozen=2 if kind is RecordKind.COACH else 3)

    def place(self) -> str:
        title = _("Coaches") if self.kind is RecordKind.COACH else _("Work log")
        return f"{title} {glyphs().separator} {self.session.book.name}"

    def records_model(self) -> ListModel[Entry]:
        book = self.session.book
        return record_model(self.kind, book.records(self.kind), book.findings(), hide_names=False)

    def empty_text(self) -> str:
        return _("No rows. Add one with n.")

    def resting_text(self) -> str:
        return ngettext("{n} row", "{n} rows", self.row_count).format(n=self.row_count)

    def available(self, action_id: str) -> bool:
        if action_id in ("team_record_edit", "team_record_remove") and self.current is None:
            return False
        if action_id == "team_record_filter" and self.focused is self.query_one(FilterLine):
            return False
        return super().available(action_id)

    def on_record_grid_chosen(self) -> None:
        self.action_team_record_edit()

    def action_team_record_filter(self) -> None:
        self.open_filter()

    def action_team_record_sort(self) -> None:
        self.sort_here()

    def action_team_record_add(self) -> None:
        self.add_record()

    def action_team_record_edit(self) -> None:
        self.edit_current()

    def action_team_record_remove(self) -> None:
        self.remove_current()
