"""Repeatable chance for the invented team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")
_FIRST_CODE, _LAST_CODE = 1001, 1999


class Chance:
    """Repeatable chance: built on ``random()`` alone, whose values no Python version changes."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311  (invents a demo; nothing secret)

    def codes(self) -> Iterator[str]:
        """Client codes in a random order, none twice."""
        numbers = list(range(_FIRST_CODE, _LAST_CODE + 1))
        while numbers:
            yield f"K-{numbers.pop(self.between(0, len(numbers) - 1))}"

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def one_of(self, values: Sequence[T]) -> T:
        return values[self.between(0, len(values) - 1)]

    def happens(self, share: float) -> bool:
        """True in ``share`` of the cases (0 to 1)."""
        return self._random.random() < share


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
