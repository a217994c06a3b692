"""Against LibreOffice: after an edit each result equals a fresh calculation, or is dropped. Never another."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from tests.workbook.formulas.office import SOFFICE, Maker, Sample, make
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.formulas.stale import stale_results
from valmennus_tui.workbook.formulas.values import Stored
from valmennus_tui.workbook.formulas.workbook_source import WorkbookSource, to_stored

SAMPLES = 14
SEED = 2024

needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def same(left: Stored, right: Stored) -> bool:
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12)
    return type(left) is type(right) and left == right


@pytest.mark.slow
@needs_office
def test_equal_or_dropped(tmp_path: Path) -> None:
    samples = {f"sample{index}": Maker(SEED + index).sample() for index in range(SAMPLES)}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for name, (before, after) in make(tmp_path, samples).items():
        judge(samples[name], Workbook.load(before), Workbook.load(after), counts, wrong)
    assert not wrong
    assert counts["recomputed"] > counts["dropped"] / 3, counts


def judge(sample: Sample, book: Workbook, fresh: Workbook, counts: Counter[str], wrong: list[str]) -> None:
    edits = {(sheet, Ref.parse(address)): value for (sheet, address), value in sample.edits.items()}
    found = stale_results(book, edits)
    old, new = WorkbookSource(book), WorkbookSource(fresh)
    for (sheet, address), content in sample.cells.items():
        ref = Ref.parse(address)
        if not isinstance(content, str) or not content.startswith("="):
            continue
        if (sheet, ref) in found.dropped:
            counts["dropped"] += 1
            continue
        expected = new.values(sheet).get((ref.row, ref.column))
        shown = old.values(sheet).get((ref.row, ref.column))
        if (sheet, ref) in found.recomputed:
            counts["recomputed"] += 1
            result = found.recomputed[sheet, ref]
            shown = "" if result == "" else to_stored(result, book.date1904)
        if not same(shown, expected):
            wrong.append(f"{sheet}!{address} {content}: {shown!r}, LibreOffice {expected!r}")
