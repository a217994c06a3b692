"""``erase``: asked first, told what went, never what it was."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.calling import Caller

NAME = "Keksitty Kanarialintu"


@pytest.fixture
def named(valmennus: Caller, book: Path) -> Path:
    """A client whose notes hold her name."""
    assert valmennus("set", book, "client:K-1", f"notes={NAME} perui").code == 0
    return book


@pytest.mark.parametrize("flags", [("--dry-run",), ("--dry-run", "--json"), ("--yes",), ("--yes", "--json")])
def test_what_is_erased_is_not_printed(valmennus: Caller, named: Path, flags: tuple[str, ...]) -> None:
    before = named.read_bytes()
    result = valmennus("erase", named, "K-1", *flags)
    assert result.code == 0, result
    assert NAME not in result.out + result.err
    assert "Kauppa" not in result.out + result.err
    assert (named.read_bytes() == before) is ("--dry-run" in flags)


def test_a_dry_run_lists_the_cells(valmennus: Caller, named: Path) -> None:
    text = valmennus("erase", named, "K-1", "--dry-run").out.splitlines()
    rows = valmennus("erase", named, "K-1", "--dry-run", "--json").json
    assert text == [f"{row['sheet']}!{row['cell']}" for row in rows]
    assert "Asiakkaat!A8" in text
    assert {row["old"] for row in rows} == {None}


def test_the_report_counts_records_and_backups(valmennus: Caller, named: Path) -> None:
    out = valmennus("erase", named, "K-1", "--yes").out
    assert "Erased 2 records." in out
    assert "backups" in out
    assert not list(named.parent.glob(".*.bak"))


@pytest.mark.parametrize(("typed", "code"), [("K-1\n", 0), ("K-2\n", 4), ("", 4)])
def test_at_a_terminal_the_code_must_be_typed(
    valmennus: Caller, named: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    before = named.read_bytes()
    keyboard = io.StringIO(typed)
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert valmennus("erase", named, "K-1").code == code
    assert (named.read_bytes() == before) is (code != 0)


def test_nobody_is_asked_about_a_client_that_is_not_there(
    valmennus: Caller, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = io.StringIO("K-404\n")
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    result = valmennus("erase", named, "K-404")
    assert result.code == 2
    assert "K-404" in result.err
    assert "confirm" not in result.err
    assert keyboard.read() == "K-404\n"


def test_the_question_names_every_file(
    valmennus: Caller, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    valmennus("new", "contacts", named.with_name("kooste.tapaamiset.xlsx"))
    keyboard = io.StringIO("K-1\n")
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "kooste.xlsx, kooste.tapaamiset.xlsx" in valmennus("erase", named, "K-1").err


def test_without_a_terminal_nothing_is_asked(
    valmennus: Caller, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    result = valmennus("erase", named, "K-1", "--json")
    assert result.code == 4
    assert result.json["error"]["code"] == "not_confirmed"


def test_text_that_stays_ends_with_4(valmennus: Caller, book: Path) -> None:
    code = "Kanarialintu-Zzyzx-41"
    valmennus("add", book, "client", f"code={code}", "service_start=1.9.2026")
    valmennus("set", book, "client:K-2", f"notes=tuttu: {code}")
    result = valmennus("erase", book, code, "--yes", "--json")
    assert result.code == 4
    (sentence,) = result.json["remaining"]
    assert "Asiakkaat" in sentence
    assert code not in result.out
