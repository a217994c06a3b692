"""F1: what the place is for, its keys, and all keys of the program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope, actions_of, scope_title
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.keys import key_name
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen

_KEY_WIDTH = 16
_BASIC = (Scope.GRID, Scope.TEXT)
"""Movement and typing: told last, most people know them."""


class _HelpText(VerticalScroll, inherit_bindings=False, can_focus=True):
    """The scrolling text; it has the movement keys of a table."""

    SCOPE = Scope.GRID
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.GRID)

    def action_grid_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_grid_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_grid_page_up(self) -> None:
        self.scroll_page_up(animate=False)

    def action_grid_page_down(self) -> None:
        self.scroll_page_down(animate=False)

    def action_grid_home(self) -> None:
        self.scroll_home(animate=False)

    def action_grid_top(self) -> None:
        self.scroll_home(animate=False)

    def action_grid_end(self) -> None:
        self.scroll_end(animate=False)

    def action_grid_bottom(self) -> None:
        self.scroll_end(animate=False)


class HelpScreen(BaseScreen):
    """Help for the place it was called from."""

    SCOPES = (Scope.HELP,)
    TITLE_TEXT = N_("Help")
    HELP = N_("Read with the arrow keys and PageDown.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.HELP)

    def __init__(self, scopes: tuple[Scope, ...], texts: tuple[str, ...]) -> None:
        super().__init__()
        self._scopes = scopes
        self._texts = texts

    def compose_body(self) -> ComposeResult:
        with _HelpText():
            for text in self._texts:
                yield Static(plain(_(text)), markup=False, classes="help-text")
            yield from _sections(_("Keys here"), sorted(self._scopes, key=lambda scope: scope in _BASIC))
            yield from _sections(_("All keys"), [scope for scope in Scope if scope not in self._scopes])

    def available(self, action_id: str) -> bool:
        return action_id not in ("help", "palette") and super().available(action_id)

    def action_help_close(self) -> None:
        self.app.pop_screen()


def _sections(title: str, scopes: Iterable[Scope]) -> ComposeResult:
    yield Static(plain(title), markup=False, classes="help-title")
    for scope in scopes:
        yield Static(plain(scope_title(scope)), markup=False, classes="help-scope")
        yield Static(plain(keys_text(scope)), markup=False)


def keys_text(scope: Scope) -> str:
    """The keys of a scope, one a line."""
    lines = []
    for found in actions_of([scope]):
        keys = ", ".join(key_name(key) for key in found.keys)
        lines.append(f"  {keys:<{_KEY_WIDTH}} {found.shown_label}: {found.shown_help}")
    return "\n".join(lines)
