"""The report for outsiders: the closed list of tables of the team, small counts hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from valmennus_tui import i18n
from valmennus_tui.domain.outside_tables import OutsideTable
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.suppression import OutsideData
from valmennus_tui.i18n import N_, _
from valmennus_tui.reports.model import Block, Column, ColumnKind, Paragraph, Report, Section, Table, Value
from valmennus_tui.workbook.shipped_indicators import shipped_indicators

_ROW_NAMES: Mapping[str, str] = {
    "kept_due": N_("Jobs whose 90th day fell in the period"),
    "kept_90": N_("Of these, jobs kept for 90 days"),
}
"""Rows that no indicator names by itself."""


def outside_report(
    data: OutsideData, today: date, team_name: str = "", *, incomplete: bool = False
) -> Report:
    """The report of what :func:`~valmennus_tui.domain.suppression.for_outsiders` lets out.

    ``incomplete``: some workbooks were not read, which the report itself says.
    """
    periods = ", ".join(period.label for period in data.periods)
    lead = [
        _("Period: {periods}").format(periods=periods),
        _("Counts of 1 to {most} and those that would give them away are hidden (–).").format(
            most=data.threshold - 1
        ),
    ]
    if team_name:
        lead.insert(0, _("Team: {name}").format(name=team_name))
    if incomplete:
        lead.append(_("Some workbooks were not read, so the team's figures would be too small."))
    sections = tuple(Section(table.shown_title, tuple(_blocks(table, data))) for table in data.tables)
    return Report(_("Results of the service"), today, tuple(lead), sections)


def _blocks(table: OutsideTable, data: OutsideData) -> Iterator[Block]:
    if table.rows:
        columns = [Column(_("Indicator"), width=44)]
        shares = any(row.percent for row in table.rows)
        for period in data.periods:
            columns.append(Column(period.label, ColumnKind.WHOLE, 18))
            columns += [Column(_("Per cent"), ColumnKind.PERCENT, 12)] if shares else []
        rows = tuple(
            (_row_name(row.id, row.indicators), *_cells(row.id, data, shares=shares)) for row in table.rows
        )
        yield Table(tuple(columns), rows)
    if table.means:
        yield Paragraph(_("Means in whole days; a mean over few people is not shown."))
        columns = [Column(_("Indicator"), width=44)]
        columns += [Column(period.label, ColumnKind.WHOLE, 18) for period in data.periods]
        rows = tuple(
            (_name(name), *(_days(data, name, period) for period in data.periods)) for name in table.means
        )
        yield Table(tuple(columns), rows)


def _row_name(row: str, indicators: tuple[str, ...]) -> str:
    if row in _ROW_NAMES:
        return _(_ROW_NAMES[row])
    return _name(indicators[0])


def _name(indicator: str) -> str:
    return shipped_indicators()[indicator].name(i18n.language())


def _cells(row: str, data: OutsideData, *, shares: bool) -> Iterator[Value]:
    """A row's count in each period, with its share beside it. What is hidden is not told from the unknown."""
    for period in data.periods:
        cell = data.cell(row, period)
        yield "–" if cell.count is None else cell.count
        if shares:
            yield "" if cell.percent is None else Fraction(cell.percent, 100)


def _days(data: OutsideData, indicator: str, period: Period) -> Value:
    means = (mean for mean in data.means if mean.indicator == indicator and mean.period == period)
    return next((mean.days for mean in means), None)
