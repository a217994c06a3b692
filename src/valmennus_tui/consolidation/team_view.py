"""The team on one page: the coaches side by side, alarms, the trend by quarter, the year's capacity.

For internal supervision only: figures of single coaches are small and not protected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from valmennus_tui.consolidation.coach_lines import CoachLine, coach_lines
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.team_alarms import TeamAlarm, TeamAlarmKind, team_alarms
from valmennus_tui.consolidation.team_table import team_table
from valmennus_tui.document.assessments import history
from valmennus_tui.document.document import Document
from valmennus_tui.document.limits import limits_from
from valmennus_tui.domain.assessment import next_due
from valmennus_tui.domain.caseload import caseload
from valmennus_tui.domain.evidence.team import TeamData
from valmennus_tui.domain.indicators.figures import IndicatorTable
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.domain.scoring import Due
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

__all__ = [
    "QUARTERS",
    "TREND",
    "Capacity",
    "CoachLine",
    "TeamAlarm",
    "TeamAlarmKind",
    "TeamView",
    "team_view",
]

QUARTERS = 8
"""How many quarters the trend looks back."""
TREND = ("share_worked_all", "job_starts", "served", "contacts_per_week")
"""The indicators whose trend is shown first."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """The operating model's guess against what is: clients of the year so far (an orientation, no alarm)."""

    coaches: int
    low: int
    high: int
    served: int


@dataclass(frozen=True)
class TeamView:
    """Everything that the team's screen, ``show FOLDER`` and the team report tell.

    ``trend`` holds the quarters, the oldest first, the last one as it stands on ``as_of``.
    """

    as_of: date
    period: Period
    coaches: tuple[CoachLine, ...]
    alarms: tuple[TeamAlarm, ...]
    table: IndicatorTable
    trend: tuple[IndicatorTable, ...]
    capacity: Capacity
    limits: Limits
    due: Due | None = None


def team_view(
    gathered: Gathered,
    period: Period,
    as_of: date,
    settings: Settings,
    team: TeamData | None = None,
    due: Due | None = None,
    contacts_goal: int | None = None,
) -> TeamView:
    """The team's view of a period. Raises UsageError for a period that has not begun.

    ``contacts_goal``: see :func:`team_alarms`.
    """
    limits = _limits(settings, as_of, team)
    table = team_table(gathered, period, as_of, settings, team)
    loads = [(file, caseload(file.source.records, as_of, limits)) for file in gathered.files]
    lines = coach_lines(loads, table, limits)
    return TeamView(
        as_of=as_of,
        period=period,
        coaches=lines,
        alarms=team_alarms(loads, lines, as_of, due, contacts_goal),
        table=table,
        trend=_trend(gathered, as_of, settings, team),
        capacity=_capacity(lines, limits),
        limits=limits,
        due=due,
    )


def contacts_for_full_points() -> int | None:
    """The employer contacts a week that full points in criterion 17 need, from the scale's data."""
    return shipped_criteria().default.criterion(17).anchors[0].at_least


def due_by(fidelity: Document) -> Due:
    """When the next assessment is due by a workbook of assessments."""
    return next_due(history(fidelity), shipped_criteria().default)


def _limits(settings: Settings, as_of: date, team: TeamData | None) -> Limits:
    """The limits of the day with the coaches' shares of full time from the team workbook."""
    limits = limits_from(settings, as_of)
    if team is None:
        return limits
    shares = {term.code: term.fte for term in team.on(as_of) if isinstance(term.fte, Decimal)}
    return replace(limits, coach_fte={**limits.coach_fte, **shares})


def _trend(
    gathered: Gathered, as_of: date, settings: Settings, team: TeamData | None
) -> tuple[IndicatorTable, ...]:
    last = Period.holding(as_of, PeriodKind.QUARTER)
    quarters = [last.moved(step) for step in range(1 - QUARTERS, 1)]
    tables = [team_table(gathered, quarter, as_of, settings, team) for quarter in quarters]
    begun = next((i for i, table in enumerate(tables) if table.team["served"].value), len(tables) - 1)
    return tuple(tables[begun:])


def _capacity(lines: Sequence[CoachLine], limits: Limits) -> Capacity:
    count = len(lines)
    served = sum(line.served_this_year for line in lines)
    return Capacity(count, count * limits.yearly_low, count * limits.yearly_high, served)
