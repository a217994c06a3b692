"""What a cell holds, as read and as to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from valmennus_tui.workbook.address import Ref


@dataclass(frozen=True, slots=True)
class CellError:
    """An Excel error value such as ``#N/A``."""

    code: str

    def __str__(self) -> str:
        return self.code


CellValue: TypeAlias = None | str | bool | int | float | date | datetime | time | CellError
"""A read value. Numbers under a date format are dates (a whole day: ``date``; below one day: ``time``)."""

NewValue: TypeAlias = None | str | bool | int | float | Decimal | date | datetime | CellError
"""A value to write. None empties the cell and keeps its style; an error value is only ever put back."""


class Cell(NamedTuple):
    """One cell as the file has it.

    ``raw`` is the stored text before any meaning is given to it (for a shared string: the string).
    ``style`` is the index into ``cellXfs``. ``formula`` is the formula's text without ``=``; it is ``""``
    for a cell that only belongs to a shared, array, spill or data-table formula; None for an input cell.
    ``stale`` marks a result that waits for Excel (its stored value was dropped or is known to be old).
    """

    ref: Ref
    value: CellValue = None
    style: int = 0
    number_format: str = "General"
    formula: str | None = None
    raw: str = ""
    rich: bool = False
    stale: bool = False

    @property
    def is_formula(self) -> bool:
        return self.formula is not None

    @property
    def is_blank(self) -> bool:
        return not self.is_formula and (self.value is None or self.value == "")


@dataclass(frozen=True, slots=True)
class CellEdit:
    """Write ``value`` to one cell of ``sheet``."""

    sheet: str
    ref: Ref
    value: NewValue


@dataclass(frozen=True, slots=True)
class TableGrowth:
    """Extend the Excel table ``table`` downwards so that ``last_row`` is its last data row."""

    table: str
    last_row: int


@dataclass(frozen=True, slots=True)
class CellChange:
    """One line of a preview or a diff: what a cell held and what it holds after."""

    sheet: str
    ref: Ref
    old: CellValue
    new: CellValue | Decimal
