"""Dates as people type them: whole, partial (month, week, year), or not understood.

Certain is: ``1.3.2026`` (day first, as everyone here writes it), ISO dates, and slashes or hyphens where
only one order is possible. ``1/3/2026`` could be either order and is not guessed. A two-digit year up to 49
is 20yy, as Excel reads it and as the service's records lie after 2019; the caller learns of it
(:attr:`DateReading.two_digit`). Of ``50`` and above the century is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from valmennus_tui.domain.values import DateValue, PartialDate, Unclear
from valmennus_tui.workbook.typed_text import month_numbers, tidy, words

FIRST_YEAR, LAST_YEAR = 1900, 2199
LAST_SHORT_YEAR = 49
_TIME = r"(?:,? (?:[a-z]+ )?[0-2]?[0-9][.:][0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?|[Tt][0-9:.]+Z?)?"
_DOTTED = re.compile(rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?([0-9]{{4}}|[0-9]{{2}})\.?{_TIME}")
_ISO = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_SLASHED = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.?")
_MONTH = re.compile(r"([0-9]{1,2}) ?[-/.] ?([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4}) ?[-/] ?([0-9]{1,2})")
_ISO_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{1,2})", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4})")
_NAMED_DAY = re.compile(r"([0-9]{1,2})\.? ([^\W\d_]+)\.?,? ([0-9]{4})")
_NAMED_MONTH = re.compile(r"([^\W\d_]+)\.?,? ([0-9]{4})")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a text means as a date; ``two_digit`` where its year had two digits."""

    value: DateValue
    two_digit: bool = False


def parse_date(text: str) -> DateValue:
    """The date, partial date or Unclear that a text means; None for a blank or a lone dash."""
    return read_date(text).value


def read_date(text: str) -> DateReading:
    """As :func:`parse_date`, with what is odd about the text."""
    plain = tidy(text)
    if plain in ("", "-"):
        return DateReading(None)
    return _whole(plain, text) or DateReading(_partial(plain, text) or Unclear(text, "not_a_date"))


def _whole(plain: str, raw: str) -> DateReading | None:
    if match := _DOTTED.fullmatch(plain):
        return _with_year(match[3], int(match[2]), int(match[1]), raw)
    if match := _ISO.fullmatch(plain):
        return _with_year(match[1], int(match[3]), int(match[4]), raw)
    if match := _COMPACT.fullmatch(plain):
        return _with_year(match[1], int(match[2]), int(match[3]), raw)
    if match := _NAMED_DAY.fullmatch(plain.casefold()):
        month = month_numbers().get(match[2])
        return _with_year(match[3], month, int(match[1]), raw) if month else None
    if match := _SLASHED.fullmatch(plain):
        return _either_order(int(match[1]), int(match[3]), match[4], raw)
    return None


def _either_order(first: int, second: int, year: str, raw: str) -> DateReading:
    if first > 12 or first == second:
        return _with_year(year, second, first, raw)
    if second > 12:
        return _with_year(year, first, second, raw)
    return DateReading(Unclear(raw, "ambiguous_date"))


def _with_year(year_text: str, month: int, day: int, raw: str) -> DateReading:
    year = int(year_text)
    short = len(year_text) == 2
    if short:
        if year > LAST_SHORT_YEAR:
            return DateReading(Unclear(raw, "two_digit_year"), two_digit=True)
        year += 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateReading(Unclear(raw, "impossible_date"))
    try:
        return DateReading(date(year, month, day), two_digit=short)
    except ValueError:
        return DateReading(Unclear(raw, "impossible_date"))


def _partial(plain: str, raw: str) -> PartialDate | Unclear | None:
    if match := _week_pattern().fullmatch(plain.casefold()):
        return _week(raw, int(match[1]), int(match[2]) if match[2] else None)
    if match := _ISO_WEEK.fullmatch(plain):
        return _week(raw, int(match[2]), int(match[1]))
    if match := _year_pattern().fullmatch(plain.casefold()) or _YEAR.fullmatch(plain):
        return _month(raw, None, int(match[1]))
    if match := _MONTH.fullmatch(plain):
        return _month(raw, int(match[1]), int(match[2]))
    if match := _ISO_MONTH.fullmatch(plain):
        return _month(raw, int(match[2]), int(match[1]))
    if match := _NAMED_MONTH.fullmatch(plain.casefold()):
        month = month_numbers().get(match[1])
        return _month(raw, month, int(match[2])) if month else None
    if match := _NO_YEAR.fullmatch(plain):
        return _day_without_year(raw, int(match[1]), int(match[2]))
    return None


def _month(raw: str, month: int | None, year: int) -> PartialDate | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
        return Unclear(raw, "impossible_date")
    return PartialDate(raw, year, month)


def _week(raw: str, week: int, year: int | None) -> PartialDate | Unclear:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear(raw, "impossible_date")
    try:
        # A year of 53 weeks stands in where the text names none.
        date.fromisocalendar(year or 2020, week, 1)
    except ValueError:
        return Unclear(raw, "impossible_date")
    return PartialDate(raw, year, week=week)


def _day_without_year(raw: str, day: int, month: int) -> PartialDate | Unclear:
    try:
        date(2024, month, day)
    except ValueError:
        return Unclear(raw, "not_a_date")
    return PartialDate(raw, None, month)


@cache
def _week_pattern() -> re.Pattern[str]:
    before = "|".join(sorted(map(re.escape, words("week", "before")), key=len, reverse=True))
    return re.compile(rf"(?:{before})\.? ?([0-9]{{1,2}})\.?(?: ?[/ -] ?([0-9]{{4}}))?")


@cache
def _year_pattern() -> re.Pattern[str]:
    before = "|".join(sorted(map(re.escape, words("year", "before")), key=len, reverse=True))
    return re.compile(rf"(?:{before})\.? ?([0-9]{{4}})")
