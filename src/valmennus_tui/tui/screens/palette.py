"""The command palette: every action of this place and of the program, by name."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Action, Scope, actions_of, scope_title
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.keys import key_name
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.widgets.picker import Picker


def palette_actions(screen: BaseScreen) -> list[Action]:
    """The actions that can be carried out from a screen now, nearest first."""
    return [
        found
        for found in actions_of(screen.active_scopes())
        if found.in_palette and screen.available(found.id)
    ]


class PaletteScreen(BaseScreen):
    """Search an action and do it."""

    SCOPES = (Scope.PALETTE,)
    TITLE_TEXT = N_("All actions")
    HELP = N_("All that can be done here. Type a part of the name; Enter does it.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PALETTE)

    def __init__(self, caller: BaseScreen) -> None:
        super().__init__()
        self._caller = caller

    def compose_body(self) -> ComposeResult:
        columns: list[ListColumn[Action]] = [
            ListColumn("", 22, lambda found: found.shown_label),
            ListColumn("", 12, lambda found: ", ".join(key_name(key) for key in found.keys)),
            ListColumn("", 20, lambda found: f"{found.shown_help} ({scope_title(found.scope)})", grow=True),
        ]
        model = ListModel(columns, palette_actions(self._caller))
        yield Picker(model, placeholder=_("Type a part of the action's name"), empty=_("No such action."))

    def available(self, action_id: str) -> bool:
        return action_id != "palette" and super().available(action_id)

    def on_picker_picked(self) -> None:
        self.action_palette_run()

    def action_palette_run(self) -> None:
        found = self.query_one(Picker).picked
        self.app.pop_screen()
        if found is not None:
            self.app.call_later(self._caller.perform, found.id)

    def action_palette_close(self) -> None:
        self.app.pop_screen()
