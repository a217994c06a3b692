"""The team leader's screens: coaches side by side, from a number to its rows, files, findings, trend."""

from __future__ import annotations

import shutil
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.driving import Screens, running
from tests.tui.team_books import TEAM, cell, on_team, read_here, rest, team_folder
from tests.tui.test_language import english_on
from valmennus_tui import i18n
from valmennus_tui.consolidation import collect
from valmennus_tui.consolidation.one_file import read_file
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import format_number
from valmennus_tui.tui.screens.team import TeamScreen
from valmennus_tui.tui.widgets.bars import KeyFooter
from valmennus_tui.tui.widgets.record_grid import RecordGrid

__all__ = ["read_here", "team_folder"]

pytestmark = pytest.mark.usefixtures("read_here")

COUNTS = {1: "active", 3: "working", 4: "seeking", 5: "waiting_long", 6: "without_plans"}
"""Columns of the coaches' table that are counts of clients."""


def team_screen(screens: Screens) -> TeamScreen:
    return next(screen for screen in screens.app.screen_stack if isinstance(screen, TeamScreen))


async def to_column(screens: Screens, row: int, column: int) -> None:
    grid = screens.get(RecordGrid, "#coaches")
    grid.move_to(row, column)
    await rest(screens)


async def test_a_team_workbook_leads_to_the_team(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        assert screens.name == "TeamScreen"
        view = team_screen(screens).desk.view
        assert view is not None
        rows = screens.grid_texts("#coaches")
        assert [row[0] for row in rows] == [*(line.coach for line in view.coaches), "Tiimi"]
        for line in view.coaches:
            load = cell(screens, "#coaches", line.coach, 1)
            assert load.removeprefix("▲ ") == f"{line.active}/{format_number(line.limit or 0)}"
            assert load.startswith("▲") == line.over
            assert set(cell(screens, "#coaches", line.coach, 2)) <= set("█░▓")
        assert rows[-1][3] == str(sum(line.working for line in view.coaches))
        assert len(screens.grid_texts("#team-alarms")) == len(view.alarms) > 0
        assert "4 valmentajaa" in screens.text


async def test_a_number_leads_to_just_so_many_rows(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        view = team_screen(screens).desk.view
        assert view is not None
        seen = 0
        for row, line in enumerate(view.coaches):
            for column, name in COUNTS.items():
                await to_column(screens, row, column)
                await screens.press("enter")
                count = getattr(line, name)
                assert screens.name == ("TeamRowsScreen" if count else "TeamScreen"), (line.coach, name)
                if count:
                    assert len(screens.grid_texts("#team-rows")) == count
                    await screens.press("escape")
                    seen += 1
        assert seen > 10


async def test_a_row_leads_to_its_record_to_look_at_only(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await to_column(screens, 0, 4)
        await screens.press("enter")
        code = screens.grid_texts("#team-rows")[0][0].split()[1]
        assert "kooste_TV-1.xlsx" in screens.message
        await screens.press("enter")
        assert screens.name == "ClientScreen"
        assert code in screens.lines[1]
        assert not screens.app.session.can_edit
        await screens.press("escape", "escape")
        assert screens.name == "TeamScreen"
        assert screens.app.session.book.name == TEAM
        assert screens.app.session.can_edit


async def test_a_coachs_name_leads_to_the_coachs_workbook(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await screens.press("enter")
        assert screens.name == "CaseloadScreen"
        assert screens.app.session.book.name == "kooste_TV-1.xlsx"
        assert not screens.app.session.can_edit
        await screens.press("escape")
        assert (screens.name, screens.app.session.book.name) == ("TeamScreen", TEAM)


async def test_an_alarm_leads_to_its_rows(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        view = team_screen(screens).desk.view
        assert view is not None
        place = next(number for number, alarm in enumerate(view.alarms) if alarm.rows)
        await screens.press("tab", *["down"] * place)
        await screens.press("enter")
        assert screens.name == "TeamRowsScreen"
        assert len(screens.grid_texts("#team-rows")) == len(view.alarms[place].rows)


async def test_rows_can_be_filtered(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await to_column(screens, 0, 1)
        await screens.press("enter")
        rows = screens.grid_texts("#team-rows")
        code = rows[-1][0].split()[1]
        await screens.press("f3")
        await screens.type(code)
        assert [row[0].split()[1] for row in screens.grid_texts("#team-rows")] == [code]


# --- reading ---------------------------------------------------------------------------------------------


async def test_reading_shows_how_far_it_is_and_can_be_stopped(
    team_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, first = threading.Event(), threading.Event()
    real = collect.read_all

    def slow(requests: Any, limits: Any, watch: Any, _reader: Any = read_file) -> Any:
        for result in real(requests, limits, watch):
            yield result
            first.set()
            go_on.wait(20)

    monkeypatch.setattr(collect, "read_all", slow)
    async with running(team_folder / TEAM) as screens:
        while not first.is_set():
            await screens.press("down")
        await screens.press("down")
        assert "1/6 ███" in screens.text
        await screens.press("escape")
        go_on.set()
        await rest(screens)
        assert screens.name == "TeamScreen"
        assert "Lukeminen keskeytettiin" in screens.text
        assert screens.grid_texts("#coaches") == []
        await screens.press("y")
        await rest(screens)
        assert len(screens.grid_texts("#coaches")) == 5


async def test_the_files_are_read_in_other_processes(
    team_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the real reader
    async with on_team(team_folder / TEAM) as screens:
        assert len(screens.grid_texts("#coaches")) == 5


async def test_a_folder_has_a_team_view_and_opens_its_team_workbook(team_folder: Path) -> None:
    async with running(team_folder) as screens:
        assert screens.name == "OpenScreen"
        await screens.press("f3")
        await rest(screens)
        assert screens.name == "TeamScreen"
        assert screens.app.session.book.name == TEAM
        assert len(screens.grid_texts("#coaches")) == 5


async def test_a_folder_without_a_team_workbook(team_folder: Path) -> None:
    (team_folder / TEAM).unlink()
    async with running(team_folder) as screens:
        await screens.press("f3")
        await rest(screens)
        assert screens.app.session.document is None
        assert len(screens.grid_texts("#coaches")) == 5
        for key in ("b", "k", "w", "t"):
            await screens.press(key)
            assert screens.name == "TeamScreen"
            assert "seurantataulukkoa" in screens.message
        await screens.press("u", "r", "c", "m", "v", "f8")
        assert screens.name == "TeamScreen"
        await screens.press("enter", "escape")
        assert screens.name == "TeamScreen"
        assert screens.app.session.document is None


async def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as screens:
        await screens.press("f3")
        await rest(screens)
        assert "Kansiossa ei ole yhtään valmentajan työkirjaa" in screens.text
        await screens.press("enter", "i", "l", "a", "f")
        assert screens.name == "TeamScreen"


async def test_another_folder_can_be_chosen(team_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "toinen"
    other.mkdir()
    shutil.copy(team_folder / "kooste_TV-3.xlsx", other)
    async with on_team(team_folder / TEAM) as screens:
        await screens.press("g", "ctrl+u")
        await screens.type(str(other))
        await screens.press("enter")
        await rest(screens)
        assert [row[0] for row in screens.grid_texts("#coaches")] == ["TV-3", "Tiimi"]
        await screens.press("g", "ctrl+u")
        await screens.type(str(tmp_path / "ei ole"))
        await screens.press("enter")
        assert "Kansiota ei ole" in screens.message


# --- files and findings ----------------------------------------------------------------------------------


async def test_broken_files_are_told_of_and_the_others_are_read(team_folder: Path) -> None:
    (team_folder / "tyhjä.xlsx").touch()
    (team_folder / "rikki.xlsx").write_bytes((team_folder / "kooste_TV-1.xlsx").read_bytes()[:9000])
    async with on_team(team_folder / TEAM) as screens:
        assert "2 tiedostoa" in screens.lines[1]
        assert len(screens.grid_texts("#coaches")) == 5
        await screens.press("a")
        rows = screens.grid_texts("#team-files")
        assert {rows[0][1], rows[1][1]} == {"rikki.xlsx", "tyhjä.xlsx"}
        assert all(row[0] == "✖" and row[2] for row in rows[:2])
        await screens.press("enter")
        assert screens.name == "TeamFilesScreen"
        assert screens.message
        await screens.press("end", "pagedown", "up", "up", "enter")
        assert screens.name == "CaseloadScreen"
        await screens.press("escape")
        assert screens.name == "TeamFilesScreen"


async def test_two_workbooks_of_a_coach_wait_for_a_choice(team_folder: Path) -> None:
    path = team_folder / "kooste_TV-4.xlsx"
    other = Path(shutil.copy(path, team_folder / "kooste_TV-4 (1).xlsx"))
    from tests.tui.books import TODAY, shipped_settings
    from valmennus_tui.document.document import Document

    document = Document.open(other, settings=shipped_settings(), today=TODAY)
    document.set(document.records(RecordKind.CLIENT)[0].key, {"notes": "tarkistettu"})
    document.save()
    async with on_team(team_folder / TEAM) as screens:
        assert "1 valmentajalla" in screens.text
        assert "TV-4" not in [row[0] for row in screens.grid_texts("#coaches")]
        await screens.press("b")
        assert screens.name == "TeamScreen"
        await screens.press("a", "enter")
        assert screens.name == "ChoiceDialog"
        assert "TV-4" in screens.text
        await screens.press("enter")  # the harmless answer: none is counted
        assert screens.name == "TeamFilesScreen"
        await screens.press("enter", "down", "enter")
        await rest(screens)
        await screens.press("escape")
        assert "TV-4" in [row[0] for row in screens.grid_texts("#coaches")]
        assert len(team_screen(screens).desk.gathered.files) == 4  # type: ignore[union-attr]


async def test_the_findings_of_all_files_in_one_list(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        gathered = team_screen(screens).desk.gathered
        assert gathered is not None
        await screens.press("f")
        rows = screens.grid_texts("#team-findings")
        assert len(rows) == sum(len(file.findings) for file in gathered.files) > 10
        names = [row[0] for row in rows]
        assert [name.replace(".tapaamiset", "") for name in names] == sorted(
            name.replace(".tapaamiset", "") for name in names
        )
        await screens.press("slash")
        await screens.type("TV-2 vihje")
        assert all("TV-2" in row[0] and "vihje" in row[1] for row in screens.grid_texts("#team-findings"))
        await screens.press("enter", "enter")
        assert screens.app.session.book.name == "kooste_TV-2.xlsx"
        assert not screens.app.session.can_edit


async def test_each_coach_gets_a_list_of_the_own_file(team_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "listat"
    async with on_team(team_folder / TEAM) as screens:
        gathered = team_screen(screens).desk.gathered
        assert gathered is not None
        await screens.press("f", "e", "ctrl+u")
        await screens.type(str(target))
        await screens.press("enter")
        assert "4 listaa" in screens.message
        codes = {
            file.path.stem: {client.code for client in file.source.records.clients if client.code}
            for file in gathered.files
        }
    lists = {path.stem: path.read_text(encoding="utf-8-sig") for path in target.iterdir()}
    assert lists.keys() == codes.keys()
    for name, text in lists.items():
        others = set().union(*(own for other, own in codes.items() if other != name)) - codes[name]
        assert any(code in text for code in codes[name])
        assert not any(code in text for code in others)


# --- indicators and trend --------------------------------------------------------------------------------


async def test_indicators_of_another_period_and_their_rows(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await screens.press("i")
        assert "1. neljännes 2026" in screens.lines[0]
        now = screens.grid_texts("#figures")
        await screens.press("minus")
        await rest(screens)
        assert "4. neljännes 2025" in screens.lines[0]
        before = screens.grid_texts("#figures")
        assert [row[0] for row in now] == [row[0] for row in before]
        assert now != before
        await screens.press("right", "enter")
        assert screens.name == "TeamRowsScreen"
        assert len(screens.grid_texts("#team-rows")) == int(before[0][1])
        await screens.press("escape", "plus")
        await rest(screens)
        assert screens.grid_texts("#figures") == now
        await screens.press("plus")  # there is no later one yet
        assert "1. neljännes 2026" in screens.lines[0]
        await screens.press("k")
        await rest(screens)
        assert "1. puolivuosi 2026" in screens.lines[0]


async def test_the_trend_shows_bars_and_whose_the_lines_to_compare_with_are(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await screens.press("l")
        rows = screens.grid_texts("#figures")
        for percent in ("31 %", "41 %", "50 %"):
            row = next(number for number, texts in enumerate(rows) if texts[1] == percent)
            screens.get(RecordGrid, "#figures").move_to(row)
            await rest(screens)
            assert percent in screens.message
            assert "ipsworks" in screens.message
        view = team_screen(screens).desk.view
        assert view is not None
        quarters = rows[1 : len(view.trend) + 1]
        assert [texts[0].strip() for texts in quarters] == [table.period.label for table in view.trend]
        assert all("│" in texts[2] for texts in quarters)
        longest = max(quarters, key=lambda texts: int(texts[1].split()[0]))
        assert longest[2].count("█") == max(texts[2].count("█") for texts in quarters)


# --- the team workbook's own records ---------------------------------------------------------------------


async def test_a_changed_share_of_full_time_changes_the_limit(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        assert cell(screens, "#coaches", "TV-1", 1).endswith("/20")
        await screens.press("k")
        assert screens.name == "TeamRecordsScreen"
        row = next(number for number, row in enumerate(screens.grid_texts("#team-records")) if "TV-1" in row)
        screens.get(RecordGrid, "#team-records").move_to(row)
        await screens.press("enter", "down", "ctrl+u")
        await screens.type("0,5")
        await screens.press("f8", "escape")
        await rest(screens)
        assert screens.name == "TeamScreen"
        assert cell(screens, "#coaches", "TV-1", 1).endswith("/10")
        await screens.press("u")
        await rest(screens)
        assert cell(screens, "#coaches", "TV-1", 1).endswith("/20")


async def test_the_work_log_gets_a_line(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await screens.press("w")
        before = len(screens.grid_texts("#team-records"))
        await screens.press("n")
        await screens.type("TV-1")
        await screens.press("down")
        await screens.type("2026-03")
        await screens.press("down")
        await screens.type("140")
        await screens.press("f8")
        assert len(screens.grid_texts("#team-records")) == before + 1
        await screens.press("f8", "f8")
        assert not screens.app.session.dirty
        logs = screens.app.session.book.records(RecordKind.WORK_LOG)
        assert [str(entry.record.get("hours_total")) for entry in logs][-1] == "140"


# --- words -----------------------------------------------------------------------------------------------


PLACES = ("", "tab", "i", "l", "a", "f", "k", "w", "b", "b enter", "g", "f1")
"""Keys from the team to each of its screens and questions."""


async def each_place(screens: Screens) -> AsyncIterator[str]:
    """Every screen of the team in turn."""
    for keys in PLACES:
        await screens.press(*keys.split())
        await rest(screens)
        yield keys
        while screens.name != "TeamScreen":
            await screens.press("escape")


@pytest.mark.parametrize("language", ["fi", "sv"])
async def test_no_english_is_left(language: str, team_folder: Path) -> None:
    i18n.set_language(language)
    async with on_team(team_folder / TEAM, size=(120, 40)) as screens:
        async for keys in each_place(screens):
            assert english_on(screens, language) == [], keys


async def test_nothing_is_cut_off_in_a_language_of_longer_words(team_folder: Path) -> None:
    i18n.set_language(i18n.PSEUDO)
    async with on_team(team_folder / TEAM) as screens:
        async for keys in each_place(screens):
            screen = screens.app.screen
            for box in screen.query(".dialog"):
                assert box.region in screen.region, keys
            for footer in screen.query(KeyFooter):
                assert footer._shown
                assert all(offer.end < footer.size.width for offer in footer._shown), keys
