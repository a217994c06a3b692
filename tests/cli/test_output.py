"""Where output goes: old consoles, readers that go away, full disks, closed streams."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui.cli.main import run
from valmennus_tui.cli.output import Output

PROGRAM = (sys.executable, "-m", "valmennus_tui", "--language", "fi")


class OldConsole:
    """A console as Windows gives to a program whose output is piped: Western European letters only."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, *arguments: object) -> tuple[int, bytes]:
        """Exit code and what came out."""
        content, words = io.BytesIO(), io.BytesIO()
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.TextIOWrapper(content, encoding="cp1252"))
            patch.setattr(sys, "stderr", io.TextIOWrapper(words, encoding="cp1252"))
            code = run(["--language", "fi", *map(str, arguments)], today=TODAY)
            return code, content.getvalue()


@pytest.fixture
def old_console(monkeypatch: pytest.MonkeyPatch) -> OldConsole:
    return OldConsole(monkeypatch)


@pytest.fixture
def strange(valmennus: Caller, book: Path) -> Path:
    """A workbook with texts that no old console can show."""
    valmennus("set", book, "employment:K-1/1", "employer=Łódź 東京 😀 → Oy")
    return book


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "{book}", "employment"),
        ("show", "{book}", "caseload", "--text"),
        ("show", "{book}", "cells", "Työsuhteet!A1:T20"),
        ("set", "{book}", "employment:K-1/1", "employer=東京 Oy", "--dry-run"),
        ("check", "{book}"),
        ("info", "{book}"),
        ("doctor",),
        ("doctor", "{book}"),
        ("config",),
        ("--help",),
    ],
)
def test_text_never_fails_on_a_character(
    strange: Path, old_console: OldConsole, arguments: tuple[str, ...]
) -> None:
    given = [argument.format(book=strange) for argument in arguments]
    code, content = old_console(*given)
    assert code in (0, 1)
    assert content.decode("cp1252")


def test_json_is_utf8_whatever_the_console(strange: Path, old_console: OldConsole) -> None:
    _code, content = old_console("show", strange, "employment", "--json")
    assert json.loads(content.decode("utf-8"))[0]["employer"] == "Łódź 東京 😀 → Oy"


def test_a_proposed_profile_is_utf8_whatever_the_console(strange: Path, old_console: OldConsole) -> None:
    _code, content = old_console("map", "--auto", strange)
    assert "Työsuhteet" in content.decode("utf-8")


def test_control_characters_are_shown_and_not_sent(valmennus: Caller, book: Path) -> None:
    valmennus("set", book, "client:K-1", "notes=\x1b]52;c;eA==\x07 [red]x\u202e")
    for flag in ((), ("--json",)):
        result = valmennus("show", book, "client", "--reveal", *flag)
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(result.out + result.err)
        assert "[red]" in result.out


def called(book: Path, **streams: object) -> subprocess.CompletedProcess[bytes]:
    command = [*PROGRAM, "show", str(book), "client", "--json"]
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **streams)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE to compare with")
def test_a_reader_that_goes_away_is_no_error(book: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as stdout:
        done = called(book, stdout=stdout)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_in_a_sentence(book: Path) -> None:
    with Path("/dev/full").open("wb") as stdout:
        done = called(book, stdout=stdout)
    assert done.returncode == 3
    assert len(done.stderr.decode().splitlines()) == 1
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the streams")
def test_closed_streams_are_no_crash(book: Path) -> None:
    line = f'"{PROGRAM[0]}" -m valmennus_tui show "{book}" client'
    for closing in (">&-", ">&- 2>&-", "<&-"):
        done = subprocess.run(["sh", "-c", f"{line} {closing}"], capture_output=True, check=False)
        assert done.returncode == 0, (closing, done)
        assert b"Traceback" not in done.stderr


def test_an_unexpected_error_without_any_stream_prints_no_value(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> object:
        raise RuntimeError("Salainen Nimi")

    monkeypatch.setattr("valmennus_tui.document.entries.read_rows", explode)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run(["show", str(book), "client"], today=TODAY) == 70


def test_output_of_a_program_that_gives_its_own_streams() -> None:
    """``abandon`` on a stream without a file number does nothing."""
    out, err = io.StringIO(), io.StringIO()
    output = Output(out, err)
    output.line("a\x1bb")
    output.flush()
    output.abandon()
    assert out.getvalue() == "a␛b\n"
