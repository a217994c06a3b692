"""Indicators as a whole: what workbooks lack, names that do not exist, and agreement with the caseload."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.domain.making import client, records
from tests.domain.test_indicators_oracle import EDGES, Maker
from valmennus_tui.domain.caseload import caseload
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.indicators.compute import compute
from valmennus_tui.domain.indicators.figures import IndicatorTable
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import Unclear

LATER = date(2027, 1, 31)
Q2 = "2026-Q2"


def table(
    *rows: Record, period: str = Q2, as_of: date = LATER, rules: IndicatorRules | None = None, **more: Any
) -> IndicatorTable:
    return compute({"a.xlsx": records(*rows, **more)}, Period.parse(period), as_of, rules or IndicatorRules())


def test_what_the_workbooks_have_no_column_for_is_missing_not_zero() -> None:
    bare = frozenset({"job_search_plan", "employed_at_entry", "end_reason"})
    found = table(client(absent=bare))
    for name, column in (
        ("plans_job_search", "client.job_search_plan"),
        ("share_worked_entry", "client.employed_at_entry"),
        ("exits_job", "client.end_reason"),
    ):
        figure = found.figure(name)
        assert (figure.value, figure.missing, figure.lacking) == (None, (column,), ("a.xlsx",))
    assert found.figure("share_worked_all").value == 0


def test_a_team_figure_leaves_out_the_workbooks_that_lack_a_column_and_says_so() -> None:
    homes = frozenset(RecordKind) - {RecordKind.EDUCATION}
    study = Education(key="e", client="A-1", start=date(2026, 5, 1))
    sources = {
        "a.xlsx": records(client(coach="TV1"), study),
        "b.xlsx": records(client(coach="TV2"), homes=homes),
    }
    found = compute(sources, Period.parse(Q2), LATER, IndicatorRules())
    team = found.figure("education_starts")
    assert (team.value, team.missing, team.lacking, team.partial) == (1, ("education",), ("b.xlsx",), True)
    assert found.figure("education_starts", "TV2").value is None
    assert found.figure("education_starts", "TV1").partial is False


def test_either_of_two_columns_is_enough() -> None:
    without = frozenset({"first_employer_contact"})
    homes = frozenset(RecordKind) - {RecordKind.CONTACT}
    assert table(client(absent=without)).figure("days_to_contact").missing == ()
    bare = table(client(absent=without), homes=homes).figure("days_to_contact")
    assert bare.missing == ("client.first_employer_contact", "contact")
    assert table(client(), homes=homes).figure("contacts").missing == ("contact",)


def test_nothing_at_all() -> None:
    found = compute({}, Period.parse(Q2), LATER, IndicatorRules())
    assert found.coaches == {}
    assert found.figure("served").value == 0
    assert found.figure("share_worked_all").value is None


def test_unknown_names_are_errors() -> None:
    found = table(client())
    with pytest.raises(KeyError):
        found.figure("happiness")
    with pytest.raises(KeyError):
        found.figure("served", "nobody")


class Tidy(Maker):
    """Random teams in order: known dates, no code twice."""

    def day(self, blank: float) -> Any:
        return None if self.random.random() < blank else self.known()

    def pair(self, blank_start: float, blank_end: float) -> tuple[Any, Any]:
        days = sorted((self.known(), self.known()))
        return days[0], None if self.random.random() < blank_end else days[1]

    def tidy(self) -> RecordSet:
        rows = [row for number in range(6) for row in self.client(str(number), f"A-{number}", "TV1")]
        return records(*(self.mended(row) for row in rows))

    def mended(self, row: Any) -> Any:
        if isinstance(getattr(row, "employed_at_entry", None), Unclear):
            return client(row.code, service_start=row.service_start, service_end=row.service_end)
        return row


@pytest.mark.parametrize("day", EDGES[::3])
def test_the_last_day_agrees_with_the_caseload(day: date) -> None:
    for seed in range(20):
        people = Tidy(seed).tidy()
        period = Period.holding(day, PeriodKind.QUARTER)
        found = compute({"a.xlsx": people}, period, day, IndicatorRules()).team
        totals = caseload(people, day, Limits()).totals
        assert found["active"].value == totals.active
        assert found["working"].value == totals.working
        assert found["seekers"].value == totals.seeking
        assert found["in_education"].value + found["in_education"].uncertain >= totals.studying
        search, support = found["plans_job_search"], found["plans_support"]
        assert search.denominator - search.numerator >= totals.without_job_search_plan
        assert support.denominator - support.numerator >= totals.without_support_plan
