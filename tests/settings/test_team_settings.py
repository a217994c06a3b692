"""How folders are read, and what is too small for outsiders: defaults and limits of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from valmennus_tui.errors import ConfigError
from valmennus_tui.settings import load_settings


def test_the_shipped_settings() -> None:
    settings = load_settings()
    assert settings.team.codes_are_team_wide is False
    assert settings.team.recursive is False
    assert settings.privacy.smallest_count == 5


@pytest.mark.parametrize(
    "line",
    [
        "team.workers = 0",
        "team.seconds_per_file = 0",
        "team.megabytes_per_file = 16",
        "team.recursive = 1",
        "privacy.smallest_count = 2",
        "privacy.smallest_count = 4.5",
    ],
)
def test_what_would_do_harm_is_refused_by_name(tmp_path: Path, line: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_settings(own)
    assert line.partition(" ")[0] in refused.value.message


@pytest.mark.parametrize("count", [3, 10])
def test_the_smallest_count_may_be_chosen(tmp_path: Path, count: int) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f"privacy.smallest_count = {count}", encoding="utf-8")
    assert load_settings(own).privacy.smallest_count == count
