"""A bad profile in the user's folder is told of and passed over: every other workbook still opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from valmennus_tui import paths
from valmennus_tui.workbook.profile_files import broken_profiles, user_profiles


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VALMENNUS_CONFIG_DIR", str(tmp_path))
    profiles = paths.user_profiles()
    profiles.mkdir()
    return profiles


def test_a_bad_file_is_passed_over_and_named(folder: Path) -> None:
    (folder / "tyhja.toml").write_text("")
    shipped = (paths.templates_folder() / "coach.toml").read_bytes()
    (folder / "oma.toml").write_bytes(shipped)
    assert [profile.id for profile in user_profiles()] == ["coach"]
    (broken,) = broken_profiles()
    assert "tyhja.toml" in broken.message


def test_without_a_folder_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALMENNUS_CONFIG_DIR", str(tmp_path / "none"))
    assert user_profiles() == broken_profiles() == ()
