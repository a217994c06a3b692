"""The shipped editions of the quality criteria, built once from the package's data."""

from __future__ import annotations

from functools import cache

from valmennus_tui import data
from valmennus_tui.domain.criteria import Editions
from valmennus_tui.domain.criteria_reading import editions_from


@cache
def shipped_criteria() -> Editions:
    """The editions of ``data/criteria.toml``."""
    return editions_from(data.load("criteria.toml"))
