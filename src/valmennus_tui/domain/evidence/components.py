"""Tick-list criteria (8, 10, 11): which components the data can tell. The others stay with the assessor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.calendar import add_months, window_start
from valmennus_tui.domain.criteria import Component, Criterion
from valmennus_tui.domain.evidence.model import Evidence, Part, Status, limited
from valmennus_tui.domain.evidence.scene import Scene
from valmennus_tui.domain.evidence.team import WorkLog
from valmennus_tui.domain.evidence.work_time import log_refs, log_rows, per_month
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.scoring import due
from valmennus_tui.i18n import ngettext


@dataclass(frozen=True, slots=True)
class Shown:
    """What the data show of one component: in place or not (None: they cannot tell), and from what."""

    in_place: bool | None
    missing: tuple[str, ...] = ()
    part: Part | None = None
    rows: tuple[RecordRef, ...] = ()


def components(scene: Scene, criterion: Criterion) -> Evidence:
    """The components that data can tell. One not in place limits the score; all told, the score follows."""
    shown = {
        one.id: _FORMULAS[one.formula](scene, one) if one.formula else Shown(None)
        for one in criterion.components
    }
    in_place = {name: one.in_place for name, one in shown.items()}
    needs = tuple(dict.fromkeys(need for one in shown.values() for need in one.missing))
    told = [name for name, state in in_place.items() if state is not None]
    asked = ", ".join(one.id for one in criterion.components if one.formula)
    text = ngettext(
        "The data can tell component {components}; tick the others yourself.",
        "The data can tell components {components}; tick the others yourself.",
        sum(one.formula is not None for one in criterion.components),
    )
    lost = sum(state is False for state in in_place.values())
    status, cap = limited(criterion.ticks[len(shown) - lost], criterion.anchors[0].score)
    proposed = None
    if len(told) == len(shown):
        status, cap = Status.COMPUTED, None
        proposed = criterion.ticks[sum(state is True for state in in_place.values())]
    elif not told:
        status = Status.MISSING if needs else Status.MANUAL
    return Evidence(
        criterion.number,
        status,
        "components",
        text.format(components=asked),
        proposed=proposed,
        cap=cap,
        missing=needs,
        rows=tuple(dict.fromkeys(row for one in shown.values() for row in one.rows)),
        figures=tuple(one.part for one in shown.values() if one.part),
        components=in_place,
    )


def _leader_share(scene: Scene, component: Component) -> Shown:
    """8a: the leader's share of full time against the coaches of the day."""
    coaches = len({term.code for term in scene.team.on(scene.day)})
    leader = scene.team.leader_fte
    known = isinstance(leader, Decimal)
    needs = (() if known else ("team.leader_fte",)) + (() if coaches else ("coach.code",))
    if needs or not isinstance(leader, Decimal):
        return Shown(None, needs)
    part = Part(
        component.id, coaches, Fraction(leader), Fraction(coaches) / Fraction(leader) if leader else None
    )
    return Shown(leader * component.rule["coaches"] >= coaches, part=part)


def _weekly_supervision(scene: Scene, component: Component) -> Shown:
    """8b: reviews of client situations led by the team leader, a month for each coach."""
    rows = log_rows(scene, ())
    monthly = per_month(rows, "supervisions")
    if monthly is None:
        return Shown(None, ("work_log.supervisions",))
    part = Part(component.id, monthly, 1, monthly)
    return Shown(monthly >= component.rule["weekly"], part=part, rows=log_refs(rows))


def _field_mentoring(scene: Scene, component: Component) -> Shown:
    """8d: visits in the field together, a month for the team. Fewer than monthly says nothing: only a new or
    struggling coach needs them.
    """
    rows = log_rows(scene, ())
    visits = [row.field_mentoring for row in rows if isinstance(row.field_mentoring, Decimal)]
    if not visits:
        return Shown(None, ("work_log.field_mentoring",))
    months = max(
        sum(row.period.kind.months for row in rows if row.coach == coach)
        for coach in {row.coach for row in rows}
    )
    count = Fraction(sum(visits, Decimal(0)))
    part = Part(component.id, count, months, count / months)
    enough = count >= component.rule["a_month"] * months
    return Shown(True if enough else None, part=part, rows=log_refs(rows))


def _outcome_reviews(scene: Scene, component: Component) -> Shown:
    """8e: each coach's outcomes reviewed at least once in so many months."""
    rows = log_rows(scene, ())
    coaches = list(dict.fromkeys(row.coach for row in rows))
    rates = {
        coach: per_month([row for row in rows if row.coach == coach], "outcome_reviews") for coach in coaches
    }
    known = {coach: rate for coach, rate in rates.items() if rate is not None}
    if not known or len(known) < len(rates):
        return Shown(None, ("work_log.outcome_reviews",))
    enough = [coach for coach, rate in known.items() if rate * component.rule["months"] >= 1]
    part = Part(component.id, len(enough), len(known), Fraction(len(enough), len(known)))
    return Shown(len(enough) == len(known), part=part, rows=log_refs(rows))


def _quarterly_reports(scene: Scene, component: Component) -> Shown:
    """10e: a report of the share of people at work in each quarter of the window, counted back."""
    rows = [row for row in log_rows(scene, ()) if isinstance(row.rate_reports, Decimal)]
    if not rows:
        return Shown(None, ("work_log.rate_reports",))
    quarters = _slots(scene, component.rule["months"])
    met = len({quarter for row in rows for quarter in _reported(row, quarters)})
    part = Part(component.id, met, len(quarters), Fraction(met, len(quarters)))
    return Shown(met == len(quarters), part=part, rows=log_refs(rows))


def _reported(row: WorkLog, quarters: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """The quarters that a row's reports are for: as many as there are reports, those with most days in common
    with its period first. At least half of the days of the shorter of the two must be in common.
    """
    begin, end = row.period.first, row.period.last
    shared = {}
    for first, last in quarters:
        days = (min(last, end) - max(first, begin)).days + 1
        if days > 0 and 2 * days >= min((last - first).days, (end - begin).days) + 1:
            shared[first, last] = days
    count = int(row.rate_reports) if isinstance(row.rate_reports, Decimal) else 0
    return sorted(shared, key=lambda quarter: -shared[quarter])[:count]


def _slots(scene: Scene, length: int) -> list[tuple[date, date]]:
    count = max(1, scene.rules.window_months // length)
    ends = [add_months(scene.day, -length * index) for index in range(count)]
    return [(window_start(end, length), end) for end in ends]


def _regular_assessment(scene: Scene, component: Component) -> Shown:
    """11b: the assessment before this one is at most as old as the rhythm allows."""
    earlier = {day: total for day, total in scene.team.assessments if day < scene.day}
    wanted = due(scene.edition, earlier)
    if wanted.on is None or wanted.last is None:
        return Shown(None, ("assessment.date",))
    days = (scene.day - wanted.last).days
    part = Part(component.id, days, 1, Fraction(days))
    return Shown(wanted.on >= scene.day, part=part)


_FORMULAS: Mapping[str, Callable[[Scene, Component], Shown]] = {
    "leader_share": _leader_share,
    "weekly_supervision": _weekly_supervision,
    "field_mentoring": _field_mentoring,
    "outcome_reviews": _outcome_reviews,
    "quarterly_reports": _quarterly_reports,
    "regular_assessment": _regular_assessment,
}
COMPONENT_FORMULAS: Mapping[str, tuple[str, ...]] = {
    "leader_share": ("coaches",),
    "weekly_supervision": ("weekly",),
    "field_mentoring": ("a_month",),
    "outcome_reviews": ("months",),
    "quarterly_reports": ("months",),
    "regular_assessment": (),
}
"""The formulas that a component may name, with the numbers that its rule must hold."""
