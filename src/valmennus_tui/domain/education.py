"""Education (opinnot, koulutukseen ohjautuminen): one course of studies of one client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import ChoiceValue, DateValue, TextValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Education(Record):
    """Studies. A blank ``end`` means that they go on; they last through their end date.

    ``kind`` is the kind of education; the kind of record is ``record_kind``.
    """

    record_kind: ClassVar[RecordKind] = RecordKind.EDUCATION
    client: TextValue = None
    start: DateValue = None
    end: DateValue = None
    kind: ChoiceValue = None
    school: TextValue = None
    study_plan: DateValue = None
    outcome: ChoiceValue = None
