"""Employment (työsuhde): one job of one client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import ChoiceValue, DateValue, NumberValue, TextValue, YesNoValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment(Record):
    """A job. A blank ``end`` means that it continues; a job is held through its end date."""

    record_kind: ClassVar[RecordKind] = RecordKind.EMPLOYMENT
    client: TextValue = None
    start: DateValue = None
    end: DateValue = None
    employer: TextValue = None
    business_id: TextValue = None
    job_title: TextValue = None
    job_type: ChoiceValue = None
    contract: ChoiceValue = None
    open_market: YesNoValue = None
    wage_subsidy: YesNoValue = None
    wage_subsidy_end: DateValue = None
    hours_per_week: NumberValue = None
    collective_pay: YesNoValue = None
    support_plan: DateValue = None
    end_reason: ChoiceValue = None
    loss_known: DateValue = None
    contact_after: DateValue = None
    leave_start: DateValue = None
    leave_end: DateValue = None
