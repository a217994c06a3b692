"""Other legal spellings of a workbook read like the tidy one does in an independent reader."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.quirks import MUTATIONS, apply, tidy_workbook
from tests.support.quirks.strategies import mutation_names
from tests.support.readers import Values, by_openpyxl
from valmennus_tui.workbook.book import Workbook

FOUR_YEARS = timedelta(days=1462)


def by_engine(book: Workbook) -> Values:
    """The engine's reading, blank cells left out, in the plain form of the other readers."""
    return {
        (info.name, ref.row, ref.column): _plain(cell.value)
        for info in book.sheets
        for ref, cell in book.sheet(info.name).cells.items()
        if cell.value not in (None, "")
    }


def _plain(value: object) -> object:
    if isinstance(value, (bool, datetime)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time):
        return datetime(1900, 1, 1, value.hour, value.minute, value.second)
    return str(value)


def agree(seed: int, names: list[str]) -> None:
    tidy = tidy_workbook(Random(seed))
    meant = by_openpyxl(tidy)
    if "epoch_1904" in names and not Workbook.from_bytes(tidy).date1904:
        meant = {place: v + FOUR_YEARS if isinstance(v, datetime) else v for place, v in meant.items()}
    assert by_engine(Workbook.from_bytes(apply(tidy, names, Random(seed)))) == meant


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_spelling_reads_the_same(name: str) -> None:
    """One mutation at a time: the engine reads what openpyxl reads of the tidy file."""
    for seed in range(4):
        agree(seed, [name])


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), names=mutation_names(most=8))
def test_combined_spellings_read_the_same(seed: int, names: list[str]) -> None:
    """Any combination of spellings changes no value."""
    agree(seed, names)
