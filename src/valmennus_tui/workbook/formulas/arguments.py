"""A function's arguments, evaluated when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.store import Store
from valmennus_tui.workbook.formulas.syntax import Missing, Node, Place, Span
from valmennus_tui.workbook.formulas.values import (
    Failed,
    Unsupported,
    Value,
    to_logical,
    to_number,
    to_text,
)

Operand: TypeAlias = Value | tuple[Span, ...]
"""What an expression gives: a value, or a reference (one rectangle or several)."""


class Context(Protocol):
    """What functions need of the evaluator."""

    @property
    def store(self) -> Store: ...
    @property
    def date1904(self) -> bool: ...
    def evaluate(self, node: Node, place: Place) -> Operand: ...
    def value_of(self, operand: Operand, place: Place) -> Value: ...
    def hidden_rows(self, span: Span) -> bool:
        """True where any row of ``span`` is hidden."""
        ...

    def has_subtotals(self, span: Span) -> bool:
        """True where a cell of ``span`` holds a subtotal, which other subtotals leave out."""
        ...


class Arguments:
    """The arguments of one call."""

    def __init__(self, context: Context, nodes: tuple[Node, ...], place: Place) -> None:
        self.context = context
        self.nodes = nodes
        self.place = place

    def __len__(self) -> int:
        return len(self.nodes)

    def expect(self, least: int, most: int) -> None:
        """Excel refuses to take in a formula with too many or too few arguments; so does this evaluator."""
        if not least <= len(self.nodes) <= most:
            raise Unsupported("a number of arguments that Excel does not take")

    def missing(self, index: int) -> bool:
        """True for an argument that is not there or empty."""
        return index >= len(self.nodes) or isinstance(self.nodes[index], Missing)

    def operand(self, index: int) -> Operand:
        return self.context.evaluate(self.nodes[index], self.place)

    def value(self, index: int) -> Value:
        """One value; an error is a value too."""
        return self.context.value_of(self.operand(index), self.place)

    def checked(self, index: int) -> Value:
        """One value. Raises Failed for an error."""
        value = self.value(index)
        if isinstance(value, CellError):
            raise Failed(value.code)
        return value

    def number(self, index: int, default: float | None = None) -> float:
        if default is not None and index >= len(self.nodes):
            return default
        return to_number(self.value(index))

    def whole(self, index: int, default: float | None = None) -> int:
        """A number cut to a whole one. Unsupported where it is a hair below one, or negative and broken."""
        number = self.number(index, default)
        if number != int(number) and (number < 0 or number - int(number) > 1 - 1e-9):
            raise Unsupported("a number to cut that programs cut differently")
        return int(number)

    def text(self, index: int) -> str:
        return to_text(self.value(index))

    def logical(self, index: int) -> bool:
        return to_logical(self.value(index))

    def reference(self, index: int) -> Span:
        """One rectangle. Raises Unsupported for anything else."""
        operand = self.operand(index)
        if not isinstance(operand, tuple) or len(operand) != 1:
            raise Unsupported("not one range")
        return operand[0]

    def each(self, first: int = 0) -> Iterator[Operand]:
        """The arguments from ``first`` on. Unsupported for an empty one."""
        for index in range(first, len(self.nodes)):
            if self.missing(index):
                raise Unsupported("an empty argument in a list")
            yield self.operand(index)


Function: TypeAlias = Callable[[Arguments], Operand]
