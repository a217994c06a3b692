"""Pictures of the team leader's screens: Finnish at two sizes, Swedish and English at the small one.

Update them with ``pytest --snapshot-update`` after a change that was wanted, and look at each.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Screens, make_app
from tests.tui.team_books import TEAM, read_here, rest, team_folder
from valmennus_tui import i18n

__all__ = ["read_here", "team_folder"]

pytestmark = pytest.mark.usefixtures("read_here")

KEYS = {
    "team": "",
    "rows": "right enter",
    "indicators": "i right",
    "trend": "l down",
    "files": "a",
    "findings": "f",
    "coaches": "k",
    "plan": "b enter",
}
PICTURES = [
    *((name, "fi", size) for name in KEYS for size in ((80, 24), (120, 40))),
    *((name, language, (80, 24)) for name in ("team", "plan") for language in ("sv", "en")),
]


@pytest.mark.parametrize(
    ("name", "language", "size"), PICTURES, ids=lambda value: value if isinstance(value, str) else value[0]
)
def test_pictures_of_the_team(
    name: str,
    language: str,
    size: tuple[int, int],
    team_folder: Path,
    snap_compare: Callable[..., bool],
) -> None:
    i18n.set_language(language)

    async def go(pilot: Pilot[Any]) -> None:
        screens = Screens(pilot.app, pilot)  # type: ignore[arg-type]
        await rest(screens)
        await screens.press(*KEYS[name].split())
        await rest(screens)

    assert snap_compare(make_app(team_folder / TEAM), run_before=go, terminal_size=size)
