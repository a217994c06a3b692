"""What differs between two workbooks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.workbook.xlsx_parts import parts_of, with_parts, written
from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.diff import Aspect, compare, diff


def _book(**variant: object) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Rivit")
        bold = book.add_format({"bold": True})
        sheet.write("A1", "Tunnus", bold)
        sheet.write("A2", variant.get("text", "K1"))
        sheet.write("B2", variant.get("number", 1))
        sheet.write_formula("C2", str(variant.get("formula", "=B2*2")), None, 2)
        sheet.write("D2", "x", bold if variant.get("bold") else None)
        sheet.write_datetime("E2", datetime(2026, 3, 1), book.add_format({"num_format": "d.m.yyyy"}))
        sheet.data_validation("B2:B9", {"validate": "list", "source": variant.get("source", ["1", "2"])})
        book.add_worksheet(str(variant.get("second", "Listat")))
        book.add_format({"italic": True})
        sheet.write_blank("F2", None, bold)

    return written(fill)


def _compare(**variant: object) -> tuple[Workbook, Workbook]:
    return Workbook.from_bytes(_book()), Workbook.from_bytes(_book(**variant))


def test_equal_files_do_not_differ(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(_book())
    (tmp_path / "b.xlsx").write_bytes(_book())
    found = diff(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert found.is_empty
    assert (found.cells, found.rules) == ((), ())
    assert "xl/worksheets/sheet1.xml" in found.parts_identical


@pytest.mark.parametrize(
    ("variant", "cell", "aspects", "old", "new"),
    [
        ({"text": "K2"}, "A2", {Aspect.VALUE}, "K1", "K2"),
        ({"number": 2}, "B2", {Aspect.VALUE}, 1, 2),
        ({"number": "1"}, "B2", {Aspect.VALUE}, 1, "1"),
        ({"formula": "=B2*3"}, "C2", {Aspect.FORMULA}, 2, 2),
        ({"bold": True}, "D2", {Aspect.STYLE}, "x", "x"),
    ],
)
def test_each_aspect_of_a_cell(
    variant: dict[str, object], cell: str, aspects: set[Aspect], old: object, new: object
) -> None:
    found = compare(*_compare(**variant))
    (only,) = found.cells
    assert (only.sheet, str(only.ref), only.aspects) == ("Rivit", cell, aspects)
    assert only.old is not None
    assert only.new is not None
    assert (only.old.value, only.new.value) == (old, new)
    assert "xl/worksheets/sheet1.xml" in found.parts_changed or "xl/sharedStrings.xml" in found.parts_changed
    assert not found.is_empty


def test_rules_that_differ(tmp_path: Path) -> None:
    found = compare(*_compare(source=["1", "3"]))
    assert found.cells == ()
    assert [(rule.old and rule.old.formula1, rule.new and rule.new.formula1) for rule in found.rules] == [
        ('"1,2"', None),
        (None, '"1,3"'),
    ]


def test_parts_and_sheets_added_removed_and_moved() -> None:
    data = _book()
    parts = parts_of(data)
    old = Workbook.from_bytes(data)
    added = Workbook.from_bytes(with_parts(data, {"customXml/item1.xml": "<a/>"}))
    assert compare(old, added).parts_added == ("customXml/item1.xml",)
    assert compare(added, old).parts_removed == ("customXml/item1.xml",)
    last = list(parts)[-1]
    moved = Workbook.from_bytes(with_parts(_repacked({last: parts[last], **parts}), {}))
    found = compare(old, moved)
    assert found.parts_moved
    assert not found.is_empty
    renamed = compare(*_compare(second="Muut"))
    assert (renamed.sheets_added, renamed.sheets_removed) == (("Muut",), ("Listat",))


def _repacked(parts: dict[str, bytes]) -> bytes:
    from tests.workbook.xlsx_parts import packed

    return packed(parts)


def test_a_cell_that_only_one_file_stores() -> None:
    data = _book()
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"]
    start = sheet.index(b'<c r="A2"')
    cut = sheet[:start] + sheet[sheet.index(b"</c>", start) + 4 :]
    found = compare(
        Workbook.from_bytes(data), Workbook.from_bytes(with_parts(data, {"xl/worksheets/sheet1.xml": cut}))
    )
    (only,) = found.cells
    assert only.old is not None
    assert only.new is None
    blank = sheet.replace(
        sheet[sheet.index(b'<c r="F2"') : sheet.index(b"</row>", sheet.index(b'<c r="F2"'))], b""
    )
    gone = compare(
        Workbook.from_bytes(data), Workbook.from_bytes(with_parts(data, {"xl/worksheets/sheet1.xml": blank}))
    )
    assert [each.aspects for each in gone.cells] == [{Aspect.STYLE}]


def test_a_file_written_anew_by_another_program_shows_no_invented_cell_differences(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(_book())
    again = openpyxl.load_workbook(tmp_path / "a.xlsx")
    again.save(tmp_path / "b.xlsx")
    found = diff(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert not found.is_empty
    # openpyxl drops the stored results of formulas; all else says the same.
    assert {str(each.ref) for each in found.cells if Aspect.VALUE in each.aspects} == {"C2"}
    assert not [each for each in found.cells if Aspect.FORMULA in each.aspects]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(_book())
    (tmp_path / "b.xlsx").write_bytes(b"not a zip")
    with pytest.raises(FileRefused):
        diff(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
