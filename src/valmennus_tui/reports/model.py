"""What a report says, whatever kind of file it becomes: sections of paragraphs, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from valmennus_tui.i18n import format_date, format_number

Value: TypeAlias = None | str | int | Decimal | Fraction | date
"""What stands in a table. Shares are between 0 and 1."""


class ColumnKind(StrEnum):
    """How a column's values are shown."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """Whether the column is aligned as numbers are."""
        return self not in (ColumnKind.TEXT, ColumnKind.DATE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is in characters; a long text is wrapped within it."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12


@dataclass(frozen=True)
class Table:
    """Rows under columns. A text in a number column (``<5``) is shown as it is."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    text: str


class ChartKind(StrEnum):
    """The look of a chart."""

    BAR = "bar"
    """Horizontal bars."""
    COLUMN = "column"
    LINE = "line"
    RADAR = "radar"


@dataclass(frozen=True)
class Chart:
    """A chart of a table's columns: ``labels`` and ``series`` are column numbers from 0.

    ``highest`` is the end of the value axis, None for what the values need.
    """

    kind: ChartKind
    title: str
    table: Table
    labels: int
    series: tuple[int, ...]
    highest: int | None = None


Block: TypeAlias = Paragraph | Table | Chart


@dataclass(frozen=True)
class Section:
    """A part of the report: one sheet of a workbook."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A whole report. ``lead`` are the lines under the title; ``day`` is the day it is of."""

    title: str
    day: date
    lead: tuple[str, ...]
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block of every section."""
        for section in self.sections:
            yield from section.blocks


def shown(value: Value, kind: ColumnKind) -> str:
    """A value as people read it; a dash for one that is not known."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, str):
        return value
    if kind is ColumnKind.PERCENT:
        return f"{whole_percent(value)} %"
    if isinstance(value, int):
        return str(value)
    return format_number(round(float(value), 1))


def whole_percent(share: int | Decimal | Fraction) -> int:
    """A share in whole per cent, halves up (``domain/rules.md`` 3d: rates go out in whole per cent)."""
    return int((Fraction(share) * 100 + Fraction(1, 2)) // 1)


def number(value: Value) -> Fraction | None:
    """A value as a number; None for texts, days and what is not known."""
    if value is None or isinstance(value, str | date):
        return None
    return Fraction(value)


_BAR = 24
_LABEL = 34
_MARKS = "█░▒▓"
"""What the bars of each series are drawn with."""


def bar_lines(chart: Chart) -> list[str]:
    """A chart as bars of text, where the file has no pictures: a line for each value that is known.

    A profile (radar) has no such form: its table has the numbers.
    """
    if chart.kind is ChartKind.RADAR:
        return []
    table, labels = chart.table, chart.labels
    found = [number(row[column]) for row in table.rows for column in chart.series]
    known = [each for each in found if each is not None]
    top = Fraction(chart.highest) if chart.highest else max(known, default=Fraction(0))
    names = [_shortened(shown(row[labels], table.columns[labels].kind)) for row in table.rows]
    width = max(map(len, names), default=0)
    lines = [chart.title]
    if len(chart.series) > 1:
        pairs = zip(_MARKS, chart.series, strict=False)
        lines.append("  ".join(f"{mark} {table.columns[column].title}" for mark, column in pairs))
    for name, row in zip(names, table.rows, strict=True):
        label = name
        for mark, column in zip(_MARKS, chart.series, strict=False):
            value = number(row[column])
            if value is None:
                continue
            bar = mark * (round(value / top * _BAR) if top > 0 else 0)
            text = shown(row[column], table.columns[column].kind)
            lines.append(f"{label.ljust(width)}  {bar} {text}")
            label = ""
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
