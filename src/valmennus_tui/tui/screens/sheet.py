"""The workbook's sheets as they are: look at and edit single cells, within the same rules."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.hiding import HiddenCells, discreet
from valmennus_tui.tui.models.sheet_table import SheetModel, one_line, shown
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.cell_editor import CellEditor
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.showing import hidden
from valmennus_tui.tui.typed_cell import typed_value
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.checks import why_not


class SheetScreen(DocumentScreen):
    """One sheet at a time; the line above the grid shows the whole cell."""

    SCOPES = (Scope.SHEET, Scope.DOCUMENT)
    TITLE_TEXT = N_("Sheets")
    HELP = N_(
        "The sheets as they are in the file. Formulas, table headings and locked cells cannot be edited; "
        "the line above the table shows the whole content of the cell."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET)
    AUTO_FOCUS = "#sheet"

    def __init__(self, sheet: str | None = None, ref: Ref | None = None) -> None:
        """``sheet`` and ``ref``: where to begin."""
        super().__init__()
        self._name = sheet
        self._goal = ref
        self._with_hidden = False
        self._model: SheetModel | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="cell-line")
        yield RecordGrid(widget_id="sheet", empty=_("This sheet has no cells."))

    # --- filling -------------------------------------------------------------------------------------

    def names(self) -> list[str]:
        """The sheets that can be shown: hidden ones only when asked for, sheets without cells never."""
        return [
            info.name
            for info in self.session.book.sheets
            if info.kind == "worksheet"
            and (info.state == "visible" or self._with_hidden or info.name == self._name)
        ]

    def place(self) -> str:
        return f"{super().place()} {glyphs().separator} {discreet(self.session, self._name or '')}"

    def resting_text(self) -> str:
        names = self.names()
        number = names.index(self._name) + 1 if self._name in names else 0
        return _("Sheet {n} of {total}").format(n=number, total=len(names))

    def show_document(self) -> None:
        names = self.names()
        if self._name is None and names:
            self._name = names[0]
        if self._name is None:
            return
        self._model = SheetModel(
            self.session.book.sheet(self._name),
            with_hidden=self._with_hidden,
            hidden_cells=HiddenCells(self.session.book) if self.session.hide_names else None,
        )
        grid = self.query_one("#sheet", RecordGrid)
        grid.set_model(self._model)
        goal, self._goal = self._goal, None
        if goal is not None:
            self._move_to(goal)
        elif grid.column == 0:
            grid.move_to(grid.row, 1)
        self._show_cell()

    def _show_cell(self) -> None:
        if self._model is None or self._name is None:
            return
        cell = self.current
        content = hidden(_content(cell)) if self._model.hides(cell) else _content(cell)
        text = f"{cell.ref}  {content}"
        self.query_one("#cell-line", Static).update(plain(one_line(text)))

    @property
    def current(self) -> Cell:
        """The cell under the cursor."""
        assert self._model is not None
        assert self._name is not None
        grid = self.query_one("#sheet", RecordGrid)
        return self.session.book.sheet(self._name).cell(self._model.ref(grid.row, grid.column))

    def on_record_grid_moved(self) -> None:
        self._show_cell()

    def on_record_grid_chosen(self) -> None:
        self.action_cell_edit()

    # --- actions -------------------------------------------------------------------------------------

    def available(self, action_id: str) -> bool:
        if action_id in ("sheet_next", "sheet_previous"):
            return len(self.names()) > 1
        if action_id == "sheet":
            return False
        if action_id in ("cell_edit", "cell_clear", "cell_jump") and self._model is None:
            return False
        return super().available(action_id)

    def action_sheet_next(self) -> None:
        self._turn(1)

    def action_sheet_previous(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        names = self.names()
        if self._name in names:
            self._name = names[(names.index(self._name) + by) % len(names)]
            self.query_one("#sheet", RecordGrid).move_to(0, 1)
            self.show_document()
            self.renew()

    def action_sheet_hidden(self) -> None:
        ref = self.current.ref if self._model else None
        self._with_hidden = not self._with_hidden
        self._goal = ref
        self.show_document()
        self.renew()
        self.say(
            _("Hidden rows, columns and sheets are shown.")
            if self._with_hidden
            else _("Hidden ones are hidden.")
        )

    def action_cell_edit(self) -> None:
        cell, name = self.current, self._name
        if name is None:
            return
        refused = why_not(self.session.book.main.view, name, cell.ref)
        if refused is not None:
            self.complain(refused.message)
        else:
            mask = self._model is not None and self._model.hides(cell)
            self.app.push_screen(CellEditor(name, cell, mask=mask), self._edited)

    def _edited(self, text: str | None) -> None:
        if text is not None:
            self._write(text)

    def action_cell_clear(self) -> None:
        self._write("")

    def _write(self, text: str) -> None:
        assert self._name is not None
        cell = self.current
        try:
            self.session.book.set_cell(self._name, cell.ref, typed_value(text, cell))
        except ValmennusError as error:
            self.complain(error.message)
            return
        sheet = discreet(self.session, self._name)
        self.valmennus.changed(_("Changed: {sheet}, {cell}").format(sheet=sheet, cell=cell.ref))

    def action_cell_jump(self) -> None:
        from valmennus_tui.tui.screens.dialogs import PromptDialog

        def jumped(answer: str | None) -> None:
            if answer is None:
                return
            try:
                self._move_to(Ref.parse(answer.strip()))
            except ValueError:
                self.complain(_("“{text}” is not a cell address such as B7.").format(text=answer))

        self.app.push_screen(PromptDialog(_("Go to cell"), [_("The cell's address, such as B7")]), jumped)

    def _move_to(self, ref: Ref) -> None:
        position = self._model.position(ref) if self._model else None
        if position is None:
            self.complain(_("{cell} is hidden or outside the sheet's cells.").format(cell=ref))
        else:
            self.query_one("#sheet", RecordGrid).move_to(*position)


def _content(cell: Cell) -> str:
    """The whole cell: a formula with its result, else the value."""
    if cell.formula:
        return f"={cell.formula}  {glyphs().arrow}  {shown(cell)}"
    if cell.is_formula:
        return _("part of another cell's formula: {result}").format(result=shown(cell))
    return shown(cell)
