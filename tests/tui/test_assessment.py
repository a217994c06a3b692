"""Assessing by keyboard at 80x24: the history, the scores, ticks, reasons, evidence, the next level."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from textual.widgets import Static

from tests.tui.assess_books import (
    EDITION,
    NAME,
    book_with_history,
    evidence_read,
    new_book,
    opened,
    read_at_once,
)
from tests.tui.books import write_coach_book
from tests.tui.driving import Screens, running
from valmennus_tui import i18n
from valmennus_tui.document.assessments import history
from valmennus_tui.tui.screens.assess import AssessScreen
from valmennus_tui.tui.widgets.criterion_panel import CriterionPanel
from valmennus_tui.tui.widgets.record_grid import RecordGrid


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once(monkeypatch)


async def begin(screens: Screens) -> None:
    """Begin an assessment of today and wait for its evidence."""
    await screens.press("n")
    await screens.type("Tiina Testaaja")
    await screens.press("f8")
    await evidence_read(screens)
    assert screens.name == "AssessScreen"


async def to(screens: Screens, number: int) -> None:
    """Move the cursor to a criterion."""
    await screens.press("ctrl+home", *["down"] * (number - 1))
    screen = screens.app.screen
    assert isinstance(screen, AssessScreen)
    assert screen.current is not None
    assert screen.current.number == number


def row(screens: Screens, number: int) -> list[str]:
    """The cells of a criterion's line."""
    return [cell.strip() for cell in screens.grid_texts("#criteria")[number - 1]]


# --- the history -----------------------------------------------------------------------------------------


async def test_a_workbook_of_assessments_opens_into_its_history(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        assert screens.name == "AssessmentsScreen"
        rows = [[cell.strip() for cell in line] for line in screens.grid_texts("#assessments")]
        assert [line[1:4] for line in rows] == [
            ["3.3.2025", "2/25", "–"],
            ["1.9.2025", "25/25", "75"],
            ["27.2.2026", "25/25", "100"],
        ]
        assert rows[0][4:6] == ["", ""]
        assert rows[1][5] == "Kohtalainen menetelmällinen tarkkuus"
        assert rows[2][5] == "Hyvä menetelmällinen tarkkuus"
        assert "Seuraava arviointi viimeistään 27.2.2027 (12 kuukautta edellisestä)." in screens.text


async def test_the_next_day_that_has_passed_is_said(tmp_path: Path) -> None:
    path = book_with_history(tmp_path)
    document = opened(path)
    document.remove("criterion:2026-02-27/1")
    document.save()
    async with running(path) as screens:
        assert "▲ Seuraava arviointi viimeistään 1.3.2026 (6 kuukautta edellisestä)." in screens.text
        assert "Päivä on mennyt." in " ".join(screens.text.split())


async def test_comparing_goes_back_pair_by_pair(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("w")
        assert screens.name == "CompareScreen"
        rows = [[cell.strip() for cell in line] for line in screens.grid_texts("#comparison")]
        assert rows[0][1] == "75"
        assert rows[0][3] == "100"
        assert rows[0][5] == "▴ +25"
        assert "nousi: 25" in screens.text
        await screens.press("w")
        assert "3.3.2025 → 27.2.2026" in screens.text
        rows = [[cell.strip() for cell in line] for line in screens.grid_texts("#comparison")]
        assert (rows[0][1], rows[0][5]) == ("–", "")
        assert next(line for line in rows if line[0].startswith("1 "))[1::2] == ["2", "4", "▴ +2"]
        await screens.press("escape")
        assert screens.name == "AssessmentsScreen"


async def test_a_marked_assessment_is_compared_with(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("up", "up", "x", "down", "down", "w")
        assert "3.3.2025 → 27.2.2026" in screens.text


async def test_the_trend_has_every_criterion_and_the_total(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("l")
        rows = screens.grid_texts("#trend")
        assert len(rows) == 1 + len(EDITION.sections) + len(EDITION.criteria)
        assert [cell.strip() for cell in rows[0]] == ["Yhteensä", "████████░░", "▴ +25", "100", "75", "–"]
        assert [cell.strip() for cell in rows[2]][3:] == ["4", "3", "2"]


async def test_an_assessment_is_removed_with_its_scores_and_undone(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("d", "down", "enter")
        assert [line[1].strip() for line in screens.grid_texts("#assessments")] == ["3.3.2025", "1.9.2025"]
        await screens.press("u")
        assert len(screens.grid_texts("#assessments")) == 3
        assert history(screens.app.session.book)[2].scores[25] == 4


async def test_the_day_is_edited_and_the_criteria_follow(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("f2")
        await screens.press("end", "ctrl+u")
        await screens.type("28.2.2026")
        await screens.press("f8")
        assert screens.name == "AssessmentsScreen"
        latest = history(screens.app.session.book)[-1]
        assert i18n.format_date(latest.date) == "28.2.2026"  # type: ignore[arg-type]
        assert len(latest.scores) == 25


# --- scores ----------------------------------------------------------------------------------------------


async def test_one_key_gives_a_score_and_undo_takes_it_back(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        await to(screens, 3)
        await screens.press("4")
        assert row(screens, 3)[2] == "4"
        assert screens.message == "Kriteeri 3: 4 pistettä."
        assert "1/25 pisteytetty, pisteitä tähän asti 4." in screens.text
        await screens.press("0")
        assert row(screens, 3)[2] == "–"
        await screens.press("u")
        assert row(screens, 3)[2] == "4"
        await screens.press("u")
        assert "0/25 pisteytetty" in screens.text


async def test_full_points_without_plans_need_a_reason(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        await to(screens, 16)
        await screens.press("5")
        assert screens.name == "ReasonDialog"
        assert "kirjallinen" in screens.text
        await screens.press("enter")
        assert "Tämä pistemäärä tarvitsee perustelun." in screens.text
        await screens.press("escape")
        assert row(screens, 16)[2] == "–"
        await screens.press("5")
        await screens.type("suunnitelmat nähtiin paperilla")
        await screens.press("enter")
        assert row(screens, 16)[2] == "5"
        line = history(screens.app.session.book)[0].line(16)
        assert line.reason == "suunnitelmat nähtiin paperilla"


async def test_a_score_that_differs_asks_for_a_reason_that_may_wait(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        screen = screens.app.screen
        assert isinstance(screen, AssessScreen)
        number = next(n for n in EDITION.numbers if screen.standing.proposed(n) not in (None, 5))
        proposed = screen.standing.proposed(number)
        await to(screens, number)
        await screens.press("h")
        assert row(screens, number)[2] == str(proposed)
        await screens.press("5")
        assert screens.name == "ReasonDialog"
        await screens.press("enter")
        assert row(screens, number)[2] == "5 ▲"
        await screens.press("down", "up")
        assert "Pistemäärä 5 poikkeaa ehdotuksesta" in " ".join(screens.text.split())
        line = history(screens.app.session.book)[0].line(number)
        assert (line.score, line.proposed) == (5, proposed)


async def test_ticks_give_the_score_by_keyboard(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        await to(screens, 13)
        await screens.press("k", "space", "down", "x", "down", "space")
        assert "3 toteutuu: 4" in screens.text
        await screens.press("enter")
        assert row(screens, 13)[2] == "4"
        assert history(screens.app.session.book)[0].line(13).ticks == {"a", "b", "c"}
        assert "[x] a)" in screens.text
        await screens.press("k", "escape")
        assert row(screens, 13)[2] == "4"
        await screens.press("2")
        assert "Merkityistä osatekijöistä tulisi eri pistemäärä." in screens.message


async def test_a_criterion_without_components_says_so(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        await to(screens, 3)
        await screens.press("k")
        assert screens.message == "Tässä kriteerissä ei ole merkittäviä osatekijöitä."
        await screens.press("h")
        assert screens.message == "Tiedot eivät ehdota tälle kriteerille pisteitä."


async def test_a_target_is_written_for_a_criterion_that_has_no_score(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        await to(screens, 7)
        await screens.press("f2", "down", "down", "down", "down")
        await screens.type("Sijaisuudet")
        await screens.press("down", "down")
        await screens.type("31.5.2026")
        await screens.press("f8")
        assert screens.name == "AssessScreen"
        line = history(screens.app.session.book)[0].line(7)
        assert (line.action, line.score) == ("Sijaisuudet", None)
        assert row(screens, 7)[5] == "31.5.2026 Sijaisuudet"
        await screens.press("f2", "f8")
        assert screens.name == "AssessScreen"
        await screens.press("u")
        assert history(screens.app.session.book)[0].lines == {}


async def test_the_descriptions_stand_below_and_follow_the_cursor(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        panel = screens.get(CriterionPanel)
        for number in (1, 7, 23):
            await to(screens, number)
            shown = " ".join(screens.text.split())
            for anchor in EDITION.criterion(number).anchors:
                assert anchor.words.text() in shown, (number, anchor.score)
        assert panel.region.y > screens.app.screen.query_one("#criteria").region.y
    async with running(tmp_path / NAME, size=(120, 40)) as screens:
        await begin(screens)
        assert screens.get(CriterionPanel).region.x > screens.app.screen.query_one("#criteria").region.x


# --- the whole of it -------------------------------------------------------------------------------------


async def test_the_whole_assessment_by_keyboard_at_80x24(tmp_path: Path) -> None:
    points = {number: 3 + number % 2 for number in EDITION.numbers}
    path = new_book(tmp_path)
    async with running(path, size=(80, 24)) as screens:
        await begin(screens)
        for number in EDITION.numbers:
            await screens.press(str(points[number]))
            if screens.name == "ReasonDialog":
                await screens.type("p")
                await screens.press("enter")
            if number == 24:
                assert "24/25" in screens.text
                assert not [band for band in EDITION.bands if band.words.text() in screens.text]
            await screens.press("down")
        total = sum(points.values())
        assert EDITION.band(total).words.text() in screens.text
        assert f"{total}/125" in screens.text
        await screens.press("f8", "f8")
        assert screens.app.session.dirty is False
    sheet = openpyxl.load_workbook(path)["Pisteet"]
    written = {line[1]: line[2] for line in sheet.iter_rows(min_row=8, values_only=True) if line[1]}
    assert written == points
    assert history(opened(path))[0].scores == points


async def test_plus_goes_to_what_is_not_scored(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        screen = screens.app.screen
        assert isinstance(screen, AssessScreen)
        await screens.press("3", "escape") if screen.standing.proposed(1) else await screens.press("3")
        for expected in (2, 3):
            await screens.press("plus")
            assert screen.current is not None
            assert screen.current.number == expected


# --- the next level --------------------------------------------------------------------------------------


async def test_the_next_level_lists_the_cheapest_first_and_leads_there(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("enter")
        await evidence_read(screens)
        assert "100/125" in screens.text
        screen = screens.app.screen
        assert isinstance(screen, AssessScreen)
        found = screen.standing.next_band
        assert found is not None
        await screens.press("b")
        assert "puuttuu 15 pistettä" in screens.text
        await screens.press("enter")
        assert screens.name == "AssessScreen"
        assert screen.current is not None
        assert screen.current.number == found.steps[0].number


async def test_there_is_no_next_level_before_all_is_scored(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("up", "up", "enter")
        await evidence_read(screens)
        await screens.press("b")
        assert screens.message.startswith("Tasoa ei ole ennen kuin kaikki kriteerit on pisteytetty.")
        assert "3, 4, 5" in screens.message


# --- what is not ours to change ---------------------------------------------------------------------------


async def test_a_workbook_open_for_reading_takes_no_score(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path), read_only=True) as screens:
        await screens.press("n")
        assert screens.name == "AssessmentsScreen"
        await screens.press("enter")
        await evidence_read(screens)
        await screens.press("1")
        assert screens.message == "Työkirja on auki vain luettavaksi."
        await screens.press("0", "h", "k", "f2")
        assert screens.name == "AssessScreen"
        assert "100/125" in screens.text


async def test_no_contacts_file_is_offered_for_a_workbook_of_assessments(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("m")
        assert screens.name == "AssessmentsScreen"
        assert "ei ole asiakkaita" in screens.message
        await screens.press("v")
        assert "ei ole asiakkaita" in screens.message


async def test_comments_are_hidden_with_the_names(tmp_path: Path) -> None:
    for reveal in (True, False):
        folder = tmp_path / str(reveal)
        folder.mkdir()
        async with running(book_with_history(folder), reveal=reveal) as screens:
            await screens.press("enter")
            await evidence_read(screens)
            await to(screens, 7)
            await screens.press("enter")
            assert ("salainen" in screens.text) is reveal
            assert "Sijaisuuksista sovitaan" in screens.text


async def test_other_workbooks_open_as_before(tmp_path: Path) -> None:
    async with running(write_coach_book(tmp_path / "kooste.xlsx")) as screens:
        assert screens.name == "CaseloadScreen"


async def test_the_table_has_the_lines_that_the_descriptions_do_not_need(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        pages = []
        for number in (2, 7):  # the shortest descriptions and the longest
            await to(screens, number)
            panel, grid = screens.get(CriterionPanel), screens.get(RecordGrid, "#criteria")
            needed = panel.get_content_height(panel.container_size, screens.app.size, panel.size.width)
            assert panel.size.height == needed
            assert grid.top <= grid.row < grid.top + grid.page
            pages.append(grid.page)
        assert pages[0] > pages[1]


async def test_the_component_under_the_cursor_is_told_at_once(tmp_path: Path) -> None:
    async with running(new_book(tmp_path)) as screens:
        await begin(screens)
        await to(screens, 5)
        await screens.press("k")
        assert str(screens.get(Static, "#component-text").render()).startswith("a)")
