"""Reporting periods: a calendar month, quarter, half-year or year, written ``2026-09``, ``2026-Q3``,
``2026-H1`` or ``2026``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import N_, _


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The number of months."""
        return _MONTHS[self]

    @property
    def in_year(self) -> int:
        """How many such periods make a year."""
        return 12 // self.months


_MONTHS: Mapping[PeriodKind, int] = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: 12,
}
_FORM = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(?:(0[1-9]|1[0-2])|[Qq]([1-4])|[Hh]([12])))?", re.ASCII)
_MONTH_LABELS = (
    N_("January {year}"),
    N_("February {year}"),
    N_("March {year}"),
    N_("April {year}"),
    N_("May {year}"),
    N_("June {year}"),
    N_("July {year}"),
    N_("August {year}"),
    N_("September {year}"),
    N_("October {year}"),
    N_("November {year}"),
    N_("December {year}"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar period. ``number`` counts from 1 within the year.

    Raises ValueError for a number that the year does not have.
    """

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.kind.in_year:
            raise ValueError(f"{self.kind} {self.number}")

    def __str__(self) -> str:
        """The form that :meth:`parse` reads."""
        tails = {
            PeriodKind.MONTH: f"-{self.number:02d}",
            PeriodKind.QUARTER: f"-Q{self.number}",
            PeriodKind.HALF_YEAR: f"-H{self.number}",
            PeriodKind.YEAR: "",
        }
        return f"{self.year:04d}{tails[self.kind]}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that a text names (years 1900 to 2199). Raises UsageError for any other text."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise UsageError(
                _("“{text}” is not a period. Write for example 2026-09, 2026-Q3, 2026-H1 or 2026.").format(
                    text=text
                )
            )
        year, month, quarter, half = match.groups()
        if month:
            return cls(PeriodKind.MONTH, int(year), int(month))
        if quarter:
            return cls(PeriodKind.QUARTER, int(year), int(quarter))
        if half:
            return cls(PeriodKind.HALF_YEAR, int(year), int(half))
        return cls(PeriodKind.YEAR, int(year))

    @classmethod
    def holding(cls, day: date, kind: PeriodKind) -> Period:
        """The period of a kind that a day lies in."""
        return cls(kind, day.year, (day.month - 1) // kind.months + 1)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * self.kind.months + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self.number * self.kind.months
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def previous(self) -> Period:
        """The period of the same kind before this one."""
        return self.moved(-1)

    @property
    def next(self) -> Period:
        """The period of the same kind after this one."""
        return self.moved(1)

    def moved(self, steps: int) -> Period:
        """The period of the same kind so many steps later (earlier where negative)."""
        year, index = divmod(self.year * self.kind.in_year + self.number - 1 + steps, self.kind.in_year)
        return Period(self.kind, year, index + 1)

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The shorter periods of a kind that this one consists of; itself for its own kind, else none."""
        count = self.kind.months // kind.months
        first = Period.holding(self.first, kind)
        return tuple(first.moved(step) for step in range(count))

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last

    def last_seen(self, as_of: date) -> date:
        """The last day that can be counted on a day: the period's last, or the day itself while it runs.

        Raises UsageError where the period has not begun.
        """
        if as_of < self.first:
            raise UsageError(
                _("{period} has not begun yet, so there is nothing to count.").format(period=self)
            )
        return min(self.last, as_of)

    @property
    def label(self) -> str:
        """The period's name in the language in force (``January 2026``, ``quarter 3 of 2026``)."""
        if self.kind is PeriodKind.MONTH:
            return _(_MONTH_LABELS[self.number - 1]).format(year=self.year)
        if self.kind is PeriodKind.QUARTER:
            return _("quarter {number} of {year}").format(number=self.number, year=self.year)
        if self.kind is PeriodKind.HALF_YEAR:
            return _("half-year {number} of {year}").format(number=self.number, year=self.year)
        return str(self.year)
