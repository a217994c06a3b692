"""Rules on the team workbook: coaches' terms and work logs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.period import apart, surely_before
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.team_records import CoachRow, WorkLogRow
from valmennus_tui.i18n import _

MOST_FTE = Decimal("1.5")
"""The most that one coach's share of full-time work can be; the settings take no more either."""
_FIGURES = (
    *("hours_total", "hours_employment_services", "hours_outside_office", "team_meetings", "supervisions"),
    *("field_mentoring", "outcome_reviews", "log_reviews"),
    *("partner_meetings", "partner_contacts", "rate_reports"),
)
_PARTS = ("hours_employment_services", "hours_outside_office")


def fte_range(coach: CoachRow, context: Context) -> Iterator[Hit]:
    """The share of full-time work is no share. Error: criterion 1 divides by it. 80 for 80 % is common."""
    if isinstance(coach.fte, Decimal) and not 0 < coach.fte <= MOST_FTE:
        message = _("Full-time work is 1 and a part of it less: write 80 % as 0,8. Correct the number.")
        yield Hit("fte", message)


def fte_missing(coach: CoachRow, context: Context) -> Iterator[Hit]:
    """No share of full-time work. Hint: caseload per full-time coach (criterion 1) stays unknown."""
    if coach.fte is None and coach.has("fte"):
        yield Hit("fte", _("The share of full-time work is missing. Criterion 1 cannot be computed without."))


def terms_order(coach: CoachRow, context: Context) -> Iterator[Hit]:
    """The terms end before they begin. Error: they are never in force."""
    if surely_before(coach.valid_to, coach.valid_from):
        yield Hit("valid_to", _("The terms end before they begin. Check both dates."))


def terms_overlap(coach: CoachRow, context: Context) -> Iterator[Hit]:
    """Two rows of one coach are in force on the same day. Error: the working time would count twice."""
    for other in context.records.coaches:
        if other is coach:
            return  # told once, on the later row
        if coach.code and _alike(other.code, coach.code) and not _apart(other, coach):
            message = _(
                "Another row of this coach is in force at the same time. End the earlier terms before the"
                " new ones begin."
            )
            yield Hit("valid_from", message)


def _apart(one: CoachRow, other: CoachRow) -> bool:
    return apart(one.valid_from, one.valid_to, other.valid_from, other.valid_to)


def _alike(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


def absence_negative(coach: CoachRow, context: Context) -> Iterator[Hit]:
    """Weeks absent are below zero. Error: weeks at work would be too many."""
    if isinstance(coach.weeks_absent, Decimal) and coach.weeks_absent < 0:
        yield Hit("weeks_absent", _("This number cannot be below zero. Correct it."))


def unknown_coach(row: WorkLogRow, context: Context) -> Iterator[Hit]:
    """A log of someone who is not among the coaches. Warning: the hours count for the team all the same.

    Not judged where no coach is listed.
    """
    known = {coach.code for coach in context.records.coaches if coach.code}
    if RecordKind.COACH in context.records.homes and known and row.coach and row.coach not in known:
        message = _("No coach has this code. Correct the code, or add the coach first.")
        yield Hit("coach", message)


def log_duplicate(row: WorkLogRow, context: Context) -> Iterator[Hit]:
    """The same coach and period twice. Error: the hours would count twice."""
    if id(row) in context.repeats:
        yield Hit("period", _("This coach has a row for this period already. Remove one of them."))


def log_negative(row: WorkLogRow, context: Context) -> Iterator[Hit]:
    """A figure below zero. Error: no hours and no meetings are fewer than none."""
    for name in _FIGURES:
        value = row.get(name)
        if isinstance(value, Decimal) and value < 0:
            yield Hit(name, _("This number cannot be below zero. Correct it."))


def log_parts(row: WorkLogRow, context: Context) -> Iterator[Hit]:
    """More hours of a kind than hours in all. Error: the share would be over 100 per cent."""
    for name in _PARTS:
        part = row.get(name)
        if isinstance(part, Decimal) and isinstance(row.hours_total, Decimal) and part > row.hours_total:
            yield Hit(name, _("These hours are more than all the hours worked. Check both numbers."))


COACH_RULES: tuple[Rule[CoachRow], ...] = (
    Rule("coach.fte_range", Severity.ERROR, fte_range),
    Rule("coach.fte_missing", Severity.HINT, fte_missing),
    Rule("coach.terms_order", Severity.ERROR, terms_order),
    Rule("coach.terms_overlap", Severity.ERROR, terms_overlap),
    Rule("coach.absence_negative", Severity.ERROR, absence_negative),
)
WORK_LOG_RULES: tuple[Rule[WorkLogRow], ...] = (
    Rule("work_log.unknown_coach", Severity.WARNING, unknown_coach),
    Rule("work_log.duplicate", Severity.ERROR, log_duplicate),
    Rule("work_log.negative", Severity.ERROR, log_negative),
    Rule("work_log.parts", Severity.ERROR, log_parts),
)
