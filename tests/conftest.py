"""Every test runs with folders of its own for settings and state, in English, with repeatable random data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from valmennus_tui import i18n

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own settings, profiles and recent files play no part."""
    folder = tmp_path_factory.getbasetemp() / "user"
    monkeypatch.setenv("VALMENNUS_CONFIG_DIR", str(folder / "config"))
    monkeypatch.setenv("VALMENNUS_STATE_DIR", str(folder / "state"))
    for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def same_language() -> Iterator[None]:
    """A test that changes the language leaves it as it was; all begin in English."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture
def coach_workbook(tmp_path: Path) -> Path:
    """A new workbook from the coach template, with the coach TV1."""
    from valmennus_tui.document.new import new_workbook

    return new_workbook("coach", tmp_path / "kooste.xlsx", coach="TV1")
