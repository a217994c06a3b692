"""Opening an encrypted workbook on the screens: the password is asked for, and the workbook looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.support.encrypting import PASSWORD, encrypt
from tests.tui.driving import Screens, running, settle
from valmennus_tui.tui.opening import open_path
from valmennus_tui.tui.passwords import PasswordDialog, ThreadPassword


@pytest.fixture
def locked(coach_book: Path) -> Path:
    """The coach's workbook behind a password."""
    return encrypt(coach_book)


def said(screens: Screens) -> str:
    return " ".join(str(widget.content) for widget in screens.app.screen.query(Static))


async def test_the_password_opens_the_workbook_for_looking(locked: Path) -> None:
    before = locked.read_bytes()
    async with running(locked) as screens:
        assert screens.name == "PasswordDialog"
        assert locked.name in said(screens)
        await screens.type(PASSWORD)
        assert PASSWORD not in said(screens)
        assert PASSWORD not in screens.text
        await screens.press("enter")
        assert screens.name == "CaseloadScreen"
        assert not screens.app.session.can_edit
    assert locked.read_bytes() == before


async def test_a_wrong_password_may_be_typed_again(locked: Path) -> None:
    async with running(locked) as screens:
        await screens.follow(["type:vaara", "enter"])
        assert screens.name == "PasswordDialog"
        assert "Salasana ei avaa työkirjaa." in said(screens)
        await screens.follow([f"type:{PASSWORD}", "enter"])
        assert screens.name == "CaseloadScreen"


async def test_an_empty_password_is_none(locked: Path) -> None:
    async with running(locked) as screens:
        await screens.press("enter")
        assert screens.name == "PasswordDialog"


async def test_whoever_does_not_know_it_stays_outside(locked: Path) -> None:
    async with running(locked) as screens:
        await screens.press("escape")
        assert screens.name == "StartScreen"
        assert "suojattu salasanalla" in said(screens)


async def test_from_the_program_it_is_asked_for_too_and_then_known(locked: Path, tmp_path: Path) -> None:
    second = tmp_path / "toinen.xlsx"
    second.write_bytes(locked.read_bytes())
    async with running(None) as screens:
        open_path(screens.app, locked)
        await settle(screens.app)
        assert screens.name == "PasswordDialog"
        await screens.follow([f"type:{PASSWORD}", "enter"])
        assert screens.name == "CaseloadScreen"
        assert PASSWORD not in repr(screens.app.session)
        open_path(screens.app, second)
        await settle(screens.app)
        assert screens.name == "CaseloadScreen"
        assert screens.app.session.book.path == second


async def _asked_in_a_thread(screens: Screens, ask: Callable[[], str | None], *steps: str) -> str | None:
    """What a thread is answered when each dialog it opens is filled with a step (``""``: left)."""
    answer = asyncio.create_task(asyncio.to_thread(ask))
    seen: set[PasswordDialog] = set()
    for step in steps:
        while (dialog := screens.app.screen) in seen or not isinstance(dialog, PasswordDialog):
            assert not answer.done()
            await asyncio.sleep(0.01)
        seen.add(dialog)
        await settle(screens.app)
        await screens.follow([f"type:{step}", "enter"] if step else ["escape"])
    while not answer.done():
        await asyncio.sleep(0.01)
    return answer.result()


async def test_reading_in_a_thread_asks_until_it_opens_and_once_for_all(locked: Path) -> None:
    async with running(None) as screens:
        ask = ThreadPassword(screens.app)
        assert await _asked_in_a_thread(screens, lambda: ask(locked), "vaara", PASSWORD) == PASSWORD
        assert await _asked_in_a_thread(screens, lambda: ask(locked)) == PASSWORD
        assert await _asked_in_a_thread(screens, lambda: ThreadPassword(screens.app)(locked)) == PASSWORD


async def test_reading_in_a_thread_takes_no_for_an_answer(locked: Path) -> None:
    async with running(None) as screens:
        ask = ThreadPassword(screens.app)
        assert await _asked_in_a_thread(screens, lambda: ask(locked), "") is None
        assert await _asked_in_a_thread(screens, lambda: ask(locked)) is None
        assert screens.name == "StartScreen"


async def test_a_cancelled_reading_does_not_wait(locked: Path) -> None:
    async with running(None) as screens:
        ask = ThreadPassword(screens.app, given_up=lambda: True)
        assert await _asked_in_a_thread(screens, lambda: ask(locked)) is None
        await settle(screens.app)
        assert screens.name == "StartScreen"
