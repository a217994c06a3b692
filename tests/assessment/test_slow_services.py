"""Criterion 15 from workbooks: slow services reach the lowest bands, whatever day their clients came."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui.document.document import Document
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.settings import load_settings

MET = TODAY - timedelta(days=30)


def served(path: Path, *days: int | None) -> None:
    """Clients who met an employer a month ago, so many days after the start; None: still waiting."""
    document = Document.open(path, settings=load_settings(), today=TODAY)
    for number, waited in enumerate(days, 1):
        start = MET - timedelta(days=waited or 100)
        texts = {"code": f"K-{number}", "service_start": start.isoformat(), "phase": "3"}
        if waited is not None:
            texts["first_employer_contact"] = MET.isoformat()
        document.add(RecordKind.CLIENT, texts)
    document.save()


@pytest.mark.parametrize(
    ("days", "rounded", "score"),
    [
        ((12, 30, 48), 30, 5),
        ((20, 41), 31, 4),
        ((60, 61), 61, 3),
        ((150,), 150, 3),
        ((150, 151), 151, 2),
        ((200, 180, 300), 227, 2),
        ((270, 270), 270, 2),
        ((270, 271), 271, 1),
        ((400, 365), 383, 1),
    ],
)
def test_bands_of_the_first_contact(
    valmennus: Caller, coach_workbook: Path, days: tuple[int, ...], rounded: int, score: int
) -> None:
    served(coach_workbook, *days)
    found = valmennus("assess", coach_workbook, "--json").json["criteria"][14]
    assert (found["number"], found["status"]) == (15, "computed")
    assert (found["numerator"], found["denominator"]) == (sum(days), len(days))
    assert (found["rounded"], found["proposed"]) == (rounded, score)


def test_who_still_waits_is_told_apart_and_never_counted_as_none(
    valmennus: Caller, coach_workbook: Path
) -> None:
    served(coach_workbook, 20, 30, None)
    found = valmennus("assess", coach_workbook, "--json").json["criteria"][14]
    assert (found["value"], found["proposed"]) == (25, 5)
    waiting = next(one for one in found["figures"] if one["id"] == "waiting")
    assert (waiting["numerator"], waiting["denominator"]) == (130, 1)
    assert {"waiting", "waiting_lowers"} <= {one["id"] for one in found["warnings"]}


def test_nobody_met_is_missing_and_not_the_best_score(valmennus: Caller, coach_workbook: Path) -> None:
    served(coach_workbook, None, None)
    found = valmennus("assess", coach_workbook, "--json").json["criteria"][14]
    assert (found["status"], found["proposed"]) == ("missing", None)


def test_the_settings_may_say_that_contacts_are_not_tracked(
    valmennus: Caller, coach_workbook: Path, tmp_path: Path
) -> None:
    served(coach_workbook, 10)
    own = tmp_path / "own.toml"
    own.write_text("[criteria]\ncontacts_tracked = 'no'\n", encoding="utf-8")
    found = valmennus("--config", own, "assess", coach_workbook, "--json").json["criteria"][14]
    assert (found["proposed"], found["cap"]) == (4, 4)
