"""Pictures of the assessment screens in the three languages, and what may not stand on them.

Update them with ``pytest --snapshot-update`` after a change that was wanted, and look at each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.assess_books import book_with_history, evidence_read, read_at_once
from tests.tui.driving import Screens, make_app, running, settle
from tests.tui.test_language import english_on
from valmennus_tui import i18n
from valmennus_tui.tui.screens.base import BaseScreen
from valmennus_tui.tui.widgets.bars import KeyFooter

SIZES = [(80, 24), (120, 40)]


NAMES = {"Service", "Employment", "Scale"}
"""A Swedish word that is English too, and the name of the scale that the thresholds come from."""


@dataclass(frozen=True)
class Place:
    """A screen, and the keys that lead there from the history. ``read``: an assessment is open on the way."""

    name: str
    keys: tuple[str, ...] = ()
    read: bool = True


def _down(times: int) -> tuple[str, ...]:
    return ("down",) * times


PLACES: Sequence[Place] = (
    Place("history", read=False),
    Place("compare", ("w",), read=False),
    Place("trend", ("l",), read=False),
    Place("remove", ("d",), read=False),
    Place("new", ("n",), read=False),
    Place("assess", _down(15)),
    Place("components", (*_down(4), "k", "space")),
    Place("reason", (*_down(15), "5")),
    Place("criterion", (*_down(14), "enter")),
    Place("written", (*_down(6), "f2")),
    Place("next_level", ("b", "down")),
    Place("folder", ("f7",)),
)
PICTURED = {
    "fi": ("history", "compare", "assess", "components", "reason", "criterion", "next_level"),
    "sv": ("history", "assess"),
    "en": ("history", "assess"),
}
WITH_SIGNS = ("history", "compare", "trend", "assess", "components", "criterion")


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once(monkeypatch)


async def go(screens: Screens, place: Place) -> None:
    if place.read:
        await screens.press("enter")
        await evidence_read(screens)
    await screens.follow(place.keys)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language, names in PICTURED.items() for name in names]
)
def test_pictures(
    name: str,
    size: tuple[int, int],
    language: str,
    tmp_path: Path,
    snap_compare: Callable[..., bool],
) -> None:
    i18n.set_language(language)
    place = next(place for place in PLACES if place.name == name)
    app = make_app(book_with_history(tmp_path))

    async def before(pilot: Pilot[Any]) -> None:
        await settle(pilot.app)
        await go(Screens(app, pilot), place)

    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
async def test_no_english_is_left_and_there_is_help(place: Place, language: str, tmp_path: Path) -> None:
    i18n.set_language(language)
    async with running(book_with_history(tmp_path), size=(120, 40)) as screens:
        await go(screens, place)
        assert set(english_on(screens, language)) <= NAMES
        screen = screens.app.screen
        assert isinstance(screen, BaseScreen)
        assert screen.help_texts()
        await screens.press("f1")
        if screens.name == "HelpScreen":
            assert set(english_on(screens, language)) <= NAMES


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
async def test_longer_words_are_not_cut_off(place: Place, tmp_path: Path) -> None:
    """In a made-up language a third longer every label, hint, question and message still has its room."""
    i18n.set_language(i18n.PSEUDO)
    async with running(book_with_history(tmp_path), size=(80, 24)) as screens:
        await go(screens, place)
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


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.name in WITH_SIGNS], ids=lambda place: place.name
)
async def test_the_ascii_signs_are_enough(place: Place, tmp_path: Path) -> None:
    from valmennus_tui.tui.glyphs import use_glyphs

    i18n.set_language("en")
    use_glyphs("ascii")
    async with running(book_with_history(tmp_path), size=(80, 24)) as screens:
        await go(screens, place)
        shown = screens.text
        for sign in "≤≥█░▴▾▲✖●○·→│─…":
            assert sign not in shown, sign
