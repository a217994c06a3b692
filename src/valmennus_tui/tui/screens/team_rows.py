"""The rows behind a figure; Enter shows a record in its own workbook, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.consolidation.team_rows import BackingRow
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.team_tables import rows_model
from valmennus_tui.tui.screens.team_list import TeamListScreen
from valmennus_tui.tui.visiting import visit_record
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid


class TeamRowsScreen(TeamListScreen[BackingRow]):
    """What a figure consists of."""

    SCOPES = (Scope.TEAM_ROWS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Rows")
    HELP = N_(
        "Each record that the figure was counted from, with its file and row. Enter shows it in its own"
        " workbook, where nothing can be changed: corrections are the coach's."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEAM_ROWS)
    GRID = AUTO_FOCUS = "#team-rows"
    OPENING = "team_row_open"

    def __init__(self, title: str, rows: Sequence[BackingRow]) -> None:
        super().__init__(rows_model((), hide_names=True))
        self._title = title
        self._rows = tuple(rows)

    def compose_body(self) -> ComposeResult:
        yield FilterLine()
        yield RecordGrid(widget_id="team-rows", row_cursor=True)

    def place(self) -> str:
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self._title}"

    def show_document(self) -> None:
        self.show_rows(rows_model(self._rows, hide_names=self.session.hide_names))

    def resting_text(self) -> str:
        count = ngettext("{n} row", "{n} rows", self._model.row_count).format(n=self._model.row_count)
        row = self.current
        if row is None or row.place is None:
            return count
        place = _("{file}, sheet {sheet}, row {row}")
        return f"{count}. " + place.format(file=row.place.path.name, sheet=row.place.sheet, row=row.place.row)

    def available(self, action_id: str) -> bool:
        if action_id == self.OPENING:
            return self.current is not None
        return super().available(action_id)

    def action_team_row_filter(self) -> None:
        self.query_one(FilterLine).open()

    def action_team_row_open(self) -> None:
        row = self.current
        if row is not None:
            visit_record(self.valmennus, row.file.path, row.key)
