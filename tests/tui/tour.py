"""A tour of every screen: how to get there from the caseload of a coach's workbook, or from other files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.other_hands.not_coach_books import budget
from tests.tui.books import write_coach_book
from tests.tui.driving import Screens, running
from valmennus_tui.workbook.locking import libreoffice_lock


@dataclass(frozen=True)
class Stop:
    """One screen: the file to start with, and what to press or type (``"type:…"``) to get there."""

    name: str
    keys: tuple[str, ...] = ()
    start: str = "coach"


STOPS: Sequence[Stop] = (
    Stop("start", start="none"),
    Stop("new", ("n",), start="none"),
    Stop("open", start="folder"),
    Stop("unrecognised", start="budget"),
    Stop("locked", start="locked"),
    Stop("caseload"),
    Stop("caseload_filtered", ("slash", "type:työssä")),
    Stop("caseload_ended", ("a",)),
    Stop("jump", ("g",)),
    Stop("client", ("down", "down", "down", "enter")),
    Stop("client_form", ("f2",)),
    Stop("employment_form", ("down", "enter", "n")),
    Stop("form_error", ("down", "enter", "n", "type:5.1.2026", "down", "type:1.1.2026", "f8")),
    Stop("form_list", ("down", "enter", "n", *["down"] * 6, "f4")),
    Stop("leave_form", ("f2", "down", "type:x", "escape")),
    Stop("remove", ("d",)),
    Stop("erase", ("f4",)),
    Stop("contacts_file", ("m",)),
    Stop("contacts", ("m", "down", "enter", "v")),
    Stop("findings", ("f",)),
    Stop("sheet", ("t",)),
    Stop("cell", ("t", "right", "right", "right", "enter")),
    Stop("save", ("n", "type:A-090", "f8", "f8")),
    Stop("guard", ("n", "type:A-090", "f8", "q")),
    Stop("copy", ("c",)),
    Stop("palette", ("f9",)),
    Stop("help", ("f1",)),
)


@asynccontextmanager
async def at(stop: Stop, folder: Path, **options: Any) -> AsyncIterator[Screens]:
    """The program at a stop of the tour."""
    async with running(start_of(stop.start, folder), **options) as screens:
        if screens.app.session.folder == Path.cwd():
            screens.app.session.folder = folder
        await screens.follow(stop.keys)
        yield screens


def start_of(kind: str, folder: Path) -> Path | None:
    """The file or folder that a stop starts with, made in ``folder``."""
    if kind == "none":
        return None
    if kind == "folder":
        write_coach_book(folder / "kooste 2026.xlsx")
        (folder / "arkisto").mkdir()
        return folder
    if kind == "budget":
        path = folder / "talousarvio.xlsx"
        budget(path)
        return path
    path = write_coach_book(folder / "kooste.xlsx")
    if kind == "locked":
        text = "Maija Keksitty,maija,TYOKONE-3,02.03.2026 08:15,file:///x;"
        libreoffice_lock(path).write_text(text, encoding="utf-8")
    return path
