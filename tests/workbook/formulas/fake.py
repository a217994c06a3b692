"""A workbook in memory for the formula code, and helpers that read well in tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.cells import CellError, CellValue, NewValue, TableGrowth
from valmennus_tui.workbook.formulas.baseline import Baseline
from valmennus_tui.workbook.formulas.evaluate import Evaluator
from valmennus_tui.workbook.formulas.graph import Graph
from valmennus_tui.workbook.formulas.parser import parse
from valmennus_tui.workbook.formulas.source import FormulaCell, FormulaKind, TableView
from valmennus_tui.workbook.formulas.stale import StaleResults, stale_in
from valmennus_tui.workbook.formulas.store import Budget, Store
from valmennus_tui.workbook.formulas.syntax import Place
from valmennus_tui.workbook.formulas.values import UNKNOWN, Stored, Unsupported, Value


@dataclass(frozen=True)
class FakeName:
    name: str
    text: str
    scope: str | None = None


@dataclass
class Fake:
    """A :class:`FormulaSource`. Cells are given as in ``sheet("S", {"A1": 1, "B1": ("=A1*2", 2)})``."""

    date1904: bool = False
    exact: bool = True
    names: list[FakeName] = field(default_factory=list)
    tables: list[TableView] = field(default_factory=list)
    hidden: dict[str, frozenset[int]] = field(default_factory=dict)
    _values: dict[str, dict[tuple[int, int], Stored]] = field(default_factory=dict)
    _formulas: dict[str, list[FormulaCell]] = field(default_factory=dict)

    @property
    def sheets(self) -> Sequence[str]:
        return list(self._values)

    def formulas(self, sheet: str) -> Sequence[FormulaCell]:
        return self._formulas[sheet]

    def values(self, sheet: str) -> Mapping[tuple[int, int], Stored]:
        return self._values[sheet]

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        return self.hidden.get(sheet, frozenset())

    def sheet(self, name: str, cells: Mapping[str, object]) -> Fake:
        values = self._values.setdefault(name, {})
        formulas = self._formulas.setdefault(name, [])
        for address, content in cells.items():
            ref = Ref.parse(address)
            if isinstance(content, tuple):
                text, held = content
                formulas.append(FormulaCell(ref, text.removeprefix("="), Area(ref, ref), ref))
                values[ref.row, ref.column] = stored(held)
            else:
                values[ref.row, ref.column] = stored(content)
        return self

    def array(
        self, sheet: str, area: str, text: str, kind: FormulaKind = FormulaKind.ARRAY, **more: object
    ) -> Fake:
        where = Area.parse(area)
        cell = FormulaCell(where.first, text, where, where.first, kind, **more)
        self._formulas[sheet].append(cell)
        return self

    def name(self, name: str, text: str, scope: str | None = None) -> Fake:
        self.names.append(FakeName(name, text, scope))
        return self

    def table(self, name: str, sheet: str, area: str, columns: str, header: int = 1, totals: int = 0) -> Fake:
        self.tables.append(
            TableView(name, sheet, Area.parse(area), header, totals, tuple(columns.split("|")))
        )
        return self


def stored(value: object) -> Stored:
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if value is Ellipsis:
        return UNKNOWN
    assert value is None or isinstance(value, float | str | bool | CellError)
    return value


def value(
    formula: str, cells: Mapping[str, object] | None = None, at: str = "Z99", **settings: object
) -> Value:
    """What ``formula`` gives over these cells of the sheet ``S``."""
    source = Fake(**settings).sheet("S", cells or {})
    return value_in(source, formula, "S", at)


def value_in(source: Fake, formula: str, sheet: str, at: str = "Z99") -> Value:
    ref = Ref.parse(at)
    graph = Graph(source)
    evaluator = Evaluator(graph, Store(source, Budget(10**7), {}))
    node = parse(formula.removeprefix("="), ref.row, ref.column)
    return evaluator.result(node, Place(sheet, ref.row, ref.column))


def refused(
    formula: str, cells: Mapping[str, object] | None = None, at: str = "Z99", **settings: object
) -> bool:
    """Whether the evaluator leaves ``formula`` to the spreadsheet program."""
    try:
        value(formula, cells, at, **settings)
    except Unsupported:
        return True
    return False


def edited(
    source: Fake, edits: Mapping[str, NewValue], growths: Sequence[TableGrowth] = ()
) -> tuple[dict[str, CellValue], set[str]]:
    """Recomputed and dropped cells as ``S!A1``, after edits given in the same way."""
    parsed: dict[tuple[str, Ref], NewValue] = {}
    for address, new in edits.items():
        sheet, _mark, cell = address.rpartition("!")
        parsed[sheet, Ref.parse(cell)] = new
    found: StaleResults = stale_in(Baseline(Graph(source)), parsed, growths)
    recomputed = {f"{sheet}!{ref}": new for (sheet, ref), new in found.recomputed.items()}
    return recomputed, {f"{sheet}!{ref}" for sheet, ref in found.dropped}
