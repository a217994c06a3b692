"""What may be set about counting. Nothing here is law; every table says which rules it was counted by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class IndicatorRules:
    """The rules that indicators are counted by.

    ``strict`` counts only permanent jobs as competitive (criterion 21's strict rate), else every kind of
    employment contract does. ``with_subsidised`` counts jobs on wage subsidy too. ``keep_days`` is the day
    of a job that makes its holder a keeper, the first day being day 1. ``plan_grace_days`` pass before a
    written plan is expected. ``steady_months`` must have been followed before anyone is called steady or
    not. Client codes identify people within a coach unless ``codes_are_team_wide``.

    ``coach_of_source`` names the coach of a workbook for rows that name none; without it the one coach that
    the workbook's rows name, else the workbook's own name. ``weeks_at_work`` is each coach's weeks at work
    in the period that is counted (see :func:`weeks_at_work`); without it no contacts a week are given.
    """

    strict: bool = False
    with_subsidised: bool = True
    keep_days: int = 90
    plan_grace_days: int = 21
    steady_months: int = 12
    codes_are_team_wide: bool = False
    coach_of_source: Mapping[str, str] = field(default_factory=dict)
    weeks_at_work: Mapping[str, Decimal | Fraction] = field(default_factory=dict)


def weeks_at_work(
    first: date, last: date, absent: Decimal, valid_from: date | None = None, valid_to: date | None = None
) -> Fraction:
    """Calendar weeks from ``first`` through ``last`` within the coach's valid dates, less weeks absent.

    ``absent`` are the weeks absent within these days. Never below zero.
    """
    begin = max(first, valid_from) if valid_from else first
    end = min(last, valid_to) if valid_to else last
    days = max(0, (end - begin).days + 1)
    return max(Fraction(0), Fraction(days, 7) - Fraction(absent))
