"""The program in a real (pseudo-)terminal: colours, mouse, typed letters, keys that come in one piece."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.tui.books import TODAY, shipped_settings
from tests.tui.terminal import Terminal, screen_of
from valmennus_tui.document.document import Document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")

COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25];[0-9;]+)(?:;[0-9]+)*m")
TRUECOLOUR = re.compile(rb"[34]8;2;")


@contextmanager
def caseload(path: Path, folder: Path, **options: Any) -> Iterator[Terminal]:
    """The caseload, drawn."""
    terminal = Terminal(path, folder, **options)
    try:
        terminal.read_until("A-001")
        terminal.read_while_busy()
        yield terminal
    finally:
        terminal.kill()


def quit_program(terminal: Terminal) -> int:
    terminal.send("q")
    return terminal.finish()


def test_truecolour_where_the_terminal_says_so(coach_book: Path, tmp_path: Path) -> None:
    with caseload(coach_book, tmp_path) as terminal:
        assert TRUECOLOUR.search(terminal.data)
        assert any("A-001" in line for line in screen_of(terminal.data))
        assert quit_program(terminal) == 0
        left = terminal.data.rpartition(b"\x1b[?1049l")[2]
        assert b"\x1b[?25h" in left, "the cursor is given back"
        assert b"A-0" not in left


def test_sixteen_colours_over_ssh(coach_book: Path, tmp_path: Path) -> None:
    with caseload(coach_book, tmp_path, environment={"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}) as terminal:
        assert not TRUECOLOUR.search(terminal.data)
        assert COLOUR.search(terminal.data)
        assert len(terminal.data) < 15_000


def test_no_colour_at_all_when_asked_for(coach_book: Path, tmp_path: Path) -> None:
    with caseload(coach_book, tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        assert not COLOUR.search(terminal.data)
        assert b"\x1b[1;7" in terminal.data or b"\x1b[7" in terminal.data, "the cursor still shows"


def test_the_mouse_can_be_switched_off(coach_book: Path, tmp_path: Path) -> None:
    with caseload(coach_book, tmp_path) as terminal:
        assert b"\x1b[?1000h" in terminal.data
    prepare = (
        "import valmennus_tui.settings as s\nfrom dataclasses import replace\nload = s.load_settings\n"
        "def off(*a):\n    found = load(*a)\n"
        "    return replace(found, interface=replace(found.interface, mouse=False))\n"
        "s.load_settings = off\n"
    )
    with caseload(coach_book, tmp_path, prepare=prepare) as terminal:
        assert b"\x1b[?1000h" not in terminal.data
        assert b"\x1b[?1003h" not in terminal.data
        terminal.send("\x1b[B\r")
        terminal.read_while_busy()
        assert any("A-002" in line for line in screen_of(terminal.data))


def test_finnish_letters_and_altgr_signs_arrive_in_a_field(coach_book: Path, tmp_path: Path) -> None:
    text = "åäöÅÄÖ €@{}[]\\~|"
    with caseload(coach_book, tmp_path) as terminal:
        terminal.send("e")
        terminal.read_until("Muokkaa: Asiakas")
        terminal.read_while_busy()
        terminal.send("\x1b[A" * 3 + "\x1b[B" * 25 + text)
        terminal.read_while_busy()
        for answer in ("Muutettu", "muuttuu", "Tallennettu"):
            terminal.send("\x1b[19~")
            terminal.read_until(answer)
            terminal.read_while_busy()
        assert quit_program(terminal) == 0
    document = Document.open(coach_book, settings=shipped_settings(), today=TODAY)
    assert document.entry("client:A-001").record.get("notes") == text


def test_what_comes_in_one_piece_lands_in_the_right_fields(coach_book: Path, tmp_path: Path) -> None:
    """A slow line sends a whole word, or two fields, at once: nothing of it may act as a key."""
    with caseload(coach_book, tmp_path) as terminal:
        terminal.send("/A-007\r")
        terminal.read_until("1/11")
        terminal.read_while_busy()
        lines = screen_of(terminal.data)
        assert any(line.startswith("A-007") for line in lines)
        assert not any(line.startswith("A-008") for line in lines)
        terminal.send("\r")
        terminal.read_until("Sopiminen")
        terminal.read_while_busy()
        terminal.send("n")
        terminal.read_until("Uusi: ")
        terminal.read_while_busy()
        terminal.send("5.1.2026\r\rPuusepänverstas Höylä\r\rnikkari\x1b[19~")
        terminal.read_until("Lisätty")
        terminal.read_while_busy()
        row = next(line for line in screen_of(terminal.data) if "Puusepänverstas" in line)
        assert "5.1.2026" in row
        assert "nikkari" in row


def test_a_mistake_corrected_in_one_piece_is_corrected(coach_book: Path, tmp_path: Path) -> None:
    """Backspace and the letters after it come together over a slow line: in their order."""
    with caseload(coach_book, tmp_path) as terminal:
        terminal.send("n")
        terminal.read_until("Uusi: ")
        terminal.read_while_busy()
        terminal.send("A-99\x7f\x7f\x7fB-01\x1b[D\x1b[D\x7f-\x1b[F2")
        terminal.read_while_busy()
        assert any(line.split()[-1] == "AB-012" for line in screen_of(terminal.data) if "tunnus" in line)


def test_letters_that_come_in_one_piece_all_land_in_the_filter_line(coach_book: Path, tmp_path: Path) -> None:
    with caseload(coach_book, tmp_path) as terminal:
        terminal.send("A-011")
        terminal.read_while_busy()
        lines = screen_of(terminal.data)
        assert any(line.strip() == "A-011" for line in lines), lines
        assert not any("A-002" in line for line in lines)
        terminal.send("\x1b")
        terminal.read_until("A-002")
        terminal.read_while_busy()
        assert quit_program(terminal) == 0
