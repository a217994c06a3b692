"""New files: from a template, the invented team, a copy under another name."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.errors import SaveFailed, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.screens.dialogs import ChoiceDialog, PromptDialog

if TYPE_CHECKING:
    from valmennus_tui.tui.app import ValmennusApp


_OF_ONE_COACH = ("coach", "contacts")
"""The templates that hold a coach's code."""
_IN_A_NAME = re.compile(r"\w[\w-]{0,29}")
"""A code that can stand in a file's name on every system."""


def ask_new(app: ValmennusApp) -> None:
    """Ask for kind, coach and path, make the workbook and open it."""
    answers = [
        ("coach", _("Coach's workbook: clients, jobs, studies")),
        ("contacts", _("Employer contacts beside a coach's workbook")),
        ("team", _("Team leader's tracking workbook: coaches, working time, figures")),
        ("fidelity", _("Summary form of the quality criteria: assessments")),
    ]

    def chosen(kind: str | None) -> None:
        if kind in _OF_ONE_COACH:
            _ask_coach(app, kind)
        elif kind is not None:
            _ask_path(app, kind, "")

    app.push_screen(ChoiceDialog(_("New workbook"), [_("Which template?")], answers), chosen)


def _ask_coach(app: ValmennusApp, kind: str) -> None:
    sentences = [_("The coach's code, as it stands in the team's workbooks. It can be left blank.")]

    def answered(code: str | None) -> None:
        if code is not None:
            _ask_path(app, kind, code)

    dialog = PromptDialog(_("New workbook"), sentences, placeholder=_("the coach's code"), blank=True)
    app.push_screen(dialog, answered)


def _ask_path(app: ValmennusApp, kind: str, coach: str) -> None:
    from valmennus_tui.document.new import new_workbook

    suggestion = app.session.folder / _suggested_name(kind, coach)
    dialog = PromptDialog(_("New workbook"), [_("Where, and under which name?")], str(suggestion))
    year = app.session.today.year if kind == "team" else None

    def named(answer: str | None) -> None:
        if answer is None:
            return
        try:
            made = new_workbook(kind, as_workbook(answer), coach=coach or None, year=year)
        except ValmennusError as error:
            app.complain(error)
            return
        _open(app, made)

    app.push_screen(dialog, named)


def _suggested_name(kind: str, coach: str) -> str:
    """A file name for a kind of workbook, with the coach's code where a file can be called so."""
    names = {
        "coach": _("coach.xlsx"),
        "contacts": _("contacts.xlsx"),
        "team": _("team.xlsx"),
        "fidelity": _("criteria.xlsx"),
    }
    name = Path(names[kind])
    return f"{name.stem}_{coach}{name.suffix}" if _IN_A_NAME.fullmatch(coach) else name.name


def ask_demo(app: ValmennusApp) -> None:
    """Write the invented team into a folder and open its first workbook."""
    from valmennus_tui.document.demo import write_demo

    dialog = PromptDialog(
        _("Demo"),
        [_("The invented team is written into this folder. None of its people exist.")],
        str(app.session.folder / _("valmennus-demo")),
    )

    def named(answer: str | None) -> None:
        if answer is None:
            return
        try:
            books = write_demo(typed_path(answer), app.session.today)
        except ValmennusError as error:
            app.complain(error)
        except OSError:
            app.complain(SaveFailed(_("The folder {folder} cannot be made.").format(folder=answer)))
        else:
            app.session.demo = True
            _open(app, books[0])

    app.push_screen(dialog, named)


def ask_companion(app: ValmennusApp) -> None:
    """Offer the workbook for employer contacts beside this one, where this one has no place for them."""
    from valmennus_tui.document.companion import companion_path

    name = companion_path(app.session.book.path).name
    sentences = [
        _("This workbook has no place for employer contacts. They can be kept in a file beside it:"),
        name,
        _("It is made from our template, found by its name and read together with this workbook."),
    ]
    answers = [("no", _("Not now")), ("make", _("Make the file"))]

    def answered(answer: str | None) -> None:
        if answer != "make":
            return
        try:
            app.session.book.make_companion()
        except ValmennusError as error:
            app.complain(error)
            return
        app.show_only(document_screen(app.session))

    from valmennus_tui.tui.opening import document_screen

    app.push_screen(ChoiceDialog(_("Employer contacts"), sentences, answers), answered)


def save_copy(app: ValmennusApp) -> None:
    """Ask for a name, save a copy with the unsaved changes in it, and go on with the copy."""
    from valmennus_tui.tui.opening import show_opened

    book = app.session.book
    suggestion = book.path.with_name(_("{name} copy").format(name=book.path.stem) + book.path.suffix)
    dialog = PromptDialog(_("Save a copy"), [_("Where, and under which name?")], str(suggestion))

    def named(answer: str | None) -> None:
        if answer is None:
            return
        target = as_workbook(answer)
        try:
            book.save_copy(target)
        except ValmennusError as error:
            app.complain(error)
            return
        app.session.use(book)
        show_opened(app)

    app.push_screen(dialog, named)


def as_workbook(text: str) -> Path:
    """A typed path to a workbook; the ending is added where it is missing."""
    path = typed_path(text)
    return path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")


def typed_path(text: str) -> Path:
    """A typed path; ``~`` is understood. (``Path.expanduser`` raises for an unknown user; this does not.)"""
    return Path(os.path.expanduser(text.replace("\0", "")))  # noqa: PTH111


def _open(app: ValmennusApp, path: Path) -> None:
    from valmennus_tui.tui.opening import show_opened

    try:
        app.session.open(path)
    except ValmennusError as error:
        app.complain(error)
        return
    show_opened(app)
