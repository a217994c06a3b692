"""The evidence beside the scores: read in a thread, its rows, a look at the record, other folders."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from tests.tui.assess_books import book_with_history, evidence_read, go_to, new_book, read_at_once
from tests.tui.books import write_coach_book
from tests.tui.driving import Screens, running, settle
from valmennus_tui.consolidation import collect
from valmennus_tui.consolidation.gathered import Gathered, Progress
from valmennus_tui.consolidation.workers import Watch
from valmennus_tui.tui.screens.assess import AssessScreen
from valmennus_tui.tui.screens.criterion import CriterionScreen


async def open_latest(screens: Screens) -> AssessScreen:
    """The latest assessment with its evidence."""
    await screens.press("enter")
    await evidence_read(screens)
    screen = screens.app.screen
    assert isinstance(screen, AssessScreen)
    return screen


async def to_row(screens: Screens, kind: str) -> None:
    """Move to the first line about a record of a kind."""
    screen = screens.app.screen
    assert isinstance(screen, CriterionScreen)
    rows = [place for place, (_text, line) in enumerate(screen._lines.rows) if _is_about(line.ref, kind)]
    await screens.press(*["down"] * rows[0])


def _is_about(ref: object, kind: str) -> bool:
    return ref is not None and str(getattr(ref, "key", "")).startswith(f"{kind}:")


async def test_a_real_folder_is_read_in_other_processes(tmp_path: Path) -> None:
    async with running(book_with_history(tmp_path)) as screens:
        await open_latest(screens)
        assert "Perusteet 1 valmentajan työkirjasta, ei seurantataulukkoa" in screens.text


async def test_evidence_stands_beside_the_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once(monkeypatch)
    async with running(new_book(tmp_path)) as screens:
        await screens.press("n", "f8")
        await evidence_read(screens)
        screen = screens.app.screen
        assert isinstance(screen, AssessScreen)
        report = screen.standing.report
        assert report is not None
        rows = screens.grid_texts("#criteria")
        for number, evidence in report.evidence.items():
            shown = rows[number - 1][3].split()
            assert (str(evidence.proposed) in shown) is (evidence.proposed is not None)
            assert (f"≤{evidence.cap}" in shown) is (evidence.cap is not None)
        assert rows[4][4] == "harkinta"
        assert "tietoja puuttuu" in rows[0][4]


async def test_the_detail_shows_rule_confidence_and_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_at_once(monkeypatch)
    async with running(book_with_history(tmp_path), size=(120, 60)) as screens:
        screen = await open_latest(screens)
        await go_to(screens, 16)
        await screens.press("enter")
        evidence = screen.standing.evidence(16)
        assert evidence is not None
        shown = " ".join(screens.text.split())
        assert evidence.rule_text in shown
        assert "Nimi on virallinen." in shown
        assert "Viisi pistettä edellyttää" in shown
        assert "muistinvarainen tieto" in shown
        await screens.press("plus")
        assert screens.text.lstrip().startswith("17 ")
        assert "Nimi on työkäännös." in screens.text
        await screens.press("minus", "escape")
        assert screen.current is not None
        assert screen.current.number == 16


async def test_a_row_leads_to_its_record_and_back_to_unsaved_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_at_once(monkeypatch)
    async with running(book_with_history(tmp_path)) as screens:
        await open_latest(screens)
        session = screens.app.session
        ours = session.document
        await screens.press("down", "down", "5")
        assert session.dirty
        await go_to(screens, 21)
        await screens.press("enter")
        await to_row(screens, "employment")
        await screens.press("enter")
        assert screens.name == "ClientScreen"
        assert "kooste.xlsx" in screens.text
        assert "vain luku" in screens.text
        assert session.can_edit is False
        await screens.press("n", "f2", "f8", "c", "o", "m")
        assert screens.name == "ClientScreen"
        await screens.press("escape")
        assert screens.name == "CriterionScreen"
        assert session.document is ours
        assert session.dirty
        await screens.press("escape", "u")
        assert session.dirty is False


async def test_quitting_from_a_look_asks_about_the_unsaved_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_at_once(monkeypatch)
    async with running(book_with_history(tmp_path)) as screens:
        await open_latest(screens)
        await screens.press("down", "down", "5")
        await go_to(screens, 21)
        await screens.press("enter")
        await to_row(screens, "employment")
        await screens.press("enter", "f", "q")
        assert screens.name == "ChoiceDialog"
        assert "laatukriteerit.xlsx" in screens.text
        await screens.press("enter")
        assert screens.name == "CriterionScreen"
        assert screens.app.session.dirty


async def test_a_workbook_that_has_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once(monkeypatch)
    async with running(book_with_history(tmp_path)) as screens:
        await open_latest(screens)
        await go_to(screens, 21)
        await screens.press("enter")
        await to_row(screens, "employment")
        (tmp_path / "kooste.xlsx").unlink()
        await screens.press("enter")
        assert screens.name == "CriterionScreen"
        assert screens.message.startswith("✖")


async def test_another_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once(monkeypatch)
    path = new_book(tmp_path)
    (tmp_path / "kooste.xlsx").unlink()
    elsewhere = tmp_path / "valmentajat"
    elsewhere.mkdir()
    write_coach_book(elsewhere / "kooste.xlsx")
    async with running(path) as screens:
        await screens.press("n", "f8")
        await evidence_read(screens)
        assert "Ei perusteita: Kansiossa ei ole yhtään valmentajan työkirjaa." in screens.text
        await screens.press("f7", "end", "ctrl+u")
        await screens.type(str(tmp_path / "ei ole"))
        await screens.press("enter")
        assert screens.message == "✖ Kansiota ei ole."
        await screens.press("f7", "end", "ctrl+u")
        await screens.type(str(elsewhere))
        await screens.press("enter")
        await evidence_read(screens)
        assert "Perusteet 1 valmentajan työkirjasta" in screens.text


async def test_reading_shows_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def gather(_path: Path, *, watch: Watch, **_options: object) -> Gathered:
        watch.progress(Progress(3, 8, "kooste_TV-3.xlsx"))
        begun.set()
        ever = threading.Event()
        while not watch.cancelled():
            ever.wait(0.01)
        return Gathered((), cancelled=True)

    monkeypatch.setattr(collect, "gather", gather)
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("enter")
        while not begun.is_set():
            await asyncio.sleep(0.01)
        await settle(screens.app)
        assert "Luetaan valmentajien työkirjoja 3/8 █" in screens.text
        assert "kooste_TV-3.xlsx" in screens.text
        await screens.press("down", "down", "5")
        assert "101/125" in screens.text
        await screens.press("x")
        await evidence_read(screens)
        assert "kansion lukeminen keskeytettiin" in screens.text
        assert "101/125" in screens.text


async def test_leaving_the_program_does_not_wait_for_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def gather(_path: Path, *, watch: Watch, **_options: object) -> Gathered:
        ever = threading.Event()
        while not watch.cancelled():
            ever.wait(0.01)
        ended.set()
        return Gathered((), cancelled=True)

    monkeypatch.setattr(collect, "gather", gather)
    async with running(book_with_history(tmp_path)) as screens:
        await screens.press("enter", "q")
    assert ended.wait(5)
