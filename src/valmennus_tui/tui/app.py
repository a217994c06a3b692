"""The program: wiring only. Screens do the work; this holds themes, safety and the ways between screens."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.reactive import Initialize, Reactive
from textual.theme import Theme

from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.crash import INTERNAL_ERROR, crash_sentence
from valmennus_tui.tui.glyphs import is_ascii
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.safe_text import ControlFilter
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.session import Session
from valmennus_tui.tui.themes import THEMES, choose_theme, next_theme, theme_label

_STYLES = ("base", "grids", "forms", "dialogs", "assess", "team")


def _first_theme(app: App[int]) -> str:
    assert isinstance(app, ValmennusApp)
    return app.first_theme


def _collect_again() -> None:
    """Search for garbage again, but never in what the start has made: that stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class ValmennusApp(App[int], inherit_bindings=False):
    """The screens on one workbook at a time."""

    TITLE = "Valmennus"
    CSS_PATH: ClassVar = [Path(__file__).parent / "styles" / f"{name}.tcss" for name in _STYLES]
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.APP)
    ENABLE_COMMAND_PALETTE = False
    """Ours is ``screens.palette``: drawn from the registry, in the user's language, without screenshots."""
    ALLOW_SELECT: ClassVar[bool] = False
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (declared so there)

    theme: Reactive[str] = Reactive(Initialize(_first_theme))
    """Set before Textual parses any style sheet: changing it later would parse them twice."""

    def __init__(self, session: Session, path: Path | None = None) -> None:
        self.first_theme = choose_theme(session.settings.interface.theme)
        super().__init__()
        self.session = session
        self._path = path
        self._control_filter = ControlFilter()
        self.animation_level = "none"

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours only."""
        return {theme.name: theme for theme in THEMES}

    # --- safety --------------------------------------------------------------------------------------

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them the one that drops control characters.

        Under ``NO_COLOR`` Textual would choose between no colours and 24-bit greys once, before the theme is
        known; with the ``ansi`` theme it is always no colours.
        """
        found = [
            NoColor() if isinstance(line_filter, Monochrome) and self.native_ansi_color else line_filter
            for line_filter in super().get_line_filters()
        ]
        return [*found, self._control_filter]

    def copy_to_clipboard(self, text: str) -> None:
        """Keep the text for pasting inside the program. Nothing is sent to the terminal (OSC 52)."""
        self._clipboard = text

    def _handle_exception(self, error: Exception) -> None:
        """Leave with a code and a sentence. Textual's own handler prints local variables."""
        super_ran = self._exception is not None
        self._return_code = INTERNAL_ERROR
        if not super_ran:
            self._exception = error
            self._exit_renderables.append(Text(crash_sentence(error)))
            self._exception_event.set()
        self._close_messages_no_wait()

    # --- typing --------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Let the screen begin to type before the next key is read: what comes in one piece stays whole."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            here = self.here
            if here is not None and here.begin_typing(event):
                return
        await super().on_event(event)

    # --- ways in and out -----------------------------------------------------------------------------

    def on_mount(self) -> None:
        from valmennus_tui.tui.opening import after_opening, first_screen
        from valmennus_tui.tui.recent import forget_unwanted

        forget_unwanted(self.session.settings)
        self.set_class(is_ascii(), "-ascii")
        self.push_screen(first_screen(self.session, self._path))
        after_opening(self)
        self.call_after_refresh(_collect_again)

    @property
    def is_first(self) -> bool:
        """Whether the screen in front is the first of ours: below it is only Textual's empty one."""
        return len(self.screen_stack) <= 2

    @property
    def here(self) -> BaseScreen | None:
        """The screen in front, if it is one of ours."""
        return self.screen if isinstance(self.screen, BaseScreen) else None

    def changed(self, message: str = "") -> None:
        """After a change of the document: fill the screen in front anew and say what was done."""
        self.session.changed()
        if self.here is not None:
            self.here.fill()
            self.here.say(message)

    def leave_screen(self, screen: BaseScreen, result: object, message: str) -> None:
        """Close a screen that has changed the document; the one below shows the change and the message."""
        self.session.changed()
        screen.dismiss(result)

        def say() -> None:
            if self.here is not None:
                self.here.fill()
                self.here.say(message)

        self.call_later(say)

    def show_only(self, screen: BaseScreen) -> None:
        """Close all screens and show this one."""
        while not self.is_first:
            self.pop_screen()
        self.switch_screen(screen)

    def complain(self, error: ValmennusError) -> None:
        """Show an error's sentence on the screen in front."""
        if self.here is not None:
            self.here.complain(error.message)

    # --- actions that hold everywhere ----------------------------------------------------------------

    def action_help(self) -> None:
        from valmennus_tui.tui.screens.help import HelpScreen

        if self.here is not None:
            self.push_screen(HelpScreen(self.here.active_scopes(), self.here.help_texts()))

    def action_palette(self) -> None:
        from valmennus_tui.tui.screens.palette import PaletteScreen

        if self.here is not None:
            self.push_screen(PaletteScreen(self.here))

    def action_privacy(self) -> None:
        self.session.hide_names = not self.session.hide_names
        hidden = self.session.hide_names
        self.changed(_("Names are hidden.") if hidden else _("Names are shown."))

    def action_theme(self) -> None:
        self.theme = next_theme(self.theme)
        if self.here is not None:
            self.here.say(_("Theme: {theme}").format(theme=theme_label(self.theme)), Tone.PLAIN)

    async def action_quit(self) -> None:
        from valmennus_tui.tui.leaving import leave

        leave(self)
