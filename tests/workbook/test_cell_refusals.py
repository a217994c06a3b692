"""Cells and files that are never written, each with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.workbook.raw_books import BOOK, BOOK_RELS, MAIN, load, plan, sheet_xml
from valmennus_tui.errors import CellRefused, FileRefused, UsageError
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.plan import check_cell, plan_save
from valmennus_tui.workbook.refusals import Reason

ROWS = (
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" cm="1"><f t="array" ref="B1:B3">X()</f><v>1</v></c>'
    '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1</f><v>2</v></c>'
    '<c r="D1"><f t="dataTable" ref="D1:E2" dt2D="1" dtr="1" r1="G1" r2="G2"/><v>1</v></c>'
    '<c r="F1" vm="1" t="e">'
    '<v>#VALUE!</v></c></row><row r="2"><c r="B2"><v>1</v></c><c r="C2"><f t="shared" si="0"/><v>'
    "0</v></c></row>"
)
MERGE = '<mergeCells count="1"><mergeCell ref="H1:I2"/></mergeCells>'
MAIN_TABLE = f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B4" totalsRowCount="1">'
TABLE = (
    f'{MAIN_TABLE}<autoFilter ref="A1:B3"/><tableColumns count="2">'
    '<tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/%s" Target="../%s"/></Relationships>'
)
PIVOT = (
    '<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="P">'
    '<location ref="A3:B6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>'
)


@pytest.mark.parametrize(
    ("ref", "reason"),
    [
        ("A1", Reason.FORMULA),
        ("B1", Reason.ARRAY),
        ("B2", Reason.ARRAY),
        ("B3", Reason.ARRAY),
        ("C1", Reason.FORMULA),
        ("C2", Reason.FORMULA),
        ("D1", Reason.ARRAY),
        ("E2", Reason.ARRAY),
        ("F1", Reason.RICH_VALUE),
        ("I2", Reason.MERGED),
        ("A200001", Reason.OUTSIDE_SHEET),
    ],
)
def test_formulas_results_and_merged_cells(ref: str, reason: Reason) -> None:
    """Blanking is refused like any other value."""
    book = load(sheet_xml(ROWS, after=MERGE))
    for value in ("x", None, 1):
        with pytest.raises(CellRefused) as caught:
            plan(book, **{ref: value})
        assert (caught.value.reason, caught.value.sheet, caught.value.cell) == (reason, "S", ref)


def test_free_neighbours_can_be_written() -> None:
    """The anchor of a merge, and what lies beside arrays."""
    book = load(sheet_xml(ROWS, after=MERGE))
    made = plan(book, H1="x", B4=1, A2=1, D3=1, F2="y")
    assert len(made.changes) == 5


def test_headings_and_totals_of_tables() -> None:
    parts = {
        "xl/tables/table1.xml": TABLE,
        "xl/worksheets/_rels/sheet1.xml.rels": SHEET_RELS % ("table", "tables/table1.xml"),
    }
    book = load(sheet_xml(""), parts)
    reasons = {}
    for ref in ("A1", "B1", "A4", "A2", "A5", "C1"):
        try:
            check_cell(book, "S", Ref.parse(ref))
        except CellRefused as refused:
            reasons[ref] = refused.reason
    assert reasons == {"A1": "table_header", "B1": "table_header", "A4": "table_totals"}


def test_pivot_output() -> None:
    parts = {
        "xl/pivotTables/pivotTable1.xml": PIVOT,
        "xl/worksheets/_rels/sheet1.xml.rels": SHEET_RELS % ("pivotTable", "pivotTables/pivotTable1.xml"),
    }
    book = load(sheet_xml(""), parts)
    with pytest.raises(CellRefused) as caught:
        check_cell(book, "S", Ref.parse("B5"))
    assert caught.value.reason == Reason.PIVOT
    check_cell(book, "S", Ref.parse("C5"))


def test_locked_cells_of_a_protected_sheet() -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1" s="2"/></row>'
    book = load(sheet_xml(rows, after='<sheetProtection sheet="true"/>'))
    check_cell(book, "S", Ref.parse("B1"))
    for ref in ("A1", "C1", "Z99"):
        with pytest.raises(CellRefused) as caught:
            check_cell(book, "S", Ref.parse(ref))
        assert caught.value.reason == Reason.LOCKED


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("x" * 32_768, Reason.TEXT_TOO_LONG),
        ("😀" * 16_384, Reason.TEXT_TOO_LONG),
        ("\ud800", Reason.BAD_TEXT),
        (float("nan"), Reason.BAD_NUMBER),
        (float("-inf"), Reason.BAD_NUMBER),
        (Decimal("NaN"), Reason.BAD_NUMBER),
        (10**400, Reason.BAD_NUMBER),
        (1234567890123456, Reason.BAD_NUMBER),
        (Decimal("1234567890123456"), Reason.BAD_NUMBER),
        (10**30 + 1, Reason.BAD_NUMBER),
        (date(1899, 12, 31), Reason.BAD_DATE),
    ],
)
def test_values_that_no_cell_holds(value: NewValue, reason: Reason) -> None:
    with pytest.raises(CellRefused) as caught:
        plan(load(sheet_xml("")), A1=value)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "value",
    ["x" * 32_767, "😀" * 16_383, 123456789012345, -0.0, 1e300, Decimal(1) / 3, 10**300, date(1900, 1, 1)],
)
def test_values_at_the_limit(value: NewValue) -> None:
    assert plan(load(sheet_xml("")), A1=value).changes


def test_dates_before_1904() -> None:
    book = load(
        sheet_xml(""), {"xl/workbook.xml": BOOK.replace("<workbookPr/>", '<workbookPr date1904="1"/>')}
    )
    with pytest.raises(CellRefused):
        plan(book, A1=date(1903, 12, 31))


def test_sheets_without_cells_and_unknown_sheets() -> None:
    rels = BOOK_RELS.replace('/worksheet" Target="worksheets', '/chartsheet" Target="worksheets')
    book = load(
        '<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        {"xl/_rels/workbook.xml.rels": rels},
    )
    with pytest.raises(CellRefused) as caught:
        check_cell(book, "S", Ref(1, 1))
    assert caught.value.reason == Reason.NO_CELLS
    with pytest.raises(UsageError):
        plan_save(book, [CellEdit("Toinen", Ref(1, 1), 1)])


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"_xmlsignatures/sig1.xml": "<a/>"}, Reason.SIGNED),
        (
            {
                "xl/revisions/revisionHeaders.xml": "<headers/>",
                "xl/_rels/workbook.xml.rels": BOOK_RELS.replace(
                    "</Relationships>",
                    f'<Relationship Id="rId7" Type="{_RELATION}/revisionHeaders" '
                    'Target="revisions/revisionHeaders.xml"/></Relationships>',
                ),
            },
            Reason.SHARED_WORKBOOK,
        ),
    ],
)
def test_files_that_are_read_but_not_saved(parts: dict[str, str], reason: Reason) -> None:
    book = load(sheet_xml(""), parts)
    assert book.read_only_reason == reason
    with pytest.raises(FileRefused) as caught:
        plan(book, A1=1)
    assert caught.value.reason == reason


def test_every_reason_has_a_sentence() -> None:
    """The list is closed: a reason without a sentence would fail only when it is needed."""
    from valmennus_tui.workbook import refusals

    assert set(refusals._SENTENCES) == set(Reason)
