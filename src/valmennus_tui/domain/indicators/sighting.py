"""From what single records say to a figure: each person or record counts once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from valmennus_tui.domain.indicators.figures import Figure, Measure, RecordRef
from valmennus_tui.domain.indicators.spans import both, either

Number: TypeAlias = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one record says about an indicator.

    ``who`` is what counts once: a person, or the record itself. ``whole`` tells whether it belongs to the
    denominator and ``part`` whether to the numerator; None where the dates leave it open. ``amount`` are the
    days of a mean.
    """

    who: Hashable
    coach: str
    row: RecordRef
    part: bool | None
    whole: bool | None = True
    amount: int = 0
    evidence: tuple[RecordRef, ...] = ()


def tally(indicator: str, measure: Measure, sightings: Iterable[Sighting]) -> Figure:
    """The figure that sightings come to.

    Someone with several client rows is in the denominator if one of them is, and in the numerator if one of
    them is in both. Uncertain is who may be in the denominator, or is in it and may be in the numerator.
    """
    groups: dict[Hashable, list[Sighting]] = {}
    for sighting in sightings:
        groups.setdefault(sighting.who, []).append(sighting)
    counted: list[Sighting] = []
    base: list[Sighting] = []
    unclear: list[Sighting] = []
    people = whole = unsure = 0
    for group in groups.values():
        answers = [(one, both(one.whole, one.part)) for one in group]
        in_whole = either(*(one.whole for one in group))
        in_part = either(*(answer for _, answer in answers))
        if in_whole:
            whole += 1
            base += [one for one in group if one.whole]
        if in_part:
            people += 1
            counted += [one for one, answer in answers if answer]
        elif in_whole is None or in_part is None:
            unsure += 1
            unclear += [one for one, answer in answers if one.whole is None or answer is None]
    total = sum(one.amount for one in counted)
    numbers = _numbers(measure, people, whole, total)
    return Figure(
        indicator,
        measure,
        *numbers,
        uncertain=unsure,
        rows=tuple(one.row for one in counted),
        evidence=_unique(ref for one in counted for ref in one.evidence),
        base=tuple(one.row for one in base) if measure in (Measure.PART, Measure.RATE) else (),
        unclear=_unique(ref for one in unclear for ref in (one.row, *one.evidence)),
    )


def _numbers(measure: Measure, people: int, whole: int, total: int) -> tuple[Number, Number, Number]:
    """Value, numerator and denominator of a measure."""
    if measure is Measure.MEAN:
        return (Fraction(total, people) if people else None), total, people
    if measure is Measure.RATE:
        return (Fraction(people, whole) if whole else None), people, whole
    if measure is Measure.PART:
        return people, people, whole
    return people, people, None


def _unique(refs: Iterable[RecordRef]) -> tuple[RecordRef, ...]:
    return tuple(dict.fromkeys(refs))
