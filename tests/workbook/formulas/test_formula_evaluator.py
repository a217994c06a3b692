"""The evaluator around the functions: names, tables, hidden rows; and that it never fails otherwise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook.formulas.fake import Fake, refused, value, value_in
from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.evaluate import FUNCTIONS
from valmennus_tui.workbook.formulas.parser import FormulaError
from valmennus_tui.workbook.formulas.values import Unsupported, may_be_number

DIV, NA = CellError("#DIV/0!"), CellError("#N/A")


def test_implicit_intersection() -> None:
    cells = {"A1": 1, "A2": 2, "B5": 7}
    assert value("A1:A3*10", cells, at="C2") == 20.0
    assert value("A:A*10", cells, at="C1") == 10.0
    assert value("B:B+0", cells, at="C5") == 7.0
    assert value("A5:C5+0", cells, at="B9") == 7.0
    assert refused("A1:A3*10", cells, at="C9")
    assert refused("A1:B3*10", cells, at="C2")
    assert value("A1:B1 A1:A3", cells) == 1.0
    assert value("A1:A2 B1:B2", cells) == CellError("#NULL!")


def test_names_tables_and_sheets() -> None:
    source = (
        Fake().sheet("S", {"A1": 5, "B1": "H", "B2": 1, "B3": 2}).sheet("T", {"A1": 6}).sheet("U", {"A1": 7})
    )
    source.name("Rate", "S!$A$1").name("Rate", "T!$A$1", "T").name("Twice", "Rate*2").name("Own", "S!A1")
    source.name("Loop", "Loop").name("ABS", "1").table("Tab", "S", "B1:B3", "H")
    assert value_in(source, "Rate+1", "S") == 6.0
    assert value_in(source, "Rate+1", "T") == 7.0
    assert value_in(source, "Twice", "S") == 10.0
    assert value_in(source, "Own", "U", at="A1") == 5.0
    assert value_in(source, "SUM(S:U!A1)", "S") == 18.0
    assert value_in(source, "SUM(Tab[H])", "U") == 3.0
    assert value_in(source, "Tab[[#This Row],[H]]*10", "S", at="C3") == 20.0
    assert value_in(source, "SUM(Tab)", "U") == 3.0
    for text in ("Loop", "ABS(1)", "Nope", "SUM(S:Nope!A1)", "[1]S!A1", "SUM(Tab[#Totals])"):
        with pytest.raises(Unsupported):
            value_in(source, text, "S")


def test_subtotals_and_hidden_rows() -> None:
    source = Fake(hidden={"S": frozenset({2})}).sheet("S", {"A1": 1, "A2": 2, "A9": ("=SUBTOTAL(9,A1)", 1)})
    assert value_in(source, "SUBTOTAL(9,A1)", "S") == 1.0
    for text in ("SUBTOTAL(9,A1:A2)", "SUBTOTAL(109,A1:A2)", "SUBTOTAL(9,A3:A9)"):
        with pytest.raises(Unsupported):
            value_in(source, text, "S")


def test_reference_to_a_blank() -> None:
    source = Fake().sheet("S", {"A1": None})
    found = value_in(source, "A1", "S")
    assert found == 0.0


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("5", True),
        ("1,5", True),
        ("1.3.2026", True),
        ("5 %", True),
        ("12:30", True),
        ("1e5", True),
        ("5 mar", True),
        ("maaliskuu 2026", True),
        ("€ 5", True),
        ("klo 12", True),
        ("½", True),
        ("abc", False),
        ("Job 1", False),
        ("5 pcs", False),
        ("", False),
        ("vko 45", False),
        ("123 Main Street", False),
    ],
)
def test_may_be_number(text: str, may: bool) -> None:
    assert may_be_number(text) is may


ATOMS = st.sampled_from(
    [
        "A1",
        "A2",
        "A3",
        "A4",
        "B1:B4",
        "A:A",
        "1",
        "0",
        "-2.5",
        "1E300",
        '"x"',
        '""',
        '"5"',
        "TRUE",
        "#N/A",
        "1:2",
        "Nm",
        "45000",
    ]
)
NAMES = sorted(FUNCTIONS)


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arguments = st.lists(st.one_of(inner, st.just("")), max_size=4).map(",".join)
    return st.one_of(
        st.builds("{}({})".format, st.sampled_from(NAMES), arguments),
        st.builds(
            "({}{}{})".format,
            inner,
            st.sampled_from(["+", "-", "*", "/", "^", "&", "=", "<", ":", " ", ","]),
            inner,
        ),
        st.builds("-{}".format, inner),
        st.builds("{}%".format, inner),
    )


CONTENTS = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-100, 60_000).map(float),
    st.booleans(),
    st.text(max_size=5),
    st.sampled_from([NA, DIV, "open", "5", "*", "1.3.2026"]),
)


@given(st.recursive(ATOMS, calls, max_leaves=6), st.lists(CONTENTS, min_size=8, max_size=8), st.booleans())
@settings(max_examples=600, deadline=None)
def test_a_value_or_unsupported_and_nothing_else(text: str, contents: list[object], date1904: bool) -> None:
    addresses = ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"]
    source = (
        Fake(date1904=date1904).sheet("S", dict(zip(addresses, contents, strict=True))).name("Nm", "S!A1*2")
    )
    try:
        found = value_in(source, text, "S", at="D7")
    except (Unsupported, FormulaError):
        return
    assert isinstance(found, bool | float | str | CellError)
    assert not isinstance(found, float) or math.isfinite(found)
