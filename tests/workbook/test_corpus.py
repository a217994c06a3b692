"""Foreign workbooks of many programs: one cell edited in each, judged by readers that are not ours.

The corpus lies beside the repository and is not part of it; without it these tests are skipped.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.support.closed_list import differences
from tests.support.readers import Values, by_calamine, by_openpyxl
from tests.workbook.xlsx_parts import CORPUS
from valmennus_tui.errors import CellRefused, FileRefused
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.plan import SavePlan, check_edit, plan_save
from valmennus_tui.workbook.refusals import Reason

FILES = (
    sorted(path for path in CORPUS.glob("*.xl*") if path.suffix in (".xlsx", ".xltx"))
    if CORPUS.exists()
    else []
)
TEXT = "Työ & ilo <öö>"

pytestmark = pytest.mark.skipif(not FILES, reason=f"the corpus of foreign workbooks is not at {CORPUS}")
each_file = pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])


@cache
def loaded(path: Path) -> Workbook | str:
    """The workbook, or the reason for which it is refused."""
    try:
        return Workbook.load(path)
    except FileRefused as refused:
        return str(refused.reason)


def candidates(book: Workbook) -> list[tuple[str, Ref]]:
    """Stored cells without formula, those with text first, over all sheets."""
    found: list[tuple[int, str, Ref]] = []
    for info in book.worksheets:
        for ref, cell in book.sheet(info.name).cells.items():
            if not cell.is_formula:
                found.append((0 if isinstance(cell.value, str) else 1, info.name, ref))
    return [(sheet, ref) for _kind, sheet, ref in sorted(found, key=lambda item: item[0])]


@cache
def planned(path: Path) -> SavePlan | str:
    """A plan that edits the first plain cell, or why there is none."""
    book = loaded(path)
    if isinstance(book, str):
        return book
    if book.read_only_reason is not None:
        return str(book.read_only_reason)
    why = "no plain cell"
    for sheet, ref in candidates(book):
        edit = CellEdit(sheet, ref, TEXT)
        try:
            check_edit(book, edit)
        except CellRefused as refused:
            why = str(refused.reason)
            continue
        return plan_save(book, [edit])
    return why


@each_file
def test_every_cell_can_be_read(path: Path) -> None:
    """Whatever is refused is refused for a reason of the closed list; nothing else is raised."""
    book = loaded(path)
    if isinstance(book, str):
        assert book in set(Reason)
        return
    for info in book.sheets:
        sheet = book.sheet(info.name)
        assert all(sheet.cell(ref) == cell for ref, cell in sheet.cells.items())
        assert not sheet.problems


@each_file
def test_one_edit_changes_nothing_outside_the_closed_list(path: Path) -> None:
    plan = planned(path)
    if isinstance(plan, str):
        assert plan == "no plain cell" or plan in set(Reason)
        return
    plan.verify(plan.data)
    book = plan.book
    edited = {book.info(edit.sheet).part: [(edit.ref.row, edit.ref.column)] for edit in plan.edits}
    results: dict[str, list[tuple[int, int]]] = {}
    for sheet, ref in {(change.sheet, change.ref) for change in plan.recomputed} | plan.dropped:
        results.setdefault(book.info(sheet).part, []).append((ref.row, ref.column))
    assert differences(book.data, plan.data, edited, results) == []


@each_file
@pytest.mark.parametrize("reader", [by_openpyxl, by_calamine], ids=["openpyxl", "calamine"])
def test_other_readers_see_the_edit_and_nothing_else(path: Path, reader: object) -> None:
    """Every value but the edited one and the results of formulas is as it was."""
    plan = planned(path)
    if isinstance(plan, str):
        pytest.skip(f"not edited: {plan}")
    assert callable(reader)
    before: Values = {}
    try:
        before = reader(plan.book.data)
    except Exception as error:  # noqa: BLE001 - a foreign reader that cannot read the original is no judge
        pytest.skip(f"this reader cannot read the original: {type(error).__name__}")
    after: Values = reader(plan.data)
    results = {(change.sheet, change.ref.row, change.ref.column) for change in plan.recomputed}
    results |= {(sheet, ref.row, ref.column) for sheet, ref in plan.dropped}
    edit = plan.edits[0]
    place = (edit.sheet, edit.ref.row, edit.ref.column)
    if before:
        assert after[place] == TEXT
    for other in (before.keys() | after.keys()) - results - {place}:
        assert after.get(other) == before.get(other), other


def test_most_of_the_corpus_is_edited() -> None:
    """A test that skips everything would pass too."""
    assert sum(isinstance(planned(path), SavePlan) for path in FILES) >= 35
