"""The guard before leaving a document: asks once, and only if something was changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from valmennus_tui.i18n import _, ngettext
from valmennus_tui.tui.screens.dialogs import ChoiceDialog

if TYPE_CHECKING:
    from valmennus_tui.tui.app import ValmennusApp

STAY, SAVE, DROP = "stay", "save", "drop"


def when_clean(app: ValmennusApp, then: Callable[[], object]) -> None:
    """Do ``then`` at once if nothing is unsaved, else after the user has saved or given the changes up.

    A workbook that is only looked at is left first: what is unsaved in the one put aside counts.
    """
    from valmennus_tui.tui.visiting import leave_visit

    leave_visit(app)
    if not app.session.dirty:
        then()
        return
    count = len(app.session.book.changes())
    sentence = ngettext(
        "{n} changed cell has not been saved.", "{n} changed cells have not been saved.", count
    ).format(n=count)
    answers = [
        (STAY, _("Stay here")),
        (SAVE, _("Look at the changes and save")),
        (DROP, _("Leave without saving")),
    ]
    dialog = ChoiceDialog(_("Unsaved changes"), [app.session.book.name, sentence], answers)

    def answered(answer: str | None) -> None:
        if answer == DROP:
            then()
        elif answer == SAVE:
            from valmennus_tui.tui.screens.save_preview import SaveScreen

            def go_on(saved: bool | None) -> None:
                if saved:
                    then()

            app.push_screen(SaveScreen(), go_on)

    app.push_screen(dialog, answered)


def leave(app: ValmennusApp) -> None:
    """Quit the program, asking first if something is unsaved."""
    when_clean(app, lambda: app.exit(0))
