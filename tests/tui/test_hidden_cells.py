"""While names are hidden, neither the preview of a save nor the sheets show sensitive fields."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.other_hands.card_book import cards
from tests.tui.books import TODAY, shipped_settings
from tests.tui.driving import running
from valmennus_tui.document.document import Document
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.tui.hiding import HiddenCells
from valmennus_tui.tui.screens.save_preview import SaveScreen
from valmennus_tui.tui.screens.sheet import SheetScreen
from valmennus_tui.tui.widgets.text_box import TextBox
from valmennus_tui.workbook.address import Ref

SECRET, OTHER = "soittaa äidille", "uusi salaisuus"


@pytest.fixture
def noted_book(coach_book: Path) -> Path:
    document = Document.open(coach_book, settings=shipped_settings(), today=TODAY)
    document.set("client:A-001", {"notes": SECRET})
    document.save()
    return coach_book


async def test_the_preview_hides_notes_until_names_are_shown(noted_book: Path) -> None:
    async with running(noted_book, reveal=False) as screens:
        book = screens.app.session.book
        book.set("client:A-001", {"notes": OTHER, "phase": "1 Palveluun hakeutuminen, sopiminen"})
        screens.app.push_screen(SaveScreen())
        await screens.press("down")
        rows = screens.grid_texts("#changes")
        assert ["••••", "••••"] in [row[2:] for row in rows]
        assert any("Palveluun" in row[3] for row in rows)
        assert SECRET not in str(rows)
        assert OTHER not in str(rows)
        await screens.press("p")
        assert [SECRET, OTHER] in [row[2:] for row in screens.grid_texts("#changes")]


async def test_the_preview_of_a_removed_record_hides_what_was(noted_book: Path) -> None:
    async with running(noted_book, reveal=False) as screens:
        screens.app.session.book.remove("client:A-001")
        screens.app.push_screen(SaveScreen())
        await screens.press("down")
        assert SECRET not in str(screens.grid_texts("#changes"))
        assert "••••" in str(screens.grid_texts("#changes"))


async def test_sheet_line_and_editor_hide_notes_until_names_are_shown(noted_book: Path) -> None:
    async with running(noted_book, reveal=False, size=(250, 40)) as screens:
        place = screens.app.session.book.entry("client:A-001").places["notes"]
        screens.app.push_screen(SheetScreen(place.sheet, place.ref))
        await screens.press("left", "right")
        assert SECRET not in screens.text
        assert screens.lines[1].strip() == f"{place.ref}  ••••"
        assert SECRET not in str(screens.grid_texts("#sheet"))
        await screens.press("enter")
        assert screens.name == "CellEditor"
        assert screens.get(TextBox).password
        assert SECRET not in screens.text
        await screens.press("escape", "p")
        assert SECRET in screens.lines[1]


PERSON = "Taina Keksitty"


@pytest.fixture
def named_sheets(tmp_path: Path) -> Path:
    """A workbook of cards whose sheets are called after people, as they often are."""
    path = tmp_path / "kortit.xlsx"
    cards(path)
    book = openpyxl.load_workbook(path)
    book["E4"].title = PERSON
    book.save(path)
    return path


async def test_a_persons_name_in_a_sheets_name_is_hidden_where_places_are_told(named_sheets: Path) -> None:
    async with running(named_sheets, reveal=False, size=(120, 40)) as screens:
        book = screens.app.session.book
        assert any(client.name == PERSON for client in book.record_set.clients)
        place = next(iter(book.records(RecordKind.CLIENT)[0].places.values()))
        assert place.sheet == PERSON
        screens.app.push_screen(SheetScreen(place.sheet, Ref.parse("E3")))
        await screens.press("enter")
        await screens.press("ctrl+u")
        await screens.type("'1.3.2026")
        await screens.press("enter")
        assert PERSON not in screens.text
        await screens.press("f8")
        assert screens.name == "SaveScreen"
        assert "kirjoitetaan tekstinä" in screens.text
        assert PERSON not in screens.text
        await screens.press("escape", "u")
        assert "••••" in screens.message
        assert PERSON not in screens.text
        await screens.press("p")
        assert PERSON in screens.text


def test_copies_of_a_hidden_text_are_hidden_too(noted_book: Path) -> None:
    book = Document.open(noted_book, settings=shipped_settings(), today=TODAY)
    place = book.entry("client:A-001").places["code"]
    hidden = HiddenCells(book)
    assert hidden.hides("Muu", place.ref, SECRET.upper())
    assert not hidden.hides(place.sheet, place.ref, "A-001")
