"""Other legal spellings of a workbook keep its structure: merges, lists, tables, names, locks, formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.quirks import MUTATIONS, apply, tidy_workbook
from tests.support.quirks.strategies import mutation_names
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook

PLACES = [Ref(row, column) for row in range(1, 16) for column in range(1, 8)]


def structure(book: Workbook) -> Iterator[tuple[str, object]]:
    """Everything about a workbook that a spelling must not change, with a word for each."""
    yield "sheets", [(info.name, info.state, info.kind) for info in book.sheets]
    yield "names", book.names
    yield (
        "tables",
        [(t.name, t.sheet, t.area, t.header_rows, t.totals_rows, astuple(t)[5]) for t in book.tables],
    )
    for info in book.worksheets:
        sheet = book.sheet(info.name)
        yield f"{info.name} merges", sheet.merges
        yield f"{info.name} hidden", (sheet.hidden_rows, sheet.hidden_columns)
        yield f"{info.name} frozen", (sheet.frozen, sheet.filter_area, sheet.protected)
        yield f"{info.name} widths", [sheet.column_width(column) for column in range(1, 8)]
        yield f"{info.name} locked", [ref for ref in PLACES if sheet.is_locked(ref)]
        yield f"{info.name} lists", [(ref, book.choices(info.name, ref)) for ref in PLACES]
        yield f"{info.name} formats", [(ref, sheet.cell(ref).number_format) for ref in PLACES]
        yield f"{info.name} formulas", [(ref, sheet.cell(ref).is_formula) for ref in PLACES]


def agree(seed: int, names: list[str]) -> None:
    tidy = tidy_workbook(Random(seed))
    meant = dict(structure(Workbook.from_bytes(tidy)))
    read = dict(structure(Workbook.from_bytes(apply(tidy, names, Random(seed)))))
    assert {word for word in meant if read.get(word) != meant[word]} == set()


STRUCTURAL = [name for name in MUTATIONS if name != "row_styles"]
"""``row_styles`` gives whole rows a format, blank cells with it: that is a change of structure."""


@pytest.mark.parametrize("name", STRUCTURAL)
def test_each_spelling_has_the_same_structure(name: str) -> None:
    """One mutation at a time."""
    for seed in range(6):
        agree(seed, [name])


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), names=mutation_names(most=8))
def test_combined_spellings_have_the_same_structure(seed: int, names: list[str]) -> None:
    """Any combination of spellings."""
    agree(seed, [name for name in names if name in STRUCTURAL])
