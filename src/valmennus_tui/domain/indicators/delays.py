"""How soon: days to the first face-to-face employer contact and to the first job, and who still waits.

A mean is over those who have it; those who wait are reported apart and never count as zero (criterion 15,
``domain/rules.md`` 1c).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from valmennus_tui.domain.indicators.pool import Case, Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.indicators.spans import LONG_AGO, both, either, negated, span
from valmennus_tui.domain.indicators.spans import day as bounds
from valmennus_tui.domain.indicators.work import first_job_began, seeking
from valmennus_tui.domain.period import days_between
from valmennus_tui.domain.situation import first_contact


def days_to_contact(unit: Unit) -> Iterator[Sighting]:
    """Days from the start of service to the first face-to-face employer contact, where it falls in the
    period, whatever the entry date (criterion 15). One for each service period; a contact before the service
    is left out as uncertain."""
    for case in unit.cases:
        contact = first_contact(case.client, unit.records)
        if contact is None:
            yield from _contact_unclear(case)
        elif unit.first <= contact <= unit.last and case.service is not None:
            yield _delay(case, contact)


def _contact_unclear(case: Case) -> Iterator[Sighting]:
    """A contact whose date is partial or unclear cannot be counted in days, but may lie in the period."""
    written, unit = case.client.first_employer_contact, case.unit
    if written is None or case.service is None:
        return
    if both(case.served, bounds(written).within(unit.first, unit.last)) is not False:
        yield Sighting(case.ref, case.coach, case.ref, None)


def _delay(case: Case, on: date) -> Sighting:
    days = days_between(case.client.service_start, on)
    if days is None or days < 0:
        return Sighting(case.ref, case.coach, case.ref, None)
    return Sighting(case.ref, case.coach, case.ref, True, amount=days)


def waiting_contact(unit: Unit) -> Iterator[Sighting]:
    """Active people who wait for their first face-to-face employer contact on the last day: seekers who were
    not employed at entry and have not begun a job, as on the caseload. ``amount`` is the days waited."""
    for case in unit.cases:
        jobs = unit.records.employments_of(case.client)
        begun = either(*(span(job.start, job.end).start.within(LONG_AGO, unit.last) for job in jobs))
        answer = both(seeking(case), negated(case.employed_at_entry), negated(begun), not _has_contact(case))
        if answer is not False:
            days = days_between(case.client.service_start, unit.last) or 0
            yield Sighting(case.who, case.coach, case.ref, answer, amount=days)


def _has_contact(case: Case) -> bool:
    """Whether there has been a contact by the last day; a partial or unclear date still tells of one."""
    contact, last = first_contact(case.client, case.unit.records), case.unit.last
    if contact is not None:
        return contact <= last
    written = case.client.first_employer_contact
    return written is not None and bounds(written).low <= last


def waiting_contact_days(unit: Unit) -> Iterator[Sighting]:
    """Days waited so far by those who wait for the contact and whose service start is a known day."""
    yield from _known_start(unit, waiting_contact(unit))


def days_to_job(unit: Unit) -> Iterator[Sighting]:
    """Days from the start of service to the first competitive job, where that job began in the period.

    One for each service period of people who had no job when it started.
    """
    for case in unit.cases:
        answer = both(negated(case.employed_at_entry), first_job_began(case))
        if answer is not False:
            yield _days_to_job(case, answer)


def _days_to_job(case: Case, answer: bool | None) -> Sighting:
    unit, start = case.unit, case.client.service_start
    begun = [job for job in case.competitive_jobs if case.started(job, unit.first, unit.last) is not False]
    first = min((job.span.start.low for job in begun), default=None)
    refs = tuple(job.ref for job in begun)
    known = all(job.competitive and job.span.start.known for job in begun if job.span.start.low == first)
    if answer is None or first is None or not known or not isinstance(start, date):
        return Sighting(case.ref, case.coach, case.ref, None, evidence=refs)
    return Sighting(case.ref, case.coach, case.ref, True, amount=(first - start).days, evidence=refs)


def waiting_job(unit: Unit) -> Iterator[Sighting]:
    """Active people who had no job at entry and have begun no competitive job in this service by the last
    day. ``amount`` is the days so far."""
    for case in unit.cases:
        begun = either(*(case.started(job, LONG_AGO, unit.last) for job in case.competitive_jobs))
        answer = both(case.active, negated(case.employed_at_entry), negated(begun))
        if answer is not False:
            days = days_between(case.client.service_start, unit.last) or 0
            yield Sighting(case.who, case.coach, case.ref, answer, amount=days)


def waiting_job_days(unit: Unit) -> Iterator[Sighting]:
    """Days so far of those without a first job whose service start is a known day."""
    yield from _known_start(unit, waiting_job(unit))


def _known_start(unit: Unit, sightings: Iterator[Sighting]) -> Iterator[Sighting]:
    """The same with those left open whose service did not start on a known day."""
    known = {case.ref for case in unit.cases if isinstance(case.client.service_start, date)}
    for one in sightings:
        part = one.part if one.row in known else None
        yield Sighting(one.row, one.coach, one.row, part, amount=one.amount)
