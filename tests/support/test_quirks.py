"""The mutator makes other spellings of the same workbook, not broken ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings

from tests.support.quirks import CHANGES_MEANING, MUTATIONS, apply, mutate, tidy_workbook
from tests.support.quirks.strategies import workbooks
from tests.support.readers import Values, by_calamine, by_openpyxl

SEEDS = range(6)
FOUR_YEARS = timedelta(days=1462)


def readable(reader: Callable[[bytes], Values], data: bytes) -> Values | None:
    """The values, or None where this reader cannot read this spelling at all."""
    try:
        return reader(data)
    except Exception:  # noqa: BLE001 - any failure of a foreign reader means that it does not read the file
        return None


def later(values: Values) -> Values:
    return {place: v + FOUR_YEARS if isinstance(v, datetime) else v for place, v in values.items()}


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_keeps_the_values(name: str) -> None:
    """After one mutation at least one of two readers reads every value as before."""
    for seed in SEEDS:
        tidy = tidy_workbook(Random(seed))
        mutated = apply(tidy, [name], Random(seed))
        as_was = []
        for reader in (by_openpyxl, by_calamine):
            before, after = reader(tidy), readable(reader, mutated)
            as_was.append(after == before or (name in CHANGES_MEANING and after in (before, later(before))))
        assert any(as_was), f"seed {seed}"


def test_every_mutation_changes_something() -> None:
    """No mutation is idle on all of the sample workbooks."""
    for name in MUTATIONS:
        made = [(tidy_workbook(Random(seed)), seed) for seed in SEEDS]
        assert any(
            apply(tidy, [name], Random(seed)) != apply(tidy, [], Random(seed)) for tidy, seed in made
        ), name


def test_equal_seeds_give_equal_workbooks() -> None:
    """A failure can be run again from its seed."""
    assert tidy_workbook(Random(5)) == tidy_workbook(Random(5))
    tidy = tidy_workbook(Random(5))
    assert mutate(tidy, Random(9)) == mutate(tidy, Random(9))


@settings(max_examples=60, deadline=None)
@given(data=workbooks())
def test_some_reader_reads_any_combination(data: bytes) -> None:
    """Mutations can be combined: at least one independent reader reads the outcome."""
    assert readable(by_openpyxl, data) is not None or readable(by_calamine, data) is not None
