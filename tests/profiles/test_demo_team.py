"""The invented team: the same day gives the same files; realistic, with findings, and nobody real."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.demo import write_demo
from valmennus_tui.document.demo_people import invent_team
from valmennus_tui.document.document import Document
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.book import Workbook

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    return folder


def opened(path: Path) -> Document:
    return Document.open(path, settings=load_settings(), today=TODAY)


def test_same_day_same_files(folder: Path, tmp_path: Path) -> None:
    written = write_demo(tmp_path, TODAY)
    assert len(written) == 8
    for path in written:
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_another_day_moves_everything() -> None:
    one, other = invent_team(TODAY, 1), invent_team(TODAY + timedelta(days=7), 1)
    assert [len(coach.clients) for coach in one] == [len(coach.clients) for coach in other]
    moved = zip(one[0].clients, other[0].clients, strict=True)
    assert all(a["service_start"] + timedelta(days=7) == b["service_start"] for a, b in moved)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = write_demo(tmp_path, TODAY)
    first[0].write_bytes(b"mine")
    write_demo(tmp_path, TODAY)
    assert first[0].read_bytes() == b"mine"


@pytest.mark.parametrize("today", [TODAY, date(2025, 1, 1), date(2028, 2, 29)])
@pytest.mark.parametrize("seed", [1, 2021, 99])
def test_stories_hold_on_any_day(today: date, seed: int) -> None:
    team = invent_team(today, seed)
    codes = [values["code"] for coach in team for values in coach.clients]
    assert len(team) == 4
    assert 55 <= len(codes) == len(set(codes)) <= 70
    for coach in team:
        assert len(coach.contacts) <= 100
        for values in coach.clients:
            days = [values.get(n) for n in ("referral_date", "service_start", "first_employer_contact")]
            past = [day for day in days if isinstance(day, date)]
            assert past == sorted(past)
            assert past[-1] <= today
        for job in coach.employments:
            assert job["start"] <= today
            assert job["client"] in codes


def test_every_file_is_known_and_complete(folder: Path) -> None:
    counts: Counter[str] = Counter()
    for number in range(1, 5):
        path = folder / f"kooste_TV-{number}.xlsx"
        document = opened(path)
        assert document.recognised
        assert document.coach == f"TV-{number}"
        assert companion_path(path).exists()
        for kind in RecordKind:
            counts[kind.value] += len(document.records(kind))
    assert 55 <= counts["client"] <= 70
    assert counts["employment"] > 15
    assert counts["education"] >= 3
    assert counts["support"] > 50
    assert counts["contact"] > 150


def test_findings_to_show(folder: Path) -> None:
    rules: set[str] = set()
    over = []
    for number in range(1, 5):
        document = opened(folder / f"kooste_TV-{number}.xlsx")
        found = document.findings()
        assert not [finding for finding in found if finding.severity == "error"]
        rules |= {finding.rule for finding in found}
        over.append(document.caseload(TODAY).totals.over)
    assert over == [False, True, False, False]
    assert {
        "client.job_search_plan_missing",
        "client.first_contact_missing",
        "employment.subsidy_ending",
        "employment.support_plan_missing",
        "value.text_date",
        "value.partial_date",
    } <= rules


def test_no_result_waits_for_excel(folder: Path) -> None:
    """The templates' formulas are such that filling them in leaves every stored result right."""
    for path in folder.glob("*.xlsx"):
        book = Workbook.load(path)
        for info in book.worksheets:
            waiting = [cell.ref for cell in book.sheet(info.name).cells.values() if cell.stale]
            assert not waiting, (path.name, info.name)
