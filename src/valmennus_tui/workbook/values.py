"""Between cells and field values: what a cell or a typed text means, how a value is shown and written.

Nothing here changes a cell: a text date stays text in the file until someone edits that very cell. What is
understood with certainty although Excel cannot count with it comes with an :class:`Oddity`, which becomes a
finding; what is not certain is :class:`Unclear`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from valmennus_tui import i18n
from valmennus_tui.domain.choices import Choices, match_listed
from valmennus_tui.domain.record import Oddity
from valmennus_tui.domain.schema import FieldKind, FieldSpec
from valmennus_tui.domain.values import FieldValue, PartialDate, Unclear
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import Cell, CellError, CellValue, NewValue
from valmennus_tui.workbook.serials import from_serial
from valmennus_tui.workbook.shipped_choices import shipped_choices
from valmennus_tui.workbook.typed_text import tidy
from valmennus_tui.workbook.yes_no_text import parse_yes_no

if TYPE_CHECKING:
    from valmennus_tui.workbook.date_text import DateReading

_PLAUSIBLE_DAYS = (date(1990, 1, 1), date(2099, 12, 31))
_PLAUSIBLE_YEARS = (1990, 2099)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell means, and what is odd about how it says it."""

    value: FieldValue
    oddity: Oddity | None = None


def from_cell(
    cell: Cell,
    spec: FieldSpec | FieldKind,
    *,
    choices: Choices | None = None,
    listed: Sequence[str] = (),
    date1904: bool = False,
) -> FieldValue:
    """The field value that a cell holds; see :func:`read_cell`."""
    return read_cell(cell, spec, choices=choices, listed=listed, date1904=date1904).value


def read_cell(
    cell: Cell,
    spec: FieldSpec | FieldKind,
    *,
    choices: Choices | None = None,
    listed: Sequence[str] = (),
    date1904: bool = False,
) -> Reading:
    """What a cell means for a field.

    ``choices`` are the lists in force (the shipped ones if None), ``listed`` the values of the cell's own
    drop-down list, which count as good whatever the shipped lists say. ``date1904`` is the workbook's date
    system, used for a day number in a cell without a date format. A code or text cannot be unclear: an
    error value or a result that waits for Excel reads as blank there, and the oddity tells. A bare kind in
    place of a field has no list and no words of its own.
    """
    if isinstance(spec, FieldKind):
        spec = FieldSpec("", spec, "")
    textual = spec.kind in (FieldKind.CODE, FieldKind.TEXT)
    if cell.stale:
        return Reading(None if textual else Unclear(cell.raw, "stale"), Oddity.STALE)
    value = cell.value
    if isinstance(value, CellError):
        return Reading(None if textual else Unclear(value.code, "error_value"), Oddity.ERROR_VALUE)
    if value is None:
        return Reading(None)
    if spec.kind is FieldKind.DATE:
        return _date(value, cell.number_format, date1904)
    if spec.kind in (FieldKind.NUMBER, FieldKind.INTEGER):
        return _number(value, spec.kind)
    if spec.kind is FieldKind.YES_NO:
        return Reading(_yes_no(value, spec.name))
    if spec.kind is FieldKind.PERIOD:
        return Reading(_period(value, cell.number_format, date1904))
    text = _as_text(value)
    if spec.kind is FieldKind.CHOICE:
        return Reading(_choice(text, spec, choices, listed))
    return Reading(_text(text, spec.kind))


def parse_typed(
    text: str,
    spec: FieldSpec,
    language: str | None = None,
    *,
    choices: Choices | None = None,
    listed: Sequence[str] | None = None,
) -> FieldValue:
    """What a person types into a form or as ``FIELD=VALUE``: the same tolerance as for cells.

    Dates also as ``2026-03-01``; the decimal sign by ``language`` (the one in force if None). ``listed`` is
    the cell's own drop-down list where it has one: the value is then always one of its texts, or Unclear.
    """
    if spec.kind is FieldKind.DATE:
        return _date_text(text).value
    if spec.kind in (FieldKind.NUMBER, FieldKind.INTEGER):
        return _number_text(text, spec.kind, language or i18n.language())
    if spec.kind is FieldKind.YES_NO:
        return parse_yes_no(text, spec.name)
    if spec.kind is FieldKind.PERIOD:
        return _period_text(text)
    if spec.kind is FieldKind.CHOICE:
        return _typed_choice(text, spec, choices, listed)
    return _text(text, spec.kind)


def display(value: FieldValue, spec: FieldSpec | None = None) -> str:
    """A value as screens and messages show it: ``1.3.2026``, decimal comma by language, what is unclear raw.

    The text is as untrusted as the cell: a screen passes it through its safe-text function.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return i18n.format_date(value)
    if isinstance(value, Decimal):
        return i18n.format_number(value)
    if isinstance(value, (PartialDate, Unclear)):
        return value.raw
    return str(value)


def to_json(value: FieldValue) -> Any:
    """A value as the commands print it: ISO date, true/false, number, text, ``{"raw": …}``, null."""
    if isinstance(value, (PartialDate, Unclear)):
        return {"raw": value.raw}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def to_new_value(value: FieldValue, yes: NewValue = True, no: NewValue = False) -> NewValue:
    """What to write into the cell. ``yes`` and ``no`` are what the column uses (a list's own words, ``x``).

    A partial date is written as the text it was. Raises ValueError for an unclear value.
    """
    if isinstance(value, Unclear):
        raise ValueError(f"an unclear value cannot be written ({value.reason})")
    if isinstance(value, PartialDate):
        return value.raw
    if isinstance(value, bool):
        return yes if value else no
    return value


def _date(value: CellValue, number_format: str, date1904: bool) -> Reading:
    if isinstance(value, date):
        return Reading(_shown_date(value.date() if isinstance(value, datetime) else value, number_format))
    if isinstance(value, str):
        reading = _date_text(value)
        if not isinstance(reading.value, date):
            return Reading(reading.value)
        return Reading(reading.value, Oddity.TWO_DIGIT_YEAR if reading.two_digit else Oddity.TEXT_DATE)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_number(value, date1904)
    return Reading(Unclear(_as_text(value), "not_a_date"))


def _day_number(value: int | float, date1904: bool) -> Reading:
    """A number without a date format: a year (``2026``), or the number of a day between 1990 and 2099."""
    if value == int(value) and _PLAUSIBLE_YEARS[0] <= value <= _PLAUSIBLE_YEARS[1]:
        return Reading(PartialDate(str(int(value)), int(value)))
    moment = from_serial(value, date1904)
    day = moment.date() if isinstance(moment, datetime) else moment
    if isinstance(day, date) and _PLAUSIBLE_DAYS[0] <= day <= _PLAUSIBLE_DAYS[1]:
        return Reading(day, Oddity.UNFORMATTED_DATE)
    return Reading(Unclear(_as_text(value), "not_a_date"))


def _shown_date(day: date, number_format: str) -> date | PartialDate:
    """Excel turns a typed ``3/2026`` into the first of March and shows the month alone: so it was meant."""
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.split(";")[0]).casefold()
    if "y" not in letters or "d" in letters or day.day != 1:
        return day
    if "m" in letters:
        return PartialDate(f"{day.month}/{day.year}", day.year, day.month)
    return PartialDate(str(day.year), day.year) if day.month == 1 else day


def _period(value: CellValue, number_format: str, date1904: bool) -> str | Unclear | None:
    """A period from a text, a year, or the first day of a month."""
    if isinstance(value, str):
        return _period_text(value)
    from valmennus_tui.workbook.period_text import NOT_A_PERIOD, period_of

    return period_of(_date(value, number_format, date1904).value) or Unclear(_as_text(value), NOT_A_PERIOD)


def _number(value: CellValue, kind: FieldKind) -> Reading:
    if isinstance(value, str):
        parsed = _number_text(value, kind)
        known = isinstance(parsed, (int, Decimal))
        return Reading(parsed, Oddity.TEXT_NUMBER if known else None)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Reading(Unclear(_as_text(value), "not_a_number"))
    if kind is FieldKind.NUMBER:
        return Reading(Decimal(repr(value)))
    if value == int(value):
        return Reading(int(value))
    return Reading(Unclear(_as_text(value), "not_whole"))


def _yes_no(value: CellValue, field: str) -> bool | Unclear | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and value in (0, 1):
        return bool(value)
    return parse_yes_no(_as_text(value), field)


def _choice(
    text: str, spec: FieldSpec, choices: Choices | None, listed: Sequence[str]
) -> str | Unclear | None:
    plain = tidy(text)
    if plain in ("", "-"):
        return None
    known = (shipped_choices() if choices is None else choices).get(spec.choices)
    choice = known.find(plain) if known else None
    if choice:
        return choice.text
    if known is None or known.open or match_listed(plain, listed) is not None:
        return plain
    return Unclear(text, "not_in_list")


def _typed_choice(
    text: str, spec: FieldSpec, choices: Choices | None, listed: Sequence[str] | None
) -> str | Unclear | None:
    if not listed:
        return _choice(text, spec, choices, ())
    if tidy(text) in ("", "-"):
        return None
    own = match_listed(text, listed)
    if own is not None:
        return own
    known = (shipped_choices() if choices is None else choices).get(spec.choices)
    meant = known.find(tidy(text)) if known else None
    same = [value for value in listed if known and meant and known.find(value) is meant]
    return same[0] if len(same) == 1 else Unclear(text, "not_in_list")


def _text(text: str, kind: FieldKind) -> str | None:
    return (tidy(text) if kind is FieldKind.CODE else text.strip()) or None


def _as_text(value: CellValue) -> str:
    """A cell's value as text, for a field that holds text and for ``raw``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return f"{i18n.format_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return i18n.format_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (int, float)):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return str(value)


# Texts, of which a tidy workbook has few: what reads them is imported on demand.
def _date_text(text: str) -> DateReading:
    from valmennus_tui.workbook.date_text import read_date

    return read_date(text)


def _number_text(text: str, kind: FieldKind, language: str = "fi") -> FieldValue:
    from valmennus_tui.workbook.number_text import parse_integer, parse_number

    return parse_integer(text, language) if kind is FieldKind.INTEGER else parse_number(text, language)


def _period_text(text: str) -> str | Unclear | None:
    from valmennus_tui.workbook.period_text import read_period

    return read_period(text)
