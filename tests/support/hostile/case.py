"""One hostile file and what has to become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["refused", "reads", "either"]


@dataclass(frozen=True)
class Hostile:
    """``data`` is to be refused (with one of ``reasons``), or read to the last cell, or one of both.

    ``read_only``: the reason for which it may be read but not saved.
    """

    name: str
    data: bytes = field(repr=False)
    outcome: Outcome
    reasons: frozenset[str] = frozenset()
    read_only: str | None = None


def refused(name: str, data: bytes, *reasons: str) -> Hostile:
    """Must be refused, for one of the reasons."""
    return Hostile(name, data, "refused", frozenset(reasons))


def reads(name: str, data: bytes, read_only: str | None = None) -> Hostile:
    """Odd but readable: every cell comes back as something."""
    return Hostile(name, data, "reads", read_only=read_only)


def either(name: str, data: bytes, *reasons: str) -> Hostile:
    """Read or refused, but within the limits and never anything else."""
    return Hostile(name, data, "either", frozenset(reasons))
