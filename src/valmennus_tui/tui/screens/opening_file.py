"""Drawn at once, before the workbook has been read: reading takes longer than starting the screens."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen


class OpeningScreen(BaseScreen):
    """Says which file is being opened, opens it, and gives way to the right screen."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose_body(self) -> ComposeResult:
        sentence = _("Opening {name}…").format(name=self._path.name)
        yield Static(plain(sentence), markup=False, classes="intro")

    def on_mount(self) -> None:
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        from valmennus_tui.tui.opening import show_opened
        from valmennus_tui.tui.screens.start import StartScreen

        try:
            self.session.open(self._path, read_only=self.session.read_only)
        except ValmennusError as error:
            self.app.switch_screen(StartScreen(error.message))
            return
        show_opened(self.valmennus)
