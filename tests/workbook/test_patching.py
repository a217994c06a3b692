"""Writing cells: the very bytes that change, one trap of the format at a time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.workbook.raw_books import BOOK, MAIN, SHEET, STYLES, edited, load, part, plan, raw_book, sheet_xml
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook

EMPTY = "<sheetData></sheetData>"


def test_nothing_to_do_gives_the_same_file() -> None:
    """An edit that reads the same already changes no byte, not even in rich text."""
    data = raw_book(sheet_xml('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>1.50</v></c></row>'))
    made = plan(Workbook.from_bytes(data), A1="kaksi ", B1=1.5, C9=None)
    assert made.data == data
    assert made.changes == ()


@pytest.mark.parametrize(
    ("value", "inner"),
    [
        ("ä & <b>", ' t="inlineStr"><is><t>ä &amp; &lt;b&gt;</t></is></c>'),
        (" a", ' t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>'),
        ("a\nb", ' t="inlineStr"><is><t xml:space="preserve">a\nb</t></is></c>'),
        ("a\rb", ' t="inlineStr"><is><t xml:space="preserve">a_x000D_b</t></is></c>'),
        ("_x0041_", ' t="inlineStr"><is><t>_x005F_x0041_</t></is></c>'),
        ("\x1b\x00", ' t="inlineStr"><is><t>_x001B__x0000_</t></is></c>'),
        ("=1+1", ' t="inlineStr"><is><t>=1+1</t></is></c>'),
        ("0012", ' t="inlineStr"><is><t>0012</t></is></c>'),
        (True, ' t="b"><v>1</v></c>'),
        (7, "><v>7</v></c>"),
        (0.1, "><v>0.1</v></c>"),
        (37.0, "><v>37</v></c>"),
        (Decimal("37.50"), "><v>37.5</v></c>"),
        (Decimal("1E+3"), "><v>1000</v></c>"),
        (1e21, "><v>1e+21</v></c>"),
    ],
)
def test_a_value_replaces_another(value: str | float | Decimal, inner: str) -> None:
    """The style stays; the type, the phonetic flag's neighbours and nothing else change."""
    rows = '<row r="1" ht="9"><c r="A1" s="2" t="s" ph="1"><v>0</v></c><c r="B1"><v>2</v></c></row>'
    expected = inner[inner.index(">") :]
    kind = inner[: inner.index(">")]
    attributes = f' s="2"{kind} ph="1"'
    assert edited(rows, A1=value) == (
        f'<sheetData><row r="1" ht="9"><c r="A1"{attributes}{expected}<c r="B1"><v>2</v></c></row>'
        "</sheetData>"
    )


def test_blanking_keeps_the_cell_and_its_style() -> None:
    rows = '<row r="1"><c r="A1" s="2" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>'
    blank = '<sheetData><row r="1"><c r="A1" s="2"/><c r="B1"><v>1</v></c></row></sheetData>'
    assert edited(rows, A1=None) == blank
    assert edited(rows, A1="") == blank


def test_cells_are_inserted_in_order_and_spans_widened() -> None:
    rows = '<row r="2" spans="2:3" x="1"><c r="B2"><v>1</v></c><c r="E2"><v>1</v></c></row>'
    assert edited(rows, A2=1, C2=2, D2=3, F2=4) == (
        '<sheetData><row r="2" spans="1:6" x="1"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c>'
        '<c r="C2"><v>2</v></c>'
        '<c r="D2"><v>3</v></c><c r="E2"><v>1</v></c><c r="F2"><v>4</v></c></row></sheetData>'
    )


def test_rows_are_inserted_in_order() -> None:
    rows = '<row r="2"/><row r="5"/>'
    assert edited(rows, A1=1, A3=3, B3=3, A9=9) == (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"/>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>3</v></c></row><row r="5"/>'
        '<row r="9"><c r="A9"><v>9</v></c></row></sheetData>'
    )


def test_a_self_closed_row_is_opened() -> None:
    rows = "<row r='1' s='1' customFormat='1' spans='1:1' /><row r=\"2\"/>"
    assert edited(rows, B1=5) == (
        "<sheetData><row r='1' s='1' customFormat='1' spans=\"1:2\"><c r=\"B1\" s=\"1\"><v>5</v></c></row>"
        '<row r="2"/></sheetData>'
    )


def test_self_closed_sheet_data_is_opened() -> None:
    """Expat reports the end of an empty element after its tag: the trap that lost 73 edits in a prototype."""
    book = load(sheet_xml("").replace(EMPTY, "<sheetData />"))
    text = part(plan(book, B2="x").data)
    assert '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row></sheetData>' in text


def test_new_cells_take_the_style_of_their_column() -> None:
    before = '<cols><col min="2" max="2" width="9" style="2"/></cols>'
    assert edited("", before, B2=1, C2=1) == (
        '<sheetData><row r="2"><c r="B2" s="2"><v>1</v></c><c r="C2"><v>1</v></c></row></sheetData>'
    )


def test_places_without_addresses_do_not_move() -> None:
    """An insertion never comes between a cell or row without ``r`` and the one that it is counted from."""
    book = load(
        sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C2'><v>3</v></c><c><v>4</v></c></row>")
    )
    made = plan(book, A1=9, D1=8, B2=7, F2=6, A3=5)
    sheet = Workbook.from_bytes(made.data).sheet("S")
    found = {str(ref): cell.value for ref, cell in sheet.cells.items()}
    assert found == {"A1": 9, "B1": 2, "D1": 8, "B2": 7, "C2": 3, "D2": 4, "F2": 6, "A3": 5}


def test_prefixes_are_kept() -> None:
    """New elements are written with the prefix of the place they go to."""
    text = (
        f'\ufeff<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row><x:row r="2"/>'
        "</x:sheetData></x:worksheet>"
    )
    saved = part(plan(load(text), A1="a", B1=1, A2=2, A3=3).data)
    assert saved == (
        f'\ufeff<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">'
        "<x:is><x:t>a</x:t>"
        '</x:is></x:c><x:c r="B1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>2</x:v>'
        "</x:c></x:row>"
        '<x:row r="3"><x:c r="A3"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )


def test_a_greater_than_sign_in_an_attribute_does_not_end_the_tag() -> None:
    rows = "<row r='1' note='a>b'><c r='A1' note='/>' s='2'><v>1</v></c></row>"
    assert edited(rows, A1=2, B1=3) == (
        "<sheetData><row r='1' note='a>b'><c r='A1' note='/>' s='2'><v>2</v></c>"
        '<c r="B1"><v>3</v></c></row></sheetData>'
    )


def test_cell_metadata_goes_and_extensions_stay() -> None:
    """``cm`` describes the value that is replaced; an extension list is not ours to drop."""
    rows = '<row r="1"><c r="A1" cm="1"><v>1</v><extLst><ext uri="x"/></extLst></c></row>'
    assert edited(rows, A1=2) == (
        '<sheetData><row r="1"><c r="A1"><v>2</v><extLst><ext uri="x"/></extLst></c></row></sheetData>'
    )


def test_comments_around_cells_stay() -> None:
    rows = '<row r="1"><!-- <c r="A1"/> --><c r="A1"><!-- in --><v>1</v></c><?pi?></row>'
    assert edited(rows, A1=2, B1=3) == (
        '<sheetData><row r="1"><!-- <c r="A1"/> --><c r="A1"><v>2</v></c><?pi?><c r="B1"><v>3</v></c>'
        "</row></sheetData>"
    )


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [('ref="A1"', 'ref="A1:C3"'), ("ref='B2:D9'", 'ref="B2:D9"'), ('ref="D4:E5"', 'ref="C3:E5"'), ("", "")],
)
def test_the_dimension_is_widened_to_new_cells(dimension: str, expected: str) -> None:
    saved = part(plan(load(sheet_xml("", f"<dimension {dimension}/>")), C3=1).data)
    kept = dimension if "B2" in dimension else expected
    assert f"<dimension {kept}/>" in saved


def test_a_date_gets_a_date_style_appended() -> None:
    """A copy of the cell's own style with Excel's short date; two such cells share it."""
    rows = '<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" s="1"><v>1</v></c></row>'
    made = plan(
        load(sheet_xml(rows)),
        A1=date(2026, 3, 1),
        B1=date(2026, 3, 2),
        C1=date(2026, 3, 3),
        D1=date(2026, 3, 4),
    )
    text = part(made.data)
    assert '<c r="A1" s="4"><v>46082</v></c><c r="B1" s="1"><v>46083</v></c>' in text
    assert '<c r="C1" s="5"><v>46084</v></c><c r="D1" s="5"><v>46085</v></c>' in text
    added = (
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1" '
        'applyNumberFormat="1"><protection locked="0"/></xf>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    )
    expected = STYLES.replace('<cellXfs count="4">', '<cellXfs count="6">').replace("</cellXfs>", added)
    assert part(made.data, "xl/styles.xml") == expected
    assert made.changed_parts == {SHEET, "xl/styles.xml"}


def test_a_date_style_that_is_there_is_used() -> None:
    known = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    styles = STYLES.replace("</cellXfs>", known)
    made = plan(load(sheet_xml(""), {"xl/styles.xml": styles}), A1=date(2026, 3, 1))
    assert '<c r="A1" s="4">' in part(made.data)
    assert made.changed_parts == {SHEET}


def test_moments_and_the_epoch_of_1904() -> None:
    book = load(
        sheet_xml(""), {"xl/workbook.xml": BOOK.replace("<workbookPr/>", '<workbookPr date1904="1"/>')}
    )
    made = plan(book, A1=datetime(2026, 3, 1, 12), A2=date(2026, 3, 1))
    text = part(made.data)
    assert "<v>44620.5</v>" in text
    assert "<v>44620</v>" in text
    cell = Workbook.from_bytes(made.data).sheet("S").cell(Ref(1, 1))
    assert (cell.value, cell.number_format) == (datetime(2026, 3, 1, 12), "m/d/yy h:mm")


def test_rich_text_and_numbers_in_date_cells_are_warned_of() -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"/></row>'
    made = plan(load(sheet_xml(rows)), A1="x", B1=46082)
    assert len(made.warnings) == 2
    read_aloud = plan(load(sheet_xml('<row r="1"><c r="A1" t="s"><v>2</v></c></row>')), A1="x")
    assert len(read_aloud.warnings) == 1
    assert Workbook.from_bytes(made.data).sheet("S").cell(Ref(1, 2)).value == date(2026, 3, 1)


def test_the_last_edit_of_a_cell_counts() -> None:
    from valmennus_tui.workbook.cells import CellEdit
    from valmennus_tui.workbook.plan import plan_save

    book = load(sheet_xml(""))
    made = plan_save(book, [CellEdit("S", Ref(1, 1), 1), CellEdit("S", Ref(1, 1), 2)])
    made.verify(made.data)
    assert [(change.old, change.new) for change in made.changes] == [(None, 2)]
