"""The indicators of a period from gathered workbooks, for each coach and the team."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.document.indicators_view import rules_from
from valmennus_tui.domain.evidence.team import TeamData
from valmennus_tui.domain.indicators.compute import compute
from valmennus_tui.domain.indicators.figures import IndicatorTable
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.settings import Settings


def team_table(
    gathered: Gathered, period: Period, as_of: date, settings: Settings, team: TeamData | None = None
) -> IndicatorTable:
    """Every indicator of a period as it stands on a day.

    ``team`` gives the coaches' weeks at work; without it the settings do. Raises UsageError for a period that
    has not begun.
    """
    rules = rules_from(settings, period, as_of, None if team is None else team.coaches)
    own = {source.name: source.own_coach for source in gathered.sources if source.own_coach}
    records = {source.name: source.records for source in gathered.sources}
    return compute(records, period, as_of, replace(rules, coach_of_source=own))
