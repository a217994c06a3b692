"""Other worlds that agree with what is published: how far a hidden count can be known by reckoning.

Counts are whole numbers, none below zero, tied by relations that anyone can know (a total is the sum of its
parts, who worked was served). A world gives every hidden count a value so that all relations hold. If two
worlds differ in a count, no reasoning from the published counts can tell which is true.

The search starts from the true world and moves to the farthest corner in one direction: the simplex method
in exact fractions, with Bland's rule so that it ends. A corner that is not in whole numbers is no world and
is not used, so what is found is always sound, and every world is checked before it is given out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Relation(Generic[T]):
    """The sum of count times factor is zero (``exact``), or at most zero."""

    factors: Mapping[T, int]
    exact: bool

    def holds(self, world: Mapping[T, int]) -> bool:
        """Whether the counts of a world satisfy it."""
        total = sum(factor * world[name] for name, factor in self.factors.items())
        return total == 0 if self.exact else total <= 0


def farthest(
    relations: Sequence[Relation[T]], truth: Mapping[T, int], hidden: Sequence[T], moving: T, step: int
) -> dict[T, int] | None:
    """A world in which ``moving`` differs from the truth by up to ``step`` (down where negative), as far as
    it can; None where the farthest corner is not in whole numbers."""
    rows = _rows(relations, truth, hidden)
    index = {name: number for number, name in enumerate(hidden)}
    up, down = 2 * index[moving], 2 * index[moving] + 1
    target, other = (up, down) if step > 0 else (down, up)
    rows.append(({target: 1, other: -1}, abs(step)))
    found = _maximise(rows, 2 * len(hidden), {target: Fraction(1), other: Fraction(-1)})
    world = dict(truth)
    for name, number in index.items():
        change = found.get(2 * number, Fraction(0)) - found.get(2 * number + 1, Fraction(0))
        if change.denominator != 1:
            return None
        world[name] += change.numerator
    sound = min(world.values(), default=0) >= 0 and all(relation.holds(world) for relation in relations)
    return world if sound else None


_Row = tuple[dict[int, int], int]


def _rows(relations: Sequence[Relation[T]], truth: Mapping[T, int], hidden: Sequence[T]) -> list[_Row]:
    """The relations as limits on changes: every count may go up (even numbers) and down (odd numbers)."""
    index = {name: number for number, name in enumerate(hidden)}
    rows: list[_Row] = []
    for relation in relations:
        moved = {index[name]: factor for name, factor in relation.factors.items() if name in index}
        if not moved:
            continue
        slack = 0 if relation.exact else -sum(f * truth[name] for name, f in relation.factors.items())
        row = {2 * n: f for n, f in moved.items()} | {2 * n + 1: -f for n, f in moved.items()}
        rows.append((row, slack))
        if relation.exact:
            rows.append(({number: -factor for number, factor in row.items()}, 0))
    rows += [({2 * number + 1: 1}, truth[name]) for name, number in index.items()]
    return rows


def _maximise(rows: Sequence[_Row], count: int, goal: dict[int, Fraction]) -> dict[int, Fraction]:
    """The values of the variables 0 .. ``count``-1 at a corner where ``goal`` is greatest.

    Every limit is a sum that is at most a number not below zero, so that all zeros is a corner to start from.
    """
    basis = {
        count + number: ({v: Fraction(f) for v, f in row.items()}, Fraction(limit))
        for number, (row, limit) in enumerate(rows)
    }
    while True:
        entering = min((variable for variable, gain in goal.items() if gain > 0), default=None)
        if entering is None:
            break
        tight = [
            (limit / row[entering], basic)
            for basic, (row, limit) in basis.items()
            if row.get(entering, 0) > 0
        ]
        if not tight:
            break
        _pivot(basis, goal, entering, min(tight)[1])
    return {basic: limit for basic, (_, limit) in basis.items() if basic < count}


def _pivot(
    basis: dict[int, tuple[dict[int, Fraction], Fraction]],
    goal: dict[int, Fraction],
    entering: int,
    leaving: int,
) -> None:
    """Exchange a variable at zero for one that becomes zero. Each row reads: basic + sum of rest = limit."""
    row, limit = basis.pop(leaving)
    factor = row.pop(entering)
    new = {variable: value / factor for variable, value in row.items()}
    new[leaving] = 1 / factor
    new_limit = limit / factor
    for basic, (other, bound) in list(basis.items()):
        share = other.pop(entering, None)
        if share:
            _subtract(other, new, share)
            basis[basic] = (other, bound - share * new_limit)
    share = goal.pop(entering)
    _subtract(goal, new, share)
    basis[entering] = (new, new_limit)


def _subtract(row: dict[int, Fraction], other: Mapping[int, Fraction], share: Fraction) -> None:
    for variable, value in other.items():
        result = row.get(variable, Fraction(0)) - share * value
        if result:
            row[variable] = result
        else:
            row.pop(variable, None)
