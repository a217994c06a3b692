"""The findings of all the coaches' files in one list, and a to-do list for each coach."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.team_tables import FoundInFile, found_in_files, team_findings_model
from valmennus_tui.tui.screens.findings import field_label
from valmennus_tui.tui.screens.team_list import TeamListScreen
from valmennus_tui.tui.team_desk import TeamDesk
from valmennus_tui.tui.visiting import visit_record
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid


class TeamFindingsScreen(TeamListScreen[FoundInFile]):
    """File by file, the gravest first; the message line tells the whole sentence and the place."""

    SCOPES = (Scope.TEAM_FINDINGS, Scope.DOCUMENT)
    TITLE_TEXT = N_("Findings of all files")
    HELP = N_(
        "What validation has to say of every coach's workbook, file by file. The coaches correct their own"
        " files: e writes a to-do list for each of them."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEAM_FINDINGS)
    GRID = AUTO_FOCUS = "#team-findings"
    OPENING = "team_finding_go"

    def __init__(self, desk: TeamDesk) -> None:
        super().__init__(team_findings_model(()))
        self.desk = desk

    def compose_body(self) -> ComposeResult:
        yield FilterLine()
        yield RecordGrid(
            widget_id="team-findings", row_cursor=True, empty=_("Nothing to correct: there are no findings.")
        )

    def place(self) -> str:
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self.desk.folder.name}"

    def show_document(self) -> None:
        gathered = self.desk.gathered
        self.show_rows(team_findings_model(found_in_files(gathered) if gathered is not None else ()))

    def resting_text(self) -> str:
        count = self._model.row_count
        here = ngettext("{n} finding", "{n} findings", count).format(n=count)
        found = self.current
        if found is None:
            return here
        finding = found.placed.finding
        cell = f"{finding.sheet}!{finding.cell}" if finding.sheet and finding.cell else ""
        places = ", ".join(part for part in (field_label(finding), found.placed.path.name, cell) if part)
        return f"{here}. {finding.message} ({places})"

    def available(self, action_id: str) -> bool:
        if action_id == "team_finding_go":
            found = self.current
            return found is not None and found.file is not None and found.placed.finding.record is not None
        if action_id == "team_todo":
            return self._model.total > 0
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        if key == "enter" and self.current is not None:
            return _("This finding is about the file as a whole, not about a record.")
        return ""

    def action_team_finding_filter(self) -> None:
        self.query_one(FilterLine).open()

    def action_team_finding_go(self) -> None:
        found = self.current
        if found is None or found.file is None or found.placed.finding.record is None:
            return
        visit_record(self.valmennus, found.file.path, found.placed.finding.record)

    def action_team_todo(self) -> None:
        from valmennus_tui.tui.todo_writing import ask_todo

        if self.desk.gathered is not None:
            ask_todo(self.valmennus, self.desk.gathered, self.desk.folder)
