"""Invents the demo's team leader: the coaches' terms, a year of the work log, two earlier assessments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from valmennus_tui import data
from valmennus_tui.document.demo_chance import Chance, workday
from valmennus_tui.domain.calendar import add_months
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.workbook.cells import NewValue
from valmennus_tui.workbook.shipped_choices import shipped_choices
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

Values = dict[str, NewValue]
_LOG_MONTHS = 12
"""How many whole months before the day of the demo the work log covers."""
_FULL_TIME_HOURS = 152
"""Hours worked in a month of full-time work, holidays apart."""
_HOLIDAY_MONTH, _HOLIDAY_SHARE = 7, 0.4
_QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True)
class Leader:
    """The team leader's two workbooks: title blocks and records as field values ready to be written."""

    team_file: str
    fidelity_file: str
    title: Values
    coaches: tuple[Values, ...]
    work_log: tuple[Values, ...]
    assessments: tuple[Values, ...]
    criteria: tuple[Values, ...]


def invent_leader(today: date, seed: int) -> Leader:
    """The leader as of a day. The same day and seed give the same one, and leave the coaches as they are."""
    words = data.load("demo.toml")
    leader, chance = words["leader"], Chance(seed)
    log = tuple(
        _month(entry, month, chance, keeps_reports=number == 0)
        for month in _months(today)
        for number, entry in enumerate(words["coach"])
    )
    return Leader(
        team_file=leader["team_file"],
        fidelity_file=leader["fidelity_file"],
        title={"team": leader["team"], "year": today.year, "leader_fte": leader["fte"]},
        coaches=tuple(row for entry in words["coach"] for row in _terms(entry, today)),
        work_log=log,
        assessments=tuple(_assessment(one, today, leader["team"]) for one in words["assessment"]),
        criteria=tuple(line for one in words["assessment"] for line in _lines(one, today)),
    )


def _terms(entry: dict[str, Any], today: date) -> Iterator[Values]:
    """A coach's terms one after the other, each from the first day of a month; the last ones are in force."""
    begins = [(today - timedelta(days=one["days"])).replace(day=1) for one in entry["terms"]]
    ends = [*(begin - timedelta(days=1) for begin in begins[1:]), None]
    teams = [each.text for each in _choices("linked_team", today)]
    for one, begin, end in zip(entry["terms"], begins, ends, strict=True):
        yield {
            "code": entry["id"],
            "fte": one["fte"],
            "valid_from": begin,
            "valid_to": end,
            "weeks_absent": one["absent"],
            "linked_teams": ", ".join(teams[place] for place in entry["teams"]),
        }


def _months(today: date) -> tuple[Period, ...]:
    """The last whole months before a day, the oldest first."""
    last = Period.holding(today, PeriodKind.MONTH).previous
    return tuple(last.moved(-back) for back in reversed(range(_LOG_MONTHS)))


def _month(entry: dict[str, Any], month: Period, chance: Chance, *, keeps_reports: bool) -> Values:
    """One coach's month. Reports to the management are the team's: one coach's row tells of them."""
    holiday = month.number == _HOLIDAY_MONTH
    fte = max(term["fte"] for term in entry["terms"][-1:])
    hours = _halves(
        _FULL_TIME_HOURS * fte * (_HOLIDAY_SHARE if holiday else 0.9 + 0.02 * chance.between(0, 5))
    )
    quarter_ends = month.number in _QUARTER_ENDS
    return {
        "coach": entry["id"],
        "period": str(month),
        "hours_total": hours,
        "hours_employment_services": _halves(hours * (entry["coaching"] + 0.01 * chance.between(-2, 2))),
        "hours_outside_office": _halves(hours * (entry["outside"] + 0.01 * chance.between(-6, 6))),
        "team_meetings": 1 if holiday else chance.between(3, 5),
        "supervisions": 1 if holiday else chance.between(3, 5),
        "field_mentoring": 0 if holiday else chance.between(0, 1),
        "outcome_reviews": int(quarter_ends),
        "log_reviews": 1 if holiday else chance.between(4, 5),
        "log_reviewed": _choices("log_review", month.first)[0].text,
        "partner_meetings": 0 if holiday else 1,
        "partner_contacts": chance.between(1, 2) if holiday else chance.between(3, 6),
        "rate_reports": int(quarter_ends) if keeps_reports else None,
    }


def _halves(hours: float) -> float:
    """Hours as people write them: to the half hour."""
    return round(hours * 2) / 2


def _choices(key: str, day: date) -> tuple[Any, ...]:
    found = shipped_choices().get(key)
    assert found is not None
    return found.offered(day)


# ---------------------------------------------------------------------------------------------- assessments
def _day(one: dict[str, Any], today: date) -> date:
    return workday(add_months(today, -one["months"]))


def _assessment(one: dict[str, Any], today: date, team: str) -> Values:
    return {
        "date": _day(one, today),
        "assessors": one["assessors"],
        "service": team,
        "edition": shipped_criteria().default.id,
    }


def _lines(one: dict[str, Any], today: date) -> Iterator[Values]:
    """The assessment's criteria in order; one without a score has a row for what was said of it."""
    day = _day(one, today)
    written = {line["number"]: line for line in one["lines"]}
    for number, score in enumerate(one["scores"], start=1):
        line = dict(written.get(number, {}))
        due = line.pop("due", None)
        yield {
            **line,
            "assessment": day,
            "number": number,
            "score": score or None,
            "ticks": one["ticks"].get(str(number)),
            "due": None if due is None else workday(day + timedelta(days=due)),
        }
