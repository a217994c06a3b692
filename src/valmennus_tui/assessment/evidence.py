"""The evidence of an assessment: the coaches' workbooks, the team's data and the rules brought together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from valmennus_tui.assessment.chosen_rules import rules_from
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.document.open_files import OpenFiles
from valmennus_tui.document.team_data import team_data
from valmennus_tui.domain.assessment import Assessment
from valmennus_tui.domain.calendar import window_start
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.domain.evidence.collect import collect
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.evidence.team import TeamData
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria


@dataclass(frozen=True)
class EvidenceReport:
    """The evidence by criterion number, and what it was computed from.

    ``as_of`` is the day of the assessment, the last day of the window that begins on ``first``.
    ``team_file`` is the name of the team workbook, None without one: rows of the team name it.
    """

    edition: Edition
    as_of: date
    first: date
    rules: EvidenceRules
    team: TeamData
    team_file: str | None
    gathered: Gathered
    evidence: Mapping[int, Evidence]


def evidence_report(
    gathered: Gathered,
    *,
    settings: Settings,
    as_of: date,
    team: OpenFiles | None = None,
    assessments: Iterable[Assessment] = (),
    edition: Edition | None = None,
) -> EvidenceReport:
    """The evidence on a day. ``team`` is the open team workbook; the settings fill in what it does not tell.

    ``assessments`` are the earlier ones. Raises ConfigError for an edition whose formulas the program does
    not have.
    """
    scale = edition or shipped_criteria().default
    rules = rules_from(settings)
    first = window_start(as_of, rules.window_months)
    known = team_data(team, settings, assessments, scale, (first, as_of))
    evidence = collect(scale, gathered.sources, as_of, known, rules)
    name = None if team is None else team.name
    return EvidenceReport(scale, as_of, first, rules, known, name, gathered, evidence)
