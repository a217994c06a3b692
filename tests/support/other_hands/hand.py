"""What the hand-made workbooks are written with: a writer that remembers how each cell should be understood.

A table is given as columns ``(header, field)`` and rows of cells. A cell is a plain value, which means
itself, or an :class:`As`: what stands in the sheet, and what it means. The field is None for a column that no
record has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from valmennus_tui.domain.values import PartialDate, Unclear
from valmennus_tui.workbook.address import Ref


@dataclass(frozen=True)
class Either:
    """More than one understanding is right: the text alone does not settle it."""

    meanings: tuple[object, ...]


@dataclass(frozen=True)
class As:
    """``cell`` stands in the sheet; ``means`` is how a careful reader understands it."""

    cell: object
    means: object


@dataclass(frozen=True)
class ExpectedRecord:
    """One record as it should be read: values and places by field name, ``client`` for whom it is."""

    kind: str
    sheet: str
    client: str | None
    values: dict[str, object]
    places: dict[str, Ref]


@dataclass(frozen=True)
class Expected:
    """What a workbook holds. ``kind`` is None where it is no coach's workbook at all."""

    name: str
    kind: str | None
    records: tuple[ExpectedRecord, ...] = ()

    def of(self, kind: str) -> tuple[ExpectedRecord, ...]:
        """The records of one kind in workbook order."""
        return tuple(record for record in self.records if record.kind == kind)


def day(text: str) -> date:
    """``2.3.2026`` as a date."""
    d, m, y = (int(part) for part in text.split("."))
    return date(y, m, d)


def typed_day(text: str) -> As:
    """A date typed as text."""
    return As(text, day(text.strip()))


def yes(text: object) -> As:
    """A cell that says yes."""
    return As(text, True)


def no(text: object) -> As:
    """A cell that says no."""
    return As(text, False)


def number(cell: object, means: str) -> As:
    """A number written in a person's way."""
    return As(cell, Decimal(means))


def partial(raw: str, *, year: int | None = None, month: int | None = None, week: int | None = None) -> As:
    """A date known to the month, week or year only."""
    return As(raw, PartialDate(raw, year, month, week))


def unclear(raw: str) -> As:
    """A text that must not be understood as anything."""
    return As(raw, Unclear(raw, "any"))


def short_year(text: str) -> As:
    """``1.3.26``: a date, or held back because the century is not written."""
    d, m, y = (int(part) for part in text.split("."))
    return As(text, Either((date(2000 + y, m, d), Unclear(text, "any"))))


def meaning(cell: object) -> object:
    """What a plain cell means; numbers are decimals."""
    if isinstance(cell, As):
        return cell.means
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Decimal(str(cell))
    return cell


Column = tuple[str, str | None]


@dataclass
class Hand:
    """Writes one workbook with xlsxwriter and collects what should be read from it."""

    path: Path
    records: list[ExpectedRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book = xlsxwriter.Workbook(str(self.path))
        self.date = self.book.add_format({"num_format": "d.m.yyyy"})
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True}
        )
        self.plain = self.book.add_format({"border": 1})
        self.title = self.book.add_format({"bold": True, "font_size": 16})

    def sheet(self, name: str) -> Any:
        return self.book.add_worksheet(name)

    def put(self, ws: Any, row: int, column: int, cell: object) -> None:
        """Write one cell (row and column from 0) as its type asks; None writes nothing."""
        value = cell.cell if isinstance(cell, As) else cell
        if value is None:
            return
        if isinstance(value, bool):
            ws.write_boolean(row, column, value)
        elif isinstance(value, date):
            ws.write_datetime(row, column, value, self.date)
        elif isinstance(value, (int, float)):
            ws.write_number(row, column, value)
        elif isinstance(value, str):
            ws.write_string(row, column, value, self.plain)
        else:
            raise TypeError(type(value))

    def headers(self, ws: Any, row: int, left: int, columns: Sequence[Column]) -> None:
        for offset, (text, _field) in enumerate(columns):
            if text:
                ws.write_string(row, left + offset, text, self.head)

    def row(
        self,
        ws: Any,
        kind: str,
        row: int,
        left: int,
        columns: Sequence[Column],
        cells: Sequence[object],
        client: str | None = None,
    ) -> None:
        """Write one record's cells and remember them. ``client`` where the row itself does not say it."""
        places = [(row, left + offset) for offset in range(len(columns))]
        self.record(ws, kind, [name for _header, name in columns], places, cells, client)

    def record(
        self,
        ws: Any,
        kind: str,
        fields: Sequence[str | None],
        places: Sequence[tuple[int, int]],
        cells: Sequence[object],
        client: str | None = None,
    ) -> None:
        """Write cells at any places of a sheet as one record."""
        values: dict[str, object] = {}
        refs: dict[str, Ref] = {}
        for name, (row, column), cell in zip(fields, places, cells, strict=True):
            self.put(ws, row, column, cell)
            if name is not None and meaning(cell) is not None:
                values[name] = meaning(cell)
                refs[name] = Ref(row + 1, column + 1)
        owner = values.get("code" if kind == "client" else "client", client)
        if values:
            self.records.append(ExpectedRecord(kind, ws.get_name(), _text(owner), values, refs))

    def table(
        self,
        ws: Any,
        kind: str,
        top: int,
        left: int,
        columns: Sequence[Column],
        rows: Iterable[Sequence[object]],
        client: str | None = None,
    ) -> int:
        """A header row at ``top`` and a row a record below it; returns the first free row."""
        self.headers(ws, top, left, columns)
        last = top
        for last, cells in enumerate(rows, start=top + 1):
            self.row(ws, kind, last, left, columns, cells, client)
        return last + 1

    def close(self, name: str) -> Expected:
        """Write the file and say what it holds."""
        self.book.close()
        return Expected(name, "coach", tuple(self.records))


def _text(owner: object) -> str | None:
    return None if owner is None else str(owner)
