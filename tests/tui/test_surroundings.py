"""Environment, themes, signs: what the terminal can do decides how the program looks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import textual
from textual.design import ColorSystem

from tests.tui.driving import make_app, running, settle
from valmennus_tui.tui.environment import (
    TEXTUAL_VARIABLES,
    clear_textual_variables,
    has_truecolor,
    shows_unicode,
)
from valmennus_tui.tui.glyphs import ASCII, UNICODE, ellipsis, use_glyphs
from valmennus_tui.tui.showing import bar
from valmennus_tui.tui.themes import THEMES, choose_theme, next_theme, theme_label
from valmennus_tui.tui.widgets.record_grid import RecordGrid


def test_every_variable_that_textual_reads_is_cleared() -> None:
    read = set()
    for source in Path(textual.__path__[0]).rglob("*.py"):
        if "demo" not in source.parts:
            text = source.read_text(encoding="utf-8")
            read |= set(re.findall(r"[\"'](TEXTUAL(?:_[A-Z_]+)?)[\"']", text))
    assert read == set(TEXTUAL_VARIABLES)


def test_clearing_leaves_other_variables_alone() -> None:
    env = dict.fromkeys(TEXTUAL_VARIABLES, "x") | {"PATH": "/bin", "TEXTUALLY": "mine"}
    clear_textual_variables(env)
    assert env == {
        "PATH": "/bin",
        "TEXTUALLY": "mine",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
    }


def test_importing_the_screens_clears_them_before_textual_is_imported(tmp_path: Path) -> None:
    code = (
        "import os; os.environ['TEXTUAL_LOG'] = 'leak.log'; os.environ['TEXTUAL_SCREENSHOT'] = '0'\n"
        "import sys, valmennus_tui.tui\nassert 'textual' not in sys.modules\n"
        "import valmennus_tui.tui.app\nfrom textual import constants\n"
        "assert constants.LOG_FILE is None and constants.SCREENSHOT_DELAY == -1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wanted", "env", "theme"),
    [
        ("auto", {"COLORTERM": "truecolor"}, "dark"),
        ("auto", {"COLORTERM": "24bit"}, "dark"),
        ("auto", {}, "ansi"),
        ("auto", {"COLORTERM": "truecolor", "SSH_CONNECTION": "1 2 3 4"}, "ansi"),
        ("auto", {"COLORTERM": "truecolor", "SSH_TTY": "/dev/pts/1"}, "ansi"),
        ("auto", {"COLORTERM": "truecolor", "NO_COLOR": "1"}, "ansi"),
        ("auto", {"COLORTERM": "truecolor", "NO_COLOR": ""}, "dark"),
        ("light", {"SSH_TTY": "x"}, "light"),
        ("contrast", {"NO_COLOR": "1"}, "ansi"),
    ],
)
def test_the_theme_follows_the_terminal(wanted: str, env: dict[str, str], theme: str) -> None:
    assert choose_theme(wanted, env, "linux") == theme


def test_windows_terminal_has_truecolor_without_saying_so() -> None:
    assert has_truecolor({"WT_SESSION": "x"}, "win32")
    assert not has_truecolor({}, "win32")


@pytest.mark.parametrize(
    ("env", "encoding", "unicode"),
    [({}, "utf-8", True), ({"TERM": "linux"}, "UTF-8", False), ({}, "iso-8859-1", False), ({}, None, False)],
)
def test_signs_follow_the_terminal(env: dict[str, str], encoding: str | None, unicode: bool) -> None:
    assert shows_unicode(env, encoding) is unicode


def test_bars_show_how_much_of_a_limit_is_used() -> None:
    assert bar(5, 20, 8) == "██░░░░░░"
    assert bar(20, 20, 8) == "████████"
    assert bar(0, 20, 4) == "░░░░"
    assert bar(30, 20, 6) == "████▓▓"
    assert bar(5, 0, 6) == ""


def test_themes_go_round_and_have_names() -> None:
    names = [theme.name for theme in THEMES]
    assert names == ["dark", "light", "contrast", "ansi"]
    assert [next_theme(name) for name in names] == [*names[1:], names[0]]
    assert len({theme_label(name) for name in names}) == 4


def _luminance(colour: str) -> float:
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_text_can_be_read_on_its_ground(theme: ColorSystem) -> None:
    """WCAG AA (4.5:1) everywhere, AAA (7:1) in the high contrast theme."""
    least = 7.0 if theme.name == "contrast" else 4.5  # type: ignore[attr-defined]
    for ground in (theme.background, theme.panel):  # type: ignore[attr-defined]
        colours = ("foreground", "primary", "accent", "warning", "error", "success")
        for colour in (*(getattr(theme, name) for name in colours), theme.variables["faint"]):  # type: ignore[attr-defined]
            assert _contrast(colour, ground) >= least, (colour, ground)
    assert _contrast(theme.variables["cursor-text"], theme.variables["cursor-ground"]) >= least  # type: ignore[attr-defined]


def test_both_sets_of_signs_are_one_column_wide_and_one_is_ascii() -> None:
    from rich.cells import cell_len

    for name in UNICODE.__slots__:
        assert cell_len(getattr(UNICODE, name)) == 1, name
        assert getattr(ASCII, name).isascii()
        assert len(getattr(ASCII, name)) == 1
    assert len({ASCII.error, ASCII.warning, ASCII.hint, ASCII.ok}) == 4


async def test_the_ascii_switch_leaves_only_ascii_signs(coach_book: Path) -> None:
    use_glyphs("ascii")
    async with running(coach_book, size=(120, 40)) as screens:
        for keys in ((), ("enter",), ("escape", "f"), ("escape", "f2"), ("escape", "d"), ("escape", "f1")):
            await screens.press(*keys)
            signs = {c for c in screens.text if not c.isascii() and not c.isalpha()}
            assert signs <= {"–", "…", "”"}, signs
        assert ellipsis("pitkä teksti", 6) == "pitkä~"


async def test_changing_the_theme_while_running(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        seen = []
        for _turn in range(4):
            await screens.press("f12")
            seen.append(screens.app.theme)
            assert "A-001" in screens.text
        assert seen == ["light", "contrast", "ansi", "dark"]


@pytest.mark.parametrize("size", [(40, 12), (1, 1), (200, 60)])
async def test_any_size_of_terminal(coach_book: Path, size: tuple[int, int]) -> None:
    async with running(coach_book) as screens:
        await screens.press("down", "down")
        await screens.pilot.resize_terminal(*size)
        await settle(screens.app)
        for keys in (
            ("enter",),
            ("n",),
            ("escape",),
            ("escape", "f"),
            ("escape", "t"),
            ("escape", "f1"),
            ("escape", "f9"),
        ):
            await screens.press(*keys)
        await screens.press("escape")
        await screens.pilot.resize_terminal(80, 24)
        await settle(screens.app)
        assert screens.get(RecordGrid, "#clients").row == 2
        assert "A-003" in screens.text


def test_there_is_no_way_to_a_screenshot_or_the_system_clipboard() -> None:
    app = make_app(None)
    assert app.ENABLE_COMMAND_PALETTE is False
    app.copy_to_clipboard("salaisuus")
    assert app.clipboard == "salaisuus"
