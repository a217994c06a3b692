"""Education: studies started and people in education (``domain/workbooks.md`` 3c and 4)."""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui.domain.education import Education
from valmennus_tui.domain.indicators.pool import Case, Unit
from valmennus_tui.domain.indicators.sighting import Sighting
from valmennus_tui.domain.indicators.spans import both, either, span


def education_starts(unit: Unit) -> Iterator[Sighting]:
    """Studies that began in the period, during the service."""
    for case in unit.cases:
        for study in unit.records.education_of(case.client):
            begun = span(study.start, study.end).start
            answer = case.service.holds(begun, unit.first, unit.last) if case.service else False
            if answer is not False:
                yield Sighting(unit.ref(study), case.coach, unit.ref(study), answer)


def in_education(unit: Unit) -> Iterator[Sighting]:
    """Active people whose studies go on on the last day, through their end date."""
    for case in unit.cases:
        seen = [(study, _goes_on(case, study)) for study in unit.records.education_of(case.client)]
        answer = both(case.active, either(*(on for _, on in seen)))
        if answer is not False:
            refs = tuple(unit.ref(study) for study, on in seen if on is not False)
            yield Sighting(case.who, case.coach, case.ref, answer, evidence=refs)


def _goes_on(case: Case, study: Education) -> bool | None:
    """Whether studies go on; an outcome that finishes them without an end date leaves it open."""
    on = span(study.start, study.end).on(case.unit.last)
    finished = case.unit.records.choices.trait("education_outcome", study.outcome, "finished") is True
    return None if on and finished and study.end is None else on
