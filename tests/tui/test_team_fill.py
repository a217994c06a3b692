"""Filling in the team workbook from the screens: the plan, the conflicts, the save, and again nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.books import TODAY, shipped_settings
from tests.tui.driving import Screens
from tests.tui.team_books import TEAM, on_team, read_here, rest, team_folder
from valmennus_tui.consolidation.plan import Plan
from valmennus_tui.document.document import Document
from valmennus_tui.tui.screens.consolidate import ConsolidateScreen
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellValue
from valmennus_tui.workbook.figures import find_figures

__all__ = ["read_here", "team_folder"]

pytestmark = pytest.mark.usefixtures("read_here")


async def plan_shown(screens: Screens) -> Plan:
    """Ask for the first period offered and wait for its plan."""
    await screens.press("b", "enter")
    await rest(screens)
    screen = screens.app.screen
    assert isinstance(screen, ConsolidateScreen)
    assert screen._plan is not None
    return screen._plan


def value(path: Path, sheet: str, ref: Ref) -> CellValue:
    document = Document.open(path, settings=shipped_settings(), today=TODAY)
    return document.main.view.sheet(sheet).cell(ref).value


async def test_the_plan_is_written_and_a_second_one_is_empty(team_folder: Path) -> None:
    path = team_folder / TEAM
    before = path.read_bytes()
    async with on_team(path) as screens:
        plan = await plan_shown(screens)
        assert len(screens.grid_texts("#plan")) == len(plan.changes) > 100
        assert plan.conflicts == ()
        first = plan.changes[0]
        assert f"{first.sheet}!{first.ref}" in screens.message
        await screens.press("escape")
        assert path.read_bytes() == before
        await plan_shown(screens)
        await screens.press("f8")
        await rest(screens)
        assert screens.name == "TeamScreen"
        assert screens.message == f"Tallennettu: {len(plan.changes)} lukua kirjoitettiin."
        assert not screens.app.session.dirty
        again = await plan_shown(screens)
        assert (again.changes, again.conflicts) == ((), ())
        assert len(again.same) == len(plan.changes) + len(plan.same)
        await screens.press("f8")
        assert screens.name == "ConsolidateScreen"
        assert screens.message == "Ei kirjoitettavaa."
    assert value(path, first.sheet, first.ref) == first.new


async def test_a_figure_leads_to_the_rows_it_was_counted_from(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        plan = await plan_shown(screens)
        first = plan.changes[0]
        assert first.indicator == "served"
        await screens.press("enter")
        assert screens.name == "TeamRowsScreen"
        assert len(screens.grid_texts("#team-rows")) == first.new
        await screens.press("enter")
        assert screens.name == "ClientScreen"
        await screens.press("escape", "escape")
        assert screens.name == "ConsolidateScreen"


def type_served(path: Path) -> list[tuple[str, Ref]]:
    """Type other values where the clients served by two coaches in January belong; returns the cells."""
    document = Document.open(path, settings=shipped_settings(), today=TODAY)
    profile = document.main.recognition.profile
    assert profile is not None
    figures = next(sheet for sheet in find_figures(document.main.shown, profile) if not sheet.of_team)
    places = [figures.place(coach, "2026-01", "served") for coach in ("TV-1", "TV-2")]
    cells = [(figures.sheet, ref) for ref in places if ref is not None]
    for sheet, ref in cells:
        document.set_cell(sheet, ref, 999)
    document.save()
    return cells


async def test_what_a_person_typed_is_kept_unless_replaced(team_folder: Path) -> None:
    path = team_folder / TEAM
    cells = type_served(path)
    async with on_team(path) as screens:
        plan = await plan_shown(screens)
        assert [(each.sheet, each.ref) for each in plan.conflicts] == cells
        assert [row[-2] for row in screens.grid_texts("#plan")[:2]] == ["999", "999"]
        for keys, kept in (
            ("", [True, True]),
            ("space", [False, True]),
            ("space down space", [True, False]),
            ("x", [False, False]),
            ("k", [True, True]),
            ("x up space", [True, False]),
        ):
            await screens.press(*keys.split())
            assert ["säilytä" in row[0] for row in screens.grid_texts("#plan")[:2]] == kept, keys
        await screens.press("f8")
        await rest(screens)
        assert screens.name == "TeamScreen"
    assert value(path, *cells[0]) == 999
    assert value(path, *cells[1]) == plan.conflicts[1].new != 999


async def test_own_changes_are_saved_first(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        await screens.press("w", "d", "down", "enter", "escape")
        assert screens.app.session.dirty
        await screens.press("b")
        assert screens.name == "TeamScreen"
        assert "Tallenna" in screens.message


async def test_a_save_that_fails_leaves_nothing_behind(
    team_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = team_folder / TEAM
    async with on_team(path) as screens:
        await plan_shown(screens)
        path.write_bytes(path.read_bytes() + b"\0")
        changed = path.read_bytes()
        await screens.press("f8")
        await rest(screens)
        assert screens.name == "ConsolidateScreen"
        assert "✖" in screens.message
        assert not screens.app.session.dirty
        assert path.read_bytes() == changed


async def test_another_period_can_be_chosen(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM) as screens:
        plan = await plan_shown(screens)
        assert str(plan.periods[-1]) == "2026-Q1"
        await screens.press("g", "down", "enter")
        await rest(screens)
        screen = screens.app.screen
        assert isinstance(screen, ConsolidateScreen)
        assert screen._plan is not None
        assert str(screen._plan.periods[-1]) == "2026-03"
        assert "maaliskuu 2026" in screens.lines[0]


async def test_a_read_only_workbook_is_not_filled_in(team_folder: Path) -> None:
    async with on_team(team_folder / TEAM, read_only=True) as screens:
        await screens.press("b")
        assert screens.name == "TeamScreen"
