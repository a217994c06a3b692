"""Steady workers: people who worked at least half of the time they have been followed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from valmennus_tui.domain.indicators.pool import Case, Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.indicators.spans import both, verdict


def steady_workers(unit: Unit) -> Iterator[Sighting]:
    """Months with a competitive job / months followed >= 0.5 (``domain/rules.md`` 1c), of people served in
    the period whose service has been followed for at least 12 months.

    Followed are whole months of service, from the day it started, up to the last day counted or the end of
    the service; a month counts as worked when a competitive job was held on at least one of its days.
    """
    for case in unit.cases:
        if case.served is False or case.service is None:
            continue
        followed = both(case.served, _followed(case))
        if followed is not False:
            jobs = tuple(job.ref for job in case.competitive_jobs)
            steady = _steady(case) if followed else None
            yield Sighting(case.who, case.coach, case.ref, steady, followed, evidence=jobs)


def _followed(case: Case) -> bool | None:
    """Whether a service has lasted long enough; None too where its dates leave the months open."""
    fewest, most = _months(case)
    if most < case.unit.rules.steady_months:
        return False
    return True if fewest == most and case.service and case.service.start.known else None


def _months(case: Case) -> tuple[int, int]:
    """The fewest and the most whole months of service up to the last day counted."""
    service, last = case.service, case.unit.last
    if service is None or service.start.low > last:
        return 0, 0
    shortest = whole_months(service.start.high, min(service.end.low, last))
    return shortest, whole_months(service.start.low, min(service.end.high, last))


def _steady(case: Case) -> bool | None:
    """Whether at least half of the months were worked, for a service whose months are known."""
    months, _ = _months(case)
    start = case.service.start.low if case.service else case.unit.last
    sure = maybe = 0
    for number in range(months):
        first, after = add_months(start, number), add_months(start, number + 1)
        month = (first, after - timedelta(days=1))
        held = [both(job.competitive, job.span.meets(*month)) for job in case.competitive_jobs]
        sure += True in held
        maybe += True in held or None in held
    return verdict(certain=2 * sure >= months, possible=2 * maybe >= months)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later; its last day where the month is too short.

    Raises ValueError beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, last: date) -> int:
    """Whole months from ``start`` through ``last``, both days included; 0 where none has passed."""
    if last < start:
        return 0
    after = last + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months if add_months(start, months) <= after else months - 1
