"""A list of records of one kind to filter, sort and edit: what the contacts and the team's records share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.screens.record_form import show_form
from valmennus_tui.tui.screens.removing import ask_remove
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.workbook.address import Ref

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Entry


class RecordListScreen(DocumentScreen):
    """Records of one kind, in the order of the file.

    Subclasses say their ``GRID_ID``, fill the rows (:meth:`records_model`) and name the actions.
    """

    GRID_ID: ClassVar[str]

    def __init__(self, kind: RecordKind, *, frozen: int, record: str | None = None) -> None:
        """``frozen`` is how many columns stay in view, ``record`` the key of the record to begin on."""
        super().__init__()
        self.kind = kind
        self._frozen = frozen
        self._record = record
        self._model: ListModel[Entry] | None = None

    def records_model(self) -> ListModel[Entry]:
        """The records as rows."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What an empty list says to someone who may add to it."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        yield FilterLine()
        yield RecordGrid(widget_id=self.GRID_ID, frozen=self._frozen)

    def on_mount(self) -> None:
        self.fill()
        if self._record is not None:
            self._show_rows(self._record)

    def show_document(self) -> None:
        model = self.records_model()
        if self._model is not None:
            model.arrange_like(self._model)
        self._model = model
        self._show_rows()

    def _show_rows(self, key: str | None = None) -> None:
        assert self._model is not None
        grid = self._grid
        grid.empty = self.empty_text() if self.session.can_edit else ""
        grid.sorted_by, grid.backwards = self._model.sorted_by, self._model.backwards
        grid.set_model(self._model, self._model.find(lambda entry: entry.key == key) if key else None)
        self.renew()

    @property
    def _grid(self) -> RecordGrid:
        return self.query_one(f"#{self.GRID_ID}", RecordGrid)

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return self._model.row_count if self._model else 0

    @property
    def current(self) -> Entry | None:
        """The record under the cursor."""
        if self._model is None or self._model.row_count == 0:
            return None
        return self._model.record(self._grid.row)

    def place_in_sheets(self) -> tuple[str, Ref] | tuple[()]:
        return self.place_of(self.current.key) if self.current else ()

    # --- filter and sort -----------------------------------------------------------------------------

    def on_record_grid_head_clicked(self, event: RecordGrid.HeadClicked) -> None:
        self._sort(event.column)

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        if self._model is not None:
            self._model.filter(event.text)
            self._show_rows()

    def on_filter_line_done(self) -> None:
        self.set_focus(self._grid)

    def open_filter(self) -> None:
        """Begin to type a filter."""
        self.query_one(FilterLine).open()

    def sort_here(self) -> None:
        """Sort by the column under the cursor."""
        self._sort(self._grid.column)

    def _sort(self, column: int) -> None:
        if self._model is not None:
            key = self.current.key if self.current else None
            self._model.sort(column)
            self._show_rows(key)

    # --- edit ----------------------------------------------------------------------------------------

    def add_record(self) -> None:
        """Show the form of a new record; the list then stands on it."""

        def added(key: str | None) -> None:
            if key is not None:
                self.fill()
                self._show_rows(key)

        show_form(self, self.kind, then=added)

    def edit_current(self) -> None:
        """Show the form of the record under the cursor."""
        if self.current is not None:
            show_form(self, self.kind, self.current.key)

    def remove_current(self) -> None:
        """Remove the record under the cursor, after asking."""
        if self.current is not None:
            ask_remove(self.valmennus, self.kind, self.current.key)
