"""Clients in the service: served, active, new and those who left (``domain/workbooks.md`` 4 and 9)."""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.indicators.pool import Case, Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.values import FieldValue, Unclear


def served(unit: Unit) -> Iterator[Sighting]:
    """People on the caseload on at least one day of the period: started by its end, not ended before it."""
    for case in unit.cases:
        if case.served is not False:
            yield Sighting(case.who, case.coach, case.ref, case.served)


def active(unit: Unit) -> Iterator[Sighting]:
    """People on the caseload on the last day, seekers and workers alike; a service lasts through its end."""
    for case in unit.cases:
        if case.active is not False:
            yield Sighting(case.who, case.coach, case.ref, case.active)


def new(unit: Unit) -> Iterator[Sighting]:
    """People whose service started in the period."""
    for case in unit.cases:
        if case.service is not None:
            started = case.service.start.within(unit.first, unit.last)
            if started is not False:
                yield Sighting(case.who, case.coach, case.ref, started)


def exits(unit: Unit) -> Iterator[Sighting]:
    """Service periods that ended in the period: someone who left twice counts twice."""
    for case in unit.cases:
        ended = _ended(case)
        if ended is not False:
            yield Sighting(case.ref, case.coach, case.ref, ended)


def exits_by_kind(unit: Unit, kind: str) -> Iterator[Sighting]:
    """Exits of one kind: ``job``, ``study``, ``other`` or ``unknown``."""
    for case in unit.cases:
        ended = _ended(case)
        if ended is not False and exit_kind(case.client.end_reason, unit.records.choices) == kind:
            yield Sighting(case.ref, case.coach, case.ref, ended)


def exit_kind(reason: FieldValue, choices: Choices) -> str:
    """What a service ended in: ``job`` or ``study`` by the reason's trait ``exit``, any other reason
    ``other``; ``unknown`` where no reason is recorded or it is not understood."""
    if reason is None or isinstance(reason, Unclear):
        return "unknown"
    kind = choices.trait("client_end_reason", reason, "exit")
    return kind if kind in ("job", "study") else "other"


def _ended(case: Case) -> bool | None:
    if case.service is None or case.client.service_end is None:
        return False
    return case.service.end.within(case.unit.first, case.unit.last)
