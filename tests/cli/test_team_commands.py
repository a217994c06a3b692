"""The team workbook and the workbook of the quality criteria on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import Caller


@pytest.fixture
def team(valmennus: Caller, tmp_path: Path) -> Path:
    """A team workbook with a coach and her October."""
    path = tmp_path / "tiimi.xlsx"
    assert valmennus("new", "team", path).code == 0
    assert valmennus("add", path, "coach", "code=TV-1", "fte=0,8", "valid_from=1.1.2026").code == 0
    assert valmennus("add", path, "work_log", "coach=TV-1", "period=10/2026", "hours_total=112").code == 0
    return path


@pytest.fixture
def quality(valmennus: Caller, tmp_path: Path) -> Path:
    """A workbook of the quality criteria with one assessment and two scored criteria."""
    path = tmp_path / "laatu.xlsx"
    assert valmennus("new", "fidelity", path).code == 0
    assert valmennus("add", path, "assessment", "date=24.11.2026", "assessors=TV-1").code == 0
    for number, score in ((16, 4), (22, 3)):
        texts = ("assessment=2026-11-24", f"number={number}", f"score={score}", "comment=hyvin menee")
        assert valmennus("add", path, "criterion", *texts).code == 0
    return path


def test_new_says_what_it_made(valmennus: Caller, tmp_path: Path) -> None:
    for kind in ("team", "fidelity"):
        path = tmp_path / f"{kind}.xlsx"
        assert valmennus("new", kind, path, "--json").json == {"path": str(path), "kind": kind}
        info = valmennus("info", path, "--json").json
        assert (info["kind"], info["profile"], info["missing"], info["unmapped"]) == (kind, kind, [], [])
        assert valmennus("check", path).code == 0
        assert valmennus("new", kind, path).code != 0
    refused = valmennus("new", "team", tmp_path / "other.xlsx", "--coach", "TV-1")
    assert refused.code == 2
    assert not (tmp_path / "other.xlsx").exists()
    cells = valmennus("show", tmp_path / "team.xlsx", "cells", "Valmentajat!C4", "--json").json
    assert cells[0]["value"] == 2026


def test_coaches_and_work_logs(valmennus: Caller, team: Path) -> None:
    (coach,) = valmennus("show", team, "coach", "--json").json
    assert {name: coach[name] for name in ("key", "code", "fte", "valid_from", "valid_to")} == {
        "key": "coach:TV-1",
        "code": "TV-1",
        "fte": 0.8,
        "valid_from": "2026-01-01",
        "valid_to": None,
    }
    (log,) = valmennus("show", team, "work_log", "--json").json
    assert (log["key"], log["period"], log["hours_total"]) == ("work_log:TV-1/2026-10", "2026-10", 112)
    changed = valmennus(
        "set", team, log["key"], "hours_outside_office=70,5", "--if", log["fingerprint"], "--json"
    )
    assert changed.code == 0
    assert changed.json["changes"][0] == {"sheet": "Työaika", "cell": "E8", "old": None, "new": 70.5}
    assert changed.json["waiting"] == 0
    assert valmennus("set", team, log["key"], "hours_total=1", "--if", log["fingerprint"]).code == 3
    assert valmennus("remove", team, log["key"]).code == 0
    assert valmennus("show", team, "work_log", "--json").json == []


def test_the_tracking_sheet_follows(valmennus: Caller, team: Path) -> None:
    cells = valmennus("show", team, "cells", "Seuranta!A8:B8", "--json").json
    assert [cell["value"] for cell in cells] == ["TV-1", "2026-01"]
    assert valmennus("set", team, "cell:Seuranta!E8", "value=3", "type=number").code == 0
    shown = valmennus("show", team, "cells", "Tiimi!E24", "--json").json
    assert shown[0]["value"] == 3
    assert valmennus("set", team, "cell:Seuranta!E20", "value=9", "type=number").code == 4


def test_criteria(valmennus: Caller, quality: Path) -> None:
    rows = valmennus("show", quality, "criterion", "--json").json
    assert [row["key"] for row in rows] == ["criterion:2026-11-24/16", "criterion:2026-11-24/22"]
    assert "comment" not in rows[0]
    assert valmennus("show", quality, "criterion", "--json", "--reveal").json[0]["comment"] == "hyvin menee"
    assert (
        valmennus("set", quality, rows[0]["key"], "score=5", "reason=suunnitelma on", "proposed=4").code == 0
    )
    again = valmennus("show", quality, "criterion", "--json").json[0]
    assert (again["score"], again["proposed"], again["reason"]) == (5, 4, "suunnitelma on")
    text = valmennus("show", quality, "criterion").out
    assert "hyvin menee" not in text
    assert "24.11.2026" in text


@pytest.mark.parametrize("change", ["score=6", "score=kolme", "number=0", "due=31.2.2026"])
def test_what_the_scale_does_not_have_is_refused(valmennus: Caller, quality: Path, change: str) -> None:
    before = quality.read_bytes()
    refused = valmennus("set", quality, "criterion:2026-11-24/16", change, "--json")
    assert refused.code == 1
    assert refused.json["error"]["sheet"] == "Pisteet"
    assert quality.read_bytes() == before


def test_findings(valmennus: Caller, team: Path, quality: Path) -> None:
    assert valmennus("add", team, "work_log", "coach=TV-9", "period=2026-Q3").code == 0
    assert valmennus("add", quality, "criterion", "assessment=1.6.2026", "number=1", "score=2").code == 0
    found = valmennus("check", team, quality, "--json")
    rules = {(row["rule"], row["record"], row["cell"]) for row in found.json}
    assert ("work_log.unknown_coach", "work_log:TV-9/2026-Q3", "A9") in rules
    assert ("criterion.unknown_assessment", "criterion:2026-06-01/1", "A10") in rules
    assert found.code == 0


def test_records_of_another_kind_of_workbook_are_refused(
    valmennus: Caller, team: Path, quality: Path, coach_workbook: Path
) -> None:
    assert valmennus("add", team, "client", "code=K-1").code == 3
    assert valmennus("add", quality, "coach", "code=TV-1").code == 3
    assert valmennus("add", coach_workbook, "criterion", "assessment=1.6.2026", "number=1").code == 3
    for path in (team, quality):
        refused = valmennus("show", path, "caseload", "--json")
        assert refused.code == 3
        assert refused.json["error"]["code"] == "no_area"
    assert valmennus("show", coach_workbook, "criterion", "--json").json == []
