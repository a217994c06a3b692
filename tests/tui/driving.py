"""Driving the screens in tests: start on a file, press keys, read what stands on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.books import TODAY, shipped_settings
from valmennus_tui.tui.app import ValmennusApp
from valmennus_tui.tui.session import Session
from valmennus_tui.tui.widgets.bars import MessageLine
from valmennus_tui.tui.widgets.record_grid import RecordGrid

W = TypeVar("W", bound=Widget)


_CHARACTERS = {
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
    "question_mark": "?",
    "space": " ",
}
_ROUNDS = 3_000


async def settle(app: App[Any]) -> None:
    """Let the program work until no message waits and nothing is left to draw.

    Textual's own ``pilot.pause`` waits for the processor to be idle: slow, and unsure on a busy machine.
    """
    calm = 0
    for number in range(_ROUNDS):
        await asyncio.sleep(0.001 if number % 20 == 19 else 0)
        calm = 0 if _is_busy(app) else calm + 1
        if calm == 4:
            app.screen._on_timer_update()
        elif calm >= 8:
            return


def _is_busy(app: App[Any]) -> bool:
    """Whether anything waits. What is quick to see comes first: asking every widget takes its time."""
    opening = type(app.screen).__name__ == "OpeningScreen"
    screens = app.screen_stack
    if opening or app.screen._callbacks or any(screen._layout_required for screen in screens):
        return True
    if any(map(_has_work, (app, *screens))):
        return True
    return any(_has_work(widget) for screen in screens[-2:] for widget in screen.walk_children())


def _has_work(pump: Any) -> bool:
    return bool(pump.message_queue_size or pump._next_callbacks)


class Screens:
    """A running program under test."""

    def __init__(self, app: ValmennusApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each when the one before has done its work."""
        for key in keys:
            await self._send(self.event(key))

    async def follow(self, steps: Sequence[str]) -> None:
        """Keys, and texts to type (``"type:…"``)."""
        for step in steps:
            if step.startswith("type:"):
                await self.type(step.removeprefix("type:"))
            else:
                await self.press(step)

    def event(self, key: str) -> events.Key:
        """What the driver makes of a key."""
        return events.Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None))

    async def type(self, text: str) -> None:
        """Type text into the focused field; letters beyond ASCII arrive as a terminal sends them."""
        for character in text:
            await self._send(events.Key(_character_to_key(character), character))

    async def _send(self, event: events.Key) -> None:
        self.app.post_message(event)
        await settle(self.app)

    @property
    def name(self) -> str:
        """The class of the screen in front."""
        return type(self.app.screen).__name__

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.lines)

    @property
    def message(self) -> str:
        """The message line."""
        return self.app.screen.query_one(MessageLine).text

    def get(self, widget_type: type[W], selector: str = "") -> W:
        """One widget of the screen in front."""
        return (
            self.app.screen.query_one(selector, widget_type)
            if selector
            else self.app.screen.query_one(widget_type)
        )

    def grid_texts(self, selector: str = "") -> list[list[str]]:
        """All rows of a grid as text."""
        grid = self.get(RecordGrid, selector)
        return [
            [grid.model.text(row, column) for column in range(len(grid.model.columns))]
            for row in range(grid.model.row_count)
        ]


def make_app(path: Path | None, *, reveal: bool = True, theme: str = "dark", **options: Any) -> ValmennusApp:
    """The program, not yet running."""
    settings = shipped_settings()
    settings = replace(settings, interface=replace(settings.interface, theme=theme))
    session = Session(settings=settings, today=TODAY, **options)
    session.hide_names = not reveal
    if path is not None:
        session.folder = path if path.is_dir() else path.parent
    return ValmennusApp(session, path)


@asynccontextmanager
async def running(
    path: Path | None, *, size: tuple[int, int] = (80, 24), **options: Any
) -> AsyncIterator[Screens]:
    """The program running on a file, a folder, or the start screen."""
    app = make_app(path, **options)
    async with app.run_test(size=size) as pilot:
        await settle(app)
        yield Screens(app, pilot)
