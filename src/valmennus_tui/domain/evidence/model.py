"""Evidence (perusteet): what the data say about one criterion, and how far that reaches.

A computed value is evidence, never the final score: the scale wants several sources, and the assessor's own
score stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from valmennus_tui.domain.criteria import Unit
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.i18n import N_, _

Rational = int | Fraction


class Status(StrEnum):
    """How far the data reach."""

    COMPUTED = "computed"
    """A score follows from the data: ``proposed``."""
    CAP = "cap"
    """The data only limit the score: ``cap``."""
    HINT = "hint"
    """A figure worth seeing."""
    MANUAL = "manual"
    """Judgement only."""
    MISSING = "missing"
    """Columns or records are not there: ``missing`` names them."""

    @property
    def label(self) -> str:
        """The status in the language in force."""
        return _(_STATUS_LABELS[self])


_STATUS_LABELS: Mapping[Status, str] = {
    Status.COMPUTED: N_("computed"),
    Status.CAP: N_("limit"),
    Status.HINT: N_("hint"),
    Status.MANUAL: N_("judgement"),
    Status.MISSING: N_("data missing"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A warning beside a figure: a stable id, a whole sentence, and the records that it is about."""

    id: str
    message: str
    rows: tuple[RecordRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One coach's share of a figure, or a second figure of the criterion, named by ``id``.

    For a coach, ``id`` is the coach's code ("" where the records name none) and ``score`` the coach's own
    score where the criterion is rated coach by coach. ``value`` is in the unit of the part, exact.
    """

    id: str
    numerator: Rational
    denominator: Rational
    value: Fraction | None
    rounded: int | None = None
    score: int | None = None
    rows: tuple[RecordRef, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What the data say about one criterion.

    ``proposed`` is set only for COMPUTED, ``cap`` where the data limit the score (a proposal already heeds
    it). ``value`` is exact, in ``unit`` (per cent: 0 to 100); ``rounded`` is what was held against the
    anchors' bounds: halves up, or for contacts a week the anchor that was reached. Where a criterion is
    rated coach by coach ``mean`` is the mean of the coaches' scores, and ``parts`` their figures.

    ``rule`` is a stable id and ``rule_text`` the rule as a sentence. ``missing`` names columns
    (``coach.fte``) or record kinds (``employment``). ``rows`` are the records behind the figure, ``against``
    those of the rows that count against it (a repeated employer, a contact off the plan), and ``components``
    says of each tick whether the data show it: None where they cannot tell. ``plans`` tells whether the
    written plans that the criterion asks for all exist.
    """

    number: int
    status: Status
    rule: str
    rule_text: str
    unit: Unit | None = None
    numerator: Rational | None = None
    denominator: Rational | None = None
    value: Fraction | None = None
    rounded: int | None = None
    mean: Fraction | None = None
    proposed: int | None = None
    cap: int | None = None
    missing: tuple[str, ...] = ()
    warnings: tuple[Note, ...] = ()
    rows: tuple[RecordRef, ...] = ()
    against: tuple[RecordRef, ...] = ()
    coaches: tuple[Part, ...] = ()
    figures: tuple[Part, ...] = ()
    components: Mapping[str, bool | None] = field(default_factory=dict)
    plans: bool | None = None


def limited(cap: int, highest: int) -> tuple[Status, int | None]:
    """The status of data that allow at most ``cap``: no cap at all where that is full points."""
    return (Status.CAP, cap) if cap < highest else (Status.HINT, None)
