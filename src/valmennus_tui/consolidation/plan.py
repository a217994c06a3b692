"""What consolidation would write into the team workbook: planned first, written only on request."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from valmennus_tui.consolidation.duplicates import set_aside
from valmennus_tui.consolidation.figure_values import is_blank, is_same, written_value
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.origins import Origins, fingerprints
from valmennus_tui.consolidation.provenance import CountedRows, Origin, Sidecar, read_sidecar
from valmennus_tui.consolidation.team_table import team_table
from valmennus_tui.document.document import Document
from valmennus_tui.document.team_data import team_data
from valmennus_tui.domain.evidence.team import TeamData
from valmennus_tui.domain.indicators.figures import Figure, IndicatorTable
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import N_, _
from valmennus_tui.workbook.address import Ref, parse_qualified
from valmennus_tui.workbook.cells import Cell, CellValue, NewValue
from valmennus_tui.workbook.checks import why_not
from valmennus_tui.workbook.figures import FigureSheet, find_figures


class Withheld(StrEnum):
    """Why a figure is not written."""

    NO_ROW = "no_row"
    NO_WORKBOOK = "no_workbook"
    NO_COACH = "no_coach"
    PARTIAL = "partial"
    INCOMPLETE = "incomplete"
    PROTECTED = "protected"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """The reason as a sentence in the language in force."""
        return _(_WITHHELD[self])


_WITHHELD: Mapping[Withheld, str] = {
    Withheld.NO_ROW: N_("The team workbook has no row for this coach and period. Add the coach to it first."),
    Withheld.NO_WORKBOOK: N_("No workbook of this coach was read, so the coach's figures stay as they are."),
    Withheld.NO_COACH: N_("The workbook does not tell whose it is. Write the coach's code into it."),
    Withheld.PARTIAL: N_("Some workbooks lack a needed column, so the team's figure would be too small."),
    Withheld.INCOMPLETE: N_("Some workbooks were not read, so the team's figures would be too small."),
    Withheld.PROTECTED: N_("The cell is protected or part of a larger area."),
    Withheld.MOVED: N_(
        "The coaches stand in another order in the team workbook than when it was filled in: this coach's"
        " earlier figures are on another coach's rows. Put the coaches back in their order, or fill in every"
        " period again."
    ),
}


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Figures that are not written, and why. ``coach`` None is the whole team."""

    reason: Withheld
    coach: str | None
    period: str | None = None
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One figure and its cell. ``coach`` None is the whole team; ``own`` tells that what stands in the cell
    is the program's own earlier figure.

    ``files`` were looked through, ``counted`` are the rows counted, ``of`` those in the denominator.
    """

    sheet: str
    ref: Ref
    old: CellValue
    new: NewValue
    coach: str | None
    period: Period
    figure: Figure
    own: bool = False
    files: tuple[str, ...] = ()
    counted: tuple[CountedRows, ...] = ()
    of: tuple[CountedRows, ...] = ()

    @property
    def indicator(self) -> str:
        """The id of the indicator."""
        return self.figure.indicator


@dataclass(frozen=True)
class Plan:
    """What would be written. ``conflicts`` are cells where a person typed another value; ``same`` hold the
    figure already. ``files`` are the sources, name to SHA-256. ``sidecar_lost``: the record of earlier
    figures cannot be understood. ``left_out`` are how many files could not be read."""

    periods: tuple[Period, ...]
    as_of: date
    changes: tuple[Planned, ...]
    conflicts: tuple[Planned, ...]
    same: tuple[Planned, ...]
    not_written: tuple[NotWritten, ...]
    files: Mapping[str, str]
    sidecar: Sidecar
    sidecar_lost: bool = False
    left_out: int = 0


def periods_within(period: Period, as_of: date) -> tuple[Period, ...]:
    """A period with the shorter ones in it that have begun: a quarter's months, a year's quarters too.

    Raises UsageError where the period itself has not begun.
    """
    period.last_seen(as_of)
    kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
    found = [part for kind in kinds for part in period.parts(kind) if part.first <= as_of]
    return tuple(dict.fromkeys(found))


def make_plan(team: Document, gathered: Gathered, period: Period, as_of: date) -> Plan:
    """The plan for a period and the shorter ones in it. Writes nothing.

    Cells with formulas are left alone. Raises UsageError for a team workbook without places for figures, or a
    period that has not begun.
    """
    profile = team.main.recognition.profile
    sheets = () if profile is None else find_figures(team.main.shown, profile)
    if not sheets:
        raise UsageError(_("The team workbook has no sheet for the figures."), path=team.path)
    periods = periods_within(period, as_of)
    sidecar = read_sidecar(team.path)
    planner = _Planner(team, gathered, sheets, sidecar or Sidecar())
    known = team_data(team, team.settings)
    planner.look_for_coaches(periods, known)
    planner.look_for_moved_figures()
    for each in periods:
        if any(str(each) == when for sheet in sheets for _coach, when in sheet.rows):
            planner.add(team_table(gathered, each, as_of, team.settings, known))
    return Plan(
        periods=periods,
        as_of=as_of,
        changes=tuple(planner.changes),
        conflicts=tuple(planner.conflicts),
        same=tuple(planner.same),
        not_written=tuple(dict.fromkeys(planner.not_written)),
        files=fingerprints(gathered),
        sidecar=sidecar or Sidecar(),
        sidecar_lost=sidecar is None,
        left_out=_left_out(gathered),
    )


def _was_there(coach: str, periods: Iterable[Period], team: TeamData) -> bool:
    """Whether a coach's terms, as the team workbook tells them, hold on some day of the periods."""
    return any(
        (term.valid_from or period.first) <= period.last and (term.valid_to or period.last) >= period.first
        for term in team.terms_of(coach)
        for period in periods
    )


def _left_out(gathered: Gathered) -> int:
    return len({problem.path for problem in gathered.problems if problem.exit_code})


class _Planner:
    """Figures put into their cells, table by table."""

    def __init__(
        self, team: Document, gathered: Gathered, sheets: tuple[FigureSheet, ...], sidecar: Sidecar
    ) -> None:
        self.view = team.main.shown
        self.gathered, self.sheets, self.sidecar = gathered, sheets, sidecar
        self.origins = Origins(gathered)
        self.incomplete = gathered.cancelled or bool(gathered.conflicts)
        self.changes: list[Planned] = []
        self.conflicts: list[Planned] = []
        self.same: list[Planned] = []
        self.not_written: list[NotWritten] = []

    def look_for_coaches(self, periods: Collection[Period], team: TeamData) -> None:
        """Tell of coaches who have a row for one of the periods but no workbook that was read.

        The team's figures would be too small without one who was there then, or where files were left out
        that may be the coach's.
        """
        wanted = set(map(str, periods))
        rows = [coach for sheet in self.sheets for coach, when in sheet.rows if when in wanted and coach]
        missing = [coach for coach in dict.fromkeys(rows) if not self.origins.knows(coach)]
        self.not_written += [NotWritten(Withheld.NO_WORKBOOK, coach) for coach in missing]
        there = any(_was_there(coach, periods, team) for coach in missing)
        self.incomplete |= there or bool(missing and (_left_out(self.gathered) or set_aside(self.gathered)))
        if self.incomplete:
            self.not_written.append(NotWritten(Withheld.INCOMPLETE, None))

    def look_for_moved_figures(self) -> None:
        """Tell of our own figures that now stand on another coach's rows: the labels of the rows come from
        the list of coaches, by its order."""
        labels = {
            (sheet.sheet, row): coach for sheet in self.sheets for (coach, _when), row in sheet.rows.items()
        }
        for name, origin in self.sidecar.cells.items():
            sheet, area = parse_qualified(name)
            label = labels.get((sheet or "", area.first.row))
            if origin.coach is not None and label != origin.coach and self._holds(name, origin):
                self.not_written.append(NotWritten(Withheld.MOVED, origin.coach))

    def _holds(self, name: str, origin: Origin) -> bool:
        """Whether a cell still holds the figure that was written into it."""
        sheet, area = parse_qualified(name)
        known = sheet is not None and any(info.name == sheet for info in self.view.worksheets)
        return known and is_same(self.view.sheet(sheet or "").cell(area.first).value, origin.value)

    def add(self, table: IndicatorTable) -> None:
        """Plan the figures of one period."""
        period = str(table.period)
        for sheet in self.sheets:
            if sheet.of_team:
                if not self.incomplete:
                    self._row(sheet, None, table, table.team)
                continue
            for coach, figures in table.coaches.items():
                if (coach, period) in sheet.rows:
                    self._row(sheet, coach, table, figures)
                elif self._is_known(coach):
                    self.not_written.append(NotWritten(Withheld.NO_ROW, coach, period))
                else:
                    self.not_written.append(NotWritten(Withheld.NO_COACH, coach))

    def _is_known(self, coach: str) -> bool:
        """Whether a coach's code was told; a workbook that tells none goes by its own name."""
        return all(source.name != coach for source in self.gathered.sources)

    def _row(
        self, sheet: FigureSheet, coach: str | None, table: IndicatorTable, figures: Mapping[str, Figure]
    ) -> None:
        for indicator, cell in self._cells(sheet, coach, table):
            figure = figures[indicator]
            where = (str(table.period), indicator)
            if coach is None and figure.partial:
                self.not_written.append(NotWritten(Withheld.PARTIAL, None, *where))
            elif why_not(self.view, sheet.sheet, cell.ref) is not None:
                self.not_written.append(NotWritten(Withheld.PROTECTED, coach, *where))
            else:
                self._sort(self._planned(sheet.sheet, cell, coach, table.period, figure))

    def _cells(
        self, sheet: FigureSheet, coach: str | None, table: IndicatorTable
    ) -> Iterator[tuple[str, Cell]]:
        """The cells of a row of figures from left to right, those with formulas left out."""
        for indicator in sorted(sheet.columns, key=lambda name: sheet.columns[name]):
            ref = sheet.place(coach, str(table.period), indicator)
            cell = None if ref is None else self.view.sheet(sheet.sheet).cell(ref)
            if cell is not None and not cell.is_formula:
                yield indicator, cell

    def _planned(self, sheet: str, cell: Cell, coach: str | None, period: Period, figure: Figure) -> Planned:
        origin = self.sidecar.origin(sheet, cell.ref)
        return Planned(
            sheet=sheet,
            ref=cell.ref,
            old=cell.value,
            new=written_value(figure),
            coach=coach,
            period=period,
            figure=figure,
            own=origin is not None and origin.coach == coach and is_same(cell.value, origin.value),
            files=self.origins.files(coach),
            counted=self.origins.rows(figure.rows),
            of=self.origins.rows(figure.base),
        )

    def _sort(self, planned: Planned) -> None:
        """A blank cell and our own earlier figure may be written over; what a person typed is a conflict."""
        if is_same(planned.old, planned.new):
            self.same.append(planned)
        elif is_blank(planned.old) or planned.own:
            self.changes.append(planned)
        elif planned.new is not None:
            self.conflicts.append(planned)
