"""Drawn before a big workbook is read, which takes longer than starting the screens."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen

_ONE_FRAME = 1 / 30
"""Seconds: long enough for Textual to draw this screen (it draws up to sixty times a second)."""


class OpeningScreen(BaseScreen):
    """Says which file is being opened, opens it, and gives way to the right screen."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose_body(self) -> ComposeResult:
        sentence = _("Opening {name}…").format(name=self._path.name)
        yield Static(plain(sentence), markup=False, classes="intro")

    def on_mount(self) -> None:
        self.set_timer(_ONE_FRAME, self._open)

    def _open(self) -> None:
        from valmennus_tui.tui.opening import show_opened
        from valmennus_tui.tui.passwords import open_asking

        app = self.valmennus
        read_only = self.session.read_only
        open_asking(
            app, self._path, read_only=read_only, opened=lambda: show_opened(app), refused=self._refused
        )

    def _refused(self, error: ValmennusError) -> None:
        from valmennus_tui.tui.screens.start import StartScreen

        self.app.switch_screen(StartScreen(error.message))
