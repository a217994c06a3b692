"""Formulas of real files: what the parts hold and what an edit makes of it."""

from __future__ import annotations

import gc
import io
import re
import weakref
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import TableGrowth
from valmennus_tui.workbook.formulas.source import FormulaKind
from valmennus_tui.workbook.formulas.stale import stale_results
from valmennus_tui.workbook.formulas.values import UNKNOWN
from valmennus_tui.workbook.formulas.workbook_source import WorkbookSource


def made(fill: Any, changes: dict[str, str] | None = None, **options: Any) -> Workbook:
    """A workbook made by xlsxwriter; ``changes``: patterns and what to put there, in every part."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, options) as book:
        fill(book)
    # xlsxwriter writes an empty text as no result at all.
    changes = {r'<c r="B2">(<f>IF[^<]*</f>)': r'<c r="B2" t="str">\1', **(changes or {})}
    result = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for pattern, replacement in changes.items():
                text = re.sub(pattern, replacement, text)
            new.writestr(name, text)
    return Workbook.from_bytes(result.getvalue())


def plain(book: Any) -> None:
    page = book.add_worksheet("S")
    date_format = book.add_format({"num_format": "d.m.yyyy"})
    page.write("A1", 2)
    page.write("A2", "text")
    page.write_datetime("A3", date(2026, 3, 1), date_format)
    page.write("A4", True)
    page.write_formula("B1", "=A1*3", None, 6)
    page.write_formula("B2", '=IF(A1=2,"",A1)', None, "")
    page.write_formula("B3", "=A3+30", date_format, 46112)
    page.write_formula("B4", "=A1>1", None, True)
    page.write_formula("B5", "=1/0", None, "#DIV/0!")
    page.write_array_formula("C1:C2", "{=A1:A2*2}", None, 4)
    page.write_dynamic_array_formula("D1:D1", "=SORT(A1:A2)", None, 2)
    page.write_formula("E1", "=NOW()", None, 1)
    page.set_row(8, None, None, {"hidden": True})


def test_values_and_formulas() -> None:
    source = WorkbookSource(made(plain))
    values = source.values("S")
    assert values[1, 1] == 2.0
    assert values[2, 1] == "text"
    assert values[3, 1] == 46082.0
    assert values[4, 1] is True
    assert values[2, 2] == ""
    assert values[3, 2] == 46112.0
    assert str(values[5, 2]) == "#DIV/0!"
    formulas = {str(cell.ref): cell for cell in source.formulas("S")}
    assert formulas["B1"].text == "A1*3"
    assert (formulas["C1"].kind, str(formulas["C1"].area)) == (FormulaKind.ARRAY, "C1:C2")
    assert formulas["D1"].kind is FormulaKind.SPILL
    assert source.exact
    assert source.hidden_rows("S") == frozenset({9})


def test_stale_results_of_a_file() -> None:
    book = made(plain)
    found = stale_results(book, {("S", Ref(1, 1)): 5, ("S", Ref(3, 1)): date(2026, 4, 1)})
    assert {str(ref): value for (_sheet, ref), value in found.recomputed.items()} == {
        "B1": 15,
        "B2": 5,
        "B3": 46143,
    }
    assert {str(ref) for _sheet, ref in found.dropped} == {"C1", "C2", "D1", "E1"}


def test_missing_results_are_unknown() -> None:
    for changes in ({r"<v>6</v>": ""}, {r"<v>6</v>": "<v></v>"}):
        source = WorkbookSource(made(plain, changes))
        assert source.values("S")[1, 2] is UNKNOWN
        found = stale_results(made(plain, changes), {("S", Ref(1, 1)): 5})
        assert ("S", Ref(1, 2)) in found.dropped


def test_precision_as_shown() -> None:
    book = made(plain, {r"<calcPr ": '<calcPr fullPrecision="0" '})
    assert not WorkbookSource(book).exact
    assert not stale_results(book, {("S", Ref(1, 1)): 5}).recomputed


def test_lotus_rules() -> None:
    book = made(plain, {r"<dimension ": '<sheetPr transitionEvaluation="1"/><dimension '})
    assert not WorkbookSource(book).exact


def test_linked_records_are_unknown() -> None:
    assert WorkbookSource(made(plain, {r'<c r="A1">': '<c r="A1" vm="1">'})).values("S")[1, 1] is UNKNOWN


def test_shared_formulas_and_always() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("S")
        for row in range(3):
            page.write(row, 0, row + 1)
            page.write_formula(row, 1, "=F", None, (row + 1) * 2)
        page.write_formula(4, 1, "=1+1", None, 2)
        page.write_formula(5, 1, "=FIXED(1)", None, 2)

    changes = {
        r'(<c r="B1">)<f>F</f>': r'\1<f t="shared" ref="B1:B3" si="0">A1*2</f>',
        r'(<c r="B[23]">)<f>F</f>': r'\1<f t="shared" si="0"/>',
        r'(<c r="B[56]">)<f>': r'\1<f ca="1">',
    }
    found = stale_results(made(fill, changes), {("S", Ref(3, 1)): 10})
    assert {str(ref): value for (_sheet, ref), value in found.recomputed.items()} == {"B3": 20}
    assert {str(ref) for _sheet, ref in found.dropped} == {"B6"}


def test_names_tables_and_growth() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("S")
        page.add_table("A1:B3", {"name": "Jobs", "columns": [{"header": "Job"}, {"header": "Hours"}]})
        page.write("B2", 10)
        page.write("B3", 20)
        page.write_formula("D1", "=SUM(Jobs[Hours])", None, 30)
        page.write_formula("D2", "=Rate*2", None, 20)
        book.define_name("Rate", "=S!$B$2")

    book = made(fill)
    assert stale_results(book, {("S", Ref(2, 2)): 1}).recomputed == {
        ("S", Ref(1, 4)): 21,
        ("S", Ref(2, 4)): 2,
    }
    grown = stale_results(book, {("S", Ref(4, 2)): 5}, [TableGrowth("Jobs", 4)])
    assert grown.recomputed == {("S", Ref(1, 4)): 35}


def test_workbook_is_let_go() -> None:
    book = made(plain)
    stale_results(book, {("S", Ref(1, 1)): 5})
    weak = weakref.ref(book)
    del book
    gc.collect()
    assert weak() is None


@pytest.mark.parametrize("date1904", [False, True])
def test_epochs(date1904: bool) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_datetime("A1", date(2026, 3, 1), book.add_format({"num_format": "d.m.yyyy"}))
        page.write_formula("B1", "=MONTH(A1)", None, 3)

    book = made(fill, date_1904=date1904)
    assert stale_results(book, {("S", Ref(1, 1)): date(2026, 11, 30)}).recomputed == {("S", Ref(1, 2)): 11}
