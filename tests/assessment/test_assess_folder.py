"""``assess`` on folders as people keep them: what is read, what is left out and why, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui import i18n
from valmennus_tui.document.demo import write_demo
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.settings import load_settings

HOURS = "hours_total=140 hours_employment_services=133 hours_outside_office=77"


def problems(found: dict[str, Any]) -> dict[str, str]:
    return {Path(one["path"]).name: one["code"] for one in found["problems"]}


def values(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (one["status"], one["proposed"], one["numerator"], one["denominator"]) for one in found["criteria"]
    ]


def filled(path: Path, *rows: tuple[RecordKind, str]) -> None:
    """Records added to a workbook, each written as ``field=value field=value``."""
    document = Document.open(path, settings=load_settings(), today=TODAY)
    for kind, texts in rows:
        document.add(kind, dict(text.split("=") for text in texts.split()))
    document.save()


def test_a_broken_file_is_named_and_stops_nothing(
    valmennus: Caller, demo: Path, team_folder: Path, tmp_path: Path
) -> None:
    (team_folder / "rikki.xlsx").write_bytes(b"no workbook")
    (team_folder / "Kooste vanha.XLSX").write_bytes(b"PK\x03\x04" + b"\0" * 50)
    result = valmennus("assess", team_folder, "--json")
    assert result.code == 3
    assert set(problems(result.json)) == {"rikki.xlsx", "Kooste vanha.XLSX"}
    assert all(one["severity"] == "error" and one["message"] for one in result.json["problems"])
    whole = valmennus("assess", demo, "--json")
    assert whole.code == 0
    assert whole.json["problems"] == []
    assert values(result.json) == values(whole.json)


def test_a_broken_log_is_named_with_the_workbook_that_it_takes_along(
    valmennus: Caller, team_folder: Path
) -> None:
    (team_folder / "kooste_TV-4.tapaamiset.xlsx").write_bytes(b"no workbook")
    result = valmennus("assess", team_folder, "--json")
    assert result.code == 3
    assert set(problems(result.json)) == {"kooste_TV-4.tapaamiset.xlsx", "kooste_TV-4.xlsx"}
    assert [file["coach"] for file in result.json["files"]] == ["TV-1", "TV-2", "TV-3"]


def test_locks_backups_temporary_files_and_companions_are_no_workbooks(
    valmennus: Caller, team_folder: Path
) -> None:
    first = team_folder / "kooste_TV-1.xlsx"
    for name in (
        "~$kooste_TV-1.xlsx",
        ".~lock.kooste_TV-1.xlsx#",
        ".kooste_TV-1.xlsx.valmennus-1.bak",
        ".kooste_TV-1.xlsx",
        "kooste_TV-1.xlsx.bak",
        "muistio.txt",
    ):
        shutil.copy(first, team_folder / name)
    (team_folder / "vanhat.xlsx").mkdir()
    shutil.copy(first, team_folder / "vanhat.xlsx" / "kooste.xlsx")
    result = valmennus("assess", team_folder, "--json")
    assert [file["file"] for file in result.json["files"]] == [f"kooste_TV-{n}.xlsx" for n in range(1, 5)]
    assert [file["coach"] for file in result.json["files"]] == ["TV-1", "TV-2", "TV-3", "TV-4"]
    assert "kooste_TV-1.xlsx" not in problems(result.json) or result.json["problems"][0]["severity"] == "hint"
    assert result.code == 0


def test_a_companion_without_its_workbook_is_told_of(valmennus: Caller, team_folder: Path) -> None:
    (team_folder / "kooste_TV-4.xlsx").unlink()
    result = valmennus("assess", team_folder, "--json")
    assert (result.code, problems(result.json)) == (3, {"kooste_TV-4.tapaamiset.xlsx": "no_workbook"})


@pytest.mark.parametrize("name", ["Kopio_kooste_TV-1.xlsx", "kooste_TV-1 (1).xlsx"])
def test_a_copy_counts_once_and_the_file_with_the_log_stays(
    valmennus: Caller, demo: Path, team_folder: Path, name: str
) -> None:
    shutil.copy(team_folder / "kooste_TV-1.xlsx", team_folder / name)
    result = valmennus("assess", team_folder, "--json")
    assert (result.code, problems(result.json)) == (0, {name: "copy"})
    assert values(result.json) == values(valmennus("assess", demo, "--json").json)


def test_of_two_workbooks_of_one_coach_none_is_chosen_silently(
    valmennus: Caller, demo: Path, team_folder: Path
) -> None:
    copy = team_folder / "kooste_TV-1 (ristiriita).xlsx"
    shutil.copy(team_folder / "kooste_TV-1.xlsx", copy)
    assert valmennus("add", copy, "client", "code=K-9", "service_start=1.11.2026").code == 0
    asked = valmennus("assess", team_folder, "--json")
    assert asked.code == 4
    assert problems(asked.json) == {copy.name: "same_coach", "kooste_TV-1.xlsx": "same_coach"}
    assert [file["coach"] for file in asked.json["files"]] == ["TV-2", "TV-3", "TV-4"]
    chosen = valmennus("assess", team_folder, "--duplicates", "use=kooste_TV-1.xlsx", "--json")
    assert (chosen.code, problems(chosen.json)) == (0, {copy.name: "not_chosen"})
    assert values(chosen.json) == values(valmennus("assess", demo, "--json").json)
    united = valmennus("assess", team_folder, "--duplicates", "unite", "--json")
    assert (united.code, len(united.json["files"])) == (0, 5)
    left_out = valmennus("assess", team_folder, "--duplicates", "leave-out", "--json")
    assert (left_out.code, len(left_out.json["files"])) == (0, 3)
    assert valmennus("assess", team_folder, "--duplicates", "uusin", "--json").code == 2


def test_a_wrong_profile_is_said_once(valmennus: Caller, demo: Path, tmp_path: Path) -> None:
    broken = tmp_path / "pohja.toml"
    broken.write_text("id = 'x'\n", encoding="utf-8")
    result = valmennus("assess", demo, "--profile", broken, "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "config")


def test_folders_within_are_read_when_asked(
    valmennus: Caller, demo: Path, team_folder: Path, tmp_path: Path
) -> None:
    (team_folder / "syksy").mkdir()
    for path in team_folder.glob("kooste_TV-4*"):
        path.rename(team_folder / "syksy" / path.name)
    shallow = valmennus("assess", team_folder, "--json")
    assert [file["coach"] for file in shallow.json["files"]] == ["TV-1", "TV-2", "TV-3"]
    always = tmp_path / "own.toml"
    always.write_text("team.recursive = true", encoding="utf-8")
    whole = values(valmennus("assess", demo, "--json").json)
    for options in (("--recursive",), ("--config", always)):
        deep = valmennus("assess", team_folder, *options, "--json")
        assert (deep.code, deep.json["files"][-1]["file"]) == (0, "syksy/kooste_TV-4.xlsx")
        assert values(deep.json) == whole


def test_other_workbooks_of_the_team_lie_there_in_peace(
    valmennus: Caller, demo: Path, team_folder: Path
) -> None:
    assert valmennus("new", "team", team_folder / "tiimi.xlsx").code == 0
    assert valmennus("new", "fidelity", team_folder / "koonti.xlsx").code == 0
    result = valmennus("assess", team_folder, "--json")
    assert (result.code, result.json["other_files"]) == (0, ["koonti.xlsx", "tiimi.xlsx"])
    assert values(result.json) == values(valmennus("assess", demo, "--json").json)


def test_the_only_ones_of_the_folder_are_used_and_named(valmennus: Caller, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    write_demo(folder, TODAY)
    result = valmennus("assess", folder, "--json")
    assert (result.code, result.json["team"]) == (0, "seurantataulukko_TJ-1.xlsx")
    for name in ("seurantataulukko_TJ-1.xlsx", "laatukriteerit_TJ-1.xlsx"):
        assert name in result.err
    found = {one["number"]: one for one in result.json["criteria"]}
    assert found[1]["status"] == "computed"
    assert found[11]["components"]["b"] is True
    shutil.copy(folder / "seurantataulukko_TJ-1.xlsx", folder / "seuranta 2026.xlsx")
    several = valmennus("assess", folder, "--json")
    assert several.json["team"] is None
    assert "--team" in several.err


def test_the_team_workbook_and_earlier_assessments_are_used_when_given(
    valmennus: Caller, demo: Path, tmp_path: Path
) -> None:
    team, history = tmp_path / "tiimi.xlsx", tmp_path / "koonti.xlsx"
    coaches = [(f"TV-{number}", share) for number, share in enumerate(("1", "1", "0.6", "0.5"), 1)]
    filled(
        new_workbook("team", team, year=2026),
        *((RecordKind.COACH, f"code={code} fte={share} weeks_absent=2") for code, share in coaches),
        (RecordKind.WORK_LOG, f"coach=TV-1 period=2026-09 {HOURS}"),
    )
    scores = [f"assessment=2026-06-01 number={number} score=3" for number in range(1, 26)]
    filled(
        new_workbook("fidelity", history),
        (RecordKind.ASSESSMENT, "date=2026-06-01"),
        *((RecordKind.CRITERION, score) for score in scores),
    )
    result = valmennus("assess", demo, "--team", team, "--fidelity", history, "--json")
    assert (result.code, result.json["team"]) == (0, "tiimi.xlsx")
    found = {one["number"]: one for one in result.json["criteria"]}
    assert (found[1]["status"], found[1]["denominator"]) == ("computed", 3.1)
    assert (found[2]["rounded"], found[2]["proposed"]) == (95, 4)
    assert {"file": "tiimi.xlsx", "key": "work_log:TV-1/2026-09"} in found[2]["rows"]
    assert (found[24]["rounded"], found[24]["proposed"]) == (55, 4)
    assert found[11]["components"]["b"] is True
    statuses = {one["status"] for one in found.values()}
    assert statuses == {"computed", "cap", "hint", "manual", "missing"}


def test_what_is_no_coachs_workbook_is_wrong_usage(valmennus: Caller, tmp_path: Path) -> None:
    team = tmp_path / "tiimi.xlsx"
    assert valmennus("new", "team", team).code == 0
    assert valmennus("assess", team).code == 2
    (tmp_path / "tyhjä").mkdir()
    empty = valmennus("assess", tmp_path / "tyhjä", "--json")
    assert (empty.code, empty.json["error"]["code"]) == (2, "usage")
    assert valmennus("assess", tmp_path / "puuttuu.xlsx").code == 3


def test_a_wrong_file_beside_is_wrong_usage(valmennus: Caller, coach_workbook: Path) -> None:
    for option in ("--team", "--fidelity"):
        result = valmennus("assess", coach_workbook, option, coach_workbook, "--json")
        assert (result.code, result.json["error"]["code"]) == (2, "usage")
    assert valmennus("assess", coach_workbook, "--as-of", "marraskuu").code == 2


def test_the_object_has_every_criterion_and_every_field(valmennus: Caller, demo: Path) -> None:
    found = valmennus("assess", demo, "--as-of", "2026-11-24", "--json").json
    assert found["as_of"] == "2026-11-24"
    assert found["window"] == {"from": "2026-05-25", "to": "2026-11-24", "months": 6}
    assert found["rules"]["variety_jobs"] == "held_in_window"
    assert [one["number"] for one in found["criteria"]] == list(range(1, 26))
    wanted = {"number", "name", "status", "proposed", "cap", "numerator", "denominator", "value", "rule"}
    for one in found["criteria"]:
        assert wanted | {"missing", "warnings", "rows", "rounded", "unit"} <= set(one)
        assert one["rule"]
        assert one["rule_text"].endswith(".")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_text_tells_what_the_object_tells(
    valmennus: Caller, demo: Path, own: Path, language: str
) -> None:
    arguments = ("--config", own, "assess", demo)
    found = valmennus(*arguments, "--json", language=language).json
    text = valmennus(*arguments, "--text", language=language).out
    for one in found["criteria"]:
        assert f"{one['number']:2} {one['name']}: " in text
        for warning in one["warnings"]:
            assert warning["message"] in text
    assert found["criteria"][14]["rule_text"] in text
    for name in ("K-", "TV-1.tapaamiset"):
        assert name not in text, "no client is named where figures are"


def test_nothing_sensitive_is_in_the_object(valmennus: Caller, coach_workbook: Path) -> None:
    secret = ("notes=Salainen muistiinpano", "service_start=1.9.2026", "code=K-1")
    assert valmennus("add", coach_workbook, "client", *secret).code == 0
    assert "Salainen" not in json.dumps(valmennus("assess", coach_workbook, "--json").json)
