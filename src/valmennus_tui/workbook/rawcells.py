"""Rows and cells as they stand in the bytes of a worksheet part. No meaning given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import Area
from valmennus_tui.workbook.strings import SharedString

Span = tuple[int, int]


class RowSpan(NamedTuple):
    """A row element: ``start`` to ``end``, its start tag ending at ``tag_end``, its end tag at ``inner_end``.

    For ``<row/>`` the last three are equal.
    """

    number: int
    start: int
    tag_end: int
    inner_end: int
    end: int

    @property
    def self_closed(self) -> bool:
        return self.tag_end == self.end


@dataclass(frozen=True, slots=True)
class RawFormula:
    """An ``f`` element. ``kind`` is normal, shared, array or dataTable; ``group`` is a shared formula's
    number.

    ``dynamic`` marks an array formula that spills; ``always`` one that its file says to calculate each time;
    ``inputs`` are the addresses that a data table varies.
    """

    kind: str = "normal"
    text: str = ""
    area: Area | None = None
    group: int | None = None
    dynamic: bool = False
    always: bool = False
    inputs: tuple[str, ...] = ()


@dataclass(slots=True)
class RawCell:
    """A ``c`` element; offsets count from the start of the part. ``value_span`` is its ``v`` or ``is``."""

    column: int
    start: int
    tag_end: int = 0
    end: int = 0
    style: str | None = None
    type: str = "n"
    formula: RawFormula | None = None
    text: str | None = None
    value_span: Span | None = None
    inline: SharedString | None = None
    extension_span: Span | None = None
    metadata: frozenset[str] = frozenset()

    @property
    def self_closed(self) -> bool:
        return self.tag_end == self.end


class BadCell(ValueError):
    """A cell that cannot be placed: an impossible address, or one given twice (``twice``)."""

    def __init__(self, row: int, address: str, *, twice: bool = False) -> None:
        super().__init__("a cell that cannot be placed")
        self.row = row
        self.address = address
        self.twice = twice


@dataclass(frozen=True, slots=True)
class RowDialect:
    """How the rows of a part are written.

    ``prefix`` is the one prefix of all its elements (``""`` or ``"x:"``), None where there may be several.
    ``namespace`` is the spreadsheet's; ``declarations`` are the prefixes that hold around the rows.
    """

    prefix: str | None
    namespace: str
    declarations: tuple[tuple[str, str], ...] = ()

    @property
    def opening(self) -> bytes:
        """A start tag that makes a single row readable by itself."""
        pairs = (
            f' xmlns{":" if prefix else ""}{prefix}="{xml.escape(uri, quotes=True)}"'
            for prefix, uri in self.declarations
        )
        return f"<rows{''.join(pairs)}>".encode()
