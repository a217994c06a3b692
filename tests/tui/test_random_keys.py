"""Two thousand random keys: no exception, and always a way back to the first screen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.tui.driving import running
from valmennus_tui.tui.actions import ACTIONS

TYPED = {"tab", "shift+tab", "1", "0", "x", "A", "ä"}
KEYS = sorted({key for found in ACTIONS for key in found.keys} - {"f12"} | TYPED)
"""Every key of the program but the one for the next theme, which only costs time."""
_STEPS = 500
_AT_A_TIME = 5
"""Keys sent in one piece, as a fast typist or a slow line does."""


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_random_keys(
    coach_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    chance = random.Random(seed)
    async with running(coach_book) as screens:
        left: list[object] = []
        monkeypatch.setattr(screens.app, "exit", left.append)
        for _step in range(_STEPS // _AT_A_TIME):
            for _key in range(_AT_A_TIME - 1):
                screens.app.post_message(screens.event(chance.choice(KEYS)))
            await screens.press(chance.choice(KEYS))
        for _step in range(30):
            if len(screens.app.screen_stack) <= 2:
                break
            await screens.press("escape")
            if screens.name == "ChoiceDialog":
                await screens.press("end", "enter")
        assert len(screens.app.screen_stack) <= 2
        assert screens.app._exception is None
