"""Type to narrow a list, arrows to move, Enter to pick: files, actions, clients, choices."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from valmennus_tui.i18n import N_
from valmennus_tui.tui.actions import action
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.text_box import TextBox

_MOVES = ("grid_up", "grid_down", "grid_page_up", "grid_page_down", "grid_top", "grid_bottom")


class Picker(Vertical):
    """A text field over a list. The field keeps the focus; the arrow keys move in the list."""

    HELP = N_("Type a part of what you look for; the list narrows. Move with the arrow keys.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action(move).keys), move, show=False, priority=False) for move in _MOVES
    ]

    class Picked(Message):
        """A line was clicked (Enter is the screen's own action)."""

    def __init__(
        self, model: ListModel[Any], *, placeholder: str = "", empty: str = "", head: bool = False
    ) -> None:
        super().__init__()
        self._model = model
        self._placeholder = placeholder
        self._empty = empty
        self._head = head

    def compose(self) -> ComposeResult:
        yield TextBox(placeholder=self._placeholder)
        yield RecordGrid(self._model, row_cursor=True, head=self._head, empty=self._empty)

    @property
    def grid(self) -> RecordGrid:
        return self.query_one(RecordGrid)

    @property
    def box(self) -> TextBox:
        return self.query_one(TextBox)

    @property
    def picked(self) -> Any | None:
        """The record under the cursor, or None where nothing fits."""
        return self._model.record(self.grid.row) if self._model.row_count else None

    def on_mount(self) -> None:
        self.grid.can_focus = False
        self.grid.always_marked = True
        self.box.focus()

    def show(self, model: ListModel[Any], *, keep_text: bool = False) -> None:
        """Another list, from its top."""
        self._model = model
        if keep_text:
            model.filter(self.box.value)
        else:
            self.box.value = ""
        self.grid.set_model(model, row=0)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._model.filter(event.value)
        self.grid.set_model(self._model, row=0)

    def on_record_grid_chosen(self, event: RecordGrid.Chosen) -> None:
        event.stop()
        self.post_message(self.Picked())

    def action_grid_up(self) -> None:
        self.grid.action_grid_up()

    def action_grid_down(self) -> None:
        self.grid.action_grid_down()

    def action_grid_page_up(self) -> None:
        self.grid.action_grid_page_up()

    def action_grid_page_down(self) -> None:
        self.grid.action_grid_page_down()

    def action_grid_top(self) -> None:
        self.grid.action_grid_top()

    def action_grid_bottom(self) -> None:
        self.grid.action_grid_bottom()
