"""One line of text to edit: Textual's Input without its English words, its blinking and its raw output."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from valmennus_tui.i18n import N_
from valmennus_tui.tui.actions import Scope, actions_of
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.safe_text import one_for_one


@cache
def _editing_keys() -> Mapping[str, str]:
    """Action ids by key, of writing and of stepping through days."""
    return {key: each.id for each in actions_of((Scope.TEXT, Scope.DATE)) for key in each.keys}


class _ShowControls(Highlighter):
    """Draw control characters of the value as visible signs; the value itself stays as it is."""

    def __call__(self, text: str | Text) -> Text:
        plain = text if isinstance(text, str) else text.plain
        return Text(one_for_one(plain), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing to colour."""


class TextBox(Input, inherit_bindings=False):
    """A text field. What is shown is safe; ``value`` is what the file holds or the user typed."""

    SCOPE: ClassVar[Scope | tuple[Scope, ...]] = Scope.TEXT
    HELP: ClassVar[str] = N_("A text field. Type the text; Ctrl+U empties what is before the cursor.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEXT)

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        widget_id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            _ShowControls(),
            max_length=max_length,
            select_on_focus=False,
            compact=True,
            id=widget_id,
            classes=classes,
            disabled=disabled,
        )
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Carry out the keys of writing here and now.

        As bindings they would travel up to the program first, and letters that come in one piece with them
        would overtake them: a mistake corrected by a fast typist, or on a slow line, would stay.
        """
        act = getattr(self, f"action_{_editing_keys().get(event.key)}", None)
        if act is not None:
            event.stop()
            event.prevent_default()
            act()
