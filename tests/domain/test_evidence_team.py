"""Criteria 2, 6, 7, 8, 10e, 11b and 24: what the team workbook tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from tests.domain.assessing import DAY, hours, look, notes, people, person, team, term
from valmennus_tui.domain.evidence.model import Status
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.evidence.team import TeamData, WorkLog
from valmennus_tui.domain.values import Unclear

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")


def logged(
    figure: str, part: str, whole: str = "1000", coach: str = "TV1", period: str = "2026-05"
) -> WorkLog:
    return hours(coach, period, hours_total=whole, **{figure: part})


EMPLOYMENT = "hours_employment_services"
# Criterion 2: hours of job coaching of 1000, rounded, score.
EMPLOYMENT_HOURS = [
    ("1000", 100, 5),
    ("961", 96, 5),
    ("960", 96, 5),
    ("955", 96, 5),  # 95.5: the gap between 95 and 96
    ("954", 95, 4),
    ("900", 90, 4),
    ("895", 90, 4),
    ("894", 89, 3),
    ("750", 75, 3),
    ("745", 75, 3),
    ("744", 74, 2),
    ("600", 60, 2),
    ("595", 60, 2),
    ("594", 59, 1),
    ("0", 0, 1),
]


@pytest.mark.parametrize(("part", "whole", "score"), EMPLOYMENT_HOURS)
def test_2_employment_hours(part: str, whole: int, score: int) -> None:
    found = look(2, *people(1), team_data=team(work_log=(logged(EMPLOYMENT, part),)))
    assert (found.status, found.rounded, found.proposed) == (Status.COMPUTED, whole, score)
    assert (found.numerator, found.denominator) == (Fraction(part), 1000)
    assert found.value == Fraction(part) / 10


def test_2_the_coaches_together() -> None:
    rows = (logged(EMPLOYMENT, "100", "100"), logged(EMPLOYMENT, "700", "900", coach="TV2"))
    found = look(2, person(1), person(2, coach="TV2"), team_data=team(term(), term("TV2"), work_log=rows))
    assert (found.numerator, found.denominator, found.proposed) == (800, 1000, 3)


@pytest.mark.parametrize(
    ("period", "counts"),
    [
        ("2025-12", False),  # one day of it in the window
        ("2026-01", True),
        ("2026-06", True),
        ("2026-07", False),
        ("2026-Q2", True),
        ("2026-Q3", False),
        ("2026-H1", True),
        ("2026", False),  # just less than half of its days
    ],
)
def test_2_periods_of_the_window(period: str, counts: bool) -> None:
    found = look(2, *people(1), team_data=team(work_log=(logged(EMPLOYMENT, "960", period=period),)))
    assert (found.status is Status.COMPUTED) is counts


def test_2_missing() -> None:
    needs = ("work_log.hours_employment_services", "work_log.hours_total")
    assert look(2, *people(1), team_data=team()).missing == needs
    rows = (
        hours("TV1", "2026-05", hours_total="150"),
        hours("TV1", "2026-04", hours_total=Unclear("n", "x")),
    )
    assert look(2, *people(1), team_data=team(work_log=rows)).missing == needs
    half = look(2, *people(1), team_data=team(work_log=(*rows, logged(EMPLOYMENT, "960"))))
    assert (half.denominator, notes(half)) == (1000, {"left_out"})


def test_2_other_teams_coaches_do_not_count_and_absent_ones_are_told() -> None:
    rows = (logged(EMPLOYMENT, "960"), logged(EMPLOYMENT, "0", coach="TV9"))
    found = look(2, person(1), person(2, coach="TV2"), team_data=team(work_log=rows))
    assert (found.denominator, notes(found)) == (1000, {"unlogged"})


OUTSIDE = "hours_outside_office"
# Criterion 24: hours outside the office of 1000, rounded, score.
OUTSIDE_HOURS = [
    ("651", 65, 5),
    ("650", 65, 5),
    ("645", 65, 5),  # 64.5: the gap between 64 and 65
    ("644", 64, 4),
    ("500", 50, 4),
    ("495", 50, 4),
    ("494", 49, 3),
    ("400", 40, 3),
    ("395", 40, 3),
    ("394", 39, 2),
    ("300", 30, 2),
    ("295", 30, 2),
    ("294", 29, 1),
]


@pytest.mark.parametrize(("part", "whole", "score"), OUTSIDE_HOURS)
def test_24_outside_hours(part: str, whole: int, score: int) -> None:
    found = look(24, *people(1), team_data=team(work_log=(logged(OUTSIDE, part),)))
    assert (found.status, found.rounded, found.proposed) == (Status.COMPUTED, whole, score)


def test_24_is_the_mean_of_the_coaches_shares() -> None:
    """90 % of 100 hours and 40 % of 900: the mean is 65, the pooled share 45."""
    rows = (logged(OUTSIDE, "90", "100"), logged(OUTSIDE, "360", "900", coach="TV2"))
    found = look(24, person(1), person(2, coach="TV2"), team_data=team(term(), term("TV2"), work_log=rows))
    assert (found.value, found.proposed) == (65, 5)
    assert [(part.id, part.value, part.score) for part in found.coaches] == [("TV1", 90, 5), ("TV2", 40, 3)]
    assert (found.numerator, found.denominator) == (450, 1000)


def test_24_missing() -> None:
    found = look(24, *people(1), team_data=team())
    assert found.missing == ("work_log.hours_outside_office", "work_log.hours_total")
    nothing = team(work_log=(logged(OUTSIDE, "0", "0"),))
    assert look(24, *people(1), team_data=nothing).status is Status.MISSING


def partners(meetings: str | None, contacts: str | None, coach: str = "TV1") -> tuple[WorkLog, ...]:
    """Half a year in which one coach met the employment services and Kela so many times."""
    told = {"partner_meetings": meetings, "partner_contacts": contacts}
    return (hours(coach, "2026-H1", **{name: times for name, times in told.items() if times is not None}),)


# Criterion 6: scheduled meetings and contacts about clients in six months, score.
PARTNERS = [
    ("6", "24", 5),
    ("5", "24", 4),
    ("6", "23", 4),
    ("2", "0", 4),
    ("0", "24", 4),
    ("1", "23", 3),
    ("0", "6", 3),
    ("1", "5", 2),
    ("0", "2", 2),
    ("1", "1", 1),
    ("0", "0", 1),
]


@pytest.mark.parametrize(("meetings", "contacts", "score"), PARTNERS)
def test_6_partner_contacts(meetings: str, contacts: str, score: int) -> None:
    found = look(6, *people(1), team_data=team(work_log=partners(meetings, contacts)))
    assert (found.status, found.proposed) == (Status.COMPUTED, score)
    assert (found.numerator, found.denominator) == (int(contacts), 6)
    assert (found.figures[0].numerator, found.figures[0].denominator) == (int(meetings), 6)


def test_6_is_the_coaches_mean_and_an_absent_one_is_told() -> None:
    rows = (*partners("6", "40"), *partners("6", "8", "TV2"))
    clients = (person(1), person(2, coach="TV2"), person(3, coach="TV3"))
    found = look(6, *clients, team_data=team(work_log=rows))
    assert (found.value, found.proposed, notes(found)) == (4, 5, {"unlogged"})


@pytest.mark.parametrize(
    ("meetings", "contacts", "missing"),
    [
        (None, None, ("work_log.partner_meetings", "work_log.partner_contacts")),
        ("6", None, ("work_log.partner_contacts",)),
        (None, "24", ("work_log.partner_meetings",)),
    ],
)
def test_6_what_is_not_logged_is_not_none(
    meetings: str | None, contacts: str | None, missing: tuple[str, ...]
) -> None:
    found = look(6, *people(1), team_data=team(work_log=partners(meetings, contacts)))
    assert (found.status, found.missing, found.proposed) == (Status.MISSING, missing, None)


def met(monthly: Sequence[str], figure: str = "team_meetings", coach: str = "TV1") -> tuple[WorkLog, ...]:
    return tuple(
        hours(coach, month, **{figure: times}) for month, times in zip(MONTHS, monthly, strict=False)
    )


# Criterion 7: the coaches' shares, meetings by month, status, cap.
UNITS = [
    (("1", "1"), ("4",) * 6, Status.HINT, None),
    (("1", "1"), ("5", "4", "4", "4", "4", "3"), Status.HINT, None),
    (("1", "1"), ("4", "4", "4", "4", "4", "3"), Status.CAP, 4),  # 3.83 a month
    (("1", "1"), ("2",) * 6, Status.CAP, 4),
    (("1", "1"), ("2", "2", "2", "2", "2", "1"), Status.CAP, 3),
    (("1", "1"), ("0",) * 6, Status.CAP, 2),
    (("1", "0.9"), ("4",) * 6, Status.CAP, 4),  # fewer than two full-time coaches
    (("1", "0.9"), ("1",) * 6, Status.CAP, 3),
]


@pytest.mark.parametrize(("shares", "monthly", "status", "cap"), UNITS)
def test_7_unit(shares: tuple[str, ...], monthly: tuple[str, ...], status: Status, cap: int | None) -> None:
    terms = [term(f"TV{number}", share) for number, share in enumerate(shares, 1)]
    found = look(7, *people(1), team_data=team(*terms, work_log=met(monthly)))
    assert (found.status, found.cap, found.proposed) == (status, cap, None)


def test_7_missing() -> None:
    assert look(7, *people(1)).missing == ("coach.fte", "work_log.team_meetings")
    lone = look(7, *people(1), team_data=team(term()))
    assert (lone.status, lone.cap, lone.missing) == (Status.CAP, 4, ("work_log.team_meetings",))
    large = look(7, *people(1), team_data=team(term(), term("TV2")))
    assert (large.status, large.missing) == (Status.MISSING, ("work_log.team_meetings",))
    vague = look(7, *people(1), team_data=team(term(), term("TV2", None), work_log=met(("4",) * 6)))
    assert (vague.status, vague.missing) == (Status.MISSING, ("coach.fte",))


def led(leader: str | None = "0.2", coaches: int = 2, **monthly: str) -> TeamData:
    """A team with so many coaches and a leader; figures a month by name."""
    rows = tuple(hours("TV1", month, **monthly) for month in MONTHS) if monthly else ()
    share = None if leader is None else hours("X", "2026", hours_total=leader).hours_total
    terms = [term(f"TV{number}") for number in range(1, coaches + 1)]
    return team(*terms, leader_fte=share, work_log=rows)


# Criterion 8: what the team's data tell, the components shown, status, cap.
LEADERS: list[tuple[TeamData, dict[str, bool | None], Status, int | None]] = [
    (led("0.2", 2), {"a": True}, Status.HINT, None),
    (led("0.19", 2), {"a": False}, Status.CAP, 4),
    (led("1", 10), {"a": True}, Status.HINT, None),
    (led("1", 11), {"a": False}, Status.CAP, 4),
    (led(None, supervisions="4"), {"b": True}, Status.HINT, None),
    (led(None, supervisions="3"), {"b": False}, Status.CAP, 4),
    (led(None, field_mentoring="1"), {"d": True}, Status.HINT, None),
    (led(None, field_mentoring="0.5"), {"d": None}, Status.MISSING, None),  # only who needs it is mentored
    (led(None, outcome_reviews="0.34"), {"e": True}, Status.HINT, None),
    (led(None, outcome_reviews="0.33"), {"e": False}, Status.CAP, 4),
    (
        led("0.1", 2, supervisions="1", outcome_reviews="0"),
        {"a": False, "b": False, "e": False},
        Status.CAP,
        2,
    ),
]


@pytest.mark.parametrize(("team_data", "shown", "status", "cap"), LEADERS)
def test_8_leader(
    team_data: TeamData, shown: dict[str, bool | None], status: Status, cap: int | None
) -> None:
    found = look(8, *people(1), team_data=team_data)
    assert found.components == {"a": None, "b": None, "c": None, "d": None, "e": None} | shown
    assert (found.status, found.cap, found.proposed) == (status, cap, None)


def test_8_missing() -> None:
    found = look(8, *people(1))
    assert found.status is Status.MISSING
    assert found.missing == (
        "team.leader_fte",
        "coach.code",
        "work_log.supervisions",
        "work_log.field_mentoring",
        "work_log.outcome_reviews",
    )


# Criterion 10e: reports by period, whether there is one in each quarter of the window: to 30.3., to 30.6.
REPORTS: list[tuple[dict[str, str], bool]] = [
    ({"2026-02": "1", "2026-05": "1"}, True),
    ({"2026-03": "1", "2026-05": "0"}, False),
    ({"2026-03": "1", "2026-04": "1"}, True),
    ({"2026-03": "2"}, False),  # both in the earlier quarter
    ({"2026-04": "1", "2026-06": "1"}, False),
    ({"2026-Q1": "1", "2026-Q2": "1"}, True),
    ({"2026-Q1": "3"}, False),
    ({"2026-H1": "2"}, True),
    ({"2026-H1": "1"}, False),
    ({"2025-12": "1", "2026-05": "1"}, False),  # one day of December is in the window
    ({"2026-01": "0"}, False),
]


@pytest.mark.parametrize(("reports", "shown"), REPORTS)
def test_10e_quarterly_reports(reports: dict[str, str], shown: bool) -> None:
    rows = tuple(hours("TV1", period, rate_reports=times) for period, times in reports.items())
    found = look(10, *people(1), team_data=team(work_log=(*rows, hours("TV2", "2026-02"))))
    assert found.components["e"] is shown
    assert (found.status, found.cap) == ((Status.HINT, None) if shown else (Status.CAP, 4))
    assert {found.components[letter] for letter in "abcd"} == {None}


def test_10e_one_coachs_row_is_enough_for_the_team() -> None:
    rows = (hours("TV1", "2026-02", rate_reports="1"), hours("TV2", "2026-05", rate_reports="1"))
    assert look(10, *people(1), team_data=team(work_log=rows)).components["e"] is True


def test_10e_missing() -> None:
    found = look(10, *people(1), team_data=team(work_log=(hours("TV1", "2026-05", team_meetings="4"),)))
    assert (found.status, found.missing) == (Status.MISSING, ("work_log.rate_reports",))


# Criterion 11b: earlier assessments with their totals, whether the rhythm is kept on 30.6.2026.
ASSESSED: list[tuple[tuple[tuple[date, int | None], ...], bool]] = [
    (((date(2025, 12, 30), 99),), True),
    (((date(2025, 12, 29), 99),), False),
    (((date(2025, 6, 30), 100),), True),
    (((date(2025, 6, 29), 100),), False),
    (((date(2025, 6, 30), 100), (date(2025, 12, 1), 98)), False),
    (((date(2025, 12, 1), 98), (date(2026, 3, 1), None)), False),  # begun but not whole
    (((date(2025, 12, 30), 80), (DAY, 90)), True),  # the present one does not count
]


@pytest.mark.parametrize(("earlier", "shown"), ASSESSED)
def test_11b_regular_assessment(earlier: tuple[tuple[date, int | None], ...], shown: bool) -> None:
    found = look(11, *people(1), team_data=TeamData(assessments=earlier))
    assert found.components["b"] is shown
    assert (found.status, found.cap) == ((Status.HINT, None) if shown else (Status.CAP, 4))


@pytest.mark.parametrize("earlier", [(), ((DAY, 90),), ((date(2026, 1, 1), None),)])
def test_11b_missing(earlier: tuple[tuple[date, int | None], ...]) -> None:
    found = look(11, *people(1), team_data=TeamData(assessments=earlier))
    assert (found.status, found.missing) == (Status.MISSING, ("assessment.date",))


def test_a_longer_window_takes_older_rows() -> None:
    rows = (logged(EMPLOYMENT, "960", period="2025-09"),)
    found = look(2, *people(1), team_data=team(work_log=rows), rules=EvidenceRules(window_months=12))
    assert found.proposed == 5
