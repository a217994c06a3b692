"""Scoring an assessment: total, sections, level, ticks, the written-plan rule, and the next due date.

There is no total, and so no level, before every criterion is scored (domain notes 2).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from valmennus_tui.domain.calendar import add_months
from valmennus_tui.domain.criteria import Band, Criterion, Edition
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.i18n import _


@dataclass(frozen=True, slots=True)
class SectionSum:
    """The points of one section so far; ``maximum`` when all its criteria have the highest score."""

    section: str
    points: int
    scored: int
    of: int
    maximum: int


@dataclass(frozen=True)
class Scoring:
    """An assessment's points. ``points`` is the sum so far; ``total`` and ``band`` are None until all are in.

    ``unscored`` are the numbers of the criteria without a score.
    """

    edition: Edition
    scores: Mapping[int, int]
    points: int
    unscored: tuple[int, ...]
    sections: tuple[SectionSum, ...]

    @property
    def scored(self) -> int:
        """How many criteria have a score."""
        return len(self.scores)

    @property
    def complete(self) -> bool:
        """Whether every criterion has a score."""
        return not self.unscored

    @property
    def total(self) -> int | None:
        """The total, None until every criterion is scored."""
        return self.points if self.complete else None

    @property
    def band(self) -> Band | None:
        """The level of the total, None until every criterion is scored."""
        return self.edition.band(self.points) if self.complete else None

    @property
    def progress(self) -> str:
        """How many are scored, in the language in force: ``24/25 scored``."""
        of = len(self.edition.criteria)
        return _("{scored}/{of} scored").format(scored=self.scored, of=of)


def scoring(edition: Edition, scores: Mapping[int, int]) -> Scoring:
    """The points of an assessment from its scores by criterion number.

    What is not a criterion of the edition, or not a score of the scale, is left out.
    """
    known = {
        number: scores[number]
        for number in edition.numbers
        if number in scores and edition.is_score(scores[number])
    }
    sections = []
    for section in edition.sections:
        own = [known[number] for number in section.numbers if number in known]
        of = len(section.numbers)
        sections.append(SectionSum(section.id, sum(own), len(own), of, of * edition.highest))
    unscored = tuple(number for number in edition.numbers if number not in known)
    return Scoring(edition, known, sum(known.values()), unscored, tuple(sections))


def component_score(criterion: Criterion, ticked: Collection[str]) -> int:
    """The score of a tick-list criterion for the components in place.

    Raises KeyError for a component that it does not have, ValueError for a criterion without components.
    """
    if not criterion.components:
        raise ValueError(criterion.number)
    return criterion.score_for_ticks(ticked)


@dataclass(frozen=True, slots=True)
class ScoreBasis:
    """What a score is judged against: the proposal, the cap, and whether the written plans exist.

    ``plans`` is None where that is not known; then the plans are not taken to exist.
    """

    proposed: int | None = None
    cap: int | None = None
    plans: bool | None = None


def score_findings(
    edition: Edition,
    number: int,
    score: int,
    basis: ScoreBasis,
    reason: str | None = None,
    record: str | None = None,
) -> tuple[Finding, ...]:
    """What is to be said about a score: an error refuses it, a warning asks for a reason.

    Full points in a criterion with the written-plan rule need the plans, or a reason; a score other than the
    proposal, or above the cap, should have a reason.
    """
    criterion = edition.criterion(number)
    if not edition.is_score(score):
        message = _("The score must be a whole number from {lowest} to {highest}.")
        text = message.format(lowest=edition.lowest, highest=edition.highest)
        return (Finding("criterion.not_a_score", Severity.ERROR, text, record, "score"),)
    if reason and reason.strip():
        return ()
    plan = criterion.written_plan
    if plan and score >= plan.score and basis.plans is not True:
        text = _plan_message(criterion, basis.plans)
        return (Finding("criterion.no_written_plan", Severity.ERROR, text, record, "score"),)
    if basis.proposed is not None and score != basis.proposed:
        message = _("The score {score} differs from the proposal {proposed}. Write down the reason.")
        text = message.format(score=score, proposed=basis.proposed)
        return (Finding("criterion.differs", Severity.WARNING, text, record, "reason"),)
    if basis.cap is not None and score > basis.cap:
        message = _("The score {score} is above what the data allow, {cap}. Write down the reason.")
        text = message.format(score=score, cap=basis.cap)
        return (Finding("criterion.above_cap", Severity.WARNING, text, record, "reason"),)
    return ()


def _plan_message(criterion: Criterion, plans: bool | None) -> str:
    assert criterion.written_plan
    rule = criterion.written_plan.words.text()
    if plans is None:
        message = _("{rule} The data do not tell whether the plans exist. Give a lower score, or a reason.")
    else:
        message = _("{rule} Some plans are missing. Give a lower score, or a reason.")
    return message.format(rule=rule)


@dataclass(frozen=True, slots=True)
class Due:
    """When the next assessment is due: ``months`` after the last whole one, None when there is none yet."""

    on: date | None
    last: date | None
    months: int

    def overdue(self, today: date) -> bool:
        """Whether the day has passed, or there is no whole assessment yet."""
        return self.on is None or self.on < today


def due(edition: Edition, totals: Mapping[date, int | None]) -> Due:
    """When the next assessment is due, from the earlier ones' totals by date (None: not all scored).

    The rhythm follows the last total: six-monthly below the good level, yearly from it on.
    """
    rhythm = edition.rhythm
    whole = [day for day, total in totals.items() if total is not None]
    if not whole:
        return Due(None, None, rhythm.months_before)
    last = max(whole)
    months = months_between(edition, totals[last])
    return Due(add_months(last, months), last, months)


def months_between(edition: Edition, total: int | None) -> int:
    """The months from an assessment with a total to the next one."""
    reached = total is not None and total >= edition.rhythm.points
    return edition.rhythm.months_after if reached else edition.rhythm.months_before
