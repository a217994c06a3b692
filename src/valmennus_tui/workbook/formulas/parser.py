"""Parsing a formula into :mod:`syntax` nodes.

Precedence, from the tightest: ``:``, space, ``,`` (between references, in brackets only), ``-`` before an
operand, ``%``, ``^``, ``*`` ``/``, ``+`` ``-``, ``&``, comparisons. All from left to right, so ``-2^2`` is 4
and ``2^3^2`` is 64, as in Excel (ECMA-376 part 1, 18.17.2.2).
"""

from __future__ import annotations

from typing import Final

from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.operands import parse_name, parse_reference, parse_structured
from valmennus_tui.workbook.formulas.syntax import ArrayConstant, Binary, Call, Literal, Missing, Node, Unary
from valmennus_tui.workbook.formulas.tokens import Kind, Token, tokenize

MAX_LENGTH: Final = 32_768
"""Excel's own limit is 8,192 characters; what is far longer is not a formula that Excel wrote."""
MAX_DEPTH: Final = 70
"""Excel nests functions at most 64 deep."""

_BINDING: Final = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1),
    "&": 2,
    **dict.fromkeys(("+", "-"), 3),
    **dict.fromkeys(("*", "/"), 4),
    "^": 5,
    ",": 8,
    " ": 9,
    ":": 10,
}
_PERCENT: Final = 6
_SIGN: Final = 7
_ENDS: Final = frozenset({Kind.REFERENCE, Kind.NAME, Kind.STRUCTURED, Kind.ERROR})
_STARTS: Final = _ENDS | {Kind.FUNCTION}
_PREFIXES: Final = ("_XLFN.", "_XLWS.", "_XLUDF.")


class FormulaError(ValueError):
    """A text that is not a formula this program understands."""


def parse(text: str, row: int = 1, column: int = 1) -> Node:
    """Parse the formula ``text`` (without ``=``) of the cell at ``row`` and ``column``.

    Raises FormulaError for what is malformed, unknown, or nested too deeply.
    """
    return parse_tokens(tokenize(text), row, column)


def parse_tokens(tokens: list[Token], row: int, column: int) -> Node:
    """As :func:`parse`, for a text already cut into tokens."""
    if sum(len(token.text) for token in tokens) > MAX_LENGTH:
        raise FormulaError("too long")
    parser = _Parser(_significant(tokens), row, column)
    node = parser.expression(0)
    if parser.peek() is not None:
        raise FormulaError("something follows the formula")
    return node


def _significant(tokens: list[Token]) -> list[Token]:
    """Drop blanks, but for those that stand for "the cells common to both"."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind is not Kind.SPACE:
            kept.append(token)
        elif kept and index + 1 < len(tokens):
            before, after = kept[-1], tokens[index + 1]
            ends = before.kind in _ENDS or before.text in (")", "#")
            starts = after.kind in _STARTS or after.text == "("
            if ends and starts:
                kept.append(Token(Kind.OPERATOR, " "))
    return kept


class _Parser:
    """One pass over one formula's tokens."""

    def __init__(self, tokens: list[Token], row: int, column: int) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0
        self.row = row
        self.column = column

    def peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def operator(self) -> str | None:
        token = self.peek()
        return token.text if token is not None and token.kind is Kind.OPERATOR else None

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise FormulaError("the formula ends too early")
        self.position += 1
        return token

    def expect(self, text: str) -> None:
        if self.operator() != text:
            raise FormulaError(f"{text} is missing")
        self.position += 1

    def expression(self, binding: int, unions: bool = False) -> Node:
        """Parse while the operators bind tighter than ``binding``; ``unions``: a comma joins references."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError("nested too deeply")
        left = self.operand(unions)
        while (operator := self.operator()) is not None:
            if operator in ("%", "#"):
                if operator == "%" and binding >= _PERCENT:
                    break
                self.position += 1
                left = Unary(operator, left)
                continue
            power = _BINDING.get(operator, 0)
            if power <= binding or (operator == "," and not unions):
                break
            self.position += 1
            left = Binary(operator, left, self.expression(power, unions))
        self.depth -= 1
        return left

    def operand(self, unions: bool) -> Node:
        token = self.take()
        match token.kind:
            case Kind.NUMBER:
                return _number(token.text)
            case Kind.TEXT:
                return Literal(token.text[1:-1].replace('""', '"'))
            case Kind.ERROR:
                return Literal(_error(token.text))
            case Kind.REFERENCE:
                return parse_reference(token.text, self.row, self.column)
            case Kind.NAME:
                return _named(token.text)
            case Kind.STRUCTURED:
                return self.structured(token.text)
            case Kind.FUNCTION:
                return self.call(token.text)
            case Kind.OPERATOR:
                return self.prefixed(token.text, unions)
        raise FormulaError("an unknown sign")

    def prefixed(self, operator: str, unions: bool) -> Node:
        if operator in ("-", "+", "@"):
            return Unary(operator, self.expression(_SIGN, unions))
        if operator == "(":
            inner = self.expression(0, unions=True)
            self.expect(")")
            return inner
        if operator == "{":
            return self.array()
        raise FormulaError("an operand is missing")

    def structured(self, text: str) -> Node:
        node = parse_structured(text)
        if node is None:
            raise FormulaError("not a table's reference")
        return node

    def call(self, text: str) -> Node:
        reference = parse_name(text)
        self.expect("(")
        arguments: list[Node] = []
        if self.operator() == ")":
            self.position += 1
        else:
            while True:
                arguments.append(Missing() if self.operator() in (",", ")") else self.expression(0))
                if self.operator() == ")":
                    self.position += 1
                    break
                self.expect(",")
        name = reference.name.upper()
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        return Call(name, tuple(arguments), reference.where)

    def array(self) -> Node:
        rows: list[tuple[float | str | bool | CellError, ...]] = []
        row: list[float | str | bool | CellError] = []
        while True:
            row.append(self.constant())
            closing = self.take().text
            if closing == ",":
                continue
            rows.append(tuple(row))
            row = []
            if closing == "}":
                return ArrayConstant(tuple(rows))
            if closing != ";":
                raise FormulaError("not a list of constants")

    def constant(self) -> float | str | bool | CellError:
        sign = 1.0
        while self.operator() in ("-", "+"):
            sign = -sign if self.take().text == "-" else sign
        node = self.operand(unions=False)
        if not isinstance(node, Literal):
            raise FormulaError("not a constant")
        value = node.value
        return sign * value if isinstance(value, float) else value


def _number(text: str) -> Literal:
    value = float(text)
    if value == float("inf"):
        raise FormulaError("a number too large")
    return Literal(value)


def _error(text: str) -> CellError:
    """``Sheet1!#REF!`` and ``#REF!A1`` are ``#REF!``."""
    return CellError("#REF!" if "#REF!" in text.upper() else text.upper())


def _named(text: str) -> Node:
    if text.upper() in ("TRUE", "FALSE"):
        return Literal(text.upper() == "TRUE")
    return parse_name(text)
