"""What the templates show of the quality criteria: the first edition of ``data/criteria.toml`` in Finnish."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parents[2] / "src" / "valmennus_tui" / "data" / "criteria.toml"


@dataclass(frozen=True)
class Section:
    """A section with its criteria: number and name."""

    name: str
    criteria: tuple[tuple[int, str], ...]


def _editions() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))["edition"]
    return found


def edition_ids() -> tuple[str, ...]:
    """The ids of all editions."""
    return tuple(edition["id"] for edition in _editions())


def sections() -> tuple[Section, ...]:
    """The sections in order."""
    edition = _editions()[0]
    return tuple(
        Section(
            section["fi"],
            tuple(
                (one["number"], one["fi"]) for one in edition["criterion"] if one["section"] == section["id"]
            ),
        )
        for section in edition["section"]
    )


def bands() -> tuple[tuple[int, str], ...]:
    """The levels: lowest points and name, the lowest level first."""
    rows = [(band["at_least"], band["fi"]) for band in _editions()[0]["band"]]
    return tuple(sorted(rows))
