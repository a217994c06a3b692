"""Real files: how many results we reproduce, and that no dependent keeps an old result after an edit.

LibreOffice is the judge: it calculates each file without stored results, as it is and edited. A cell whose
result differs between the two must be dropped, or recomputed to what LibreOffice gives.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workbook.formulas.office import SOFFICE, convert, without_results
from tests.workbook.formulas.test_formula_office import same
from valmennus_tui.errors import CellRefused, FileRefused
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.formulas.baseline import Baseline
from valmennus_tui.workbook.formulas.graph import Graph
from valmennus_tui.workbook.formulas.stale import stale_in
from valmennus_tui.workbook.formulas.values import Unsupported
from valmennus_tui.workbook.formulas.workbook_source import WorkbookSource, to_stored
from valmennus_tui.workbook.plan import check_edit, plan_save

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
MOST_EDITS = 6
RECOMPUTED_AT_LEAST = 20
REPRODUCED_AT_LEAST = 0.5

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of real files is not at {CORPUS}")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def books() -> dict[Path, Workbook]:
    """The corpus files with formulas that can be opened."""
    found = {}
    for path in sorted(CORPUS.glob("*.xl*")):
        try:
            book = Workbook.load(path)
            if book.has_formulas and book.read_only_reason is None:
                found[path] = book
        except FileRefused:
            continue
    return found


@needs_corpus
def test_most_results_are_reproduced() -> None:
    """The rates by file are printed: ``pytest -s`` shows them."""
    total = reproduced = 0
    lines = []
    for path, book in books().items():
        baseline = Baseline(Graph(WorkbookSource(book)))
        good = 0
        for formula in baseline.graph.formulas:
            try:
                baseline.result(formula)
            except Unsupported:
                continue
            good += 1
        count = len(baseline.graph.formulas)
        lines.append(f"{good:5d} of {count:5d}  {path.name}")
        total, reproduced = total + count, reproduced + good
    print("\n".join(["", *lines, f"{reproduced:5d} of {total:5d}  results reproduced"]))
    assert reproduced > total * REPRODUCED_AT_LEAST


def edits_for(book: Workbook) -> dict[tuple[str, Ref], NewValue]:
    """A few cells that formulas read, with other values of the same kind."""
    graph = Graph(WorkbookSource(book))
    edits: dict[tuple[str, Ref], NewValue] = {}
    for formula in graph.formulas[:: max(1, len(graph.formulas) // 40)]:
        for span in formula.precedents.spans:
            for cell in _plain_cells(book, span.sheet, span.top, span.bottom, span.left, span.right):
                edit = CellEdit(span.sheet, cell, _other(book.sheet(span.sheet).cell(cell).value))
                if len(edits) < MOST_EDITS and _allowed(book, edit):
                    edits[edit.sheet, edit.ref] = edit.value
                    break
    return edits


def _plain_cells(book: Workbook, sheet: str, top: int, bottom: int, left: int, right: int) -> list[Ref]:
    rows = [row for row in book.sheet(sheet).rows() if top <= row <= bottom]
    cells = [
        cell for row in rows for cell in book.sheet(sheet).row_cells(row) if left <= cell.ref.column <= right
    ]
    return [cell.ref for cell in cells if cell.formula is None and not cell.rich]


def _allowed(book: Workbook, edit: CellEdit) -> bool:
    try:
        check_edit(book, edit)
    except CellRefused:
        return False
    return True


def _other(value: object) -> NewValue:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 3
    if isinstance(value, date):
        return date(2026, 3, 1)
    return "U" if value is None else 12


@pytest.mark.slow
@needs_corpus
@needs_office
def test_no_dependent_keeps_an_old_result(tmp_path: Path) -> None:
    edited: dict[str, tuple[Workbook, dict[tuple[str, Ref], NewValue]]] = {}
    for folder in ("before", "after"):
        (tmp_path / folder).mkdir()
    for path, book in books().items():
        edits = edits_for(book)
        if not edits:
            continue
        name = path.with_suffix(".xlsx").name
        edited[name] = (book, edits)
        plan = plan_save(book, [CellEdit(sheet, ref, value) for (sheet, ref), value in edits.items()])
        (tmp_path / "whole.xlsx").write_bytes(plan.data)
        without_results(path, tmp_path / "before" / name)
        without_results(tmp_path / "whole.xlsx", tmp_path / "after" / name)
    for folder in ("before", "after"):
        convert(
            sorted((tmp_path / folder).iterdir()), tmp_path / f"{folder}-calculated", tmp_path / "profile"
        )
    wrong: list[str] = []
    recomputed = 0
    for name, (book, edits) in edited.items():
        pair = [tmp_path / f"{folder}-calculated" / name for folder in ("before", "after")]
        if not all(path.exists() for path in pair):
            continue  # LibreOffice cannot read the file
        before, after = (WorkbookSource(Workbook.load(path)) for path in pair)
        recomputed += compare(name, book, edits, before, after, wrong)
    assert not wrong
    assert recomputed >= RECOMPUTED_AT_LEAST


def compare(
    name: str,
    book: Workbook,
    edits: dict[tuple[str, Ref], NewValue],
    before: WorkbookSource,
    after: WorkbookSource,
    wrong: list[str],
) -> int:
    """Note each formula cell that shows an old or another result than LibreOffice; count the recomputed."""
    source = WorkbookSource(book)
    found = stale_in(Baseline(Graph(source)), edits)
    for sheet in set(source.sheets) & set(before.sheets) & set(after.sheets):
        for formula in source.formulas(sheet):
            ref, place = formula.ref, (formula.ref.row, formula.ref.column)
            old, new = before.values(sheet).get(place), after.values(sheet).get(place)
            if (sheet, ref) in found.recomputed:
                result = found.recomputed[sheet, ref]
                shown = "" if result == "" else to_stored(result, book.date1904)
                if not same(shown, new):
                    wrong.append(f"{name} {sheet}!{ref} {formula.text}: {shown!r}, LibreOffice {new!r}")
            elif (sheet, ref) not in found.dropped and not same(old, new):
                wrong.append(f"{name} {sheet}!{ref} {formula.text}: kept, LibreOffice {old!r} -> {new!r}")
    return len(found.recomputed)
