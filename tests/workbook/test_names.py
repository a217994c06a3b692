"""Defined names: scope, hidden and built-in ones, print areas; and pivot tables' output areas."""

from __future__ import annotations

import pytest
import xlsxwriter

from tests.workbook.xlsx_parts import CORPUS, written
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.names import find_name, print_areas, read_names, split_union
from valmennus_tui.workbook.pivots import pivot_areas, read_areas


def _names(book: xlsxwriter.Workbook) -> None:
    first = book.add_worksheet("Kooste")
    book.add_worksheet("Toinen, sivu")
    book.define_name("Lista", "=Kooste!$A$1:$A$9")
    book.define_name("'Toinen, sivu'!Lista", "='Toinen, sivu'!$B$1")
    book.define_name("Vakio", "=0.25")
    first.print_area("A1:F40")
    first.repeat_rows(0, 2)
    first.autofilter("A3:F40")


@pytest.fixture(scope="module")
def book() -> Workbook:
    return Workbook.from_bytes(written(_names))


def test_names_are_read_with_their_scope(book: Workbook) -> None:
    found = {(name.name, name.scope): name for name in book.names}
    assert found["Lista", None].text == "Kooste!$A$1:$A$9"
    assert found["Lista", "Toinen, sivu"].text == "'Toinen, sivu'!$B$1"
    assert found["Vakio", None].areas() == ()
    assert found["_xlnm._FilterDatabase", "Kooste"].hidden
    assert found["_xlnm.Print_Titles", "Kooste"].built_in == "Print_Titles"


def test_a_sheets_own_name_comes_before_the_workbooks(book: Workbook) -> None:
    own = find_name(book.names, "LISTA", "toinen, SIVU")
    general = find_name(book.names, "lista", "Kooste")
    assert own is not None
    assert own.scope == "Toinen, sivu"
    assert general is not None
    assert general.scope is None
    assert find_name(book.names, "Ei ole", None) is None
    assert find_name(book.names, "Lista", None) == general


def test_print_areas_by_sheet(book: Workbook) -> None:
    assert {sheet: [str(area) for area in areas] for sheet, areas in print_areas(book.names).items()} == {
        "Kooste": ["A1:F40"]
    }


def test_unions_are_cut_at_the_commas_that_part_areas() -> None:
    assert split_union("'A, b'!$A$1,'it''s, so'!$B:$B, C!$1:$2") == [
        "'A, b'!$A$1",
        "'it''s, so'!$B:$B",
        "C!$1:$2",
    ]
    assert split_union('CHOOSE(1,"a,b",{1,2})') == ['CHOOSE(1,"a,b",{1,2})']


def test_odd_names() -> None:
    part = (
        b'<workbook><definedNames><definedName name="A" localSheetId="7">x!$A$1</definedName>'
        b'<definedName name="B" hidden="true" comment="c &amp; d"> S!$A$1,S!$C$3 </definedName>'
        b'<definedName name="M" function="1" vbProcedure="1">M</definedName>'
        b'<definedName name="E" localSheetId="0">#REF!</definedName></definedNames></workbook>'
    )
    found = read_names(part, ["S"])
    assert [(name.name, name.scope, name.hidden, name.is_macro) for name in found] == [
        ("B", None, True, False),
        ("M", None, False, True),
        ("E", "S", False, False),
    ]
    assert found[0].comment == "c & d"
    assert [(sheet, str(area)) for sheet, area in found[0].areas()] == [("S", "A1"), ("S", "C3")]
    assert found[2].areas() == ()


def test_pivot_output_includes_the_page_filters_above_it() -> None:
    part = b'<p:pivot xmlns:p="x"><p:location ref="B6:D12" rowPageCount="2" colPageCount="1"/></p:pivot>'
    assert [str(area) for area in read_areas(part)] == ["B6:D12", "B3:C4"]
    assert [str(area) for area in read_areas(b'<p><location ref="A1:B2" rowPageCount="1"/></p>')] == ["A1:B2"]
    assert read_areas(b'<p><location ref="oops"/></p>') == ()


def test_pivot_areas_of_the_corpus() -> None:
    path = CORPUS / "closedxml__0bcfe1__pivottable_tabular_mode.xlsx"
    if not path.is_file():
        pytest.skip("the corpus is not here (../shared/corpus)")
    areas = pivot_areas(Workbook.load(path))
    assert areas
    assert all(sheet in Workbook.load(path).sheet_names for sheet, _area in areas)
