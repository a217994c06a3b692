"""Dates are serial numbers: days since the last day of 1899, or since 1 January 1904 where the book says so.

Excel takes 1900 for a leap year, so the serials 1–60 mean other days elsewhere; results before 1 March 1900
are left to the spreadsheet program.
"""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from typing import Final

from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.values import Failed, Unsupported, Value

_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_FIRST_SAFE: Final = 61.0
_LAST_YEAR: Final = 9999


def day_of(number: float, date1904: bool) -> date:
    """The date of a serial number, its time cut off. Raises Failed below 0, Unsupported before March 1900."""
    if number < 0:
        raise Failed("#NUM!")
    if not date1904 and number < _FIRST_SAFE:
        raise Unsupported("a date before March 1900")
    if math.ceil(number) - number < 1e-9 and number != math.ceil(number):
        raise Unsupported("a moment before midnight")
    try:
        return (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(days=math.floor(number))
    except OverflowError:
        raise Failed("#NUM!") from None


def _number(value: Value) -> float:
    if not isinstance(value, float):
        raise Unsupported("a date that is no number")
    return value


def _day(arguments: Arguments, index: int) -> date:
    return day_of(_number(arguments.checked(index)), arguments.context.date1904)


def _shifted(day: date, months: int) -> tuple[int, int]:
    """Year and month some months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not (1900 <= year <= _LAST_YEAR):
        raise Failed("#NUM!")
    return year, month + 1


def _made(day: date, arguments: Arguments) -> float:
    epoch = _EPOCH_1904 if arguments.context.date1904 else _EPOCH_1900
    number = float((day - epoch).days)
    if number < (0 if arguments.context.date1904 else _FIRST_SAFE):
        raise Unsupported("a date before the workbook's first")
    return number


def _date(arguments: Arguments) -> Operand:
    """DATE: months and days may be beyond their ends; the year is written in full."""
    arguments.expect(3, 3)
    year, month, day = (arguments.whole(index) for index in range(3))
    if not 1904 < year < _LAST_YEAR or abs(month) > 1200 or abs(day) > 36_500:
        raise Unsupported("an unusual year, month or day")
    years, months = divmod(year * 12 + month - 1, 12)
    if not 1904 < years < _LAST_YEAR:
        raise Unsupported("an unusual year")
    try:
        made = date(years, months + 1, 1) + timedelta(days=day - 1)
    except OverflowError:
        raise Unsupported("a date after the last") from None
    return _made(made, arguments)


def _year(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(_day(arguments, 0).year)


def _month(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(_day(arguments, 0).month)


def _day_number(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(_day(arguments, 0).day)


def _days(arguments: Arguments) -> Operand:
    """DAYS: whole days from the second date to the first."""
    arguments.expect(2, 2)
    return float((_day(arguments, 0) - _day(arguments, 1)).days)


def _weekday(arguments: Arguments) -> Operand:
    arguments.expect(1, 2)
    day = _day(arguments, 0).weekday()
    kind = arguments.whole(1, 1.0)
    if kind == 1:
        return float((day + 1) % 7 + 1)
    if kind == 2:
        return float(day + 1)
    if kind == 3:
        return float(day)
    raise Unsupported("an unusual first day of the week")


def _iso_week(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(_day(arguments, 0).isocalendar().week)


def _months_later(arguments: Arguments) -> Operand:
    """EDATE: the same day, or the month's last."""
    arguments.expect(2, 2)
    day = _day(arguments, 0)
    year, month = _shifted(day, arguments.whole(1))
    last = calendar.monthrange(year, month)[1]
    return _made(date(year, month, min(day.day, last)), arguments)


def _month_end(arguments: Arguments) -> Operand:
    arguments.expect(2, 2)
    year, month = _shifted(_day(arguments, 0), arguments.whole(1))
    return _made(date(year, month, calendar.monthrange(year, month)[1]), arguments)


def _difference(arguments: Arguments) -> Operand:
    """DATEDIF in full days, months or years; its other units are known to be faulty."""
    arguments.expect(3, 3)
    start, end = _day(arguments, 0), _day(arguments, 1)
    unit = arguments.text(2).upper()
    if start > end:
        raise Unsupported("an error that programs name differently")
    if unit == "D":
        return float((end - start).days)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if unit == "M":
        return float(months)
    if unit == "Y":
        return float(months // 12)
    if unit == "YM":
        return float(months % 12)
    raise Unsupported("a unit of DATEDIF")


FUNCTIONS: Final[dict[str, Function]] = {
    "DATE": _date,
    "YEAR": _year,
    "MONTH": _month,
    "DAY": _day_number,
    "DAYS": _days,
    "WEEKDAY": _weekday,
    "ISOWEEKNUM": _iso_week,
    "EDATE": _months_later,
    "EOMONTH": _month_end,
    "DATEDIF": _difference,
}
