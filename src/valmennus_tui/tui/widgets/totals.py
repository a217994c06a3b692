"""The figures under the caseload, against the limits."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from valmennus_tui.domain.caseload import Caseload, Totals
from valmennus_tui.i18n import _, format_number
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.showing import bar

_BAR_WIDTH = 16
_GAP = "   "


class CaseloadTotals(Static):
    """Two lines: clients against the limit and the year; phases, work and what is missing."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.lines: tuple[str, ...] = ()

    def show(self, caseload: Caseload) -> None:
        """Show a day's totals; the sentence says it too where the limit is passed."""
        self.lines = (load_line(caseload), people_line(caseload.totals), plans_line(caseload))
        self.set_class(caseload.totals.over, "-over")
        self.update(Content("\n").join(plain(line) for line in self.lines))


def load_line(caseload: Caseload) -> str:
    """Active clients against the limit, and the clients of the year as orientation."""
    totals, limits = caseload.totals, caseload.limits
    if totals.limit is None:
        load = _("Clients {n}, limit for full time {limit}").format(
            n=totals.active, limit=limits.caseload_per_coach
        )
    else:
        shown = bar(totals.active, float(totals.limit), _BAR_WIDTH)
        limit = format_number(totals.limit)
        load = _("Clients {n}/{limit} {bar}").format(n=totals.active, limit=limit, bar=shown)
    if totals.over:
        load = " ".join((glyphs().warning, load, _("over the limit")))
    year = _("this year {n} (guideline {low}–{high})").format(
        n=totals.served, low=limits.yearly_low, high=limits.yearly_high
    )
    return load + _GAP + year


def people_line(totals: Totals) -> str:
    """How many are in each phase, work, seek and study."""
    phases = " ".join(f"{number}:{count}" for number, count in totals.by_phase.items() if number is not None)
    parts = [
        _("Phases {phases}").format(phases=phases),
        _("work {n}").format(n=totals.working),
        _("seek {n}").format(n=totals.seeking),
        _("study {n}").format(n=totals.studying),
    ]
    return _GAP.join(parts)


def plans_line(caseload: Caseload) -> str:
    """Waiting for an employer contact, missing plans, what ends soon. Unknown figures are left out."""
    totals = caseload.totals
    parts = []
    if totals.waiting is not None:
        parts.append(_("no employer contact {n}").format(n=totals.waiting))
    missing = [n for n in (totals.without_job_search_plan, totals.without_support_plan) if n is not None]
    if missing:
        parts.append(_("plan missing {n}").format(n=sum(missing)))
    within = max(caseload.limits.warn_before_days)
    ending = totals.subsidies_ending.get(within, 0) + totals.jobs_ending.get(within, 0)
    parts.append(_("ending within {days} d: {n}").format(days=within, n=ending))
    return _GAP.join(parts)
