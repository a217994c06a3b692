"""The grid: one line-API widget for every table in the program.

Why not DataTable: loading 10,000 rows takes it four seconds, and a step that scrolls writes 11 kB. This one
asks its model only for the cells that are on the screen, redraws only the cells that changed when the cursor
moves, and jumps half a page at the edge. It keeps its own first row and first column, in whole rows and
columns, rather than Textual's scroll offsets: there is no scroll bar to repaint and nothing to animate.
"""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from valmennus_tui.i18n import N_
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Column, GridModel, Tone
from valmennus_tui.tui.widgets.grid_layout import GAP, GridLayout, top_for
from valmennus_tui.tui.widgets.grid_paint import Piece, fit, split_at, strip_of

_WHEEL_ROWS = 3
_CURSOR_WIDTH = 10
"""Columns of a cell that the cell cursor covers. A step draws two lines up to here, in 24-bit colours with 80
bytes of colour each, and has to stay within 300 bytes at 80 columns."""


class EmptyModel:
    """A table with nothing in it."""

    columns: tuple[Column, ...] = ()
    row_count = 0

    def text(self, row: int, column: int) -> str:
        return ""

    def tone(self, row: int, column: int) -> Tone:
        return Tone.PLAIN


class RecordGrid(Widget, can_focus=True):
    """A table with a cursor. ``row_cursor`` marks the whole row (lists), else one cell (tables)."""

    SCOPE = Scope.GRID
    HELP = N_("A table. Move with the arrow keys; a column title shows by a sign which way it is sorted.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.GRID)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-grid--head",
        "record-grid--cursor",
        "record-grid--cursor-blurred",
        *(f"record-grid--{tone}" for tone in Tone),
    }

    class Moved(Message):
        """The cursor has moved. A newer one replaces one that waits."""

        def __init__(self, grid: RecordGrid) -> None:
            super().__init__()
            self.grid = grid

        @property
        def control(self) -> RecordGrid:
            return self.grid

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RecordGrid.Moved) and message.grid is self.grid

    class Chosen(Message):
        """A row was double-clicked, or clicked in a list."""

        def __init__(self, grid: RecordGrid) -> None:
            super().__init__()
            self.grid = grid

        @property
        def control(self) -> RecordGrid:
            return self.grid

    class HeadClicked(Message):
        """A column title was clicked."""

        def __init__(self, grid: RecordGrid, column: int) -> None:
            super().__init__()
            self.grid = grid
            self.column = column

        @property
        def control(self) -> RecordGrid:
            return self.grid

    def __init__(
        self,
        model: GridModel | None = None,
        *,
        row_cursor: bool = False,
        head: bool = True,
        frozen: int = 1,
        empty: str = "",
        widget_id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``empty`` is the sentence shown when there are no rows."""
        super().__init__(id=widget_id, classes=classes)
        self.model: GridModel = model or EmptyModel()
        self.row_cursor = row_cursor
        self.empty = empty
        self.row = 0
        self.column = 0
        self.sorted_by: int | None = None
        self.backwards = False
        self.always_marked = False
        """Show the cursor as in focus: for a list that a text field next to it moves in."""
        self._head = 1 if head else 0
        self._frozen = frozen
        self._top = 0
        self._left = frozen
        self._layout_now: GridLayout | None = None
        self._styles_now: dict[str, Style] = {}

    # --- what is shown -------------------------------------------------------------------------------

    def set_model(self, model: GridModel, row: int | None = None) -> None:
        """Show another table; the cursor stays where it was, or goes to ``row``."""
        self.model = model
        self._layout_now = None
        self._place(self.row if row is None else row, self.column)
        self._top = top_for(self.row, self._top, self.page, model.row_count)
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def page(self) -> int:
        """How many rows fit on the screen."""
        return max(self.size.height - self._head, 1)

    @property
    def top(self) -> int:
        """The first row on the screen."""
        return self._top

    @property
    def grid_layout(self) -> GridLayout:
        """The columns' places at the present width."""
        if self._layout_now is None or self._layout_now.width != self.size.width:
            self._layout_now = GridLayout(self.model.columns, self.size.width, self._frozen)
        return self._layout_now

    # --- moving --------------------------------------------------------------------------------------

    def move_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor there (nearest possible); redraws only what changed."""
        before = (self.row, self.column)
        self._place(row, self.column if column is None else column)
        top = top_for(self.row, self._top, self.page, self.model.row_count)
        left = self.grid_layout.left_for(self.column, self._left)
        if (top, left) != (self._top, self._left):
            self._top, self._left = top, left
            self.refresh()
        elif before != (self.row, self.column):
            self.refresh(*self._changed_marks(before))
        if before != (self.row, self.column):
            self.post_message(self.Moved(self))

    def _place(self, row: int, column: int) -> None:
        self.row = min(max(row, 0), max(self.model.row_count - 1, 0))
        self.column = min(max(column, 0), max(len(self.model.columns) - 1, 0))

    def _changed_marks(self, before: tuple[int, int]) -> list[Region]:
        """What to draw again after a move. Textual draws a line from its start, so one region a line."""
        old, new = self._marks(*before), self._marks(self.row, self.column)
        if before[0] == self.row and old and new:
            return [old[0].union(new[0])]
        return old + new

    def _marks(self, row: int, column: int) -> list[Region]:
        """The places on the screen that change when the cursor comes or goes."""
        y = row - self._top + self._head
        if self.row_cursor:
            return [Region(0, y, self.size.width, 1)]
        layout = self.grid_layout
        if column >= len(layout.widths):
            return []
        width = min(layout.widths[column], _CURSOR_WIDTH)
        return [Region(layout.start(column, self._left), y, width, 1)]

    def action_grid_up(self) -> None:
        self.move_to(self.row - 1)

    def action_grid_down(self) -> None:
        self.move_to(self.row + 1)

    def action_grid_left(self) -> None:
        self.move_to(self.row, self.column - 1)

    def action_grid_right(self) -> None:
        self.move_to(self.row, self.column + 1)

    def action_grid_page_up(self) -> None:
        self.move_to(self.row - self.page)

    def action_grid_page_down(self) -> None:
        self.move_to(self.row + self.page)

    def action_grid_home(self) -> None:
        at_start = self.row_cursor or self.column == 0
        self.move_to(0 if at_start else self.row, 0)

    def action_grid_end(self) -> None:
        last = len(self.model.columns) - 1
        at_end = self.row_cursor or self.column == last
        self.move_to(self.model.row_count - 1 if at_end else self.row, last)

    def action_grid_top(self) -> None:
        self.move_to(0)

    def action_grid_bottom(self) -> None:
        self.move_to(self.model.row_count - 1)

    # --- mouse ---------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        column = self.grid_layout.column_at(event.x, self._left)
        if event.y < self._head:
            if column is not None:
                self.post_message(self.HeadClicked(self, column))
            return
        row = self._top + event.y - self._head
        if row >= self.model.row_count:
            return
        again = row == self.row and self.has_focus
        self.move_to(row, column)
        if event.chain > 1 or (self.row_cursor and again):
            self.post_message(self.Chosen(self))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(_WHEEL_ROWS)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(-_WHEEL_ROWS)
        event.stop()

    def _wheel(self, rows: int) -> None:
        """Scroll the view; the cursor stays in its cell and the next key brings it back into view."""
        top = min(max(self._top + rows, 0), max(self.model.row_count - self.page, 0))
        if top != self._top:
            self._top = top
            self.refresh()

    # --- drawing -------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """The theme has changed: take the styles anew."""
        self._styles_now = {}
        super().notify_style_update()

    def on_focus(self) -> None:
        self.refresh(*self._marks(self.row, self.column))

    def on_blur(self) -> None:
        self.refresh(*self._marks(self.row, self.column))

    def on_resize(self) -> None:
        self._top = top_for(self.row, self._top, self.page, self.model.row_count)
        self._left = self.grid_layout.left_for(self.column, self._frozen)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the column titles, a row, or nothing."""
        width = self.size.width
        ground = self._style(Tone.PLAIN)
        if y < self._head:
            return strip_of(self._head_pieces(), width, self._style("head"))
        row = self._top + y - self._head
        if row < self.model.row_count:
            return strip_of(self._row_pieces(row), width, self._row_ground(row))
        if y == self._head and self.model.row_count == 0 and self.empty:
            return strip_of([(fit(self.empty, width), self._style(Tone.FAINT))], width, ground)
        return Strip.blank(width, ground)

    def _style(self, name: str) -> Style:
        style = self._styles_now.get(name)
        if style is None:
            style = self.get_component_rich_style(f"record-grid--{name}")
            self._styles_now[name] = style
        return style

    def _row_ground(self, row: int) -> Style:
        if self.row_cursor and row == self.row:
            return self._style("cursor" if self.has_focus or self.always_marked else "cursor-blurred")
        return self._style(Tone.PLAIN)

    def _head_pieces(self) -> list[Piece]:
        style, layout = self._style("head"), self.grid_layout
        pieces: list[Piece] = []
        for index in layout.visible(self._left):
            column, width = self.model.columns[index], layout.shown_width(index, self._left)
            title = column.title
            if index == self.sorted_by:
                sign = glyphs().falling if self.backwards else glyphs().rising
                title = f"{title[: max(width - 2, 0)]} {sign}"
            pieces.append((fit(title, width, right=column.right) + " " * GAP, style))
        return pieces

    def _row_pieces(self, row: int) -> list[Piece]:
        layout, columns, model = self.grid_layout, self.model.columns, self.model
        gap = self._row_ground(row)
        pieces: list[Piece] = []
        for index in layout.visible(self._left):
            width = layout.shown_width(index, self._left)
            text = fit(model.text(row, index), width, right=columns[index].right)
            pieces += self._cell_pieces(row, index, text)
            pieces.append((" " * GAP, gap))
        return pieces

    def _cell_pieces(self, row: int, column: int, text: str) -> list[Piece]:
        style = self._style(self.model.tone(row, column))
        if row != self.row or (not self.row_cursor and column != self.column):
            return [(text, style)]
        cursor = self._style("cursor" if self.has_focus or self.always_marked else "cursor-blurred")
        if self.row_cursor:
            return [(text, cursor)]
        covered, rest = split_at(text, _CURSOR_WIDTH)
        return [(covered, cursor), (rest, style)]
