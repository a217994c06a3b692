"""Saving from the screens: preview, refusals, copies, the guard before leaving."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Screens, running
from valmennus_tui.workbook.locking import libreoffice_lock


async def change_something(screens: Screens) -> None:
    """One edited cell: the profile's date of the first client."""
    await screens.press("f2")
    for _step in range(8):
        await screens.press("down")
        if screens.app.focused is screens.app.screen.query_one("#field-profile_done").box:  # type: ignore[attr-defined]
            break
    await screens.type("1.2.2026")
    await screens.press("f8")
    assert screens.app.session.dirty


async def test_saving_is_not_offered_without_changes(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("f8")
        assert screens.name == "CaseloadScreen"
        assert "Tallenna" not in screens.lines[-1]


async def test_the_preview_can_be_left(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await change_something(screens)
        assert "F8 Tallenna" in screens.lines[-1]
        await screens.press("f8")
        assert screens.name == "SaveScreen"
        assert "1 solu muuttuu." in screens.text
        assert "1.2.2026" in screens.text
        await screens.press("escape")
        assert screens.name == "CaseloadScreen"
        assert screens.app.session.dirty


async def test_a_file_changed_meanwhile_is_not_overwritten(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await change_something(screens)
        other = coach_book.read_bytes() + b"\0"
        coach_book.write_bytes(other)
        await screens.press("f8", "f8")
        assert screens.name == "SaveScreen"
        assert screens.message.startswith("✖")
        assert "kopion" in screens.message
        assert coach_book.read_bytes() == other


async def test_a_copy_is_saved_and_gone_on_with(coach_book: Path) -> None:
    before = coach_book.read_bytes()
    async with running(coach_book) as screens:
        await change_something(screens)
        await screens.press("f8", "c")
        assert screens.name == "PromptDialog"
        await screens.press("enter")
        assert screens.name == "CaseloadScreen"
        copy = coach_book.with_name("kooste kopio.xlsx")
        assert copy.is_file()
        assert coach_book.read_bytes() == before
        assert screens.app.session.book.path == copy
        assert not screens.app.session.dirty


async def test_quitting_asks_only_when_something_changed(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await change_something(screens)
        await screens.press("q")
        assert screens.name == "ChoiceDialog"
        assert "1 muutettua solua" in screens.text
        await screens.press("enter")
        assert screens.name == "CaseloadScreen"
        await screens.press("u", "q")
        assert screens.app.return_code == 0
        assert not screens.app.is_running or screens.app._exit


async def test_the_guard_can_save_first(coach_book: Path) -> None:
    before = coach_book.read_bytes()
    async with running(coach_book) as screens:
        await change_something(screens)
        await screens.press("q", "down", "enter")
        assert screens.name == "SaveScreen"
        await screens.press("f8")
        assert coach_book.read_bytes() != before
        assert screens.app._exit


async def test_the_guard_lets_go_without_saving(coach_book: Path) -> None:
    before = coach_book.read_bytes()
    async with running(coach_book) as screens:
        await change_something(screens)
        await screens.press("q", "down", "down", "enter")
        assert screens.app._exit
    assert coach_book.read_bytes() == before


@pytest.fixture
def locked_book(coach_book: Path) -> Path:
    lock = libreoffice_lock(coach_book)
    lock.write_text("Maija Keksitty,maija,TYOKONE-3,02.03.2026 08:15,file:///x;", encoding="utf-8")
    return coach_book


async def test_a_lock_is_told_and_leads_to_reading_only(locked_book: Path) -> None:
    async with running(locked_book) as screens:
        assert screens.name == "ChoiceDialog"
        words = " ".join(screens.text.replace("│", " ").split())
        assert "Maija Keksitty" in words
        assert "TYOKONE-3" in words
        assert "2.3.2026 08:15" in words
        await screens.press("enter")
        assert "vain luku" in screens.lines[0]
        await screens.press("f2", "n", "d")
        assert screens.name == "CaseloadScreen"
        assert "Muokkaa" not in screens.lines[-1]


async def test_a_lock_can_be_answered_with_a_copy(locked_book: Path) -> None:
    async with running(locked_book) as screens:
        await screens.press("down", "enter")
        assert screens.name == "PromptDialog"
        await screens.press("enter")
        assert screens.app.session.book.path.name == "kooste kopio.xlsx"
        assert screens.app.session.can_edit
        assert "vain luku" not in screens.lines[0]


async def test_opened_for_reading_only(coach_book: Path) -> None:
    async with running(coach_book, read_only=True) as screens:
        assert "vain luku" in screens.lines[0]
        await screens.press("n", "f2")
        assert screens.name == "CaseloadScreen"


async def test_erasing_needs_the_code_typed_and_empties_everything(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("down", "down", "down", "f4")
        assert screens.name == "PromptDialog"
        await screens.type("A-005")
        await screens.press("enter")
        assert "ei ole asiakastunnus" in screens.message
        await screens.press("f4")
        await screens.type("A-004")
        await screens.press("enter")
        if screens.name == "ChoiceDialog":
            await screens.press("enter")
        assert "A-004" not in [row[0] for row in screens.grid_texts("#clients")]
        assert not screens.app.session.book.can_undo
        assert not screens.app.session.dirty
