"""Shared formulas: moved texts mean in the new cell what the old text meant in the old one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.formulas.parser import parse
from valmennus_tui.workbook.formulas.shapes import Shapes
from valmennus_tui.workbook.formulas.shared import expand, shifted
from valmennus_tui.workbook.formulas.source import FormulaKind
from valmennus_tui.workbook.rowcells import RawFormula


def test_shifted() -> None:
    assert shifted("A1+$A1+A$1+$A$1", 2, 3) == "D3+$A3+D$1+$A$1"
    assert shifted("SUM(A:B,$A:B,3:$4)", 2, 1) == "SUM(B:C,$A:C,5:$4)"
    assert shifted("'A1 x'!B2&\"A1\"&T[A1]&LOG10(B2)", 1, 1) == "'A1 x'!C3&\"A1\"&T[A1]&LOG10(C3)"
    assert shifted("B2", -1, -1) == "A1"
    assert shifted("A1", -1, -1) == "XFD1048576"
    assert shifted("Jan:Mar!A1", 1, 0) == "Jan:Mar!A2"


CORNER = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "$"]),
    st.sampled_from(["A", "B", "Z", "AA", "XFD"]),
    st.sampled_from(["", "$"]),
    st.sampled_from(["1", "2", "10", "1048576"]),
)
REFERENCE = st.one_of(
    CORNER,
    st.builds("{}:{}".format, CORNER, CORNER),
    st.builds("S!{}".format, CORNER),
    st.sampled_from(["A:C", "$A:C", "2:$5", "'x y'!A:A"]),
)
FORMULA = st.lists(REFERENCE, min_size=1, max_size=4).map("+".join)
STEP = st.integers(-30, 30)
PLACE = st.integers(1, 40)


@given(FORMULA, PLACE, PLACE, STEP, STEP)
@settings(max_examples=400, deadline=None)
def test_moved_text_means_the_same(text: str, row: int, column: int, down: int, right: int) -> None:
    if row + down < 1 or column + right < 1:
        return

    def spans(formula: str, at_row: int, at_column: int) -> list[str]:
        shape = Shapes().of(formula, at_row, at_column)
        moved = [m.span("S", row + down, column + right) for m in shape.mentions if hasattr(m, "span")]
        return [str(span) for span in moved]

    moved = shifted(text, down, right)
    assert spans(moved, row + down, column + right) == spans(text, row, column)
    assert shifted(moved, -down, -right) == text


@given(FORMULA, PLACE, PLACE, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=300, deadline=None)
def test_shapes_are_equal_exactly_where_moved(
    text: str, row: int, column: int, down: int, right: int
) -> None:
    shapes = Shapes()
    moved = shifted(text, down, right)
    if parse(moved, row + down, column + right) == parse(text, row, column):
        assert shapes.of(moved, row + down, column + right) is shapes.of(text, row, column)


def test_expand() -> None:
    formulas = {
        Ref(1, 2): RawFormula("shared", "A1*2", Area.parse("B1:B3"), 0),
        Ref(2, 2): RawFormula("shared", "", None, 0),
        Ref(3, 2): RawFormula("shared", "", None, 7),
        Ref(4, 2): RawFormula("array", "A1:A2", Area.parse("B4:B5"), dynamic=True),
        Ref(6, 2): RawFormula("array", "A1:A2", None),
        Ref(7, 2): RawFormula("dataTable", "", Area.parse("B7:C9"), inputs=("A1",)),
        Ref(10, 2): RawFormula("dataTable", "", Area.parse("B10:C12"), inputs=("#REF!",)),
        Ref(13, 2): RawFormula("normal", "NOW()", always=True),
    }
    cells = {cell.ref.row: cell for cell in expand(formulas)}
    assert (cells[2].text, cells[2].base) == ("A1*2", Ref(1, 2))
    assert cells[3].text == ""
    assert (cells[4].kind, str(cells[4].area)) == (FormulaKind.SPILL, "B4:B5")
    assert (cells[6].kind, str(cells[6].area)) == (FormulaKind.ARRAY, "B6")
    assert (cells[7].kind, cells[7].inputs) == (FormulaKind.DATA_TABLE, (Ref(1, 1),))
    assert (cells[10].kind, cells[10].text) == (FormulaKind.ARRAY, "")
    assert cells[13].always
