"""A sheet's texts as the recogniser looks at them: merged headers opened out, formulas, numbers left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.bare_rows import has_formulas
from valmennus_tui.workbook.headers import LONGEST
from valmennus_tui.workbook.sheet import Sheet

DEEPEST = 400
"""Headers and labels are looked for in this many rows."""
HEADER_ROWS = 3
"""A header is at most this many rows high."""


@dataclass(frozen=True, slots=True)
class Header:
    """One column's header: its texts from the top down, and the rows and columns it came from.

    ``parents`` are the texts above that span several columns, with the column in which each begins.
    """

    column: int
    leaf: str
    row: int
    parents: tuple[tuple[str, int], ...] = ()


class Grid:
    """The short texts of a sheet's upper rows."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.texts: dict[int, dict[int, str]] = {}
        self.filled: dict[int, int] = {}
        """How many cells of a row hold something else than a short text (numbers, dates, notes, formulas);
        at least one in a row without texts.
        """
        for row in sheet.rows():
            if row > DEEPEST:
                break
            self._read(row)

    def _read(self, row: int) -> None:
        bare = self.sheet.bare_row(row)
        if bare is not None:
            if has_formulas(self.sheet.scan, bare):
                self.filled[row] = 1
            return
        found: dict[int, str] = {}
        other = 0
        for column, cell in self.sheet.row(row).items():
            value = cell.value
            if cell.formula is not None:
                other += 1
            elif value is None:
                continue
            elif isinstance(value, str) and len(value) <= LONGEST:
                text = value.strip()
                if text:
                    found[column] = text
            else:
                other += 1
        if found:
            self.texts[row] = dict(sorted(found.items()))
        if other:
            self.filled[row] = other

    def text(self, row: int, column: int) -> str:
        """The text at a place, "" where there is none; a merged area has its text everywhere."""
        found = self.texts.get(row, {}).get(column, "")
        if found:
            return found
        area = self.merge(row, column)
        return "" if area is None else self.texts.get(area.first.row, {}).get(area.first.column, "")

    def merge(self, row: int, column: int) -> Area | None:
        """The merged area over a place."""
        return next((a for a in self._merges.get(row, ()) if a.first.column <= column <= a.last.column), None)

    def headers(self, row: int) -> tuple[Header, ...]:
        """The headers of the columns, if ``row`` is the last row of a header; from left to right."""
        groups = self._group_rows(row)
        columns = set(self.texts.get(row, {}))
        for area in self._merges.get(row, ()):
            if area.first.row < area.last.row and self.text(area.first.row, area.first.column):
                columns.add(area.first.column)
        above = groups[0] if groups else None
        if above is not None:
            columns |= {c for c in self.texts.get(above, {}) if not self._spans(above, c)}
        found = [self._header(row, column, groups) for column in sorted(columns)]
        return self._without_helpers([header for header in found if header is not None])

    def is_plain(self, row: int) -> bool:
        """Whether the headers that would end in a row are its own texts: no groups above, nothing merged."""
        return row not in self._merges and not self._is_group_row(row - 1, row)

    def _without_helpers(self, headers: list[Header]) -> tuple[Header, ...]:
        """Without hidden or computed columns that repeat the header of a column to fill in."""
        helpers = {h.column for h in headers if self._is_helper(h)}
        inputs = {(h.leaf, h.parents) for h in headers if h.column not in helpers}
        return tuple(h for h in headers if h.column not in helpers or (h.leaf, h.parents) not in inputs)

    def _is_helper(self, header: Header) -> bool:
        hidden = header.column in self.sheet.hidden_columns
        return hidden or self.sheet.cell(Ref(header.row + 1, header.column)).is_formula

    @cached_property
    def _merges(self) -> dict[int, list[Area]]:
        by_row: dict[int, list[Area]] = {}
        for area in self.sheet.merges:
            for row in range(area.first.row, min(area.last.row, DEEPEST) + 1):
                by_row.setdefault(row, []).append(area)
        return by_row

    def _header(self, row: int, column: int, groups: tuple[int, ...]) -> Header | None:
        area = self.merge(row, column)
        if area is not None and area.first.column != column:
            return None
        leaf, place = self.text(row, column), row if area is None else area.first.row
        if not leaf and groups:
            leaf, place = self.text(groups[0], column), groups[0]
        if not leaf:
            return None
        parents = []
        for above in groups:
            if above >= place:
                continue
            text, begins = self._parent(above, column)
            if text and text != leaf:
                parents.append((text, begins))
        return Header(column, leaf, row, tuple(reversed(parents)))

    def _parent(self, row: int, column: int) -> tuple[str, int]:
        """The group text over a column: merged, or standing over the first column of its group."""
        area = self.merge(row, column)
        if area is not None:
            return self.text(row, area.first.column), area.first.column
        texts = self.texts.get(row, {})
        for left in range(column, 0, -1):
            if left in texts:
                over = self.merge(row, left)
                return (texts[left], left) if over is None or over.last.column >= column else ("", 0)
            if self.merge(row, left) is not None:
                return "", 0
        return "", 0

    def _spans(self, row: int, column: int) -> bool:
        """Whether a group text stands over more than its own column."""
        area = self.merge(row, column)
        if area is not None:
            return area.last.column > area.first.column
        below = self.texts.get(row + 1, {})
        return bool(below.get(column)) or bool(below.get(column + 1) and not self.text(row, column + 1))

    def _group_rows(self, row: int) -> tuple[int, ...]:
        """The rows above that are group rows of a header ending at ``row``, the nearest first."""
        found: list[int] = []
        for above in range(row - 1, max(0, row - HEADER_ROWS), -1):
            if not self._is_group_row(above, row):
                break
            found.append(above)
        return tuple(found)

    def _is_group_row(self, above: int, row: int) -> bool:
        texts = self.texts.get(above, {})
        if self.filled.get(above) or not texts:
            return False
        below = self.texts.get(row, {})
        if not below:
            return False
        deep = [a for a in self._merges.get(row, ()) if a.first.row < row]
        first = min([*below, *(a.first.column for a in deep)])
        last = max([*below, *(a.last.column for a in deep)])
        merged = [self.merge(above, column) for column in texts]
        if any(a is not None and a.first.column <= first and a.last.column >= last for a in merged):
            return False
        wide = any(a is not None and 0 < a.last.column - a.first.column < last - first for a in merged)
        # Without merged cells: several texts, at least one of them over a column that is not the first.
        loose = len(texts) > 1 and len(texts) < len(below) + len(texts) / 2 and max(texts) > first
        return wide or loose or any(a is not None and a.last.row > a.first.row for a in merged)
