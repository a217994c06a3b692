"""Shipped data as TOML: choice lists and phases. A leaf: it reads and parses, and knows no meaning."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from valmennus_tui.paths import data_file


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed contents of a shipped data file (``choices.toml``). Read once; not to be changed."""
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))
