"""What an indicator comes to: the value, what it was computed from, and what had to be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor

from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.reporting_period import Period


class Measure(StrEnum):
    """What kind of number an indicator is."""

    COUNT = "count"
    PART = "part"
    """A count shown with the number it is out of: kept jobs of those due."""
    RATE = "rate"
    """A share between 0 and 1."""
    MEAN = "mean"
    PER_WEEK = "per_week"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """A record of a source (a workbook's name as the caller gave it) by its key there."""

    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one coach or of the team.

    ``value`` is None where nothing can be said: a needed column is missing everywhere, or the denominator is
    zero. It is exact: an int for counts, a Fraction for rates (0 to 1), means (days) and contacts a week.
    A count has no denominator; of a mean, the numerator is the sum of days and the denominator how many have
    them. ``missing`` names the columns (``client.job_search_plan``) or record kinds (``education``) that
    some workbooks lack and ``lacking`` these workbooks: their clients are not in the figure. ``uncertain``
    is the number of people or records left out because dates or other entries are partial, unclear or
    contradict each other, ``unclear`` those records.

    ``rows`` are the records counted (client rows for people), ``evidence`` those that made them count (the
    jobs of who worked), ``base`` the records in the denominator.
    """

    indicator: str
    measure: Measure
    value: int | Fraction | None
    numerator: int | Fraction | None
    denominator: int | Fraction | None
    missing: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    uncertain: int = 0
    rows: tuple[RecordRef, ...] = ()
    evidence: tuple[RecordRef, ...] = ()
    base: tuple[RecordRef, ...] = ()
    unclear: tuple[RecordRef, ...] = ()

    @property
    def partial(self) -> bool:
        """Whether the value leaves out workbooks that lack a column."""
        return self.value is not None and bool(self.lacking)

    @property
    def percent(self) -> int | None:
        """A rate in whole per cent, halves up; None where there is none, or it is not a rate."""
        if self.measure is not Measure.RATE or self.value is None:
            return None
        return rounded(Fraction(self.value) * 100)


def rounded(value: Fraction) -> int:
    """The nearest whole number, halves up (the criteria's rounding)."""
    return floor(value + Fraction(1, 2))


@dataclass(frozen=True)
class IndicatorTable:
    """All indicators of a period: ``team`` by indicator id, ``coaches`` by coach, then by indicator id.

    ``last`` is the last day counted: the period's, or ``as_of`` while the period runs. Coaches are in order
    of first appearance.
    """

    period: Period
    as_of: date
    last: date
    rules: IndicatorRules
    team: Mapping[str, Figure]
    coaches: Mapping[str, Mapping[str, Figure]]

    def figure(self, indicator: str, coach: str | None = None) -> Figure:
        """An indicator of a coach, or of the team. Raises KeyError for an unknown id or coach."""
        return (self.team if coach is None else self.coaches[coach])[indicator]
