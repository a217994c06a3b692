"""Periods as people write them: ``2026-10``, ``2026-Q3``, ``10/2026``, the first day of a month, ``2026``."""

from __future__ import annotations

from datetime import date

from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.domain.values import PartialDate, Unclear
from valmennus_tui.errors import UsageError
from valmennus_tui.workbook.date_text import read_date
from valmennus_tui.workbook.typed_text import tidy

NOT_A_PERIOD = "not_a_period"


def read_period(text: str) -> str | Unclear | None:
    """The period that a text names, as :class:`Period` writes it; None for a blank or a mere dash."""
    plain = tidy(text)
    if plain in ("", "-"):
        return None
    try:
        return str(Period.parse(plain))
    except UsageError:
        return period_of(read_date(plain).value) or Unclear(text, NOT_A_PERIOD)


def period_of(value: object) -> str | None:
    """The period that a date stands for: a month or year known no nearer, or the first day of a month.

    Any other day names no period, and neither does a week.
    """
    if isinstance(value, date) and value.day == 1:
        return str(Period.holding(value, PeriodKind.MONTH))
    if isinstance(value, PartialDate) and value.year is not None and value.week is None:
        if value.month is None:
            return str(Period(PeriodKind.YEAR, value.year))
        return str(Period(PeriodKind.MONTH, value.year, value.month))
    return None
