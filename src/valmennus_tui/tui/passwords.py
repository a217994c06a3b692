"""The password of encrypted workbooks: asked on the screen, kept in the session's memory only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from valmennus_tui.errors import FileRefused, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.screens.dialogs import Dialog
from valmennus_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from valmennus_tui.tui.app import ValmennusApp

WANTED, WRONG = "encrypted", "wrong_password"
"""Reasons of a refusal that a password, or another one, may change."""
_TICK_SECONDS = 0.2


class PasswordDialog(Dialog):
    """One password; what is typed shows as dots. Returns None when left."""

    def __init__(self, path: Path, said: str = "") -> None:
        """``said``: a sentence on the password typed before."""
        explained = _("{name} is protected by a password. With it the workbook can be looked at.")
        super().__init__(_("Password"), [said, explained.format(name=path.name)])

    def compose_answer(self) -> ComposeResult:
        box = TextBox(placeholder=_("Type the password"))
        box.password = True
        yield box

    def answer(self) -> str | None:
        return self.query_one(TextBox).value or None

    def action_dialog_accept(self) -> None:
        if self.answer() is not None:
            self.dismiss(self.answer())


def open_asking(
    app: ValmennusApp,
    path: Path,
    *,
    read_only: bool,
    opened: Callable[[], None],
    refused: Callable[[ValmennusError], None],
) -> None:
    """Open a workbook in the session, asking for its password where it has one; then ``opened`` is called.

    ``refused`` is told why the workbook could not be opened, also when no password is given.
    """

    def attempt(password: str | None, *, typed: bool) -> None:
        try:
            app.session.open(path, read_only=read_only, password=password)
        except ValmennusError as error:
            if isinstance(error, FileRefused) and error.reason in (WANTED, WRONG):
                ask(error, said=error.message if typed else "")
            else:
                refused(error)
            return
        opened()

    def ask(error: FileRefused, said: str) -> None:
        def answered(password: str | None) -> None:
            if password is None:
                refused(error)
            else:
                attempt(password, typed=True)

        app.push_screen(PasswordDialog(Path(error.path or path), said), answered)

    attempt(app.session.password, typed=False)


class ThreadPassword:
    """For reading in a thread (``collect.gather``'s ``passwords``): asks on the screen and waits.

    One answer serves every file of the session, and is asked for until it opens the first of them.
    ``given_up`` ends the waiting: for a reading that is cancelled.
    """

    def __init__(self, app: ValmennusApp, given_up: Callable[[], bool] = lambda: False) -> None:
        self._app = app
        self._given_up = given_up
        self._asked = False

    def __call__(self, path: Path) -> str | None:
        if self._app.session.password is None and not self._asked:
            self._asked = True
            password = self._ask(path, "")
            while password is not None and (wrong := wrong_sentence(path, password)):
                password = self._ask(path, wrong)
            self._app.session.password = password
        return self._app.session.password

    def _ask(self, path: Path, said: str) -> str | None:
        done, answers = threading.Event(), []

        def answered(password: str | None) -> None:
            answers.append(password)
            done.set()

        dialog = PasswordDialog(path, said)
        # Posted, not called: a program that closes meanwhile would keep this thread waiting for ever.
        self._app.call_later(self._app.push_screen, dialog, answered)
        while not done.wait(_TICK_SECONDS):
            if not self._app.is_running:
                return None
            if self._given_up():
                self._app.call_later(self._close, dialog)
                return None
        return answers[0]

    def _close(self, dialog: PasswordDialog) -> None:
        if self._app.screen is dialog:
            dialog.dismiss(None)


def wrong_sentence(path: Path, password: str) -> str:
    """Why a password does not open an encrypted file; "" where it does, or something else is the matter."""
    from valmennus_tui.workbook.encryption import decrypt, is_encrypted
    from valmennus_tui.workbook.precheck import read_file

    try:
        data = read_file(path)
        if is_encrypted(data):
            decrypt(data, password, path)
    except FileRefused as refused:
        return refused.message if refused.reason == WRONG else ""
    return ""
