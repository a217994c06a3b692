"""Rules on studies: order of dates, outcome, the written plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from valmennus_tui.domain.education import Education
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.period import surely_before
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.situation import is_studying
from valmennus_tui.i18n import _


def end_before_start(study: Education, context: Context) -> Iterator[Hit]:
    """The studies end before they start. Error: one of the dates is wrong."""
    if surely_before(study.end, study.start):
        yield Hit("end", _("The studies end before they start. Correct one of the dates."))


def outcome_without_end(study: Education, context: Context) -> Iterator[Hit]:
    """The outcome says that the studies are over, but there is no end date. Warning: it contradicts."""
    finished = context.records.choices.trait("education_outcome", study.outcome, "finished") is True
    if finished and study.end is None and study.has("end"):
        yield Hit(
            "end", _("The outcome says that the studies are over, but the end date is missing. Add the date.")
        )


def study_plan_missing(study: Education, context: Context) -> Iterator[Hit]:
    """Studies go on without a written plan after the grace. Hint: no criterion asks for this plan."""
    client = context.records.client_of(study)
    if client is None or not context.situation(client).active or study.study_plan is not None:
        return
    grace = timedelta(days=context.limits.plan_grace_days)
    late = isinstance(study.start, date) and study.start + grace < context.today
    if late and study.has("study_plan") and is_studying(study, context.records, context.today):
        yield Hit(
            "study_plan",
            _("The client studies without a written plan for the studies. Make it and add its date."),
        )


RULES: tuple[Rule[Education], ...] = (
    Rule("education.end_before_start", Severity.ERROR, end_before_start),
    Rule("education.outcome_without_end", Severity.WARNING, outcome_without_end),
    Rule("education.study_plan_missing", Severity.HINT, study_plan_missing),
)
