"""The two readers of rows and of whole parts give the same answer: patterns for tidy XML, expat for any."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.quirks import MUTATIONS, apply, tidy_workbook
from valmennus_tui.workbook.bare_rows import has_formulas, is_bare
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cellreader import CellReader, SheetContext
from valmennus_tui.workbook.rawcells import RowDialect
from valmennus_tui.workbook.rowcells import read_rows
from valmennus_tui.workbook.scan import scan_sheet
from valmennus_tui.workbook.strings import SharedString
from valmennus_tui.workbook.styles import Styles

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


ODD_ROWS = [
    '<c r="A1" t="inlineStr"><is><t>K-1</t></is></c><c r="B1" s="3"/>',
    '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &amp; b\r\n_x000D_</t></is></c>',
    '<c r="A1" t="inlineStr"><is><r><t>rich</t></r></is></c><c r="B1"><v>1</v></c>',
    '<c r="A1" t="inlineStr"><is><t/></is></c><c r="B1" t="inlineStr"/>',
    '<c r="A1" s="2"><f>B1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v></v></c>',
    '<c r="A1"><f>B1+1</f></c><c r="C1"><v>46000.5</v></c><c r="B1"><v> 7 </v></c>',
    '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="n"><v>1e3</v></c>',
]


@pytest.mark.parametrize("row", ODD_ROWS)
def test_single_rows_are_the_same_by_pattern_and_by_expat(row: str) -> None:
    """Places in the bytes too; and the values are the same whether or not the places were read first."""
    content = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{row}</row></sheetData></worksheet>'
    ).encode()
    scan = scan_sheet(content)
    assert scan.dialect.prefix == ""
    slow = RowDialect(None, scan.dialect.namespace, scan.dialect.declarations)
    spans = list(scan.rows.values())
    assert read_rows(content, scan.dialect, spans) == read_rows(content, slow, spans)
    context = SheetContext((), Styles(None), date1904=False)
    quick, thorough = CellReader("s", scan, context), CellReader("s", scan, context)
    thorough.raw_row(1)
    assert dict(quick.row(1)) == dict(thorough.row(1))
    assert quick.problems == thorough.problems


@pytest.mark.parametrize("name", ["", *MUTATIONS])
def test_bare_rows_hold_nothing(name: str) -> None:
    """What the bytes of a row say without being read is what its cells say."""
    for content in parts(name):
        scan = scan_sheet(content)
        reader = CellReader("s", scan, SheetContext((SharedString("text"),) * 999, Styles(None), False))
        for number, span in scan.rows.items():
            if is_bare(scan, span):
                cells = reader.row(number).values()
                assert all(cell.value is None or cell.value == "" for cell in cells)
                assert has_formulas(scan, span) == any(cell.is_formula for cell in cells)
