"""The shipped choice lists and phases, built once from the package's data."""

from __future__ import annotations

from functools import cache

from valmennus_tui import data
from valmennus_tui.domain.choices import Choices, choices_from


@cache
def shipped_choices() -> Choices:
    """All lists of ``data/choices.toml`` and the phases (key ``phase``)."""
    return choices_from({**data.load("choices.toml"), **data.load("phases.toml")})
