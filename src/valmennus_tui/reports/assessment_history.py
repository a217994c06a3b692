"""The history in an assessment's report: totals, criterion by criterion, and when the next one is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from valmennus_tui.domain.assessment import Assessment, Trend, dated, next_due, trend
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.i18n import _, format_date
from valmennus_tui.reports.model import Block, Chart, ChartKind, Column, ColumnKind, Paragraph, Table

_NAME = 34
_MOST_DAYS = 8
"""Assessments shown criterion by criterion: the latest."""
_DAYS_A_TABLE = 4


def history_blocks(edition: Edition, history: Sequence[Assessment], today: date) -> Iterator[Block]:
    """The history by one edition of the scale."""
    yield from _due(edition, history, today)
    known = trend(history, edition)
    if not known.dates:
        return
    table = Table(
        (
            Column(_("Day"), ColumnKind.DATE, 12),
            Column(_("Scored"), ColumnKind.WHOLE, 10),
            Column(_("Criteria"), ColumnKind.WHOLE),
            Column(_("Total"), ColumnKind.WHOLE, 12),
            Column(_("Level"), width=_NAME),
        ),
        tuple(
            (
                day,
                one.scored,
                len(edition.criteria),
                one.total,
                one.band.words.text() if one.band else "",
            )
            for day, one in zip(known.dates, known.scorings, strict=True)
        ),
    )
    yield table
    yield Chart(ChartKind.COLUMN, _("Total by assessment"), table, 0, (3,), highest=edition.maximum)
    latest = [one for _day, one in dated(history)[-_MOST_DAYS:]]
    for start in range(0, len(latest), _DAYS_A_TABLE):
        yield _by_criterion(edition, trend(latest[start : start + _DAYS_A_TABLE], edition))


def _due(edition: Edition, history: Sequence[Assessment], today: date) -> Iterator[Block]:
    due = next_due(history, edition)
    if due.on is None:
        yield Paragraph(_("No whole assessment yet: the first one is due now."))
        return
    text = _("Next assessment by {day} ({months} months after the last whole one).")
    yield Paragraph(text.format(day=format_date(due.on), months=due.months))
    if due.overdue(today):
        yield Paragraph(_("The assessment is overdue."))


def _by_criterion(edition: Edition, known: Trend) -> Table:
    days = tuple(Column(format_date(day), ColumnKind.WHOLE, 11) for day in known.dates)
    head = (Column(_("No."), ColumnKind.WHOLE, 6), Column(_("Criterion"), width=_NAME))
    return Table(
        (*head, *days), tuple((one.number, one.name, *known.criteria[one.number]) for one in edition.criteria)
    )
