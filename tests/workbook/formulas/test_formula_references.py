"""Precedents: every cell a formula may read, and "anything" where that cannot be told."""

from __future__ import annotations

import pytest

from tests.workbook.formulas.fake import Fake
from valmennus_tui.workbook.formulas.references import Precedents, References
from valmennus_tui.workbook.formulas.scope import Scope
from valmennus_tui.workbook.formulas.shapes import Shapes
from valmennus_tui.workbook.formulas.syntax import Place


def book() -> Fake:
    source = Fake()
    for sheet in ("Jan", "Feb", "Mar", "My sheet"):
        source.sheet(sheet, {})
    source.name("Rate", "Feb!$B$2").name("rate", "Mar!$C$3", scope="Mar")
    source.name("Left", "Jan!A1").name("Up", "Jan!XFD1048576").name("Both", "Rate+Left").name(
        "Twice", "Both*Both"
    )
    source.name("Dynamic", "OFFSET(Jan!$A$1,0,0,COUNTA(Jan!$A:$A),1)").name("Loop", "Loop+1").name(
        "Three", "3"
    )
    source.name("Broken", "1+").name("Far", "[1]Sheet1!$A$1").name("Fn", "LAMBDA(x,x+Jan!$Z$9)").name(
        "Clock", "NOW()"
    )
    source.table("Clients", "Jan", "B2:D10", "Code|Start date|Hours", totals=1)
    source.table("Bare", "Feb", "F1:G1", "a|b", header=1)
    return source


def precedents(text: str, sheet: str = "Jan", row: int = 5, column: int = 5) -> Precedents:
    references = References(Scope(book()), Shapes())
    return references.precedents(references.shapes.of(text, row, column), Place(sheet, row, column))


def areas(text: str, sheet: str = "Jan", row: int = 5, column: int = 5) -> set[str]:
    found = precedents(text, sheet, row, column)
    assert not found.anything
    return {f"{span.sheet}!{span.area}" for span in found.spans}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1+1", set()),
        ("A1+$B$2", {"Jan!A1", "Jan!B2"}),
        ("SUM(A:A,3:4)", {"Jan!A1:A1048576", "Jan!A3:XFD4"}),
        ("feb!A1", {"Feb!A1"}),
        ("'My sheet'!A1:B2", {"My sheet!A1:B2"}),
        ("SUM(Jan:Mar!B2)", {"Jan!B2", "Feb!B2", "Mar!B2"}),
        ("SUM(Mar:Feb!B2)", {"Feb!B2", "Mar!B2"}),
        ("A1:B2 B1:C3", {"Jan!A1:B2", "Jan!B1:C3"}),
        ("A1:B2:C9", {"Jan!A1:B2", "Jan!C9", "Jan!A1:C9"}),
        ("Feb!A1:Feb!B2", {"Feb!A1", "Feb!B2", "Feb!A1:B2"}),
        ("A1:INDEX(B:B,C1)", {"Jan!A1", "Jan!B1:B1048576", "Jan!C1", "Jan!A1:C1048576"}),
        ("B9:A1", {"Jan!A1:B9"}),
        ("Rate", {"Feb!B2"}),
        ("Mar!Rate", {"Mar!C3"}),
        ("Jan!Rate", {"Feb!B2"}),
        ("[0]!Rate", {"Feb!B2"}),
        ("Both", {"Feb!B2", "Jan!E5"}),
        ("Twice", {"Feb!B2", "Jan!E5"}),
        ("Three", set()),
        ("[1]Sheet1!A1+A1", {"Jan!A1"}),
        ("[1]!Name+A1", {"Jan!A1"}),
        ("Far+A1", {"Jan!A1"}),
        ("SUMIF(A1:A9,1,B1)", {"Jan!A1:A9", "Jan!B1", "Jan!B1:B9"}),
        ("SUMIF(A1:A9,1)", {"Jan!A1:A9"}),
        ("AVERAGEIF(A1:B2,1,D1:D9)", {"Jan!A1:B2", "Jan!D1:D9", "Jan!D1:E9"}),
        ("Clients[Hours]", {"Jan!D3:D9"}),
        ("Clients", {"Jan!B3:D9"}),
        ("clients[[#All],[start date]:[Hours]]", {"Jan!C2:D10"}),
        ("Clients[#Headers]", {"Jan!B2:D2"}),
        ("Clients[[#Totals],[Hours]]", {"Jan!D10"}),
        ("Clients[[#Data],[#Totals],[Hours]]", {"Jan!D3:D10"}),
        ("Clients[[#This Row],[Hours]]", {"Jan!D5"}),
        ("[@Hours]", {"Jan!D5"}),
        ("Bare[a]", set()),
        ("_xlfn.LET(_xlpm.x,A1,_xlpm.x+1)", {"Jan!A1"}),
        ("_xlfn.ANCHORARRAY(B2)", {"Jan!B2"}),
        ("B2#", {"Jan!B2"}),
        ("_xlfn.SINGLE(A1:A9)", {"Jan!A1:A9"}),
    ],
)
def test_areas(text: str, expected: set[str]) -> None:
    column = 4 if text == "[@Hours]" else 5
    assert areas(text, column=column) == expected


def test_relative_name_is_read_from_the_formula() -> None:
    assert areas("Left", row=7, column=3) == {"Jan!C7"}
    assert areas("Up", row=7, column=3) == {"Jan!B6"}
    assert areas("Up", row=1, column=1) == {"Jan!XFD1048576"}


def test_sheet_name_wins_over_the_workbooks() -> None:
    assert areas("Rate", sheet="Mar") == {"Mar!C3"}


@pytest.mark.parametrize(
    "text",
    [
        "INDIRECT(A1)",
        "OFFSET(A1,1,1)",
        "Dynamic",
        "Unknown",
        "Nowhere!A1",
        "Clients[Nothing]",
        "Loop2",
        "1+",
        "Broken",
        "SUM(Jan:Nowhere!A1)",
        "A1:Dynamic",
        "A1:5",
        'GETPIVOTDATA(A1,"x")',
        'CELL("row")',
        "SUMIF(A1,1,5)",
        "GET.CELL(1,A1)",
        "Clients[[#This Row],[Hours]]+Nope",
        "=A1",
        "'",
    ],
)
def test_anything(text: str) -> None:
    assert precedents(text).anything


def test_this_row_outside_the_table_may_be_anything() -> None:
    assert precedents("Clients[[#This Row],[Hours]]", row=50).anything


@pytest.mark.parametrize(
    "text", ["NOW()", "TODAY()-A1", "IF(A1,RAND(),1)", "RANDBETWEEN(1,2)", "OFFSET(A1,1,1)", "Clock"]
)
def test_volatile(text: str) -> None:
    assert precedents(text).volatile


def test_name_that_names_itself_ends() -> None:
    assert precedents("Loop").spans == frozenset()


def test_lambda_name_is_looked_into() -> None:
    found = precedents("Fn(A1)")
    assert {"Jan!A1", "Jan!Z9"} <= {f"{span.sheet}!{span.area}" for span in found.spans}


def test_names_that_multiply_are_looked_into_once() -> None:
    source = Fake().sheet("S", {})
    for level in range(30):
        source.name(f"_{level}", f"_{level + 1}+_{level + 1}+_{level + 1}")
    source.name("_30", "S!$A$1")
    references = References(Scope(source), Shapes())
    found = references.precedents(references.shapes.of("_12"), Place("S", 1, 1))
    assert {str(span.area) for span in found.spans} == {"A1"}


def test_formulas_alike_share_a_shape() -> None:
    shapes = Shapes()
    first = shapes.of("SUM($A$1:A1)*B1+'x y'!C1", 1, 3)
    assert shapes.of("SUM($A$1:A9)*B9+'x y'!C9", 9, 3) is first
    assert shapes.of("SUM($A$1:A9)*B9+'x z'!C9", 9, 3) is not first
    assert shapes.of("SUM($A$2:A9)*B9+'x y'!C9", 9, 3) is not first
