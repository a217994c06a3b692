"""Alarms of one client on a day: what a coach should see at a glance, as typed objects without words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.period import days_between
from valmennus_tui.domain.situation import Situation


class AlarmKind(StrEnum):
    """What an alarm is about."""

    FIRST_CONTACT = "first_contact"
    """The client waits for the first face-to-face employer contact; ``days`` waited, ``band`` passed."""
    JOB_SEARCH_PLAN = "job_search_plan"
    """A seeker has no written job-search plan; ``days`` in the service."""
    SUPPORT_PLAN = "support_plan"
    """A job has no written support plan; ``days`` since the job started."""
    SUBSIDY_ENDING = "subsidy_ending"
    """A wage subsidy ends in ``days``."""
    JOB_ENDING = "job_ending"
    """A job's known end, such as a fixed term's, is in ``days``."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. ``record`` is the key of the record to open, ``band`` the limit passed or neared."""

    kind: AlarmKind
    severity: Severity
    days: int | None
    band: int
    record: str


def alarms(now: Situation, as_of: date, limits: Limits) -> tuple[Alarm, ...]:
    """A client's alarms, the gravest first. Only an active client has any."""
    if not now.active:
        return ()
    found = [*_first_contact(now, limits), *_plans(now, as_of)]
    for job in now.jobs:
        found += _endings(job, as_of, limits)
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
    return tuple(sorted(found, key=lambda alarm: order[alarm.severity]))


def waiting_severity(band: int, limits: Limits) -> Severity:
    """Beyond the first limit a hint (criterion 15 still gives 4 of 5), beyond the next ones a warning."""
    return Severity.HINT if band <= limits.waiting_days[0] else Severity.WARNING


def ending_severity(band: int, limits: Limits) -> Severity:
    """Within the shortest warning time a warning: there is little time left to agree on what follows."""
    return Severity.WARNING if band <= min(limits.warn_before_days) else Severity.HINT


def subsidy_band(job: Employment, as_of: date, limits: Limits) -> tuple[int, int] | None:
    """Days to the end of a job's wage subsidy and the warning time it falls within; None outside them."""
    if job.wage_subsidy is False:
        return None
    return _band(job.wage_subsidy_end, as_of, limits)


def job_end_band(job: Employment, as_of: date, limits: Limits) -> tuple[int, int] | None:
    """Days to a job's known end and the warning time it falls within; None outside them."""
    return _band(job.end, as_of, limits)


def _band(end: object, as_of: date, limits: Limits) -> tuple[int, int] | None:
    if not isinstance(end, date):
        return None
    days = (end - as_of).days
    band = limits.ending_band(days)
    return None if band is None else (days, band)


def _first_contact(now: Situation, limits: Limits) -> Iterator[Alarm]:
    if now.waiting_days is None:
        return
    band = limits.waiting_band(now.waiting_days)
    if band:
        severity = waiting_severity(band, limits)
        yield Alarm(AlarmKind.FIRST_CONTACT, severity, now.waiting_days, band, now.client.key)


def _plans(now: Situation, as_of: date) -> Iterator[Alarm]:
    if now.job_search_plan_missing:
        yield Alarm(AlarmKind.JOB_SEARCH_PLAN, Severity.WARNING, now.service_days, 0, now.client.key)
    for job in now.jobs_without_plan:
        yield Alarm(AlarmKind.SUPPORT_PLAN, Severity.WARNING, days_between(job.start, as_of), 0, job.key)


def _endings(job: Employment, as_of: date, limits: Limits) -> Iterator[Alarm]:
    subsidy, end = subsidy_band(job, as_of, limits), job_end_band(job, as_of, limits)
    if subsidy:
        days, band = subsidy
        yield Alarm(AlarmKind.SUBSIDY_ENDING, ending_severity(band, limits), days, band, job.key)
    if end:
        days, band = end
        yield Alarm(AlarmKind.JOB_ENDING, ending_severity(band, limits), days, band, job.key)
