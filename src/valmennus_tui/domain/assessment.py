"""Assessments (laatukriteeriarviointi): the scores with their grounds; comparing two; the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from valmennus_tui.domain.criteria import Edition
from valmennus_tui.domain.scoring import Due, Scoring, due, scoring
from valmennus_tui.domain.values import DateValue, IntegerValue, TextValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """One criterion of one assessment (a line of the koontilomake).

    ``proposed`` is what the data proposed at the time, ``reason`` why the score differs from it, ``evidence``
    what the score rests on. ``action`` is the development step, ``who`` does it, ``due`` when. ``ticks`` are
    the components in place, None where they were not recorded. ``key`` is ``criterion:2026-11-24/16``.
    """

    number: int
    key: str = ""
    score: IntegerValue = None
    proposed: IntegerValue = None
    reason: TextValue = None
    evidence: TextValue = None
    comment: TextValue = None
    strength: TextValue = None
    action: TextValue = None
    who: TextValue = None
    due: DateValue = None
    ticks: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessment. ``edition`` is the id of the edition that it was made with (None: not named)."""

    date: DateValue
    key: str = ""
    assessors: TextValue = None
    service: TextValue = None
    edition: str | None = None
    lines: Mapping[int, CriterionScore] = field(default_factory=dict, hash=False)

    @property
    def scores(self) -> dict[int, int]:
        """The scores by criterion number, as they stand; what is no whole number is left out."""
        return {number: line.score for number, line in self.lines.items() if isinstance(line.score, int)}

    def line(self, number: int) -> CriterionScore:
        """The line of a criterion, a blank one where there is none."""
        return self.lines.get(number) or CriterionScore(number=number)

    def scoring(self, edition: Edition) -> Scoring:
        """The points by an edition of the scale."""
        return scoring(edition, self.scores)


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion (or a section, or the total) in two assessments. None where it has no value."""

    before: int | None
    after: int | None

    @property
    def difference(self) -> int | None:
        """After less before, None unless both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Two assessments side by side, by one edition. ``same_edition`` tells whether both name it.

    ``sections`` hold whole sections only: a section with an unscored criterion has no sum to compare.
    """

    before: Assessment
    after: Assessment
    criteria: Mapping[int, Change]
    sections: Mapping[str, Change]
    total: Change
    same_edition: bool

    @property
    def risen(self) -> tuple[int, ...]:
        """The criteria whose score rose."""
        return tuple(number for number, change in self.criteria.items() if (change.difference or 0) > 0)

    @property
    def fallen(self) -> tuple[int, ...]:
        """The criteria whose score fell."""
        return tuple(number for number, change in self.criteria.items() if (change.difference or 0) < 0)


def compare(before: Assessment, after: Assessment, edition: Edition) -> Comparison:
    """Two assessments side by side."""
    first, second = before.scoring(edition), after.scoring(edition)
    criteria = {
        number: Change(first.scores.get(number), second.scores.get(number)) for number in edition.numbers
    }
    sections = {
        a.section: Change(
            a.points if a.scored == a.of else None,
            b.points if b.scored == b.of else None,
        )
        for a, b in zip(first.sections, second.sections, strict=True)
    }
    named = {one.edition for one in (before, after) if one.edition is not None}
    same = named <= {edition.id}
    return Comparison(before, after, criteria, sections, Change(first.total, second.total), same)


@dataclass(frozen=True)
class Trend:
    """The history, the oldest first: each assessment's date, points, and each criterion's scores in step."""

    dates: tuple[date, ...]
    scorings: tuple[Scoring, ...]
    criteria: Mapping[int, tuple[int | None, ...]]

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The totals in step with the dates, None where not all was scored."""
        return tuple(one.total for one in self.scorings)


def dated(assessments: Iterable[Assessment]) -> tuple[tuple[date, Assessment], ...]:
    """The assessments whose date is a known day, the oldest first; of one day in the order given."""
    known = [(one.date, one) for one in assessments if isinstance(one.date, date)]
    return tuple(sorted(known, key=lambda pair: pair[0]))


def trend(assessments: Iterable[Assessment], edition: Edition) -> Trend:
    """The history of a service by one edition."""
    known = dated(assessments)
    scorings = tuple(one.scoring(edition) for _, one in known)
    criteria = {number: tuple(one.scores.get(number) for one in scorings) for number in edition.numbers}
    return Trend(tuple(day for day, _ in known), scorings, criteria)


def totals(assessments: Iterable[Assessment], edition: Edition) -> dict[date, int | None]:
    """The total of each assessment by its date, None where not all was scored."""
    return {day: one.scoring(edition).total for day, one in dated(assessments)}


def next_due(assessments: Iterable[Assessment], edition: Edition) -> Due:
    """When the next assessment is due."""
    return due(edition, totals(assessments, edition))
