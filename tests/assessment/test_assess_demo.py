"""``assess`` on the demo's folder: a reckoning by hand confirms it; a changed date moves what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.assessment import by_hand
from tests.assessment.by_hand import Answer, Raw
from tests.cli.calling import TODAY, Caller

SHARES = {"TV-1": "1", "TV-2": "1", "TV-3": "0.6", "TV-4": "0.5"}
Criteria = dict[int, dict[str, Any]]

BY_HAND: dict[int, Callable[[list[Raw], date], Answer]] = {
    1: lambda team, day: by_hand.caseload(team, day, SHARES),
    15: by_hand.first_contacts,
    19: by_hand.job_types,
    20: by_hand.employers,
    21: by_hand.competitive,
}


def criteria(valmennus: Caller, *arguments: object) -> Criteria:
    result = valmennus(*arguments, "--json")
    assert result.code == 0, result.out[:2000]
    return {one["number"]: one for one in result.json["criteria"]}


@pytest.mark.parametrize("day", [TODAY, date(2026, 9, 1), date(2026, 5, 31)])
def test_a_reckoning_by_hand_confirms_the_values(valmennus: Caller, demo: Path, own: Path, day: date) -> None:
    team = by_hand.read(demo)
    assert len(team) == 4
    found = criteria(valmennus, "--config", own, "assess", demo, "--as-of", day.isoformat())
    for number, reckon in BY_HAND.items():
        answer, criterion = reckon(team, day), found[number]
        assert criterion["status"] == "computed", number
        assert criterion["numerator"] == pytest.approx(float(answer.numerator)), number
        assert criterion["denominator"] == pytest.approx(float(answer.denominator)), number
        scale = 1 if number in (1, 15) else 100
        assert criterion["value"] == pytest.approx(float(answer.value * scale), abs=1e-6), number
        assert criterion["rounded"] == by_hand.nearest(answer.value * scale), number
        assert criterion["proposed"] == answer.score, number


def test_the_strict_rate_is_the_one_proposed_from_when_set(
    valmennus: Caller, demo: Path, tmp_path: Path
) -> None:
    strict = tmp_path / "strict.toml"
    strict.write_text("[criteria]\ncompetitive = 'strict'\n", encoding="utf-8")
    team = by_hand.read(demo)
    lenient, wanted = by_hand.competitive(team, TODAY), by_hand.competitive(team, TODAY, strict=True)
    assert lenient.value != wanted.value
    found = criteria(valmennus, "--config", strict, "assess", demo)[21]
    assert (found["numerator"], found["proposed"]) == (int(wanted.numerator), wanted.score)
    rates = {one["id"]: one["numerator"] for one in found["figures"]}
    assert (rates["lenient"], rates["strict"]) == (int(lenient.numerator), int(wanted.numerator))


def test_each_coach_alone_adds_up_to_the_team(valmennus: Caller, demo: Path) -> None:
    whole = criteria(valmennus, "assess", demo)
    alone = [criteria(valmennus, "assess", demo / f"kooste_TV-{number}.xlsx") for number in range(1, 5)]
    days = [one[15] for one in alone if one[15]["status"] == "computed"]
    assert sum(one["numerator"] for one in days) == whole[15]["numerator"]
    assert sum(one["denominator"] for one in days) == whole[15]["denominator"]
    jobs = [len(one[19]["rows"]) for one in alone]
    assert sum(jobs) == len(whole[19]["rows"]) == whole[19]["denominator"]


def test_every_status_occurs(valmennus: Caller, demo: Path, own: Path) -> None:
    found = criteria(valmennus, "--config", own, "assess", demo)
    assert {one["status"] for one in found.values()} == {"computed", "cap", "hint", "manual", "missing"}
    for one in found.values():
        assert (one["proposed"] is not None) == (one["status"] == "computed"), one["number"]
        assert (one["status"] != "cap") or one["cap"] is not None, one["number"]
        assert (one["status"] != "missing") or one["missing"], one["number"]


def test_what_is_not_told_is_missing_and_never_taken_for_granted(valmennus: Caller, demo: Path) -> None:
    found = criteria(valmennus, "assess", demo)
    assert (found[1]["status"], found[1]["missing"]) == ("missing", ["coach.fte"])
    assert found[1]["proposed"] is None
    assert (found[17]["status"], found[17]["missing"]) == ("missing", ["coach.weeks_absent"])
    assert found[3]["status"] == "manual"


def test_rows_lead_to_records(valmennus: Caller, demo: Path) -> None:
    found = criteria(valmennus, "assess", demo)
    for number, kind in ((15, "client"), (20, "employment"), (16, "contact")):
        rows = found[number]["rows"]
        assert len(rows) == found[number]["denominator"]
        for name in {row["file"] for row in rows}:
            known = {record["key"] for record in valmennus("show", demo / name, kind, "--json").json}
            assert {row["key"] for row in rows if row["file"] == name} <= known
    assert {tuple(row.items()) for row in found[20]["against"]} < {
        tuple(row.items()) for row in found[20]["rows"]
    }


def changed(before: Criteria, after: Criteria) -> set[int]:
    return {number for number in before if before[number] != after[number]}


def test_one_date_changes_just_the_criteria_that_depend_on_it(
    valmennus: Caller, team_folder: Path, own: Path
) -> None:
    path = team_folder / "kooste_TV-1.xlsx"

    def now() -> Criteria:
        return criteria(valmennus, "--config", own, "assess", team_folder)

    def keys(number: int, records: dict[str, dict[str, Any]]) -> list[str]:
        return [key for key in records if {"file": path.name, "key": key} in latest[number]["rows"]]

    def one_change(record: str, field: str, new: str) -> set[int]:
        nonlocal latest
        before = latest
        assert valmennus("set", path, record, f"{field}={new}").code == 0
        latest = now()
        return changed(before, latest)

    def records(kind: str) -> dict[str, dict[str, Any]]:
        return {row["key"]: row for row in valmennus("show", path, kind, "--json").json}

    latest = now()
    clients, jobs, contacts = records("client"), records("employment"), records("contact")
    met = keys(15, clients)[0]
    assert one_change(met, "first_employer_contact", "23.11.2026") == {15}
    assert one_change(met, "benefits_advice", "2.11.2026") == set()
    planned = next(key for key in keys(21, jobs) if jobs[key]["support_plan"])
    assert one_change(planned, "support_plan", "") == {22}
    visit = next(key for key in keys(16, contacts) if contacts[key]["face_to_face"])
    assert {16, 17} <= one_change(visit, "date", "2.1.2026") <= {16, 17, 18}
    held = keys(21, jobs)[0]
    assert {19, 20, 21} <= one_change(held, "end", "1.5.2026") <= {16, 17, 19, 20, 21, 22, 23}
