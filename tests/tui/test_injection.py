"""A hostile workbook: no control byte that is not Textual's own, no action, no crash."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.support.hostile import build_payload_workbook, terminal_payloads
from tests.tui.counting import CountingDriver
from tests.tui.driving import Screens, make_app, settle
from tests.tui.terminal import Terminal, screen_of
from valmennus_tui.tui.widgets.record_grid import RecordGrid

OWN = re.compile(
    r"\x1b\[[0-9;]*m"  # colours
    r"|\x1b\[[0-9;]*H"  # moving the cursor
    r"|\x1b\[\?(?:25|7|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"  # modes that Textual switches
    r"|\x1b\[\?(?:2026|2048)\$p"  # what it asks the terminal
    r"|\x1b\[>[0-9]+u|\x1b\[<u"  # the keyboard protocol
    r"|\r?\n|\x1b\]22;[a-z-]*\x07"  # lines; the shape of the mouse pointer, a word of Textual's own
)
"""Every control sequence that Textual itself writes here. A payload that looks like one of them is caught by
its text: :func:`foreign` counts them where they could only come from a cell."""

_BAD = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def foreign(written: str) -> list[str]:
    """Control characters that are left when Textual's own sequences are taken away."""
    rest = OWN.sub("", written)
    return [c for c in rest if unicodedata.category(c) in _BAD and ord(c) not in (0x200C, 0x200D)]


async def walk(screens: Screens, first: int) -> None:
    """Every screen and dialog over the hostile workbook; of the clients every other, from ``first``."""
    if screens.name == "ChoiceDialog":
        await screens.press("enter")
    rounds: list[tuple[str, ...]] = [
        ("t", "full_stop", "full_stop", "full_stop", "enter", "escape", "h", "escape"),
        ("f", "down", "down", "enter", "escape", "escape", "escape"),
        ("f9", "escape"),
        ("f1", "escape"),
        ("c", "escape"),
        ("o", "escape"),
    ]
    for keys in rounds:
        await screens.press(*keys)
    while screens.name != "CaseloadScreen" and len(screens.app.screen_stack) > 2:
        await screens.press("escape")
    if screens.name != "CaseloadScreen":
        return
    for number, _payload in enumerate(terminal_payloads()):
        if number % 2 == first:
            await screens.press("enter", "escape")
        await screens.press("down")
        if number % 6 == first:
            await screens.press("f2", "down", "down", "f4", "escape", "escape")


@pytest.mark.parametrize("theme", ["dark", "ansi"])
async def test_nothing_of_a_cell_acts_on_the_terminal(tmp_path: Path, theme: str) -> None:
    path = (
        tmp_path / "vihamielinen \x9b31m‮.xlsx" if sys.platform != "win32" else tmp_path / "vihamielinen.xlsx"
    )
    build_payload_workbook(path)
    app = make_app(path, theme=theme)
    app.driver_class = CountingDriver
    async with app.run_test(headless=False, size=(120, 40)) as pilot:
        await settle(app)
        screens = Screens(app, pilot)
        await walk(screens, first=0 if theme == "dark" else 1)
        driver: Any = app._driver
        written = "".join(driver.written)
        assert len(written) > 50_000
        assert foreign(written) == []
        assert "52;c;" not in OWN.sub("", written) or "\x1b]52" not in written
        assert "\x1b]" not in OWN.sub("", written)
        assert app.return_code is None
        assert app.is_running


async def test_nothing_drawn_from_a_cell_can_be_clicked_into_an_action(tmp_path: Path) -> None:
    path = tmp_path / "vihamielinen.xlsx"
    build_payload_workbook(path)
    app = make_app(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app)
        screens = Screens(app, pilot)
        if screens.name == "ChoiceDialog":
            await screens.press("enter")
        for keys in (
            (),
            ("t",),
            ("full_stop",),
            ("full_stop",),
            ("escape", "f"),
            ("escape", "enter"),
            ("escape", "f2"),
        ):
            await screens.press(*keys)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.style is None or (
                        segment.style.link is None and "@click" not in segment.style.meta
                    )
        await screens.press("escape", "escape", "t")
        for y in range(1, 34, 8):
            await pilot.click(RecordGrid, offset=(20, y))
        await settle(app)
        assert screens.name == "SheetScreen"
        assert app.is_running
        assert app.return_code is None


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")
def test_the_real_program_in_a_real_terminal(tmp_path: Path) -> None:
    path = tmp_path / "vihamielinen.xlsx"
    build_payload_workbook(path)
    terminal = Terminal(path, tmp_path)
    try:
        terminal.read_until("H-01")
        terminal.read_while_busy()
        for keys in ("\r", "t", ".", ".", "\x1b[B", "\x1b[B", "\x1b", "f", "\x1b", "\x1b[B", "\x1b[B", "\r"):
            terminal.send(keys)
            terminal.read_while_busy(0.25)
        assert any(line.strip() for line in screen_of(terminal.data))
        assert terminal.leave() == 0
    finally:
        terminal.kill()
    written = terminal.data.decode("utf-8")
    assert foreign(written) == []
    assert "\x1b]52" not in written
    assert "\x1b]8" not in written
    assert "\x1b]0;" not in written
