"""What is missing for the next level: so many points, and where they are got most cheaply.

Every point counts the same in the total, so the cheapest point is the one that needs the least change:
evidence that already supports a higher score, then a figure near its bound, then a tick, then a judged step.
The cost is counted in steps of the scale; it orders the list and promises nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import islice

from valmennus_tui.domain.criteria import Band, Criterion
from valmennus_tui.domain.scoring import Scoring
from valmennus_tui.i18n import N_, _

_WHOLE = Fraction(1)


class StepKind(StrEnum):
    """What a step needs."""

    EVIDENCE = "evidence"
    """The data already support the higher score."""
    NEAR = "near"
    """The figure has to reach the next bound."""
    TICKS = "ticks"
    """One component more (or two)."""
    PLANS = "plans"
    """The written plans."""
    JUDGED = "judged"
    """The next anchor's description."""

    @property
    def label(self) -> str:
        """What to do, in the language in force."""
        return _(_LABELS[self])


_LABELS: Mapping[StepKind, str] = {
    StepKind.EVIDENCE: N_("the data already support it"),
    StepKind.NEAR: N_("the figure is near the bound"),
    StepKind.TICKS: N_("another component in place"),
    StepKind.PLANS: N_("the written plans"),
    StepKind.JUDGED: N_("see the description of the score"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """What is known of a criterion's way to the next score.

    ``left`` is the share of the present step that is still to go to the figure's next bound (0 to 1);
    ``ticked`` the number of components in place; ``plans`` whether the written plans exist.
    """

    proposed: int | None = None
    left: Fraction | None = None
    ticked: int | None = None
    plans: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion from a score to the next. ``cost`` is in steps of the scale, for ordering only."""

    number: int
    score: int
    to: int
    kind: StepKind
    cost: Fraction

    @property
    def gain(self) -> int:
        """The points that the step gives."""
        return self.to - self.score


@dataclass(frozen=True)
class NextBand:
    """The next level, the points missing from it, and the steps to it, the cheapest first.

    ``steps`` are just enough; ``others`` are the first steps of the other criteria below full points.
    """

    band: Band
    points: int
    steps: tuple[Step, ...]
    others: tuple[Step, ...] = field(default=())


def next_band(scored: Scoring, leads: Mapping[int, Lead] | None = None) -> NextBand | None:
    """What is missing for the next level; None until all is scored, and at the highest level."""
    if scored.band is None or scored.total is None:
        return None
    above = [band for band in scored.edition.bands if band.at_least > scored.total]
    if not above:
        return None
    band = above[-1]
    points = band.at_least - scored.total
    known = leads or {}
    ways = {
        number: list(_way(scored.edition.criterion(number), score, known.get(number, Lead())))
        for number, score in scored.scores.items()
    }
    ordered = sorted((step for way in ways.values() for step in way), key=_order)
    steps = tuple(islice(ordered, points))
    taken = {step.number for step in steps}
    firsts = (way[0] for number, way in ways.items() if way and number not in taken)
    return NextBand(band, points, steps, tuple(sorted(firsts, key=_order)))


def _order(step: Step) -> tuple[Fraction, int, int]:
    """Cheapest first; of equals the lower score, then the scale's order.

    A criterion's own steps stay in order: each costs more than the one before or starts from a higher score.
    """
    return step.cost, step.score, step.number


def _way(criterion: Criterion, score: int, lead: Lead) -> Iterator[Step]:
    """The steps from a score to the highest, one point each; later steps add to the cost of earlier ones."""
    cost = Fraction(0)
    first = True
    highest = criterion.anchors[0].score
    for to in range(score + 1, highest + 1):
        kind, price = _price(criterion, to, lead, first=first)
        cost += price
        first = first and kind is StepKind.EVIDENCE
        yield Step(criterion.number, to - 1, to, kind, cost)


def _price(criterion: Criterion, to: int, lead: Lead, *, first: bool) -> tuple[StepKind, Fraction]:
    plan = criterion.written_plan
    if plan and to >= plan.score and lead.plans is not True:
        return StepKind.PLANS, _WHOLE
    if lead.proposed is not None and lead.proposed >= to:
        return StepKind.EVIDENCE, Fraction(0)
    if first and lead.left is not None:
        return StepKind.NEAR, lead.left
    if criterion.ticks:
        more = next(count for count, score in enumerate(criterion.ticks) if score >= to)
        before = criterion.ticks.index(to - 1) if lead.ticked is None or not first else lead.ticked
        return StepKind.TICKS, Fraction(max(more - before, 1))
    return StepKind.JUDGED, _WHOLE
