"""From the settings to what the domain measures against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.choices import Choice, Choices
from valmennus_tui.domain.evidence.team import CoachTerm
from valmennus_tui.domain.indicators.rules import weeks_at_work
from valmennus_tui.domain.limits import Limits
from valmennus_tui.settings import Coach, Settings
from valmennus_tui.workbook.shipped_choices import shipped_choices

DAYS_A_YEAR = 365
Terms = Coach | CoachTerm
"""A coach's terms as the settings or the team workbook give them."""


def limits_from(settings: Settings, on: date) -> Limits:
    """The limits in force on a day; a coach's share of full time only where the settings tell it."""
    limits = settings.limits
    return Limits(
        caseload_per_coach=limits.caseload_per_coach,
        yearly_low=limits.yearly_low,
        yearly_high=limits.yearly_high,
        waiting_days=tuple(limits.waiting_days),
        warn_before_days=tuple(limits.warn_before_days),
        plan_grace_days=limits.plan_grace_days,
        full_time_hours=Decimal(limits.full_time_hours),
        max_hours=Decimal(limits.hours_per_week_max),
        coach_fte={
            coach.code: Decimal(str(coach.fte))
            for coach in settings.organisation.coaches
            if _in_force(coach.valid_from, coach.valid_to, on)
        },
    )


def _in_force(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


def absent_weeks(coach: Terms, first: date, last: date) -> Decimal | None:
    """A coach's weeks absent from ``first`` through ``last``; None where terms hold then and do not tell.

    They are spread evenly over the coach's valid dates, or over a year where these are open.
    """
    begin, end = max(first, coach.valid_from or first), min(last, coach.valid_to or last)
    if begin > end:
        return Decimal(0)
    weeks = coach.weeks_absent
    if not isinstance(weeks, Decimal | float | int):
        return None
    whole = DAYS_A_YEAR
    if coach.valid_from and coach.valid_to:
        whole = (coach.valid_to - coach.valid_from).days + 1
    return Decimal(str(weeks)) * ((end - begin).days + 1) / whole


def weeks_by_coach(terms: Iterable[Terms], first: date, last: date) -> dict[str, Fraction]:
    """Each coach's weeks at work; a coach with terms in force whose absences are not told is left out."""
    weeks: dict[str, Fraction] = defaultdict(Fraction)
    untold = set()
    for each in terms:
        absent = absent_weeks(each, first, last)
        if absent is None:
            untold.add(each.code)
        else:
            weeks[each.code] += weeks_at_work(first, last, absent, each.valid_from, each.valid_to)
    return {code: found for code, found in weeks.items() if code not in untold}


def choices_from_settings(settings: Settings) -> Choices:
    """The shipped lists with the organisation's own additions at the end of each."""
    lists = dict(shipped_choices().lists)
    for key, known in lists.items():
        added = getattr(settings.choices, key, ())
        new = [text for text in added if known.find(text) is None]
        if new:
            lists[key] = replace(known, choices=(*known.choices, *map(_added, new)))
    return Choices(lists)


def _added(text: str) -> Choice:
    return Choice(code=f"own:{text}", names={"fi": text})
