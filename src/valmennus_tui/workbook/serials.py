"""Dates as numbers: days since the workbook's epoch (1900 with its fictitious 29 February, or 1904)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

_EPOCH_1900 = date(1899, 12, 31)
_EPOCH_1904 = date(1904, 1, 1)
_LAST_SERIAL_1900 = 2_958_465
_FICTITIOUS = 60
"""29 February 1900, which never was: Excel's day 60."""
_DAY_MS = 86_400_000


def to_serial(moment: date | datetime, date1904: bool) -> int | float:
    """The number that stands for a date, whole for a whole day. Raises ValueError outside the calendar."""
    day = moment.date() if isinstance(moment, datetime) else moment
    if date1904:
        number = (day - _EPOCH_1904).days
        if number < 0:
            raise ValueError("before 1904")
    else:
        number = (day - _EPOCH_1900).days
        if number < 1:
            raise ValueError("before 1900")
        number += number >= _FICTITIOUS
    if isinstance(moment, datetime):
        if moment.tzinfo is not None:
            raise ValueError("a time zone, which cells do not have")
        past = moment - datetime.combine(day, time())
        if past:
            return number + past / timedelta(days=1)
    return number


def from_serial(number: float, date1904: bool) -> date | datetime | time | None:
    """The date of a number: a ``date`` for a whole day, a ``time`` below one day, else a ``datetime``.

    None where the number is no date: negative, beyond the year 9999, or Excel's 29 February 1900. Rounded to
    milliseconds, as Excel shows them.
    """
    last = _LAST_SERIAL_1900 - (1462 if date1904 else 0)
    if not 0 <= number < last + 1:
        return None
    days, past = divmod(round(number * _DAY_MS), _DAY_MS)
    if days > last:
        return None
    clock = datetime.min + timedelta(milliseconds=past)
    if days == 0 and (past or not date1904):
        return clock.time()
    if not date1904 and days == _FICTITIOUS:
        return None
    epoch = _EPOCH_1904 if date1904 else _EPOCH_1900
    day = epoch + timedelta(days=days - (not date1904 and days > _FICTITIOUS))
    return datetime.combine(day, clock.time()) if past else day
