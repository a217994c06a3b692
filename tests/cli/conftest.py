"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui.cli.main import run
from valmennus_tui.document.new import new_workbook


@pytest.fixture
def valmennus(capsys: pytest.CaptureFixture[str]) -> Caller:
    """Call a command: ``valmennus("show", path, "client")``."""
    return Caller(capsys)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of :func:`book`, made by the commands themselves."""
    path = new_workbook("coach", tmp_path_factory.mktemp("book") / "kooste.xlsx", coach="TV1")
    for arguments in (
        ("client", "code=K-1", "service_start=1.9.2026", "phase=3"),
        ("client", "code=K-2", "service_start=2026-11-02", "phase=1", "coach=TV1"),
        ("employment", "client=K-1", "start=1.10.2026", "employer=Kauppa Oy", "hours_per_week=37,5"),
    ):
        assert run(["--language", "en", "add", str(path), *arguments], today=TODAY) == 0
    return path.read_bytes()


@pytest.fixture
def book(made_once: bytes, tmp_path: Path) -> Path:
    """A workbook with two clients and a job."""
    path = tmp_path / "kooste.xlsx"
    path.write_bytes(made_once)
    return path
