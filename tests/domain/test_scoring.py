"""Totals, levels, the written-plan rule, the way to the next level, due dates, comparing, history."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.domain.assessing import EDITION
from valmennus_tui.domain.assessment import Assessment, CriterionScore, compare, next_due, totals, trend
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.next_band import Lead, StepKind, next_band
from valmennus_tui.domain.scoring import (
    ScoreBasis,
    component_score,
    due,
    months_between,
    score_findings,
    scoring,
)
from valmennus_tui.domain.values import PartialDate, Unclear


def scores_of(total: int) -> dict[int, int]:
    """Scores of all criteria that make a total, as even as they can be."""
    each, more = divmod(total, 25)
    return {number: each + (number <= more) for number in range(1, 26)}


def assessment(day: date, total: int, **lines: CriterionScore) -> Assessment:
    scores = {
        number: CriterionScore(number=number, score=score) for number, score in scores_of(total).items()
    }
    return Assessment(date=day, lines={**scores, **{one.number: one for one in lines.values()}})


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (73, "not_supported_employment"),
        (74, "fair"),
        (99, "fair"),
        (100, "good"),
        (114, "good"),
        (115, "exemplary"),
    ],
)
def test_total_and_level(total: int, band: str) -> None:
    scored = scoring(EDITION, scores_of(total))
    assert scored.complete
    assert scored.total == total
    assert scored.band is EDITION.band(total)
    assert scored.band.id == band


@pytest.mark.parametrize("unscored", [1, 13, 25])
def test_24_scored_criteria_have_no_level(unscored: int) -> None:
    scores = {number: 5 for number in range(1, 26) if number != unscored}
    scored = scoring(EDITION, scores)
    assert (scored.scored, scored.points) == (24, 120)
    assert scored.total is None
    assert scored.band is None
    assert scored.unscored == (unscored,)
    assert scored.progress.startswith("24/25")
    assert next_band(scored) is None


def test_sections() -> None:
    scored = scoring(EDITION, dict.fromkeys(range(1, 25), 4))
    assert [(one.section, one.points, one.scored, one.of, one.maximum) for one in scored.sections] == [
        ("staff", 12, 3, 3, 15),
        ("organising", 32, 8, 8, 40),
        ("content", 52, 13, 14, 70),
    ]


def test_what_is_no_score_or_no_criterion_is_left_out() -> None:
    assert scoring(EDITION, {1: 5, 2: 0, 3: 6, 26: 5}).scores == {1: 5}


# Domain notes 4d, and each number of ticks in test_criteria.
@pytest.mark.parametrize(
    ("number", "ticked", "score"), [(13, "abc", 4), (25, "abcd", 3), (5, "", 1), (8, "ad", 2)]
)
def test_ticks_to_score(number: int, ticked: str, score: int) -> None:
    assert component_score(EDITION.criterion(number), set(ticked)) == score


def test_ticks_are_refused_where_there_are_none() -> None:
    with pytest.raises(KeyError):
        component_score(EDITION.criterion(13), {"x"})
    with pytest.raises(ValueError, match="1"):
        component_score(EDITION.criterion(1), set())


E, W = Severity.ERROR, Severity.WARNING
# Criterion, score, basis, reason, what is found.
SCORE_CASES: list[tuple[int, int, ScoreBasis, str | None, str | None, Severity | None]] = [
    (16, 5, ScoreBasis(plans=True), None, None, None),
    (16, 5, ScoreBasis(plans=False), None, "criterion.no_written_plan", E),
    (16, 5, ScoreBasis(plans=None), None, "criterion.no_written_plan", E),
    (16, 5, ScoreBasis(plans=False), "  ", "criterion.no_written_plan", E),
    (16, 5, ScoreBasis(plans=False), "Suunnitelmat ovat asiakastietojärjestelmässä.", None, None),
    (16, 4, ScoreBasis(plans=False), None, None, None),
    (22, 5, ScoreBasis(plans=False), None, "criterion.no_written_plan", E),
    (22, 5, ScoreBasis(plans=True), None, None, None),
    (22, 4, ScoreBasis(cap=4, plans=False), None, None, None),
    (12, 5, ScoreBasis(plans=False), None, None, None),
    (1, 5, ScoreBasis(proposed=4), None, "criterion.differs", W),
    (1, 3, ScoreBasis(proposed=4), None, "criterion.differs", W),
    (1, 4, ScoreBasis(proposed=4), None, None, None),
    (1, 5, ScoreBasis(proposed=4), "Uusi valmentaja aloitti eilen.", None, None),
    (18, 5, ScoreBasis(cap=4), None, "criterion.above_cap", W),
    (18, 4, ScoreBasis(cap=4), None, None, None),
    (18, 5, ScoreBasis(cap=4), "Käynnit kirjataan muualle.", None, None),
    (1, 0, ScoreBasis(), "syy", "criterion.not_a_score", E),
    (1, 6, ScoreBasis(), None, "criterion.not_a_score", E),
]


@pytest.mark.parametrize(("number", "score", "basis", "reason", "rule", "severity"), SCORE_CASES)
def test_score_rules(
    number: int,
    score: int,
    basis: ScoreBasis,
    reason: str | None,
    rule: str | None,
    severity: Severity | None,
) -> None:
    found = score_findings(EDITION, number, score, basis, reason, "criterion:2026-06-30/16")
    assert [(one.rule, one.severity) for one in found] == ([(rule, severity)] if rule else [])
    assert all(one.record == "criterion:2026-06-30/16" and one.message for one in found)


def test_the_plan_rule_is_shown_in_its_own_words() -> None:
    (found,) = score_findings(EDITION, 16, 5, ScoreBasis(plans=False))
    plan = EDITION.criterion(16).written_plan
    assert plan
    assert plan.words.text() in found.message


@pytest.mark.parametrize(
    ("total", "band", "points"),
    [
        (73, "fair", 1),
        (74, "good", 26),
        (99, "good", 1),
        (100, "exemplary", 15),
        (114, "exemplary", 1),
        (25, "fair", 49),
        (115, None, 0),
        (125, None, 0),
    ],
)
def test_next_level(total: int, band: str | None, points: int) -> None:
    found = next_band(scoring(EDITION, scores_of(total)))
    if band is None:
        assert found is None
        return
    assert found
    assert (found.band.id, found.points) == (band, points)
    assert sum(step.gain for step in found.steps) == points
    reached = dict(scores_of(total))
    for step in found.steps:
        assert reached[step.number] == step.score  # a criterion's steps come in order
        reached[step.number] = step.to
    assert scoring(EDITION, reached).band is found.band


def test_cheapest_points_come_first() -> None:
    leads = {
        1: Lead(left=Fraction(1, 5)),
        5: Lead(ticked=4),
        15: Lead(left=Fraction(1, 10)),
        16: Lead(plans=False),
        19: Lead(proposed=5),
    }
    scores = dict.fromkeys(range(1, 26), 4) | {14: 3, 9: 5}
    found = next_band(scoring(EDITION, scores), leads)
    assert found
    kinds = {step.number: step.kind for step in (*found.steps, *found.others)}
    assert [step.number for step in found.steps][:4] == [19, 15, 1, 14]
    assert kinds[19] is StepKind.EVIDENCE
    assert (kinds[1], kinds[15]) == (StepKind.NEAR, StepKind.NEAR)
    assert (kinds[5], kinds[13], kinds[14]) == (StepKind.TICKS, StepKind.TICKS, StepKind.JUDGED)
    assert kinds[16] is StepKind.PLANS
    assert 9 not in kinds
    assert all(step.kind.label for step in found.steps)


def test_two_ticks_cost_more_than_one() -> None:
    scores = scores_of(99) | {5: 1, 8: 2}
    found = next_band(scoring(EDITION, scores), {5: Lead(ticked=0), 8: Lead(ticked=2)})
    assert found
    cost = {(step.number, step.score): step.cost for step in (*found.steps, *found.others)}
    assert cost[5, 1] == 2
    assert cost[8, 2] == 1


JUNE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("known", "on", "months"),
    [
        ({}, None, 6),
        ({JUNE: None}, None, 6),
        ({JUNE: 99}, date(2026, 12, 30), 6),
        ({JUNE: 100}, date(2027, 6, 30), 12),
        ({date(2025, 12, 1): 101, JUNE: 98}, date(2026, 12, 30), 6),
        ({date(2025, 12, 1): 98, JUNE: 101}, date(2027, 6, 30), 12),
        ({date(2025, 12, 1): 100, JUNE: None}, date(2026, 12, 1), 12),
        ({date(2025, 8, 31): 80}, date(2026, 2, 28), 6),
    ],
)
def test_due(known: dict[date, int | None], on: date | None, months: int) -> None:
    found = due(EDITION, known)
    assert (found.on, found.months) == (on, months)


def test_overdue() -> None:
    found = due(EDITION, {JUNE: 80})
    assert not found.overdue(date(2026, 12, 30))
    assert found.overdue(date(2026, 12, 31))
    assert due(EDITION, {}).overdue(JUNE)
    assert months_between(EDITION, None) == 6


def test_compare() -> None:
    before = assessment(date(2025, 12, 1), 75)
    after = assessment(JUNE, 75, a=CriterionScore(number=1, score=5), b=CriterionScore(number=20, score=2))
    found = compare(before, after, EDITION)
    assert (found.total.before, found.total.after, found.total.difference) == (75, 76, 1)
    assert (found.risen, found.fallen) == ((1,), (20,))
    assert found.sections["staff"].difference == 2
    assert found.same_edition


def test_compare_leaves_open_what_is_not_scored() -> None:
    before = assessment(date(2025, 12, 1), 75, a=CriterionScore(number=1))
    after = assessment(JUNE, 80)
    found = compare(before, after, EDITION)
    assert (found.criteria[1].before, found.criteria[1].difference) == (None, None)
    assert found.sections["staff"].difference is None
    assert found.total.difference is None
    assert found.sections["content"].difference is not None


def test_compare_tells_of_different_editions() -> None:
    before = Assessment(date=date(2025, 12, 1), edition="fi-2020")
    assert not compare(before, Assessment(date=JUNE, edition=EDITION.id), EDITION).same_edition


def test_history() -> None:
    partly = Assessment(
        date=date(2026, 1, 15),
        lines={
            1: CriterionScore(number=1, score=3),
            2: CriterionScore(number=2, score=Unclear("neljä", "x")),
        },
    )
    vague = Assessment(date=PartialDate("3/2026", 2026, 3), lines={})
    rows = [assessment(JUNE, 101), partly, assessment(date(2025, 6, 1), 80), vague]
    found = trend(rows, EDITION)
    assert found.dates == (date(2025, 6, 1), date(2026, 1, 15), JUNE)
    assert found.totals == (80, None, 101)
    assert found.criteria[1] == (4, 3, 5)
    assert found.criteria[2] == (4, None, 4)
    assert totals(rows, EDITION)[JUNE] == 101
    assert next_due(rows, EDITION).on == date(2027, 6, 30)
    assert partly.line(7) == CriterionScore(number=7)
