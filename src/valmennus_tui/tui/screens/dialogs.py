"""Questions: choose an answer, or type one line. Both return the answer, or None when left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.widgets.bars import KeyFooter, MessageLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.text_box import TextBox

Answer = tuple[str, str]
"""An id and the text shown."""
_MOST_ROWS = 10
"""Answers shown at one time: more of them scroll."""


class Dialog(BaseScreen, ModalScreen[str | None]):
    """A box over the screen with a title and sentences, all of which may hold outside text."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DIALOG,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DIALOG)

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self.heading = title
        self.sentences = tuple(sentence for sentence in sentences if sentence)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(plain(self.heading), markup=False, classes="dialog-title")
            for sentence in self.sentences:
                yield Static(plain(sentence), markup=False, classes="dialog-text")
            yield from self.compose_answer()
            yield MessageLine()
            yield KeyFooter(self)

    def compose_answer(self) -> ComposeResult:
        """The widget that takes the answer."""
        yield from ()

    def available(self, action_id: str) -> bool:
        return action_id != "palette" and super().available(action_id)

    def answer(self) -> str | None:
        """The answer as it stands."""
        return None

    def action_dialog_accept(self) -> None:
        self.dismiss(self.answer())

    def action_dialog_cancel(self) -> None:
        self.dismiss(None)


class ChoiceDialog(Dialog):
    """One of several answers. The first is marked at the start: let it be the harmless one."""

    def __init__(self, title: str, sentences: Sequence[str], answers: Sequence[Answer]) -> None:
        super().__init__(title, sentences)
        self._answers = tuple(answers)

    def compose_answer(self) -> ComposeResult:
        columns: list[ListColumn[Answer]] = [ListColumn("", 10, lambda answer: answer[1], grow=True)]
        grid = RecordGrid(ListModel(columns, self._answers), row_cursor=True, head=False)
        grid.styles.height = min(len(self._answers), _MOST_ROWS)
        yield grid

    def on_record_grid_chosen(self) -> None:
        self.action_dialog_accept()

    def answer(self) -> str | None:
        return self._answers[self.query_one(RecordGrid).row][0]


class PromptDialog(Dialog):
    """One line of text. ``blank`` tells that none is an answer too: then Enter gives ""."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        value: str = "",
        placeholder: str = "",
        *,
        blank: bool = False,
    ) -> None:
        super().__init__(title, sentences)
        self._value = value
        self._placeholder = placeholder
        self._blank = blank

    def compose_answer(self) -> ComposeResult:
        yield TextBox(self._value, placeholder=self._placeholder)

    def answer(self) -> str | None:
        return self.query_one(TextBox).value.strip() or ("" if self._blank else None)

    def action_dialog_accept(self) -> None:
        if self.answer() is not None:
            self.dismiss(self.answer())
