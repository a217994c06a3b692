"""Field values as the domain sees them: known, partial, not understood, or absent."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known only to the month, week or year (``3/2026``, ``vko 45``). Never turned into a day.

    ``year`` is None where the text names only a week or month.
    """

    raw: str
    year: int | None = None
    month: int | None = None
    week: int | None = None

    def bounds(self) -> tuple[date, date] | None:
        """First and last possible day, or None where the year is not known."""
        if self.year is None:
            return None
        if self.week is not None:
            monday = date.fromisocalendar(self.year, self.week, 1)
            return monday, monday + timedelta(days=6)
        if self.month is not None:
            last = monthrange(self.year, self.month)[1]
            return date(self.year, self.month, 1), date(self.year, self.month, last)
        return date(self.year, 1, 1), date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Unclear:
    """What stands in the cell and could not be understood with certainty.

    ``reason`` is a short stable word: ``not_a_date``, ``ambiguous_date``, ``impossible_date``,
    ``two_digit_year``, ``not_a_number``, ``ambiguous_number``, ``not_whole``, ``not_yes_no``,
    ``not_in_list``, ``not_a_period``, ``error_value``, ``stale``.
    """

    raw: str
    reason: str


DateValue: TypeAlias = date | PartialDate | Unclear | None
YesNoValue: TypeAlias = bool | Unclear | None
NumberValue: TypeAlias = Decimal | Unclear | None
IntegerValue: TypeAlias = int | Unclear | None
ChoiceValue: TypeAlias = str | Unclear | None
PeriodValue: TypeAlias = str | Unclear | None
TextValue: TypeAlias = str | None
FieldValue: TypeAlias = date | PartialDate | Unclear | bool | Decimal | int | str | None
