"""Dependents: which formulas an edit reaches, directly or through other formulas."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.precedent_index import PrecedentIndex
from valmennus_tui.workbook.formulas.references import Precedents, References
from valmennus_tui.workbook.formulas.scope import Scope
from valmennus_tui.workbook.formulas.shapes import Shape, Shapes
from valmennus_tui.workbook.formulas.source import FormulaCell, FormulaKind, FormulaSource, TableView
from valmennus_tui.workbook.formulas.spills import Reach
from valmennus_tui.workbook.formulas.syntax import Place, Span


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """One formula of the workbook with what it reads and the cells it fills."""

    place: Place
    cells: Span
    kind: FormulaKind
    shape: Shape
    precedents: Precedents


@dataclass(frozen=True, slots=True)
class Dependents:
    """The formulas an edit reaches. ``unsure``: those that may read what a spill will fill only then."""

    formulas: tuple[Formula, ...]
    unsure: frozenset[Formula]


class Graph:
    """All formulas of a workbook and what they read."""

    def __init__(self, source: FormulaSource, tables: Sequence[TableView] | None = None) -> None:
        """``tables``: the tables as they will be after growing, where they differ from the file's."""
        self.source = source
        self.references = References(Scope(source, tables), Shapes())
        self.formulas: list[Formula] = []
        self._single: dict[Place, Formula] = {}
        self._wide: dict[str, list[Formula]] = {}
        self._always: list[Formula] = []
        for sheet in source.sheets:
            for cell in source.formulas(sheet):
                self._add(sheet, cell)
        self._index = PrecedentIndex(self.formulas)
        self._columns = _by_column(self._single.values())

    def _add(self, sheet: str, cell: FormulaCell) -> None:
        place = Place(sheet, cell.ref.row, cell.ref.column)
        shape = self.references.shapes.of(cell.text, cell.base.row, cell.base.column)
        cells = Span.of(sheet, cell.area)
        if cell.kind is FormulaKind.DATA_TABLE:
            shape, precedents = _DATA_TABLE, _data_table(cells, cell.inputs)
        else:
            precedents = self.references.precedents(shape, place)
        formula = Formula(place, cells, cell.kind, shape, precedents)
        self.formulas.append(formula)
        if cells.size == 1:
            self._single[place] = formula
        else:
            self._wide.setdefault(sheet, []).append(formula)
        if cell.always or precedents.volatile or precedents.anything:
            self._always.append(formula)

    def formula_at(self, place: Place) -> Formula | None:
        """The formula that fills this cell, None for an input cell."""
        for wide in self._wide.get(place.sheet, ()):
            if wide.cells.covers(place.row, place.column):
                return wide
        return self._single.get(place)

    def filling(self, span: Span) -> Iterator[Formula]:
        """The formulas whose results lie in ``span``."""
        columns = self._columns.get(span.sheet, {})
        few = span.columns <= len(columns)
        for column in range(span.left, span.right + 1) if few else list(columns):
            if column in columns and span.left <= column <= span.right:
                rows, formulas = columns[column]
                yield from formulas[bisect_left(rows, span.top) : bisect_right(rows, span.bottom)]
        for wide in self._wide.get(span.sheet, ()):
            if wide.cells.overlaps(span):
                yield wide

    def dependents(self, edited: Iterable[Place], changed: Iterable[Formula] = ()) -> Dependents:
        """The formulas whose results may differ after an edit of these cells.

        Volatile formulas, and those that may read anything, are always among them. ``changed``: formulas
        that differ for another reason (the table they read grows).
        """
        edited = list(edited)
        search = self._index.search()
        reach = Reach(self.source, {place.sheet: set() for place in edited})
        for place in edited:
            reach.edited.setdefault(place.sheet, set()).add((place.row, place.column))
        found: dict[Formula, None] = {}
        unsure: set[Formula] = set()
        waiting: deque[Formula] = deque()

        def note(formulas: Iterable[Formula]) -> None:
            for formula in formulas:
                if formula not in found:
                    found[formula] = None
                    waiting.append(formula)

        note(self._always)
        note(changed)
        note(self._blocked(edited))
        for place in edited:
            note(search.readers(Span(place.sheet, place.row, place.column, place.row, place.column)))
        while waiting:
            formula = waiting.popleft()
            note(search.readers(formula.cells))
            if formula.kind is FormulaKind.SPILL:
                reached = reach.of(formula.place, formula.cells)
                readers = list(self._index.readers_within(formula, reached))
                unsure.update(readers)
                note(readers)
        return Dependents(tuple(found), frozenset(unsure))

    def _blocked(self, edited: Sequence[Place]) -> Iterator[Formula]:
        """Dynamic arrays that showed an error: an edit below or beside them may make room."""
        for formula in self.formulas:
            if formula.kind is not FormulaKind.SPILL:
                continue
            at = formula.place
            value = self.source.values(at.sheet).get((at.row, at.column))
            near = any(
                place.sheet == at.sheet and place.row >= at.row and place.column >= at.column
                for place in edited
            )
            if isinstance(value, CellError) and near:
                yield formula


_Columns: TypeAlias = dict[str, dict[int, tuple[list[int], list[Formula]]]]


def _by_column(formulas: Iterable[Formula]) -> _Columns:
    """Formulas by sheet and column, with their rows, from the top down."""
    columns: _Columns = {}
    for formula in sorted(formulas, key=lambda formula: formula.place):
        place = formula.place
        rows, found = columns.setdefault(place.sheet, {}).setdefault(place.column, ([], []))
        rows.append(place.row)
        found.append(formula)
    return columns


_DATA_TABLE = Shape(None)


def _data_table(cells: Span, inputs: Sequence[Ref]) -> Precedents:
    """A data table reads its input cells, the formulas and values on its upper and left edge."""
    frame = cells._replace(top=max(1, cells.top - 1), left=max(1, cells.left - 1))
    above = frame._replace(bottom=frame.top)
    beside = frame._replace(right=frame.left)
    places = {Span(cells.sheet, ref.row, ref.column, ref.row, ref.column) for ref in inputs}
    return Precedents(frozenset({above, beside} | places), functions=frozenset({"TABLE"}))
