"""Short ways to type a date into a field: today, +7, 1.3. and the day before or after."""

from __future__ import annotations

import re
from datetime import date, timedelta

from valmennus_tui.i18n import _, format_date

_OFFSET = re.compile(r"([+-])\s?(\d{1,4})")
_NO_YEAR = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?")
_FULL = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


def expanded(text: str, today: date) -> str | None:
    """The full date that a short form means, as text; None for anything else (left as it was typed)."""
    plain = text.strip().casefold()
    if plain in words():
        return format_date(today + timedelta(days=words()[plain]))
    if match := _OFFSET.fullmatch(plain):
        days = int(match[2])
        return format_date(today + timedelta(days=days if match[1] == "+" else -days))
    if match := _NO_YEAR.fullmatch(plain):
        return _written(today.year, int(match[2]), int(match[1]))
    return None


def words() -> dict[str, int]:
    """Words for days, in the language in force, with their distance from today."""
    return {_("today").casefold(): 0, _("tomorrow").casefold(): 1, _("yesterday").casefold(): -1}


def moved(text: str, days: int, today: date) -> str:
    """The date ``days`` later; today where there is none yet. Text that is not a whole date stays."""
    if not text.strip():
        return format_date(today)
    day = whole_date(text) or whole_date(expanded(text, today) or "")
    if day is None:
        return text
    try:
        return format_date(day + timedelta(days=days))
    except OverflowError:
        return text


def whole_date(text: str) -> date | None:
    """The day that ``d.m.yyyy`` names, or None."""
    match = _FULL.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def weekday(day: date) -> str:
    """The weekday, short."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def _written(year: int, month: int, day: int) -> str | None:
    try:
        return format_date(date(year, month, day))
    except ValueError:
        return None
