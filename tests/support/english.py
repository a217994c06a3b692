"""A module that imports ``english`` reads the program's sentences in English, whatever the machine speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from valmennus_tui import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English while the test runs."""
    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)
