"""What becomes of formula results when cells are edited: recomputed where we are sure, else dropped.

LibreOffice and others show the stored results and do not calculate on opening, so an old result that looks
valid is worse than none. Excel calculates what is missing when it opens the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.cells import CellValue, NewValue, TableGrowth
from valmennus_tui.workbook.formulas.baseline import Baseline
from valmennus_tui.workbook.formulas.graph import Formula, Graph
from valmennus_tui.workbook.formulas.recalculate import Recalculation, filled
from valmennus_tui.workbook.formulas.source import TableView
from valmennus_tui.workbook.formulas.store import Store
from valmennus_tui.workbook.formulas.syntax import Place
from valmennus_tui.workbook.formulas.values import Value
from valmennus_tui.workbook.formulas.workbook_source import WorkbookSource, to_stored

if TYPE_CHECKING:
    from valmennus_tui.workbook.book import Workbook


@dataclass(frozen=True)
class StaleResults:
    """The formula cells that an edit reaches. Cells that are in neither are right as they stand.

    ``recomputed``: the new results that differ from the old ones. Numbers are int or float even where the
    cell shows a date (they are what the file stores). ``dropped``: cells that must lose their result; all
    cells of an array, spill or data table together.
    """

    recomputed: Mapping[tuple[str, Ref], CellValue] = field(default_factory=dict)
    dropped: frozenset[tuple[str, Ref]] = frozenset()


_baselines: WeakKeyDictionary[Workbook, Baseline] = WeakKeyDictionary()
"""The formulas of the workbooks that are open: read once, asked at each edit."""


def stale_results(
    book: Workbook,
    edits: Mapping[tuple[str, Ref], NewValue],
    growths: Sequence[TableGrowth] = (),
) -> StaleResults:
    """The results that ``edits`` and ``growths`` make stale. ``book`` is the workbook as its file has it."""
    baseline = _baselines.get(book)
    if baseline is None:
        baseline = _baselines[book] = Baseline(Graph(WorkbookSource(book)))
    return stale_in(baseline, edits, growths)


def stale_in(
    baseline: Baseline,
    edits: Mapping[tuple[str, Ref], NewValue],
    growths: Sequence[TableGrowth] = (),
) -> StaleResults:
    """As :func:`stale_results`, for formulas already read."""
    graph = baseline.graph
    if (not edits and not growths) or not graph.formulas:
        return StaleResults()
    source = graph.source
    places = {
        Place(graph.references.scope.sheet(sheet), ref.row, ref.column): to_stored(value, source.date1904)
        for (sheet, ref), value in edits.items()
    }
    after = Graph(source, _grown(source.tables, growths)) if growths else graph
    changed = [
        new
        for old, new in zip(graph.formulas, after.formulas, strict=True)
        if old.precedents != new.precedents
    ]
    dependents = after.dependents(places, changed)
    # A formula that is itself written over has no result any more.
    dirty = tuple(formula for formula in dependents.formulas if formula.place not in places)
    recomputed: dict[Formula, tuple[Value, Value]] = {}
    if source.exact:
        run = Recalculation(baseline, after, replace(dependents, formulas=dirty), places)
        run.run()
        recomputed = run.values
    return _results(baseline.store, dirty, recomputed)


def _grown(tables: Iterable[TableView], growths: Sequence[TableGrowth]) -> list[TableView]:
    last_rows = {growth.table.casefold(): growth.last_row for growth in growths}
    grown = []
    for table in tables:
        last_row = last_rows.get(table.name.casefold())
        if last_row is not None:
            bottom = Ref(last_row + table.totals_rows, table.area.last.column)
            table = replace(table, area=Area(table.area.first, bottom))
        grown.append(table)
    return grown


def _results(
    store: Store, dirty: Iterable[Formula], values: Mapping[Formula, tuple[Value, Value]]
) -> StaleResults:
    recomputed: dict[tuple[str, Ref], CellValue] = {}
    dropped: set[tuple[str, Ref]] = set()
    for formula in dirty:
        sheet = formula.place.sheet
        if formula in values:
            old, new = values[formula]
            if old != new or isinstance(old, bool) != isinstance(new, bool):
                recomputed[sheet, Ref(formula.place.row, formula.place.column)] = _plain(new)
        else:
            dropped.update((sheet, Ref(row, column)) for row, column in filled(store, formula))
    return StaleResults(recomputed, frozenset(dropped))


def _plain(value: Value) -> CellValue:
    """Whole numbers as int, so that they are written without ``.0``."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
