"""A date field: short forms are written out, PageUp and PageDown go day by day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from valmennus_tui.i18n import N_
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.date_typing import expanded, moved, weekday, whole_date
from valmennus_tui.tui.widgets.text_box import TextBox


class DateBox(TextBox):
    """Holds text, as the cell may: a partial date (3/2026) is as good as a day, and is never made one."""

    SCOPE = (Scope.DATE, Scope.TEXT)
    HELP = N_("A date: 1.3.2026, 1.3., today, +7. A month (3/2026) or week stays as it is typed.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DATE)

    def __init__(self, value: str, today: date, *, widget_id: str | None = None) -> None:
        super().__init__(value, widget_id=widget_id)
        self._today = today

    @property
    def hint(self) -> str:
        """The weekday, where the text is a whole date."""
        day = whole_date(self.value)
        return "" if day is None else weekday(day)

    def on_blur(self) -> None:
        self.write_out()

    def write_out(self) -> None:
        """Write a short form out."""
        full = expanded(self.value, self._today)
        if full is not None and full != self.value:
            self.value = full
            self.cursor_position = len(full)

    def action_date_next(self) -> None:
        self._move(1)

    def action_date_previous(self) -> None:
        self._move(-1)

    def _move(self, days: int) -> None:
        self.value = moved(self.value, days, self._today)
        self.cursor_position = len(self.value)
