"""The one registry of actions.

Bindings, footer, F1 help, command palette and ``docs/keys.md`` are drawn from this table; what is not in it
does not exist. An action is carried out by the method ``action_ID`` of the widget or screen that the scope
belongs to. Labels and helps are message ids, translated when they are shown.

Keys: F-keys, letters, and control keys that reach the program (``keys.EATEN`` tells which do not). Ctrl+S is
used: Textual switches terminal flow control off (IXON) before it reads keys, tmux and VS Code pass it on, and
F8 is its twin. Ctrl+Z is not: undo is the letter ``u``. Each action is also in the palette (F9).
"""

from __future__ import annotations

from collections.abc import Iterable

from valmennus_tui.i18n import N_
from valmennus_tui.tui.action import Action, Scope, scope_title
from valmennus_tui.tui.action import make_action as _action
from valmennus_tui.tui.actions_assessment import ASSESSMENT_ACTIONS
from valmennus_tui.tui.actions_team import TEAM_ACTIONS

__all__ = ["ACTIONS", "Action", "Scope", "action", "actions_of", "is_registered", "scope_title"]

_A, _D, _C = Scope.APP, Scope.DOCUMENT, Scope.CASELOAD

_GENERAL = (
    _action(
        _A, "help", "f1 question_mark", N_("Help"), N_("Help for the place you are in, and all keys."), "f"
    ),
    _action(_A, "palette", "f9", N_("Actions"), N_("Search all actions by name."), "f"),
    _action(_A, "privacy", "p", N_("Hide names"), N_("Hide or show names and free text on the screen.")),
    _action(_A, "theme", "f12", N_("Theme"), N_("Next theme: dark, light, high contrast, terminal colours.")),
    _action(
        _A, "quit", "q", N_("Quit"), N_("Leave the program; asks only if there are unsaved changes."), "f"
    ),
    _action(_D, "save", "f8 ctrl+s", N_("Save"), N_("Show which cells change, then save."), "f"),
    _action(_D, "undo", "u", N_("Undo"), N_("Undo the last change."), "f"),
    _action(_D, "redo", "r", N_("Redo"), N_("Do again what was undone.")),
    _action(_D, "findings", "f", N_("Findings"), N_("List what validation has to say about the data."), "f"),
    _action(_D, "sheet", "t", N_("Sheets"), N_("Show the workbook's sheets as they are."), "f"),
    _action(_D, "save_copy", "c", N_("Save a copy"), N_("Save under another name and go on with that file.")),
    _action(_D, "contacts", "v", N_("Contacts"), N_("All employer contacts of the workbook."), "f"),
    _action(
        _D,
        "companion",
        "m",
        N_("Contacts file"),
        N_("Make the file for employer contacts beside this workbook."),
    ),
    _action(_D, "open_other", "o", N_("Open another"), N_("Open another workbook.")),
    _action(_D, "back", "escape", N_("Back"), N_("Back to the previous screen.")),
)

_SCREENS = (
    _action(Scope.START, "start_choose", "enter", N_("Choose"), N_("Open the chosen line."), "f"),
    _action(Scope.START, "open", "o", N_("Open"), N_("Choose a workbook from the folders."), "f"),
    _action(Scope.START, "new", "n", N_("New"), N_("Make a new workbook from a template."), "f"),
    _action(Scope.START, "demo", "d", N_("Demo"), N_("Open an invented team to practise with."), "f"),
    _action(
        Scope.OPEN_FILE, "open_choose", "enter", N_("Open"), N_("Open the file or go into the folder."), "f"
    ),
    _action(
        Scope.OPEN_FILE,
        "open_team",
        "f3",
        N_("Team view"),
        N_("See the coaches' workbooks of this folder side by side."),
        "f",
    ),
    _action(Scope.OPEN_FILE, "open_up", "f4", N_("Folder up"), N_("Go to the folder above."), "f"),
    _action(Scope.OPEN_FILE, "open_home", "f7", N_("Home folder"), N_("Go to your home folder."), "f"),
    _action(Scope.OPEN_FILE, "open_cancel", "escape", N_("Cancel"), N_("Go back without opening."), "f"),
    _action(_C, "client_open", "enter", N_("Open"), N_("Open the client."), "f"),
    _action(_C, "client_add", "n insert", N_("New"), N_("Add a client."), "fu"),
    _action(_C, "client_edit", "f2 e", N_("Edit"), N_("Edit the client's own data."), "fu"),
    _action(
        _C, "filter", "f3 slash", N_("Filter"), N_("Show only the rows that contain what you type."), "fo"
    ),
    _action(
        _C, "sort", "s", N_("Sort"), N_("Sort by this column; again: backwards; again: file order."), "f"
    ),
    _action(_C, "jump", "g", N_("Go to"), N_("Go to a client by code.")),
    _action(_C, "ended", "a", N_("Ended too"), N_("Show or hide clients whose service has ended.")),
    _action(_C, "client_remove", "d delete", N_("Remove"), N_("Remove the client's row."), "u"),
    _action(
        _C, "client_erase", "f4", N_("Erase"), N_("Erase the client's data from the whole file for good.")
    ),
    _action(Scope.CLIENT, "record_edit", "enter f2 e", N_("Edit"), N_("Edit the chosen line."), "fu"),
    _action(Scope.CLIENT, "record_add", "n insert", N_("Add"), N_("Add a line to this table."), "fu"),
    _action(Scope.CLIENT, "record_remove", "d delete", N_("Remove"), N_("Remove the chosen line."), "fu"),
    _action(
        Scope.CLIENT, "client_card", "k f4", N_("Client's data"), N_("Edit the client's own data."), "fu"
    ),
    _action(Scope.CLIENT, "next_client", "plus", N_("Next client"), N_("Go to the next client of the list.")),
    _action(Scope.CLIENT, "previous_client", "minus", N_("Previous client"), N_("Go to the client before.")),
    _action(Scope.CONTACTS, "contact_edit", "enter f2 e", N_("Edit"), N_("Edit the chosen line."), "fu"),
    _action(Scope.CONTACTS, "contact_add", "n insert", N_("Add"), N_("Add a line to this table."), "fu"),
    _action(Scope.CONTACTS, "contact_remove", "d delete", N_("Remove"), N_("Remove the chosen line."), "fu"),
    _action(
        Scope.CONTACTS,
        "contact_filter",
        "f3 slash",
        N_("Filter"),
        N_("Show only the rows that contain what you type."),
        "fo",
    ),
    _action(
        Scope.CONTACTS,
        "contact_sort",
        "s",
        N_("Sort"),
        N_("Sort by this column; again: backwards; again: file order."),
        "f",
    ),
    _action(Scope.FORM, "form_save", "f8 ctrl+s", N_("Accept"), N_("Put the values into the workbook."), "f"),
    _action(Scope.FORM, "form_next", "enter down", N_("Next field"), N_("Go to the next field."), "mo"),
    _action(Scope.FORM, "form_previous", "up", N_("Previous field"), N_("Go to the field before."), "mo"),
    _action(Scope.FORM, "form_cancel", "escape", N_("Cancel"), N_("Leave without changing anything."), "f"),
    _action(
        Scope.FINDINGS,
        "finding_go",
        "enter f2",
        N_("Go to"),
        N_("Go to the field that the finding is about."),
        "f",
    ),
    _action(
        Scope.FINDINGS,
        "finding_filter",
        "f3 slash",
        N_("Filter"),
        N_("Show only the rows that contain what you type."),
        "fo",
    ),
    _action(
        Scope.SHEET,
        "cell_edit",
        "enter f2",
        N_("Edit cell"),
        N_("Edit the cell; formulas and locked cells stay."),
        "fu",
    ),
    _action(Scope.SHEET, "cell_clear", "delete", N_("Empty"), N_("Empty the cell; its style stays."), "u"),
    _action(Scope.SHEET, "sheet_next", "full_stop", N_("Next sheet"), N_("Show the next sheet."), "f"),
    _action(Scope.SHEET, "sheet_previous", "comma", N_("Previous sheet"), N_("Show the sheet before."), "f"),
    _action(Scope.SHEET, "cell_jump", "g", N_("Go to cell"), N_("Go to a cell by its address, such as B7.")),
    _action(
        Scope.SHEET,
        "sheet_hidden",
        "h",
        N_("Hidden too"),
        N_("Show or hide hidden rows, columns and sheets."),
    ),
    _action(
        Scope.SAVE, "save_confirm", "f8 ctrl+s enter", N_("Save"), N_("Write these changes to the file."), "f"
    ),
    _action(
        Scope.SAVE,
        "save_elsewhere",
        "c",
        N_("Save a copy"),
        N_("Save under another name and go on with that file."),
        "f",
    ),
    _action(Scope.SAVE, "save_cancel", "escape", N_("Cancel"), N_("Go back without saving."), "f"),
    _action(Scope.DIALOG, "dialog_accept", "enter", N_("Accept"), N_("Choose the marked answer."), "fm"),
    _action(Scope.DIALOG, "dialog_cancel", "escape", N_("Cancel"), N_("Go back and change nothing."), "fm"),
    _action(Scope.PALETTE, "palette_run", "enter", N_("Do it"), N_("Carry out the chosen action."), "fm"),
    _action(Scope.PALETTE, "palette_close", "escape", N_("Close"), N_("Close without doing anything."), "fm"),
    _action(Scope.HELP, "help_close", "escape f1 q", N_("Close"), N_("Close the help."), "fm"),
)

_MOVES = (
    _action(Scope.GRID, "grid_up", "up", N_("Up"), N_("One row up."), "m"),
    _action(Scope.GRID, "grid_down", "down", N_("Down"), N_("One row down."), "m"),
    _action(Scope.GRID, "grid_left", "left", N_("Left"), N_("One column to the left."), "m"),
    _action(Scope.GRID, "grid_right", "right", N_("Right"), N_("One column to the right."), "m"),
    _action(Scope.GRID, "grid_page_up", "pageup", N_("Page up"), N_("A screenful up."), "m"),
    _action(Scope.GRID, "grid_page_down", "pagedown", N_("Page down"), N_("A screenful down."), "m"),
    _action(
        Scope.GRID,
        "grid_home",
        "home",
        N_("Beginning"),
        N_("First column; in the first column, first row."),
        "m",
    ),
    _action(Scope.GRID, "grid_end", "end", N_("End"), N_("Last column; in the last column, last row."), "m"),
    _action(Scope.GRID, "grid_top", "ctrl+home", N_("First row"), N_("To the first row."), "m"),
    _action(Scope.GRID, "grid_bottom", "ctrl+end", N_("Last row"), N_("To the last row."), "m"),
    _action(
        Scope.FILTER,
        "filter_done",
        "enter down",
        N_("To the table"),
        N_("Keep the filter, go to the table."),
        "fmo",
    ),
    _action(
        Scope.FILTER, "filter_clear", "escape", N_("Show all"), N_("Clear the filter, show all rows."), "fmo"
    ),
    _action(
        Scope.CHOICE, "choice_open", "f4", N_("List"), N_("Show what can be chosen; typing narrows it."), "fm"
    ),
    _action(
        Scope.CHOICE,
        "choice_take",
        "enter",
        N_("Take"),
        N_("Take the marked choice, while the list is open."),
        "m",
    ),
    _action(
        Scope.CHOICE, "choice_close", "escape", N_("Close list"), N_("Close the list without choosing."), "m"
    ),
    _action(
        Scope.CHOICE,
        "choice_down",
        "down",
        N_("Next choice"),
        N_("Mark the next choice, while the list is open."),
        "m",
    ),
    _action(
        Scope.CHOICE,
        "choice_up",
        "up",
        N_("Previous choice"),
        N_("Mark the choice before, while the list is open."),
        "m",
    ),
    _action(Scope.DATE, "date_next", "pagedown", N_("Day later"), N_("The next day."), "fm"),
    _action(Scope.DATE, "date_previous", "pageup", N_("Day earlier"), N_("The day before."), "fm"),
    _action(Scope.TEXT, "cursor_left", "left", N_("Left"), N_("One character to the left."), "m"),
    _action(Scope.TEXT, "cursor_right", "right", N_("Right"), N_("One character to the right."), "m"),
    _action(Scope.TEXT, "cursor_left_word", "ctrl+left", N_("Word left"), N_("One word to the left."), "m"),
    _action(
        Scope.TEXT, "cursor_right_word", "ctrl+right", N_("Word right"), N_("One word to the right."), "m"
    ),
    _action(Scope.TEXT, "home", "home", N_("Beginning"), N_("To the start of the text."), "m"),
    _action(Scope.TEXT, "end", "end", N_("End"), N_("To the end of the text."), "m"),
    _action(
        Scope.TEXT, "delete_left", "backspace", N_("Delete left"), N_("Delete the character before."), "m"
    ),
    _action(
        Scope.TEXT,
        "delete_right",
        "delete",
        N_("Delete right"),
        N_("Delete the character under the cursor."),
        "m",
    ),
    _action(
        Scope.TEXT,
        "delete_left_all",
        "ctrl+u",
        N_("Delete all left"),
        N_("Delete everything before the cursor."),
        "m",
    ),
    _action(Scope.TEXT, "cut", "ctrl+x", N_("Cut"), N_("Cut the selected text, for this program only."), "m"),
)

ACTIONS: tuple[Action, ...] = (*_GENERAL, *_SCREENS, *ASSESSMENT_ACTIONS, *TEAM_ACTIONS, *_MOVES)
"""Every action, in the order in which help and footer show them."""

_BY_ID = {action.id: action for action in ACTIONS}


def action(action_id: str) -> Action:
    """The action of that id. Raises KeyError."""
    return _BY_ID[action_id]


def is_registered(action_id: str) -> bool:
    """Whether such an action exists."""
    return action_id in _BY_ID


def actions_of(scopes: Iterable[Scope]) -> tuple[Action, ...]:
    """The actions of these scopes, scope by scope in the order given."""
    return tuple(found for scope in scopes for found in ACTIONS if found.scope is scope)
