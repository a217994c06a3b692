"""From the settings to the rules that evidence is computed by."""

from __future__ import annotations

from valmennus_tui.domain.evidence.rules import EvidenceRules, JobsCounted
from valmennus_tui.settings import Settings

_TRACKED = {"yes": True, "no": False, "auto": None}


def rules_from(settings: Settings) -> EvidenceRules:
    """The rules of the section ``[criteria]``; the grace for written plans is that of ``[limits]``."""
    chosen = settings.criteria
    return EvidenceRules(
        window_months=chosen.window_months,
        variety_jobs=JobsCounted(chosen.variety_jobs),
        same_allowed=chosen.same_allowed,
        competitive_window=JobsCounted(chosen.competitive_jobs),
        strict=chosen.competitive == "strict",
        with_subsidised=chosen.with_subsidised,
        with_placements=chosen.with_placements,
        three_contacts_score=chosen.three_contacts_score,
        plan_grace_days=settings.limits.plan_grace_days,
        contacts_tracked=_TRACKED[chosen.contacts_tracked],
        same_employers={other: group[0] for group in chosen.same_employers for other in group[1:]},
        log_share_percent=chosen.log_share_percent,
    )
