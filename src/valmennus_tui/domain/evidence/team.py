"""What the team workbook or the settings tell beside the coaches' records: hours, meetings, reports.

Nothing here has a default that stands for a fact: a figure that is not given is None and stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.values import NumberValue


class ReviewRhythm(StrEnum):
    """How often the log of employer contacts is gone through (criterion 17)."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachTerm:
    """A coach's terms in a period (None: open-ended).

    ``fte`` is the share of full-time work, 1 for all of it.
    ``weeks_absent`` are weeks within the valid dates; where one of these is open, within the window.
    ``linked_teams`` are the teams that the coach is attached to; empty: not told.
    """

    code: str
    fte: NumberValue = None
    valid_from: date | None = None
    valid_to: date | None = None
    weeks_absent: NumberValue = None
    linked_teams: tuple[str, ...] = ()
    ref: RecordRef | None = None

    def holds(self, day: date) -> bool:
        """Whether the terms are in force on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLog:
    """One coach's work in one period. Hours are hours; the others are how many times in the period.

    ``log_reviews`` is how many times the contact log was gone through; ``log_reviewed`` its rhythm where that
    is what was recorded. ``supervisions`` are reviews of client situations led by the team leader.
    ``partner_meetings`` are scheduled meetings with the employment services and Kela, ``partner_contacts``
    contacts with them about clients. ``rate_reports`` is how many times the share of people at work was
    reported to leaders and staff: it is the team's, so one coach's row is enough for it.
    """

    coach: str
    period: Period
    hours_total: NumberValue = None
    hours_employment_services: NumberValue = None
    hours_outside_office: NumberValue = None
    team_meetings: NumberValue = None
    supervisions: NumberValue = None
    field_mentoring: NumberValue = None
    outcome_reviews: NumberValue = None
    log_reviews: NumberValue = None
    partner_meetings: NumberValue = None
    partner_contacts: NumberValue = None
    rate_reports: NumberValue = None
    log_reviewed: ReviewRhythm | None = None
    ref: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class TeamData:
    """All that is known of the team.

    ``leader_fte`` is the team leader's share of full-time work. ``assessments`` are the dates of earlier
    assessments with their totals (None: not all scored).
    """

    coaches: tuple[CoachTerm, ...] = ()
    work_log: tuple[WorkLog, ...] = ()
    leader_fte: NumberValue = None
    assessments: tuple[tuple[date, int | None], ...] = ()

    def terms_of(self, coach: str) -> tuple[CoachTerm, ...]:
        """A coach's terms, in the order given."""
        return tuple(term for term in self.coaches if term.code == coach)

    def on(self, day: date) -> tuple[CoachTerm, ...]:
        """The terms in force on a day."""
        return tuple(term for term in self.coaches if term.holds(day))
