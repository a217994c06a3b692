"""Before saving: which cells change, how many results wait for Excel, and what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from valmennus_tui.errors import ChangedMeanwhile, OpenElsewhere, ValmennusError
from valmennus_tui.i18n import N_, _, ngettext
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.hiding import HiddenCells, discreet
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.showing import cell_text, hidden
from valmennus_tui.tui.widgets.record_grid import RecordGrid

if TYPE_CHECKING:
    from valmennus_tui.workbook.cells import CellChange


def changes_model(
    changes: tuple[CellChange, ...], hidden_cells: HiddenCells | None = None
) -> ListModel[CellChange]:
    """Sheet, cell, what was and what will be; without what ``hidden_cells`` hide."""

    def shown(change: CellChange, value: object) -> str:
        text = _shown(value)
        empty = value in (None, "")
        secret = hidden_cells is not None and hidden_cells.hides(change.sheet, change.ref, text)
        return hidden(text) if secret and not empty else text

    def sheet_name(change: CellChange) -> str:
        return change.sheet if hidden_cells is None else hidden_cells.without_names(change.sheet)

    columns: list[ListColumn[CellChange]] = [
        ListColumn(_("Sheet"), 16, sheet_name),
        ListColumn(_("Cell"), 7, lambda change: str(change.ref)),
        ListColumn(
            _("Before"), 20, lambda change: shown(change, change.old), lambda _change: Tone.FAINT, grow=True
        ),
        ListColumn(_("After"), 20, lambda change: shown(change, change.new), grow=True),
    ]
    return ListModel(columns, changes)


def _shown(value: object) -> str:
    text = cell_text(value)
    return text if text else _("(empty)")


class SaveScreen(BaseScreen):
    """The plan of a save. Returns True when the file has been written."""

    SCOPES = (Scope.SAVE,)
    TITLE_TEXT = N_("Save")
    HELP = N_("These cells change in the file; everything else stays as it was, byte for byte.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SAVE)
    AUTO_FOCUS = "#changes"

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="save-summary")
        yield RecordGrid(widget_id="changes", empty=_("Nothing to save."))

    def show_document(self) -> None:
        try:
            preview = self.session.book.preview()
        except ValmennusError as error:
            self.query_one("#save-summary", Static).update(plain(error.message))
            return
        self._count = len(preview.changes)
        hidden_cells = HiddenCells(self.session.book) if self.session.hide_names else None
        lines = [
            ngettext("{n} cell changes.", "{n} cells change.", self._count).format(n=self._count),
            _waiting(preview.waiting),
            *(f"{glyphs().warning} {discreet(self.session, warning)}" for warning in preview.warnings),
        ]
        self.query_one("#save-summary", Static).update(plain("\n".join(line for line in lines if line)))
        self.query_one("#changes", RecordGrid).set_model(changes_model(preview.changes, hidden_cells))

    def available(self, action_id: str) -> bool:
        if action_id == "save_confirm":
            return self.session.can_edit and self._count > 0
        return super().available(action_id)

    def action_save_confirm(self) -> None:
        book = self.session.book
        try:
            book.save()
        except (OpenElsewhere, ChangedMeanwhile) as error:
            self.complain(error.message + " " + _("You can save a copy with c."))
            return
        except ValmennusError as error:
            self.complain(error.message)
            return
        self.valmennus.leave_screen(self, True, _("Saved: {name}").format(name=book.name))

    def action_save_elsewhere(self) -> None:
        from valmennus_tui.tui.making import save_copy

        save_copy(self.valmennus)

    def action_save_cancel(self) -> None:
        self.dismiss(False)


def _waiting(count: int) -> str:
    if count == 0:
        return _("No formula result waits for Excel.")
    text = ngettext(
        "{n} formula result waits until Excel calculates it; until then it is shown as missing.",
        "{n} formula results wait until Excel calculates them; until then they are shown as missing.",
        count,
    )
    return f"{glyphs().waiting} {text.format(n=count)}"
