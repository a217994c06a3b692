"""All indicators of a period, for each coach and for the team, from the records of many workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from valmennus_tui.domain.indicators.figures import Figure, IndicatorTable, Measure
from valmennus_tui.domain.indicators.pool import Unit, units
from valmennus_tui.domain.indicators.registry import INDICATORS, Indicator
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.indicators.sighting import Sighting, tally
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.reporting_period import Period

WEEKS = "coach.weeks_absent"
"""What is missing where a coach's weeks at work are not known."""


def compute(
    records_by_source: Mapping[str, RecordSet], period: Period, as_of: date, rules: IndicatorRules
) -> IndicatorTable:
    """Every indicator of a period as it stands on ``as_of``, for each coach and for the team.

    What lies after ``as_of`` is not counted; what is said of "the last day" is said of the period's last day,
    or of ``as_of`` while the period runs. The workbooks of one coach are read together. The records come as
    they are: two workbooks that hold the same rows must have been sorted out before. Raises UsageError where
    the period has not begun.
    """
    last = period.last_seen(as_of)
    all_units = units(records_by_source, period.first, last, rules)
    coaches = tuple(dict.fromkeys(coach for unit in all_units for coach in unit.coaches))
    team: dict[str, Figure] = {}
    by_coach: dict[str, dict[str, Figure]] = {coach: {} for coach in coaches}
    own: dict[str, list[Unit]] = {coach: [] for coach in coaches}
    for unit in all_units:
        for coach in unit.coaches:
            own[coach].append(unit)
    for indicator in INDICATORS.values():
        lacking = {unit.coach: _lacks(unit, indicator) for unit in all_units}
        able = [unit for unit in all_units if not lacking[unit.coach]]
        sightings = [one for unit in able for one in indicator.judge(unit)]
        team[indicator.id] = _figure(indicator, all_units, lacking, sightings, coaches, rules)
        mine: dict[str, list[Sighting]] = {coach: [] for coach in coaches}
        for one in sightings:
            mine[one.coach].append(one)
        for coach in coaches:
            by_coach[coach][indicator.id] = _figure(
                indicator, own[coach], lacking, mine[coach], (coach,), rules
            )
    return IndicatorTable(period, as_of, last, rules, team, by_coach)


def _lacks(unit: Unit, indicator: Indicator) -> dict[str, tuple[str, ...]]:
    """The needs that a unit does not meet, with the workbooks that lack them."""
    needs = ((need, unit.lacks(need)) for need in indicator.needs)
    return {need: sources for need, sources in needs if sources}


def _figure(
    indicator: Indicator,
    own: Sequence[Unit],
    lacking: Mapping[str, Mapping[str, tuple[str, ...]]],
    sightings: Iterable[Sighting],
    coaches: Sequence[str],
    rules: IndicatorRules,
) -> Figure:
    gaps = [lacking[unit.coach] for unit in own if lacking[unit.coach]]
    missing = tuple(dict.fromkeys(part for gap in gaps for need in gap for part in need.split("|")))
    sources = tuple(dict.fromkeys(name for gap in gaps for names in gap.values() for name in names))
    able = [unit for unit in own if not lacking[unit.coach]]
    if own and not able:
        return Figure(indicator.id, indicator.measure, None, None, None, missing, sources)
    if indicator.measure is Measure.PER_WEEK:
        there = {coach for unit in able for coach in unit.coaches}
        figure = _per_week(indicator, sightings, [coach for coach in coaches if coach in there], rules)
    else:
        figure = tally(indicator.id, indicator.measure, sightings)
    return replace(figure, missing=missing + figure.missing, lacking=sources)


def _per_week(
    indicator: Indicator, sightings: Iterable[Sighting], coaches: Sequence[str], rules: IndicatorRules
) -> Figure:
    """Contacts of the coaches whose weeks at work are known, for each of these weeks."""
    known = [coach for coach in coaches if coach in rules.weeks_at_work]
    weeks = sum((Fraction(rules.weeks_at_work[coach]) for coach in known), Fraction(0))
    missing = () if len(known) == len(coaches) else (WEEKS,)
    if not known:
        return Figure(indicator.id, indicator.measure, None, None, None, missing)
    counted = tally(indicator.id, Measure.COUNT, (one for one in sightings if one.coach in known))
    number = counted.numerator or 0
    value = Fraction(number) / weeks if weeks else None
    return replace(counted, measure=indicator.measure, value=value, denominator=weeks, missing=missing)
