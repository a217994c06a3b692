"""A field with a drop-down list that narrows while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual.binding import BindingType
from textual.widgets import Input

from valmennus_tui.i18n import N_
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.models.list_model import ListColumn, ListModel, fold
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.text_box import TextBox

_SHOWN = 7


def narrowed(choices: Sequence[str], text: str) -> list[str]:
    """The choices that fit what is typed: those that begin with it first, then those that contain it."""
    wanted = fold(text.strip())
    if not wanted:
        return list(choices)
    begin = [choice for choice in choices if fold(choice).startswith(wanted)]
    return begin + [choice for choice in choices if choice not in begin and wanted in fold(choice)]


def completed(choices: Sequence[str], text: str) -> str | None:
    """The one choice that a typed beginning can mean, or None."""
    wanted = fold(text.strip())
    if not wanted or text in choices:
        return None
    exact = [choice for choice in choices if fold(choice) == wanted]
    begin = exact or [choice for choice in choices if fold(choice).startswith(wanted)]
    return begin[0] if len(begin) == 1 else None


class ChoiceList(RecordGrid, can_focus=False):
    """The open list under a field."""

    def __init__(self) -> None:
        super().__init__(row_cursor=True, head=False, frozen=0)
        self.always_marked = True
        self.display = False

    def show(self, choices: Sequence[str]) -> None:
        """Show the choices, as many lines as there are up to a few."""
        column: ListColumn[str] = ListColumn("", 10, lambda choice: choice, grow=True)
        self.styles.height = max(min(len(choices), _SHOWN), 1)
        self.set_model(ListModel([column], list(choices)), row=0)
        self.display = bool(choices)
        if choices:
            self.call_after_refresh(self.scroll_visible, animate=False)


class ListPlace(Protocol):
    """Whoever has room for an open list."""

    def place_list(self, popup: ChoiceList) -> None: ...


class ChoiceBox(TextBox):
    """A text field that offers the template's own list. What is not in the list is left to validation."""

    SCOPE = (Scope.CHOICE, Scope.TEXT)
    HELP = N_("A list from the workbook. Type the beginning of a choice, or show the whole list with F4.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CHOICE)

    def __init__(self, value: str, choices: Sequence[str], place: ListPlace) -> None:
        """``place`` puts the list under the field when it opens for the first time."""
        super().__init__(value)
        self.choices = tuple(choices)
        self.popup: ChoiceList | None = None
        self._place = place
        self._typed_for = value

    @property
    def is_open(self) -> bool:
        """Whether the list shows."""
        return self.popup is not None and bool(self.popup.display)

    def _show_list(self, choices: Sequence[str]) -> None:
        if self.popup is None:
            if not choices:
                return
            self.popup = ChoiceList()
            self._place.place_list(self.popup)
        self.popup.show(choices)

    def _hide_list(self) -> None:
        if self.popup is not None:
            self.popup.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Typing opens the list; taking a choice, or filling the field by the program, does not."""
        if self.has_focus and event.value != self._typed_for:
            self._typed_for = event.value
            fitting = narrowed(self.choices, event.value) if event.value else []
            self._show_list([] if fitting == [event.value] else fitting)

    def on_blur(self) -> None:
        self._hide_list()
        whole = completed(self.choices, self.value)
        if whole is not None:
            self._put(whole)

    def _put(self, text: str) -> None:
        self._typed_for = text
        self.value = text
        self.cursor_position = len(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("choice_take", "choice_close", "choice_down", "choice_up"):
            return self.is_open
        return super().check_action(action, parameters)

    def action_choice_open(self) -> None:
        """Show the whole list, the present value marked."""
        self._show_list(self.choices)
        if self.value in self.choices and self.popup is not None:
            self.popup.move_to(self.choices.index(self.value))

    def action_choice_take(self) -> None:
        if self.popup is not None:
            self._put(self.popup.model.text(self.popup.row, 0))
            self._hide_list()

    def action_choice_close(self) -> None:
        self._hide_list()

    def action_choice_down(self) -> None:
        if self.popup is not None:
            self.popup.action_grid_down()

    def action_choice_up(self) -> None:
        if self.popup is not None:
            self.popup.action_grid_up()
