"""Months on the calendar: adding them, and the window that ends on a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier if negative), or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def window_start(last: date, months: int) -> date:
    """The first day of the window of so many months that ends on (and includes) ``last``."""
    return add_months(last, -months) + timedelta(days=1)
