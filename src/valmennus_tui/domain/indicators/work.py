"""Work: who works and seeks on the last day, who worked, jobs started, ended and kept.

Working and seeking go by jobs of any kind, as on the caseload; everything else by competitive jobs
(:func:`~valmennus_tui.domain.indicators.competitive.is_competitive`). A job that began before the service,
or after it, is not a job start of the service.
"""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.indicators.pool import Case, Job, Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.indicators.spans import (
    LONG_AGO,
    NEVER,
    Span,
    both,
    either,
    negated,
    shifted,
    span,
    verdict,
)
from valmennus_tui.domain.phase import is_seeking_phase
from valmennus_tui.domain.values import FieldValue, Unclear

_REASONS = "employment_end_reason"
_EVER = (LONG_AGO, NEVER)


def working(unit: Unit) -> Iterator[Sighting]:
    """Active people who hold a job on the last day."""
    for case in unit.cases:
        answer = both(case.active, case.working)
        if answer is not False:
            yield Sighting(case.who, case.coach, case.ref, answer, evidence=_open_jobs(case))


def seekers(unit: Unit) -> Iterator[Sighting]:
    """Active people who hold no job on the last day, or whose phase marks them as seeking."""
    for case in unit.cases:
        answer = seeking(case)
        if answer is not False:
            yield Sighting(case.who, case.coach, case.ref, answer)


def seeking(case: Case) -> bool | None:
    """Whether a client seeks work on the last day. The phase is the one recorded now: it has no history."""
    marked = is_seeking_phase(case.client.phase, case.unit.records.choices)
    return both(case.active, True if marked else negated(case.working))


def worked(unit: Unit) -> Iterator[Sighting]:
    """People served who held a competitive job on at least one day of the period."""
    for sighting in worked_of_served(unit):
        if sighting.part is not False:
            yield sighting


def worked_of_served(unit: Unit) -> Iterator[Sighting]:
    """The quarterly employment rate (``domain/rules.md`` 1b): people who worked of all people served."""
    for case in unit.cases:
        if case.served is not False:
            yield _worked(case, case.served)


def worked_of_out_of_work(unit: Unit) -> Iterator[Sighting]:
    """The same without people who had a job when their service started (the UK variant since April 2024)."""
    for case in unit.cases:
        whole = both(case.served, negated(case.employed_at_entry))
        if whole is not False:
            yield _worked(case, whole)


def _worked(case: Case, whole: bool | None) -> Sighting:
    unit = case.unit
    seen = [
        (job, both(job.competitive, job.span.meets(unit.first, unit.last))) for job in case.competitive_jobs
    ]
    evidence = tuple(job.ref for job, answer in seen if answer is not False)
    part = either(*(answer for _, answer in seen))
    return Sighting(case.who, case.coach, case.ref, part, whole, evidence=evidence)


def job_starts(unit: Unit) -> Iterator[Sighting]:
    """Competitive jobs that began in the period, second, third and parallel ones too."""
    for case in unit.cases:
        for job in case.competitive_jobs:
            answer = case.started(job, unit.first, unit.last)
            if answer is not False:
                yield Sighting(job.ref, case.coach, job.ref, answer)


def first_job_clients(unit: Unit) -> Iterator[Sighting]:
    """People whose first competitive job of a service period began in the period.

    Who had a job when the service started is left out: that one was the first.
    """
    for case in unit.cases:
        answer = both(negated(case.employed_at_entry), first_job_began(case))
        if answer is not False:
            refs = tuple(job.ref for job in case.competitive_jobs if case.started(job, unit.first, unit.last))
            yield Sighting(case.who, case.coach, case.ref, answer, evidence=refs)


def first_job_began(case: Case) -> bool | None:
    """Whether the first competitive job since the service started began in the period."""
    unit, service = case.unit, case.service
    candidates = [job for job in case.competitive_jobs if case.started(job, *_EVER) is not False]
    if service is None or not candidates:
        return False
    in_period = [job for job in candidates if case.started(job, unit.first, unit.last) is not False]
    if service.contradictory:
        return None if in_period else False
    bound = min((job.span.start.high for job in candidates if case.started(job, *_EVER)), default=NEVER)
    earliest = min(max(job.span.start.low, service.start.low) for job in candidates)
    certain = unit.first <= earliest and bound <= unit.last
    return verdict(certain, any(_may_be_first(job, case, service) for job in in_period))


def _may_be_first(job: Job, case: Case, service: Span) -> bool:
    """Whether no other job certainly began in the service before this one, where this one did at all."""
    begun = max(job.span.start.low, service.start.low, case.unit.first)
    return not any(
        other.competitive and service.start.high <= other.span.start.low and other.span.start.high < begun
        for other in case.competitive_jobs
    )


def job_ends(unit: Unit) -> Iterator[Sighting]:
    """Competitive jobs that ended in the period, during the service (its end day included)."""
    for case, job, answer in _ended(unit):
        yield Sighting(job.ref, case.coach, job.ref, answer)


def job_ends_by_reason(unit: Unit, reason: str) -> Iterator[Sighting]:
    """Job ends of one reason: a code of the list, ``other`` or ``unknown``."""
    for case, job, answer in _ended(unit):
        if job_end_reason(job.record.end_reason, unit.records.choices) == reason:
            yield Sighting(job.ref, case.coach, job.ref, answer)


def job_end_reason(reason: FieldValue, choices: Choices) -> str:
    """The code of a reason; ``other`` for one that is not in the list, ``unknown`` where none is recorded or
    it is not understood."""
    if reason is None or isinstance(reason, Unclear):
        return "unknown"
    return choices.code_of(_REASONS, reason) or "other"


def _ended(unit: Unit) -> Iterator[tuple[Case, Job, bool | None]]:
    for case in unit.cases:
        for job in case.competitive_jobs:
            if case.service is None or job.record.end is None:
                continue
            answer = both(job.competitive, case.service.holds(job.span.end, unit.first, unit.last))
            if answer is not False:
                yield case, job, answer


def kept(unit: Unit) -> Iterator[Sighting]:
    """Jobs begun in the service whose 90th day falls in the period, and of these the ones that reached it.

    The first day of the job is day 1; a job is held through its end date (``domain/workbooks.md`` 4 and 9).
    """
    days = unit.rules.keep_days - 1
    for case in unit.cases:
        for job in case.competitive_jobs:
            due = case.started(job, shifted(unit.first, -days), shifted(unit.last, -days))
            if due is not False:
                begun, end = job.span.start, job.span.end
                reached = verdict(
                    certain=shifted(begun.high, days) <= end.low,
                    possible=shifted(begun.low, days) <= end.high,
                )
                yield Sighting(job.ref, case.coach, job.ref, reached, due)


def _open_jobs(case: Case) -> tuple[RecordRef, ...]:
    spans = ((job, span(job.start, job.end)) for job in case.all_jobs)
    return tuple(case.unit.ref(job) for job, lasting in spans if lasting.on(case.unit.last) is not False)
