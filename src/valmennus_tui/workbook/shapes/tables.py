"""Finds tables on a sheet: header rows that together mean a record kind, anywhere, one or several a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.grid import HEADER_ROWS, Grid, Header
from valmennus_tui.workbook.shapes.groups import with_groups
from valmennus_tui.workbook.shapes.meaning import Meaning, read_headers
from valmennus_tui.workbook.vocabulary import Vocabulary

_TITLE_REACH = 4
"""A section title stands at most this many rows above its table's header."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A header and what it means. ``meanings`` holds all readings, the chosen one first."""

    sheet: str
    row: int
    headers: tuple[Header, ...]
    meanings: tuple[Meaning, ...]

    @property
    def meaning(self) -> Meaning:
        return self.meanings[0]

    @property
    def first_row(self) -> int:
        """The first row of the header, group rows included."""
        high = any(header.parents for header in self.headers)
        return self.row - 1 if high else self.row

    @property
    def first_column(self) -> int:
        return min(header.column for header in self.headers)

    @property
    def last_column(self) -> int:
        return max(header.column for header in self.headers)

    def choose(self, kind: RecordKind) -> FoundTable:
        """The same table read as another kind."""
        first = [meaning for meaning in self.meanings if meaning.kind is kind]
        rest = [meaning for meaning in self.meanings if meaning.kind is not kind]
        return replace(self, meanings=(*first, *rest))

    def reads_as(self, kind: RecordKind) -> Meaning | None:
        """The complete reading as ``kind``, if there is one."""
        return next((m for m in self.meanings if m.kind is kind and m.complete), None)


def find_tables(grid: Grid, vocabulary: Vocabulary) -> tuple[FoundTable, ...]:
    """The tables of a sheet from top to bottom. Their headers never overlap."""
    named = vocabulary.title_kinds(grid.sheet.name)
    candidates = []
    for row, texts in grid.texts.items():
        if len(texts) < 2 or grid.filled.get(row, 0) > len(texts):
            continue
        if grid.is_plain(row) and sum(1 for text in texts.values() if vocabulary.matches(text)) < 2:
            continue
        headers = grid.headers(row)
        if sum(1 for header in headers if _means_something(header, vocabulary)) < 2:
            continue
        for part in _parts(grid, headers, vocabulary, named):
            meanings = read_headers(part, vocabulary, (*named, *_titles_above(grid, part, vocabulary)))
            if meanings and meanings[0].complete:
                candidates.append(FoundTable(grid.sheet.name, row, part, meanings))
    return tuple(_without_overlap(candidates))


def as_client_rows(table: FoundTable, vocabulary: Vocabulary) -> FoundTable:
    """The table with the repeating groups of its clients' rows, if it is a table of clients."""
    if table.meaning.kind is not RecordKind.CLIENT:
        return table
    meaning = with_groups(table.meaning, table.headers, vocabulary)
    return replace(table, meanings=(meaning, *table.meanings[1:]))


def _means_something(header: Header, vocabulary: Vocabulary) -> bool:
    if vocabulary.matches(header.leaf):
        return True
    above = " ".join(text for text, _begins in header.parents)
    return bool(above and vocabulary.matches(f"{above} {header.leaf}"))


def _titles_above(grid: Grid, headers: Sequence[Header], vocabulary: Vocabulary) -> tuple[RecordKind, ...]:
    """The kinds that the nearest title above a header speaks for: a text alone over the header's columns."""
    first, last = headers[0].column, headers[-1].column
    row = headers[0].row
    groups = {text for header in headers for text, _begins in header.parents}
    for above in range(row - 1, max(0, row - _TITLE_REACH - HEADER_ROWS), -1):
        texts = grid.texts.get(above, {})
        over = [text for column, text in texts.items() if first <= column <= last] or list(texts.values())
        if len(over) == 1 and not grid.filled.get(above):
            kinds = vocabulary.title_kinds(over[0])
            if kinds:
                return kinds
        elif grid.filled.get(above) or (over and not groups & set(over)):
            return ()
    return ()


def _parts(
    grid: Grid, headers: Sequence[Header], vocabulary: Vocabulary, named: tuple[RecordKind, ...]
) -> Iterator[tuple[Header, ...]]:
    """The header as one table, or as tables side by side where blank columns part complete ones."""
    clusters: list[list[Header]] = []
    for header in headers:
        if clusters and header.column - clusters[-1][-1].column == 1:
            clusters[-1].append(header)
        else:
            clusters.append([header])
    if len(clusters) > 1:
        complete = []
        for cluster in clusters:
            titles = (*named, *_titles_above(grid, cluster, vocabulary))
            meanings = read_headers(cluster, vocabulary, titles)
            if meanings and meanings[0].complete and meanings[0].has_client:
                complete.append(tuple(cluster))
        if len(complete) > 1:
            yield from complete
            return
    yield tuple(headers)


def _without_overlap(candidates: list[FoundTable]) -> list[FoundTable]:
    """The best of tables whose header rows lie on each other, in order from the top."""
    kept: list[FoundTable] = []
    for table in sorted(candidates, key=lambda each: (-each.meaning.score, -each.row)):
        if not any(_collide(table, other) for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda each: (each.row, each.first_column))


def _collide(one: FoundTable, other: FoundTable) -> bool:
    apart = one.last_column < other.first_column or other.last_column < one.first_column
    if apart:
        return False
    return one.first_row <= other.row and other.first_row <= one.row
