"""The plan of a save: results of formulas, full calculation, tables that grow, and the read-back check."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.closed_list import differences
from tests.workbook.raw_books import BOOK, SHEET, load, part, plan, raw_book, sheet_xml
from valmennus_tui.errors import CellRefused, SaveFailed
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.calculation import calculate_on_load
from valmennus_tui.workbook.cells import CellEdit, CellError, NewValue, TableGrowth
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.splices import Splice, apply, only_these, ordered

SUMS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*10</f><v>10</v></c>'
    '<c r="C1" t="str"><f>IF(A1&gt;5,"paljon","vähän")</f><v>vähän</v></c>'
    '<c r="D1" vm="1" t="str"><f>WEBSERVICE(A1)</f><v>x</v></c><c r="E1"><f>WEBSERVICE(F1)</f><v>9</v></c>'
    '<c r="G1" s="1"><f>A1+46081</f><v>46082</v></c></row>'
)


def test_results_that_depend_on_an_edit_are_recomputed_or_dropped() -> None:
    """LibreOffice and calamine show what is stored: an old result that looks valid is worse than none."""
    made = plan(load(sheet_xml(SUMS)), A1=7)
    assert {str(change.ref): (str(change.old), str(change.new)) for change in made.recomputed} == {
        "B1": ("10", "70"),
        "C1": ("vähän", "paljon"),
        "G1": ("2026-03-01", "2026-03-07"),
    }
    assert {str(ref) for _sheet, ref in made.dropped} == {"D1"}
    assert made.waiting == 1
    text = part(made.data)
    assert '<c r="B1"><f>A1*10</f><v>70</v></c>' in text
    assert '<f>IF(A1&gt;5,"paljon","vähän")</f><v>paljon</v></c>' in text
    assert '<c r="D1"><f>WEBSERVICE(A1)</f></c>' in text
    assert '<c r="E1"><f>WEBSERVICE(F1)</f><v>9</v></c>' in text
    assert '<c r="G1" s="1"><f>A1+46081</f><v>46088</v></c>' in text
    assert Workbook.from_bytes(made.data).sheet("S").cell(Ref(1, 4)).stale


def test_the_overlay_shows_what_saving_will_give() -> None:
    from valmennus_tui.workbook.formulas.stale import stale_results

    book = load(sheet_xml(SUMS))
    edits = {("S", Ref(1, 1)): 7}
    shown = book.with_cells(edits, stale_results(book, edits)).sheet("S")
    saved = Workbook.from_bytes(plan(book, A1=7).data).sheet("S")
    for column in range(1, 8):
        assert shown.cell(Ref(1, column)).value == saved.cell(Ref(1, column)).value
        assert shown.cell(Ref(1, column)).stale == saved.cell(Ref(1, column)).stale
    assert book.sheet("S").cell(Ref(1, 1)).value == 1
    with pytest.raises(ValueError, match="unsaved"):
        plan_save(book.with_cells(edits), [])


def test_a_dropped_array_loses_all_its_results() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" cm="1"><f t="array" ref="B1:B2">'
        "SORTBY(A1:A2,A1:A2)</f><v>1</v></c>"
        '</row><row r="2"><c r="A2"><v>2</v></c><c r="B2" s="2"><v>2</v></c></row>'
    )
    text = part(plan(load(sheet_xml(rows)), A1=3).data)
    assert '<c r="B1" cm="1"><f t="array" ref="B1:B2">SORTBY(A1:A2,A1:A2)</f></c>' in text
    assert '<c r="B2" s="2"></c>' in text


def test_errors_and_logical_results() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>1/A1</f><v>1</v></c>'
        '<c r="C1" t="b"><f>A1=1</f><v>1</v></c></row>'
    )
    made = plan(load(sheet_xml(rows)), A1=0)
    assert [change.new for change in made.recomputed] == [CellError("#DIV/0!"), False]
    text = part(made.data)
    assert '<c r="B1" t="e"><f>1/A1</f><v>#DIV/0!</v></c><c r="C1" t="b"><f>A1=1</f><v>0</v></c>' in text


CALC = [
    ("<calcPr/>", '<calcPr fullCalcOnLoad="1"/>'),
    ("<calcPr calcId='191029'></calcPr>", "<calcPr calcId='191029' fullCalcOnLoad=\"1\"></calcPr>"),
    ('<calcPr fullCalcOnLoad="0" calcId="1"/>', '<calcPr fullCalcOnLoad="1" calcId="1"/>'),
    ('<calcPr fullCalcOnLoad="true" />', '<calcPr fullCalcOnLoad="true" />'),
    ("", '<calcPr fullCalcOnLoad="1"/>'),
]


@pytest.mark.parametrize(("before", "after"), CALC)
@pytest.mark.parametrize("behind", ["", "<oleSize ref='A1'/><extLst/>", "<extLst/>"])
def test_full_calculation_is_asked_for(before: str, after: str, behind: str) -> None:
    """``calcPr`` where the schema wants it: after the names, before what may follow."""
    names = '<definedNames><definedName name="n">S!$A$1</definedName></definedNames>'
    old = BOOK.replace("</sheets>", f"</sheets>{names}{before}{behind}").encode()
    new = BOOK.replace("</sheets>", f"</sheets>{names}{after}{behind}").encode()
    assert apply(old, calculate_on_load(old)) == new


def test_a_workbook_without_formulas_is_not_asked_to_calculate() -> None:
    assert plan(load(sheet_xml("")), A1=1).changed_parts == {SHEET}
    assert plan(load(sheet_xml(SUMS)), Z9=1).changed_parts == {SHEET, "xl/workbook.xml"}


def table_book(*, formula: bool = False, below: bool = False) -> Workbook:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("S")
    columns: list[dict[str, str]] = [{"header": "Asiakas"}, {"header": "Tunnit"}]
    if formula:
        columns.append({"header": "Kaksin", "formula": "=[@Tunnit]*2"})
    sheet.add_table(0, 0, 3, len(columns) - 1, {"name": "Lista", "columns": columns})
    sheet.write_column("A2", ["A-1", "A-2", "A-3"])
    sheet.write_column("B2", [1, 2, 3])
    sheet.write_formula("F1", "=SUM(Lista[Tunnit])", None, 6)
    if below:
        sheet.write("A6", "Yhteensä")
    book.close()
    return Workbook.from_bytes(buffer.getvalue())


def test_a_table_grows_with_its_filter_and_its_sums() -> None:
    """The new row counts in formulas that name the table."""
    book = table_book()
    edits = [CellEdit("S", Ref(5, 1), "A-4"), CellEdit("S", Ref(5, 2), 10)]
    made = plan_save(book, edits, [TableGrowth("lista", 5)])
    made.verify(made.data)
    assert made.changed_parts == {SHEET, "xl/workbook.xml", "xl/tables/table1.xml"} - (
        set() if b"fullCalcOnLoad" not in book.package.read("xl/workbook.xml") else {"xl/workbook.xml"}
    )
    old, new = part(book.data, "xl/tables/table1.xml"), part(made.data, "xl/tables/table1.xml")
    assert new == old.replace('ref="A1:B4"', 'ref="A1:B5"')
    assert [(str(change.ref), change.new) for change in made.recomputed] == [("F1", 16)]
    places = {SHEET: [(5, 1), (5, 2)]}
    assert differences(book.data, made.data, places, {SHEET: [(1, 6)]}) == []


@pytest.mark.parametrize(
    ("book", "growth"),
    [
        (table_book(formula=True), TableGrowth("Lista", 5)),
        (table_book(below=True), TableGrowth("Lista", 6)),
        (table_book(), TableGrowth("Muu", 5)),
        (table_book(), TableGrowth("Lista", 2_000_000)),
    ],
)
def test_a_table_that_cannot_grow_safely(book: Workbook, growth: TableGrowth) -> None:
    """Calculated columns would stay empty; what lies below would be swallowed."""
    with pytest.raises(CellRefused) as caught:
        plan_save(book, [], [growth])
    assert caught.value.reason == "table_growth"


def repacked(data: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The file with some bytes of a member replaced, sums and sizes right."""
    package = Package.from_bytes(data)
    content = package.read(name)
    assert change[0] in content
    return package.rebuild({name: content.replace(*change)})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: repacked(data, SHEET, (b"<v>7</v>", b"<v>8</v>")),
        lambda data: repacked(data, SHEET, (b"<v>70</v>", b"<v>71</v>")),
        lambda data: repacked(data, SHEET, (b"<v>9</v>", b"<v>8</v>")),
        lambda data: repacked(data, SHEET, (b"</worksheet>", b"</worksheet> ")),
        lambda data: repacked(data, "xl/styles.xml", (b"d\\.m", b"m\\.d")),
        lambda data: repacked(data, "xl/workbook.xml", (b'"S"', b'"T"')),
        lambda data: data[:-1],
        lambda data: data.replace(b"xl/styles.xml", b"xl/stylez.xml"),
        lambda _data: raw_book(sheet_xml(SUMS)),
        lambda data: data[:500] + bytes([data[500] ^ 1]) + data[501:],
    ],
)
def test_the_check_finds_any_other_file(spoil: object) -> None:
    """A value, a result, a byte elsewhere, a style, a name, a cut: none passes as the planned save."""
    made = plan(load(sheet_xml(SUMS)), A1=7)
    made.verify(made.data)
    assert callable(spoil)
    with pytest.raises(SaveFailed):
        made.verify(spoil(made.data))


def test_members_keep_their_order_and_raw_bytes() -> None:
    made = plan(load(sheet_xml(SUMS)), A1=7)
    old, new = Package.from_bytes(made.book.data), Package.from_bytes(made.data)
    assert old.names == new.names
    for before, after in zip(old.members, new.members, strict=True):
        if before.name not in made.changed_parts:
            assert old.data[before.offset : before.end] == new.data[after.offset : after.end]
    assert zipfile.ZipFile(io.BytesIO(made.data)).testzip() is None


def test_splices() -> None:
    assert apply(b"abcdef", [Splice(4, 5, b"E"), Splice(1, 1, b"-"), Splice(1, 3, b"")]) == b"a-dEf"
    assert only_these(b"abc", b"aXc", [Splice(1, 2, b"X")])
    assert not only_these(b"abc", b"aXd", [Splice(1, 2, b"X")])
    with pytest.raises(ValueError, match="same bytes"):
        ordered([Splice(0, 3, b""), Splice(2, 4, b"")])


@pytest.mark.parametrize("value", [True, "1", datetime(2026, 1, 1, 12, 0, 0, 500), datetime.max])
def test_a_result_that_changes_its_kind_reads_back(tmp_path: Path, value: NewValue) -> None:
    path = tmp_path / "kind.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("S")
        sheet.write("A1", 1)
        sheet.write_formula("B1", "=A1", None, 1)
    book = Workbook.load(path)
    plan = plan_save(book, [CellEdit("S", Ref(1, 1), value)])
    plan.verify(plan.data)
    saved = Workbook.from_bytes(plan.data).sheet("S")
    assert type(saved.cell(Ref(1, 2)).value) in (type(saved.cell(Ref(1, 1)).value), float)
