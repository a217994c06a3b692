"""``show PATH indicators``: the same figures as text and as JSON, the period asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Caller


def test_indicators_of_a_quarter(valmennus: Caller, book: Path) -> None:
    contract = "contract=toistaiseksi voimassa oleva"
    assert valmennus("set", book, "employment:K-1/1", contract, "open_market=kyllä").code == 0
    found = valmennus("show", book, "indicators", "--period", "2026-Q4", "--json").json
    assert (found["period"], found["from"], found["to"]) == ("2026-Q4", "2026-10-01", "2026-12-31")
    assert found["last_day_counted"] == "2026-11-24"
    team = found["team"]
    assert team["served"]["value"] == 2
    assert team["served"]["rows"] == ["client:K-1", "client:K-2"]
    assert team["new"]["value"] == 1
    assert team["job_starts"]["evidence"] + team["job_starts"]["rows"] == ["employment:K-1/1"]
    assert set(found["coaches"]) == {"TV1"}


def test_from_and_to_name_a_period(valmennus: Caller, book: Path) -> None:
    by_days = ("--from", "1.7.2026", "--to", "30.9.2026")
    assert valmennus("show", book, "indicators", *by_days, "--json").json["period"] == "2026-Q3"
    assert valmennus("show", book, "indicators", "--json").json["period"] == "2026-Q4"


@pytest.mark.parametrize(
    "arguments",
    [("--period", "2026-Q5"), ("--from", "2026-07-02", "--to", "2026-09-30"), ("--period", "2030")],
)
def test_what_is_no_period_is_wrong_usage(valmennus: Caller, book: Path, arguments: tuple[str, ...]) -> None:
    assert valmennus("show", book, "indicators", *arguments).code == 2


def test_the_text_has_every_figure(valmennus: Caller, book: Path) -> None:
    figures = valmennus("show", book, "indicators", "--json").json["team"]
    lines = valmennus("show", book, "indicators").out.strip().splitlines()
    assert len(lines) == len(figures) + 3
    assert any(line.startswith("Served in the period") and line.endswith("2") for line in lines)


def test_weeks_at_work_come_from_the_settings(valmennus: Caller, book: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    log = book.with_name("kooste.tapaamiset.xlsx")
    assert valmennus("new", "contacts", log, "--coach", "TV1").code == 0
    contact = ("date=2.11.2026", "employer=Kauppa Oy", "face_to_face=k", "client_specific=k", "client=K-1")
    assert valmennus("add", book, "contact", *contact).code == 0

    def contacts_a_week(terms: str) -> Any:
        own.write_text(f"[[organisation.coaches]]\ncode = 'TV1'\nfte = 1.0\n{terms}\n", encoding="utf-8")
        shown = valmennus("--config", own, "show", book, "indicators", "--json").json
        return shown["team"]["contacts_per_week"]

    assert "coach.weeks_absent" in contacts_a_week("")["missing"], "absences are never taken to be none"
    assert contacts_a_week("weeks_absent = 0")["value"] == round(7 / 55, 6), "55 days of the quarter so far"
    assert "coach.weeks_absent" in contacts_a_week("valid_to = 2026-11-30")["missing"]
