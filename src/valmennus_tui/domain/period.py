"""Days, partial dates and periods: what is certain about them and what is not.

A service or a job lasts *through* its end date (domain convention). A partial date is never a day: what it
allows for certain follows from its first and last possible day.
"""

from __future__ import annotations

from datetime import date

from valmennus_tui.domain.values import DateValue, FieldValue, PartialDate


def earliest(value: DateValue) -> date | None:
    """The first day that a date can mean; None where nothing is known of it."""
    if isinstance(value, PartialDate):
        bounds = value.bounds()
        return bounds[0] if bounds else None
    return value if isinstance(value, date) else None


def latest(value: DateValue) -> date | None:
    """The last day that a date can mean; None where nothing is known of it."""
    if isinstance(value, PartialDate):
        bounds = value.bounds()
        return bounds[1] if bounds else None
    return value if isinstance(value, date) else None


def surely_before(first: DateValue, second: DateValue) -> bool:
    """Whether ``first`` certainly lies before ``second``, whatever days partial dates mean."""
    last, begin = latest(first), earliest(second)
    return last is not None and begin is not None and last < begin


def has_begun(start: DateValue, on: date) -> bool | None:
    """Whether something that starts on ``start`` has begun by a day; None where that is not known."""
    first, last = earliest(start), latest(start)
    if first is None or last is None:
        return None
    if last <= on:
        return True
    return False if first > on else None


def has_ended(end: DateValue, on: date) -> bool | None:
    """Whether an end lies before a day (not on it); no end: False; None where that is not known."""
    if end is None:
        return False
    first, last = earliest(end), latest(end)
    if first is None or last is None:
        return None
    if last < on:
        return True
    return False if first >= on else None


def covers(start: DateValue, end: DateValue, on: date) -> bool | None:
    """Whether a period from ``start`` through ``end`` holds a day; None where that is not known."""
    begun, ended = has_begun(start, on), has_ended(end, on)
    if begun is False or ended is True:
        return False
    return None if begun is None or ended is None else True


def overlaps(start: DateValue, end: DateValue, first: date, last: date) -> bool | None:
    """Whether a period has a day in common with ``first`` .. ``last``; None where that is not known."""
    begun, ended = has_begun(start, last), has_ended(end, first)
    if begun is False or ended is True:
        return False
    return None if begun is None or ended is None else True


def apart(start: DateValue, end: DateValue, other_start: DateValue, other_end: DateValue) -> bool:
    """Whether two periods certainly have no day in common."""
    return surely_before(end, other_start) or surely_before(other_end, start)


def days_between(start: FieldValue, end: FieldValue) -> int | None:
    """Whole days from one known day to another; None where either is partial, unclear or absent."""
    if isinstance(start, date) and isinstance(end, date):
        return (end - start).days
    return None
