"""Rows that hold no value, told from their bytes: prepared blank rows, with formats and formulas only.

A form has hundreds of them, and whoever looks for headers and records would read each cell to find nothing.
"""

from __future__ import annotations

import re

from valmennus_tui.workbook.rawcells import RowSpan
from valmennus_tui.workbook.scanned import Scan

_ROW_NUMBER = re.compile(rb"(?<=[A-Z])[0-9]+")
_SUM = re.compile(rb"<f[^>]*>\+?(?:SUM|COUNT|AVERAGE|SUBTOTAL|MIN|MAX)", re.IGNORECASE)


def is_bare(scan: Scan, row: RowSpan) -> bool:
    """Whether no cell of a row has a value or text. False where it cannot be told so simply."""
    known = scan.bare.get(row.number)
    if known is None:
        known = scan.bare[row.number] = _is_bare(scan, row)
    return known


def _is_bare(scan: Scan, row: RowSpan) -> bool:
    if scan.dialect.prefix != "" or scan.result_areas:
        return False
    content, start, end = scan.content, row.tag_end, row.inner_end
    if content.find(b"<is", start, end) >= 0:
        return False
    values = content.count(b"<v", start, end)
    return values == 0 or values == content.count(b"<v></v>", start, end)


def has_formulas(scan: Scan, row: RowSpan) -> bool:
    """Whether a bare row has formulas."""
    return scan.content.find(b"<f", row.tag_end, row.inner_end) >= 0


def may_sum(scan: Scan, row: RowSpan) -> bool:
    """Whether a formula of a bare row may begin with a function that adds up or counts."""
    return _SUM.search(scan.content, row.tag_end, row.inner_end) is not None


def pattern(scan: Scan, row: RowSpan) -> bytes:
    """A bare row's bytes without row numbers: rows with the same have the same columns and formats."""
    found = scan.patterns.get(row.number)
    if found is None:
        found = _ROW_NUMBER.sub(b"", scan.content[row.tag_end : row.inner_end])
        scan.patterns[row.number] = found
    return found
