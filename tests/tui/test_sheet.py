"""The sheets as they are: values, formulas, hidden parts, editing single cells within the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.tui.driving import running
from valmennus_tui.tui.models.sheet_table import one_line
from valmennus_tui.tui.typed_cell import typed_value
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import Cell, NewValue


@pytest.fixture
def plain_book(tmp_path: Path) -> Path:
    """No coach's workbook: numbers, a formula, hidden parts, a list, a protected-looking code."""
    path = tmp_path / "muu.xlsx"
    book = xlsxwriter.Workbook(str(path))
    first = book.add_worksheet("Luvut")
    first.write_row(0, 0, ["Nimike", "Määrä", "Koodi"])
    first.write_row(1, 0, ["kynä", 3, "007"])
    first.write_row(2, 0, ["kumi", 1.5, "008"])
    first.write_formula("B4", "=SUM(B2:B3)", None, 4.5)
    first.data_validation("D2:D3", {"validate": "list", "source": ["on", "ei"]})
    first.set_row(2, None, None, {"hidden": True})
    first.set_column("E:E", 10, None, {"hidden": True})
    book.add_worksheet("Toinen").write(0, 0, "toinen taulukko")
    book.add_worksheet("Piilossa").hide()
    book.close()
    return path


async def test_an_unrecognised_workbook_says_what_was_missing_and_opens_its_sheets(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        assert screens.name == "ChoiceDialog"
        assert "asettelua ei tunnistettu" in " ".join(screens.text.replace("│", " ").split())
        missing = screens.app.session.book.missing
        assert missing
        assert missing[0].split(".")[0][:30] in " ".join(screens.text.replace("│", " ").split())
        await screens.press("enter")
        assert screens.name == "SheetScreen"
        assert "kynä" in screens.text
        assert "Määrä" in screens.text


async def test_hidden_rows_columns_and_sheets_show_only_when_asked_for(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        await screens.press("enter")
        assert "kumi" not in screens.text
        assert "Taulukko 1/2" in screens.text
        await screens.press("h")
        assert "kumi" in screens.text
        await screens.press("down")
        assert "Taulukko 1/3" in screens.text


async def test_the_line_above_shows_the_whole_cell_and_its_formula(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        await screens.press("enter", "g")
        await screens.type("B4")
        await screens.press("enter")
        assert screens.lines[1].strip() == "B4  =SUM(B2:B3)  →  4,5"


async def test_a_formula_is_never_overwritten(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        await screens.press("enter", "g")
        await screens.type("b4")
        await screens.press("enter", "enter")
        assert screens.name == "SheetScreen"
        assert screens.message.startswith("✖")
        await screens.press("delete")
        assert screens.message.startswith("✖")
        assert not screens.app.session.dirty


async def test_editing_emptying_undoing_a_cell(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        await screens.press("enter", "g")
        await screens.type("b2")
        await screens.press("enter", "f2", "end", "ctrl+u")
        await screens.type("12,5")
        await screens.press("enter")
        sheet = screens.app.session.book.sheet("Luvut")
        assert sheet.cell(Ref.parse("B2")).value == 12.5
        assert "12,5" in screens.text
        await screens.press("delete")
        assert screens.app.session.book.sheet("Luvut").cell(Ref.parse("B2")).is_blank
        await screens.press("u", "u")
        assert screens.app.session.book.sheet("Luvut").cell(Ref.parse("B2")).value == 3
        assert not screens.app.session.dirty


async def test_a_cells_own_list_is_offered(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        await screens.press("enter", "g")
        await screens.type("d2")
        await screens.press("enter", "enter", "f4", "down", "enter", "enter")
        assert screens.app.session.book.sheet("Luvut").cell(Ref.parse("D2")).value == "ei"


async def test_turning_sheets(plain_book: Path) -> None:
    async with running(plain_book) as screens:
        await screens.press("enter", "full_stop")
        assert "toinen taulukko" in screens.text
        await screens.press("full_stop")
        assert "kynä" in screens.text
        await screens.press("comma")
        assert "toinen taulukko" in screens.text


async def test_from_the_caseload_the_sheet_opens_at_the_client(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("down", "down", "t")
        place = screens.app.session.book.entry("client:A-003").places["code"]
        assert screens.lines[1].strip() == f"{place.ref}  A-003"
        await screens.press("escape")
        assert screens.name == "CaseloadScreen"


@pytest.mark.parametrize(
    ("text", "held", "value"),
    [
        ("", "x", None),
        ("12,5", None, Decimal("12.5")),
        ("1 234", None, Decimal(1234)),
        ("0", None, Decimal(0)),
        ("1.3.2026", None, date(2026, 3, 1)),
        ("3/2026", None, "3/2026"),
        ("TOSI", None, True),
        ("007", None, "007"),
        ("007", "006", "007"),
        ("12", "kirjain", "12"),
        ("'12", None, "12"),
        ("=A1", None, "=A1"),
        ("kynä", 3, "kynä"),
    ],
)
def test_what_a_typed_text_becomes(text: str, held: str | int | None, value: NewValue) -> None:
    made = typed_value(text, Cell(Ref(1, 1), value=held))
    assert made == value
    assert type(made) is type(value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Työnhaku\u00adsuunnitelma", "Työnhakusuunnitelma"),
        ("Palvelu\npäättyi", "Palvelu päättyi"),
        ("a \r\n b\rc", "a b c"),
        ("tavallinen", "tavallinen"),
    ],
)
def test_headers_read_as_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
