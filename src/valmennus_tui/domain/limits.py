"""The limits that alarms and findings are measured against. The settings hold them; nothing here is law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers of days, hours and clients.

    ``caseload_per_coach`` is the limit of criterion 1 for full points: active clients at a time for one
    full-time coach. ``yearly_low`` and ``yearly_high`` are the operating model's rough guess of clients a
    year for one worker, an orientation only. ``waiting_days`` are the band limits of criterion 15 for the
    first employer contact. ``warn_before_days`` are the days before a wage subsidy or a job ends.
    ``plan_grace_days`` passes before a written plan is missed. ``full_time_hours`` and
    ``max_hours`` are hours a week; ``far_years`` ahead no end date is believed. ``coach_fte`` is
    each coach's share of full-time work by coach code; a coach who is not in it has an unknown share, which
    is never taken for 1.
    """

    caseload_per_coach: int = 20
    yearly_low: int = 25
    yearly_high: int = 75
    waiting_days: tuple[int, ...] = (30, 60, 150, 270)
    warn_before_days: tuple[int, ...] = (30, 60)
    plan_grace_days: int = 21
    full_time_hours: Decimal = Decimal(35)
    max_hours: Decimal = Decimal(40)
    far_years: int = 10
    coach_fte: Mapping[str, Decimal] = field(default_factory=dict)

    def waiting_band(self, days: int) -> int:
        """The greatest waiting limit that has been passed, 0 where none has: day 30 still lies within 30."""
        return max((limit for limit in self.waiting_days if days > limit), default=0)

    def ending_band(self, days: int) -> int | None:
        """The smallest warning time that an end ``days`` ahead falls within, None for the past and beyond."""
        return min((limit for limit in self.warn_before_days if 0 <= days <= limit), default=None)
