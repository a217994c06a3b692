"""Phases (vaiheet) 1 to 5 of the operating model, and a client's path through them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.values import DateValue, FieldValue

PHASES = (1, 2, 3, 4, 5)
_KEY = "phase"


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase on a client's path: the date that tells of it (if any), and where the client is now."""

    number: int
    since: DateValue
    current: bool


def phase_number(value: FieldValue, choices: Choices) -> int | None:
    """1 to 5 for a phase value in any of its names; None where it is blank or not understood."""
    code = choices.code_of(_KEY, value)
    return int(code) if code else None


def phase_name(number: int, choices: Choices, language: str) -> str:
    """A phase's name with its number, in a language; the bare number where the list is not known."""
    known = choices.get(_KEY)
    choice = known.by_code(str(number)) if known else None
    return choice.name(language) if choice else str(number)


def is_seeking_phase(value: FieldValue, choices: Choices) -> bool:
    """Whether a phase marks a client as seeking work, with or without a job."""
    return choices.trait(_KEY, value, "seeking") is True


def path(client: Client, records: RecordSet) -> tuple[PhaseStep, ...]:
    """The five phases with the date that shows each was reached.

    1 the start of the service (else the referral), 2 the vocational profile, 3 the job-search plan or the
    first employer contact, 4 the first job's start, 5 the first support contact since a job began. The
    dates are evidence only; where the client is now is what the ``phase`` field says.
    """
    jobs = records.employments_of(client)
    first_job = _first(*(job.start for job in jobs))
    support = [contact.date for contact in records.support_of(client)]
    if isinstance(first_job, date):
        after = _first(*(day for day in support if isinstance(day, date) and day >= first_job))
    else:
        after = None
    dates = (
        client.service_start or client.referral_date,
        _first(client.profile_started, client.profile_done),
        _first(client.job_search_plan, client.first_employer_contact),
        first_job,
        after,
    )
    now = phase_number(client.phase, records.choices)
    return tuple(PhaseStep(number, since, number == now) for number, since in zip(PHASES, dates, strict=True))


def _first(*values: DateValue) -> DateValue:
    """The earliest known day; else the first value that is there at all."""
    days = [value for value in values if isinstance(value, date)]
    return min(days) if days else next((value for value in values if value is not None), None)
