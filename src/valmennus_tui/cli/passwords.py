"""The password of encrypted workbooks: asked once a run, on a terminal only, and kept in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from valmennus_tui.cli.output import is_terminal
from valmennus_tui.errors import FileRefused
from valmennus_tui.i18n import _

T = TypeVar("T")


class PasswordPrompt:
    """Asks for the password when the first encrypted workbook is met; the answer serves the others too."""

    def __init__(self) -> None:
        self._asked = False
        self._answer: str | None = None

    def __call__(self, path: Path) -> str | None:
        """The password; None where nobody is there to ask, or nothing was typed."""
        if not self._asked:
            self._asked = True
            self._answer = _ask(path) if is_terminal(sys.stdin, sys.stderr) else None
        return self._answer

    def opened(self, read: Callable[[str | None], T]) -> T:
        """What ``read`` gives without a password, else with it. Raises what ``read`` raises."""
        try:
            return read(self._answer)
        except FileRefused as refused:
            if refused.reason != "encrypted":
                raise
            password = self(Path(refused.path or ""))
            if password is None:
                raise
        return read(password)


def _ask(path: Path) -> str | None:
    from getpass import getpass

    from valmennus_tui.safe_text import safe

    try:
        return getpass(safe(_("Password of {name}: ").format(name=path.name)), sys.stderr) or None
    except EOFError:
        return None
