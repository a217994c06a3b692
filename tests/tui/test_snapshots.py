"""Pictures of every screen, in Finnish, at 80x24 and 120x40.

Update them with ``pytest --snapshot-update`` after a change that was wanted, and look at each.
The contents are asserted elsewhere; these catch what looks wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Screens, make_app, settle
from tests.tui.tour import STOPS, Stop, start_of

PICTURED = (
    "start",
    "open",
    "unrecognised",
    "locked",
    "caseload",
    "caseload_filtered",
    "client",
    "form_error",
    "form_list",
    "contacts",
    "findings",
    "sheet",
    "cell",
    "save",
    "guard",
    "palette",
    "help",
)
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def quiet_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose name and times do not change from run to run in the pictures."""
    from valmennus_tui.tui.screens import open_file

    monkeypatch.setattr(open_file, "_changed", lambda _path: "2.3.2026 08:15")
    monkeypatch.setattr(open_file.OpenScreen, "place", lambda _screen: "Avaa tiedosto │ /koti/työ")
    return tmp_path


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "stop", [stop for stop in STOPS if stop.name in PICTURED], ids=lambda stop: stop.name
)
def test_pictures(
    stop: Stop, size: tuple[int, int], quiet_folder: Path, snap_compare: Callable[..., bool]
) -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await settle(pilot.app)
        screens = Screens(pilot.app, pilot)  # type: ignore[arg-type]
        await screens.follow(stop.keys)

    app = make_app(start_of(stop.start, quiet_folder))
    assert snap_compare(app, run_before=go, terminal_size=size)


@pytest.mark.parametrize("theme", ["light", "contrast", "ansi"])
def test_pictures_of_the_other_themes(
    theme: str, coach_book: Path, snap_compare: Callable[..., bool]
) -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await settle(pilot.app)

    assert snap_compare(make_app(coach_book, theme=theme), run_before=go, terminal_size=(120, 40))
