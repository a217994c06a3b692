"""The evaluator: a formula's value from the values of the cells it reads.

It knows the functions that workbooks of this field use (``functions_*.py``). What it does not know for
certain it refuses with :class:`Unsupported`; nothing is guessed.
"""

from __future__ import annotations

from typing import Final

from valmennus_tui.workbook.formulas import (
    functions_aggregate,
    functions_conditional,
    functions_dates,
    functions_logical,
    functions_lookup,
    functions_numbers,
    functions_text,
)
from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.arithmetic import apply
from valmennus_tui.workbook.formulas.graph import Graph
from valmennus_tui.workbook.formulas.scope import Unresolved
from valmennus_tui.workbook.formulas.store import Store
from valmennus_tui.workbook.formulas.syntax import (
    Binary,
    Call,
    CellReference,
    Literal,
    NameReference,
    Node,
    Place,
    Span,
    TableReference,
    Unary,
)
from valmennus_tui.workbook.formulas.values import (
    MAX_TEXT,
    BlankZero,
    Failed,
    Unsupported,
    Value,
    finite,
    to_number,
)

FUNCTIONS: Final[dict[str, Function]] = {
    **functions_aggregate.FUNCTIONS,
    **functions_conditional.FUNCTIONS,
    **functions_dates.FUNCTIONS,
    **functions_logical.FUNCTIONS,
    **functions_lookup.FUNCTIONS,
    **functions_numbers.FUNCTIONS,
    **functions_text.FUNCTIONS,
}
_DEEPEST: Final = 64
"""As deep as Excel nests functions; names count too."""
_SUBTOTALS: Final = frozenset({"SUBTOTAL", "AGGREGATE"})


class Evaluator:
    """Evaluates the formulas of one workbook over one :class:`Store` of values."""

    def __init__(self, graph: Graph, store: Store) -> None:
        self.graph = graph
        self.store = store
        self.date1904 = graph.source.date1904
        self._scope = graph.references.scope
        self._depth = 0

    def result(self, node: Node, place: Place) -> Value:
        """What the cell at ``place`` shows: never blank. Raises Unsupported."""
        self._depth = 0
        try:
            value = self.value_of(self.evaluate(node, place), place)
        except Failed as failed:
            return failed.error
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise Unsupported("a text too long for a cell")
        return BlankZero() if value is None else value

    def evaluate(self, node: Node, place: Place) -> Operand:
        """A value or a reference. Raises Failed for an error value, Unsupported."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unsupported("nested too deeply")
        try:
            return self._evaluate(node, place)
        except Unresolved as unresolved:
            raise Unsupported("a name that is not known") from unresolved
        finally:
            self._depth -= 1

    def _evaluate(self, node: Node, place: Place) -> Operand:
        match node:
            case Literal(value):
                return value
            case CellReference():
                return _present(self._scope.cells(node, place))
            case TableReference():
                return _present(self._scope.table_cells(node, place))
            case NameReference():
                return self._name(node, place)
            case Call():
                return self._call(node, place)
            case Unary():
                return self._unary(node, place)
            case Binary():
                return self._binary(node, place)
        raise Unsupported("lists of constants")

    def value_of(self, operand: Operand, place: Place) -> Value:
        """The one value of an operand. Of a row or column, the cell level with the formula."""
        if not isinstance(operand, tuple):
            return operand
        if len(operand) != 1:
            raise Unsupported("several ranges where one value is needed")
        span = operand[0]
        if span.size > 1:
            span = _level(span, place)
        return self.store.read(span.sheet, span.top, span.left)

    def hidden_rows(self, span: Span) -> bool:
        return any(span.top <= row <= span.bottom for row in self.graph.source.hidden_rows(span.sheet))

    def has_subtotals(self, span: Span) -> bool:
        return any(formula.precedents.functions & _SUBTOTALS for formula in self.graph.filling(span))

    def _name(self, node: NameReference, place: Place) -> Operand:
        if node.where is not None and node.where.book is not None:
            raise Unsupported("another workbook")
        text = self._scope.name(node.where, node.name, place)
        if text is None:
            return _present(self._scope.table_cells(TableReference(node.name, (), None, None), place))
        meaning = self.graph.references.shapes.of(text.removeprefix("=")).node
        if meaning is None:
            raise Unsupported("a name that is not understood")
        return self.evaluate(meaning, place)

    def _call(self, node: Call, place: Place) -> Operand:
        function = FUNCTIONS.get(node.name)
        if function is None or node.where is not None:
            raise Unsupported(f"the function {node.name}")
        if self._scope.name(None, node.name, place) is not None:
            raise Unsupported("a name that hides a function")
        return function(Arguments(self, node.arguments, place))

    def _unary(self, node: Unary, place: Place) -> Operand:
        operand = self.evaluate(node.operand, place)
        match node.operator:
            case "+":  # changes nothing, not even a text
                return self.value_of(operand, place)
            case "-":
                return finite(-to_number(self.value_of(operand, place)))
            case "%":
                return finite(to_number(self.value_of(operand, place)) / 100)
        raise Unsupported(node.operator)

    def _binary(self, node: Binary, place: Place) -> Operand:
        """The left side is walked in a loop: ``A1+A2+…`` may be thousands long."""
        chain: list[Binary] = []
        left: Node = node
        while isinstance(left, Binary):
            chain.append(left)
            left = left.left
        result = self._attempt(left, place)
        for part in reversed(chain):
            right = self._attempt(part.right, place)
            if part.operator in (":", " ", ","):
                result = self._combine(part.operator, result, right)
                continue
            try:
                result = apply(part.operator, self.value_of(result, place), self.value_of(right, place))
            except Failed as failed:
                result = failed.error
        return result

    def _attempt(self, node: Node, place: Place) -> Operand:
        """An operand, with an error as a value."""
        try:
            return self.evaluate(node, place)
        except Failed as failed:
            return failed.error

    @staticmethod
    def _combine(operator: str, left: Operand, right: Operand) -> Operand:
        if not isinstance(left, tuple) or not isinstance(right, tuple):
            raise Unsupported("a range of something that is no range")
        if operator == ",":
            return left + right
        if len(left) != 1 or len(right) != 1 or left[0].sheet != right[0].sheet:
            raise Unsupported("a range over several ranges")
        if operator == ":":
            return (left[0].around(right[0]),)
        common = left[0].common(right[0])
        if common is None:
            raise Failed("#NULL!")
        return (common,)


def _present(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Unsupported where a reference means no cells here (another workbook, an empty part of a table)."""
    if not spans:
        raise Unsupported("cells that are not in this workbook")
    return spans


def _level(span: Span, place: Place) -> Span:
    """The cell of a row or column that is level with the formula (Excel's implicit intersection)."""
    if span.columns == 1 and span.top <= place.row <= span.bottom:
        return span._replace(top=place.row, bottom=place.row)
    if span.rows == 1 and span.left <= place.column <= span.right:
        return span._replace(left=place.column, right=place.column)
    raise Unsupported("a range where one value is needed")
