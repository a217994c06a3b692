"""From a path to the right screen: caseload, sheets, or the start screen with the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import FileRefused, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.due_dates import note_due
from valmennus_tui.tui.recent import remember
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.workbook.refusals import Reason

if TYPE_CHECKING:
    from valmennus_tui.tui.app import ValmennusApp
    from valmennus_tui.tui.session import Session

READ_ONLY, COPY = "read_only", "copy"
_AT_ONCE = 500_000
"""Bytes of a workbook that is read faster than a screen is drawn that says so."""


def first_screen(session: Session, path: Path | None) -> BaseScreen:
    """The screen to begin with."""
    if path is None and session.document is not None:
        return document_screen(session)
    if path is None:
        from valmennus_tui.tui.screens.start import StartScreen

        return StartScreen()
    if path.is_dir():
        from valmennus_tui.tui.screens.open_file import OpenScreen

        return OpenScreen(path.absolute())
    return _screen_of_file(session, path)


def _screen_of_file(session: Session, path: Path) -> BaseScreen:
    """The workbook's own screen where it is read in no time, else one that is drawn before."""
    try:
        if path.stat().st_size > _AT_ONCE:
            from valmennus_tui.tui.screens.opening_file import OpeningScreen

            return OpeningScreen(path)
        session.open(path, read_only=session.read_only)
    except (ValmennusError, OSError) as error:
        if isinstance(error, ValmennusError) and error.reason == Reason.ENCRYPTED:
            from valmennus_tui.tui.screens.opening_file import OpeningScreen

            return OpeningScreen(path)
        from valmennus_tui.tui.screens.start import StartScreen

        return StartScreen(error.message if isinstance(error, ValmennusError) else str(error.strerror))
    return document_screen(session)


def _assessments() -> BaseScreen:
    from valmennus_tui.tui.screens.assessments import AssessmentsScreen

    return AssessmentsScreen()


def _team() -> BaseScreen:
    from valmennus_tui.tui.screens.team import TeamScreen

    return TeamScreen()


_HOMES: Mapping[str, Callable[[], BaseScreen]] = {"fidelity": _assessments, "team": _team}
"""The first screen by the kind of the workbook, where it is not the coach's."""


def document_screen(session: Session) -> BaseScreen:
    """The screen for the open document: by its kind; else the caseload, the contacts or the sheets."""
    home = _HOMES.get(session.book.main.recognition.kind or "") if session.book.recognised else None
    if home is not None:
        return home()
    if session.book.recognised and RecordKind.CLIENT in session.book.homes:
        from valmennus_tui.tui.screens.caseload import CaseloadScreen

        return CaseloadScreen()
    if session.book.recognised and RecordKind.CONTACT in session.book.homes:
        from valmennus_tui.tui.screens.contacts import ContactsScreen

        return ContactsScreen()
    from valmennus_tui.tui.screens.sheet import SheetScreen

    return SheetScreen()


def open_path(app: ValmennusApp, path: Path, *, read_only: bool = False) -> None:
    """Open a workbook in place of what is open; a refusal is said on the screen in front."""
    from valmennus_tui.tui.leaving import when_clean
    from valmennus_tui.tui.passwords import open_asking

    def opened() -> None:
        show_opened(app)

    when_clean(app, lambda: open_asking(app, path, read_only=read_only, opened=opened, refused=app.complain))


def open_team_folder(app: ValmennusApp, folder: Path) -> None:
    """Show the team view of a folder in place of what is open."""
    from valmennus_tui.tui.leaving import when_clean
    from valmennus_tui.tui.screens.team import TeamScreen

    def show() -> None:
        app.session.close(folder)
        app.show_only(TeamScreen(folder))

    when_clean(app, lambda: app.call_later(show))


def show_opened(app: ValmennusApp) -> None:
    """Show the session's document on a screen of its own, all others closed.

    Done by the program itself, not by the screen that asks for it: that one is closed, and a dialog opened
    by a closed screen would never give its answer.
    """

    def show() -> None:
        app.show_only(document_screen(app.session))
        after_opening(app)

    app.call_later(show)


def after_opening(app: ValmennusApp) -> None:
    """What has to be said about a document that has just been opened: locked, or not recognised."""
    session = app.session
    if session.document is None:
        return
    if not session.demo:
        remember(session.book.path, session.settings)
        note_due(session.book, session.settings)
    if session.book.left_out is not None:
        say_left_out(app, session.book.left_out)
    if session.book.lock is not None and session.can_edit:
        say_locked(app)
    elif not session.book.recognised:
        say_unrecognised(app)


def say_locked(app: ValmennusApp) -> None:
    """Another program has the file open: look only, or go on with a copy."""
    from valmennus_tui.tui.making import save_copy
    from valmennus_tui.tui.screens.dialogs import ChoiceDialog

    lock = app.session.book.lock
    assert lock is not None
    answers = [
        (READ_ONLY, _("Look only: nothing can be changed")),
        (COPY, _("Save a copy and go on with that")),
    ]
    advice = _(
        "If nobody has it open any more, the other program left the lock behind when it was interrupted."
    )
    dialog = ChoiceDialog(_("The workbook is open elsewhere"), [lock.sentence(), advice], answers)

    def answered(answer: str | None) -> None:
        app.session.read_only = True
        app.changed()
        if answer == COPY:
            save_copy(app)

    app.push_screen(dialog, answered)


def say_left_out(app: ValmennusApp, refused: FileRefused) -> None:
    """The companion could not be read: its contacts are not shown, the workbook is."""
    from valmennus_tui.document.companion import left_out_sentence
    from valmennus_tui.tui.screens.dialogs import ChoiceDialog

    sentences = [
        left_out_sentence(Path(refused.path or ""), refused.message),
        _("Client codes cannot be changed and nobody can be erased until that file can be read."),
    ]
    app.push_screen(ChoiceDialog(_("Employer contacts"), sentences, [("go", _("Go on without them"))]))


def say_unrecognised(app: ValmennusApp) -> None:
    """The layout is not known: say what was missing; the sheets are open all the same."""
    from valmennus_tui.tui.screens.dialogs import ChoiceDialog

    sentences = [
        _("This workbook's layout was not recognised, so clients and jobs cannot be shown as records."),
        *app.session.book.missing[:8],
    ]
    app.push_screen(ChoiceDialog(_("Unknown layout"), sentences, [("sheets", _("Show the sheets"))]))
