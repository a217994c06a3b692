"""Adding and removing: prepared rows, totals, tables below, growing tables, groups, cards, refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as PlainBook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.profiles.books import known, made, records, values
from tests.profiles.test_shapes import CLIENT_HEADER, DAY, JOB_HEADER, card
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import CellRefused, InvalidEdit, Unrecognised
from valmennus_tui.paths import templates_folder
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import NewValue, TableGrowth
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.records import plan_add, plan_remove

NEW: dict[str, NewValue] = {"code": "K-9", "service_start": DAY, "phase": "3"}
JOB: dict[str, NewValue] = {"employer": "Keksitty Oy", "start": DAY}
ROW = ("K-1", "TV-1", DAY, "3", None)


def add(book: Workbook, kind: RecordKind, new: dict[str, NewValue], client: str | None = None) -> Workbook:
    """The workbook with a record added, saved and read again."""
    placement = plan_add(book, known(book), kind, new, client)
    plan = plan_save(book, placement.edits, placement.growths)
    plan.verify(plan.data)
    return Workbook.from_bytes(plan.data)


def bordered(name: str, area: str) -> Callable[[PlainBook], None]:
    """Prepared rows as people make them: a border around blank cells."""

    def put(book: PlainBook) -> None:
        for row in book[name][area]:
            for cell in row:
                cell.border = Border(bottom=Side(style="thin"))

    return put


def test_first_blank_prepared_row_keeps_its_formulas() -> None:
    book = Workbook.load(templates_folder() / "coach.xlsx")
    for number in range(3):
        book = add(book, RecordKind.CLIENT, {**NEW, "code": f"K-{number}"})
    assert [record.row for record in records(book, "client")] == [8, 9, 10]
    assert book.sheet("Asiakkaat").cell(Ref.parse("L9")).is_formula
    assert book.sheet("Asiakkaat").cell(Ref.parse("B88")).value == 3
    gone = plan_remove(book, records(book, "client")[1])
    book = Workbook.from_bytes(plan_save(book, gone).data)
    assert [record.row for record in records(book, "client")] == [8, 10]
    assert [record.row for record in records(add(book, RecordKind.CLIENT, NEW), "client")] == [8, 9, 10]


def test_rows_run_out_above_a_total_row() -> None:
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW, ("Yhteensä", None, 1, None, 0)]})
    with pytest.raises(CellRefused) as refused:
        plan_add(book, known(book), RecordKind.CLIENT, NEW)
    assert refused.value.reason == "no_blank_row"
    assert "Asiakkaat" in refused.value.message


def test_never_across_a_table_below() -> None:
    book = made({"Kaikki": [CLIENT_HEADER, ROW, ("Työsuhteet",), JOB_HEADER, ("K-1", "Oy", DAY, None, 20)]})
    with pytest.raises(CellRefused):
        plan_add(book, known(book), RecordKind.CLIENT, NEW)


def test_a_row_with_someones_note_is_not_blank() -> None:
    header = (*CLIENT_HEADER, "Omaa")
    rows = [header, ROW, (None, None, None, None, None, "muista!"), (None,) * 6]
    book = made({"Asiakkaat": rows}, more=bordered("Asiakkaat", "A2:F4"))
    assert plan_add(book, known(book), RecordKind.CLIENT, NEW).place.row == 4


def test_hidden_blank_rows_are_refused() -> None:
    def hide(book: PlainBook) -> None:
        bordered("Asiakkaat", "A2:E4")(book)
        for row in (3, 4):
            book["Asiakkaat"].row_dimensions[row].hidden = True

    book = made({"Asiakkaat": [CLIENT_HEADER, ROW]}, more=hide)
    with pytest.raises(CellRefused) as refused:
        plan_add(book, known(book), RecordKind.CLIENT, NEW)
    assert refused.value.reason == "rows_hidden"


def test_plain_list_is_appended_to() -> None:
    """Nothing ends at the last row: no list, format, filter or sum would miss the new one."""
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW]})
    book = add(book, RecordKind.CLIENT, NEW)
    assert [record.row for record in records(book, "client")] == [2, 3]


def _list(book: PlainBook) -> None:
    rule = DataValidation(type="list", formula1='"1,2,3"')
    rule.add("D2:D3")
    book["Asiakkaat"].add_data_validation(rule)


def _colour(book: PlainBook) -> None:
    fill = PatternFill("solid", bgColor="FF0000")
    book["Asiakkaat"].conditional_formatting.add("A2:E3", FormulaRule(formula=['$E2<>""'], fill=fill))


def _sum(book: PlainBook) -> None:
    book.create_sheet("Yhteenveto")["A1"] = "=COUNTA(Asiakkaat!A2:A3)"


def _name(book: PlainBook) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["Tunnukset"] = DefinedName("Tunnukset", attr_text="Asiakkaat!$A$2:$A$3")


def _filter(book: PlainBook) -> None:
    book["Asiakkaat"].auto_filter.ref = "A1:E3"


def _days(book: PlainBook) -> None:
    book["Asiakkaat"]["F1"] = "Päiviä"
    book["Asiakkaat"]["F3"] = "=E3-C3"


@pytest.mark.parametrize("ending", [_list, _colour, _sum, _name, _filter, _days])
def test_no_append_where_something_ends(ending: Callable[[PlainBook], None]) -> None:
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW, ROW]}, more=ending)
    recognition = known(book)
    with pytest.raises(CellRefused):
        plan_add(book, recognition, RecordKind.CLIENT, NEW)


def _table(reach: int) -> Callable[[PlainBook], None]:
    def put(book: PlainBook) -> None:
        book["Asiakkaat"].add_table(Table(displayName="Lista", ref="A1:E3"))
        rule = DataValidation(type="list", formula1='"1,2,3"')
        rule.add(f"D2:D{reach}")
        book["Asiakkaat"].add_data_validation(rule)

    return put


def test_excel_table_grows() -> None:
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW, ROW]}, more=_table(500))
    placement = plan_add(book, known(book), RecordKind.CLIENT, NEW)
    assert placement.growths == (TableGrowth("Lista", 4),)
    book = add(book, RecordKind.CLIENT, NEW)
    assert str(book.tables[0].area) == "A1:E4"
    assert len(records(book, "client")) == 3


def test_rows_added_in_one_session_follow_each_other() -> None:
    """Before saving: the recognition is that of the file, the rows those of the edited view."""
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW, ROW]}, more=_table(500))
    recognition = known(book)
    first = plan_add(book, recognition, RecordKind.CLIENT, NEW)
    view = book.with_cells({(edit.sheet, edit.ref): edit.value for edit in first.edits})
    second = plan_add(view, recognition, RecordKind.CLIENT, NEW)
    assert (first.place.row, second.place.row) == (4, 5)
    assert second.growths == (TableGrowth("Lista", 5),)


def test_excel_table_does_not_outgrow_its_lists() -> None:
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW, ROW]}, more=_table(3))
    with pytest.raises(CellRefused):
        plan_add(book, known(book), RecordKind.CLIENT, NEW)


def test_the_contact_log_grows() -> None:
    book = Workbook.load(templates_folder() / "contacts.xlsx")
    recognition = known(book)
    layout = recognition.of_kind(RecordKind.CONTACT)[0]
    assert layout.rows is not None
    place = layout.columns["date"].column
    last = layout.rows.last
    full = {("Tapaamiset", Ref(row, place)): DAY for row in layout.rows.numbers}
    contact: dict[str, NewValue] = {"date": DAY, "employer": "Keksitty Oy"}
    placement = plan_add(book.with_cells(full), recognition, RecordKind.CONTACT, contact)
    assert placement.growths == (TableGrowth("Tapaamiset", last + 1),)


GROUPS = [
    (None, None, None, "Työsuhde 1", None, "Työsuhde 2", None),
    ("Asiakastunnus", "Palvelu alkoi", "Vaihe", *("Työnantaja", "Alkoi") * 2),
    ("K-1", DAY, "5", "Keksitty Oy", DAY, None, None),
]


def test_next_free_group_then_refused() -> None:
    book = made({"Kooste": GROUPS}, merges={"Kooste": ["D1:E1", "F1:G1"]})
    book = add(book, RecordKind.EMPLOYMENT, {**JOB, "employer": "Toinen Oy"}, "k-1 ")
    assert [values(job)["employer"] for job in records(book, "employment")] == ["Keksitty Oy", "Toinen Oy"]
    with pytest.raises(CellRefused) as refused:
        plan_add(book, known(book), RecordKind.EMPLOYMENT, JOB, "K-1")
    assert refused.value.reason == "no_free_group"
    with pytest.raises(CellRefused) as refused:
        plan_add(book, known(book), RecordKind.EMPLOYMENT, JOB, "K-404")
    assert refused.value.reason == "no_such_client"


def test_a_group_is_removed_alone() -> None:
    book = made({"Kooste": GROUPS}, merges={"Kooste": ["D1:E1", "F1:G1"]})
    edits = plan_remove(book, records(book, "employment")[0])
    assert [str(edit.ref) for edit in edits] == ["D3", "E3"]
    edits = plan_remove(book, records(book, "client")[0])
    assert [str(edit.ref) for edit in edits] == ["A3", "B3", "C3", "D3", "E3"]


def test_card_lines_and_new_clients() -> None:
    book = made({"K-1": card("K-1", ("Keksitty Oy", DAY, None)), "Malli": card(None)})
    for row in (12, 13, 14):  # three prepared lines, and the blank one before the next title
        book = add(book, RecordKind.EMPLOYMENT, JOB, "K-1")
        assert records(book, "employment")[-1].row == row
    with pytest.raises(CellRefused):
        plan_add(book, known(book), RecordKind.EMPLOYMENT, JOB, "K-1")
    with pytest.raises(CellRefused) as refused:
        plan_add(book, known(book), RecordKind.CLIENT, NEW)
    assert refused.value.reason == "new_sheet"


def test_a_blank_card_takes_a_client() -> None:
    book = made({"K-1": card("K-1"), "Asiakas 2": card(None)})
    book = add(book, RecordKind.CLIENT, NEW)
    assert [record.sheet for record in records(book, "client")] == ["K-1", "Asiakas 2"]


def test_removing_blanks_input_cells_only() -> None:
    def formulas(book: PlainBook) -> None:
        book["Asiakkaat"]["G1"], book["Asiakkaat"]["G2"] = "Päiviä", "=E2-C2"

    rows = [(*CLIENT_HEADER, "Omaa"), (*ROW, "sana")]
    book = made({"Asiakkaat": rows}, more=formulas)
    edits = plan_remove(book, records(book, "client")[0])
    assert [str(edit.ref) for edit in edits] == ["A2", "B2", "C2", "D2", "F2"]
    assert {edit.value for edit in edits} == {None}


def test_fields_without_a_column_and_kinds_without_a_home(tmp_path: Path) -> None:
    book = made({"Asiakkaat": [CLIENT_HEADER, ROW]})
    recognition = known(book)
    with pytest.raises(InvalidEdit):
        plan_add(book, recognition, RecordKind.CLIENT, {**NEW, "notes": "x"})
    with pytest.raises(Unrecognised):
        plan_add(book, recognition, RecordKind.CONTACT, {"date": date(2026, 1, 2)})
