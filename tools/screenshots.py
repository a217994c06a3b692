"""The figures of the README and the user guide: the real program on the invented team, as SVG.

The same bytes every time: an invented team of a fixed day, settings as shipped, nothing of the user's own
(settings, recent files, colours of the terminal).
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

TODAY = date(2026, 11, 24)
WIDE, NARROW, SMALL = (120, 34), (80, 24), (100, 26)
CRITERIA = "laatukriteerit"
"""The beginning of the name of the demo's workbook of the quality criteria."""
TEAM = "seurantataulukko"
READ = "read"
"""Among the keys: wait until the coaches' workbooks have been read."""
FONTS = '"Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
"""Fonts that the reader's computer may have: the figures load nothing from anywhere."""
TERMINAL = ("NO_COLOR", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "COLORTERM")
"""Variables of the terminal that change what the program shows."""


class Shot(NamedTuple):
    """A figure: the terminal's size, the keys pressed first, and which of the demo's books is opened for it.

    ``book`` begins the workbook's name; None: the start screen.
    """

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    book: str | None = "kooste_TV-1"


def _down(times: int) -> tuple[str, ...]:
    return ("down",) * times


_TO_FORM = (*_down(7), "enter", "n")
"""The eighth client, a job seeker, and a new employment for her: the cursor stands in the starting day."""
_STARTS, _ENDS_BEFORE = (*"1.11.2026", "down"), (*"1.10.2026", "down")
_WHERE = (*"Kuvitelma Oy", "down", "down", *"keittiöapulainen")

SHOTS: dict[str, Shot] = {
    "start": Shot(NARROW, book=None),
    "caseload": Shot(WIDE, _down(9)),
    "caseload-80x24": Shot(NARROW, _down(9)),
    "client": Shot(WIDE, (*_down(11), "enter")),
    "form-error": Shot(SMALL, (*_TO_FORM, *_STARTS, *_ENDS_BEFORE, *_WHERE, "f8")),
    "form-choices": Shot(SMALL, (*_TO_FORM, *_down(6), "f4")),
    "contacts": Shot(SMALL, ("v", *_down(16))),
    "findings": Shot(SMALL, ("f", *_down(5))),
    "sheet": Shot(WIDE, ("t", "ctrl+home", *_down(9))),
    "save": Shot(SMALL, (*_TO_FORM, *_STARTS, "down", *_WHERE, "f8", "f8")),
    "erase": Shot(NARROW, ("down", "f4")),
    "help": Shot(SMALL, ("f1",)),
    "assessments": Shot(NARROW, book=CRITERIA),
    "assess": Shot(WIDE, ("enter", READ, *_down(14)), book=CRITERIA),
    "assess-80x24": Shot(NARROW, ("enter", READ, *_down(15)), book=CRITERIA),
    "assess-components": Shot(NARROW, ("enter", READ, *_down(7), "k"), book=CRITERIA),
    "assess-criterion": Shot(SMALL, ("enter", READ, *_down(14), "enter"), book=CRITERIA),
    "assess-level": Shot(SMALL, ("enter", READ, "b"), book=CRITERIA),
    "assess-compare": Shot(WIDE, ("w",), book=CRITERIA),
    "team": Shot(WIDE, (READ,), book=TEAM),
    "team-rows": Shot(SMALL, (READ, "right", "enter"), book=TEAM),
    "team-trend": Shot(SMALL, (READ, "l", "down"), book=TEAM),
    "team-fill": Shot(SMALL, (READ, "b", "enter", READ), book=TEAM),
}
"""File name of each figure, and how it is made."""


def make(folder: Path) -> None:
    """Write every figure to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shot in SHOTS.items():
        with _nobodys_surroundings() as temporary:
            svg = asyncio.run(_picture(shot, temporary))
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


@contextmanager
def _nobodys_surroundings() -> Iterator[Path]:
    """A folder for the demo; settings, recent files and terminal of no one in particular."""
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in TERMINAL:
            os.environ.pop(variable, None)
        os.environ["VALMENNUS_CONFIG_DIR"] = str(folder / "settings")
        os.environ["VALMENNUS_STATE_DIR"] = str(folder / "state")
        try:
            yield folder
        finally:
            os.environ.clear()
            os.environ.update(kept)


async def _picture(shot: Shot, folder: Path) -> str:
    from valmennus_tui import i18n
    from valmennus_tui.document.demo import write_demo
    from valmennus_tui.settings import load_settings
    from valmennus_tui.tui.app import ValmennusApp
    from valmennus_tui.tui.session import Session

    i18n.set_language("fi")
    books = write_demo(folder / "demo", today=TODAY) if shot.book else []
    path = next((book for book in books if book.name.startswith(shot.book or "")), None)
    settings = load_settings()
    settings = replace(settings, interface=replace(settings.interface, theme="dark"))
    session = Session(settings=settings, today=TODAY, demo=True, hide_names=True)
    app = ValmennusApp(session, path)
    async with app.run_test(size=shot.size) as pilot:
        await _settled(pilot)
        for key in shot.keys:
            await (_settled(pilot) if key == READ else pilot.press(key))
        await _settled(pilot)
        return _self_contained(app.export_screenshot(title="Valmennus"))


def _self_contained(svg: str) -> str:
    """Without fonts fetched from the network, and with leading blanks kept where browsers would not."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS};")
    svg = svg.replace('<svg class="rich-terminal"', '<svg class="rich-terminal" xml:space="preserve"', 1)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def _settled(pilot: Pilot[int]) -> None:
    """Until the file has been read and the screen drawn."""
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)
    await pilot.pause()
