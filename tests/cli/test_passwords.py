"""Encrypted workbooks on the command line: the password is asked for once, and only on a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.calling import Caller
from tests.support.encrypting import PASSWORD, encrypt

Typing = Callable[[str], list[str]]


@pytest.fixture
def locked(book: Path) -> Path:
    """The workbook of :func:`book` behind a password."""
    return encrypt(book)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """A person at a terminal who types the same password whenever asked; returns what she was asked."""

    def begin(password: str) -> list[str]:
        asked: list[str] = []

        def getpass(prompt: str, _stream: object) -> str:
            asked.append(prompt)
            return password

        monkeypatch.setattr("valmennus_tui.cli.passwords.is_terminal", lambda *_streams: True)
        monkeypatch.setattr("getpass.getpass", getpass)
        return asked

    return begin


def test_without_a_terminal_nobody_is_asked(
    valmennus: Caller, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getpass(*_arguments: object) -> str:
        raise AssertionError

    monkeypatch.setattr("getpass.getpass", getpass)
    for arguments in (("show", locked, "client"), ("show", locked, "cells", "A1"), ("info", locked)):
        result = valmennus(*arguments, "--json")
        assert (result.code, result.json["error"]["code"]) == (3, "encrypted")
    assert valmennus("info", locked, "--json").json["encrypted"] is True


def test_with_the_password_everything_is_shown(valmennus: Caller, locked: Path, typing: Typing) -> None:
    asked = typing(PASSWORD)
    clients = valmennus("show", locked, "client", "--json")
    assert (clients.code, [row["code"] for row in clients.json]) == (0, ["K-1", "K-2"])
    cells = valmennus("show", locked, "cells", "Asiakkaat!A8", "--json")
    assert (cells.code, cells.json[0]["value"]) == (0, "K-1")
    told = valmennus("info", locked, "--json").json
    assert (told["encrypted"], told["read_only_reason"]) == (True, "password_protected")
    assert len(asked) == 3
    assert all(locked.name in prompt for prompt in asked)


def test_a_wrong_password_is_said_and_not_repeated(valmennus: Caller, locked: Path, typing: Typing) -> None:
    typing("Väärä salasana")
    result = valmennus("show", locked, "client", "--json")
    assert (result.code, result.json["error"]["code"]) == (3, "wrong_password")
    assert "Väärä" not in result.out + result.err


@pytest.mark.parametrize(
    "command",
    [
        ("add", "client", "code=K-9", "service_start=1.11.2026"),
        ("set", "client:K-1", "phase=4"),
        ("remove", "client:K-2"),
        ("erase", "K-1", "--yes"),
    ],
)
def test_nothing_is_ever_written(
    valmennus: Caller, locked: Path, typing: Typing, command: tuple[str, ...]
) -> None:
    typing(PASSWORD)
    before = locked.read_bytes()
    result = valmennus(command[0], locked, *command[1:], "--json")
    assert result.code in (2, 3)
    assert result.json["error"]["message"]
    assert locked.read_bytes() == before
    assert [path.name for path in locked.parent.iterdir()] == [locked.name]


def test_a_folder_asks_once_for_all_its_files(
    valmennus: Caller, book: Path, tmp_path: Path, typing: Typing
) -> None:
    folder = tmp_path / "tiimi"
    folder.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(book, folder / name)
        assert valmennus("set", folder / name, "client:K-1", f"code={name[0]}-1").code == 0
        encrypt(folder / name)
    alone = valmennus("assess", folder, "--json")
    assert (alone.code, [each["code"] for each in alone.json["problems"]]) == (3, ["encrypted"] * 2)
    asked = typing(PASSWORD)
    result = valmennus("assess", folder, "--duplicates", "unite", "--json")
    assert (result.code, [each["file"] for each in result.json["files"]]) == (0, ["a.xlsx", "b.xlsx"])
    assert len(asked) == 1


def test_one_workbook_may_be_assessed_too(valmennus: Caller, locked: Path, typing: Typing) -> None:
    assert valmennus("assess", locked, "--json").json["error"]["code"] == "encrypted"
    typing(PASSWORD)
    assert valmennus("assess", locked, "--json").code == 0
