"""Rules on the workbook of the quality criteria: assessments and the criteria scored in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from valmennus_tui.domain.assessment_records import AssessmentRow, CriterionRow
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import _

LOWEST, HIGHEST = 1, 5
"""The scores of the scale (domain notes 1); every edition of it has them."""
CRITERIA = 25
"""How many criteria the scale has; an edition with fewer only leaves numbers out."""


def assessment_duplicate(row: AssessmentRow, context: Context) -> Iterator[Hit]:
    """Two assessments of one day. Error: their criteria could not be told apart."""
    if id(row) in context.repeats:
        yield Hit("date", _("There is an assessment of this day already. Remove one of them."))


def number_range(row: CriterionRow, context: Context) -> Iterator[Hit]:
    """No such criterion. Error: the score would count for nothing."""
    if isinstance(row.number, int) and not 1 <= row.number <= CRITERIA:
        yield Hit("number", _("The criteria are numbered from 1 to 25. Correct the number."))


def score_range(row: CriterionRow, context: Context) -> Iterator[Hit]:
    """No such score. Error: the total would be wrong."""
    if isinstance(row.score, int) and not LOWEST <= row.score <= HIGHEST:
        yield Hit("score", _("A score is a whole number from 1 to 5. Correct it."))


def criterion_duplicate(row: CriterionRow, context: Context) -> Iterator[Hit]:
    """The same criterion twice in one assessment. Error: which score is meant cannot be told."""
    if id(row) in context.repeats:
        yield Hit("number", _("This criterion has a row in this assessment already. Remove one of them."))


def unknown_assessment(row: CriterionRow, context: Context) -> Iterator[Hit]:
    """A criterion of a day without an assessment row. Warning: it is counted, but nobody is named for it."""
    if RecordKind.ASSESSMENT not in context.records.homes or not isinstance(row.assessment, date):
        return
    if all(one.date != row.assessment for one in context.records.assessments):
        message = _("There is no assessment of this day. Correct the date, or add the assessment.")
        yield Hit("assessment", message)


def reason_missing(row: CriterionRow, context: Context) -> Iterator[Hit]:
    """The score differs from what the data proposed, without a reason. Warning: the scale wants grounds."""
    differs = isinstance(row.score, int) and isinstance(row.proposed, int) and row.score != row.proposed
    if differs and row.reason is None and row.has("reason"):
        yield Hit("reason", _("The score differs from the proposal. Write why."))


ASSESSMENT_RULES: tuple[Rule[AssessmentRow], ...] = (
    Rule("assessment.duplicate", Severity.ERROR, assessment_duplicate),
)
CRITERION_RULES: tuple[Rule[CriterionRow], ...] = (
    Rule("criterion.number_range", Severity.ERROR, number_range),
    Rule("criterion.score_range", Severity.ERROR, score_range),
    Rule("criterion.duplicate", Severity.ERROR, criterion_duplicate),
    Rule("criterion.unknown_assessment", Severity.WARNING, unknown_assessment),
    Rule("criterion.reason_missing", Severity.WARNING, reason_missing),
)
