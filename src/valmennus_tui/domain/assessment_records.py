"""The rows of the workbook of the quality criteria: assessments, and the criteria scored in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import DateValue, IntegerValue, TextValue


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRow(Record):
    """One assessment (arviointi), known by its date. ``edition`` is the id of the scale's edition."""

    record_kind: ClassVar[RecordKind] = RecordKind.ASSESSMENT
    date: DateValue = None
    assessors: TextValue = None
    service: TextValue = None
    edition: TextValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow(Record):
    """One criterion of the assessment of a date. ``ticks`` are component ids parted by commas or blanks."""

    record_kind: ClassVar[RecordKind] = RecordKind.CRITERION
    assessment: DateValue = None
    number: IntegerValue = None
    score: IntegerValue = None
    proposed: IntegerValue = None
    reason: TextValue = None
    evidence: TextValue = None
    comment: TextValue = None
    strength: TextValue = None
    action: TextValue = None
    who: TextValue = None
    due: DateValue = None
    ticks: TextValue = None
