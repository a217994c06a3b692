"""From the settings to the evidence: every choice of ``[criteria]`` arrives, absences are never made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from valmennus_tui.assessment.chosen_rules import rules_from
from valmennus_tui.document.team_data import settings_coaches
from valmennus_tui.domain.evidence.rules import EvidenceRules, JobsCounted
from valmennus_tui.settings import Settings, load_settings

WINDOW = (date(2026, 5, 25), date(2026, 11, 24))


def chosen(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_the_shipped_settings_are_the_domains_defaults() -> None:
    assert rules_from(load_settings()) == EvidenceRules()


def test_every_choice_arrives(tmp_path: Path) -> None:
    settings = chosen(
        tmp_path,
        """
        [limits]
        plan_grace_days = 14
        [criteria]
        window_months = 3
        variety_jobs = "started_in_window"
        same_allowed = 2
        same_employers = [["Kirjasto", "Pääkirjasto", "Kirjastoauto"]]
        competitive = "strict"
        competitive_jobs = "held_in_window"
        with_subsidised = false
        with_placements = false
        three_contacts_score = 3
        contacts_tracked = "yes"
        log_share_percent = 80
        """,
    )
    assert rules_from(settings) == EvidenceRules(
        window_months=3,
        variety_jobs=JobsCounted.STARTED_IN_WINDOW,
        same_allowed=2,
        competitive_window=JobsCounted.HELD_IN_WINDOW,
        strict=True,
        with_subsidised=False,
        with_placements=False,
        three_contacts_score=3,
        plan_grace_days=14,
        contacts_tracked=True,
        same_employers={"Pääkirjasto": "Kirjasto", "Kirjastoauto": "Kirjasto"},
        log_share_percent=80,
    )


@pytest.mark.parametrize(
    ("terms", "absent"),
    [
        ("", None),
        ("weeks_absent = 0", "0"),
        ("weeks_absent = 7.3", "3.68"),  # of a year's 365 days the window has 184
        ("weeks_absent = 7.3\nvalid_from = 2026-08-26", "1.82"),  # 91 days
        ("weeks_absent = 6\nvalid_from = 2026-01-01\nvalid_to = 2026-12-31", "6"),  # the formula spreads them
    ],
)
def test_weeks_absent_without_days_are_those_of_a_year(
    tmp_path: Path, terms: str, absent: str | None
) -> None:
    settings = chosen(tmp_path, f"[[organisation.coaches]]\ncode = 'TV1'\nfte = 1\n{terms}\n")
    (term,) = settings_coaches(settings, WINDOW)
    assert term.weeks_absent == (None if absent is None else Decimal(absent))
