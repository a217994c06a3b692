"""What a text typed into a cell of the sheet means: as Excel takes it, but only where it is certain."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from valmennus_tui.domain.values import PartialDate
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import Cell, NewValue
from valmennus_tui.workbook.date_text import read_date
from valmennus_tui.workbook.number_text import parse_number

_LOOKS_LIKE_NUMBER = re.compile(r"[+-]?\d[\d\u00a0 ]*([.,]\d+)?")


def typed_value(text: str, cell: Cell) -> NewValue:
    """The value to write for a typed text.

    An apostrophe in front makes anything text. A cell that holds text keeps getting text, so that a code such
    as 007 stays what it is. Elsewhere a whole date, a number, TRUE and FALSE are understood.
    """
    if not text:
        return None
    if text.startswith("'"):
        return text[1:]
    if isinstance(cell.value, str) and cell.value:
        return text
    if text.strip().casefold() in (_("TRUE").casefold(), _("FALSE").casefold()):
        return text.strip().casefold() == _("TRUE").casefold()
    for understood in (_day(text), _number(text, cell)):
        if understood is not None:
            return understood
    return text


def _day(text: str) -> date | None:
    reading = read_date(text)
    value = reading.value
    if isinstance(value, PartialDate) or reading.two_digit:
        return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _number(text: str, cell: Cell) -> Decimal | None:
    if not _LOOKS_LIKE_NUMBER.fullmatch(text.strip()):
        return None
    is_code = re.fullmatch(r"0\d+", text.strip()) is not None
    value = parse_number(text)
    return value if isinstance(value, Decimal) and not is_code and cell.number_format != "@" else None
