"""Parsing: precedence, references, and what is refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook.formulas.fake import value
from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.operands import parse_structured
from valmennus_tui.workbook.formulas.parser import FormulaError, parse
from valmennus_tui.workbook.formulas.syntax import (
    ArrayConstant,
    Binary,
    Call,
    CellReference,
    Literal,
    Missing,
    NameReference,
    SheetPart,
    TableReference,
    Unary,
)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1+2*3", 7.0),
        ("(1+2)*3", 9.0),
        ("-2^2", 4.0),
        ("2^-2", 0.25),
        ("2^3^2", 64.0),
        ("10-2-3", 5.0),
        ("100/10/2", 5.0),
        ("50%", 0.5),
        ("-50%", -0.5),
        ("2*50%^2", 0.5),
        ("--3", 3.0),
        ("1+1=2", True),
        ('"a"&"b"="AB"', True),
        ("1<2", True),
        ("3>=3", True),
        ('"x"&1+1', "x2"),
        ("TRUE", True),
        ("#N/A", CellError("#N/A")),
        (" 1 + 1 ", 2.0),
        (".5+1.5E1", 15.5),
    ],
)
def test_precedence(text: str, result: object) -> None:
    assert value(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1+",
        "*2",
        "SUM(1",
        "SUM(1))",
        "(",
        "A1 B1 +",
        "1 2",
        '"open',
        "{1,2",
        "{A1}",
        "SUM(1;2)",
        "R[1]C[1]+",
        "'x",
        "A1:",
        "=1",
        "[[",
        "T[[a],[b],[c]]",
        "1e999",
        "(" * 200 + "1" + ")" * 200,
        "a" * 40000,
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


def test_long_sums_are_fine() -> None:
    text = "+".join(f"A{row}" for row in range(1, 1500))
    assert value(text, {f"A{row}": 1 for row in range(1, 1500)}) == 1499.0


def test_nodes() -> None:
    assert parse("_xlfn.IFNA(A1,)", 1, 1) == Call("IFNA", (parse("A1"), Missing()))
    assert parse("A1#") == Unary("#", parse("A1"))
    assert parse("@A1:A3") == Unary("@", parse("A1:A3"))
    assert parse('{1,-2;"a",#N/A}') == ArrayConstant(((1.0, -2.0), ("a", CellError("#N/A"))))
    assert parse("A1:B2 B1:C3") == Binary(" ", parse("A1:B2"), parse("B1:C3"))
    assert parse("SUM((A1,B1))") == Call("SUM", (Binary(",", parse("A1"), parse("B1")),))
    assert parse("Sheet1!#REF!") == Literal(CellError("#REF!"))
    assert parse("[1]!Rate") == NameReference(SheetPart("1", "", None), "Rate")


def test_sheet_prefixes() -> None:
    def prefix(text: str) -> SheetPart | None:
        node = parse(text)
        assert isinstance(node, CellReference)
        return node.where

    assert prefix("A1") is None
    assert prefix("'it''s'!A1") == SheetPart(None, "it's", None)
    assert prefix("Jan:Mar!A1") == SheetPart(None, "Jan", "Mar")
    assert prefix("'[1]Jan 1:Mar 1'!A1") == SheetPart("1", "Jan 1", "Mar 1")
    assert prefix("'C:\\dir\\[b.xlsx]S'!A1") == SheetPart("b.xlsx", "S", None)
    assert prefix("[0]S!A1") == SheetPart(None, "S", None)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("T[]", TableReference("T", (), None, None)),
        ("T[Col]", TableReference("T", (), "Col", "Col")),
        ("T[#Totals]", TableReference("T", ("#totals",), None, None)),
        ("T[[#This Row],[Col]]", TableReference("T", ("#this row",), "Col", "Col")),
        ("T[@Col]", TableReference("T", ("#this row",), "Col", "Col")),
        ("T[@[My Col]]", TableReference("T", ("#this row",), "My Col", "My Col")),
        ("T[@]", TableReference("T", ("#this row",), None, None)),
        ("T[[A]:[B]]", TableReference("T", (), "A", "B")),
        ("T[[#Headers],[#Data],[A]:[B]]", TableReference("T", ("#headers", "#data"), "A", "B")),
        ("T[a'[b'#']]", TableReference("T", (), "a[b#]", "a[b#]")),
        ("[Col]", TableReference("", (), "Col", "Col")),
        ("T[[A],[B],[C]]", None),
    ],
)
def test_structured(text: str, node: TableReference | None) -> None:
    assert parse_structured(text) == node


@given(st.text(alphabet="A1$:!,()+-*/^&=<>%#@{};\"' .[]SUMx\n", max_size=40))
@settings(max_examples=500, deadline=None)
def test_nothing_but_formula_errors(text: str) -> None:
    with contextlib.suppress(FormulaError):
        parse(text)
