"""What an edit does to results: recomputed, dropped, or rightly kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook.formulas.fake import Fake, edited
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellError, TableGrowth
from valmennus_tui.workbook.formulas.baseline import Baseline
from valmennus_tui.workbook.formulas.graph import Graph
from valmennus_tui.workbook.formulas.recalculate import Recalculation
from valmennus_tui.workbook.formulas.source import FormulaKind
from valmennus_tui.workbook.formulas.stale import stale_in
from valmennus_tui.workbook.formulas.syntax import Place

NONE: tuple[dict[str, object], set[str]] = ({}, set())


def test_chain_over_sheets() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": ("=A1*10", 10), "C1": ("=SUM(A1:B1)", 11), "D1": ("=5+5", 10)})
    source.sheet("T", {"A1": ("=S!C1+1", 12), "B1": ('=IF(A1>50,"big","small")', "small")})
    assert edited(source, {"S!A1": 7}) == (
        {"S!B1": 70, "S!C1": 77, "T!A1": 78, "T!B1": "big"},
        set(),
    )


def test_result_that_stays_the_same_is_neither() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": ("=IF(A1>0,5,6)", 5), "C1": ("=B1+A1", 6)})
    assert edited(source, {"S!A1": 2}) == ({"S!C1": 7}, set())


def test_no_edits_and_no_formulas() -> None:
    assert edited(Fake().sheet("S", {"A1": ("=NOW()", 1)}), {}) == NONE
    assert edited(Fake().sheet("S", {"A1": 1}), {"S!A1": 2}) == NONE


def test_what_does_not_depend_keeps_its_result() -> None:
    source = Fake().sheet(
        "S",
        {
            "A1": 1,
            "B1": ("=[1]Sheet1!A1", 99),
            "B2": ("=MYFUNCTION(C9)", 98),
            "B3": ("=SUM(C:C)", 97),
            "B4": ("='[2]x y'!$A$1+C1", 96),
        },
    )
    assert edited(source, {"S!A1": 2}) == NONE


def test_external_and_unknown_are_dropped_where_they_depend() -> None:
    source = Fake().sheet(
        "S", {"A1": 1, "B1": ("=[1]Sheet1!A1+A1", 99), "B2": ("=MYFUNCTION(A1)", 98), "C1": ("=B1", 99)}
    )
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1", "S!B2", "S!C1"})


def test_volatile_and_their_dependents_are_dropped_after_any_edit() -> None:
    source = Fake().sheet(
        "S", {"A1": 1, "B1": ("=TODAY()", 45000), "B2": ("=B1-7", 44993), "B3": ("=A9", 0), "Z9": 5}
    )
    assert edited(source, {"S!Z9": 2}) == ({}, {"S!B1", "S!B2"})


@pytest.mark.parametrize(
    "text", ["OFFSET(A1,0,0)", 'INDIRECT("A1")', "RAND()", "RANDBETWEEN(1,9)", 'CELL("row")', 'INFO("x")']
)
def test_each_volatile_function(text: str) -> None:
    assert edited(Fake().sheet("S", {"A1": 1, "B1": (text, 1)}), {"S!Z9": 2}) == ({}, {"S!B1"})


def test_dynamic_name_may_read_anything() -> None:
    source = (
        Fake()
        .sheet("S", {"A1": 1, "B1": ("=SUM(Dyn)", 1)})
        .name("Dyn", "OFFSET(S!$C$1,0,0,COUNTA(S!$C:$C),1)")
    )
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1"})


def test_formula_marked_to_calculate_always_is_dropped_unless_we_can() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": 5, "B2": 5})
    source.array("S", "B1", "FIXED(5)", kind=FormulaKind.NORMAL, always=True)
    source.array("S", "B2", "5", kind=FormulaKind.NORMAL, always=True)
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1"})


def test_not_understood_is_dropped() -> None:
    source = Fake().sheet(
        "S", {"A1": 1, "B1": ("=1+", 1), "B2": ("=Nowhere!A1", 2), "B3": ("=Unknown", 3), "B4": ("", 1)}
    )
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1", "S!B2", "S!B3", "S!B4"})


def test_not_reproduced_is_dropped_with_its_dependents() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": ("=A1*10", 11), "C1": ("=B1+1", 12)})
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1", "S!C1"})


def test_reading_a_result_that_was_never_right_is_not_trusted() -> None:
    """Some programs write 0 as every result: C1 gives 0 from A1 and the false B1, and must not give 3."""
    source = Fake().sheet("S", {"A1": 0, "A2": 5, "B1": ("=A2*2", 0), "C1": ("=A1+B1", 0)})
    assert edited(source, {"S!A1": 3}) == ({}, {"S!C1"})


def test_reading_an_unknown_function_is_not_trusted() -> None:
    source = Fake().sheet("S", {"A1": 0, "B1": ("=MYFUNCTION(9)", 4), "C1": ("=A1+B1", 4)})
    assert edited(source, {"S!A1": 3}) == ({}, {"S!C1"})


def test_missing_results_stay_missing() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": ("=A1*10", ...), "C1": ("=B1+1", 11), "D1": ("=A9", ...)})
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1", "S!C1"})


def test_circles_are_dropped() -> None:
    source = Fake().sheet(
        "S",
        {
            "A1": 1,
            "B1": ("=C1+A1", 1),
            "C1": ("=B1*0", 0),
            "D1": ("=D1+A1", 1),
            "E1": ("=B1+1", 2),
            "F1": ("=A1", 1),
        },
    )
    assert edited(source, {"S!A1": 2}) == ({"S!F1": 2}, {"S!B1", "S!C1", "S!D1", "S!E1"})


def test_new_path_that_is_not_supported_is_dropped() -> None:
    source = Fake().sheet(
        "S", {"A1": 1, "B1": ('=IF(A1=1,"one",TEXT(A1,"0.0"))', "one"), "C1": ("=LEN(B1)", 3)}
    )
    assert edited(source, {"S!A1": 2}) == ({}, {"S!B1", "S!C1"})
    assert edited(source, {"S!A1": 1}) == NONE


def test_kinds_of_results() -> None:
    source = Fake().sheet(
        "S",
        {
            "A1": 2,
            "B1": ("=A1>1", True),
            "B2": ("=1/A1", 0.5),
            "B3": ('=IF(A1=2,"",A1)', ""),
            "B4": ('=A1&" pcs"', "2 pcs"),
            "B5": ("=A1=A1", True),
        },
    )
    assert edited(source, {"S!A1": 0}) == (
        {"S!B1": False, "S!B2": CellError("#DIV/0!"), "S!B3": 0, "S!B4": "0 pcs"},
        set(),
    )
    assert edited(source, {"S!A1": None}) == (
        {"S!B1": False, "S!B2": CellError("#DIV/0!"), "S!B3": 0, "S!B4": " pcs"},
        set(),
    )
    assert edited(source, {"S!A1": "x"})[0]["S!B2"] == CellError("#VALUE!")


def test_whole_numbers_are_written_without_decimals() -> None:
    source = Fake().sheet("S", {"A1": 2, "B1": ("=A1*1.5", 3), "B2": ("=A1/3", 2 / 3)})
    recomputed, _dropped = edited(source, {"S!A1": 4})
    assert repr(recomputed) == "{'S!B1': 6, 'S!B2': 1.3333333333333333}"


def test_edited_values_of_every_kind() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": ("=A1+1", 2), "B2": ("=COUNTA(A1)", 1)})
    assert edited(source, {"S!A1": Decimal("2.5")})[0] == {"S!B1": 3.5}
    assert edited(source, {"S!A1": date(2026, 3, 1)})[0] == {"S!B1": 46083}
    assert edited(source, {"S!A1": datetime(2026, 3, 1, 12)})[0] == {"S!B1": 46083.5}
    assert edited(source, {"S!A1": None})[0] == {"S!B1": 1, "S!B2": 0}
    assert edited(source, {"S!A1": True})[0] == {}
    assert edited(source, {"S!A1": ""}) == ({}, {"S!B1", "S!B2"})
    source = Fake(date1904=True).sheet("S", {"A1": 1, "B1": ("=A1+1", 2), "C1": ("=YEAR(A1)", 1904)})
    assert edited(source, {"S!A1": date(2026, 3, 1)})[0] == {"S!B1": 44621, "S!C1": 2026}


def test_a_blank_and_a_text_from_it() -> None:
    """For LibreOffice a reference to a blank equals "" too, so what compares it with a text is dropped."""
    source = Fake().sheet(
        "S", {"A1": 5, "B1": ("=A1", 5), "C1": ('=IF(B1="","none",B1)', 5), "D1": ("=B1+1", 6)}
    )
    assert edited(source, {"S!A1": None}) == ({"S!B1": 0, "S!D1": 1}, {"S!C1"})
    source = Fake().sheet("S", {"A2": 1, "B1": ("=A1", 0), "C1": ('=IF(B1="","none",A2)', "none")})
    assert edited(source, {"S!A2": 2}) == ({}, {"S!C1"})


def test_arrays_spills_and_data_tables_are_dropped_whole() -> None:
    source = Fake().sheet(
        "S",
        {"A1": 1, "A2": 2, "B1": 2, "B2": 4, "D1": 2, "D2": 4, "F1": ("=B2", 4), "F2": ("=D2", 4), "H9": 1},
    )
    source.array("S", "B1:B3", "A1:A3*2").array("S", "D1:D2", "A1:A2*2", FormulaKind.SPILL)
    assert edited(source, {"S!A1": 7}) == ({}, {"S!B1", "S!B2", "S!D1", "S!D2", "S!F1", "S!F2"})
    assert edited(source, {"S!H9": 7}) == NONE


def test_data_table() -> None:
    cells = {
        "A1": 1,
        "A2": 2,
        "C3": ("=A1*A2", 2),
        "D3": 10,
        "E3": 20,
        "C4": 1,
        "D4": 10,
        "E4": 20,
        "G1": ("=D4", 10),
    }
    source = Fake().sheet("S", cells)
    source.array("S", "D4:E4", "", FormulaKind.DATA_TABLE, inputs=(Ref(1, 1), Ref(2, 1)))
    table = {"S!D4", "S!E4", "S!G1"}
    assert edited(source, {"S!A1": 3}) == ({"S!C3": 6}, table)
    assert edited(source, {"S!D3": 3}) == ({}, table)
    assert edited(source, {"S!C4": 3}) == ({}, table)
    assert edited(source, {"S!B9": 3}) == NONE


def test_growing_spill_reaches_the_blank_cells_beside_it() -> None:
    cells = {
        "A1": 1,
        "C1": 1,
        "C2": 2,
        "E1": ("=C9", 0),
        "E2": ("=D1", 0),
        "E3": ("=SUM(C20:C22)", 5),
        "C15": 5,
        "C20": 5,
    }
    source = Fake().sheet("S", cells).array("S", "C1:C2", "FILTER(A:A,A:A>0)", FormulaKind.SPILL)
    assert edited(source, {"S!A1": 3}) == ({}, {"S!C1", "S!C2", "S!E1", "S!E2"})


def test_blocked_spill_is_dropped_when_room_may_be_made() -> None:
    source = Fake().sheet("S", {"C1": CellError("#SPILL!"), "C2": "x", "A9": 1})
    source.array("S", "C1", "FILTER(A1:A3,A1:A3>0)", FormulaKind.SPILL)
    assert edited(source, {"S!C2": None}) == ({}, {"S!C1"})
    assert edited(source, {"S!A9": None}) == NONE


def test_table_references_and_growth() -> None:
    cells = {"A1": "H", "A2": 1, "A3": 2, "C1": ("=SUM(T[H])", 3), "C2": ("=COUNTA(T)", 2), "C3": ("=A2", 1)}
    source = Fake().sheet("S", cells).table("T", "S", "A1:A3", "H")
    assert edited(source, {"S!A3": 5}) == ({"S!C1": 6}, set())
    growth = [TableGrowth("t", 4)]
    assert edited(source, {"S!A4": 5}, growth) == ({"S!C1": 8, "S!C2": 3}, set())
    assert edited(source, {}, growth) == NONE
    assert edited(source, {"S!A4": 5}) == NONE


def test_subtotal_with_hidden_rows_is_dropped() -> None:
    cells = {"A1": 1, "A2": 2, "A3": ("=SUBTOTAL(9,A1:A2)", 3), "B3": ("=SUM(A1:A2)", 3)}
    assert edited(Fake().sheet("S", cells), {"S!A1": 5}) == ({"S!A3": 7, "S!B3": 7}, set())
    source = Fake(hidden={"S": frozenset({2})}).sheet("S", cells)
    assert edited(source, {"S!A1": 5}) == ({"S!B3": 7}, {"S!A3"})


def test_sumif_reads_beyond_its_third_argument() -> None:
    cells = {"A1": "x", "A2": "x", "B1": 1, "B2": 2, "C1": ('=SUMIF(A1:A2,"x",B1)', 3), "C2": ("=B9", 0)}
    assert edited(Fake().sheet("S", cells), {"S!B2": 5}) == ({}, {"S!C1"})


def test_precision_as_shown_recomputes_nothing() -> None:
    source = Fake(exact=False).sheet("S", {"A1": 1, "B1": ("=A1*10", 10), "C1": ("=5", 5)})
    assert edited(source, {"S!A1": 7}) == ({}, {"S!B1"})


def test_written_over_formula_is_a_value() -> None:
    source = Fake().sheet("S", {"A1": 1, "B1": ("=A1*10", 10), "C1": ("=B1+1", 11)})
    assert edited(source, {"S!B1": 5}) == ({"S!C1": 6}, set())


def test_three_dimensional_and_whole_columns() -> None:
    source = Fake().sheet("A", {"A1": 1}).sheet("B", {"A1": 2}).sheet("C", {"A1": 3})
    source.sheet("S", {"A1": ("=SUM(A:C!A1)", 6), "A2": ("=SUM(B!A:A)", 2), "A3": ("=SUM(B!1:1)", 2)})
    assert edited(source, {"B!A1": 5}) == ({"S!A1": 9, "S!A2": 5, "S!A3": 5}, set())


def test_sheet_names_are_found_whatever_their_case() -> None:
    source = Fake().sheet("Työt", {"A1": 1}).sheet("S", {"A1": ("=TYÖT!A1+1", 2)})
    assert edited(source, {"Työt!A1": 5}) == ({"S!A1": 6}, set())


def test_long_chain() -> None:
    cells: dict[str, object] = {"A1": 1}
    cells.update({f"A{row}": (f"=A{row - 1}+1", row) for row in range(2, 3001)})
    recomputed, dropped = edited(Fake().sheet("S", cells), {"S!A1": 2})
    assert recomputed["S!A3000"] == 3001
    assert not dropped


def test_too_much_work_is_dropped_and_nothing_is_wrong() -> None:
    cells: dict[str, object] = {f"A{row}": 1 for row in range(1, 101)}
    cells.update({f"B{row}": (f"=SUM(A$1:A{row})", row) for row in range(1, 101)})
    baseline = Baseline(Graph(Fake().sheet("S", cells)))
    place = Place("S", 1, 1)
    dirty = baseline.graph.dependents([place])
    run = Recalculation(baseline, baseline.graph, dirty, {place: 2.0}, budget=2000)
    run.run()
    assert 0 < len(run.values) < 100
    assert all(new == formula.place.row + 1 for formula, (_old, new) in run.values.items())
    found = stale_in(baseline, {("S", Ref(1, 1)): 2})
    assert len(found.recomputed) == 100


def test_thousands_of_formulas_are_within_the_budget() -> None:
    rows = 1000
    cells: dict[str, object] = {}
    for row in range(1, rows + 1):
        cells |= {f"A{row}": 45_000 + row, f"B{row}": "open" if row % 3 else "closed", f"C{row}": row % 7}
        cells[f"D{row}"] = (f'=IF(B{row}="open",C{row}*2,0)', row % 7 * 2 if row % 3 else 0)
        cells[f"E{row}"] = (f'=IF(A{row}="","",A{row}-45000)', row)
        cells[f"F{row}"] = (f"=D{row}+E{row}", row + (row % 7 * 2 if row % 3 else 0))
        cells[f"G{row}"] = (f"=SUM(C$1:C{row})", sum(number % 7 for number in range(1, row + 1)))
    source = Fake().sheet("S", cells)
    months: dict[str, object] = {}
    for month in range(1, 201):
        first = 45_000 + month * 3
        count = sum(1 for row in range(1, rows + 1) if 45_000 + row >= first and row % 3)
        months |= {f"A{month}": first, f"B{month}": (f'=COUNTIFS(S!A:A,">="&A{month},S!B:B,"open")', count)}
    source.sheet("T", months)
    recomputed, dropped = edited(source, {"S!B3": "open", "S!C1": 2})
    assert not dropped
    assert recomputed["T!B1"] == 666
    assert recomputed["S!G1000"] == sum(number % 7 for number in range(1, rows + 1)) + 1
    assert len(recomputed) == 1 + 2 + 2 + rows


def test_baseline_serves_several_edits() -> None:
    source = Fake().sheet(
        "S", {"A1": 1, "A2": 2, "B1": ("=A1+A2", 3), "B2": ("=B1*2", 6), "B3": ("=COUNTIF(A1:A2,1)", 1)}
    )
    baseline = Baseline(Graph(source))
    for first, second in ((5, 2), (1, 1), (1, 2), (9, 9)):
        found = stale_in(baseline, {("S", Ref(1, 1)): first, ("S", Ref(2, 1)): second})
        fresh = stale_in(Baseline(Graph(source)), {("S", Ref(1, 1)): first, ("S", Ref(2, 1)): second})
        assert (found.recomputed, found.dropped) == (fresh.recomputed, fresh.dropped)
        assert not found.dropped


REFERENCES = st.builds("{}{}".format, st.sampled_from("ABC"), st.integers(1, 6))
TEXTS = st.one_of(
    st.builds("{}+{}".format, REFERENCES, REFERENCES),
    st.builds("SUM({}:{})".format, REFERENCES, REFERENCES),
    st.builds("IF({}>2,{},0)".format, REFERENCES, REFERENCES),
    st.sampled_from(["SUM(A:A)", "COUNT(2:3)", "S2!A1*2", "OFFSET(A1,1,1)", "MAX(B1:C6)"]),
)


@given(st.dictionaries(REFERENCES, TEXTS, max_size=8), REFERENCES)
@settings(max_examples=300, deadline=None)
def test_dependents_are_those_a_plain_search_finds(formulas: dict[str, str], at: str) -> None:
    """The index against asking every formula, again and again until nothing is added."""
    source = Fake().sheet("S", {address: (text, 0) for address, text in formulas.items()}).sheet("S2", {})
    graph = Graph(source)
    ref = Ref.parse(at)
    place = Place("S", ref.row, ref.column)
    expected = {f for f in graph.formulas if f.precedents.volatile or f.precedents.anything}
    size = -1
    while len(expected) != size:
        size = len(expected)
        changed = {place} | {formula.place for formula in expected}
        expected |= {
            formula
            for formula in graph.formulas
            for span in formula.precedents.spans
            if any(p.sheet == span.sheet and span.covers(p.row, p.column) for p in changed)
        }
    assert set(graph.dependents([place]).formulas) == expected
