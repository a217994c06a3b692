"""What can be said of a formula before looking at any workbook: its references and its manners.

Formulas that read the same from where they stand (a column filled downwards) share one :class:`Shape`, so
that thousands of formulas are parsed a few times only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from valmennus_tui.workbook.formulas.operands import relative
from valmennus_tui.workbook.formulas.parser import FormulaError, parse_tokens
from valmennus_tui.workbook.formulas.syntax import (
    Binary,
    Call,
    CellReference,
    NameReference,
    Node,
    TableReference,
    Unary,
)
from valmennus_tui.workbook.formulas.tokens import Kind, Token, tokenize

VOLATILE: Final = frozenset(
    {"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "CELL", "INFO"}
)
"""Functions that Excel calculates anew each time."""
FAR_READING: Final = frozenset(
    {
        "OFFSET",
        "INDIRECT",
        "CELL",
        "INFO",
        "GETPIVOTDATA",
        "EVALUATE",
        "CALL",
        "REGISTER.ID",
        "FILES",
        "LINKS",
    }
)
"""Functions that read cells which their arguments do not name."""
_MACRO: Final = ("GET.", "SCENARIO.", "VIEW.")
_LOCAL: Final = ("_xlpm.", "_xleta.")
"""Prefixes of LET and LAMBDA parameters, and of functions passed by name: no cells behind them."""
_MOST_RANGES: Final = 100
"""More ``:`` between reference formulas than this in one formula is nothing that people write."""
_STRETCHED: Final = frozenset({"SUMIF", "AVERAGEIF"})
"""Their third argument gives a corner only; what is read is as large as the first argument."""


@dataclass(frozen=True, slots=True)
class CalledName:
    """A function's name that may be a defined name (LAMBDA), or may not."""

    name: NameReference


@dataclass(frozen=True, slots=True)
class Between:
    """``left:right`` where a side is no plain reference, as in ``A1:INDEX(A:A,5)``."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Stretched:
    """``corner`` read as large as ``like``."""

    like: Node
    corner: Node


Mention: TypeAlias = CellReference | NameReference | TableReference | CalledName | Between | Stretched


@dataclass(frozen=True, slots=True)
class Shape:
    """A parsed formula. ``node`` is None where the text could not be understood.

    ``anything``: it may read any cell. ``volatile``: Excel calculates it each time.
    """

    node: Node | None
    mentions: tuple[Mention, ...] = ()
    functions: frozenset[str] = frozenset()
    volatile: bool = False
    anything: bool = False


NOT_UNDERSTOOD: Final = Shape(None, volatile=True, anything=True)


class Shapes:
    """Parses formulas, each shape once."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[str, ...], Shape] = {}
        self._texts: dict[tuple[str, int, int], Shape] = {}

    def of(self, text: str, row: int = 1, column: int = 1) -> Shape:
        """The shape of the formula ``text`` of the cell at ``row`` and ``column``."""
        shape = self._texts.get((text, row, column))
        if shape is None:
            tokens = tokenize(text)
            key = tuple(
                [relative(part, row, column) if kind is Kind.REFERENCE else part for kind, part in tokens]
            )
            shape = self._shapes.get(key)
            if shape is None:
                shape = self._shapes[key] = _shape(tokens, row, column)
            self._texts[text, row, column] = shape
        return shape


def _shape(tokens: list[Token], row: int, column: int) -> Shape:
    try:
        node = parse_tokens(tokens, row, column)
    except FormulaError:
        return NOT_UNDERSTOOD
    parts = walk(node)
    if sum(isinstance(part, Binary) and part.operator == ":" for part in parts) > _MOST_RANGES:
        return NOT_UNDERSTOOD
    functions = frozenset(part.name for part in parts if isinstance(part, Call))
    far = functions & FAR_READING or any(name.startswith(_MACRO) for name in functions)
    return Shape(node, tuple(_mentions(node)), functions, bool(functions & VOLATILE), bool(far))


def walk(node: Node) -> list[Node]:
    """``node`` and all its parts. Does not recurse: a sum of 4,000 terms is a tree 4,000 deep."""
    found = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        found.append(part)
        match part:
            case Call():
                waiting.extend(reversed(part.arguments))
            case Unary():
                waiting.append(part.operand)
            case Binary():
                waiting.extend((part.right, part.left))
    return found


def _mentions(node: Node) -> list[Mention]:
    found: list[Mention] = []
    for part in walk(node):
        match part:
            case CellReference() | TableReference():
                found.append(part)
            case NameReference() if not part.name.lower().startswith(_LOCAL):
                found.append(part)
            case Binary(":", left, right):
                found.append(Between(tuple(walk(left)), tuple(walk(right))))
            case Call(name, arguments, where):
                found.append(CalledName(NameReference(where, name)))
                if name in _STRETCHED and len(arguments) > 2:
                    found.append(Stretched(arguments[0], arguments[2]))
    return found
