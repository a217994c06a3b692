"""Where one client stands on a day: in the service or not, working, seeking, studying, waiting.

Conventions (domain notes 9): a service or job is active through its end date; a client seeks work who has no
open job or is marked as seeking by the phase; working, seeking and studying overlap. What partial or unclear
dates leave open is left open (None), never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from valmennus_tui.domain.client import Client
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.period import covers, days_between, has_begun, has_ended
from valmennus_tui.domain.phase import is_seeking_phase, phase_number
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.schema import RecordKind


class ServiceState(StrEnum):
    """Whether a client is on the caseload on a day."""

    REFERRED = "referred"
    """No service start yet."""
    UPCOMING = "upcoming"
    ACTIVE = "active"
    ENDED = "ended"
    UNCERTAIN = "uncertain"
    """The dates do not tell."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One client on one day.

    ``jobs`` and ``studies`` are those held that day for certain; ``uncertain_dates`` counts the dates of the
    client, the jobs and the studies that had to be left out of counts. ``service_days`` are days since the
    service started. ``waiting_days`` are days without a first face-to-face employer contact, None for a
    client who does not wait (has had one, works, was employed at entry, or the start is not a known day).
    ``job_search_plan_missing`` and each of ``jobs_without_plan`` count only after the grace.
    """

    client: Client
    state: ServiceState
    phase: int | None
    jobs: tuple[Employment, ...]
    studies: tuple[Education, ...]
    seeking: bool
    service_days: int | None
    first_contact: date | None
    waiting: bool
    waiting_days: int | None
    job_search_plan_missing: bool
    jobs_without_plan: tuple[Employment, ...]
    uncertain_dates: int

    @property
    def active(self) -> bool:
        """On the caseload for certain."""
        return self.state is ServiceState.ACTIVE

    @property
    def working(self) -> bool:
        """Holds a job."""
        return bool(self.jobs)

    @property
    def studying(self) -> bool:
        """Has studies going on."""
        return bool(self.studies)


def situation(client: Client, records: RecordSet, as_of: date, limits: Limits) -> Situation:
    """Where a client stands on a day."""
    all_jobs = records.employments_of(client)
    jobs = open_jobs(all_jobs, records, as_of)
    studies = tuple(study for study in records.education_of(client) if is_studying(study, records, as_of))
    state = service_state(client, as_of)
    active = state is ServiceState.ACTIVE
    seeking = active and (not jobs or is_seeking_phase(client.phase, records.choices))
    contact = first_contact(client, records)
    begun = any(has_begun(job.start, as_of) for job in all_jobs)
    waiting = (
        seeking
        and client.employed_at_entry is not True
        and not begun
        and _is_without_contact(client, contact, as_of, records)
    )
    return Situation(
        client=client,
        state=state,
        phase=phase_number(client.phase, records.choices),
        jobs=jobs,
        studies=studies,
        seeking=seeking,
        service_days=days_between(client.service_start, as_of),
        first_contact=contact,
        waiting=waiting,
        waiting_days=days_between(client.service_start, as_of) if waiting else None,
        job_search_plan_missing=seeking and _misses_search_plan(client, as_of, limits),
        jobs_without_plan=tuple(
            job for job in jobs if active and misses_support_plan(job, client, as_of, limits)
        ),
        uncertain_dates=_uncertain(client, records, as_of),
    )


def service_state(client: Client, as_of: date) -> ServiceState:
    """Whether a client is on the caseload on a day, as far as the dates tell."""
    if client.service_start is None and client.service_end is None:
        return ServiceState.REFERRED
    if has_ended(client.service_end, as_of) is True:
        return ServiceState.ENDED
    if has_begun(client.service_start, as_of) is False:
        return ServiceState.UPCOMING
    if covers(client.service_start, client.service_end, as_of):
        return ServiceState.ACTIVE
    return ServiceState.UNCERTAIN


def is_job(job: Employment, records: RecordSet) -> bool:
    """Whether a row is an employment at all: a work trial or rehabilitative work activity is not."""
    return records.choices.trait("contract", job.contract, "employment") is not False


def open_jobs(jobs: tuple[Employment, ...], records: RecordSet, as_of: date) -> tuple[Employment, ...]:
    """The jobs held on a day for certain."""
    return tuple(job for job in jobs if is_job(job, records) and covers(job.start, job.end, as_of) is True)


def is_studying(study: Education, records: RecordSet, as_of: date) -> bool:
    """Whether studies go on for certain: an outcome that finishes them without an end date leaves it open."""
    finished = records.choices.trait("education_outcome", study.outcome, "finished") is True
    return not (finished and study.end is None) and covers(study.start, study.end, as_of) is True


def first_contact(client: Client, records: RecordSet) -> date | None:
    """The first face-to-face employer contact: the client's own field, else the first in the contact log.

    From the log counts a contact face to face about this client, not before the service started.
    """
    if isinstance(client.first_employer_contact, date):
        return client.first_employer_contact
    return logged_contact(client, records)


def logged_contact(client: Client, records: RecordSet) -> date | None:
    """The first face-to-face employer contact about a client that the contact log holds."""
    start = client.service_start
    days = [
        contact.date
        for contact in records.contacts_of(client)
        if isinstance(contact.date, date)
        and contact.face_to_face is True
        and contact.client_specific is not False
    ]
    return min((day for day in days if not isinstance(start, date) or day >= start), default=None)


def knows_contacts(client: Client, records: RecordSet) -> bool:
    """Whether the workbooks have a place where the first employer contact would stand."""
    return client.has("first_employer_contact") or RecordKind.CONTACT in records.homes


def _is_without_contact(client: Client, contact: date | None, as_of: date, records: RecordSet) -> bool:
    """No contact by the day. A partial or unclear date in the field still tells of one."""
    if not knows_contacts(client, records):
        return False
    if contact is not None:
        return contact > as_of
    return client.first_employer_contact is None


def _misses_search_plan(client: Client, as_of: date, limits: Limits) -> bool:
    if not client.has("job_search_plan") or client.job_search_plan is not None:
        return False
    return _past_grace(client.service_start, as_of, limits)


def misses_support_plan(job: Employment, client: Client, as_of: date, limits: Limits) -> bool:
    """Whether a job has no written support plan after the grace.

    The grace runs from the job's start, or from the service's start where the client had the job already.
    """
    if not job.has("support_plan") or job.support_plan is not None:
        return False
    return _past_grace(job.start, as_of, limits) and _past_grace(client.service_start, as_of, limits)


def _past_grace(start: object, as_of: date, limits: Limits) -> bool:
    return isinstance(start, date) and start + timedelta(days=limits.plan_grace_days) < as_of


def _uncertain(client: Client, records: RecordSet, as_of: date) -> int:
    periods = [(client.service_start, client.service_end)]
    periods += [(job.start, job.end) for job in records.employments_of(client)]
    periods += [(study.start, study.end) for study in records.education_of(client)]
    values = [value for period in periods for value in period]
    values.append(client.first_employer_contact)
    return sum(value is not None and not isinstance(value, date) for value in values)
