"""The indicators in words, as they are shipped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from valmennus_tui import data
from valmennus_tui.domain.indicators.catalogue import IndicatorText, catalogue_from


@cache
def shipped_indicators() -> Mapping[str, IndicatorText]:
    """All indicators of ``data/indicators.toml`` by id, in the order of the tables."""
    return catalogue_from(data.load("indicators.toml"))
