"""The judge of saved files sees what it is there to see."""

from __future__ import annotations

import pytest

from tests.support.closed_list import differences
from tests.workbook.raw_books import SHEET, load, part, plan, sheet_xml
from valmennus_tui.workbook.package import Package

ROWS = (
    '<row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2" s="2"/></row>'
)


def changed(name: str, old: str, new: str) -> tuple[bytes, bytes]:
    before = load(sheet_xml(ROWS)).data
    content = part(before, name)
    assert old in content
    return before, Package.from_bytes(before).rebuild({name: content.replace(old, new).encode()})


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, "<v>1</v></c><c", "<v>2</v></c><c"),
        (SHEET, 's="2"', 's="1"'),
        (SHEET, "<f>A1</f>", "<f>A2</f>"),
        (SHEET, '<row r="2">', '<row r="2" ht="9">'),
        (SHEET, '<row r="2"><c r="A2" s="2"/></row>', ""),
        (SHEET, "</sheetData>", '<row r="3"/></sheetData>'),
        (SHEET, "</worksheet>", "<extLst/></worksheet>"),
        ("xl/workbook.xml", 'name="S"', 'name="T"'),
        ("xl/styles.xml", "<fonts", "<fontz"),
        ("xl/styles.xml", 'numFmtId="46"', 'numFmtId="14"'),
        ("xl/sharedStrings.xml", "yksi", "kaksi"),
    ],
)
def test_other_changes_are_named(name: str, old: str, new: str) -> None:
    before, after = changed(name, old, new)
    assert differences(before, after, {}, {SHEET: [(1, 2)]}) != []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, "<f>A1</f><v>1</v>", "<f>A1</f>"),
        ("xl/workbook.xml", "</workbook>", '<calcPr fullCalcOnLoad="1"/></workbook>'),
        ("xl/styles.xml", "</cellXfs>", '<xf numFmtId="14"/></cellXfs>'),
    ],
)
def test_the_list_itself_is_let_pass(name: str, old: str, new: str) -> None:
    before, after = changed(name, old, new)
    assert differences(before, after, {}, {SHEET: [(1, 2)]}) == []


def test_an_edit_and_its_widened_spans() -> None:
    made = plan(load(sheet_xml(ROWS, '<dimension ref="A1:B2"/>')), D1="x", A9=1)
    results = {SHEET: [(ref.row, ref.column) for _sheet, ref in made.dropped]}
    assert differences(made.book.data, made.data, {SHEET: [(1, 4), (9, 1)]}, results) == []
    assert differences(made.book.data, made.data, {SHEET: [(1, 4)]}, results) != []
