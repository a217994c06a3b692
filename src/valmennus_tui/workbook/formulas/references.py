"""Precedents: which cells a formula reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from valmennus_tui.workbook.address import MAX_COLUMN, MAX_ROW
from valmennus_tui.workbook.formulas.scope import Scope, Unresolved
from valmennus_tui.workbook.formulas.shapes import (
    Between,
    CalledName,
    Mention,
    Shape,
    Shapes,
    Stretched,
    walk,
)
from valmennus_tui.workbook.formulas.syntax import (
    CellReference,
    NameReference,
    Node,
    Place,
    Span,
    TableReference,
)

_NAMES_DEEP = 20
"""A name may use a name, and so on; deeper than this it is taken to go in a circle."""


@dataclass(frozen=True, slots=True)
class Precedents:
    """The cells a formula reads, never too few. ``anything``: it may read any cell of the workbook.

    ``functions`` holds the functions called, in the formula itself and in the names it uses.
    """

    spans: frozenset[Span]
    anything: bool = False
    volatile: bool = False
    functions: frozenset[str] = frozenset()


class References:
    """Finds precedents in one workbook."""

    def __init__(self, scope: Scope, shapes: Shapes) -> None:
        self.scope = scope
        self.shapes = shapes

    def precedents(self, shape: Shape, place: Place) -> Precedents:
        """The cells that a formula of this shape reads when it stands at ``place``."""
        found = _Found(set(), shape.anything, shape.volatile, set(shape.functions))
        self._add(found, shape.mentions, place, _NAMES_DEEP)
        return Precedents(frozenset(found.spans), found.anything, found.volatile, frozenset(found.functions))

    def _add(self, found: _Found, mentions: Iterable[Mention], place: Place, depth: int) -> None:
        for mention in mentions:
            try:
                self._add_one(found, mention, place, depth)
            except Unresolved:
                found.anything = True

    def _add_one(self, found: _Found, mention: Mention, place: Place, depth: int) -> None:
        match mention:
            case CellReference():
                found.spans.update(self.scope.cells(mention, place))
            case TableReference():
                found.spans.update(self.scope.table_cells(mention, place))
            case NameReference():
                self._add_name(found, mention, place, depth, known=True)
            case CalledName():
                self._add_name(found, mention.name, place, depth, known=False)
            case Between():
                self._add_between(found, mention, place, depth)
            case Stretched():
                self._add_stretched(found, mention, place, depth)

    def _add_name(
        self, found: _Found, reference: NameReference, place: Place, depth: int, known: bool
    ) -> None:
        """``known``: a name that is not there leaves everything open; a function's name need not be one."""
        if reference.where is not None and reference.where.book is not None:
            return
        if depth == 0:
            raise Unresolved(reference.name)
        text = self.scope.name(reference.where, reference.name, place)
        if text is not None:
            if text in found.texts:
                return
            found.texts.add(text)
            shape = self.shapes.of(text.removeprefix("="))
            found.anything |= shape.anything
            found.volatile |= shape.volatile
            found.functions |= shape.functions
            self._add(found, shape.mentions, place, depth - 1)
        elif self.scope.table(reference.name) is not None:
            found.spans.update(self.scope.table_cells(TableReference(reference.name, (), None, None), place))
        elif known:
            raise Unresolved(reference.name)

    def _add_between(self, found: _Found, between: Between, place: Place, depth: int) -> None:
        """From any cell that the left side mentions to any that the right side mentions."""
        sides = [self._spans_of(found, nodes, place, depth) for nodes in (between.left, between.right)]
        if not all(sides):
            found.anything = True
        boxes: dict[str, Span] = {}
        for span in sides[0] | sides[1]:
            boxes[span.sheet] = boxes.get(span.sheet, span).around(span)
        found.spans.update(boxes.values())

    def _add_stretched(self, found: _Found, stretched: Stretched, place: Place, depth: int) -> None:
        like = self._spans_of(found, walk(stretched.like), place, depth)
        corner = self._spans_of(found, walk(stretched.corner), place, depth)
        if not like or not corner:
            found.anything = True
        rows = max((span.rows for span in like), default=1)
        columns = max((span.columns for span in like), default=1)
        plain = isinstance(stretched.corner, CellReference | TableReference)
        for span in corner:  # of what is no plain reference any cell may be the corner
            bottom = (span.top if plain else span.bottom) + rows - 1
            right = (span.left if plain else span.right) + columns - 1
            reach = Span(span.sheet, span.top, span.left, min(MAX_ROW, bottom), min(MAX_COLUMN, right))
            found.spans.add(reach.around(span))

    def _spans_of(self, found: _Found, nodes: Iterable[Node], place: Place, depth: int) -> set[Span]:
        inner = _Found(set(), False, False, set())
        for node in nodes:
            if isinstance(node, CellReference | NameReference | TableReference):
                self._add(inner, (node,), place, depth)
        found.anything |= inner.anything
        return inner.spans


@dataclass(slots=True)
class _Found:
    """Precedents while they are gathered."""

    spans: set[Span]
    anything: bool
    volatile: bool
    functions: set[str]
    texts: set[str] = field(default_factory=set)
    """Names' texts already looked into."""
