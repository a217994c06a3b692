"""Whether written plans exist, past the grace: criteria 16 and 22 need them for full points in Finland."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from valmennus_tui.domain.evidence.model import Part
from valmennus_tui.domain.evidence.scene import Case, Scene, refs
from valmennus_tui.domain.evidence.texts import share
from valmennus_tui.domain.period import has_begun
from valmennus_tui.domain.values import DateValue, Unclear


@dataclass(frozen=True)
class PlanCount:
    """The clients who should have a plan: with one, without, and those of whom it is not clear."""

    with_plan: tuple[Case, ...]
    without: tuple[Case, ...]
    unknown: tuple[Case, ...]

    @property
    def all(self) -> bool | None:
        """Whether all have a plan: False where one surely has none, None where nobody needs one or it is not
        clear.
        """
        if self.without:
            return False
        return True if self.with_plan and not self.unknown else None

    @property
    def none(self) -> bool:
        """Whether somebody should have a plan and nobody has."""
        return bool(self.without) and not self.with_plan and not self.unknown

    def part(self) -> Part:
        """The share with a plan, of those of whom it is clear."""
        known = (*self.with_plan, *self.without)
        return share("plans", len(self.with_plan), len(known), refs(known))


def job_search_plans(scene: Scene) -> PlanCount:
    """Job seekers past the grace from the start of the service, by whether they have a job-search plan."""
    states = [
        (case, has_plan(case.client.job_search_plan, scene.day))
        for case in scene.active
        if case.now.seeking
        and case.client.has("job_search_plan")
        and past_grace(scene, case.client.service_start)
    ]
    return _count(states)


def support_plans_count(scene: Scene) -> PlanCount:
    """Working clients with a job past the grace, by whether each such job has a support plan.

    The grace runs from the job's start, or the service's where the client had the job already.
    """
    states = []
    for case in scene.active:
        jobs = [
            has_plan(job.support_plan, scene.day)
            for job in case.now.jobs
            if job.has("support_plan")
            and past_grace(scene, job.start)
            and past_grace(scene, case.client.service_start)
        ]
        if jobs:
            states.append((case, False if False in jobs else None if None in jobs else True))
    return _count(states)


def _count(states: Iterable[tuple[Case, bool | None]]) -> PlanCount:
    sorted_out: dict[bool | None, list[Case]] = {True: [], False: [], None: []}
    for case, state in states:
        sorted_out[state].append(case)
    return PlanCount(tuple(sorted_out[True]), tuple(sorted_out[False]), tuple(sorted_out[None]))


def has_plan(value: DateValue, day: date) -> bool | None:
    """Whether a plan had been made by a day; None where the entry is unclear."""
    if value is None:
        return False
    return None if isinstance(value, Unclear) else has_begun(value, day)


def past_grace(scene: Scene, start: object) -> bool:
    """Whether the grace for a plan has passed since a known start; on its last day it has not."""
    return isinstance(start, date) and start + timedelta(days=scene.rules.plan_grace_days) < scene.day
