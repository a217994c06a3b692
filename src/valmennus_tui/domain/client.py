"""Client (asiakas): one service period of one person, known by a client code only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import ChoiceValue, DateValue, IntegerValue, TextValue, YesNoValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Record):
    """A client row. The same code again, with a later period, is a re-entry and a record of its own."""

    record_kind: ClassVar[RecordKind] = RecordKind.CLIENT
    code: TextValue = None
    name: TextValue = None
    coach: TextValue = None
    referral_date: DateValue = None
    referral_source: ChoiceValue = None
    linked_team: ChoiceValue = None
    service_start: DateValue = None
    employed_at_entry: YesNoValue = None
    profile_started: DateValue = None
    profile_done: DateValue = None
    job_search_plan: DateValue = None
    first_employer_contact: DateValue = None
    benefits_advice: DateValue = None
    disclosure_discussed: DateValue = None
    disclosure_count: IntegerValue = None
    phase: ChoiceValue = None
    service_end: DateValue = None
    end_reason: ChoiceValue = None
    notes: TextValue = None
