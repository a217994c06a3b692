"""Folders in place of a workbook, and several files at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.calling import Caller
from tests.document.making import two_sheets, written


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "{folder}", "client"),
        ("info", "{folder}"),
        ("add", "{folder}", "client", "code=K-1"),
        ("set", "{folder}", "client:K-1", "phase=1"),
        ("remove", "{folder}", "client:K-1"),
        ("erase", "{folder}", "K-1", "--yes"),
        ("doctor", "{folder}"),
        ("{folder}",),
    ],
)
def test_a_folder_is_no_workbook_and_its_workbooks_are_named(
    valmennus: Caller, book: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    valmennus("new", "contacts", book.with_name("kooste.tapaamiset.xlsx"))
    monkeypatch.setattr(sys, "stdin", None)
    result = valmennus(*(argument.format(folder=book.parent) for argument in arguments))
    assert result.code == 2
    assert "kooste.xlsx" in result.err
    assert "tapaamiset" not in result.err


def test_an_empty_folder_is_said_to_be_so(valmennus: Caller, tmp_path: Path) -> None:
    for arguments in (("check", tmp_path), ("show", tmp_path, "client")):
        result = valmennus(*arguments, "--json")
        assert result.code == 2
        assert str(tmp_path) in result.json["error"]["message"]


def test_a_folder_is_checked_workbook_by_workbook(valmennus: Caller, tmp_path: Path) -> None:
    jobs = [("K-404", "Keksitty Oy", "1.4.2026", None, 20)]
    for name in ("a.xlsx", "B.XLSX", "c.xlsm", "~$a.xlsx", ".a.xlsx.valmennus-1.bak", ".b.xlsx"):
        two_sheets(tmp_path / name, jobs)
    (tmp_path / "muistio.txt").write_text("x", encoding="utf-8")
    result = valmennus("check", tmp_path, "--json")
    assert result.code == 1
    errors = [Path(row["path"]).name for row in result.json if row["severity"] == "error"]
    assert errors == ["B.XLSX", "a.xlsx", "c.xlsm"]


def test_a_companion_is_checked_once_with_its_workbook(valmennus: Caller, book: Path) -> None:
    companion = book.with_name("kooste.tapaamiset.xlsx")
    valmennus("new", "contacts", companion, "--coach", "TV1")
    valmennus("add", book, "contact", "date=2.11.2026", "client=K-1", "client_specific=ei")
    for given in ((book.parent,), (book, companion), (book,)):
        rows = valmennus("check", *given, "--json").json
        found = [(Path(row["path"]).name, row["rule"]) for row in rows if row["record"] == "contact:@8"]
        assert sorted(found) == [
            ("kooste.tapaamiset.xlsx", "contact.client_contradicts"),
            ("kooste.tapaamiset.xlsx", "contact.employer_missing"),
        ]


def test_a_damaged_companion_is_told_of_and_the_workbook_is_read(valmennus: Caller, book: Path) -> None:
    before = valmennus("check", book, "--json").json
    book.with_name("kooste.tapaamiset.xlsx").write_bytes(b"PK\x03\x04")
    checked = valmennus("check", book, "--json")
    assert checked.code == 3
    (row,) = [row for row in checked.json if row not in before]
    assert Path(row["path"]).name == "kooste.tapaamiset.xlsx"
    assert row["rule"].startswith("file.")
    shown = valmennus("show", book, "client", "--json")
    assert (shown.code, [client["code"] for client in shown.json]) == (3, ["K-1", "K-2"])
    assert "kooste.tapaamiset.xlsx" in shown.err
    told = valmennus("info", book, "--json").json
    assert (told["companion"], Path(told["companion_error"]["path"]).name) == (None, "kooste.tapaamiset.xlsx")
    assert valmennus("set", book, "client:K-1", "phase=2").code == 0
    assert valmennus("erase", book, "K-1", "--yes").code == 3


def test_an_unrecognised_workbook_says_what_was_missing(valmennus: Caller, tmp_path: Path) -> None:
    path = written(tmp_path / "budjetti.xlsx", {"Menot": [("Vuokra", 1200)]})
    checked = valmennus("check", path, "--json")
    assert checked.code == 3
    assert {row["rule"] for row in checked.json} == {"workbook.unrecognised"}
    erased = valmennus("erase", path, "K-1", "--yes", "--json")
    assert erased.code == 3
    assert erased.json["error"]["code"] == "unrecognised"


def test_without_a_terminal_a_workbook_is_printed(valmennus: Caller, book: Path) -> None:
    shown = valmennus(book)
    assert shown.code == 0
    assert "K-1" in shown.out
    assert shown.out == valmennus("show", book, "caseload", "--text").out
    assert valmennus().code == 2
