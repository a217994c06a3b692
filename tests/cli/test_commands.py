"""The commands as a program calls them: JSON, keys, fingerprints, exit codes, dry runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import Caller
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook


def cell(path: Path, sheet: str, address: str) -> object:
    return Workbook.load(path).sheet(sheet).cell(Ref.parse(address)).value


def test_a_new_workbook_knows_its_coach(valmennus: Caller, tmp_path: Path) -> None:
    path = tmp_path / "uusi.xlsx"
    assert valmennus("new", "coach", path, "--coach", "TV7").code == 0
    info = valmennus("info", path, "--json").json
    assert info["kind"] == "coach"
    assert info["profile"] == "coach"
    assert info["records"] == {}
    assert info["open_elsewhere"] is None
    assert info["encrypted"] is False
    assert info["read_only_reason"] is None
    valmennus("add", path, "client", "code=K-9", "service_start=1.9.2026")
    assert valmennus("show", path, "client", "--json").json[0]["coach"] == "TV7"


def test_a_new_workbook_never_overwrites(valmennus: Caller, book: Path) -> None:
    before = book.read_bytes()
    assert valmennus("new", "coach", book).code == 3
    assert book.read_bytes() == before


def test_show_gives_keys_and_iso_dates(valmennus: Caller, book: Path) -> None:
    fingerprint = valmennus("info", book, "--json").json["fingerprint"]
    clients = valmennus("show", book, "client", "--json").json
    assert [client["key"] for client in clients] == ["client:K-1", "client:K-2"]
    assert clients[0]["service_start"] == "2026-09-01"
    assert clients[0]["service_end"] is None
    assert {client["fingerprint"] for client in clients} == {fingerprint}
    job = valmennus("show", book, "employment", "--json").json[0]
    assert job["key"] == "employment:K-1/1"
    assert job["hours_per_week"] == 37.5


def test_names_and_free_text_need_reveal(valmennus: Caller, book: Path) -> None:
    valmennus("set", book, "client:K-1", "notes=luottamuksellinen")
    assert "luottamuksellinen" not in valmennus("show", book, "client", "--json").out
    assert "notes" not in valmennus("show", book, "client", "--json").json[0]
    revealed = valmennus("show", book, "client", "--json", "--reveal").json[0]
    assert revealed["notes"] == "luottamuksellinen"
    assert "luottamuksellinen" not in valmennus("show", book, "client").out


def test_set_changes_only_what_it_says(valmennus: Caller, book: Path) -> None:
    planned = valmennus("set", book, "client:K-1", "phase=4", "--dry-run", "--json").json
    before = book.read_bytes()
    assert [change["cell"] for change in planned] == ["P8"]
    assert planned[0]["new"].startswith("4 ")
    assert book.read_bytes() == before
    result = valmennus("set", book, "client:K-1", "phase=4", "--json")
    assert result.code == 0
    assert result.json["changes"] == planned
    assert result.json["fingerprint"] == valmennus("info", book, "--json").json["fingerprint"]


@pytest.mark.parametrize("flags", [(), ("--dry-run",), ("--json",), ("--dry-run", "--json")])
def test_what_is_written_and_looks_wrong_is_said(
    valmennus: Caller, book: Path, flags: tuple[str, ...]
) -> None:
    result = valmennus("set", book, "client:K-1", "notes=hetu 010190-900P", *flags)
    assert result.code == 0
    told = result.err if flags != ("--json",) else " ".join(result.json["warnings"])
    assert "personal identity code" in told
    assert "Asiakkaat!" in told
    quiet = valmennus("set", book, "client:K-1", "notes=", "phase=2", *flags)
    assert "personal identity code" not in quiet.out + quiet.err


def test_a_day_written_as_text_into_a_date_cell_is_said(valmennus: Caller, book: Path) -> None:
    cell = next(
        row["cell"]
        for row in valmennus("show", book, "cells", "Asiakkaat!A8:Z8", "--json").json
        if row["type"] == "date"
    )
    for flags in (("--dry-run",), ()):
        result = valmennus("set", book, f"cell:Asiakkaat!{cell}", "value=1.3.2026", *flags)
        assert f"Asiakkaat!{cell}: this is written as text" in result.err
    typed = valmennus("set", book, f"cell:Asiakkaat!{cell}", "value=1.3.2026", "type=date")
    assert "as text" not in typed.err
    words = valmennus("set", book, f"cell:Asiakkaat!{cell}", "value=ensi viikolla")
    assert "as text" not in words.err


def test_a_fingerprint_of_another_file_refuses(valmennus: Caller, book: Path) -> None:
    old = valmennus("info", book, "--json").json["fingerprint"]
    assert valmennus("set", book, "client:K-1", "phase=4", "--if", old).code == 0
    again = valmennus("set", book, "client:K-1", "phase=5", "--if", old, "--json")
    assert again.code == 3
    assert again.json["error"]["code"] == "changed_meanwhile"


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (("set", "client:K-1", "phase=9"), 1, "value.not_in_list"),
        (("set", "client:K-1", "service_start=31.2.2026"), 1, "value.not_understood"),
        (("set", "client:K-1", "service_end=1.8.2026"), 1, "client.end_before_start"),
        (("add", "employment", "client=K-9", "start=1.10.2026"), 1, None),
        (("set", "client:K-1", "shoe_size=42"), 2, "unknown_field"),
        (("set", "client:K-7", "phase=1"), 2, "unknown_key"),
        (("set", "person:K-1", "phase=1"), 2, None),
        (("set", "client:K-1", "phase"), 2, None),
        (("remove", "client:K-1"), 4, "has_records"),
        (("erase", "K-1"), 4, "not_confirmed"),
        (("set", "cell:Asiakkaat!S88", "value=1"), 4, "formula"),
        (("set", "cell:Asiakkaat!A1", "value=1"), 4, "locked"),
        (("set", "cell:Nowhere!A1", "value=1"), 2, None),
        (("set", "cell:Asiakkaat!A8:B9", "value=1"), 2, None),
        (("set", "cell:Asiakkaat!A8", "value=1", "type=colour"), 2, None),
    ],
)
def test_refusals_write_nothing_and_say_why(
    valmennus: Caller, book: Path, arguments: tuple[str, ...], code: int, reason: str | None
) -> None:
    before = book.read_bytes()
    result = valmennus(arguments[0], book, *arguments[1:], "--json")
    assert result.code == code, result
    assert book.read_bytes() == before
    error = result.json["error"]
    assert error["message"]
    if reason:
        assert error["code"] == reason


def test_a_misspelt_field_names_the_nearest(valmennus: Caller, book: Path) -> None:
    assert "service_start" in valmennus("set", book, "client:K-1", "servce_start=1.1.2026").err


def test_a_removed_record_is_blank_and_the_row_is_used_again(valmennus: Caller, book: Path) -> None:
    assert valmennus("remove", book, "employment:K-1/1").code == 0
    assert valmennus("show", book, "employment", "--json").json == []
    valmennus("add", book, "employment", "client=K-2", "start=2.11.2026")
    assert cell(book, "Työsuhteet", "A8") == "K-2"


def test_open_in_excel_stops_writing_but_not_reading(valmennus: Caller, book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"\x05Testi" + b" " * 159)
    assert valmennus("show", book, "client", "--json").code == 0
    assert valmennus("info", book, "--json").json["open_elsewhere"]["program"] == "Excel"
    before = book.read_bytes()
    result = valmennus("set", book, "client:K-1", "phase=4", "--json")
    assert result.code == 3
    assert result.json["error"]["code"] == "open_elsewhere"
    assert book.read_bytes() == before


def test_raw_cells_of_any_workbook(valmennus: Caller, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "budjetti.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Menot")
        sheet.write_row("A1", ["Vuokra", 1200.5, True])
        sheet.write_formula("A2", "=B1*2", None, 2401)
    assert valmennus("info", path, "--json").json["kind"] is None
    assert valmennus("show", path, "client").code == 3
    cells = valmennus("show", path, "cells", "Menot!A1:C2", "--json").json
    assert [(c["cell"], c["value"], c["type"]) for c in cells] == [
        ("A1", "Vuokra", "text"),
        ("B1", 1200.5, "number"),
        ("C1", True, "bool"),
        ("A2", 2401, "number"),
    ]
    assert cells[3]["formula"] == "B1*2"
    assert valmennus("set", path, "cell:Menot!B1", "value=10", "type=number").code == 0
    assert valmennus("set", path, "cell:Menot!D1", "value=24.11.2026", "type=date").code == 0
    assert valmennus("set", path, "cell:Menot!A1", "value==SUM(A1)").code == 0
    after = {c["cell"]: c["value"] for c in valmennus("show", path, "cells", "Menot!A1:D2", "--json").json}
    assert after == {"A1": "=SUM(A1)", "B1": 10, "C1": True, "D1": "2026-11-24", "A2": 20}


def test_diff_names_the_cell(valmennus: Caller, book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopio.xlsx"
    copy.write_bytes(book.read_bytes())
    assert valmennus("diff", book, copy, "--exit-code").code == 0
    valmennus("set", book, "client:K-2", "phase=2")
    result = valmennus("diff", copy, book, "--json", "--exit-code")
    assert result.code == 1
    assert ("Asiakkaat", "P9") in {(c["sheet"], c["cell"]) for c in result.json["cells"]}
    assert result.json["rules"] == []
    assert result.json["parts"]["added"] == result.json["parts"]["removed"] == []


def test_check_over_several_files_ends_with_the_gravest(
    valmennus: Caller, book: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "rikki.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    assert valmennus("check", book, "--json").code == 0
    result = valmennus("check", book, broken, "--json")
    assert result.code == 3
    rows = result.json
    assert {Path(row["path"]).name for row in rows} == {book.name, broken.name}
    assert all(row["message"] for row in rows)


def test_the_caseload_is_the_same_as_text_and_as_json(valmennus: Caller, book: Path) -> None:
    data = valmennus("show", book, "caseload", "--json").json
    assert data["as_of"] == "2026-11-24"
    assert data["totals"]["active"] == 2
    assert data["totals"]["working"] == 1
    text = valmennus("show", book, "caseload", "--text").out
    for client in data["clients"]:
        assert client["code"] in text
    before = valmennus("show", book, "caseload", "--as-of", "2026-10-01", "--json").json
    assert before["totals"]["active"] == 1


def test_erase_leaves_nothing_behind(valmennus: Caller, book: Path) -> None:
    canary = "Kanarialintu-Zzyzx-41"
    valmennus("add", book, "client", f"code={canary}", "service_start=1.9.2026", "notes=lintu laulaa kovaa")
    valmennus("add", book, "employment", f"client={canary}", "start=2.9.2026", "employer=Lintukoto Oy")
    assert list(book.parent.glob(".kooste.xlsx.valmennus-*.bak"))
    result = valmennus("erase", book, canary, "--yes", "--json")
    assert result.code == 0, result
    assert result.json["remaining"] == []
    for path in book.parent.iterdir():
        package = Workbook.load(path).package
        for name in package.names:
            assert canary.encode() not in package.read(name), (path.name, name)
    assert [c["code"] for c in valmennus("show", book, "client", "--json").json] == ["K-1", "K-2"]


def test_contacts_live_in_the_companion(valmennus: Caller, book: Path) -> None:
    refused = valmennus("add", book, "contact", "date=2.11.2026", "employer=Kauppa Oy", "--json")
    assert refused.code == 3
    assert "kooste.tapaamiset.xlsx" in refused.json["error"]["message"]
    companion = book.with_name("kooste.tapaamiset.xlsx")
    assert valmennus("new", "contacts", companion).code == 0
    values = ("date=2.11.2026", "employer=Kauppa Oy", "client=K-1", "face_to_face=yes")
    added = valmennus("add", book, "contact", *values, "--json")
    assert added.code == 0, added
    key = added.json["key"]
    assert key.startswith("contact:@")
    contact = valmennus("show", book, "contact", "--json").json[0]
    assert (contact["client"], contact["face_to_face"]) == ("K-1", True)
    assert valmennus("show", book, "caseload", "--json").json["clients"][0]["first_employer_contact"] == (
        "2026-11-02"
    )
    assert valmennus("remove", book, key).code == 0


def test_a_mapped_profile_can_be_used(valmennus: Caller, book: Path, tmp_path: Path) -> None:
    profile = tmp_path / "oma.toml"
    proposed = valmennus("map", "--auto", book)
    assert proposed.code == 0
    profile.write_text(proposed.out, encoding="utf-8")
    clients = valmennus("show", book, "client", "--profile", profile, "--json")
    assert [client["code"] for client in clients.json] == ["K-1", "K-2"]


def test_config_reads_and_writes(valmennus: Caller, tmp_path: Path) -> None:
    own = tmp_path / "oma.toml"
    own.write_text("# minun\n[interface]\nlanguage = 'sv'  # ruotsi\n", encoding="utf-8")
    assert valmennus("--config", own, "config", "--json").json["interface"]["language"] == "sv"
    assert valmennus("config", "limits.plan_grace_days=14", "--config", own).code == 0
    text = own.read_text(encoding="utf-8")
    assert "# minun" in text
    assert "# ruotsi" in text
    assert valmennus("--config", own, "config", "--json").json["limits"]["plan_grace_days"] == 14
    own.write_text("[limits]\ncaseload_per_coch = 3\n", encoding="utf-8")
    refused = valmennus("--config", own, "config")
    assert refused.code == 2
    assert "caseload_per_coach" in refused.err


def test_words_come_in_three_languages(valmennus: Caller, book: Path) -> None:
    texts = {
        language: valmennus("show", book, "caseload", language=language).out
        for language in ("fi", "sv", "en")
    }
    assert texts["fi"].startswith("Asiakastilanne 24.11.2026")
    assert texts["sv"].startswith("Klientläget 24.11.2026")
    assert texts["en"].startswith("Caseload on 24.11.2026")


@pytest.mark.parametrize("arguments", [("nosuch.xlsx",), ("chek",), ("show",), ("info", "--frobnicate")])
def test_wrong_usage_is_2(valmennus: Caller, arguments: tuple[str, ...]) -> None:
    assert valmennus(*arguments).code == 2


@pytest.mark.parametrize(
    "arguments", [("chek",), ("chek", "demo"), ("Chek", "demo", "--json"), ("shw", "x", "client")]
)
def test_a_misspelt_command_names_the_nearest(valmennus: Caller, arguments: tuple[str, ...]) -> None:
    result = valmennus(*arguments)
    assert result.code == 2
    wanted = "“show”" if arguments[0] == "shw" else "“check”"
    assert wanted in result.out + result.err


def test_doctor_tells_nothing_personal(valmennus: Caller, tmp_path: Path) -> None:
    report = valmennus("doctor", "--json").json
    assert report["packages"]["textual"]
    assert str(Path.home()) not in json.dumps(report)


def test_demo_without_a_terminal_prints_the_caseload(valmennus: Caller, tmp_path: Path) -> None:
    result = valmennus("demo", "--no-tui", "--dir", tmp_path / "demo")
    assert result.code == 0
    assert "K-1" in result.out


def test_an_unexpected_error_prints_no_value(
    valmennus: Caller, monkeypatch: pytest.MonkeyPatch, book: Path
) -> None:
    def explode(*_: object) -> object:
        raise RuntimeError("Salainen Nimi 010516B903X")

    monkeypatch.setattr("valmennus_tui.document.entries.read_rows", explode)
    result = valmennus("show", book, "client")
    assert result.code == 70
    assert "Salainen" not in result.out + result.err
    assert "RuntimeError test_commands.py" in result.err
