"""The invented team: the same day gives the same files; realistic, with findings, and nobody real."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from valmennus_tui.document.assessments import history
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.demo import SEED, write_demo
from valmennus_tui.document.demo_leader import invent_leader
from valmennus_tui.document.demo_people import invent_team
from valmennus_tui.document.document import Document
from valmennus_tui.document.team_data import team_data
from valmennus_tui.domain.assessment import totals
from valmennus_tui.domain.schema import FIDELITY_KINDS, TEAM_KINDS, RecordKind
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

TODAY = date(2026, 11, 24)
TEAM, ASSESSMENTS = "seurantataulukko_TJ-1.xlsx", "laatukriteerit_TJ-1.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    return folder


def opened(path: Path) -> Document:
    return Document.open(path, settings=load_settings(), today=TODAY)


def test_same_day_same_files(folder: Path, tmp_path: Path) -> None:
    written = write_demo(tmp_path, TODAY)
    assert len(written) == 10
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


def test_the_leaders_workbooks_are_known_and_complete(folder: Path) -> None:
    team, assessments = opened(folder / TEAM), opened(folder / ASSESSMENTS)
    assert team.recognised
    assert assessments.recognised
    counts = [len(team.records(kind)) for kind in TEAM_KINDS]
    counts += [len(assessments.records(kind)) for kind in FIDELITY_KINDS]
    assert counts == [5, 48, 2, 50]
    assert team.findings() == ()
    assert {finding.rule for finding in assessments.findings()} == {"criterion.reason_missing"}


def test_the_leaders_workbooks_tell_what_evidence_needs(folder: Path) -> None:
    earlier = history(opened(folder / ASSESSMENTS))
    known = team_data(opened(folder / TEAM), load_settings(), earlier, shipped_criteria().default)
    assert [str(term.fte) for term in known.on(TODAY)] == ["1", "1", "0.6", "0.5"]
    assert {term.code for term in known.on(TODAY - timedelta(days=300))} == {f"TV-{n}" for n in range(1, 5)}
    assert str(known.leader_fte) == "0.4"
    assert known.assessments == ((date(2025, 12, 24), None), (date(2026, 6, 24), 90))
    assert totals(earlier, shipped_criteria().default) == dict(known.assessments)
    assert {log.coach for log in known.work_log} == {f"TV-{n}" for n in range(1, 5)}
    assert all(log.log_reviewed is not None and log.hours_total is not None for log in known.work_log)


@pytest.mark.parametrize("today", [TODAY, date(2025, 1, 1), date(2028, 2, 29)])
@pytest.mark.parametrize("seed", [1, 2021, 99])
def test_the_leader_holds_on_any_day(today: date, seed: int) -> None:
    leader = invent_leader(today, seed)
    months = [str(row["period"]) for row in leader.work_log]
    assert months == sorted(months)
    assert len({(row["coach"], row["period"]) for row in leader.work_log}) == len(leader.work_log) == 48
    assert months[-1] < f"{today:%Y-%m}"
    rows: tuple[dict[str, Any], ...] = leader.work_log
    for row in rows:
        hours, coaching, outside = (
            row[name] for name in ("hours_total", "hours_employment_services", "hours_outside_office")
        )
        assert 0 < outside <= hours
        assert 0 < coaching <= hours
    days: list[Any] = [row["date"] for row in leader.assessments]
    assert days == sorted(days)
    assert days[-1] < today
    assert [line["number"] for line in leader.criteria] == [*range(1, 26), *range(1, 26)]


def test_no_client_is_in_the_leaders_workbooks(folder: Path) -> None:
    codes = {str(values["code"]) for coach in invent_team(TODAY, SEED) for values in coach.clients}
    for name in (TEAM, ASSESSMENTS):
        book = Workbook.load(folder / name)
        texts = [str(cell.value) for info in book.worksheets for cell in book.sheet(info.name).cells.values()]
        assert "TV-1" in " ".join(texts)
        assert not [text for text in texts if any(code in text for code in codes)]


def test_no_result_waits_for_excel(folder: Path) -> None:
    """The templates' formulas are such that filling them in leaves every stored result right."""
    for path in folder.glob("*.xlsx"):
        book = Workbook.load(path)
        for info in book.worksheets:
            waiting = [cell.ref for cell in book.sheet(info.name).cells.values() if cell.stale]
            assert not waiting, (path.name, info.name)
