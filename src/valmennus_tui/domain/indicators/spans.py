"""Days that are known only within bounds, and what is certain about them.

Every answer is True or False where it holds whatever days partial or unclear dates mean, else None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from valmennus_tui.domain.period import earliest, latest
from valmennus_tui.domain.values import DateValue

NEVER = date.max
LONG_AGO = date.min


@dataclass(frozen=True, slots=True)
class Day:
    """A day between two bounds, both included; ``NEVER`` and ``LONG_AGO`` where nothing is known."""

    low: date
    high: date

    @property
    def known(self) -> date | None:
        """The day, where it is one."""
        return self.low if self.low == self.high != NEVER else None

    def within(self, first: date, last: date) -> bool | None:
        """Whether the day lies in ``first`` .. ``last``."""
        return verdict(
            certain=first <= self.low and self.high <= last,
            possible=max(first, self.low) <= min(last, self.high),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A service, job or course of studies from its start through its end.

    The bounds respect that nothing ends before it starts; where the dates say that it does, they are kept as
    written and ``contradictory`` is set.
    """

    start: Day
    end: Day
    contradictory: bool = False

    def meets(self, first: date, last: date) -> bool | None:
        """Whether it has a day in common with ``first`` .. ``last``."""
        possible = self.start.low <= last and self.end.high >= first
        certain = self.start.high <= last and self.end.low >= first and not self.contradictory
        return verdict(certain, possible)

    def on(self, day: date) -> bool | None:
        """Whether it goes on that day."""
        return self.meets(day, day)

    def holds(self, day: Day, first: date = LONG_AGO, last: date = NEVER) -> bool | None:
        """Whether a day lies in it and in ``first`` .. ``last``."""
        if self.contradictory:
            return False if day.within(first, last) is False else None
        certain = day.within(first, last) is True and self.start.high <= day.low and day.high <= self.end.low
        possible = max(day.low, first, self.start.low) <= min(day.high, last, self.end.high)
        return verdict(certain, possible)


def span(start: DateValue, end: DateValue) -> Span:
    """The span of two dates as written: no end means that it goes on, no start that it is not known."""
    if type(start) is date and (end is None or (type(end) is date and start <= end)):
        return Span(Day(start, start), Day(end or NEVER, end or NEVER))
    first = day(start)
    last = Day(NEVER, NEVER) if end is None else day(end)
    if first.low > last.high:
        return Span(first, last, contradictory=True)
    return Span(Day(first.low, min(first.high, last.high)), Day(max(first.low, last.low), last.high))


def day(value: DateValue) -> Day:
    """A date value's bounds."""
    if type(value) is date:
        return Day(value, value)
    low, high = earliest(value), latest(value)
    return Day(LONG_AGO if low is None else low, NEVER if high is None else high)


def shifted(day: date, days: int) -> date:
    """A day so many days later or earlier, held within what a date can be."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return NEVER if days > 0 else LONG_AGO


def verdict(certain: bool, possible: bool) -> bool | None:
    """True where certain, False where impossible, else None."""
    return True if certain and possible else None if possible else False


def both(*answers: bool | None) -> bool | None:
    """Whether all are so."""
    return False if False in answers else None if None in answers else True


def either(*answers: bool | None) -> bool | None:
    """Whether at least one is so."""
    return True if True in answers else None if None in answers else False


def negated(answer: bool | None) -> bool | None:
    """Whether it is not so."""
    return None if answer is None else not answer
