"""Undo, redo and what is pending: before and after saving, in several files, with tables that grow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as PlainBook
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from tests.document.making import (
    CLIENT,
    CLIENT_HEADER,
    CONTACT,
    DAY,
    JOB,
    cell,
    changed_cells,
    everything,
    keys,
    opened,
    stored,
    two_sheets,
    written,
)
from valmennus_tui.document.document import Document
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellError


@pytest.fixture
def document(coach_workbook: Path) -> Document:
    document = opened(coach_workbook)
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    document.save()
    document.history.clear()
    return document


def growing(path: Path) -> Document:
    """Clients in an Excel table whose last row is full."""

    def put(book: PlainBook) -> None:
        book["Asiakkaat"].add_table(Table(displayName="Lista", ref="A1:F3"))

    rows = [CLIENT_HEADER, *((f"K-{n}", "TV-1", DAY, "3", None, None) for n in (1, 2))]
    return opened(written(path, {"Asiakkaat": rows}, more=put))


def area(path: Path) -> str:
    return str(Workbook.load(path).tables[0].area)


def test_every_step_goes_back_and_forth(document: Document) -> None:
    states = [everything(document)]
    document.add(JOB, {"client": "K-1", "start": "1.10.2026", "employer": "Keksitty Oy"})
    states.append(everything(document))
    document.set("employment:K-1/1", {"hours_per_week": "37,5", "open_market": "k"})
    states.append(everything(document))
    document.remove("employment:K-1/1")
    states.append(everything(document))
    assert states[3] == states[0]
    for state in reversed(states[:-1]):
        assert document.undo()
        assert everything(document) == state
    assert document.undo() is None
    assert not document.dirty
    for state in states[1:]:
        assert document.redo()
        assert everything(document) == state
    assert document.redo() is None


def test_a_label_tells_the_step_without_names(document: Document) -> None:
    document.set("client:K-1", {"notes": "Salainen asia"})
    label = document.undo()
    assert label == "Change: Client"
    assert document.redo() == label


def test_what_changes_nothing_is_no_step(document: Document) -> None:
    document.set("client:K-1", {"service_start": "2026-09-01", "coach": "TV1", "notes": ""})
    assert not document.can_undo
    document.set_cell("Asiakkaat", Ref.parse("A8"), "K-1")
    assert not document.can_undo
    assert not document.dirty


def test_typing_the_old_value_back_leaves_nothing_to_save(document: Document) -> None:
    document.set("client:K-1", {"service_start": "2.9.2026"})
    assert changed_cells(document) == {"Asiakkaat!F8"}
    document.set("client:K-1", {"service_start": "1.9.2026"})
    assert not document.dirty
    assert document.preview().changes == ()
    before = document.path.read_bytes()
    assert document.save().paths == ()
    assert document.path.read_bytes() == before
    assert document.can_undo


def test_undo_after_saving_writes_the_old_values_again(document: Document) -> None:
    before = everything(document)
    document.add(JOB, {"client": "K-1", "start": "1.10.2026", "hours_per_week": "20"})
    document.set("client:K-1", {"phase": "4"})
    after = everything(document)
    document.save()
    assert not document.dirty
    document.undo()
    document.undo()
    assert document.dirty
    assert everything(document) == before
    document.save()
    assert everything(opened(document.path)) == before
    document.redo()
    document.redo()
    assert everything(document) == after
    document.save()
    assert everything(opened(document.path)) == after


def test_undo_over_a_save_and_back_is_nothing(document: Document) -> None:
    document.set("client:K-1", {"phase": "4"})
    document.save()
    document.undo()
    document.redo()
    assert not document.dirty


def test_a_day_goes_back_to_what_it_was(tmp_path: Path) -> None:
    """Text dates, numbers and errors as they stood, not as they were understood."""
    jobs = [("K-1", "Keksitty Oy", "1.4.2026", None, "37,5 h")]
    document = opened(two_sheets(tmp_path / "k.xlsx", jobs))
    document.set("employment:K-1/1", {"start": "2.4.2026", "hours_per_week": "20"})
    document.save()
    assert stored(document.path, "Työsuhteet", "C2") == date(2026, 4, 2)
    document.undo()
    assert cell(document, "Työsuhteet", "C2") == "1.4.2026"
    document.save()
    assert stored(document.path, "Työsuhteet", "C2") == "1.4.2026"
    assert stored(document.path, "Työsuhteet", "E2") == "37,5 h"


# ---------------------------------------------------------------- several files
def test_steps_in_two_files_are_one_history(document: Document) -> None:
    document.make_companion()
    start = everything(document)
    document.add(CONTACT, {"date": "2.11.2026", "client": "K-1", "employer": "Keksitty Oy"})
    document.set("client:K-1", {"code": "K-9"})
    assert document.records(CONTACT)[0].record.get("client") == "K-9"
    paths = document.preview().paths
    assert {path.name for path in paths} == {"kooste.xlsx", "kooste.tapaamiset.xlsx"}
    document.undo()
    assert document.records(CONTACT)[0].record.get("client") == "K-1"
    document.undo()
    assert everything(document) == start
    assert not document.dirty


# --------------------------------------------------------------- tables that grow
def test_a_table_grows_with_its_record_only(tmp_path: Path) -> None:
    document = growing(tmp_path / "k.xlsx")
    key = document.add(CLIENT, {"code": "K-3", "service_start": "1.9.2026"})
    document.remove(key)
    assert not document.dirty
    document.set("client:K-1", {"phase": "4"})
    document.save()
    assert area(document.path) == "A1:F3"


def test_growth_can_be_undone_before_and_after_saving(tmp_path: Path) -> None:
    document = growing(tmp_path / "k.xlsx")
    for code in ("K-3", "K-4"):
        document.add(CLIENT, {"code": code, "service_start": "1.9.2026"})
    document.undo()
    document.save()
    assert area(document.path) == "A1:F4"
    assert keys(document, CLIENT) == ["client:K-1", "client:K-2", "client:K-3"]
    document.undo()
    assert keys(document, CLIENT) == ["client:K-1", "client:K-2"]
    document.save()
    document.redo()
    document.save()
    document.redo()
    document.save()
    assert area(document.path) == "A1:F5"
    assert keys(opened(document.path), CLIENT) == [f"client:K-{n}" for n in (1, 2, 3, 4)]


# -------------------------------------------------------------- formulas meanwhile
def test_results_are_shown_as_saving_will_leave_them(tmp_path: Path) -> None:
    def put(book: PlainBook) -> None:
        sheet = book.create_sheet("Yhteenveto")
        sheet["A1"], sheet["A2"] = "=SUM(Työsuhteet!E2:E3)", '=CELL("row",Työsuhteet!E2)&Työsuhteet!E2'

    path = two_sheets(tmp_path / "k.xlsx", more=put)
    document = opened(path)
    document.set_cell("Työsuhteet", Ref.parse("E2"), 21)
    document.save()
    document.set_cell("Työsuhteet", Ref.parse("E2"), 25)
    before = document.sheet("Yhteenveto").cell(Ref.parse("A1"))
    document.save()
    after = document.sheet("Yhteenveto").cell(Ref.parse("A1"))
    assert (before.value, before.stale) == (after.value, after.stale)


def test_the_preview_counts_what_waits_for_excel(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "k.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Luvut")
        sheet.write_row("A1", [1, 2])
        sheet.write_formula("C1", "=A1+B1", None, 3)
        sheet.write_formula("D1", '=INFO("osversion")&A1', None, "x1")
    document = opened(path)
    document.set_cell("Luvut", Ref.parse("A1"), 5)
    preview = document.preview()
    assert {f"{change.ref}": change.new for change in preview.recomputed} == {"C1": 7}
    assert preview.waiting == 1
    assert cell(document, "Luvut", "C1") == 7
    assert document.sheet("Luvut").cell(Ref.parse("D1")).stale
    document.undo()
    assert cell(document, "Luvut", "C1") == 3
    assert not document.sheet("Luvut").cell(Ref.parse("D1")).stale


def test_a_field_that_a_formula_fills_follows_the_edit(tmp_path: Path) -> None:
    """The record's own value comes from a formula: it is not shown as it was before the edit."""
    import xlsxwriter

    path = tmp_path / "k.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Asiakkaat")
        sheet.write_row("A1", ["Asiakastunnus", "Työhönvalmentaja", "Palvelu alkoi", "Vaihe", "Oma"])
        day = book.add_format({"num_format": "d.m.yyyy"})
        for row, code in ((1, "K-1"), (2, "K-2")):
            sheet.write_row(row, 0, [code, "TV-1"])
            sheet.write_datetime(row, 2, DAY, day)
            sheet.write_row(row, 4, [3])
            sheet.write_formula(row, 3, f"=E{row + 1}", None, 3)
    document = opened(path)
    assert document.entry("client:K-1").record.get("phase") is not None
    old = document.entry("client:K-1").record.get("phase")
    document.set_cell("Asiakkaat", Ref.parse("E2"), 4)
    assert document.entry("client:K-1").record.get("phase") != old
    document.undo()
    assert document.entry("client:K-1").record.get("phase") == old


def test_an_error_value_that_was_written_over_comes_back_as_one(tmp_path: Path) -> None:
    def put(book: PlainBook) -> None:
        book["Asiakkaat"]["H2"] = "#N/A"
        book["Asiakkaat"]["H2"].data_type = "e"

    path = written(tmp_path / "lista.xlsx", {"Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY)]}, more=put)
    document = opened(path)
    assert cell(document, "Asiakkaat", "H2") == CellError("#N/A")
    document.set_cell("Asiakkaat", Ref.parse("H2"), 5)
    document.save()
    assert stored(path, "Asiakkaat", "H2") == 5
    document.undo()
    document.save()
    assert Workbook.load(path).sheet("Asiakkaat").cell(Ref.parse("H2")).value == CellError("#N/A")
    assert load_workbook(path)["Asiakkaat"]["H2"].data_type == "e"
    document.redo()
    document.save()
    assert stored(path, "Asiakkaat", "H2") == 5
