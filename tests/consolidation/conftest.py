"""Fixtures of consolidation: the demo team's folder with its team workbook, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui.cli.main import run
from valmennus_tui.document.demo import write_demo


@pytest.fixture
def valmennus(capsys: pytest.CaptureFixture[str]) -> Caller:
    """Call a command: ``valmennus("consolidate", folder, "--into", team)``."""
    return Caller(capsys)


@pytest.fixture(scope="session")
def whole_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo team's folder. Not to be changed: see ``team_folder``."""
    folder = tmp_path_factory.mktemp("koko")
    write_demo(folder, TODAY)
    return folder


@pytest.fixture
def team_folder(whole_demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo team's folder for a test of its own."""
    return Path(shutil.copytree(whole_demo, tmp_path / "tiimi"))


@pytest.fixture
def team_file(team_folder: Path) -> Path:
    """The team workbook in ``team_folder``."""
    (found,) = team_folder.glob("seurantataulukko*.xlsx")
    return found


@pytest.fixture(scope="session")
def whole_filled(whole_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo team's folder after the third quarter has been consolidated. Not to be changed."""
    folder = Path(shutil.copytree(whole_demo, tmp_path_factory.mktemp("taytetty") / "tiimi"))
    (team,) = folder.glob("seurantataulukko*.xlsx")
    assert run(["consolidate", str(folder), "--into", str(team), "--period", "2026-Q3"], today=TODAY) == 0
    return folder


@pytest.fixture
def filled_folder(whole_filled: Path, tmp_path: Path) -> Path:
    """A copy of ``whole_filled`` for a test of its own."""
    return Path(shutil.copytree(whole_filled, tmp_path / "taytetty"))


@pytest.fixture
def filled_file(filled_folder: Path) -> Path:
    """The team workbook in ``filled_folder``."""
    (found,) = filled_folder.glob("seurantataulukko*.xlsx")
    return found
