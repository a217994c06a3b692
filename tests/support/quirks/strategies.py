"""Hypothesis strategies over the generator and the mutations."""

from __future__ import annotations

from random import Random

from hypothesis import note
from hypothesis import strategies as st

from tests.support.quirks import MUTATIONS, apply, tidy_workbook


def mutation_names(most: int = 6) -> st.SearchStrategy[list[str]]:
    """Up to ``most`` different mutations."""
    return st.lists(st.sampled_from(sorted(MUTATIONS)), unique=True, max_size=most)


@st.composite
def workbooks(draw: st.DrawFn, most: int = 6) -> bytes:
    """A small random workbook in a random spelling; when a test fails, the way to make it again is noted."""
    seed = draw(st.integers(0, 2**32 - 1), label="seed")
    names = draw(mutation_names(most), label="mutations")
    note(f"workbook: apply(tidy_workbook(Random({seed})), {names!r}, Random({seed}))")
    return apply(tidy_workbook(Random(seed)), names, Random(seed))
