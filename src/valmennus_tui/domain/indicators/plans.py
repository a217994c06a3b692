"""Written plans (criteria 16 and 22): of seekers for the job search, of workers for support in the job.

A plan counts from the date written, and whatever is written there tells of a plan unless it certainly lies
after the day. The duty begins after a grace (``IndicatorRules.plan_grace_days``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.indicators.pool import Case, Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.indicators.spans import Day, both, day, either, shifted, span, verdict
from valmennus_tui.domain.indicators.work import seeking
from valmennus_tui.domain.period import earliest
from valmennus_tui.domain.values import DateValue


def job_search_plans(unit: Unit) -> Iterator[Sighting]:
    """Seekers with a written job-search plan, of the seekers past the grace since their service started."""
    for case in unit.cases:
        due = both(seeking(case), _past_grace(case, day(case.client.service_start)))
        if due is not False:
            planned = has_plan(case.client.job_search_plan, unit.last)
            yield Sighting(case.who, case.coach, case.ref, planned, due)


def support_plans(unit: Unit) -> Iterator[Sighting]:
    """Working people with a written plan for every job past the grace, of those who have such a job.

    The grace runs from the job's start, or from the service's where the client had the job already.
    """
    for case in unit.cases:
        due = [(job, _due(case, job)) for job in case.all_jobs]
        whole = both(case.active, either(*(answer for _, answer in due)))
        if whole is not False:
            planned = both(*(_covered(job, answer, unit.last) for job, answer in due))
            refs = tuple(unit.ref(job) for job, answer in due if answer is not False)
            yield Sighting(case.who, case.coach, case.ref, planned, whole, evidence=refs)


def has_plan(written: DateValue, on: date) -> bool:
    """Whether a plan exists on a day, by what is written for its date."""
    if written is None:
        return False
    first = earliest(written)
    return first is None or first <= on


def _due(case: Case, job: Employment) -> bool | None:
    """Whether a job held on the last day should have its plan."""
    return both(
        span(job.start, job.end).on(case.unit.last),
        _past_grace(case, day(job.start)),
        _past_grace(case, day(case.client.service_start)),
    )


def _covered(job: Employment, due: bool | None, on: date) -> bool | None:
    """Whether a job has its plan or needs none."""
    return True if due is False or has_plan(job.support_plan, on) else None if due is None else False


def _past_grace(case: Case, start: Day) -> bool | None:
    days, last = case.unit.rules.plan_grace_days, case.unit.last
    return verdict(certain=shifted(start.high, days) < last, possible=shifted(start.low, days) < last)
