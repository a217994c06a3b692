"""What a prepared sheet is made of: columns, groups of columns, totals, drop-downs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["code", "text", "date", "number", "integer", "choice", "percent", "formula"]
Source = Literal["inline", "name", "range", "extension"]
"""How a drop-down names its list: in the rule itself, by a defined name, by a range on another sheet, or by
such a range in the x14 extension list that Excel 2010 and later write."""


@dataclass(frozen=True)
class Column:
    """One column: its header, the header above it (None: one header over both rows) and what it takes.

    ``formula`` has ``{row}`` for its row and ``{above}`` for the one above. ``total`` is the function of the
    total row (``ROWS`` counts the first column, ``YES`` the cells that say yes). ``values`` is a list of
    ``choices`` or a defined name of the workbook; an ``inline`` list holds the texts of ``options``, or yes
    and no. ``free`` lists only warn of other texts. ``look`` is a format other than the kind's own, ``most``
    the highest number that is taken without a warning.
    """

    header: str
    kind: Kind
    width: float
    group: str | None = None
    values: str | None = None
    source: Source = "name"
    formula: str = ""
    total: Literal["", "ROWS", "COUNTA", "COUNT", "SUM", "AVERAGE", "YES"] = ""
    comment: str = ""
    hidden: bool = False
    options: tuple[str, ...] = ()
    free: bool = False
    look: str = ""
    most: float | None = None


@dataclass(frozen=True)
class Rule:
    """A conditional format: a formula for the first row, over the columns from ``first`` to ``last``."""

    first: str
    last: str
    formula: str
    look: Literal["closed", "warning", "error", "good"]


@dataclass(frozen=True)
class Layout:
    """A sheet of prepared rows under two header rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    rows: int = 80
    names: tuple[tuple[str, str], ...] = field(default=())
    """Defined names of whole columns of input cells: name, column letter."""

    @property
    def first_row(self) -> int:
        """The first prepared row (title block and headers above)."""
        return FIRST_ROW

    @property
    def last_row(self) -> int:
        return FIRST_ROW + self.rows - 1

    @property
    def total_row(self) -> int:
        return self.last_row + 1

    def area(self, letter: str) -> str:
        """The input cells of one column, as a formula of another sheet names them."""
        return f"{self.name}!${letter}${self.first_row}:${letter}${self.last_row}"


GROUP_ROW = 6
HEADER_ROW = 7
FIRST_ROW = 8
