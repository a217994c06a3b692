"""The parts of a parsed formula.

References are kept relative to the cell that the formula was read at, so that one parsed formula serves all
cells that hold "the same" formula: members of a shared formula, a column filled downwards, a defined name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from valmennus_tui.workbook.address import MAX_COLUMN, MAX_ROW, Area, Ref
from valmennus_tui.workbook.cells import CellError


class Place(NamedTuple):
    """The cell a formula stands in. ``sheet`` is the sheet's name as the workbook spells it."""

    sheet: str
    row: int
    column: int


class Span(NamedTuple):
    """A rectangle of cells in one sheet, both corners included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        return self.right - self.left + 1

    @property
    def size(self) -> int:
        return self.rows * self.columns

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def overlaps(self, other: Span) -> bool:
        return (
            self.sheet == other.sheet
            and self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def common(self, other: Span) -> Span | None:
        """The cells that are in both, None where there are none."""
        if not self.overlaps(other):
            return None
        return Span(
            self.sheet,
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )

    def around(self, other: Span) -> Span:
        """The smallest rectangle that holds both (in this span's sheet)."""
        return Span(
            self.sheet,
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    @property
    def area(self) -> Area:
        return Area(Ref(self.top, self.left), Ref(self.bottom, self.right))

    @classmethod
    def of(cls, sheet: str, area: Area) -> Span:
        return cls(sheet, area.first.row, area.first.column, area.last.row, area.last.column)


class Axis(NamedTuple):
    """A row or column of a reference: its number if ``fixed`` (``$``), else the distance from the formula."""

    fixed: bool
    number: int

    def at(self, base: int, limit: int) -> int:
        """The row or column meant by a formula in ``base``. Beyond the sheet's edge Excel goes round."""
        return self.number if self.fixed else (base + self.number - 1) % limit + 1


class SheetPart(NamedTuple):
    """What stands before ``!``. ``book`` is the other workbook's index or name, None for this one.

    ``first`` is ``""`` for a name that belongs to a workbook; ``last`` is None but for ``Sheet1:Sheet3!``.
    """

    book: str | None
    first: str
    last: str | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A number (always float), text, truth value or error."""

    value: float | str | bool | CellError


@dataclass(frozen=True, slots=True)
class Missing:
    """An argument left out: ``IF(A1,,2)``."""


@dataclass(frozen=True, slots=True)
class CellReference:
    """``A1``, ``A1:B9``, ``A:C``, ``3:7``, with or without a sheet."""

    where: SheetPart | None
    top: Axis
    left: Axis
    bottom: Axis
    right: Axis

    def span(self, sheet: str, row: int, column: int) -> Span:
        """The cells meant in ``sheet`` by a formula at ``row`` and ``column``."""
        top, bottom = self.top.at(row, MAX_ROW), self.bottom.at(row, MAX_ROW)
        left, right = self.left.at(column, MAX_COLUMN), self.right.at(column, MAX_COLUMN)
        if top > bottom:
            top, bottom = bottom, top
        if left > right:
            left, right = right, left
        return Span(sheet, top, left, bottom, right)


@dataclass(frozen=True, slots=True)
class NameReference:
    """A defined name, or a table's name standing for its data."""

    where: SheetPart | None
    name: str


@dataclass(frozen=True, slots=True)
class TableReference:
    """``Table[[#This Row],[Col A]:[Col B]]``. ``table`` is "" for the table around the formula.

    ``items`` are ``#data``, ``#headers``, ``#totals``, ``#all``, ``#this row`` (lower case); none means data.
    ``first`` and ``last`` are column names, None for all columns.
    """

    table: str
    items: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A function's call. ``name`` in capitals, without ``_xlfn.``; ``where`` for a name of another book."""

    name: str
    arguments: tuple[Node, ...]
    where: SheetPart | None = None


@dataclass(frozen=True, slots=True)
class Unary:
    """``-x``, ``+x``, ``@x``, and after the operand ``%`` and ``#``."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, comparison, ``&``, and on references ``:``, `` `` (common cells) and ``,`` (both)."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class ArrayConstant:
    """``{1,2;3,4}``: rows of values."""

    rows: tuple[tuple[float | str | bool | CellError, ...], ...]


Node: TypeAlias = (
    Literal | Missing | CellReference | NameReference | TableReference | Call | Unary | Binary | ArrayConstant
)
