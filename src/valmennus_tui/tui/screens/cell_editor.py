"""Editing one cell: its own drop-down list where it has one."""

from __future__ import annotations

from textual.app import ComposeResult

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.screens.dialogs import Dialog
from valmennus_tui.tui.showing import cell_text
from valmennus_tui.tui.widgets.choice_box import ChoiceBox, ChoiceList
from valmennus_tui.tui.widgets.text_box import TextBox
from valmennus_tui.workbook.cells import Cell


class CellEditor(Dialog):
    """Returns the new text, also an empty one; None when left."""

    HELP = N_(
        "The new content of the cell. Dates and numbers are understood as you type them; an apostrophe in"
        " front makes it text."
    )

    def __init__(self, sheet: str, cell: Cell, *, mask: bool = False) -> None:
        """``mask``: show signs in place of the text (names while they are hidden)."""
        super().__init__(_("{sheet}, cell {cell}").format(sheet=sheet, cell=cell.ref), [])
        self._sheet = sheet
        self._cell = cell
        self._mask = mask

    def compose_answer(self) -> ComposeResult:
        choices = self.session.book.cell_list(self._sheet, self._cell.ref)
        text = cell_text(self._cell.value)
        if choices is None or choices.values is None:
            box = TextBox(text)
        else:
            box = ChoiceBox(text, choices.values, self)
        box.password = self._mask
        yield box

    def place_list(self, popup: ChoiceList) -> None:
        """The open list stands under the field."""
        self.query_one(".dialog").mount(popup, after=self.query_one(ChoiceBox))

    def on_mount(self) -> None:
        self.query_one(TextBox).focus()

    def answer(self) -> str | None:
        text = self.query_one(TextBox).value
        return text if text != cell_text(self._cell.value) else None
