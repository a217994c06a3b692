"""The rows of the team workbook (tiiminvetäjän seurantataulukko): coaches and their work logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import ChoiceValue, DateValue, NumberValue, PeriodValue, TextValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachRow(Record):
    """A coach's terms from a day to a day. The same code again, with later days, is a change of terms.

    ``fte`` is the share of full-time work (1 is all of it). ``linked_teams`` are names parted by commas,
    semicolons or lines.
    """

    record_kind: ClassVar[RecordKind] = RecordKind.COACH
    code: TextValue = None
    fte: NumberValue = None
    valid_from: DateValue = None
    valid_to: DateValue = None
    weeks_absent: NumberValue = None
    linked_teams: TextValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLogRow(Record):
    """One coach's work in one period: hours, and how many times things were done in it."""

    record_kind: ClassVar[RecordKind] = RecordKind.WORK_LOG
    coach: TextValue = None
    period: PeriodValue = None
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
    log_reviewed: ChoiceValue = None
