"""Reporting periods: how they are written, where they begin and end, what comes before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import language, set_language


@pytest.fixture
def english() -> Iterator[None]:
    before = language()
    set_language("en")
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("text", "first", "last", "previous", "following"),
    [
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30), "2026-08", "2026-10"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-01", "2024-03"),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "2025-12", "2026-02"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4", "2026-Q2"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "2026-Q2", "2026-Q4"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "2026-H1", "2027-H1"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2025", "2027"),
    ],
)
def test_periods(text: str, first: date, last: date, previous: str, following: str) -> None:
    period = Period.parse(text)
    assert str(period) == text
    assert (period.first, period.last) == (first, last)
    assert (str(period.previous), str(period.next)) == (previous, following)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-9",
        "2026-Q5",
        "2026-H3",
        "2026-Q",
        "Q3",
        "1899",
        "2200",
        "2026-09-01",
    ],
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        Period.parse(text)


def test_case_and_spaces_do_not_matter() -> None:
    assert Period.parse(" 2026-q3 ") == Period(PeriodKind.QUARTER, 2026, 3)
    assert Period.parse("2026-h1") == Period(PeriodKind.HALF_YEAR, 2026, 1)


def test_a_number_that_the_year_does_not_have() -> None:
    with pytest.raises(ValueError, match="quarter 5"):
        Period(PeriodKind.QUARTER, 2026, 5)


def test_parts() -> None:
    year = Period.parse("2026")
    assert [str(part) for part in year.parts(PeriodKind.HALF_YEAR)] == ["2026-H1", "2026-H2"]
    assert len(year.parts(PeriodKind.MONTH)) == 12
    assert [str(part) for part in Period.parse("2026-Q4").parts(PeriodKind.MONTH)] == [
        "2026-10",
        "2026-11",
        "2026-12",
    ]
    assert Period.parse("2026-Q4").parts(PeriodKind.YEAR) == ()
    assert year.parts(PeriodKind.YEAR) == (year,)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(PeriodKind))
def test_the_period_of_a_day(day: date, kind: PeriodKind) -> None:
    period = Period.holding(day, kind)
    assert period.holds(day)
    assert Period.parse(str(period)) == period
    assert period.next.previous == period
    assert (period.next.first - period.last).days == 1


def test_a_running_period_is_seen_up_to_the_day() -> None:
    period = Period.parse("2026-Q3")
    assert period.last_seen(date(2026, 8, 15)) == date(2026, 8, 15)
    assert period.last_seen(date(2027, 1, 1)) == date(2026, 9, 30)
    with pytest.raises(UsageError):
        period.last_seen(date(2026, 6, 30))


@pytest.mark.usefixtures("english")
def test_labels() -> None:
    labels = [Period.parse(text).label for text in ("2026-09", "2026-Q3", "2026-H1", "2026")]
    assert labels == ["September 2026", "quarter 3 of 2026", "half-year 1 of 2026", "2026"]
