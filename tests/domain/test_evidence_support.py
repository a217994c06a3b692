"""Criteria 22 and 23: written support plans, and the meetings around a job."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.assessing import DAY, ago, look, notes, people, person, support, work
from valmennus_tui.domain.calendar import add_months
from valmennus_tui.domain.evidence.model import Status
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import PartialDate, Unclear


def plans(*made: Any) -> list[Any]:
    """Working clients, each with a job and the date of its plan."""
    clients = people(len(made))
    return [*clients, *(work(1, number, support_plan=plan) for number, plan in enumerate(made, 1))]


# Criterion 22: the plans of the working clients, with a plan, of those known, status, cap, whether all exist.
SUPPORT_PLANS = [
    ((ago(90), ago(90)), 2, 2, Status.HINT, None, True),
    ((ago(90), None), 1, 2, Status.CAP, 4, False),
    ((None,), 0, 1, Status.CAP, 4, False),
    ((ago(-1),), 0, 1, Status.CAP, 4, False),
    ((PartialDate("4/2026", 2026, 4),), 1, 1, Status.HINT, None, True),
    ((ago(90), Unclear("tekeillä", "not_a_date")), 1, 1, Status.HINT, None, None),
    ((ago(90),) * 199 + (None,), 199, 200, Status.CAP, 4, False),  # 99.5 rounds to 100, but one is missing
]


@pytest.mark.parametrize(("made", "count", "of", "status", "cap", "exist"), SUPPORT_PLANS)
def test_22_support_plans(
    made: tuple[Any, ...], count: int, of: int, status: Status, cap: int | None, exist: bool | None
) -> None:
    found = look(22, *plans(*made))
    assert (found.numerator, found.denominator) == (count, of)
    assert (found.status, found.cap, found.plans, found.proposed) == (status, cap, exist, None)
    assert len(found.against) == of - count


@pytest.mark.parametrize(("days", "due"), [(21, False), (22, True)])
def test_22_the_plan_is_due_after_the_grace(days: int, due: bool) -> None:
    rows = [person(1), work(1, start=ago(days), support_plan=None)]
    found = look(22, *rows)
    assert (found.status is Status.CAP) is due
    assert look(22, *rows, rules=EvidenceRules(plan_grace_days=30)).status is Status.MISSING


def test_22_a_client_with_two_jobs_needs_both_plans() -> None:
    found = look(22, person(1), work(1), work(2, support_plan=None))
    assert (found.numerator, found.denominator, found.cap) == (0, 1, 4)


def test_22_only_open_jobs_of_active_clients() -> None:
    rows = [person(1), work(1), work(2, support_plan=None, end=ago(5))]
    rows += [person(2, service_end=ago(5)), work(1, 2, support_plan=None)]
    rows += [person(3), work(1, 3, support_plan=None, contract="työkokeilu")]
    assert (look(22, *rows).numerator, look(22, *rows).denominator) == (1, 1)


def test_22_missing() -> None:
    absent = work(1, absent=frozenset({"support_plan"}), support_plan=None)
    assert look(22, person(1), absent).missing == ("employment.support_plan",)
    assert look(22, person(1)).missing == ("employment",)
    vague = look(22, *plans(Unclear("tekeillä", "not_a_date")))
    assert (vague.missing, notes(vague)) == (("employment.support_plan",), {"left_out"})


YEAR_AGO = date(2025, 6, 2)


def expected(start: date, months: Iterable[int] = range(2, 13)) -> dict[str, list[date]]:
    """A meeting in each time that the scale wants, by kind, before the day of the assessment."""
    kinds = {
        "before": [start - timedelta(days=3)],
        "after": [start + timedelta(days=2)],
        "weekly": [start + timedelta(days=7 * week + 4) for week in range(4)],
        "monthly": [add_months(start, month - 1) + timedelta(days=5) for month in months],
    }
    return {kind: [day for day in days if day < DAY] for kind, days in kinds.items()}


def without(*kinds: str, start: date = YEAR_AGO, months: Iterable[int] = range(2, 13)) -> list[date]:
    """All meetings but those of some kinds."""
    return [day for kind, days in expected(start, months).items() if kind not in kinds for day in days]


def followed(days: list[date], start: date = YEAR_AGO, **fields: Any) -> list[Any]:
    """A client with one job and meetings on some days."""
    return [person(1, service_start=date(2025, 1, 1)), work(1, start=start, **fields), *support(days)]


# Criterion 23: the meetings that were kept, score.
FOLLOWED = [
    (without(), 5),
    (without("before"), 4),
    (without("before", "after"), 4),
    (without("weekly"), 3),  # met in month 4
    (without("weekly", months=[2, 3, 5]), 2),  # not met in month 4
    (without("weekly", months=[4]), 3),
    (without("monthly"), 1),  # none after month 1
    ([], 1),
]


@pytest.mark.parametrize(("days", "score"), FOLLOWED)
def test_23_follow_along(days: list[date], score: int) -> None:
    found = look(23, *followed(days))
    assert (found.status, found.proposed) == (Status.COMPUTED, score)
    assert found.denominator == 17  # before, after, 4 weeks, 11 months


# How many of ten jobs were met in month 4 (the weeks of the first month were not kept), score.
@pytest.mark.parametrize(("met", "score"), [(10, 3), (6, 3), (5, 3), (4, 2), (1, 2), (0, 2)])
def test_23_half_of_the_jobs_met_in_month_4(met: int, score: int) -> None:
    rows: list[Any] = []
    for number in range(1, 11):
        months = [2, 4] if number <= met else [2]
        rows += [person(number, service_start=date(2025, 1, 1)), work(1, number, start=YEAR_AGO)]
        rows += support(without("weekly", months=months), client=number)
    found = look(23, *rows)
    assert found.proposed == score
    part = next(part for part in found.figures if part.id == "met_month")
    assert (part.numerator, part.denominator) == (met, 10)


def test_23_a_kind_is_kept_on_average_from_90_per_cent() -> None:
    """Of ten jobs nine were prepared by a meeting: 5; eight: 4."""
    for prepared, score in ((9, 5), (8, 4)):
        rows: list[Any] = []
        for number in range(1, 11):
            days = without() if number <= prepared else without("before")
            rows += [person(number, service_start=date(2025, 1, 1)), work(1, number, start=YEAR_AGO)]
            rows += support(days, client=number)
        assert look(23, *rows).proposed == score


@pytest.mark.parametrize(("day", "kept"), [(-8, False), (-7, True), (-1, True), (0, False)])
def test_23_within_the_week_before(day: int, kept: bool) -> None:
    found = look(23, *followed([YEAR_AGO + timedelta(days=day)]))
    assert next(part for part in found.figures if part.id == "before").numerator == kept


@pytest.mark.parametrize(("day", "kept"), [(-1, False), (0, True), (3, True), (4, False)])
def test_23_within_three_days_after(day: int, kept: bool) -> None:
    found = look(23, *followed([YEAR_AGO + timedelta(days=day)]))
    assert next(part for part in found.figures if part.id == "after").numerator == kept


# Only times that have passed are judged: days since the start, weeks and months judged.
@pytest.mark.parametrize(
    ("days", "weeks", "months"),
    [(3, 0, 0), (4, 0, 0), (6, 0, 0), (7, 1, 0), (28, 4, 0), (60, 4, 0), (61, 4, 1), (62, 4, 1)],
)
def test_23_only_times_that_have_passed(days: int, weeks: int, months: int) -> None:
    rows = followed([], start=ago(days))
    found = {part.id: part.denominator for part in look(23, *rows).figures}
    assert found.get("weekly", 0) == weeks
    assert found.get("monthly", 0) == months
    assert found.get("after", 0) == (days > 3)


def test_23_times_after_the_end_of_the_job_or_the_service_are_not_judged() -> None:
    end = YEAR_AGO + timedelta(days=20)
    found = {
        part.id: part.denominator for part in look(23, *followed([], end=ago(100), start=ago(110))).figures
    }
    assert found == {"before": 1, "after": 1, "weekly": 1}
    assert look(23, *followed([], end=end)).missing == ("employment",)  # not held in the window
    before = [person(1, service_start=ago(50)), work(1, start=ago(60)), *support([])]
    figures = {part.id: part.denominator for part in look(23, *before).figures}
    assert figures == {"weekly": 2}  # a job held at entry: the days before the service are not judged


def test_23_too_early_for_the_months_is_a_limit_at_most() -> None:
    start = ago(40)
    kept = look(23, *followed(without(start=start), start=start))
    assert (kept.status, kept.cap, kept.proposed) == (Status.HINT, None, None)
    some = look(23, *followed(without("before", start=start), start=start))
    assert (some.status, some.cap) == (Status.CAP, 4)
    none = look(23, *followed([], start=start))
    assert (none.status, none.cap) == (Status.CAP, 3)
    assert "too_early" in notes(none)


def test_23_no_job_has_lasted_four_months() -> None:
    start = ago(75)
    found = look(23, *followed(without("weekly", start=start), start=start))
    assert (found.status, found.cap, found.proposed) == (Status.CAP, 3, None)


# Days from hearing of the end to the contact, whether it was in time.
@pytest.mark.parametrize(("days", "kept"), [(0, True), (3, True), (4, False), (None, False)])
def test_23_contact_after_a_loss(days: int | None, kept: bool) -> None:
    after = None if days is None else ago(50 - days)
    rows = followed(without(), end=ago(50), loss_known=ago(50), contact_after=after)
    found = look(23, *rows)
    loss = next(part for part in found.figures if part.id == "loss")
    assert (loss.numerator, loss.denominator) == (kept, 1)
    assert found.proposed == (5 if kept else 4)


def test_23_only_meetings_face_to_face_count() -> None:
    rows = followed([])
    calls = [one for day in without() for one in support([day])]
    rows += [type(one)(key=one.key, client=one.client, date=one.date, face_to_face=False) for one in calls]
    assert look(23, *rows).proposed == 1


def test_23_missing() -> None:
    homes = frozenset(RecordKind) - {RecordKind.SUPPORT}
    found = look(23, person(1), work(1), homes=homes)
    assert found.missing == ("support.date", "support.face_to_face")
    assert look(23, person(1)).missing == ("employment",)
    assert look(23, person(1), work(1, start=PartialDate("4/2026", 2026, 4))).missing == ("employment",)
