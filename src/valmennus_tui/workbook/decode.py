"""From stored text to a value: types, numbers, dates, shared strings; and back, for writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from valmennus_tui.workbook import limits
from valmennus_tui.workbook.cells import CellError, CellValue, NewValue
from valmennus_tui.workbook.serials import from_serial, to_serial
from valmennus_tui.workbook.strings import SharedString, utf16_length
from valmennus_tui.workbook.xml import unescape_text

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\Z")
_INDEX = re.compile(r"[0-9]{1,9}\Z")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)?(?:T?(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?Z?\Z")
_LARGEST = 9.99999999999999e307
_EXACT_DIGITS = 15
"""Excel keeps no more significant digits of a number."""
_SHORT = 20
_EXACT_WHOLE = 10**_EXACT_DIGITS


class Decoded(NamedTuple):
    """A cell's value; ``problem`` says what could not be read (the value is then the stored text)."""

    value: CellValue
    raw: str
    rich: bool = False
    problem: str | None = None


class NoSuchString(ValueError):
    """A cell that points to a shared string that does not exist."""


def decode(
    kind: str,
    text: str | None,
    inline: SharedString | None,
    strings: Sequence[SharedString],
    is_date: bool,
    date1904: bool,
) -> Decoded:
    """The value of a stored cell of type ``kind`` with the text of its ``v`` and its inline string.

    Raises NoSuchString; anything else unreadable is reported in the result.
    """
    if kind == "s":
        return _shared(text, strings)
    if kind == "inlineStr":
        if inline is None:
            return Decoded(None if text is None else unescape_text(text), text or "")
        return Decoded(inline.text, inline.text, inline.rich)
    if text is None:
        return Decoded(None, "")
    if kind == "str":
        plain = unescape_text(text)
        return Decoded(plain, plain)
    stripped = text.strip()
    if not stripped:
        return Decoded(None, text)
    if len(stripped) > _SHORT:
        return _scalar(kind, stripped, is_date, date1904)
    return _short_scalar(kind, stripped, is_date, date1904)


def _shared(text: str | None, strings: Sequence[SharedString]) -> Decoded:
    stripped = (text or "").strip()
    if not stripped:
        return Decoded(None, "")
    if not _INDEX.match(stripped) or int(stripped) >= len(strings):
        raise NoSuchString(stripped[:20])
    entry = strings[int(stripped)]
    return Decoded(entry.text, entry.text, entry.rich)


def _scalar(kind: str, text: str, is_date: bool, date1904: bool) -> Decoded:
    if kind == "b":
        if text in ("0", "1", "true", "false"):
            return Decoded(text in ("1", "true"), text)
        return Decoded(text, text, problem="boolean")
    if kind == "e":
        return Decoded(CellError(text), text)
    if kind == "d":
        moment = _iso_date(text)
        return Decoded(text, text, problem="date") if moment is None else Decoded(moment, text)
    if kind != "n":
        return Decoded(text, text, problem="type")
    number = parse_number(text)
    if number is None:
        return Decoded(text, text, problem="number")
    moment = from_serial(number, date1904) if is_date else None
    return Decoded(number if moment is None else moment, text)


_short_scalar = lru_cache(maxsize=4096)(_scalar)
"""The same days and numbers stand in many cells."""


def parse_number(text: str) -> int | float | None:
    """A stored number (``.`` for decimals, no spaces, finite), else None."""
    if len(text) > limits.NUMBER_CHARS or not _NUMBER.match(text):
        return None
    if text.lstrip("+-").isdigit():
        return int(text)
    number = float(text)
    return number if abs(number) <= _LARGEST else None


def _iso_date(text: str) -> date | datetime | time | None:
    match = _ISO.match(text)
    if not match or not text.rstrip("Z"):
        return None
    try:
        day = date.fromisoformat(match[1]) if match[1] else None
        clock = time.fromisoformat(match[2]) if match[2] else None
    except ValueError:
        return None
    if day is None:
        return clock
    return day if clock is None or clock == time() else datetime.combine(day, clock)


class UnfitValue(ValueError):
    """A value that no cell can hold. ``reason`` is a word of workbook.refusals."""

    def __init__(self, reason: str) -> None:
        super().__init__("a value that no cell can hold")
        self.reason = reason


def check_value(value: NewValue, date1904: bool) -> None:
    """Raise UnfitValue where a value cannot be written."""
    if isinstance(value, str):
        if utf16_length(value) > limits.TEXT_CHARS:
            raise UnfitValue("text_too_long")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise UnfitValue("bad_text")
    elif isinstance(value, date):
        try:
            to_serial(value, date1904)
        except ValueError:
            raise UnfitValue("bad_date") from None
    elif value is not None and not isinstance(value, bool | CellError):
        number_text(value)


def number_text(value: int | float | Decimal) -> str:
    """A number as it is stored: the shortest text that reads back the same.

    Raises UnfitValue for what is not finite or too large, and for a whole number with more digits than Excel
    keeps (a long id typed as a number would be changed without a word).
    """
    if isinstance(value, float):
        if value != value or abs(value) > _LARGEST:
            raise UnfitValue("bad_number")
        return repr(int(value)) if value.is_integer() and abs(value) < _EXACT_WHOLE else repr(value)
    number = Decimal(value)
    if not number.is_finite() or (number and abs(number.adjusted()) > 300):
        raise UnfitValue("bad_number")
    if number == number.to_integral_value():
        if len(str(abs(int(number))).rstrip("0")) > _EXACT_DIGITS:
            raise UnfitValue("bad_number")
        return repr(float(number)) if abs(number) >= _EXACT_WHOLE else str(int(number))
    plain = format(number.normalize(), "f")
    return plain if len(plain) <= _EXACT_DIGITS + 5 else repr(float(number))


def as_read(value: NewValue | time) -> CellValue:
    """How a written value reads back: a Decimal as a number, a moment at midnight as a day, "" as nothing."""
    if value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        whole = abs(value) < _EXACT_WHOLE and value == int(value)
        return int(value) if whole else float(value)
    if isinstance(value, datetime):
        rounded = to_milliseconds(value)
        return rounded.date() if rounded.time() == time() else rounded
    return value


def to_milliseconds(moment: datetime) -> datetime:
    """A moment as Excel keeps it: to the nearest millisecond; the calendar's last one is rounded down."""
    extra = moment.microsecond % 1000
    if extra >= 500 and datetime.max - moment >= timedelta(milliseconds=1):
        return moment + timedelta(microseconds=1000 - extra)
    return moment - timedelta(microseconds=extra)


def same_value(old: CellValue, new: CellValue) -> bool:
    """Whether two read values are the same in kind and content: 1 and 1.0 are, 1 and True or "1" are not."""
    if isinstance(old, bool) or isinstance(new, bool):
        return isinstance(old, bool) and isinstance(new, bool) and old == new
    numbers = isinstance(old, (int, float)) and isinstance(new, (int, float))
    return (numbers or type(old) is type(new)) and old == new
