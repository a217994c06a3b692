"""The files of the folder: what was read, what is wrong, and which of a coach's workbooks counts."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.consolidation.duplicates import DuplicateRule
from valmennus_tui.consolidation.gathered import DuplicateConflict, Duplicates
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.team_tables import FileRow, file_rows, files_model
from valmennus_tui.tui.screens.dialogs import ChoiceDialog
from valmennus_tui.tui.screens.team_list import TeamListScreen
from valmennus_tui.tui.team_desk import TeamDesk
from valmennus_tui.tui.visiting import visit
from valmennus_tui.tui.widgets.record_grid import RecordGrid

WAIT, ALL, NONE, USE = "wait", "all", "none", "use="


class TeamFilesScreen(TeamListScreen[FileRow]):
    """Each file with what is to be known of it; the message line tells the whole sentence and the place."""

    SCOPES = (Scope.TEAM_FILES, Scope.DOCUMENT)
    TITLE_TEXT = N_("Files of the team")
    HELP = N_(
        "What is wrong stands first. Enter on a coach's workbook shows it, to look at only; where a coach has"
        " several workbooks with the same clients, Enter asks which of them counts."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEAM_FILES)
    GRID = AUTO_FOCUS = "#team-files"
    OPENING = "team_file_open"

    def __init__(self, desk: TeamDesk) -> None:
        super().__init__(files_model(()))
        self.desk = desk

    def compose_body(self) -> ComposeResult:
        yield RecordGrid(widget_id="team-files", row_cursor=True, empty=_("No files have been read."))

    def place(self) -> str:
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self.desk.folder.name}"

    def show_document(self) -> None:
        gathered = self.desk.gathered
        self.show_rows(files_model(file_rows(gathered) if gathered is not None else ()))

    def resting_text(self) -> str:
        row = self.current
        if self.desk.reading or row is None:
            return self.desk.sentence()
        return f"{row.path.name}: {row.what}" + (f" ({row.place})" if row.place else "")

    def available(self, action_id: str) -> bool:
        if action_id == "team_file_open":
            row = self.current
            return not self.desk.reading and row is not None and (bool(row.file) or row.conflict is not None)
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        if key == "enter" and self.current is not None and not self.current.kind:
            return _("Only workbooks that could be read can be shown. What is wrong is told here.")
        return ""

    def action_team_file_open(self) -> None:
        from valmennus_tui.tui.screens.caseload import CaseloadScreen

        row, gathered = self.current, self.desk.gathered
        if row is None or gathered is None:
            return
        if row.conflict is not None:
            self._ask_which(gathered.conflicts[row.conflict])
        elif row.file is not None:
            visit(self.valmennus, row.file.path, lambda _document: CaseloadScreen())

    def _ask_which(self, conflict: DuplicateConflict) -> None:
        """Which of a coach's workbooks counts. Nothing is chosen by the program."""
        sentence = ngettext(
            "{n} client is in more than one of them at the same time.",
            "{n} clients are in more than one of them at the same time.",
            conflict.codes,
        ).format(n=conflict.codes)
        answers = [
            (WAIT, _("Decide later: none of them is counted")),
            *(
                (f"{USE}{path.name}", _("Only {name} counts").format(name=path.name))
                for path in conflict.paths
            ),
            (ALL, _("All of them count together")),
            (NONE, _("Go on without coaches whose workbooks wait for a choice")),
        ]
        dialog = ChoiceDialog(
            _("Coach {coach}: which workbook counts?").format(coach=conflict.coach or "–"),
            [sentence],
            answers,
        )

        def answered(answer: str | None) -> None:
            if answer not in (None, WAIT):
                assert answer is not None
                self.desk.choose(chosen_rule(self.desk.rule, conflict, answer))
                self.renew()

        self.app.push_screen(dialog, answered)


def chosen_rule(rule: DuplicateRule, conflict: DuplicateConflict, answer: str) -> DuplicateRule:
    """The rule after an answer; earlier answers about other coaches still hold."""
    if answer == NONE:
        return DuplicateRule(Duplicates.LEAVE_OUT, rule.use)
    names = {path.name for path in conflict.paths} if answer == ALL else {answer.removeprefix(USE)}
    return DuplicateRule(rule.policy, rule.use | names)
