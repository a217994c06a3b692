"""Shipped data as TOML: choice lists, phases, criteria, headers. A leaf: it reads, and knows no meaning."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from valmennus_tui import paths


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed contents of a shipped data file (``choices.toml``). Read once; not to be changed."""
    return parsed(paths.data_file(name))


def parsed(path: Path) -> dict[str, Any]:
    """What a shipped TOML file parses to. Raises OSError, ValueError."""
    return tomllib.loads(path.read_text("utf-8"))
