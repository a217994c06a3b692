"""The screenshots of the README and the user guide: the real program on the invented team, as SVG."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

TODAY = date(2026, 11, 24)
WIDE, NARROW = (120, 34), (80, 24)

SHOTS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "caseload": (WIDE, ()),
    "caseload-80x24": (NARROW, ()),
    "client": (WIDE, ("down", "down", "down", "down", "down", "down", "down", "down", "enter")),
}
"""File name: size of the terminal and the keys pressed after the demo has opened."""


def make(folder: Path) -> None:
    """Write every screenshot to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (size, keys) in SHOTS.items():
        svg = asyncio.run(_shot(size, keys))
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


async def _shot(size: tuple[int, int], keys: tuple[str, ...]) -> str:
    from valmennus_tui import i18n
    from valmennus_tui.document.demo import write_demo
    from valmennus_tui.settings import load_settings
    from valmennus_tui.tui.app import ValmennusApp
    from valmennus_tui.tui.session import Session

    i18n.set_language("fi")
    with tempfile.TemporaryDirectory() as name:
        path = write_demo(Path(name), today=TODAY)[0]
        settings = load_settings()
        settings = replace(settings, interface=replace(settings.interface, theme="dark"))
        app = ValmennusApp(Session(settings=settings, today=TODAY, demo=True), path)
        async with app.run_test(size=size) as pilot:
            await _settled(pilot)
            for key in keys:
                await pilot.press(key)
                await _settled(pilot)
            return app.export_screenshot(title="Valmennus")


async def _settled(pilot: Pilot[object]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)
