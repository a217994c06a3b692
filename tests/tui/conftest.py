"""Every test of the screens: Finnish, Unicode signs, empty configuration and state folders, no NO_COLOR."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.books import write_coach_book
from valmennus_tui import i18n
from valmennus_tui.tui.glyphs import use_glyphs


@pytest.fixture(autouse=True)
def own_surroundings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Nothing of the developer's own settings, language or terminal reaches a test."""
    folder = tmp_path_factory.mktemp("surroundings")
    monkeypatch.setenv("VALMENNUS_CONFIG_DIR", str(folder / "config"))
    monkeypatch.setenv("VALMENNUS_STATE_DIR", str(folder / "state"))
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    before = i18n.language()
    i18n.set_language("fi")
    use_glyphs("unicode")
    yield
    i18n.set_language(before)
    use_glyphs("unicode")


@pytest.fixture
def coach_book(tmp_path: Path) -> Path:
    """A coach's workbook with a dozen invented clients."""
    return write_coach_book(tmp_path / "kooste.xlsx")
