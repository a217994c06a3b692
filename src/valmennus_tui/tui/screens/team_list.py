"""A list that leads on from the team: what the files, the findings and the rows behind a figure share."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.widgets.filter_line import FilterLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid

Row = TypeVar("Row")


class TeamListScreen(DocumentScreen, Generic[Row]):
    """Rows to look at; nothing of the team workbook is changed here. ``GRID`` is the selector of the table,
    ``OPENING`` the action of Enter."""

    GRID: ClassVar[str]
    OPENING: ClassVar[str]

    def __init__(self, model: ListModel[Row]) -> None:
        """``model`` stands there until the rows are known."""
        super().__init__()
        self._model = model

    def show_rows(self, model: ListModel[Row]) -> None:
        """Show these rows, filtered and sorted as those before."""
        model.arrange_like(self._model)
        self._model = model
        self.query_one(self.GRID, RecordGrid).set_model(model)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        if self._model.row_count == 0:
            return None
        return self._model.record(self.query_one(self.GRID, RecordGrid).row)

    def available(self, action_id: str) -> bool:
        if action_id in ("sheet", "findings", "save"):
            return False
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        return ""

    def on_record_grid_moved(self) -> None:
        self.renew()

    async def on_record_grid_chosen(self) -> None:
        if self.available(self.OPENING):
            await self.perform(self.OPENING)

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        self._model.filter(event.text)
        self.query_one(self.GRID, RecordGrid).set_model(self._model, row=0)
        self.renew()

    def on_filter_line_done(self) -> None:
        self.set_focus(self.query_one(self.GRID, RecordGrid))
