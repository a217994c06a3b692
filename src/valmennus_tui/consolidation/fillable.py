"""The periods that a team workbook has rows for: what can be filled in."""

from __future__ import annotations

from datetime import date

from valmennus_tui.document.document import Document
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.errors import UsageError
from valmennus_tui.workbook.figures import find_figures


def fillable_periods(team: Document, today: date) -> tuple[Period, ...]:
    """Periods that have begun and have rows, the one that most likely comes next first.

    That is the last quarter that has ended, then the one that runs, then the others from the newest on,
    quarters before months, half-years and years.
    """
    profile = team.main.recognition.profile
    sheets = () if profile is None else find_figures(team.main.shown, profile)
    found = {
        period for sheet in sheets for _coach, when in sheet.rows if (period := _period(when)) is not None
    }
    running = Period.holding(today, PeriodKind.QUARTER)
    order = (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF_YEAR, PeriodKind.YEAR)

    def rank(period: Period) -> tuple[bool, bool, int, int]:
        newest = -period.first.toordinal()
        return period != running.previous, period != running, order.index(period.kind), newest

    return tuple(sorted((period for period in found if period.first <= today), key=rank))


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except UsageError:
        return None
