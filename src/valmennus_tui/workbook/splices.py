"""Changes to a part as byte splices: what is replaced, and proof that nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Splice(NamedTuple):
    """Put ``new`` in place of ``part[start:end]``; an insertion where the two are equal."""

    start: int
    end: int
    new: bytes


def ordered(splices: Iterable[Splice]) -> list[Splice]:
    """The splices in the order of their places. Raises ValueError where two overlap."""
    found = sorted(splices, key=lambda splice: (splice.start, splice.end))
    for first, second in pairwise(found):
        if first.end > second.start or (first.start, first.end) == (second.start, second.end):
            raise ValueError("two changes to the same bytes")
    return found


def apply(part: bytes, splices: Iterable[Splice]) -> bytes:
    """The part with the splices made; every other byte as it was. Raises ValueError where two overlap."""
    pieces, last = [], 0
    for splice in ordered(splices):
        pieces += [part[last : splice.start], splice.new]
        last = splice.end
    pieces.append(part[last:])
    return b"".join(pieces)


def only_these(old: bytes, new: bytes, splices: Sequence[Splice]) -> bool:
    """Whether ``new`` is ``old`` with these splices and no other byte changed."""
    at_old = at_new = 0
    for splice in ordered(splices):
        length = splice.start - at_old
        if old[at_old : splice.start] != new[at_new : at_new + length]:
            return False
        at_new += length
        if new[at_new : at_new + len(splice.new)] != splice.new:
            return False
        at_old, at_new = splice.end, at_new + len(splice.new)
    return old[at_old:] == new[at_new:]
