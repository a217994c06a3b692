"""Outside text: no code point reaches the terminal as a control, and nothing is read as markup."""

from __future__ import annotations

import ast
import sys
import unicodedata
from pathlib import Path

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

import valmennus_tui.tui as tui
from tests.support.hostile import terminal_payloads
from valmennus_tui.tui.safe_text import ControlFilter, one_for_one, plain, safe
from valmennus_tui.tui.widgets.grid_paint import fit

SOURCES = sorted(Path(tui.__path__[0]).rglob("*.py"))
_JOINERS = {0x200C, 0x200D}
_BAD = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}


def is_harmless(text: str) -> bool:
    return all(unicodedata.category(c) not in _BAD or ord(c) in _JOINERS for c in text)


def test_every_code_point_is_made_harmless() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        shown = safe(character)
        if unicodedata.category(character) not in _BAD or code in _JOINERS:
            assert shown == character, hex(code)
        elif shown.isascii():
            assert shown == f"<U+{code:04X}>"
        else:
            assert len(shown) == 1, hex(code)
            assert is_harmless(shown), hex(code)


def test_under_a_cursor_each_code_point_is_one_harmless_character() -> None:
    for code in [*range(0x3000), *range(0x3000, sys.maxunicode, 97)]:
        shown = one_for_one(chr(code))
        assert len(shown) == 1, hex(code)
        assert is_harmless(shown), hex(code)


def test_safe_twice_is_safe_once() -> None:
    for code in range(0x3000):
        assert safe(safe(chr(code))) == safe(chr(code))


def test_ordinary_text_stays() -> None:
    for text in ("Työhönvalmentaja Ääkkönen", "[x] {y} \\z", "日本語", "Сергей", "👍🏽"):
        assert safe(text) == text
        assert one_for_one(text) == text


def test_line_breaks_stay_only_where_lines_are_wanted() -> None:
    assert safe("a\nb") == "a␊b"
    assert plain("a\r\nb").plain == "a\nb"


@pytest.mark.parametrize("payload", terminal_payloads())
def test_a_grid_cell_has_its_width_whatever_it_holds(payload: str) -> None:
    from rich.cells import cell_len

    for width in (0, 1, 7, 40):
        shown = fit(payload, width)
        assert is_harmless(shown)
        assert cell_len(shown) == width


@pytest.mark.parametrize("payload", terminal_payloads())
def test_markup_is_shown_not_obeyed(payload: str) -> None:
    content = plain(payload)
    assert content.spans == []
    if payload.isascii() and payload.isprintable():
        assert content.plain == payload


def test_the_last_line_of_defence_drops_controls_and_nothing_else() -> None:
    line_filter = ControlFilter()
    style = Style(bold=True)
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    found = line_filter.apply([Segment("a\x1bb\x9bc\u202ed ä", style), control], Color(0, 0, 0))
    assert found == [Segment("abcd ä", style), control]
    for code in [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x202E, 0x2066]:
        assert line_filter.apply([Segment(f"x{chr(code)}y")], Color(0, 0, 0))[0].text == "xy"


# --- no way round: what the code of the screens may not say -----------------------------------------------


def calls(source: Path) -> list[ast.Call]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_widget_reads_markup(source: Path) -> None:
    for call in calls(source):
        name = name_of(call)
        assert name not in ("notify", "from_markup", "Label", "Markdown", "Button", "RichLog", "open_url"), (
            name
        )
        if name == "Static" or (
            name == "__init__" and "Static" in source.read_text(encoding="utf-8") and call.args
        ):
            keywords = {keyword.arg: keyword.value for keyword in call.keywords}
            is_static = name == "Static" or isinstance(call.args[0], ast.Constant)
            if is_static and (name == "Static" or keywords):
                marked = keywords.get("markup")
                assert isinstance(marked, ast.Constant), ast.unparse(call)
                assert marked.value is False


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_widgets_are_updated_with_content_never_with_a_bare_string(source: Path) -> None:
    for call in calls(source):
        if name_of(call) == "update" and isinstance(call.func, ast.Attribute) and call.args:
            argument = call.args[0]
            target = ast.unparse(call.func.value)
            if target in ("env", "self._folded"):
                continue
            text = ast.unparse(argument)
            assert text.startswith(("plain(", "Content(")) or text == "event.input.hint", ast.unparse(call)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nothing_sets_titles_or_tooltips_that_read_markup(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            assert node.attr not in ("border_title", "border_subtitle", "tooltip", "title", "sub_title")
