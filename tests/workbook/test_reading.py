"""Reading a worksheet: values, types, positions, and the traps of other writers' XML."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.workbook.raw_books import BOOK, MAIN, SHEET, STRICT, load, only_sheet, raw_book, sheet_xml, values
from valmennus_tui.errors import FileRefused, UsageError
from valmennus_tui.workbook.address import Area, Ref, column_letters
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, CellError
from valmennus_tui.workbook.plan import plan_save

A1 = Ref(1, 1)


def test_types() -> None:
    """Each cell type gives its own kind of value."""
    rows = (
        '<row r="1"><c r="A1"><v>1.5</v></c><c r="B1" t="n"><v>7</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>A1&amp;""</f><v>x</v></c>'
        '<c r="F1" t="inlineStr"><is><t>a</t></is></c><c r="G1" t="s"><v>0</v></c>'
        '<c r="H1" s="1"><v>46082</v></c><c r="I1" t="d"><v>2026-03-01</v></c><c r="J1" s="1"/></row>'
    )
    assert values(only_sheet(rows)) == {
        "A1": 1.5,
        "B1": 7,
        "C1": True,
        "D1": CellError("#N/A"),
        "E1": "x",
        "F1": "a",
        "G1": "yksi",
        "H1": date(2026, 3, 1),
        "I1": date(2026, 3, 1),
        "J1": None,
    }


def test_shared_strings_keep_text_and_say_what_a_plain_text_would_lose() -> None:
    sheet = only_sheet("".join(f'<row r="{n + 1}"><c t="s"><v>{n}</v></c></row>' for n in range(4)))
    assert [sheet.cell(Ref(row, 1)).value for row in range(1, 5)] == ["yksi", "kaksi ", "漢字", "A\rx"]
    assert [sheet.cell(Ref(row, 1)).rich for row in range(1, 5)] == [False, True, False, False]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v/></c>',
        '<c r="A1" t="s"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="s"><v> </v></c>',
    ],
)
def test_an_empty_value_is_a_blank_cell(cell: str) -> None:
    assert values(only_sheet(f'<row r="1">{cell}</row>')) == {"A1": None}


def test_positions_are_counted_where_they_are_not_given() -> None:
    """Rows and cells without ``r`` follow the one before."""
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row>"
        "<row><c><v>5</v></c></row>"
    )
    assert values(only_sheet(rows)) == {"A1": 1, "B1": 2, "C4": 3, "D4": 4, "A5": 5}


def test_comments_cdata_and_instructions_inside_cells() -> None:
    rows = (
        '<!-- <row r="9"><c r="A9"><v>9</v></c></row> --><row r="1"><?x <c r="B1">?><c r="A1"><v>'
        "1<!-- 2 -->3</v>"
        '</c><c r="B1" t="inlineStr"><is><t><![CDATA[a<b]]>c</t></is></c></row>'
    )
    sheet = only_sheet(rows)
    assert values(sheet) == {"A1": 13, "B1": "a<bc"}
    assert list(sheet.rows()) == [1]


def test_names_with_a_prefix_and_a_byte_order_mark() -> None:
    part = (
        f'\ufeff<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" note="a>b"><x:v>2</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert values(load(part).sheet("S")) == {"A1": 1, "B1": 2}


def test_other_namespaces_with_the_same_names_are_not_cells() -> None:
    before = (
        '<extLst><ext xmlns:q="urn:q"><q:sheetData><q:row r="1"><q:c r="A1"><q:v>9</q:v></q:c>'
        "</q:row></q:sheetData>"
        "</ext></extLst>"
    )
    row = (
        '<row r="2"><c r="A2"><v>1</v><extLst><ext xmlns:q="urn:q"><q:v>9</q:v><q:f>9</q:f></ext>'
        "</extLst></c></row>"
    )
    sheet = only_sheet(row, before)
    assert values(sheet) == {"A2": 1}
    assert not sheet.has_formulas


def test_strict_workbooks_are_read() -> None:
    part = sheet_xml('<row r="1"><c r="A1" t="d"><v>2026-03-01T12:30:00</v></c></row>').replace(MAIN, STRICT)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    book = BOOK.replace(MAIN, STRICT).replace(office, strict)
    assert values(load(part, {"xl/workbook.xml": book}).sheet("S")) == {"A1": datetime(2026, 3, 1, 12, 30)}


def test_the_epoch_of_1904() -> None:
    book = BOOK.replace("<workbookPr/>", '<workbookPr date1904="1"/>')
    loaded = load(sheet_xml('<row r="1"><c r="A1" s="1"><v>44620</v></c></row>'), {"xl/workbook.xml": book})
    assert loaded.date1904
    assert values(loaded.sheet("S")) == {"A1": date(2026, 3, 1)}


def test_elapsed_time_is_a_quantity() -> None:
    """37 hours 30 minutes under ``[h]:mm:ss`` is a number of days, not a day in January 1900."""
    assert values(only_sheet('<row r="1"><c r="A1" s="3"><v>1.5625</v></c></row>')) == {"A1": 1.5625}
    assert values(only_sheet('<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>')) == {"A1": time(12)}


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("<c><v>1,5</v></c>", "number", "1,5"),
        (f"<c><v>{'9' * 5000}</v></c>", "number", "9" * 5000),
        ("<c><v>NaN</v></c>", "number", "NaN"),
        ("<c><v>1e999</v></c>", "number", "1e999"),
        ('<c t="b"><v>maybe</v></c>', "boolean", "maybe"),
        ('<c t="d"><v>31.12.2025</v></c>', "date", "31.12.2025"),
        ('<c t="zz"><v>1</v></c>', "type", "1"),
        ('<c s="999"><v>1</v></c>', "style", 1),
        ('<c s="-1"><v>1</v></c>', "style", 1),
    ],
)
def test_content_that_does_not_fit_its_type_is_reported(cell: str, kind: str, value: object) -> None:
    """The stored text is kept and the cell named; nothing is guessed."""
    sheet = only_sheet(f'<row r="1">{cell}</row>')
    assert [(problem.ref, problem.kind) for problem in sheet.problems] == [(A1, kind)]
    assert sheet.cell(A1).value == value


@pytest.mark.parametrize("serial", ["-1", "2958466", "60", "1e300"])
def test_a_number_that_is_no_date_stays_a_number(serial: str) -> None:
    """Outside the calendar, and Excel's 29 February 1900."""
    value = only_sheet(f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>').cell(A1).value
    assert value == float(serial)


@pytest.mark.parametrize(
    ("rows", "reason", "cell"),
    [
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "bad_string_index", "A1"),
        ('<row r="1"><c r="A1" t="s"><v>4</v></c></row>', "bad_string_index", "A1"),
        ('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', "bad_string_index", "A1"),
        ('<row r="1"><c r="A1"/></row><row r="1"/>', "duplicate_cell", None),
        ('<row r="1"><c r="B1"/><c r="B1"/></row>', "duplicate_cell", "B1"),
        ('<row r="0"><c r="A0"/></row>', "too_far_down", None),
        ('<row r="1048577"/>', "too_far_down", None),
        ('<row r="99999999999"/>', "too_far_down", None),
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too_far_down", None),
        ('<row r="1"><c r="A2"/></row>', "bad_reference", "A2"),
        ('<row r="1"><c r="XFE1"/></row>', "bad_reference", "XFE1"),
        ('<row r="1"><c r="1A"/></row>', "bad_reference", "1A"),
        ('<row r="1"><c r="A1"><f t="array">1</f></c></row>', "bad_reference", None),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused_with_its_cell(
    rows: str, reason: str, cell: str | None
) -> None:
    """Silently wrong data is worse than none."""
    with pytest.raises(FileRefused) as caught:
        values(only_sheet(rows))
    assert (caught.value.reason, caught.value.sheet, caught.value.cell) == (reason, "S", cell)


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "A1:B1048576"])
def test_a_merge_over_the_whole_sheet_is_refused(ref: str) -> None:
    after = f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
    with pytest.raises(FileRefused, match=r"B1048576|XFD1048576"):
        only_sheet("", after=after)


def test_a_format_far_below_the_data_is_no_data() -> None:
    sheet = only_sheet(
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="1"/></row>'
    )
    assert (sheet.max_row, sheet.max_column) == (2, 1)


def test_a_blank_place_has_the_style_that_a_new_cell_gets() -> None:
    """The row's where it has one (customFormat), else the column's."""
    before = '<cols><col min="2" max="3" width="9" style="1" hidden="1"/></cols>'
    sheet = only_sheet('<row r="1" s="2" customFormat="1"/><row r="2" s="2"/>', before)
    assert [sheet.cell(Ref.parse(ref)).style for ref in ("B1", "B2", "B9", "D9")] == [2, 1, 1, 0]
    assert sheet.hidden_columns == {2, 3}
    assert (sheet.column_width(2), sheet.column_width(4)) == (9, None)


def test_merges_views_filters_and_hidden_rows() -> None:
    before = (
        '<dimension ref="A1:C9"/><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="3" '
        'topLeftCell="B9" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="11.5"/>'
    )
    after = '<autoFilter ref="A3:C9"/><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    sheet = only_sheet('<row r="4" hidden="1"/><row r="5" hidden="0"/>', before, after)
    assert sheet.anchor(Ref.parse("B2")) == A1
    assert sheet.anchor(Ref.parse("C2")) == Ref.parse("C2")
    assert sheet.merges == (Area.parse("A1:B2"),)
    assert sheet.frozen == Ref.parse("B4")
    assert sheet.filter_area == Area.parse("A3:C9")
    assert sheet.hidden_rows == {4}
    assert sheet.dimension == Area.parse("A1:C9")
    assert sheet.column_width(1) == 11.5


def test_a_view_of_somebody_else_is_not_the_sheets_own() -> None:
    """Custom sheet views have panes and filters of their own."""
    after = (
        '<customSheetViews><customSheetView guid="{1}"><pane ySplit="2" state="frozen"/>'
        '<autoFilter ref="A1:B2"/>'
        "</customSheetView></customSheetViews>"
    )
    sheet = only_sheet("", after=after)
    assert (sheet.frozen, sheet.filter_area) == (None, None)


def test_protection_counts_only_when_it_is_on() -> None:
    rows = '<row r="1"><c r="A1"/><c r="B1" s="2"/></row>'
    off = only_sheet(rows, after='<sheetProtection objects="1"/>')
    assert not off.protected
    assert not off.is_locked(A1)
    after = (
        '<sheetProtection sheet="1"/><protectedRanges><protectedRange sqref="C1:C3 E1" name="x"/>'
        "</protectedRanges>"
    )
    on = only_sheet(rows, after=after)
    locked = {ref: on.is_locked(Ref.parse(ref)) for ref in ("A1", "B1", "C2", "D1", "E1")}
    assert locked == {"A1": True, "B1": False, "C2": False, "D1": True, "E1": False}


def test_cells_of_a_result_area_are_formula_cells() -> None:
    """Arrays, spills and data tables fill cells that hold no formula themselves."""
    rows = (
        '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:A3">SEQUENCE(3)</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="C2">'
        '<f t="dataTable" ref="C2:D3" dt2D="1" dtr="1" r1="F1" r2="F2"/>'
        '<v>3</v></c></row><row r="4"><c r="A4"><f t="shared" ref="A4:A5" si="0">B4</f><v>0</v></c></row>'
        '<row r="5"><c r="A5"><f t="shared" si="0"/></c></row>'
    )
    sheet = only_sheet(rows)
    formulas = {ref: sheet.cell(Ref.parse(ref)).formula for ref in ("A1", "A2", "A3", "D3", "A4", "A5", "B1")}
    assert formulas == {"A1": "SEQUENCE(3)", "A2": "", "A3": "", "D3": "", "A4": "B4", "A5": "", "B1": None}
    assert sheet.formulas[A1].dynamic
    assert sheet.formulas[Ref.parse("C2")].inputs == ("F1", "F2")
    assert sheet.cell(Ref.parse("A5")).stale


def test_sheets_states_kinds_and_unknown_names() -> None:
    book = load(
        sheet_xml(""), {"xl/workbook.xml": BOOK.replace('sheetId="1"', 'sheetId="1" state="veryHidden"')}
    )
    assert [(info.name, info.state, info.kind) for info in book.sheets] == [("S", "veryHidden", "worksheet")]
    with pytest.raises(UsageError):
        book.sheet("Nope")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl/styles.xml": "<styleSheet".encode("utf-16")}, "encoding"),
        ({"xl/styles.xml": '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'}, "encoding"),
        ({"xl/styles.xml": "<!DOCTYPE a><a/>"}, "doctype"),
        ({"xl/styles.xml": "<a><b></a>"}, "bad_xml"),
        ({"xl/styles.xml": "<a>" * 65 + "</a>" * 65}, "too_deep"),
        (
            {"xl/_rels/workbook.xml.rels": '<R><Relationship Id="a" Type="t" Target="../../x"/></R>'},
            "bad_relationship",
        ),
        ({"xl/workbook.xml": BOOK.replace("rId1", "rId9")}, "missing_part"),
        ({"xl/workbook.xml": BOOK.replace('name="S"', 'name=""')}, "bad_name"),
    ],
)
def test_parts_that_are_refused(parts: dict[str, str | bytes], reason: str) -> None:
    with pytest.raises(FileRefused) as caught:
        load(sheet_xml(""), parts)
    assert caught.value.reason == reason


def test_other_programs_data_may_be_in_any_encoding() -> None:
    """SharePoint leaves custom XML in UTF-16; it is never read and copied raw."""
    item = '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")
    assert load(sheet_xml(""), {"customXml/item1.xml": item}).sheet_names == ("S",)


def test_the_fingerprint_is_of_the_file() -> None:
    data = raw_book(sheet_xml(""))
    assert Workbook.from_bytes(data).fingerprint == Workbook.from_bytes(data).fingerprint
    assert len(Workbook.from_bytes(data).fingerprint) == 64


def test_an_instruction_without_a_declaration_hides_no_rows() -> None:
    """A part without a declaration whose only ``<?`` stands among the rows."""
    part = (
        f'<worksheet xmlns="{MAIN}"><sheetData><?pi <row r="5"> ?><row r="1"><c r="A1"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert values(load(part).sheet("S")) == {"A1": 1}


def test_only_the_rows_asked_for_are_read() -> None:
    """Large sheets stay cheap: one cell costs one row."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 3001))
    book = load(sheet_xml(rows))
    made = plan_save(book, [CellEdit("S", Ref(1500, 1), 7), CellEdit("S", Ref(3001, 2), 8)])
    assert made.changed_parts == {SHEET}
    assert set(book.sheet("S").reader._raw) <= {1500, 3001}


def test_many_areas_do_not_make_a_sheet_slow() -> None:
    """Thousands of merges and arrays, small ones found by block, tall ones limited in number."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="array" ref="A{n}:B{n}">X()</f><v>1</v></c></row>'
        for n in range(1, 2001)
    )
    merges = "".join(f'<mergeCell ref="D{n}:E{n}"/>' for n in range(1, 2001))
    sheet = only_sheet(
        rows, after=f'<mergeCells count="2000">{merges}<mergeCell ref="G1:G9000"/></mergeCells>'
    )
    assert sheet.cell(Ref.parse("B1999")).formula == ""
    assert sheet.anchor(Ref.parse("E1500")) == Ref.parse("D1500")
    assert sheet.anchor(Ref.parse("G8999")) == Ref.parse("G1")
    tall = "".join(f'<mergeCell ref="{column_letters(n)}1:{column_letters(n)}5000"/>' for n in range(1, 1003))
    with pytest.raises(FileRefused) as caught:
        only_sheet("", after=f"<mergeCells>{tall}</mergeCells>")
    assert caught.value.reason == "area_too_large"
