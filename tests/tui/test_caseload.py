"""The caseload screen: what it shows, filter, sort, jump, panel, totals."""

from __future__ import annotations

from pathlib import Path

from tests.tui.books import TODAY, shipped_settings
from tests.tui.driving import running, settle
from valmennus_tui.document.caseload_view import as_json, row_texts
from valmennus_tui.document.demo import write_demo
from valmennus_tui.document.document import Document
from valmennus_tui.tui.widgets.client_panel import ClientPanel
from valmennus_tui.tui.widgets.record_grid import RecordGrid
from valmennus_tui.tui.widgets.totals import CaseloadTotals


async def test_every_current_client_is_a_row_with_the_figures_of_the_plain_twin(coach_book: Path) -> None:
    document = Document.open(coach_book, settings=shipped_settings(), today=TODAY)
    expected = [row_texts(row) for row in document.caseload(TODAY).current]
    async with running(coach_book) as screens:
        rows = screens.grid_texts("#clients")
        assert [(row[0], row[1], row[2], row[3]) for row in rows] == [row[:4] for row in expected]
        assert len(rows) == 11
        for row, twin in zip(rows, expected, strict=True):
            assert [alarm[2:] for alarm in row[4].split("  ") if alarm] == [
                a for a in twin[4].split(", ") if a
            ]
        assert "A-001" in screens.lines[2]


async def test_an_alarm_is_a_sign_and_words_not_colour_alone(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        assert "▲ ei tapaamista" in screens.text
        assert "▲ palkkatuki" in screens.text


async def test_typing_after_the_slash_filters_and_escape_shows_all(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("slash")
        await screens.type("tyossa")
        codes = [row[0] for row in screens.grid_texts("#clients")]
        assert codes == ["A-004", "A-005", "A-009"]
        assert screens.message == "3/11 asiakasta"
        await screens.press("enter")
        assert screens.get(RecordGrid, "#clients").has_focus
        await screens.press("f3", "escape")
        assert len(screens.grid_texts("#clients")) == 11
        assert screens.get(RecordGrid, "#clients").has_focus


async def test_a_capital_letter_or_digit_starts_filtering_at_once(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.type("A-01")
        assert [row[0] for row in screens.grid_texts("#clients")] == ["A-010", "A-011"]


async def test_nothing_fits_is_said(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.type("Z")
        assert screens.grid_texts("#clients") == []
        assert screens.message == "0/11 asiakasta"
        await screens.press("enter", "enter", "f2", "d")
        assert screens.name == "CaseloadScreen"


async def test_sorting_by_the_cursors_column_turns_and_ends_in_file_order(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        in_file = [row[0] for row in screens.grid_texts("#clients")]
        await screens.press("right", "right", "right", "s")
        days = [int(row[3]) for row in screens.grid_texts("#clients")]
        assert days == sorted(days)
        assert "Päiv ▴" in screens.lines[1]
        await screens.press("s")
        assert [int(row[3]) for row in screens.grid_texts("#clients")] == sorted(days, reverse=True)
        assert "Päiv ▾" in screens.lines[1]
        await screens.press("s")
        assert [row[0] for row in screens.grid_texts("#clients")] == in_file


async def test_the_cursor_stays_on_its_client_when_the_order_changes(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("down", "down", "s", "s")
        grid = screens.get(RecordGrid, "#clients")
        assert screens.grid_texts("#clients")[grid.row][0] == "A-003"


async def test_going_to_a_client_by_code(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("g")
        await screens.type("a-00")
        await screens.type("9")
        await screens.press("enter")
        assert screens.get(RecordGrid, "#clients").row == 8
        await screens.press("g")
        await screens.type("x")
        await screens.press("enter")
        assert screens.message.startswith("✖ Yksikään asiakastunnus ei ala")


async def test_ended_clients_come_and_go(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        assert "1 päättynyt piilossa" in screens.message
        await screens.press("a")
        assert [row[0] for row in screens.grid_texts("#clients")][-1] == "A-012"
        assert screens.message == "Päättyneet asiakkuudet näkyvät."


async def test_the_side_panel_follows_the_cursor_on_a_wide_screen_only(coach_book: Path) -> None:
    async with running(coach_book, size=(120, 40)) as screens:
        await screens.press("down", "down", "down")
        panel = screens.get(ClientPanel)
        assert panel.text.startswith("A-004")
        assert "Kahvila Keksi" in panel.text
        assert "Kahvila Keksi" in screens.text
        await screens.pilot.resize_terminal(80, 24)
        await settle(screens.app)
        assert not panel.display
        assert "Kahvila Keksi" not in screens.text


async def test_totals_stand_against_the_limits(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        lines = screens.get(CaseloadTotals).lines
        assert lines[0] == "Asiakkaita 11, kokoaikaisen raja 20   tänä vuonna 12 (suuntaa 25–75)"
        assert "työssä 3" in lines[1]
        assert "opiskelee 1" in lines[1]
        assert all(line in screens.text for line in lines)


async def test_a_click_moves_and_a_double_click_opens(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.pilot.click(RecordGrid, offset=(3, 4))
        await settle(screens.app)
        assert screens.get(RecordGrid, "#clients").row == 3
        await screens.pilot.click(RecordGrid, offset=(30, 0))
        await settle(screens.app)
        assert screens.get(RecordGrid, "#clients").sorted_by == 2
        await screens.pilot.click(RecordGrid, offset=(3, 4), times=2)
        await settle(screens.app)
        assert screens.name == "ClientScreen"


async def test_the_privacy_key_hides_and_shows(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("p")
        assert screens.app.session.hide_names
        assert "nimet piilossa" in screens.lines[0]
        await screens.press("p")
        assert "nimet piilossa" not in screens.lines[0]


async def test_the_demo_shows_what_show_json_prints(tmp_path: Path) -> None:
    """The screen against the data of ``show PATH caseload --json``, cell by cell."""
    compared = 0
    for path in write_demo(tmp_path, TODAY):
        document = Document.open(path, settings=shipped_settings(), today=TODAY)
        if not document.record_set.clients or compared == 2:
            continue  # the companions and the leader's workbooks have no clients
        compared += 1
        view = as_json(document.caseload(TODAY), document.fingerprint)
        current = [client for client in view["clients"] if client["state"] != "ended"]
        async with running(path) as screens:
            rows = screens.grid_texts("#clients")
            assert [row[0] for row in rows] == [client["code"] for client in current]
            named = len(rows[0]) == 6
            for row, client in zip(rows, current, strict=True):
                phase, _status, days, alarms = row[2:] if named else row[1:]
                assert phase == ("" if client["phase"] is None else str(client["phase"]))
                active = client["state"] == "active"
                assert days == (str(client["service_days"]) if active else "")
                assert len([a for a in alarms.split("  ") if a]) == len(client["alarms"])
            totals = screens.get(CaseloadTotals).lines
            assert str(view["totals"]["active"]) in totals[0]
            assert f"tänä vuonna {view['totals']['served_this_year']} " in totals[0]
            assert f"työssä {view['totals']['working']}" in totals[1]
            assert f"työnhaussa {view['totals']['seeking']}" in totals[1]
    assert compared == 2


async def test_keys_that_can_do_nothing_say_why(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("f8")
        assert screens.message == "Ei tallennettavaa."
        await screens.press("v")
        assert "Tee niille tiedosto: m." in screens.message
        await screens.press("m", "down", "enter", "m")
        assert "Näytä ne: v." in screens.message
        await screens.press("down")
        assert "Näytä ne" not in screens.message
