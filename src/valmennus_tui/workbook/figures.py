"""Where figures stand in a team workbook: a row for each coach and period, a column for each indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.grid import Grid
from valmennus_tui.workbook.headers import normalise
from valmennus_tui.workbook.period_text import read_period
from valmennus_tui.workbook.profile import FiguresSpec, Profile
from valmennus_tui.workbook.reading import code_text
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.shipped_indicators import shipped_indicators


@dataclass(frozen=True)
class FigureSheet:
    """A sheet of figures. ``rows`` are by coach's code and period (``2026-09``); of the team's, by None.

    ``columns`` are by indicator. ``header`` is the row of their headers. Of two rows about the same coach and
    period the first counts.
    """

    sheet: str
    header: int
    columns: Mapping[str, int]
    rows: Mapping[tuple[str | None, str], int]
    of_team: bool

    def place(self, coach: str | None, period: str, indicator: str) -> Ref | None:
        """The cell of a figure, None where the sheet has none. ``coach`` is None for the team."""
        row, column = self.rows.get((coach, period)), self.columns.get(indicator)
        return None if row is None or column is None else Ref(row, column)


def find_figures(book: Workbook, profile: Profile) -> tuple[FigureSheet, ...]:
    """The sheets of figures that a profile tells of, in the order of the profile.

    A sheet is known by its name where the profile names any, and by its headers: the periods', the coaches'
    if the profile has one, and at least one indicator's.
    """
    found: dict[str, FigureSheet] = {}
    for spec in profile.figures:
        for info in book.worksheets:
            if info.name in found or not _named(spec, info.name):
                continue
            sheet = _figure_sheet(book.sheet(info.name), spec)
            if sheet is not None:
                found[info.name] = sheet
                break
    return tuple(found.values())


def _named(spec: FiguresSpec, name: str) -> bool:
    return not spec.names or normalise(name) in set(map(normalise, spec.names))


def _figure_sheet(sheet: Sheet, spec: FiguresSpec) -> FigureSheet | None:
    """The sheet by the row of headers that names most indicators (a group's title may read like one)."""
    headers = _indicators(spec)
    grid = Grid(sheet)
    best: FigureSheet | None = None
    for row in sorted(grid.texts):
        texts = {header.column: normalise(header.leaf) for header in grid.headers(row)}
        period = _column(texts, spec.period)
        coach = _column(texts, spec.coach)
        columns = {headers[text]: column for column, text in reversed(texts.items()) if text in headers}
        if period is None or not columns or (spec.coach and coach is None):
            continue
        if best is None or len(columns) > len(best.columns):
            rows = dict(reversed(list(_rows(sheet, row, period, coach))))
            best = FigureSheet(sheet.name, row, columns, rows, of_team=not spec.coach)
    return best


def _indicators(spec: FiguresSpec) -> dict[str, str]:
    """Headers as they are compared, with the indicators that they name; the profile's own come first."""
    found = {normalise(name): one.id for one in shipped_indicators().values() for name in one.names.values()}
    return found | {normalise(text): each.indicator for each in spec.columns for text in each.headers}


def _column(texts: Mapping[int, str], headers: Iterable[str]) -> int | None:
    wanted = set(map(normalise, headers))
    return next((column for column, text in texts.items() if text in wanted), None)


def _rows(
    sheet: Sheet, header: int, period: int, coach: int | None
) -> Iterator[tuple[tuple[str | None, str], int]]:
    for row in sheet.rows():
        if row <= header:
            continue
        when = read_period(code_text(sheet.cell(Ref(row, period))) or "")
        who = None if coach is None else code_text(sheet.cell(Ref(row, coach)))
        if isinstance(when, str) and (coach is None or who is not None):
            yield (who, when), row
