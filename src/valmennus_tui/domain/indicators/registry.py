"""The indicators: what each counts, what kind of number it is and which columns it needs.

Names, definitions in words and benchmarks stand in ``data/indicators.toml``
(:mod:`valmennus_tui.domain.indicators.catalogue`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from valmennus_tui.domain.indicators import contacts, delays, plans, service, steady, studies, work
from valmennus_tui.domain.indicators.figures import Measure
from valmennus_tui.domain.indicators.pool import Unit
from valmennus_tui.domain.indicators.sighting import Sighting


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``needs`` are columns and record kinds; ``a|b`` is met by either."""

    id: str
    measure: Measure
    needs: tuple[str, ...]
    judge: Callable[[Unit], Iterable[Sighting]]


_START = "client.service_start"
_END = "client.service_end"
_JOBS = "employment"
_COMPETITIVE = "employment.contract|employment.open_market"
_CONTACT = "client.first_employer_contact|contact"
_SERVED = (_START, _END)
_WORK = (*_SERVED, _JOBS)
_COMPETING = (*_WORK, _COMPETITIVE)
_ENDED = (*_COMPETING, "employment.end")

EXIT_KINDS = ("job", "study", "other", "unknown")
JOB_END_REASONS = (
    "term_ended",
    "resigned",
    "dismissed",
    "trial_period",
    "other_job",
    "studies",
    "health",
    "layoff",
    "other",
    "unknown",
)


def _all() -> tuple[Indicator, ...]:
    count, part, rate, mean = Measure.COUNT, Measure.PART, Measure.RATE, Measure.MEAN
    return (
        Indicator("served", count, _SERVED, service.served),
        Indicator("active", count, _SERVED, service.active),
        Indicator("new", count, (_START,), service.new),
        Indicator("seekers", count, _WORK, work.seekers),
        Indicator("working", count, _WORK, work.working),
        Indicator("worked", count, _COMPETING, work.worked),
        Indicator("share_worked_all", rate, _COMPETING, work.worked_of_served),
        Indicator(
            "share_worked_entry", rate, (*_COMPETING, "client.employed_at_entry"), work.worked_of_out_of_work
        ),
        Indicator("job_starts", count, _COMPETING, work.job_starts),
        Indicator("first_job_clients", count, _COMPETING, work.first_job_clients),
        Indicator("kept_90", part, _ENDED, work.kept),
        Indicator("job_ends", count, _ENDED, work.job_ends),
        *(
            Indicator(
                f"job_ends_{reason}",
                count,
                (*_ENDED, "employment.end_reason"),
                partial(work.job_ends_by_reason, reason=reason),
            )
            for reason in JOB_END_REASONS
        ),
        Indicator("steady_workers", part, _ENDED, steady.steady_workers),
        Indicator("days_to_contact", mean, (*_SERVED, _CONTACT), delays.days_to_contact),
        Indicator("waiting_contact", count, (*_WORK, _CONTACT), delays.waiting_contact),
        Indicator("waiting_contact_days", mean, (*_WORK, _CONTACT), delays.waiting_contact_days),
        Indicator("days_to_job", mean, _COMPETING, delays.days_to_job),
        Indicator("waiting_job", count, _COMPETING, delays.waiting_job),
        Indicator("waiting_job_days", mean, _COMPETING, delays.waiting_job_days),
        Indicator("education_starts", count, (*_SERVED, "education"), studies.education_starts),
        Indicator("in_education", count, (*_SERVED, "education"), studies.in_education),
        Indicator("contacts", count, ("contact", "contact.face_to_face"), contacts.contacts),
        Indicator(
            "contacts_per_week", Measure.PER_WEEK, ("contact", "contact.face_to_face"), contacts.contacts
        ),
        Indicator("plans_job_search", rate, (*_WORK, "client.job_search_plan"), plans.job_search_plans),
        Indicator("plans_support", rate, (*_WORK, "employment.support_plan"), plans.support_plans),
        Indicator("exits", count, (_END,), service.exits),
        *(
            Indicator(
                f"exits_{kind}",
                count,
                (_END, "client.end_reason"),
                partial(service.exits_by_kind, kind=kind),
            )
            for kind in EXIT_KINDS
        ),
    )


INDICATORS: Mapping[str, Indicator] = {indicator.id: indicator for indicator in _all()}
"""Every indicator by id, in the order of the tables."""
