"""Fixtures of the assessment's tests: the demo team's folder, and settings that tell of its coaches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui.document.demo import write_demo

SETTINGS = """
[organisation]
leader_fte = 0.2

[[organisation.coaches]]
code = "TV-1"
fte = 1.0
weeks_absent = 4
valid_from = 2026-01-01
valid_to = 2026-12-31
linked_teams = ["psykiatria (ESH)", "aikuissosiaalityö"]

[[organisation.coaches]]
code = "TV-2"
fte = 1.0
weeks_absent = 0

[[organisation.coaches]]
code = "TV-3"
fte = 0.6
weeks_absent = 2

[[organisation.coaches]]
code = "TV-4"
fte = 0.5
weeks_absent = 6
valid_to = 2026-12-31
"""


@pytest.fixture
def valmennus(capsys: pytest.CaptureFixture[str]) -> Caller:
    """Call a command: ``valmennus("assess", folder, "--json")``."""
    return Caller(capsys)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo team's coach workbooks with their logs. Not to be changed: see ``team_folder``."""
    whole = tmp_path_factory.mktemp("demo")
    write_demo(whole, TODAY)
    folder = tmp_path_factory.mktemp("coaches")
    for path in whole.glob("kooste*.xlsx"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def team_folder(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo team's folder for a test of its own."""
    return Path(shutil.copytree(demo, tmp_path / "tiimi"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Settings that tell of the demo's coaches."""
    path = tmp_path / "own.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path
