"""The file picker: folders and .xlsx files, narrowed by typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from valmennus_tui.i18n import N_, _, format_date
from valmennus_tui.tui.actions import Scope
from valmennus_tui.tui.bindings import bindings
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel, fold
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.widgets.picker import Picker

_LIMIT = 5_000
"""Entries of a folder that are listed; a folder with more is no place for a coach's file."""


@dataclass(frozen=True)
class FileLine:
    """One line: a folder or a workbook."""

    path: Path
    folder: bool
    label: str
    changed: str = ""


def folder_lines(folder: Path) -> list[FileLine]:
    """The folder above, then folders, then workbooks, each by name. Raises OSError."""
    lines = [FileLine(folder.parent, True, "..")] if folder.parent != folder else []
    found: list[FileLine] = []
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")) or len(found) >= _LIMIT:
            continue
        if _is_folder(path):
            found.append(FileLine(path, True, path.name))
        elif path.suffix.lower() in (".xlsx", ".xlsm"):
            found.append(FileLine(path, False, path.name, _changed(path)))
    return lines + sorted(found, key=lambda line: (not line.folder, fold(line.label), line.label))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _changed(path: Path) -> str:
    try:
        moment = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return ""
    return f"{format_date(moment.date())} {moment:%H:%M}"


def _label(line: FileLine) -> str:
    return f"{glyphs().folder if line.folder else ' '} {line.label}"


class OpenScreen(BaseScreen):
    """Choose a workbook."""

    SCOPES = (Scope.OPEN_FILE,)
    TITLE_TEXT = N_("Open a file")
    HELP = N_("Folders first, then workbooks. Enter goes into a folder or opens the workbook.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.OPEN_FILE)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose_body(self) -> ComposeResult:
        yield Picker(
            self._model([]),
            placeholder=_("Type a part of the name"),
            empty=_("No folders or workbooks (.xlsx) here."),
            head=True,
        )

    def place(self) -> str:
        return f"{_(self.TITLE_TEXT)} {glyphs().separator} {self._folder}"

    def show_document(self) -> None:
        self._go(self._folder)

    def _model(self, lines: list[FileLine]) -> ListModel[FileLine]:
        columns: list[ListColumn[FileLine]] = [
            ListColumn(
                _("Name"), 40, _label, lambda line: Tone.ACCENT if line.folder else Tone.PLAIN, grow=True
            ),
            ListColumn(_("Changed"), 17, lambda line: line.changed, lambda line: Tone.FAINT),
        ]
        return ListModel(columns, lines)

    def _go(self, folder: Path) -> None:
        try:
            lines = folder_lines(folder)
        except OSError:
            self.complain(_("The folder {folder} cannot be read.").format(folder=folder))
            return
        self._folder = self.session.folder = folder
        self.query_one(Picker).show(self._model(lines))
        self.renew()

    def on_picker_picked(self) -> None:
        self.action_open_choose()

    def action_open_choose(self) -> None:
        picked = self.query_one(Picker).picked
        if picked is None:
            return
        if picked.folder:
            self._go(picked.path.absolute() if picked.label != ".." else self._folder.parent)
            return
        from valmennus_tui.tui.opening import open_path

        open_path(self.valmennus, picked.path)

    def action_open_up(self) -> None:
        self._go(self._folder.absolute().parent)

    def action_open_team(self) -> None:
        from valmennus_tui.tui.opening import open_team_folder

        open_team_folder(self.valmennus, self._folder.absolute())

    def action_open_home(self) -> None:
        self._go(Path.home())

    def action_open_cancel(self) -> None:
        if not self.valmennus.is_first:
            self.app.pop_screen()
        else:
            from valmennus_tui.tui.screens.start import StartScreen

            self.app.switch_screen(StartScreen())
