"""Writing the coaches' to-do lists from the screens: one list a file, for the coach whose file it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.errors import SaveFailed, ValmennusError
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.tui.making import typed_path
from valmennus_tui.tui.screens.dialogs import PromptDialog

if TYPE_CHECKING:
    from valmennus_tui.consolidation.gathered import Gathered
    from valmennus_tui.tui.app import ValmennusApp


def ask_todo(app: ValmennusApp, gathered: Gathered, folder: Path) -> None:
    """Ask where to, and write the lists."""
    sentences = [
        _("A list is written for each file into this folder; lists from before are written over."),
        _("The lists hold client codes. Give each list only to the coach whose file it is about."),
    ]
    suggestion = folder / _("to-do lists")

    def named(answer: str | None) -> None:
        if answer is None:
            return
        target = typed_path(answer)
        try:
            count = write_lists(target, gathered, app.session.today)
        except ValmennusError as error:
            app.complain(error)
            return
        text = ngettext("{n} list was written into {folder}.", "{n} lists were written into {folder}.", count)
        if app.here is not None:
            app.here.say(text.format(n=count, folder=target))

    app.push_screen(PromptDialog(_("To-do lists"), sentences, str(suggestion)), named)


def write_lists(target: Path, gathered: Gathered, today: date) -> int:
    """Write the lists into a folder, made if it is not there; returns how many. Raises SaveFailed."""
    from valmennus_tui.consolidation.team_findings import findings_by_file
    from valmennus_tui.reports.todo_report import named_lists, todo_report
    from valmennus_tui.reports.writing import write_report

    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailed(
            _("The folder {folder} cannot be made.").format(folder=target), path=target
        ) from error
    found = findings_by_file(gathered)
    for name, each in named_lists(found):
        write_report(todo_report(each, today), target / name, overwrite=True)
    return len(found)
