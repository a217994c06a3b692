"""Criteria 15 to 18: the first employer contact, the plan, contacts a week, repeated visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.domain.assessing import (
    DAY,
    SEEKER,
    ago,
    hours,
    look,
    meeting,
    meetings,
    notes,
    people,
    person,
    source,
    team,
    term,
    work,
)
from valmennus_tui.domain.contact import EmployerContact
from valmennus_tui.domain.evidence.model import Status
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.evidence.team import ReviewRhythm, TeamData
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import PartialDate, Unclear


def waited(number: int, days: int, contact: int = 20, **fields: Any) -> Any:
    """A client whose first contact was ``contact`` days ago, so many days after the start of service."""
    return person(number, service_start=ago(contact + days), first_employer_contact=ago(contact), **fields)


# Criterion 15: days to the first contact, value, rounded, score.
FIRST = [
    ((12, 30, 48), Fraction(30), 30, 5),  # 4d
    ((20, 41), Fraction(61, 2), 31, 4),  # 4d: 30.5 is rounded up
    ((30, 30, 31), Fraction(91, 3), 30, 5),  # 30.3: the gap between 30 and 31
    ((0,), Fraction(0), 0, 5),
    ((31,), Fraction(31), 31, 4),
    ((60,), Fraction(60), 60, 4),
    ((60, 61), Fraction(121, 2), 61, 3),
    ((61,), Fraction(61), 61, 3),
    ((150,), Fraction(150), 150, 3),
    ((150, 151), Fraction(301, 2), 151, 2),
    ((151,), Fraction(151), 151, 2),
    ((270,), Fraction(270), 270, 2),
    ((270, 271), Fraction(541, 2), 271, 1),
    ((271,), Fraction(271), 271, 1),
]


@pytest.mark.parametrize(("days", "value", "whole", "score"), FIRST)
def test_15_first_contact(days: tuple[int, ...], value: Fraction, whole: int, score: int) -> None:
    found = look(15, *(waited(number, one) for number, one in enumerate(days, 1)))
    assert (found.status, found.value, found.rounded) == (Status.COMPUTED, value, whole)
    assert (found.numerator, found.denominator, found.proposed) == (sum(days), len(days), score)


def test_15_the_window_is_on_the_contact_not_on_the_start() -> None:
    """A client of two years whose first contact came this month counts with all the days."""
    rows = [waited(1, 700), waited(2, 10, contact=181), waited(3, 10, contact=182), waited(4, 5, contact=-1)]
    found = look(15, *rows)
    assert [row.key for row in found.rows] == ["client:A-1", "client:A-2"]
    assert found.proposed == 1


def test_15_an_ended_client_counts() -> None:
    assert look(15, waited(1, 10, service_end=ago(5))).proposed == 5


def test_15_waiting_clients_are_told_apart_and_never_count_as_0() -> None:
    rows = [waited(1, 20), person(2, service_start=ago(90)), person(3, service_start=ago(100))]
    found = look(15, *rows)
    assert (found.value, found.denominator, found.proposed) == (20, 1, 5)
    assert notes(found) == {"waiting", "waiting_lowers"}
    (waiting,) = found.figures
    assert (waiting.id, waiting.numerator, waiting.denominator, waiting.value) == ("waiting", 190, 2, 95)
    soon = look(15, waited(1, 20), person(2, service_start=ago(9)))
    assert notes(soon) == {"waiting"}


def test_15_nobody_has_a_contact_yet() -> None:
    found = look(15, *people(3))
    assert (found.status, found.missing) == (Status.MISSING, ("client.first_employer_contact",))
    assert notes(found) == {"no_records", "waiting"}
    assert found.value is None


def test_15_unclear_dates_are_left_out() -> None:
    rows = [
        waited(1, 20),
        person(2, first_employer_contact=PartialDate("5/2026", 2026, 5)),
        person(3, first_employer_contact=Unclear("keväällä", "not_a_date")),
        person(4, first_employer_contact=PartialDate("2024", 2024)),
        person(5, service_start=PartialDate("4/2026", 2026, 4), first_employer_contact=ago(5)),
        person(6, service_start=ago(5), first_employer_contact=ago(10)),
    ]
    found = look(15, *rows)
    assert found.denominator == 1
    assert {note.id: len(note.rows) for note in found.warnings} == {"left_out": 3, "before_start": 1}


def test_15_the_log_stands_in_for_a_blank_field() -> None:
    log = [
        meeting(1, date=ago(150)),
        meeting(2, date=ago(100)),
        meeting(3, date=ago(190), face_to_face=False),
    ]
    assert look(15, person(1, service_start=ago(180)), *log).value == 30


GAP = [waited(1, 20), person(2, job_search_plan=None), work(client=2)]


@pytest.mark.parametrize(
    ("rows", "rules", "score"),
    [
        ([waited(1, 20)], EvidenceRules(), 5),
        ([waited(1, 20)], EvidenceRules(contacts_tracked=False), 4),
        ([waited(1, 70)], EvidenceRules(contacts_tracked=False), 3),
        (GAP, EvidenceRules(), 4),  # somebody got a job without any contact on record, and there is no log
        (GAP, EvidenceRules(contacts_tracked=True), 5),
        ([*GAP, meeting(client=1)], EvidenceRules(), 5),
    ],
)
def test_15_full_points_need_tracking(rows: list[Any], rules: EvidenceRules, score: int) -> None:
    found = look(15, *rows, rules=rules)
    assert found.proposed == score
    limited = score != 5 and "not_tracked" in notes(found)
    assert found.cap == (4 if limited else None)


def test_15_missing_columns() -> None:
    no_field = frozenset({"first_employer_contact"})
    homes = frozenset({RecordKind.CLIENT})
    found = look(15, person(1, absent=no_field), homes=homes)
    assert found.missing == ("client.first_employer_contact",)
    no_start = person(1, absent=frozenset({"service_start"}))
    assert look(15, no_start).missing == ("client.service_start",)


def test_15_changing_one_date_changes_the_value() -> None:
    before = look(15, waited(1, 20), waited(2, 40))
    after = look(15, waited(1, 20), waited(2, 41))
    assert (before.value, after.value) == (30, Fraction(61, 2))
    assert (before.proposed, after.proposed) == (5, 4)


def planned(matching: int, other: int) -> list[Any]:
    """So many contacts in line with the plan and so many off it."""
    on = meetings(matching)
    return [*on, *(meeting(row + 1000, matches_plan=False) for row in range(other))]


# Criterion 16: contacts in line with the plan, others, rounded, score where all have plans.
MATCHING = [
    (10, 0, 100, 5),
    (9, 1, 90, 5),
    (179, 21, 90, 5),  # 89.5: the gap between 89 and 90
    (178, 22, 89, 4),
    (3, 1, 75, 4),
    (149, 51, 75, 4),
    (148, 52, 74, 3),
    (1, 1, 50, 3),
    (99, 101, 50, 3),
    (98, 102, 49, 2),
    (1, 3, 25, 2),
    (49, 151, 25, 2),
    (48, 152, 24, 1),
    (0, 5, 0, 1),
]


@pytest.mark.parametrize(("on", "off", "whole", "score"), MATCHING)
def test_16_matching_contacts(on: int, off: int, whole: int, score: int) -> None:
    found = look(16, person(1), *planned(on, off))
    assert (found.status, found.rounded, found.proposed) == (Status.COMPUTED, whole, score)
    assert (found.numerator, found.denominator, len(found.against)) == (on, on + off, off)
    assert found.plans is True


# Criterion 16: the seekers' plans, contacts on and off the plan, score, cap, whether all plans exist.
PLANS = [
    ([ago(190)], (10, 0), 5, None, True),
    ([ago(190), None], (10, 0), 4, 4, False),
    ([None, None], (10, 0), 3, 3, False),
    ([ago(190), None], (3, 2), 3, 4, False),
    ([None], (1, 3), 2, 3, False),
    ([ago(-1)], (10, 0), 3, 3, False),  # a plan of tomorrow is none yet
    ([PartialDate("1/2026", 2026, 1)], (10, 0), 5, None, True),
    ([ago(190), Unclear("tulossa", "not_a_date")], (10, 0), 5, None, None),
]


@pytest.mark.parametrize(("plans", "contacts", "score", "cap", "exist"), PLANS)
def test_16_full_points_need_the_written_plans(
    plans: list[Any], contacts: tuple[int, int], score: int, cap: int | None, exist: bool | None
) -> None:
    rows = [person(number, job_search_plan=plan) for number, plan in enumerate(plans, 1)]
    found = look(16, *rows, *planned(*contacts))
    assert (found.status, found.proposed, found.cap, found.plans) == (Status.COMPUTED, score, cap, exist)


@pytest.mark.parametrize(("days", "score"), [(21, 5), (22, 3)])
def test_16_the_plan_is_due_after_the_grace(days: int, score: int) -> None:
    rows = [person(1, service_start=ago(days), job_search_plan=None), *planned(10, 0)]
    assert look(16, *rows).proposed == score
    longer = EvidenceRules(plan_grace_days=30)
    assert look(16, *rows, rules=longer).proposed == 5


def test_16_only_seekers_need_the_plan() -> None:
    working = person(1, job_search_plan=None)
    assert look(16, working, work(), *planned(10, 0)).proposed == 5
    seeking_too = person(1, job_search_plan=None, phase=SEEKER)
    assert look(16, seeking_too, work(), *planned(10, 0)).proposed == 3


def test_16_unknown_matches_are_left_out_and_may_change_the_score() -> None:
    rows = [*planned(9, 1), meeting(50, matches_plan=None), meeting(51, client=None, client_specific=False)]
    found = look(16, person(1), *rows)
    assert (found.denominator, found.proposed) == (10, 5)
    assert notes(found) == {"left_out", "may_change"}


NO_PLAN = frozenset({"job_search_plan"})
NO_MATCH = frozenset({"matches_plan"})


def test_16_without_the_plans_column_the_contacts_only_limit() -> None:
    found = look(16, person(1, absent=NO_PLAN, job_search_plan=None), *planned(8, 2))
    assert (found.status, found.cap, found.proposed) == (Status.CAP, 4, None)
    assert found.missing == ("client.job_search_plan",)
    low = look(16, person(1, absent=NO_PLAN, job_search_plan=None), *planned(1, 1))
    assert (low.status, low.proposed) == (Status.COMPUTED, 3)


def test_16_without_the_match_the_plans_only_limit() -> None:
    contacts = [meeting(1, absent=NO_MATCH, matches_plan=None)]
    found = look(16, person(1, job_search_plan=None), *contacts)
    assert (found.status, found.cap, found.missing) == (Status.CAP, 3, ("contact.matches_plan",))
    fine = look(16, person(1), *contacts)
    assert (fine.status, fine.missing) == (Status.MISSING, ("contact.matches_plan",))


WEEKS = Fraction(182, 7)
"""The window's 182 days."""


def rhythm(kind: ReviewRhythm | None = ReviewRhythm.WEEKLY, *coaches: str) -> TeamData:
    """Coaches at work all through the window, the log gone through at a rhythm."""
    codes = coaches or ("TV1",)
    rows = tuple(hours(code, "2026-H1", log_reviewed=kind) for code in codes)
    return team(*map(term, codes), work_log=rows)


# Criterion 17: contacts in 26 weeks, score with a weekly review of the log.
WEEKLY = [
    (157, 5),
    (156, 5),  # 6 a week
    (155, 4),  # 5.96
    (130, 4),  # 5
    (129, 3),
    (104, 3),  # 4
    (103, 2),
    (78, 2),  # 3 is not on the form
    (52, 2),  # 2
    (51, 1),
    (0, 1),
]


@pytest.mark.parametrize(("count", "score"), WEEKLY)
def test_17_contacts_a_week(count: int, score: int) -> None:
    found = look(17, *people(3), *meetings(count), team_data=rhythm())
    assert (found.status, found.proposed) == (Status.COMPUTED, score)
    assert (found.numerator, found.denominator, found.value) == (count, WEEKS, count / WEEKS)


def test_17_coaches_are_rated_one_by_one() -> None:
    """4d: coach A 6.2 a week (5), coach B 4.0 (3): the mean is 4."""
    rows = [*people(3), *(person(number, coach="TV2") for number in range(4, 7))]
    rows += [*meetings(161), *(meeting(row + 500, coach="TV2") for row in range(104))]
    found = look(17, *rows, team_data=rhythm(ReviewRhythm.WEEKLY, "TV1", "TV2"))
    assert [(part.id, part.score, part.rounded) for part in found.coaches] == [("TV1", 5, 6), ("TV2", 3, 4)]
    assert (found.mean, found.proposed) == (4, 4)


def test_17_the_mean_is_rounded_half_up() -> None:
    rows = [*people(3), *(person(number, coach="TV2") for number in range(4, 7))]
    rows += [*meetings(156), *(meeting(row + 500, coach="TV2") for row in range(60))]
    found = look(17, *rows, team_data=rhythm(ReviewRhythm.WEEKLY, "TV1", "TV2"))
    assert (found.mean, found.proposed) == (Fraction(7, 2), 4)


# Criterion 17: contacts, the review of the log, status, score or cap.
REVIEWS = [
    (156, ReviewRhythm.WEEKLY, Status.COMPUTED, 5),
    (156, ReviewRhythm.MONTHLY, Status.COMPUTED, 3),
    (156, ReviewRhythm.NONE, Status.COMPUTED, 2),
    (130, ReviewRhythm.MONTHLY, Status.COMPUTED, 3),
    (104, ReviewRhythm.MONTHLY, Status.COMPUTED, 3),
    (104, ReviewRhythm.NONE, Status.COMPUTED, 2),
    (52, ReviewRhythm.NONE, Status.COMPUTED, 2),
    (52, None, Status.COMPUTED, 2),  # no review is needed for 2
    (104, None, Status.CAP, 3),
    (156, None, Status.CAP, 5),
]


@pytest.mark.parametrize(("count", "kind", "status", "score"), REVIEWS)
def test_17_the_log_has_to_be_gone_through(
    count: int, kind: ReviewRhythm | None, status: Status, score: int
) -> None:
    found = look(17, *people(3), *meetings(count), team_data=rhythm(kind))
    assert found.status is status
    capped = status is Status.CAP
    assert (found.proposed, found.cap) == ((None, score) if capped else (score, None))
    assert found.missing == (("work_log.log_reviewed",) if capped else ())


@pytest.mark.parametrize(("times", "score"), [("24", 5), ("23", 3), ("6", 3), ("5", 2), ("0", 2)])
def test_17_reviews_may_be_counted(times: str, score: int) -> None:
    """Four a month are weekly: 24 in the half-year."""
    data = team(work_log=(hours("TV1", "2026-H1", log_reviews=times),))
    assert look(17, *people(3), *meetings(156), team_data=data).proposed == score


@pytest.mark.parametrize(
    ("count", "score", "wanted"), [(78, 3, 3), (78, 2, 2), (77, 3, 2), (77, 2, 2), (104, 2, 3)]
)
def test_17_three_a_week_may_be_set(count: int, score: int, wanted: int) -> None:
    rules = EvidenceRules(three_contacts_score=score)
    assert look(17, *people(3), *meetings(count), team_data=rhythm(), rules=rules).proposed == wanted


@pytest.mark.parametrize(
    ("seekers", "count", "score"), [(2, 104, 5), (2, 103, 2), (1, 52, 5), (1, 51, 1), (3, 104, 3)]
)
def test_17_few_seekers_need_two_contacts_each(seekers: int, count: int, score: int) -> None:
    assert look(17, *people(seekers), *meetings(count), team_data=rhythm()).proposed == score


def test_17_which_contacts_count() -> None:
    rows = [
        meeting(1),
        meeting(2, face_to_face=False),
        meeting(3, client=None, client_specific=False),
        meeting(4, client_specific=None),  # it names a client
        meeting(5, client=None, client_specific=None),  # not known
        meeting(6, face_to_face=None),  # not known
        meeting(7, date=ago(182)),
        meeting(8, date=ago(-1)),
        meeting(9, date=PartialDate("5/2026", 2026, 5)),
        meeting(10, date=PartialDate("2024", 2024)),
        meeting(11, client=None, client_specific=True),
    ]
    found = look(17, *people(3), *rows, team_data=rhythm())
    assert [row.key for row in found.rows] == ["contact:@1", "contact:@4", "contact:@11"]
    assert {note.id: len(note.rows) for note in found.warnings} == {"left_out": 3}


def test_17_one_contact_about_two_clients_is_one() -> None:
    found = look(17, *people(3), _about_two_clients(), team_data=rhythm())
    assert found.numerator == 1


def _about_two_clients() -> EmployerContact:
    return replace(meeting(1), client="A-1; A-2", client_specific=None)


# Criterion 17: the coach's terms, weeks at work in the window.
TERMS = [
    (term(absent="0"), WEEKS),
    (term(absent="4.5"), WEEKS - Fraction(9, 2)),
    (term(valid_from=ago(69)), Fraction(10)),
    (term(valid_from=ago(400), valid_to=ago(112)), Fraction(10)),
    (term(absent="26", valid_from=ago(363), valid_to=DAY), Fraction(13)),  # spread over 52 weeks
    (term(absent="2", valid_from=ago(69), valid_to=DAY), Fraction(8)),
]


@pytest.mark.parametrize(("terms", "weeks"), TERMS)
def test_17_weeks_at_work(terms: Any, weeks: Fraction) -> None:
    found = look(17, *people(3), *meetings(1), team_data=team(terms))
    assert found.denominator == weeks


@pytest.mark.parametrize(
    "data", [None, team(term(absent=None)), team(term("TV9")), team(term(valid_to=ago(300)))]
)
def test_17_weeks_are_never_assumed(data: TeamData | None) -> None:
    found = look(17, *people(3), *meetings(156), team_data=data)
    assert (found.status, found.missing) == (Status.MISSING, ("coach.weeks_absent",))
    assert (found.numerator, found.value, found.proposed) == (156, None, None)


def test_17_a_coach_without_seekers_or_away_is_not_rated() -> None:
    rows = [*people(3), *meetings(156), person(9, coach="TV2"), work(client=9)]
    data = rhythm(ReviewRhythm.WEEKLY, "TV1", "TV2")
    found = look(17, *rows, team_data=data)
    assert ([part.id for part in found.coaches], found.proposed, notes(found)) == (["TV1"], 5, {"idle"})
    away = team(term(), term("TV2", absent="40"), work_log=data.work_log)
    rows = [*people(3), *meetings(156), person(9, coach="TV2")]
    assert look(17, *rows, team_data=away).proposed == 5


def test_17_missing_log() -> None:
    homes = frozenset(RecordKind) - {RecordKind.CONTACT}
    found = look(17, *people(3), team_data=rhythm(), homes=homes)
    assert found.missing == ("contact.date", "contact.face_to_face")
    assert look(17, team_data=rhythm()).missing == ("contact",)


def test_17_rows_without_a_coach_take_the_workbook_s() -> None:
    rows = [*people(3, coach=None), *(meeting(row, coach=None) for row in range(156))]
    assert look(17, *rows, team_data=rhythm()).proposed == 5
    found = look(17, *rows, team_data=rhythm(), coach=None)
    assert found.missing == ("contact.coach",)


def visit(row: int, employer: str, days: int = 10, **fields: Any) -> Any:
    return meeting(row, employer=employer, date=ago(days), **fields)


# Criterion 18: the log, employers met again, employers met, status, cap.
VISITS: list[tuple[list[Any], int, int, Status, int | None]] = [
    ([visit(1, "Leipomo Oy"), visit(2, "Kauppa Oy")], 0, 2, Status.CAP, 4),
    ([visit(1, "Leipomo Oy"), visit(2, "leipomo", 20)], 1, 1, Status.HINT, None),
    ([visit(1, "Leipomo Oy"), visit(2, "Leipomo Oy", 300), visit(3, "Kauppa")], 1, 2, Status.HINT, None),
    ([visit(1, "Leipomo Oy", visit_number=3)], 1, 1, Status.HINT, None),
    ([visit(1, "Leipomo Oy"), visit(2, "Leipomo Oy", face_to_face=False)], 0, 1, Status.CAP, 4),
    ([visit(1, "Leipomo Oy", 300), visit(2, "Leipomo Oy", 301), visit(3, "Kauppa")], 0, 1, Status.CAP, 4),
]


@pytest.mark.parametrize(("rows", "again", "met", "status", "cap"), VISITS)
def test_18_repeat_visits(rows: list[Any], again: int, met: int, status: Status, cap: int | None) -> None:
    found = look(18, person(1), *rows)
    assert (found.numerator, found.denominator) == (again, met)
    assert (found.status, found.cap, found.proposed) == (status, cap, None)


def test_18_missing() -> None:
    assert look(18, person(1)).missing == ("contact",)
    nameless = look(18, person(1), visit(1, "Leipomo"), meeting(2, employer=None))
    assert notes(nameless) == {"left_out"}
    absent = meeting(1, absent=frozenset({"employer"}), employer=None)
    assert look(18, person(1), absent).missing == ("contact.employer",)


def test_18_two_workbooks_meet_the_same_employer() -> None:
    books = [
        source(visit(1, "Leipomo Oy"), name="a"),
        source(visit(1, "Leipomo Oy", 20), name="b", coach="TV2"),
    ]
    assert look(18, sources=books).numerator == 1


def test_the_window_s_first_day_counts() -> None:
    first = DAY - timedelta(days=181)
    assert look(17, *people(3), meeting(1, date=first), team_data=rhythm()).numerator == 1
