"""The line in which typing narrows the table below it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.widgets.text_box import TextBox


class FilterLine(TextBox):
    """Hidden while it is empty and not in focus."""

    SCOPE = (Scope.FILTER, Scope.TEXT)
    HELP = N_("Only rows that contain every word you type are shown; å, ä and ö also match a and o.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.FILTER)

    class Filtered(Message):
        """The text has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, FilterLine.Filtered)

    class Done(Message):
        """The user goes on in the table."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Filter: type a part of any column"), widget_id="filter")
        self.display = False

    def open(self, first: str = "") -> None:
        """Show the line and take the focus; ``first`` is a character already typed."""
        self.display = True
        if first:
            self.value += first
        self.cursor_position = len(self.value)
        self.screen.set_focus(self)  # at once: focus() would let the next letter act as a key

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Filtered(event.value))

    def action_filter_done(self) -> None:
        self.display = bool(self.value)
        self.post_message(self.Done())

    def action_filter_clear(self) -> None:
        self.value = ""
        self.display = False
        self.post_message(self.Done())
