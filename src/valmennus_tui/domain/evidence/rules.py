"""What may be set about computing evidence, where the scale leaves room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class JobsCounted(StrEnum):
    """Which jobs a criterion looks at."""

    HELD_IN_WINDOW = "held_in_window"
    """Held on at least one day of the window."""
    STARTED_IN_WINDOW = "started_in_window"
    HELD_ON_DAY = "held_on_day"
    """Held on the day of the assessment."""


@dataclass(frozen=True)
class EvidenceRules:
    """How evidence is computed.

    ``window_months`` is the length of the window that ends on the day of the assessment. ``variety_jobs``
    are the jobs of criteria 19 and 20, of which ``same_allowed`` alike count as different;
    ``competitive_window`` those of criterion 21, where ``strict`` counts only permanent jobs as competitive,
    ``with_subsidised`` counts jobs on wage subsidy too, and ``with_placements`` keeps rows that are no
    employment (work trials) in the denominator. ``three_contacts_score`` is the score for three contacts a
    week in criterion 17, which the form leaves out. ``plan_grace_days`` pass before a written plan is
    expected. ``contacts_tracked`` tells for criterion 15 whether the service tracks its employer contacts;
    None leaves it to the data. ``same_employers`` leads from a spelling of an employer to the one that it
    counts as (a merge list). ``log_share_percent`` is the least share of the days of a work-log period that
    must lie in the window for the period to count.
    """

    window_months: int = 6
    variety_jobs: JobsCounted = JobsCounted.HELD_IN_WINDOW
    same_allowed: int = 1
    competitive_window: JobsCounted = JobsCounted.HELD_ON_DAY
    strict: bool = False
    with_subsidised: bool = True
    with_placements: bool = True
    three_contacts_score: int = 2
    plan_grace_days: int = 21
    contacts_tracked: bool | None = None
    same_employers: Mapping[str, str] = field(default_factory=dict)
    log_share_percent: int = 50
