"""A report as plain text, 80 columns wide: the twin of the screen, and what ``--text`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from valmennus_tui.reports.model import Block, Chart, ColumnKind, Paragraph, Report, Table, bar_lines, shown
from valmennus_tui.safe_text import safe, safe_lines

WIDTH = 80
_GAPS = ("  ", " ")
"""What parts columns: the narrow one where the wide one would break words."""
_NARROWEST = 8


def as_text(report: Report) -> bytes:
    """The file's bytes: UTF-8, and lines that end as the system's own editors expect on every system."""
    return ("\r\n".join(text_lines(report)) + "\r\n").encode("utf-8-sig")


def text_lines(report: Report) -> list[str]:
    """The report line by line."""
    title = safe(report.title)
    lines = [title, "=" * len(title), *(line for text in report.lead for line in _wrapped(text))]
    for section in report.sections:
        heading = safe(section.title)
        lines += ["", heading, "-" * len(heading)]
        for block in section.blocks:
            own = _block_lines(block)
            lines += [*own, ""] if own else []
        lines.pop()
    return lines


def _block_lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return list(_wrapped(block.text))
    if isinstance(block, Chart):
        return [safe(line) for line in bar_lines(block)]
    return list(_table_lines(block))


def _wrapped(text: str) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield from wrap(safe(line), WIDTH) or [""]


def _table_lines(table: Table) -> Iterator[str]:
    cells = [tuple(safe(column.title) for column in table.columns)]
    cells += [
        tuple(safe_lines(shown(value, column.kind)) for value, column in zip(row, table.columns, strict=True))
        for row in table.rows
    ]
    words = _words(table, cells)
    fitting = [gap for gap in _GAPS if sum(words) + len(gap) * (len(words) - 1) <= WIDTH]
    gap = (*fitting, _GAPS[-1])[0]
    widths = _widths(table, cells, words, WIDTH - len(gap) * (len(words) - 1))
    yield from _row_lines(table, cells[0], widths, gap)
    yield gap.join("-" * width for width in widths)
    for row in cells[1:]:
        yield from _row_lines(table, row, widths, gap)


def _widths(table: Table, cells: list[tuple[str, ...]], words: list[int], room: int) -> list[int]:
    """As wide as the texts need; where that is too much, the widest are wrapped, at best between words."""
    widths = [max(_longest(row[i].split("\n")) for row in cells) for i in range(len(table.columns))]
    narrow = [
        _NARROWEST if column.kind is ColumnKind.TEXT else word
        for column, word in zip(table.columns, words, strict=True)
    ]
    for least in (words, narrow):
        while sum(widths) > room:
            able = [i for i, width in enumerate(widths) if width > least[i]]
            if not able:
                break
            widths[max(able, key=lambda i: widths[i])] -= 1
    return widths


def _words(table: Table, cells: list[tuple[str, ...]]) -> list[int]:
    """The width of each column's longest word."""
    return [max(_longest(row[i].split()) for row in cells) for i in range(len(table.columns))]


def _longest(parts: list[str]) -> int:
    return max(map(len, parts), default=0)


def _row_lines(table: Table, row: tuple[str, ...], widths: list[int], gap: str) -> Iterator[str]:
    wrapped = [_cell_lines(text, width) for text, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = []
        for column, lines, width in zip(table.columns, wrapped, widths, strict=True):
            text = lines[number] if number < len(lines) else ""
            parts.append(text.rjust(width) if column.kind.is_number else text.ljust(width))
        yield gap.join(parts).rstrip()


def _cell_lines(text: str, width: int) -> list[str]:
    return [part for line in text.split("\n") for part in wrap(line, width) or [""]]
