"""A table of records: filtered and sorted as a list of row numbers, never copied or reordered itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from valmennus_tui.tui.models.grid_model import Column, Tone

R = TypeVar("R")
SortKey: TypeAlias = tuple[int, float | str]
"""First the class of value (blank last), then the value."""

BLANK: SortKey = (9, "")


def plain_tone(_record: object) -> Tone:
    """The tone of cells that need none."""
    return Tone.PLAIN


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """``text`` for searching: case folded, å and ä as a, ö as o, other accents off."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(frozen=True)
class ListColumn(Generic[R]):
    """One column of records: how its cell reads, how it is meant, how it sorts (by its text if not said)."""

    title: str
    width: int
    text: Callable[[R], str]
    tone: Callable[[R], Tone] = plain_tone
    sort_key: Callable[[R], SortKey] | None = None
    right: bool = False
    grow: bool = False


class ListModel(Generic[R]):
    """A :class:`GridModel` over a sequence of records."""

    def __init__(self, columns: Sequence[ListColumn[R]], rows: Sequence[R]) -> None:
        self._spec = tuple(columns)
        self._rows = rows
        self._order: Sequence[int] = range(len(rows))
        self._folded: list[str] | None = None
        self._filter: tuple[str, ...] = ()
        self.sorted_by: int | None = None
        self.backwards = False

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, the sorted one marked by the grid."""
        return [Column(spec.title, spec.width, spec.right, spec.grow) for spec in self._spec]

    @property
    def row_count(self) -> int:
        """How many rows the filter lets through."""
        return len(self._order)

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._rows)

    def text(self, row: int, column: int) -> str:
        """The cell's text, as the column makes it."""
        return self._spec[column].text(self._rows[self._order[row]])

    def tone(self, row: int, column: int) -> Tone:
        """How the cell is meant."""
        return self._spec[column].tone(self._rows[self._order[row]])

    def record(self, row: int) -> R:
        """The record on a shown row. Raises IndexError."""
        if row < 0:
            raise IndexError(row)
        return self._rows[self._order[row]]

    def find(self, wanted: Callable[[R], bool]) -> int | None:
        """The first shown row whose record is wanted."""
        return next((row for row, index in enumerate(self._order) if wanted(self._rows[index])), None)

    def filter(self, text: str) -> None:
        """Show only rows that contain every word of ``text`` in some cell."""
        self._filter = tuple(fold(word) for word in text.split())
        self._arrange()

    def sort(self, column: int) -> None:
        """Sort by a column; the same again: backwards; once more: the order of the file."""
        if self.sorted_by != column:
            self.sorted_by, self.backwards = column, False
        elif not self.backwards:
            self.backwards = True
        else:
            self.sorted_by, self.backwards = None, False
        self._arrange()

    def arrange_like(self, other: ListModel[R]) -> None:
        """Take over filter and sorting of the model that this one replaces."""
        self._filter, self.sorted_by, self.backwards = other._filter, other.sorted_by, other.backwards
        self._arrange()

    def _arrange(self) -> None:
        order: Sequence[int] = range(len(self._rows))
        if self._filter:
            folded = self._searchable()
            order = [index for index in order if all(word in folded[index] for word in self._filter)]
        if self.sorted_by is not None:
            order = self._in_order(order, self.sorted_by)
        self._order = order

    def _in_order(self, order: Sequence[int], column: int) -> list[int]:
        """Sorted, stable; blanks stay last whichever way."""
        keys = {index: self._sort_key(index, column) for index in order}
        filled = [index for index in order if keys[index] != BLANK]
        filled.sort(key=lambda index: keys[index], reverse=self.backwards)
        return filled + [index for index in order if keys[index] == BLANK]

    def _sort_key(self, index: int, column: int) -> SortKey:
        spec, record = self._spec[column], self._rows[index]
        if spec.sort_key is not None:
            return spec.sort_key(record)
        text = spec.text(record)
        return (1, fold(text)) if text else BLANK

    def _searchable(self) -> list[str]:
        if self._folded is None:
            self._folded = [fold(" ".join(spec.text(row) for spec in self._spec)) for row in self._rows]
        return self._folded
