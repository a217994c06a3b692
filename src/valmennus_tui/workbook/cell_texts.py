"""Every text that stands in a cell of a workbook: what erasing looks through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.pivots import pivot_areas
from valmennus_tui.workbook.rawcells import RawCell
from valmennus_tui.workbook.strings import SharedString


@dataclass(frozen=True, slots=True)
class CellText:
    """What one cell says. ``shared`` is the index of its shared string, None for text in the cell itself.

    ``formula`` is None for an input cell; ``is_number`` tells that ``text`` is a stored number; ``in_pivot``
    that a pivot table filled the cell.
    """

    sheet: str
    part: str
    ref: Ref
    text: str
    shared: int | None = None
    formula: str | None = None
    is_number: bool = False
    in_pivot: bool = False


def cell_texts(book: Workbook) -> Iterator[CellText]:
    """The texts, numbers and formulas of all worksheets. Raises FileRefused (damaged parts)."""
    pivots = pivot_areas(book)
    for info in book.worksheets:
        outputs = [area for name, area in pivots if name == info.name]
        sheet = book.sheet(info.name)
        for row in sheet.scan.rows:
            for column, raw in sheet.raw_row(row).items():
                found = _said(raw, book.strings)
                if found is None:
                    continue
                text, shared = found
                ref = Ref(row, column)
                yield CellText(
                    info.name,
                    info.part,
                    ref,
                    text,
                    shared,
                    raw.formula.text if raw.formula else None,
                    raw.type == "n",
                    any(ref in area for area in outputs),
                )


def _said(raw: RawCell, strings: Sequence[SharedString]) -> tuple[str, int | None] | None:
    """The text and the index of its shared string; None for a cell that says nothing."""
    if raw.type == "s" and raw.text:
        index = int(raw.text) if raw.text.strip().isdecimal() else -1
        return (strings[index].text, index) if 0 <= index < len(strings) else None
    if raw.inline is not None:
        return raw.inline.text, None
    if raw.text or raw.formula:
        return raw.text or "", None
    return None


def cells_span(book: Workbook, sheet: str) -> tuple[int, int] | None:
    """The bytes between the ``sheetData`` tags of a sheet's part, None where there are no cells."""
    data = book.sheet(sheet).scan.data
    return None if data is None else (data.tag_end, data.inner_end)
