"""Erasing in other legal spellings of a workbook: the text is gone or named, and nothing else changes."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.quirks import apply, tidy_workbook
from tests.support.quirks.strategies import mutation_names
from valmennus_tui.errors import CellRefused
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.diff import compare
from valmennus_tui.workbook.erasing import plan_erase
from valmennus_tui.workbook.plan import check_edit
from valmennus_tui.workbook.sensitive import Sensitive


def _writable_texts(book: Workbook) -> list[tuple[CellEdit, str]]:
    found = []
    for info in book.worksheets:
        for ref, cell in book.sheet(info.name).cells.items():
            if isinstance(cell.value, str) and cell.value.strip() and not cell.is_formula:
                edit = CellEdit(info.name, ref, None)
                try:
                    check_edit(book, edit)
                except CellRefused:
                    continue
                found.append((edit, cell.value))
    return found


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), names=mutation_names())
def test_any_text_is_gone_or_named(seed: int, names: list[str]) -> None:
    data = apply(tidy_workbook(Random(seed)), names, Random(seed))
    book = Workbook.from_bytes(data)
    texts = _writable_texts(book)
    assume(texts)
    edit, text = Random(seed).choice(texts)
    plan = plan_erase(book, [text], [edit])
    plan.verify(plan.data)
    new = Workbook.from_bytes(plan.data)
    changed = {(each.sheet, each.ref) for each in compare(book, new).cells}
    assert (edit.sheet, edit.ref) in changed
    assert len(changed) <= 1 + len(plan.recomputed) + plan.waiting
    named = {(each.sheet, each.cell) for each in plan.remains if each.cell}
    her = Sensitive([text])
    for info in new.worksheets:
        for ref, cell in new.sheet(info.name).cells.items():
            if isinstance(cell.value, str) and (her.is_identity(cell.value) or her.is_inside(cell.value)):
                assert (info.name, str(ref)) in named
