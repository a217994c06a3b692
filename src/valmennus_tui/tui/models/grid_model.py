"""What a grid shows: the protocol between a table of anything and the one grid widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    """How a cell is meant. The theme gives it a colour; a sign in the text says the same."""

    PLAIN = "plain"
    FAINT = "faint"
    GOOD = "good"
    WARN = "warn"
    ALARM = "alarm"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` in terminal columns; a ``grow`` column also takes the room that is left over."""

    title: str
    width: int
    right: bool = False
    grow: bool = False


class GridModel(Protocol):
    """A table. Rows and columns count from 0; the grid makes safe what comes straight from a file."""

    @property
    def columns(self) -> Sequence[Column]: ...

    @property
    def row_count(self) -> int: ...

    def text(self, row: int, column: int) -> str: ...

    def tone(self, row: int, column: int) -> Tone: ...
