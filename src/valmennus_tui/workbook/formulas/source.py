"""What the formula code needs to know of a workbook.

The rest of this package reads workbooks only through :class:`FormulaSource`, so it is tested without files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.formulas.values import Stored


class FormulaKind(StrEnum):
    """How a formula fills its cells."""

    NORMAL = "normal"
    ARRAY = "array"
    SPILL = "spill"
    """A dynamic array: its area may grow or shrink at the next calculation."""
    DATA_TABLE = "dataTable"


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """One formula of a sheet.

    ``area`` holds all cells whose results it gives (only ``ref`` for an ordinary formula).
    ``text`` is read at ``base``: for a member of a shared formula that is the shared text and its first cell.
    ``always`` marks a formula that its file says to calculate each time. ``inputs`` are a data table's.
    """

    ref: Ref
    text: str
    area: Area
    base: Ref
    kind: FormulaKind = FormulaKind.NORMAL
    always: bool = False
    inputs: tuple[Ref, ...] = ()


class NameLike(Protocol):
    """A defined name (``names.DefinedName``): ``scope`` is a sheet's name, None for the whole workbook."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def scope(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class TableView:
    """An Excel table as formulas see it. ``area`` holds header and totals rows too."""

    name: str
    sheet: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


class FormulaSource(Protocol):
    """A workbook as its file has it, before any edit."""

    @property
    def sheets(self) -> Sequence[str]:
        """Names of the worksheets in the workbook's order."""
        ...

    @property
    def date1904(self) -> bool: ...

    @property
    def exact(self) -> bool:
        """False where the workbook calculates with the precision shown: nothing can be recomputed then."""
        ...

    @property
    def names(self) -> Sequence[NameLike]: ...

    @property
    def tables(self) -> Sequence[TableView]: ...

    def formulas(self, sheet: str) -> Sequence[FormulaCell]: ...

    def values(self, sheet: str) -> Mapping[tuple[int, int], Stored]:
        """Stored values by row and column; dates as serial numbers; UNKNOWN where a result is missing."""
        ...

    def hidden_rows(self, sheet: str) -> frozenset[int]: ...
