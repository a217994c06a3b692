"""The start screen: recent files, open, new from a template, demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from valmennus_tui.i18n import N_, _, format_date
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.due_dates import DueDate
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.recent import recent_files, remembers
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.widgets.record_grid import RecordGrid

_DUE_LINES = 3
"""Workbooks whose next assessment is told of."""


@dataclass(frozen=True)
class StartLine:
    """One line of the menu."""

    label: str
    detail: str
    do: Callable[[], object]


class StartScreen(BaseScreen):
    """What one sees without a file."""

    SCOPES = (Scope.START,)
    HELP = N_("Choose a recent workbook, open another, make a new one, or practise with the invented team.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.START)

    class DueFound(Message):
        """When assessments of recent workbooks are due."""

        def __init__(self, found: tuple[DueDate, ...]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, complaint: str = "") -> None:
        """``complaint``: why a file named on the command line could not be opened."""
        super().__init__()
        self._complaint = complaint
        self._shown: list[StartLine] = []
        self.looking: Thread | None = None
        """The thread that looks up due dates, once it has begun."""

    def compose_body(self) -> ComposeResult:
        text = _("Job coach's workbooks on one keyboard: clients, jobs, studies and employer contacts.")
        yield Static(plain(text), markup=False, classes="intro")
        yield Static(
            plain(_("Nothing is sent anywhere; files stay where they are.")), markup=False, classes="faint"
        )
        yield Static("", markup=False, id="due")
        yield RecordGrid(row_cursor=True, head=False, widget_id="menu")

    def on_mount(self) -> None:
        self.call_after_refresh(self._look_for_due)

    def show_document(self) -> None:
        columns: list[ListColumn[StartLine]] = [
            ListColumn("", 40, lambda line: line.label),
            ListColumn("", 20, lambda line: line.detail, grow=True),
        ]
        self._shown = self._lines()
        self.query_one("#menu", RecordGrid).set_model(ListModel(columns, self._shown))
        if self._complaint:
            self.complain(self._complaint)
            self._complaint = ""

    def _look_for_due(self) -> None:
        """Look up when assessments are due, in a thread of its own: a slow disk holds nothing up."""

        def look() -> None:
            from valmennus_tui.tui.due_dates import due_dates

            found = due_dates(self.session.settings, self.session.today)
            self.post_message(self.DueFound(found))

        self.looking = Thread(target=look, daemon=True)
        self.looking.start()

    def on_start_screen_due_found(self, message: DueFound) -> None:
        lines = [plain(self._due_line(due)) for due in message.found[:_DUE_LINES]]
        told = self.query_one("#due", Static)
        told.update(Content("\n").join(lines))
        told.display = bool(lines)

    def _due_line(self, due: DueDate) -> str:
        if due.on is None:
            text = _("No whole assessment yet: the first one is due now.")
        elif due.on < self.session.today:
            text = _("The assessment was due by {date}.").format(date=format_date(due.on))
            text = f"{glyphs().warning} {text}"
        else:
            text = _("The next assessment is due by {date}.").format(date=format_date(due.on))
        return f"{text} {glyphs().separator} {due.path.name}"

    def resting_text(self) -> str:
        if self.session.settings.privacy.shared_workstation:
            return _("Shared workstation: recent files are not kept.")
        return "" if remembers(self.session.settings) else _("Recent files are not kept.")

    def _lines(self) -> list[StartLine]:
        fixed = [
            StartLine(_("Open a workbook…"), _("choose from the folders"), self.action_open),
            StartLine(_("New workbook…"), _("from a template"), self.action_new),
            StartLine(_("Demo"), _("an invented team to practise with"), self.action_demo),
        ]
        return [*map(self._recent_line, recent_files(self.session.settings)), *fixed]

    def _recent_line(self, path: Path) -> StartLine:
        return StartLine(path.name, str(path.parent), lambda: self._open(path))

    def _open(self, path: Path) -> None:
        from valmennus_tui.tui.opening import open_path

        open_path(self.valmennus, path)

    def on_record_grid_chosen(self) -> None:
        self.action_start_choose()

    def action_start_choose(self) -> None:
        grid = self.query_one("#menu", RecordGrid)
        self._shown[grid.row].do()

    def action_open(self) -> None:
        from valmennus_tui.tui.screens.open_file import OpenScreen

        self.app.push_screen(OpenScreen(self.session.folder))

    def action_new(self) -> None:
        from valmennus_tui.tui.making import ask_new

        ask_new(self.valmennus)

    def action_demo(self) -> None:
        from valmennus_tui.tui.making import ask_demo

        ask_demo(self.valmennus)
