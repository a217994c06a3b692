"""The closed list of tables that may go to outsiders, and how their counts hang together.

Team level only, for half-years and years (``domain/rules.md`` 3d). Nothing else is published: a table that is
not here has not been checked for what follows from it together with the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from valmennus_tui.domain.indicators.figures import IndicatorTable
from valmennus_tui.domain.possible_worlds import Relation
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.i18n import N_, _


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """One count of a table. ``indicators`` are added up; ``due`` takes the denominator of a kept count.

    ``part_of`` is the row that it is a part of: a zero in it tells something. ``percent`` says that its share
    of that row is shown too. ``adds_up`` says that the half-years make the year (events, not people).
    """

    id: str
    indicators: tuple[str, ...]
    due: bool = False
    part_of: str | None = None
    percent: bool = False
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class OutsideTable:
    """A table: rows of counts, and indicators whose mean is shown in whole days."""

    id: str
    title: str
    rows: tuple[OutsideRow, ...] = ()
    means: tuple[str, ...] = ()

    @property
    def shown_title(self) -> str:
        """The title in the language in force."""
        return _(self.title)


OUTSIDE_TABLES = (
    OutsideTable(
        "clients",
        N_("Clients"),
        (
            OutsideRow("served", ("served",)),
            OutsideRow("new", ("new",)),
            OutsideRow("exits", ("exits",), adds_up=True),
            OutsideRow("exits_job", ("exits_job",), part_of="exits", adds_up=True),
            OutsideRow("exits_study", ("exits_study",), part_of="exits", adds_up=True),
            OutsideRow("exits_other", ("exits_other", "exits_unknown"), part_of="exits", adds_up=True),
        ),
    ),
    OutsideTable(
        "work",
        N_("Work in the open labour market"),
        (
            OutsideRow("worked", ("worked",), part_of="served", percent=True),
            OutsideRow("first_job_clients", ("first_job_clients",)),
            OutsideRow("job_starts", ("job_starts",), adds_up=True),
            OutsideRow("job_ends", ("job_ends",), adds_up=True),
            OutsideRow("kept_due", ("kept_90",), due=True, adds_up=True),
            OutsideRow("kept_90", ("kept_90",), part_of="kept_due", percent=True, adds_up=True),
        ),
    ),
    OutsideTable(
        "education", N_("Education"), (OutsideRow("education_starts", ("education_starts",), adds_up=True),)
    ),
    OutsideTable("speed", N_("Speed of job search"), means=("days_to_contact", "days_to_job")),
)
"""All tables, in their order."""

OUTSIDE_ROWS: Mapping[str, OutsideRow] = {row.id: row for table in OUTSIDE_TABLES for row in table.rows}


@dataclass(frozen=True, slots=True)
class CellId:
    """A count: a row of the tables in a period.

    ``without`` marks counts that are never shown but follow by subtraction: ``"rest"`` the row's parent less
    the row (who did not work), a half-year the year's count less that half-year's.
    """

    row: str
    period: Period
    without: str | Period = ""

    @property
    def derived(self) -> bool:
        """Whether this is not a cell of a table but a difference of two."""
        return self.without != ""


def counts(tables: Mapping[Period, IndicatorTable]) -> dict[CellId, int]:
    """The true counts of all cells, derived ones too. Rows whose figures are not known, or leave workbooks
    out, are not there."""
    found: dict[CellId, int] = {}
    for period, table in tables.items():
        for row in OUTSIDE_ROWS.values():
            number = _count(row, table)
            if number is not None:
                found[CellId(row.id, period)] = number
    return found | dict(_derived(found))


def _count(row: OutsideRow, table: IndicatorTable) -> int | None:
    figures = [table.team[name] for name in row.indicators]
    numbers = [figure.denominator if row.due else figure.numerator for figure in figures]
    whole = [number for number in numbers if isinstance(number, int)]
    known = len(whole) == len(numbers) and not any(figure.partial for figure in figures)
    return sum(whole) if known else None


def _derived(found: Mapping[CellId, int]) -> Iterator[tuple[CellId, int]]:
    for cell, number in found.items():
        row = OUTSIDE_ROWS[cell.row]
        whole = found.get(CellId(row.part_of, cell.period)) if row.percent and row.part_of else None
        if whole is not None:
            yield CellId(cell.row, cell.period, "rest"), whole - number
        for half in halves(cell.period):
            part = found.get(CellId(cell.row, half))
            other = CellId(cell.row, _sibling(half))
            if part is not None and not (row.adds_up and other in found):
                yield CellId(cell.row, cell.period, half), number - part


def halves(period: Period) -> tuple[Period, ...]:
    """The half-years of a year; none of a half-year."""
    return period.parts(PeriodKind.HALF_YEAR) if period.kind is PeriodKind.YEAR else ()


def _sibling(half: Period) -> Period:
    return Period(half.kind, half.year, 3 - half.number)


def relations(world: Mapping[CellId, int]) -> tuple[Relation[CellId], ...]:
    """What anyone can know of how the counts hang together.

    Some relations hold in practice though not by definition (who leaves in one half-year is not there in the
    next): they are counted on wherever they are true, since a reader may well count on them.
    """
    every = [*_definitions(world), *_order(world), *_halves(world)]
    usable = (relation for relation in every if all(cell in world for cell in relation.factors))
    return tuple(relation for relation in usable if relation.holds(world))


def _definitions(world: Mapping[CellId, int]) -> Iterator[Relation[CellId]]:
    """Totals and their parts, and the derived counts."""
    for period in {cell.period: None for cell in world}:
        kinds = ("exits_job", "exits_study", "exits_other")
        yield _relation({"exits": -1} | dict.fromkeys(kinds, 1), period, exact=True)
    for cell in world:
        part_of = OUTSIDE_ROWS[cell.row].part_of
        if cell.without == "rest" and part_of:
            parts = {CellId(part_of, cell.period): -1, CellId(cell.row, cell.period): 1, cell: 1}
            yield Relation(parts, exact=True)
        elif isinstance(cell.without, Period):
            parts = {CellId(cell.row, cell.period): -1, CellId(cell.row, cell.without): 1, cell: 1}
            yield Relation(parts, exact=True)


_AT_MOST = (
    ("new", "served"),
    ("exits", "served"),
    ("first_job_clients", "worked"),
    ("first_job_clients", "job_starts"),
    ("first_job_clients", "served"),
    ("worked", "served"),
    ("kept_90", "kept_due"),
)


def _order(world: Mapping[CellId, int]) -> Iterator[Relation[CellId]]:
    """Counts that are at most others of the same period."""
    for period in {cell.period: None for cell in world}:
        for smaller, greater in _AT_MOST:
            yield _relation({smaller: 1, greater: -1}, period, exact=False)


def _halves(world: Mapping[CellId, int]) -> Iterator[Relation[CellId]]:
    """A year and its half-years: events add up; people count at least once and at most twice."""
    for year in {cell.period: None for cell in world if halves(cell.period)}:
        first, second = halves(year)
        for row in OUTSIDE_ROWS.values():
            sums = {CellId(row.id, year): 1, CellId(row.id, first): -1, CellId(row.id, second): -1}
            yield Relation(sums, exact=True)
            if not row.adds_up:
                yield Relation(sums, exact=False)
            rests = {CellId(cell.row, cell.period, "rest"): factor for cell, factor in sums.items()}
            yield Relation(rests, exact=row.adds_up)
        for one, other in ((first, second), (second, first)):
            change = "new" if one == first else "exits"
            beside = {CellId("served", year): 1, CellId("served", one): -1, CellId(change, other): -1}
            yield Relation(beside, exact=True)
            yield Relation(beside, exact=False)
        begun = {CellId("worked", year): 1, CellId("worked", first): -1, CellId("job_starts", second): -1}
        yield Relation(begun, exact=False)


def _relation(factors: Mapping[str, int], period: Period, *, exact: bool) -> Relation[CellId]:
    return Relation({CellId(row, period): factor for row, factor in factors.items()}, exact)
