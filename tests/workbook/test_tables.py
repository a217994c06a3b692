"""Excel tables: reading them, and growing one by nothing but two attributes."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter

from tests.workbook.xlsx_parts import CORPUS, parts_of, with_parts, written
from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.tables import can_grow, grow, read_table


def _tables(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Asiakkaat")
    columns = [{"header": "Tunnus"}, {"header": "Alku\npvm"}, {"header": "Kesto", "formula": "=[@Tunnus]*2"}]
    sheet.add_table("B3:D8", {"name": "Asiakkaat_1", "columns": columns})
    sheet.add_table("F1:G4", {"name": "Summat", "total_row": True, "header_row": True, "columns": [{}, {}]})
    sheet.add_table("J2:K4", {"name": "Ilman", "header_row": False})


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(_tables)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return Workbook.from_bytes(data)


def test_tables_are_read_with_their_areas(book: Workbook) -> None:
    first, totals, bare = book.tables
    assert (first.name, first.sheet, str(first.area), str(first.data)) == (
        "Asiakkaat_1",
        "Asiakkaat",
        "B3:D8",
        "B4:D8",
    )
    assert str(first.header) == "B3:D3"
    assert first.totals is None
    assert [column.name for column in first.columns] == ["Tunnus", "Alku\npvm", "Kesto"]
    assert first.columns[0].formula is None
    assert first.columns[2].formula is not None
    assert str(first.column("kesto")) == "D4:D8"
    assert first.column("puuttuu") is None
    assert str(totals.totals) == "F4:G4"
    assert str(totals.data) == "F2:G3"
    assert bare.header is None
    assert bare.filter_area is None


def test_growing_changes_two_attributes_and_nothing_else(book: Workbook, data: bytes) -> None:
    table = book.tables[0]
    old = book.package.read(table.part)
    new = grow(old, 11)
    assert new == old.replace(b'ref="B3:D8"', b'ref="B3:D11"')
    assert old.count(b'ref="B3:D8"') == 2
    grown = read_table(new, table.part, table.sheet)
    assert grown is not None
    assert grown.area == Area(Ref(3, 2), Ref(11, 4))
    assert grown.filter_area == grown.area
    rebuilt = book.package.rebuild({table.part: new})
    opened = openpyxl.load_workbook(io.BytesIO(rebuilt))
    assert opened["Asiakkaat"].tables["Asiakkaat_1"].ref == "B3:D11"
    assert {name for name, part in parts_of(rebuilt).items() if part != parts_of(data)[name]} == {table.part}


def test_growing_leaves_odd_spellings_and_inner_areas_alone() -> None:
    part = (
        b"\xef\xbb\xbf<x:table xmlns:x='y' displayName='T' name='t>' ref = '$A$1:$B$3' totalsRowShown='0'>"
        b"<!-- ref='A1:B3' --><x:autoFilter  ref='A1:B3'><x:sortState ref='A2:B3'/></x:autoFilter>"
        b"<x:sortState ref='A2:B3'/><x:tableColumns><x:tableColumn id='1' name='a'/></x:tableColumns>"
        b"</x:table>"
    )
    new = grow(part, 5)
    assert new == part.replace(b"'$A$1:$B$3'", b"'A1:B5'").replace(
        b"Filter  ref='A1:B3'", b"Filter  ref='A1:B5'"
    )


def test_a_table_with_totals_or_without_need_does_not_grow(book: Workbook) -> None:
    first, totals, bare = book.tables
    assert not can_grow(totals, 9)
    assert not can_grow(first, 8)
    assert not can_grow(first, 1_048_577)
    assert can_grow(bare, 5)
    for table, last in ((totals, 9), (first, 8), (first, 2)):
        with pytest.raises(ValueError, match="cannot end"):
            grow(book.package.read(table.part), last)


def test_a_table_without_a_usable_area_is_left_out(data: bytes) -> None:
    part = parts_of(data)["xl/tables/table1.xml"].replace(b'ref="B3:D8"', b'ref="oops"')
    broken = Workbook.from_bytes(with_parts(data, {"xl/tables/table1.xml": part}))
    assert [table.name for table in broken.tables] == ["Summat", "Ilman"]


@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def test_tables_of_the_corpus_agree_with_openpyxl() -> None:
    files = sorted(CORPUS.glob("*able*.xlsx")) if CORPUS.is_dir() else []
    if not files:
        pytest.skip("the corpus is not here (../shared/corpus)")
    seen = 0
    for path in files:
        ours = {(table.sheet, table.name): str(table.area) for table in Workbook.load(path).tables}
        theirs = {
            (sheet.title, name): area
            for sheet in openpyxl.load_workbook(path).worksheets
            for name, area in sheet.tables.items()
        }
        assert ours == theirs, path.name
        seen += len(ours)
    assert seen >= 3
