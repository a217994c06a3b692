"""What the recogniser finds: where the records of one kind stand on one sheet, in one of three shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref


class Shape(StrEnum):
    """How records are laid out; the three are freely mixed in one workbook."""

    ROWS = "rows"
    """One row a record under a header of one to three rows."""
    GROUPS = "groups"
    """Groups of columns that repeat in the client's row: employment 1, employment 2, …"""
    CARD = "card"
    """One sheet a client: labels beside or above values, and small tables."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field's column. ``header`` is the text that was matched, ``score`` how well (0 to 1)."""

    field: str
    column: int
    header: str
    score: float


@dataclass(frozen=True, slots=True)
class RowRange:
    """The rows of a table: ``first`` to ``last`` are records and prepared blank rows.

    ``total`` is the row of totals below them, ``below`` the first row that belongs to something else (None:
    nothing stands below). ``table`` is the Excel table that the rows are, if they are one.
    """

    first: int
    last: int
    total: int | None = None
    below: int | None = None
    table: str | None = None

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One group of columns in a client's row: place for one record. Columns from ``first`` to ``last``."""

    number: int
    columns: Mapping[str, Column]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A header that no field was found for."""

    sheet: str
    ref: Ref
    header: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the records of one kind stand on one sheet.

    ``columns`` are the fields' columns (for groups those of the client's row, so that the owner can be
    found); ``slots`` the repeating groups; ``places`` the values of a card; ``owner`` the cell with the
    client code that a card's small tables belong to. ``first_column`` to ``last_column`` is the table's
    width, columns without a known field included; ``numbering`` are columns of running numbers.
    ``doubts`` are sentences; a layout with doubts is not ``sure`` and is never written to.
    """

    sheet: str
    kind: RecordKind
    shape: Shape
    columns: Mapping[str, Column] = field(default_factory=dict)
    header_rows: tuple[int, ...] = ()
    first_column: int = 0
    last_column: int = 0
    rows: RowRange | None = None
    slots: tuple[Slot, ...] = ()
    places: Mapping[str, Ref] = field(default_factory=dict)
    owner: Ref | None = None
    numbering: frozenset[int] = frozenset()
    unmapped: tuple[Unmapped, ...] = ()
    score: float = 0.0
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.doubts

    @property
    def field_names(self) -> frozenset[str]:
        """The fields that the layout has a place for (for groups: in any slot)."""
        if self.slots:
            return frozenset(name for slot in self.slots for name in slot.columns)
        return frozenset(self.columns) | frozenset(self.places)
