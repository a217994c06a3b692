"""Contacts: with employers (työnantajatapaaminen), and with a client around a job."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import ChoiceValue, DateValue, IntegerValue, TextValue, YesNoValue


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerContact(Record):
    """One contact with an employer; ``client`` only where it was about particular clients."""

    record_kind: ClassVar[RecordKind] = RecordKind.CONTACT
    date: DateValue = None
    coach: TextValue = None
    employer: TextValue = None
    face_to_face: YesNoValue = None
    client_specific: YesNoValue = None
    client: TextValue = None
    visit_number: IntegerValue = None
    purpose: ChoiceValue = None
    matches_plan: YesNoValue = None
    next_step: TextValue = None

    @property
    def client_codes(self) -> tuple[str, ...]:
        """The clients that the contact was about: one cell may name several, by commas or semicolons."""
        return tuple(code for part in re.split(r"[,;\n]", self.client or "") if (code := part.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportContact(Record):
    """One meeting or call with a client before, during or after a job."""

    record_kind: ClassVar[RecordKind] = RecordKind.SUPPORT
    client: TextValue = None
    date: DateValue = None
    face_to_face: YesNoValue = None
    place: TextValue = None
