"""What an action is: where it holds, its keys and words. The table of actions is ``tui.actions``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from valmennus_tui.i18n import N_, _


class Scope(StrEnum):
    """Where an action holds."""

    APP = "app"
    DOCUMENT = "document"
    START = "start"
    OPEN_FILE = "open_file"
    ASSESSMENTS = "assessments"
    ASSESS = "assess"
    CRITERION = "criterion"
    COMPARE = "compare"
    TICKS = "ticks"
    TEAM = "team"
    TEAM_ROWS = "team_rows"
    TEAM_FIGURES = "team_figures"
    TEAM_FILES = "team_files"
    TEAM_FINDINGS = "team_findings"
    TEAM_RECORDS = "team_records"
    CONSOLIDATE = "consolidate"
    CASELOAD = "caseload"
    CLIENT = "client"
    CONTACTS = "contacts"
    FORM = "form"
    FINDINGS = "findings"
    SHEET = "sheet"
    SAVE = "save"
    DIALOG = "dialog"
    PALETTE = "palette"
    HELP = "help"
    GRID = "grid"
    FILTER = "filter"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


_TITLES = {
    Scope.APP: N_("Everywhere"),
    Scope.DOCUMENT: N_("Workbook"),
    Scope.START: N_("Start"),
    Scope.OPEN_FILE: N_("Open a file"),
    Scope.ASSESSMENTS: N_("Assessments"),
    Scope.ASSESS: N_("Assessing"),
    Scope.CRITERION: N_("Criterion"),
    Scope.COMPARE: N_("Comparison"),
    Scope.TICKS: N_("Components"),
    Scope.TEAM: N_("Team"),
    Scope.TEAM_ROWS: N_("Rows behind a figure"),
    Scope.TEAM_FIGURES: N_("Indicators and trend"),
    Scope.TEAM_FILES: N_("Files of the team"),
    Scope.TEAM_FINDINGS: N_("Findings of the team's files"),
    Scope.TEAM_RECORDS: N_("Coaches and work log"),
    Scope.CONSOLIDATE: N_("Filling in the team workbook"),
    Scope.CASELOAD: N_("Caseload"),
    Scope.CLIENT: N_("Client"),
    Scope.CONTACTS: N_("Employer contacts"),
    Scope.FORM: N_("Form"),
    Scope.FINDINGS: N_("Findings"),
    Scope.SHEET: N_("Sheet"),
    Scope.SAVE: N_("Save"),
    Scope.DIALOG: N_("Question"),
    Scope.PALETTE: N_("All actions"),
    Scope.HELP: N_("Help"),
    Scope.GRID: N_("Moving in a table"),
    Scope.FILTER: N_("Filter line"),
    Scope.CHOICE: N_("Drop-down list"),
    Scope.DATE: N_("Date"),
    Scope.TEXT: N_("Writing text"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do.

    ``keys`` are Textual key names, the one to show first. ``undoable`` actions change the workbook and can be
    undone. ``in_footer`` ones are offered on the last line. ``in_palette`` is False for movement and typing.
    ``at_once`` ones move the focus: they are carried out before the next key is read, so that what a fast
    typist (or a slow line) sends in one piece lands in the right field.
    """

    id: str
    scope: Scope
    keys: tuple[str, ...]
    label: str
    help: str
    undoable: bool = False
    in_footer: bool = False
    in_palette: bool = True
    at_once: bool = False

    @property
    def shown_label(self) -> str:
        """The short label in the language in force."""
        return _(self.label)

    @property
    def shown_help(self) -> str:
        """The sentence of help in the language in force."""
        return _(self.help)


def make_action(scope: Scope, action_id: str, keys: str, label: str, text: str, flags: str = "") -> Action:
    """``flags``: f = in the footer, u = undoable, m = movement or typing (not in the palette),
    o = at once."""
    return Action(
        action_id,
        scope,
        tuple(keys.split()),
        label,
        text,
        undoable="u" in flags,
        in_footer="f" in flags,
        in_palette="m" not in flags,
        at_once="o" in flags,
    )


def scope_title(scope: Scope) -> str:
    """The scope's name in the language in force."""
    return _(_TITLES[scope])
