"""The two readers of rows and of whole parts give the same answer: patterns for tidy XML, expat for any."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.quirks import MUTATIONS, apply, tidy_workbook
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.rawcells import RowDialect
from valmennus_tui.workbook.rowcells import read_rows
from valmennus_tui.workbook.scan import scan_sheet

SPELLINGS = [
    "",
    "prefix_sheet",
    "byte_order_mark",
    "single_quotes",
    "drop_r",
    "greater_in_attributes",
    "entities",
]


def parts(name: str) -> list[bytes]:
    book = Workbook.from_bytes(apply(tidy_workbook(Random(3)), [name] if name else [], Random(3)))
    return [book.package.read(info.part) for info in book.worksheets]


@pytest.mark.parametrize("name", SPELLINGS)
def test_cells_are_the_same_by_pattern_and_by_expat(name: str) -> None:
    """Offsets, types, values, formulas and styles of every cell."""
    for content in parts(name):
        scan = scan_sheet(content)
        slow = RowDialect(None, scan.dialect.namespace, scan.dialect.declarations)
        rows = list(scan.rows.values())
        assert read_rows(content, scan.dialect, rows) == read_rows(content, slow, rows)


@pytest.mark.parametrize("name", MUTATIONS)
def test_rows_are_the_same_by_pattern_and_by_expat(name: str) -> None:
    """A comment behind the root element makes the scanner take its slow way."""
    for content in parts(name):
        fast, slow = scan_sheet(content), scan_sheet(content + b"<!-- -->")
        assert fast.rows == slow.rows
        assert fast.data == slow.data
        for field in ("dimension", "columns", "merges", "protection", "result_areas", "has_formulas", "pane"):
            assert getattr(fast, field) == getattr(slow, field), field
