"""Workbooks laid out by other hands, in all three shapes: every screen opens, edits find their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.other_hands import (
    card_book,
    later_books,
    mixed_books,
    plain_books,
    shared_sheets,
    wide_books,
)
from tests.tui.driving import Screens, running
from valmennus_tui.tui.widgets.record_grid import RecordGrid

BOOKS: tuple[Callable[[Path], object], ...] = (
    plain_books.three_plain_sheets,
    plain_books.title_and_two_header_rows,
    plain_books.swedish,
    shared_sheets.one_sheet,
    shared_sheets.with_employer_contacts,
    wide_books.groups_under_merged_heads,
    wide_books.numbered_columns,
    card_book.cards,
    mixed_books.messy,
    later_books.swedish_groups,
)


async def add_to_every_table(screens: Screens) -> None:
    """Try to add a record in each table of the client in front."""
    for grid in list(screens.app.screen.query(RecordGrid)):
        screens.app.screen.set_focus(grid)
        await screens.press("n")
        if screens.name != "FormScreen":
            assert screens.message
            continue
        await screens.type("5.1.2026")
        await screens.press("f8")
        if screens.name == "FormScreen":
            await screens.press("escape", "down", "enter")
        assert screens.name == "ClientScreen"


@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
async def test_a_tour_of_another_hands_workbook(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "kirja.xlsx"
    make(path)
    async with running(path) as screens:
        if screens.name == "ChoiceDialog":
            await screens.press("enter", "full_stop", "right", "down", "enter", "escape")
            assert screens.app.is_running
            return
        assert screens.grid_texts("#clients")
        await screens.press("enter")
        await add_to_every_table(screens)
        await screens.press("k", "escape", "escape", "f", "enter", "escape", "escape", "t", "escape")
        await screens.press("n", "escape", "f8")
        if screens.app.session.dirty:
            assert screens.name == "SaveScreen"
            await screens.press("f8")
            assert screens.message.startswith(("Tallennettu", "✖"))
        assert screens.app._exception is None
