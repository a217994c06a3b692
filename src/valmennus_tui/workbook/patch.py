"""A worksheet part with some cells written: the splices for cells, rows, ``spans`` and ``dimension``.

Only the edited ``c`` elements change; where one is missing it is inserted, with its ``row`` if that is
missing too. Rows and cells without ``r`` keep their places: an insertion never comes between one and its
predecessor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.cells import CellValue
from valmennus_tui.workbook.encode import NewCell, new_cell, replaced_cell, result_splices
from valmennus_tui.workbook.rawcells import RowSpan
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.splices import Splice

_SPANS = re.compile(r"([0-9]{1,5}):([0-9]{1,5})\Z")


def sheet_splices(
    sheet: Sheet, writes: Mapping[Ref, NewCell], results: Mapping[Ref, CellValue], date1904: bool
) -> list[Splice]:
    """The splices that write cells and give formulas other results (None: drop). The edits have been
    checked.
    """
    patch = _SheetPatch(sheet, date1904)
    for row in sorted({ref.row for ref in writes}):
        patch.write_row(row, {ref: new for ref, new in sorted(writes.items()) if ref.row == row})
    patch.finish()
    for ref, result in sorted(results.items(), key=lambda item: item[0]):
        patch.set_result(ref, result)
    return patch.splices


class _SheetPatch:
    def __init__(self, sheet: Sheet, date1904: bool) -> None:
        self.sheet = sheet
        self.scan = sheet.scan
        self.content = sheet.scan.content
        self.date1904 = date1904
        self.splices: list[Splice] = []
        self.added: list[Ref] = []
        self.rows_at: dict[int, list[bytes]] = {}

    def write_row(self, number: int, writes: Mapping[Ref, NewCell]) -> None:
        """Replace the stored cells of a row and insert the others, from left to right."""
        stored = self.sheet.raw_row(number)
        row = self.scan.rows.get(number)
        prefix = self._prefix(row or self.scan.data)
        missing: dict[Ref, bytes] = {}
        for ref, new in writes.items():
            cell = stored.get(ref.column)
            if cell is not None:
                fresh = replaced_cell(self.content, cell, new, self.date1904)
                if fresh != self.content[cell.start : cell.end]:
                    self.splices.append(Splice(cell.start, cell.end, fresh))
            elif new.value is not None and new.value != "":
                style = self.sheet.new_cell_style(ref)
                missing[ref] = new_cell(ref, new, style, prefix, self.date1904)
        if not missing:
            return
        self.added += missing
        if row is None:
            self._new_row(number, b"".join(missing.values()))
        elif row.self_closed:
            self._fill_empty(row, "row", self._row_tag(row, missing), b"".join(missing.values()))
        else:
            self._insert_cells(row, missing)

    def _prefix(self, span: RowSpan | None) -> str:
        """The prefix that a row or ``sheetData`` is written with, and so may be what goes into it."""
        return "" if span is None else xml.tag_prefix(self.content, span.start)

    def _insert_cells(self, row: RowSpan, missing: Mapping[Ref, bytes]) -> None:
        stored = self.sheet.raw_row(row.number)
        inserted: dict[int, bytes] = {}
        for ref, fresh in missing.items():
            at = next((cell.start for column, cell in stored.items() if column > ref.column), row.inner_end)
            inserted[at] = inserted.get(at, b"") + fresh
        self.splices += [Splice(at, at, fresh) for at, fresh in inserted.items()]
        old = self.content[row.start : row.tag_end]
        tag = self._row_tag(row, missing)
        if tag != old:
            self.splices.append(Splice(row.start, row.tag_end, tag))

    def _row_tag(self, row: RowSpan, missing: Mapping[Ref, bytes]) -> bytes:
        """The row's start tag with ``spans`` widened to the new cells, where it has one."""
        tag = self.content[row.start : row.tag_end]
        found = _SPANS.match(xml.attributes_of(tag).get("spans", ""))
        if not found:
            return tag
        columns = [ref.column for ref in missing]
        old = int(found[1]), int(found[2])
        new = min(old[0], *columns), max(old[1], *columns)
        return tag if new == old else xml.set_attribute(tag, "spans", f"{new[0]}:{new[1]}")

    def _new_row(self, number: int, cells: bytes) -> None:
        prefix = self._prefix(self.scan.data)
        row = f'<{prefix}row r="{number}">'.encode() + cells + f"</{prefix}row>".encode()
        at = next((span.start for other, span in self.scan.rows.items() if other > number), -1)
        self.rows_at.setdefault(at, []).append(row)

    def finish(self) -> None:
        """Put the new rows in their places and widen ``dimension``."""
        data = self.scan.data
        for at, rows in self.rows_at.items():
            fresh = b"".join(rows)
            if at >= 0:
                self.splices.append(Splice(at, at, fresh))
            elif data is not None and data.self_closed:
                self._fill_empty(data, "sheetData", self.content[data.start : data.end], fresh)
            elif data is not None:
                self.splices.append(Splice(data.inner_end, data.inner_end, fresh))
        self._widen_dimension()

    def _fill_empty(self, span: RowSpan, name: str, tag: bytes, inner: bytes) -> None:
        """Open an element that was closed in its own tag."""
        closing = f"</{self._prefix(span)}{name}>".encode()
        opened = tag[:-2].rstrip() + b">" + inner + closing
        self.splices.append(Splice(span.start, span.end, opened))

    def _widen_dimension(self) -> None:
        if self.scan.dimension is None or not self.added or self.sheet.dimension is None:
            return
        at = self.scan.dimension[0]
        old = self.sheet.dimension
        rows = [ref.row for ref in self.added]
        columns = [ref.column for ref in self.added]
        first = Ref(min(old.first.row, *rows), min(old.first.column, *columns))
        last = Ref(max(old.last.row, *rows), max(old.last.column, *columns))
        new = Area(first, last)
        if new != old:
            end = xml.tag_end(self.content, at)
            tag = xml.set_attribute(self.content[at:end], "ref", str(new))
            self.splices.append(Splice(at, end, tag))

    def set_result(self, ref: Ref, result: CellValue) -> None:
        cell = self.sheet.raw_row(ref.row).get(ref.column)
        if cell is not None:
            self.splices += result_splices(self.content, cell, result, self.date1904)
