"""Language: nothing English is left on a Finnish or Swedish screen, and long words are not cut off."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.tui.driving import Screens
from tests.tui.tour import STOPS, Stop, at
from valmennus_tui import i18n
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.widgets.bars import KeyFooter

TEXTUAL_WORDS = (
    "Search for commands",
    "Search for themes",
    "Exit the command palette",
    "Next command",
    "Previous command",
    "Command Palette",
    "Screenshot",
    "Maximize",
    "Minimize",
    "Focus Next",
    "Focus Previous",
    "Copy selected text",
    "Move cursor",
    "Delete character",
    "Submit",
    "Dismiss",
    "Scroll",
    "Must be",
    "No matches found",
    "palette",
    "Quit",
    "Theme",
)


@cache
def english_texts(language: str) -> tuple[str, ...]:
    """Message ids whose translation differs, without placeholders; only those too long to be chance."""
    import polib

    folder = Path(i18n.__file__).parent / "locale" / language / "LC_MESSAGES"
    found = set()
    for entry in polib.pofile(str(folder / "valmennus.po")):
        translations = [entry.msgstr, *entry.msgstr_plural.values()]
        for part in re.split(r"\{[^}]*\}", entry.msgid):
            text = part.strip(" .,:;–()…“”")
            if len(text) >= 4 and not any(text in translated for translated in translations if translated):
                found.add(text)
    return tuple(sorted(found))


def words_on(screen_text: str) -> str:
    return " ".join(re.sub("[│─┌┐└┘├┤✖▲·✓●◉○]", " ", screen_text).split())


IN_SWEDISH = ("start", "unrecognised", "caseload", "client", "form_error", "findings", "save", "palette")
TOUR = [*((stop, "fi") for stop in STOPS), *((stop, "sv") for stop in STOPS if stop.name in IN_SWEDISH)]


@pytest.mark.parametrize(("stop", "language"), TOUR, ids=lambda value: getattr(value, "name", value))
async def test_no_english_is_left_and_there_is_help(stop: Stop, language: str, tmp_path: Path) -> None:
    i18n.set_language(language)
    async with at(stop, tmp_path, size=(120, 40)) as screens:
        assert english_on(screens, language) == []
        for active in screens.app.active_bindings.values():
            assert active.binding.description == ""
            assert active.tooltip == ""
        screen = screens.app.screen
        assert isinstance(screen, BaseScreen)
        texts = screen.help_texts()
        assert texts
        await screens.press("f1")
        if screens.name == "HelpScreen":
            for text in texts:
                assert i18n._(text).split(".")[0][:40] in " ".join(screens.text.split())
            assert english_on(screens, language) == []


def english_on(screens: Screens, language: str) -> list[str]:
    """English texts that stand on the screen."""
    shown = words_on(screens.text)
    texts = (*english_texts(language), *TEXTUAL_WORDS)
    return [text for text in texts if text in shown and re.search(rf"\b{re.escape(text)}\b", shown)]


async def test_the_search_for_english_finds_it(tmp_path: Path) -> None:
    i18n.set_language("en")
    async with at(next(stop for stop in STOPS if stop.name == "caseload"), tmp_path) as screens:
        shown = words_on(screens.text)
        assert {"Client", "Alarms", "no employer contact"} <= {t for t in english_texts("fi") if t in shown}


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
async def test_longer_words_are_not_cut_off(stop: Stop, tmp_path: Path) -> None:
    """In a made-up language a third longer every label, hint, question and message still has its room.

    Column titles and cells of tables may be cut: they show a sign for it, and columns scroll.
    """
    i18n.set_language(i18n.PSEUDO)
    async with at(stop, tmp_path, size=(80, 24)) as screens:
        screen = screens.app.screen
        for widget in screen.query(Static):
            if not widget.display or not widget.size.width or widget.has_class("field-fixed"):
                continue
            needed = widget.get_content_height(widget.container_size, screens.app.size, widget.size.width)
            assert widget.size.height >= needed, (widget, widget.render())
        for box in screen.query(".dialog"):
            assert box.region in screen.region, box.region
        for footer in screen.query(KeyFooter):
            assert all(offer.end < footer.size.width for offer in footer._shown)
            assert footer._shown
