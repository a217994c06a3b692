"""Employer contacts, face to face (``domain/workbooks.md`` 4; criterion 17 looks at a part of them)."""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui.domain.indicators.pool import Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.indicators.spans import both, day
from valmennus_tui.domain.values import YesNoValue


def contacts(unit: Unit) -> Iterator[Sighting]:
    """Face-to-face employer contacts in the period, about a client or not, of the coach named."""
    for contact in unit.records.contacts:
        answer = both(day(contact.date).within(unit.first, unit.last), _face_to_face(contact.face_to_face))
        if answer is not False:
            ref = unit.ref(contact)
            yield Sighting(ref, contact.coach or unit.coach, ref, answer)


def _face_to_face(value: YesNoValue) -> bool | None:
    """A blank tick is no; what is not understood is not known."""
    return value is True if value is None or isinstance(value, bool) else None
