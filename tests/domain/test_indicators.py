"""Indicators by example: the edges of each definition, what is missing, and what is said in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.domain.making import SEEKING, client, contact, job, records
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.indicators.competitive import is_competitive
from valmennus_tui.domain.indicators.compute import compute
from valmennus_tui.domain.indicators.figures import IndicatorTable, RecordRef
from valmennus_tui.domain.indicators.registry import INDICATORS
from valmennus_tui.domain.indicators.rules import IndicatorRules, weeks_at_work
from valmennus_tui.domain.indicators.steady import add_months, whole_months
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.values import PartialDate, Unclear
from valmennus_tui.errors import UsageError
from valmennus_tui.workbook.shipped_choices import shipped_choices

LATER = date(2027, 1, 31)
Q2 = "2026-Q2"


def table(
    *rows: Record, period: str = Q2, as_of: date = LATER, rules: IndicatorRules | None = None, **more: Any
) -> IndicatorTable:
    return compute({"a.xlsx": records(*rows, **more)}, Period.parse(period), as_of, rules or IndicatorRules())


def value(name: str, *rows: Record, **more: Any) -> Any:
    return table(*rows, **more).figure(name).value


@pytest.mark.parametrize(
    ("start", "end", "served", "active"),
    [
        (date(2026, 6, 30), None, 1, 1),
        (date(2026, 7, 1), None, 0, 0),
        (date(2025, 1, 1), date(2026, 4, 1), 1, 0),
        (date(2025, 1, 1), date(2026, 3, 31), 0, 0),
        (date(2025, 1, 1), date(2026, 6, 30), 1, 1),  # through the end date
        (PartialDate("5/2026", 2026, 5), None, 1, 1),
        (None, None, 0, 0),
    ],
)
def test_served_and_active(start: Any, end: Any, served: int, active: int) -> None:
    found = table(client(service_start=start, service_end=end))
    assert (found.figure("served").value, found.figure("active").value) == (served, active)
    assert found.figure("served").uncertain == 0


def test_a_client_who_came_back_is_one_person_and_leaves_twice() -> None:
    first = client(key="client:A-1", service_start=date(2026, 4, 1), service_end=date(2026, 4, 30))
    again = client(key="client:A-1#2", service_start=date(2026, 6, 1), service_end=date(2026, 6, 29))
    found = table(first, again)
    assert found.figure("served").value == 1
    assert found.figure("new").value == 1
    assert found.figure("exits").value == 2
    assert found.figure("served").rows == (
        RecordRef("a.xlsx", "client:A-1"),
        RecordRef("a.xlsx", "client:A-1#2"),
    )


def test_the_same_code_is_another_person_with_another_coach_unless_codes_are_team_wide() -> None:
    sources = {name: records(client(coach=name)) for name in ("TV1", "TV2")}
    for wide, people in ((False, 2), (True, 1)):
        rules = IndicatorRules(codes_are_team_wide=wide)
        found = compute(sources, Period.parse(Q2), LATER, rules)
        assert found.figure("served").value == people
        assert [found.figure("served", coach).value for coach in found.coaches] == [1, 1]


def test_two_workbooks_of_one_coach_are_read_together() -> None:
    sources = {"old.xlsx": records(client(coach="TV1")), "new.xlsx": records(job())}
    rules = IndicatorRules(coach_of_source=dict.fromkeys(sources, "TV1"))
    figure = compute(sources, Period.parse(Q2), LATER, rules).figure("worked", "TV1")
    assert figure.value == 1
    assert figure.rows == (RecordRef("old.xlsx", "client:A-1"),)
    assert figure.evidence == (RecordRef("new.xlsx", "employment:A-1/1"),)


def test_a_workbook_without_a_coach_stands_for_itself() -> None:
    assert list(table(client()).coaches) == ["a.xlsx"]
    assert list(table(client(coach="TV1"), client("A-2")).coaches) == ["TV1"]


def test_both_variants_of_the_share_who_worked() -> None:
    rows = (
        client("A"),
        client("B"),
        client("C", employed_at_entry=True),
        client("D", employed_at_entry=False),
        job(client="A"),
        job(client="C", start=date(2025, 1, 1)),
    )
    found = table(*rows)
    everyone, entry = found.figure("share_worked_all"), found.figure("share_worked_entry")
    assert (everyone.numerator, everyone.denominator, everyone.percent) == (2, 4, 50)
    assert (entry.numerator, entry.denominator, entry.percent) == (1, 3, 33)


def test_no_one_served_gives_no_share() -> None:
    found = table(client(service_start=date(2026, 9, 1))).figure("share_worked_all")
    assert (found.value, found.numerator, found.denominator, found.percent) == (None, 0, 0, None)


@pytest.mark.parametrize(
    ("fields", "lenient", "strict"),
    [
        ({}, True, True),
        ({"contract": "määräaikainen"}, True, False),
        ({"contract": "työkokeilu"}, False, False),
        ({"contract": "kuntouttava työtoiminta", "open_market": True}, False, False),
        ({"open_market": False}, False, False),
        ({"collective_pay": False}, False, False),
        ({"contract": None}, None, None),
        ({"contract": None, "open_market": True}, True, None),
        ({"contract": Unclear("?", "not_in_list"), "open_market": Unclear("?", "not_yes_no")}, None, None),
        ({"wage_subsidy": True}, True, True),
    ],
)
def test_competitive(fields: dict[str, Any], lenient: bool | None, strict: bool | None) -> None:
    choices = shipped_choices()
    assert is_competitive(job(**fields), choices, IndicatorRules()) is lenient
    assert is_competitive(job(**fields), choices, IndicatorRules(strict=True)) is strict


def test_subsidised_jobs_can_be_left_out() -> None:
    rules = IndicatorRules(with_subsidised=False)
    assert is_competitive(job(wage_subsidy=True), shipped_choices(), rules) is False
    assert is_competitive(job(wage_subsidy=Unclear("?", "not_yes_no")), shipped_choices(), rules) is None
    assert is_competitive(job(), shipped_choices(), rules) is True


def test_a_work_trial_is_no_work() -> None:
    found = table(client(), job(contract="työkokeilu"))
    assert [found.figure(name).value for name in ("worked", "working", "job_starts")] == [0, 0, 0]
    assert found.figure("seekers").value == 1


def test_every_job_start_counts_but_only_one_first_job() -> None:
    found = table(client(), job(1), job(2), job(3, start=date(2026, 4, 10)))
    assert found.figure("job_starts").value == 2  # the third began before the service
    assert found.figure("first_job_clients").value == 0  # and was held at entry
    found = table(client(), job(1), job(2))
    assert (found.figure("job_starts").value, found.figure("first_job_clients").value) == (2, 1)


@pytest.mark.parametrize(
    ("start", "end", "due", "kept"),
    [
        (date(2026, 4, 2), None, 1, 1),  # day 90 is 30 June
        (date(2026, 4, 3), None, 0, 0),
        (date(2026, 4, 2), date(2026, 6, 30), 1, 1),
        (date(2026, 4, 2), date(2026, 6, 29), 1, 0),
        (date(2026, 1, 2), None, 1, 1),  # day 90 is 1 April
        (date(2026, 1, 1), None, 0, 0),
    ],
)
def test_ninety_days(start: date, end: date | None, due: int, kept: int) -> None:
    figure = table(client(service_start=date(2025, 1, 1)), job(start=start, end=end)).figure("kept_90")
    assert (figure.denominator, figure.value) == (due, kept)


def test_the_ninetieth_day_in_a_leap_year() -> None:
    rows = (client(service_start=date(2023, 1, 1)), job(start=date(2024, 1, 2)))
    assert value("kept_90", *rows, period="2024-Q1") == 1  # 31 March with 29 February
    assert value("kept_90", *rows, period="2024-Q2") == 0


def test_a_quarter_that_runs_is_counted_up_to_the_day() -> None:
    rows = (client(), job(start=date(2026, 6, 1), end=date(2026, 6, 20)))
    found = table(*rows, as_of=date(2026, 6, 10))
    assert found.last == date(2026, 6, 10)
    assert (found.figure("working").value, found.figure("job_ends").value) == (1, 0)
    found = table(*rows, as_of=date(2026, 5, 31))
    assert (found.figure("worked").value, found.figure("job_starts").value) == (0, 0)
    with pytest.raises(UsageError):
        table(*rows, as_of=date(2026, 3, 31))


def test_job_ends_by_reason_make_the_total() -> None:
    ends = ("terveys", "irtisanoutui", "oma syy", None, Unclear("?", "not_in_list"))
    jobs = [job(n, end=date(2026, 6, 1), end_reason=reason) for n, reason in enumerate(ends)]
    found = table(client(), *jobs)
    parts = {
        name.removeprefix("job_ends_"): found.figure(name).value
        for name in INDICATORS
        if name.startswith("job_ends_")
    }
    assert found.figure("job_ends").value == sum(parts.values()) == 5
    assert {name: count for name, count in parts.items() if count} == {
        "health": 1,
        "resigned": 1,
        "other": 1,
        "unknown": 2,
    }


def test_exits_by_kind() -> None:
    reasons = ("työllistyi", "opiskelu", "muutto", "oma sanottava", None)
    rows = [client(f"A-{n}", service_end=date(2026, 6, 1), end_reason=r) for n, r in enumerate(reasons)]
    found = table(*rows)
    kinds = ("exits", "exits_job", "exits_study", "exits_other", "exits_unknown")
    assert [found.figure(name).value for name in kinds] == [5, 1, 1, 2, 1]


def test_days_to_the_first_contact_and_who_waits() -> None:
    rows = (
        client("A", service_start=date(2026, 4, 1), first_employer_contact=date(2026, 4, 11)),
        client("B", service_start=date(2025, 4, 1), first_employer_contact=date(2026, 4, 1)),
        client("C", service_start=date(2026, 6, 1), first_employer_contact=None),
        client("D", first_employer_contact=PartialDate("5/2026", 2026, 5)),
        client("E", first_employer_contact=date(2026, 4, 1)),  # before the service
        client("F", service_start=PartialDate("6/2026", 2026, 6), first_employer_contact=None),
    )
    found = table(*rows)
    mean = found.figure("days_to_contact")
    assert (mean.value, mean.numerator, mean.denominator, mean.uncertain) == (Fraction(375, 2), 375, 2, 2)
    assert found.figure("waiting_contact").value == 2
    waited = found.figure("waiting_contact_days")
    assert (waited.value, waited.uncertain) == (29, 1)


def test_days_to_the_first_job_and_who_has_none() -> None:
    rows = (
        client("A", service_start=date(2026, 4, 1)),
        client("B", service_start=date(2026, 4, 1)),
        client("C", service_start=date(2026, 4, 1), employed_at_entry=True),
        job(client="A", start=date(2026, 5, 1)),
        job(2, client="A", start=date(2026, 6, 1)),
    )
    found = table(*rows)
    assert (found.figure("days_to_job").value, found.figure("days_to_job").denominator) == (30, 1)
    assert found.figure("waiting_job").value == 1
    assert found.figure("waiting_job_days").value == 90


def test_education() -> None:
    studies = [
        Education(key="1", client="A-1", start=date(2026, 5, 1)),
        Education(key="2", client="A-1", start=date(2026, 5, 1), end=date(2026, 6, 29)),
        Education(key="3", client="A-1", start=date(2026, 4, 1)),  # before the service
        Education(key="4", client="A-1", start=date(2026, 5, 1), outcome="valmistui"),  # but when?
    ]
    found = table(client(), *studies)
    assert found.figure("education_starts").value == 3
    assert found.figure("in_education").value == 1
    only = table(client(), studies[3]).figure("in_education")
    assert (only.value, only.uncertain) == (0, 1)


def test_contacts_a_week_need_the_weeks_at_work() -> None:
    rows = (
        client(coach="TV1"),
        contact(5),
        contact(6, face_to_face=False),
        contact(7, client_specific=False, client=None),
        contact(8, coach="TV2"),
        contact(9, face_to_face=Unclear("ehkä", "not_yes_no")),
    )
    bare = table(*rows).figure("contacts_per_week", "TV1")
    assert (bare.value, bare.missing) == (None, ("coach.weeks_absent",))
    rules = IndicatorRules(weeks_at_work={"TV1": Decimal("12.5")})
    found = table(*rows, rules=rules)
    mine = found.figure("contacts_per_week", "TV1")
    assert (mine.value, mine.denominator, mine.uncertain) == (
        Fraction(2) / Fraction("12.5"),
        Fraction("12.5"),
        1,
    )
    team = found.figure("contacts_per_week")
    assert (team.value, team.missing) == (mine.value, ("coach.weeks_absent",))  # TV2's contact is left out
    assert found.figure("contacts").value == 3


def test_weeks_at_work() -> None:
    first, last = date(2026, 4, 1), date(2026, 6, 30)
    assert weeks_at_work(first, last, Decimal(0)) == 13
    assert weeks_at_work(first, last, Decimal("2.5"), valid_to=date(2026, 4, 28)) == Fraction(3, 2)
    assert weeks_at_work(first, last, Decimal(0), valid_from=date(2026, 6, 24)) == 1
    assert weeks_at_work(first, last, Decimal(1), valid_from=date(2026, 7, 1)) == 0


def test_written_plans_after_the_grace() -> None:
    rows = (
        client("A"),
        client("B", job_search_plan=None),
        client("C", job_search_plan=None, service_start=date(2026, 6, 9)),  # 21 days on the last day
        client("D", job_search_plan=None, service_start=date(2026, 6, 8)),
        client("E", job_search_plan=date(2026, 7, 1)),
        client("F", job_search_plan=Unclear("tehty", "not_a_date")),
    )
    figure = table(*rows).figure("plans_job_search")
    assert (figure.numerator, figure.denominator) == (2, 5)


def test_a_worker_needs_a_plan_for_every_job() -> None:
    rows = (client("A"), client("B"), client("C", phase=SEEKING), job(client="A"), job(client="B"))
    more = (
        job(2, client="B", support_plan=None),
        job(client="C", start=date(2026, 6, 20), support_plan=None),
    )
    found = table(*rows, *more).figure("plans_support")
    assert (found.numerator, found.denominator) == (1, 2)


@pytest.mark.parametrize(
    ("start", "followed"),
    [(date(2025, 7, 1), 1), (date(2025, 7, 2), 0), (date(2024, 2, 29), 1)],
)
def test_steady_workers_have_been_followed_for_a_year(start: date, followed: int) -> None:
    assert table(client(service_start=start)).figure("steady_workers").denominator == followed


def test_steady_means_half_of_the_months() -> None:
    someone = client(service_start=date(2025, 7, 1))
    six = job(start=date(2025, 7, 1), end=date(2025, 12, 1))
    five = job(start=date(2025, 7, 1), end=date(2025, 11, 30))
    assert value("steady_workers", someone, six) == 1
    assert value("steady_workers", someone, five) == 0
    again = job(2, start=date(2026, 6, 30))
    assert value("steady_workers", someone, five, again) == 1


def test_months() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert whole_months(date(2024, 1, 1), date(2024, 12, 31)) == 12
    assert whole_months(date(2024, 1, 1), date(2024, 12, 30)) == 11
    assert whole_months(date(2024, 2, 29), date(2025, 2, 27)) == 12
    assert whole_months(date(2024, 5, 1), date(2024, 4, 1)) == 0
