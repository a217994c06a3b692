"""From evidence to what a score is judged against, and to how near the next score is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from valmennus_tui.domain.assessment import Assessment
from valmennus_tui.domain.criteria import Criterion, Edition
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.domain.next_band import Lead
from valmennus_tui.domain.scoring import ScoreBasis


def basis(evidence: Evidence | None) -> ScoreBasis:
    """What a score is judged against by its evidence (none: nothing is known)."""
    if evidence is None:
        return ScoreBasis()
    return ScoreBasis(evidence.proposed, evidence.cap, evidence.plans)


def leads(edition: Edition, assessment: Assessment, evidence: Mapping[int, Evidence]) -> dict[int, Lead]:
    """What is known of each criterion's way to the next score, by number."""
    found = {}
    for criterion in edition.criteria:
        own = evidence.get(criterion.number)
        ticks = assessment.line(criterion.number).ticks
        found[criterion.number] = Lead(
            proposed=own.proposed if own else None,
            left=_left(criterion, own) if own else None,
            ticked=None if ticks is None else len(ticks),
            plans=own.plans if own else None,
        )
    return found


def _left(criterion: Criterion, evidence: Evidence) -> Fraction | None:
    """The share of the present step that the figure still has to go to the next bound, 0 to 1.

    None where no figure makes the score, the score is the highest, or the step has no bound on both sides.
    """
    value = evidence.value
    if value is None or evidence.proposed is None or evidence.mean is not None:
        return None
    better = [one for one in criterion.anchors if one.bounded and not one.fits(evidence.rounded or 0)]
    if not better or criterion.score_for(evidence.rounded or 0) != evidence.proposed:
        return None
    target = better[-1]
    bound = target.at_least if target.at_least is not None else target.at_most
    assert bound is not None
    here = _own_bound(criterion, evidence.proposed)
    width = abs(bound - here) if here is not None else abs(bound) or 1
    return min(Fraction(1), abs(bound - value) / width)


def _own_bound(criterion: Criterion, score: int) -> int | None:
    own = criterion.anchor(score)
    return own.at_least if own.at_least is not None else own.at_most
