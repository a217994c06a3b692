"""What outsiders may see of a team: small counts hidden, and enough others that none follows by reckoning.

Rules (``domain/rules.md`` 3d): counts from 1 to 4 are hidden (the threshold can be raised), a zero too where
it is a part of a total that is not zero, since it says that everybody is elsewhere. Who makes up the rest of
a total (served but did not work) and who only one of two overlapping periods holds is as protected as a cell.
Further cells are hidden until every hidden small count can lie at least a threshold's width apart, whatever
is reckoned from all published cells of all tables together (:mod:`valmennus_tui.domain.protection`).
Percentages only between two published counts, in whole per cent; means only over enough people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from valmennus_tui.domain.indicators.figures import IndicatorTable, rounded
from valmennus_tui.domain.outside_tables import (
    OUTSIDE_ROWS,
    OUTSIDE_TABLES,
    CellId,
    OutsideTable,
    counts,
    halves,
)
from valmennus_tui.domain.protection import published_cells
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _

DEFAULT_THRESHOLD = 5
"""Counts below this are small. Public rules vary between 3 and 5; the stricter common one is the default."""


@dataclass(frozen=True, slots=True)
class OutsideCell:
    """One cell as outsiders see it. ``count`` is None where it is hidden, or not known (``known`` False).

    ``percent`` is the share of the row's parent in whole per cent, None where it is not shown.
    """

    row: str
    period: Period
    count: int | None
    percent: int | None
    known: bool

    @property
    def hidden(self) -> bool:
        """Known but kept back: shown as the same dash whether it is small itself or protects another."""
        return self.known and self.count is None


@dataclass(frozen=True, slots=True)
class OutsideMean:
    """A mean in whole days, None where it is hidden or there is none."""

    indicator: str
    period: Period
    days: int | None


@dataclass(frozen=True)
class OutsideData:
    """All tables of one data set, in the order of the closed list."""

    periods: tuple[Period, ...]
    threshold: int
    tables: tuple[OutsideTable, ...]
    cells: Mapping[CellId, OutsideCell]
    means: tuple[OutsideMean, ...]

    def cell(self, row: str, period: Period) -> OutsideCell:
        """A cell of the tables. Raises KeyError for one that they do not have."""
        return self.cells[CellId(row, period)]

    @property
    def published(self) -> frozenset[CellId]:
        """The cells whose counts are shown: give them as ``already`` when later periods join them."""
        return frozenset(name for name, cell in self.cells.items() if cell.count is not None)


def for_outsiders(
    tables: Mapping[Period, IndicatorTable],
    threshold: int = DEFAULT_THRESHOLD,
    already: Collection[CellId] = (),
) -> OutsideData:
    """The tables of a team for outsiders, over all periods that are or have been published together.

    ``already`` are cells that are out in public and can be hidden no more; others give way to them.
    Raises UsageError for a month or quarter, a period that has not ended, tables counted by different rules
    or on different days (their difference would tell of single people), or a threshold below 3.
    """
    _check(tables, threshold)
    truth = counts(tables)
    shown = published_cells(truth, threshold, already)
    cells: dict[CellId, OutsideCell] = {}
    for period in tables:
        for row in OUTSIDE_ROWS:
            name = CellId(row, period)
            count = truth[name] if name in shown else None
            cells[name] = OutsideCell(
                row, period, count, _percent(name, truth, shown, threshold), name in truth
            )
    means = tuple(
        OutsideMean(indicator, period, _mean(indicator, period, tables, threshold, already))
        for table in OUTSIDE_TABLES
        for indicator in table.means
        for period in tables
    )
    return OutsideData(tuple(tables), threshold, OUTSIDE_TABLES, cells, means)


def _check(tables: Mapping[Period, IndicatorTable], threshold: int) -> None:
    if threshold < 3:
        raise UsageError(_("The smallest count that may be shown must be at least 3."))
    for period, table in tables.items():
        if period.kind not in (PeriodKind.HALF_YEAR, PeriodKind.YEAR):
            raise UsageError(_("Tables for outsiders are made of half-years and years only."))
        if table.as_of < period.last:
            message = _(
                "{period} has not ended yet. Tables for outsiders are made of periods that have ended."
            )
            raise UsageError(message.format(period=period))
    if len({table.as_of for table in tables.values()}) > 1 or _rules_differ(tables):
        raise UsageError(_("All tables for outsiders must be counted on the same day and by the same rules."))


def _rules_differ(tables: Mapping[Period, IndicatorTable]) -> bool:
    """Whether rules differ in more than the weeks at work, which belong to each period."""
    kinds = {
        (
            rules.strict,
            rules.with_subsidised,
            rules.keep_days,
            rules.codes_are_team_wide,
            tuple(sorted(rules.coach_of_source.items())),
        )
        for rules in (table.rules for table in tables.values())
    }
    return len(kinds) > 1


def _percent(
    cell: CellId, truth: Mapping[CellId, int], shown: Collection[CellId], threshold: int
) -> int | None:
    """A cell's share of its parent, where both are shown and the parent is not small."""
    row = OUTSIDE_ROWS[cell.row]
    parent = CellId(row.part_of or "", cell.period)
    if not row.percent or cell not in shown or parent not in shown or truth[parent] < threshold:
        return None
    return rounded(Fraction(100 * truth[cell], truth[parent]))


def _mean(
    indicator: str,
    period: Period,
    tables: Mapping[Period, IndicatorTable],
    threshold: int,
    already: Collection[CellId],
) -> int | None:
    """A mean in whole days over at least the threshold.

    A half-year's is not shown beside the year's where the other half-year would be left with too few; the
    year's is not where such a half-year is public already.
    """
    figure = tables[period].team[indicator]
    if figure.partial or figure.value is None or (figure.denominator or 0) < threshold:
        return None
    for year in tables:
        for half in halves(year):
            if half not in tables or not _leaves_few(indicator, tables[year], tables[half], threshold):
                continue
            if period == (year if any(cell.period == half for cell in already) else half):
                return None
    return rounded(Fraction(figure.value))


def _leaves_few(indicator: str, year: IndicatorTable, half: IndicatorTable, threshold: int) -> bool:
    """Whether the year's mean is over a few more than the half-year's."""
    more = Fraction(year.team[indicator].denominator or 0) - Fraction(half.team[indicator].denominator or 0)
    return 0 < more < threshold
