"""The team's view: the coaches side by side, alarms with their rows, the trend, the year's capacity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.domain.making import SEEKING, TODAY, client, contact, job, records
from valmennus_tui.consolidation.coach_lines import natural
from valmennus_tui.consolidation.gathered import CoachFile, Gathered, PlacedFinding, Problem
from valmennus_tui.consolidation.team_findings import findings_by_file
from valmennus_tui.consolidation.team_view import CoachLine, TeamAlarmKind, TeamView, team_view
from valmennus_tui.consolidation.team_words import alarm_sentence, as_json, line_texts
from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.evidence.team import CoachTerm, TeamData
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.scoring import Due
from valmennus_tui.settings import load_settings

PERIOD = Period.parse("2026-Q2")


def file(name: str, coach: str | None, *rows: Record, **more: Any) -> CoachFile:
    return CoachFile(Path(name), name, Source(name, records(*rows, **more), coach))


def view(*files: CoachFile, **more: Any) -> TeamView:
    return team_view(Gathered(files), PERIOD, TODAY, load_settings(), **more)


def coaches(*terms: tuple[str, str]) -> TeamData:
    return TeamData(coaches=tuple(CoachTerm(code=code, fte=Decimal(fte)) for code, fte in terms))


def clients(count: int, **fields: Any) -> list[Record]:
    return [client(f"A-{number}", **fields) for number in range(1, count + 1)]


def line(seen: TeamView, coach: str) -> CoachLine:
    (one,) = (each for each in seen.coaches if each.coach == coach)
    return one


def kinds(seen: TeamView, coach: str | None) -> dict[TeamAlarmKind, tuple[int, list[str]]]:
    return {
        alarm.kind: (int(alarm.count), [f"{ref.source}/{ref.key}" for ref in alarm.rows])
        for alarm in seen.alarms
        if alarm.coach == coach
    }


# --- the coaches -----------------------------------------------------------------------------------------


def test_digits_that_are_no_numbers_are_put_in_order_too() -> None:
    assert sorted(["TV-²", "TV-10", "TV-2²", "TV-2"], key=natural) == ["TV-2", "TV-2²", "TV-10", "TV-²"]


def test_one_coach_beside_another_in_natural_order() -> None:
    working = client("A-2", phase=SEEKING)
    gone = client("A-3", service_end=date(2026, 5, 1))
    seen = view(
        file("b.xlsx", "TV-10", client("A-1")),
        file("a.xlsx", "TV-2", client("A-1"), working, gone, job(client="A-2")),
    )
    assert [each.coach for each in seen.coaches] == ["TV-2", "TV-10"]
    own = line(seen, "TV-2")
    assert (own.active, own.working, own.seeking, own.served_this_year) == (2, 1, 2, 3)
    assert own.files == ("a.xlsx",)


@pytest.mark.parametrize(
    ("fte", "count", "limit", "over"),
    [
        ("1", 20, Decimal(20), False),
        ("1", 21, Decimal(20), True),
        ("0.5", 10, Decimal(10), False),
        ("0.5", 11, Decimal(10), True),
        (None, 11, None, False),  # a share that is not known is never taken for a whole one …
        (None, 21, None, True),  # … but nobody works more than full time
    ],
)
def test_the_limit_follows_the_share_of_full_time(
    fte: str | None, count: int, limit: Decimal | None, over: bool
) -> None:
    team = None if fte is None else coaches(("TV-1", fte))
    seen = view(file("a.xlsx", "TV-1", *clients(count)), team=team)
    assert (line(seen, "TV-1").limit, line(seen, "TV-1").over) == (limit, over)
    assert (TeamAlarmKind.OVER_LIMIT in kinds(seen, "TV-1")) is over


def test_rows_belong_to_the_coach_that_they_name_else_to_the_workbooks() -> None:
    seen = view(
        file("a.xlsx", "TV-1", client("A-1"), client("A-2", coach="TV-2")),
        file("b.xlsx", "TV-2", client("A-1")),
    )
    assert [(each.coach, each.active, each.served_this_year) for each in seen.coaches] == [
        ("TV-1", 1, 1),
        ("TV-2", 2, 2),
    ]
    assert line(seen, "TV-2").files == ("a.xlsx", "b.xlsx")


def test_who_goes_on_in_the_coachs_next_workbook_is_one_person_of_the_year() -> None:
    before = client("A-1", service_start=date(2026, 1, 7), service_end=date(2026, 3, 31))
    seen = view(file("a.xlsx", "TV-1", before), file("b.xlsx", "TV-1", client("A-1")))
    assert line(seen, "TV-1").served_this_year == 1
    assert line(seen, "TV-1").active == 1
    assert (seen.capacity.coaches, seen.capacity.low, seen.capacity.high, seen.capacity.served) == (
        1,
        25,
        75,
        1,
    )


def test_what_no_column_tells_is_not_shown_as_nought() -> None:
    absent = client("A-1", absent=frozenset({"job_search_plan"}), job_search_plan=None)
    seen = view(file("a.xlsx", "TV-1", absent), file("b.xlsx", "TV-2", client("A-1")))
    assert not line(seen, "TV-1").plans_known
    assert line(seen, "TV-2").plans_known
    assert [line_texts(each)[6] for each in seen.coaches] == ["–", "0"]
    told = as_json(seen, Gathered(()))["coaches"]
    assert [each["without_plans"] for each in told] == [None, 0]
    assert told[0]["missing"] == ["client.job_search_plan"]


# --- alarms ----------------------------------------------------------------------------------------------


def waiting(code: str, since: date) -> Record:
    return client(code, service_start=since, first_employer_contact=None, phase=SEEKING)


def test_alarms_count_clients_and_name_their_rows() -> None:
    seen = view(
        file(
            "a.xlsx",
            "TV-1",
            waiting("A-1", date(2026, 5, 15)),  # the 31st day of waiting: TODAY is 15 June
            waiting("A-2", date(2026, 5, 16)),  # the 30th, still within
            client("A-3", job_search_plan=None, phase=SEEKING),
            client("A-4", phase=SEEKING),
            job(client="A-4", support_plan=None, start=date(2026, 4, 20)),
        )
    )
    found = kinds(seen, "TV-1")
    assert found[TeamAlarmKind.WAITING] == (1, ["a.xlsx/client:A-1"])
    assert found[TeamAlarmKind.NO_JOB_SEARCH_PLAN] == (1, ["a.xlsx/client:A-3"])
    assert found[TeamAlarmKind.NO_SUPPORT_PLAN] == (1, ["a.xlsx/employment:A-4/1"])
    assert (line(seen, "TV-1").waiting_long, line(seen, "TV-1").without_plans) == (1, 2)


@pytest.mark.parametrize(
    ("goal", "absent", "alarmed"),
    [
        (2, Decimal(0), False),
        (3, Decimal(0), True),
        (None, Decimal(0), False),
        (3, None, False),  # without the weeks at work there is no figure to be alarmed at
    ],
)
def test_few_contacts_only_against_a_goal(goal: int | None, absent: Decimal | None, alarmed: bool) -> None:
    contacts = [contact(row, coach="TV-1") for row in range(5, 35)]  # 30 in 11 weeks
    team = TeamData(coaches=(CoachTerm(code="TV-1", fte=Decimal(1), weeks_absent=absent),))
    seen = view(file("a.xlsx", "TV-1", client("A-1"), *contacts), team=team, contacts_goal=goal)
    found = [alarm for alarm in seen.alarms if alarm.kind is TeamAlarmKind.FEW_CONTACTS]
    assert bool(found) is alarmed
    assert all(len(alarm.rows) == 30 for alarm in found)


@pytest.mark.parametrize(
    ("due", "begins"),
    [
        (None, None),
        (Due(TODAY, date(2025, 12, 15), 6), None),
        (Due(date(2026, 6, 14), date(2025, 12, 14), 6), "The assessment was due on "),
        (Due(None, None, 6), "The service has not been assessed yet."),
    ],
)
def test_an_overdue_assessment_is_an_alarm_of_the_team(due: Due | None, begins: str | None) -> None:
    seen = view(file("a.xlsx", "TV-1", *clients(21)), due=due)
    if begins is None:
        assert all(alarm.coach == "TV-1" for alarm in seen.alarms)
        return
    first, *others = seen.alarms
    assert (first.coach, first.kind) == (None, TeamAlarmKind.ASSESSMENT_DUE)
    assert alarm_sentence(first).startswith(begins)
    assert others
    assert all(alarm.coach == "TV-1" for alarm in others)


def test_the_coachs_gravest_alarms_come_first() -> None:
    rows = [waiting("A-1", date(2026, 1, 5)), *clients(21, job_search_plan=None, phase=SEEKING)]
    seen = view(file("b.xlsx", "TV-10", *rows), file("a.xlsx", "TV-2", waiting("A-9", date(2026, 1, 5))))
    order = [(alarm.coach, alarm.severity) for alarm in seen.alarms]
    ranks = [(natural(coach or ""), list(Severity).index(severity)) for coach, severity in order]
    assert ranks == sorted(ranks)
    assert next(alarm.kind for alarm in seen.alarms if alarm.coach == "TV-10") is TeamAlarmKind.OVER_LIMIT


# --- the trend -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "first", "quarters"),
    [
        (date(2026, 4, 16), "2026-Q2", 1),
        (date(2025, 11, 3), "2025-Q4", 3),
        (date(2020, 1, 7), "2024-Q3", 8),
    ],
)
def test_the_trend_begins_with_the_first_client_and_is_of_two_years(
    start: date, first: str, quarters: int
) -> None:
    seen = view(file("a.xlsx", "TV-1", client("A-1", service_start=start)))
    assert str(seen.trend[0].period) == first
    assert len(seen.trend) == quarters
    assert str(seen.trend[-1].period) == "2026-Q2"
    assert seen.trend[-1].last == TODAY


def test_an_empty_team_has_a_view_too() -> None:
    seen = view()
    assert (seen.coaches, seen.alarms, seen.capacity.coaches, len(seen.trend)) == ((), (), 0, 1)


# --- findings --------------------------------------------------------------------------------------------


def test_findings_of_every_file_and_of_files_that_could_not_be_read() -> None:
    broken = Problem(Path("rikki.xlsx"), Severity.ERROR, "damaged", "Tiedosto on rikki.", 3)
    hint = Problem(Path("a.xlsx"), Severity.HINT, "open_elsewhere", "Auki muualla.")
    gathered = Gathered((file("a.xlsx", "TV-1"), file("b.xlsx", "TV-2")), (broken, hint))
    assert told(findings_by_file(gathered)) == [
        ("a.xlsx", "TV-1", ["file.open_elsewhere"]),
        ("rikki.xlsx", "", ["file.damaged"]),
    ]


def test_what_is_wrong_with_a_companion_is_told_with_its_workbook() -> None:
    log = Path("a.tapaamiset.xlsx")
    own = PlacedFinding(log, Finding("contact.date", Severity.ERROR, "Päivä puuttuu."))
    totals = Problem(log, Severity.WARNING, "filled_totals", "Rivi on summien päällä.")
    whole = replace(file("a.xlsx", "TV-1"), findings=(own,))
    gathered = Gathered((whole, file("b.xlsx", "TV-2")), (totals,))
    assert told(findings_by_file(gathered)) == [("a.xlsx", "TV-1", ["contact.date", "file.filled_totals"])]


def told(found: Sequence[Any]) -> list[tuple[str, str, list[str]]]:
    return [(each.name, each.coach, [one.finding.rule for one in each.findings]) for each in found]
