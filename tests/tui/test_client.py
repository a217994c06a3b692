"""One client: timeline, tables, adding, editing, removing, going to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.other_hands.shared_sheets import with_employer_contacts
from tests.tui.driving import Screens, running
from valmennus_tui.domain.phase import path as phase_path
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.timeline import PhaseTimeline


async def open_client(screens: Screens, number: int) -> None:
    await screens.press(*["down"] * (number - 1), "enter")
    assert screens.name == "ClientScreen"


async def test_the_path_through_the_phases(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 4)
        book = screens.app.session.book
        client = book.record_set.clients[3]
        steps = phase_path(client, book.record_set)
        timeline = screens.get(PhaseTimeline)
        assert [timeline.state(step) for step in steps].count("current") == 1
        row = next(line for line in screens.lines if "◉" in line)
        assert row.count("◉") == 1
        assert len([sign for sign in row if sign in "●◉○"]) == 5
        assert "1 Sopiminen" in screens.text
        assert "29.8.2025" in screens.text


async def test_the_records_of_the_client_and_no_others(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 4)
        jobs = screens.grid_texts("#grid-employment")
        assert [row[3] for row in jobs] == ["Kahvila Keksi"]
        assert jobs[0][1] == "11.1.2026"
        assert jobs[0][6] == "20,5"
        assert [row[4] for row in screens.grid_texts("#grid-education")] == ["Keksitty opisto"]
        assert "Varasto Oy" not in screens.text


async def test_a_record_with_a_finding_carries_its_sign(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 4)
        assert screens.grid_texts("#grid-employment")[0][0] == "▲"


async def test_editing_and_removing_with_undo(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 4)
        await screens.press("enter", "down", "down", "down")
        await screens.type(" Oy")
        await screens.press("f8")
        assert screens.grid_texts("#grid-employment")[0][3] == "Kahvila Keksi Oy"
        await screens.press("d", "enter")
        assert len(screens.grid_texts("#grid-employment")) == 1
        await screens.press("d", "down", "enter")
        assert screens.grid_texts("#grid-employment") == []
        assert screens.message == "Poistettu: Työsuhde A-004/1"
        await screens.press("u")
        assert screens.grid_texts("#grid-employment")[0][3] == "Kahvila Keksi Oy"
        assert screens.message.startswith("Kumottu:")
        await screens.press("u")
        assert screens.grid_texts("#grid-employment")[0][3] == "Kahvila Keksi"
        await screens.press("r", "r")
        assert screens.grid_texts("#grid-employment") == []


async def test_tab_goes_from_table_to_table_and_n_adds_to_that_table(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 1)
        await screens.press("tab", "n")
        assert "Uusi: Opinnot" in screens.lines[0]
        await screens.type("1.2.2026")
        await screens.press("f8")
        assert [row[1] for row in screens.grid_texts("#grid-education")] == ["1.2.2026"]
        assert screens.get(RecordGrid, "#grid-education").has_focus


async def test_next_and_previous_client_follow_the_list(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("s", "s")
        await screens.press("ctrl+home", "enter")
        assert "A-011" in screens.lines[0]
        await screens.press("plus")
        assert "A-010" in screens.lines[0]
        await screens.press("minus", "minus")
        assert "A-011" in screens.lines[0]


async def test_undoing_the_clients_own_row_leads_back(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("n")
        await screens.type("A-050")
        await screens.press("f8", "enter")
        assert "A-050" in screens.lines[0]
        await screens.press("u")
        assert screens.name == "CaseloadScreen"


async def test_the_clients_own_data_from_here(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 2)
        await screens.press("k")
        assert "Muokkaa: Asiakas" in screens.lines[0]


async def test_employer_contacts_have_a_home(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await open_client(screens, 1)
        assert "Työnantajatapaamiset" not in screens.text
        await screens.press("m")
        assert "kooste.tapaamiset.xlsx" in screens.text
        await screens.press("down", "enter")
        assert coach_book.with_name("kooste.tapaamiset.xlsx").is_file()
        await open_client(screens, 1)
        assert "Työnantajatapaamiset (0)" in screens.text


async def test_contacts_of_a_workbook_that_holds_them(tmp_path: Path) -> None:
    path = tmp_path / "kirja.xlsx"
    with_employer_contacts(path)
    async with running(path) as screens:
        if screens.name != "CaseloadScreen":
            pytest.skip("this layout is not recognised")
        await screens.press("enter")
        assert screens.get(RecordGrid, "#grid-contact").model.row_count >= 0
        assert "Työnantajatapaamiset (" in screens.text


async def test_an_empty_table_offers_no_adding_where_nothing_can_be_changed(coach_book: Path) -> None:
    for read_only in (False, True):
        async with running(coach_book, read_only=read_only) as screens:
            await open_client(screens, 1)
            empty = [grid.empty for grid in screens.app.screen.query(RecordGrid) if not grid.model.row_count]
            assert empty
            assert all(empty) is not read_only
