"""The team leader's home screen: the coaches side by side, what to talk over, and the ways on from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from valmennus_tui.consolidation.coach_lines import CoachLine
from valmennus_tui.consolidation.team_alarms import TeamAlarm
from valmennus_tui.consolidation.team_rows import COLUMNS, clients_in, rows_of_figure, rows_of_refs
from valmennus_tui.consolidation.team_view import TeamView
from valmennus_tui.consolidation.team_words import (
    alarm_sentence,
    capacity_sentence,
    columns_sentence,
    due_sentence,
)
from valmennus_tui.document.team_data import team_data
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.list_model import ListModel
from valmennus_tui.tui.models.team_tables import COACH_COLUMNS, CONTACTS, alarms_model, coaches_model
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.screens.dialogs import PromptDialog
from valmennus_tui.tui.screens.document_screen import DocumentScreen
from valmennus_tui.tui.team_desk import TeamDesk
from valmennus_tui.tui.visiting import visit
from valmennus_tui.tui.widgets.record_grid import EmptyModel, RecordGrid
from valmennus_tui.tui.widgets.trend_panel import TrendPanel

if TYPE_CHECKING:
    from valmennus_tui.consolidation.team_rows import BackingRow

_COACHES, _ALARMS = "#coaches", "#team-alarms"
_NEED_VIEW = ("team_figures", "team_trend", "team_open")
_NEED_READING = ("team_files", "team_fill_in", "findings")
_NEED_BOOK = ("sheet", "team_coaches", "team_log", "team_fill_in", "redo")


class TeamScreen(DocumentScreen):
    """The team of a folder, with its team workbook if that is open."""

    SCOPES = (Scope.TEAM, Scope.DOCUMENT)
    TITLE_TEXT = N_("Team")
    HELP = N_(
        "The coaches side by side: clients against the limit, who waits for a first employer contact, who has"
        " no written plan. Enter on a number shows the rows behind it, on a coach's name the coach's own"
        " workbook. Tab goes to what should be talked over."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEAM)
    AUTO_FOCUS = _COACHES

    def __init__(self, folder: Path | None = None) -> None:
        """``folder``: where the coaches' workbooks are; None: beside the open team workbook."""
        super().__init__()
        self._folder = folder
        self._desk: TeamDesk | None = None
        self._coaches: ListModel[CoachLine] | None = None
        self._alarms: ListModel[TeamAlarm] | None = None
        self._shown: TeamView | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("", markup=False, id="team-line")
        yield RecordGrid(widget_id="coaches")
        yield Static("", markup=False, id="team-sums")
        with Container(id="team-below"):
            yield RecordGrid(widget_id="team-alarms", row_cursor=True)
            yield TrendPanel()

    @property
    def desk(self) -> TeamDesk:
        """What was read and computed, shared with the screens above this one."""
        if self._desk is None:
            folder = self._folder or self.session.book.path.absolute().parent
            self._desk = TeamDesk(self.valmennus, folder)
            self._desk.when_read = self._adopt
        return self._desk

    def on_mount(self) -> None:
        self.fill()
        self.desk.read()
        self.renew()

    def on_unmount(self) -> None:
        if self._desk is not None:
            self._desk.stop()

    def _adopt(self) -> None:
        """Open the folder's one team workbook, where the program was started on the folder."""
        gathered, session = self.desk.gathered, self.session
        if gathered is None or session.document is not None or session.visit is not None:
            return
        found = gathered.of_kind("team")
        if len(found) != 1:
            return
        from valmennus_tui.tui.opening import after_opening

        try:
            session.open(found[0], read_only=session.read_only, password=session.password)
        except ValmennusError as error:
            self.complain(error.message)
            return
        after_opening(self.valmennus)

    # --- filling -------------------------------------------------------------------------------------

    def place(self) -> str:
        if self.session.document is not None:
            return super().place()
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self.desk.folder}"

    def show_document(self) -> None:
        document = self.session.document
        self.desk.tell_team(None if document is None else team_data(document, self.session.settings))
        view = self.desk.view
        if view is None:
            self._coaches = self._alarms = self._shown = None
            for grid in self.query(RecordGrid):
                grid.set_model(EmptyModel())
            self._show_sums("")
        elif view is not self._shown:
            self._show_view(view)
        self.renew()

    def _show_view(self, view: TeamView) -> None:
        self._shown = view
        self._coaches, self._alarms = coaches_model(view), alarms_model(view)
        grid = self.query_one(_COACHES, RecordGrid)
        grid.styles.height = min(self._coaches.row_count + 1, max(self.app.size.height // 2 - 3, 4))
        grid.set_model(self._coaches)
        alarms = self.query_one(_ALARMS, RecordGrid)
        alarms.empty = _("Nothing to talk over.")
        alarms.set_model(self._alarms)
        self._show_sums("\n".join(text for text in (capacity_sentence(view), due_sentence(view)) if text))
        self.query_one(TrendPanel).show(view)

    def _show_sums(self, text: str) -> None:
        self.query_one("#team-sums", Static).update(plain(text))

    def renew(self) -> None:
        if self.is_mounted:
            self.query_one("#team-line", Static).update(plain(self.desk.sentence()))
        super().renew()

    def resting_text(self) -> str:
        alarm = self._alarm
        if alarm is not None and self._among_alarms:
            who = alarm.coach or _("Team")
            return f"{who}: {alarm_sentence(alarm)}"
        if self.desk.view is not None and self._column in ("waiting_long", "without_plans"):
            return columns_sentence(self.desk.view)
        return _("Folder: {folder}").format(folder=self.desk.folder.name or self.desk.folder)

    def on_record_grid_moved(self) -> None:
        self.renew()

    # --- what is under the cursor --------------------------------------------------------------------

    @property
    def _line(self) -> CoachLine | None:
        if self._coaches is None or self._coaches.row_count == 0:
            return None
        return self._coaches.record(self.query_one(_COACHES, RecordGrid).row)

    @property
    def _alarm(self) -> TeamAlarm | None:
        if self._alarms is None or self._alarms.row_count == 0:
            return None
        return self._alarms.record(self.query_one(_ALARMS, RecordGrid).row)

    @property
    def _column(self) -> str:
        return COACH_COLUMNS[min(self.query_one(_COACHES, RecordGrid).column, len(COACH_COLUMNS) - 1)]

    @property
    def _among_alarms(self) -> bool:
        return self.focused is self.query_one(_ALARMS, RecordGrid)

    # --- what can be done ----------------------------------------------------------------------------

    def available(self, action_id: str) -> bool:
        desk, document = self.desk, self.session.document
        if action_id == "team_stop":
            return desk.reading
        if action_id in _NEED_VIEW and desk.view is None:
            return False
        if action_id in _NEED_READING and (desk.gathered is None or desk.reading):
            return False
        if action_id == "team_again":
            return not desk.reading
        if action_id == "team_fill_in" and not self.session.can_edit:
            return False
        if action_id in _NEED_BOOK and document is None:
            return False
        if action_id == "back" and desk.reading:
            return False
        return super().available(action_id)

    def why_nothing(self, key: str) -> str:
        if key in "abfil" and self.desk.gathered is None:
            unread = self.desk.error or _("The folder has not been read. Read it with y.")
            return "" if self.desk.reading else unread
        if self.session.document is None:
            if key in ("b", "k", "w", "t") and not self.desk.busy:
                return _("There is no team workbook in the folder. Make one with n on the start screen.")
            return ""
        return super().why_nothing(key)

    def on_record_grid_chosen(self) -> None:
        self.action_team_open()

    def action_team_open(self) -> None:
        if self._among_alarms:
            self._open_alarm()
        else:
            self._open_cell()

    def _open_alarm(self) -> None:
        alarm, gathered, view = self._alarm, self.desk.gathered, self.desk.view
        if alarm is None or gathered is None or view is None:
            return
        line = next((each for each in view.coaches if each.coach == alarm.coach), None)
        if alarm.rows or line is None:
            who = alarm.coach or _("Team")
            self._show_rows(f"{who}: {alarm_sentence(alarm)}", rows_of_refs(gathered, alarm.rows))
        else:
            self._show_column(line, "active")

    def _open_cell(self) -> None:
        line = self._line
        if line is None:
            return
        column = self._column
        if column == "coach" and len(line.files) == 1:
            self._visit_coach(line.files[0])
        else:
            self._show_column(line, "active" if column == "coach" else column)

    def _visit_coach(self, name: str) -> None:
        from valmennus_tui.tui.screens.caseload import CaseloadScreen

        path = self.desk.gathered.path_of(name) if self.desk.gathered else None
        if path is not None:
            visit(self.valmennus, path, lambda _document: CaseloadScreen())

    def _show_column(self, line: CoachLine, column: str) -> None:
        gathered, view = self.desk.gathered, self.desk.view
        if gathered is None or view is None:
            return
        who, titles = line.coach or _("Team"), coaches_model(view).columns
        title = titles[COACH_COLUMNS.index(column)].title
        if column in COLUMNS:
            rows = clients_in(view, gathered, line.coach or None, column)
        else:
            rows = rows_of_figure(gathered, line.figures[CONTACTS])
        self._show_rows(f"{who}: {title}", rows)

    def _show_rows(self, title: str, rows: tuple[BackingRow, ...]) -> None:
        from valmennus_tui.tui.screens.team_rows import TeamRowsScreen

        if rows:
            self.app.push_screen(TeamRowsScreen(title, rows))
        else:
            self.say(_("There are no rows behind this."))

    # --- other screens -------------------------------------------------------------------------------

    def action_team_figures(self) -> None:
        from valmennus_tui.tui.screens.team_figures import TeamFiguresScreen

        self.app.push_screen(TeamFiguresScreen(self.desk))

    def action_team_trend(self) -> None:
        from valmennus_tui.tui.screens.team_figures import TeamTrendScreen

        self.app.push_screen(TeamTrendScreen(self.desk))

    def action_team_files(self) -> None:
        from valmennus_tui.tui.screens.team_files import TeamFilesScreen

        self.app.push_screen(TeamFilesScreen(self.desk))

    def action_findings(self) -> None:
        from valmennus_tui.tui.screens.team_findings import TeamFindingsScreen

        self.app.push_screen(TeamFindingsScreen(self.desk))

    def action_team_coaches(self) -> None:
        self._show_records(RecordKind.COACH)

    def action_team_log(self) -> None:
        self._show_records(RecordKind.WORK_LOG)

    def _show_records(self, kind: RecordKind) -> None:
        from valmennus_tui.tui.screens.team_records import TeamRecordsScreen

        self.app.push_screen(TeamRecordsScreen(kind))

    def action_team_fill_in(self) -> None:
        from valmennus_tui.tui.screens.consolidate import ask_period

        ask_period(self, self.desk)

    # --- reading -------------------------------------------------------------------------------------

    def action_team_stop(self) -> None:
        self.desk.stop()
        self.valmennus.changed(_("Reading was stopped."))

    def action_team_again(self) -> None:
        self.desk.read()
        self.renew()

    def action_team_folder(self) -> None:
        from valmennus_tui.tui.making import typed_path

        sentences = [_("In which folder are the coaches' workbooks?")]
        dialog = PromptDialog(_("The team's folder"), sentences, str(self.desk.folder))

        def named(answer: str | None) -> None:
            if answer is None:
                return
            folder = typed_path(answer).absolute()
            if not folder.is_dir():
                self.complain(_("There is no such folder: {folder}").format(folder=folder))
                return
            self.desk.change_folder(folder)
            self.session.changed()
            self.fill()

        self.app.push_screen(dialog, named)
