"""Which counts may be shown together so that no hidden one follows by reckoning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from valmennus_tui.domain.outside_tables import OUTSIDE_ROWS, CellId, halves, relations
from valmennus_tui.domain.possible_worlds import Relation, farthest
from valmennus_tui.domain.reporting_period import Period


def published_cells(
    truth: Mapping[CellId, int], threshold: int, already: Collection[CellId] = ()
) -> frozenset[CellId]:
    """The cells whose counts may be shown.

    ``truth`` holds derived counts too (:func:`~valmennus_tui.domain.outside_tables.counts`). Small ones are
    hidden, then more, the least telling first, until none is exposed. If what is ``already`` public exposes
    one, nothing is added to it.
    """
    small = frozenset(cell for cell in truth if is_small(cell, truth, threshold))
    public = frozenset(cell for cell in truth if not cell.derived)
    hidden = {_seat(cell) for cell in small}.difference(already)
    guard = _Guard(truth, small, threshold)
    while exposed := guard.first_exposed(public - hidden):
        choice = guard.next_to_hide(exposed, public - hidden, already)
        if choice is None:
            return public.intersection(already)
        hidden.add(choice)
    return public - hidden


def is_small(cell: CellId, truth: Mapping[CellId, int], threshold: int) -> bool:
    """Whether a count is of too few people to be known: below the threshold, and a zero where the rest of
    its total is not zero."""
    count = truth[cell]
    if count:
        return count < threshold
    part_of = OUTSIDE_ROWS[cell.row].part_of
    if part_of is None or cell.without not in ("", "rest"):
        return False
    return truth.get(CellId(part_of, cell.period), 0) > 0


def _seat(cell: CellId) -> CellId:
    """The cell of a table that is hidden first to protect a small count: of an overlap, the half-year's."""
    return CellId(cell.row, cell.without if isinstance(cell.without, Period) else cell.period)


class _Guard:
    """What can be reckoned about the counts of one data set.

    Worlds found once stay possible when more is hidden, so the bounds that they prove are kept.
    """

    def __init__(self, truth: Mapping[CellId, int], small: Collection[CellId], threshold: int) -> None:
        self._truth = truth
        self._small = small
        self._threshold = threshold
        self._relations = relations(truth)
        self._low = dict(truth)
        self._high = dict(truth)

    def first_exposed(self, shown: Collection[CellId]) -> CellId | None:
        """A count not shown that can be reckoned too closely from those shown, or None."""
        hidden = [cell for cell in self._truth if cell not in shown]
        return next((cell for cell in hidden if self._is_exposed(cell, hidden)), None)

    def _is_exposed(self, cell: CellId, hidden: Sequence[CellId]) -> bool:
        need = self._threshold if cell in self._small else int(not cell.derived)
        if self._room(cell) >= need:
            return False
        tied, free = self._tied(cell, hidden)
        for step in (need, -need):
            world = farthest(tied, self._truth, free, cell, step)
            for name, count in (world or {}).items():
                self._low[name] = min(self._low[name], count)
                self._high[name] = max(self._high[name], count)
            if self._room(cell) >= need:
                return False
        return True

    def _room(self, cell: CellId) -> int:
        return self._high[cell] - self._low[cell]

    def _tied(self, cell: CellId, hidden: Iterable[CellId]) -> tuple[list[Relation[CellId]], list[CellId]]:
        """The relations and hidden counts that bear on a count, directly or through other hidden counts."""
        free, tied = {cell}, list[Relation[CellId]]()
        waiting, rest = set(hidden), list(self._relations)
        while near := [relation for relation in rest if free.intersection(relation.factors)]:
            tied += near
            rest = [relation for relation in rest if relation not in near]
            free |= {name for relation in near for name in relation.factors if name in waiting}
        return tied, [name for name in self._truth if name in free]

    def next_to_hide(
        self, exposed: CellId, shown: Collection[CellId], already: Collection[CellId]
    ) -> CellId | None:
        """The shown cell to hide next: one tied to the exposed count, parts and half-years first."""
        tied, _ = self._tied(exposed, [cell for cell in self._truth if cell not in shown])
        near = {name for relation in tied for name in relation.factors}
        able = [cell for cell in shown if cell not in already]
        return min([cell for cell in able if cell in near] or able, key=self._loss, default=None)

    def _loss(self, cell: CellId) -> tuple[bool, bool, bool, int, str, str]:
        """How much is lost when a cell is hidden."""
        count, whole = self._truth[cell], OUTSIDE_ROWS[cell.row].part_of is None
        return bool(halves(cell.period)), whole, count == 0, count, cell.row, str(cell.period)
