"""All evidence of an assessment: one piece for each criterion of the edition, whatever its formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from valmennus_tui.domain.criteria import Criterion, Edition
from valmennus_tui.domain.evidence.caseload import caseload, linked_teams
from valmennus_tui.domain.evidence.competitive import competitive_jobs
from valmennus_tui.domain.evidence.components import COMPONENT_FORMULAS, components
from valmennus_tui.domain.evidence.employer_contacts import contacts_a_week
from valmennus_tui.domain.evidence.follow_along import follow_along
from valmennus_tui.domain.evidence.job_search import first_contact
from valmennus_tui.domain.evidence.job_support import support_plans
from valmennus_tui.domain.evidence.matching import matching_contacts
from valmennus_tui.domain.evidence.model import Evidence, Status
from valmennus_tui.domain.evidence.repeat_visits import repeat_visits
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.evidence.scene import Scene, Source
from valmennus_tui.domain.evidence.team import TeamData
from valmennus_tui.domain.evidence.team_work import partner_contacts, unit_meetings
from valmennus_tui.domain.evidence.variety import employers, job_types
from valmennus_tui.domain.evidence.work_time import employment_hours, outside_hours
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _


@dataclass(frozen=True, slots=True)
class Formula:
    """How a criterion's evidence is computed, and the numbers that its rule must hold."""

    compute: Callable[[Scene, Criterion], Evidence]
    numbers: tuple[str, ...] = ()


FORMULAS: Mapping[str, Formula] = {
    "caseload": Formula(caseload),
    "employment_hours": Formula(employment_hours),
    "linked_teams": Formula(linked_teams, ("most_teams", "many_teams_score")),
    "partner_contacts": Formula(
        partner_contacts,
        ("weekly", "meeting_months_5", "meeting_months_4", "contact_months_3", "contact_months_2"),
    ),
    "unit_meetings": Formula(
        unit_meetings,
        ("full_time", "small_unit_score", "weekly", "some", "some_score", "few_score", "none_score"),
    ),
    "components": Formula(components),
    "first_contact": Formula(first_contact, ("untracked_score",)),
    "matching_contacts": Formula(matching_contacts, ("no_plan_score",)),
    "contacts_a_week": Formula(
        contacts_a_week,
        (
            "few_seekers",
            "each_seeker",
            "weekly_review_from",
            "monthly_review_from",
            "weekly_reviews_a_month",
            "three",
        ),
    ),
    "repeat_visits": Formula(repeat_visits, ("visits", "no_repeat_score")),
    "job_types": Formula(job_types, ("small",)),
    "employers": Formula(employers, ("small",)),
    "competitive_jobs": Formula(competitive_jobs, ("least_jobs", "few_jobs_score")),
    "support_plans": Formula(support_plans),
    "follow_along": Formula(
        follow_along,
        ("days_before", "days_after", "weeks", "months", "loss_days", "kept", "met_month", "half"),
    ),
    "outside_hours": Formula(outside_hours),
}
"""The formulas that an edition may name. A further edition uses the same ones with numbers of its own."""


def collect(
    edition: Edition,
    sources: Sequence[Source],
    day: date,
    team: TeamData | None = None,
    rules: EvidenceRules | None = None,
) -> dict[int, Evidence]:
    """The evidence on the day of the assessment, by criterion number in order.

    ``sources`` are the coaches' workbooks with their contact logs. Raises ConfigError where the edition names
    a formula that the program does not have, or a formula lacks a number.
    """
    check_formulas(edition)
    scene = Scene(edition, tuple(sources), day, team or TeamData(), rules or EvidenceRules())
    return {criterion.number: _one(scene, criterion) for criterion in edition.criteria}


def check_formulas(edition: Edition) -> None:
    """Raise ConfigError where the edition names a formula that there is not, or a rule lacks a number."""
    for criterion in edition.criteria:
        unknown = {criterion.formula} - {None, *FORMULAS}
        unknown |= {one.formula for one in criterion.components} - {None, *COMPONENT_FORMULAS}
        if unknown:
            message = _("Criterion {number} names a formula that the program does not have: {formula}.")
            raise ConfigError(message.format(number=criterion.number, formula=", ".join(map(str, unknown))))
        absent = sorted(_absent_numbers(criterion))
        if absent:
            message = _("The rule of criterion {number} lacks the number {name}.")
            raise ConfigError(message.format(number=criterion.number, name=", ".join(absent)))


def _absent_numbers(criterion: Criterion) -> set[str]:
    formula = FORMULAS.get(criterion.formula or "")
    absent = set(formula.numbers if formula else ()) - set(criterion.rule)
    for one in criterion.components:
        absent |= set(COMPONENT_FORMULAS.get(one.formula or "", ())) - set(one.rule)
    return absent


def _one(scene: Scene, criterion: Criterion) -> Evidence:
    if criterion.formula is None:
        text = _("The data do not tell of this criterion. Judge it by the descriptions of the scores.")
        return Evidence(criterion.number, Status.MANUAL, "manual", text)
    return FORMULAS[criterion.formula].compute(scene, criterion)
