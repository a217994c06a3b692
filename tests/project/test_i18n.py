"""Choosing the language; dates and numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from valmennus_tui import i18n


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.mark.parametrize(
    ("wanted", "environment", "chosen"),
    [
        ("sv", {"LANG": "fi_FI.UTF-8"}, "sv"),
        (None, {"LANG": "sv_FI.UTF-8"}, "sv"),
        ("auto", {"LANG": "en_GB.UTF-8"}, "en"),
        (None, {"LC_ALL": "sv_SE", "LANG": "en_GB"}, "sv"),
        (None, {"LANG": "C"}, "fi"),
        (None, {"LANG": "de_DE.UTF-8"}, "fi"),
        (None, {}, "fi"),
    ],
)
def test_language_from_settings_else_locale_else_finnish(
    wanted: str | None, environment: dict[str, str], chosen: str
) -> None:
    assert i18n.set_language(wanted, environment) == chosen


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_dates_are_day_month_year_everywhere(language: str) -> None:
    i18n.set_language(language)
    assert i18n.format_date(date(2026, 3, 1)) == "1.3.2026"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fi", ["37,5", "1500", "0,1"]), ("sv", ["37,5", "1500", "0,1"]), ("en", ["37.5", "1500", "0.1"])],
)
def test_decimal_sign_follows_the_language(language: str, shown: list[str]) -> None:
    i18n.set_language(language)
    assert [i18n.format_number(v) for v in (Decimal("37.50"), 1500, 0.1)] == shown


def test_the_made_up_language_is_longer() -> None:
    i18n.set_language(i18n.PSEUDO)
    assert len(i18n._("Save the workbook")) > len("Save the workbook") * 1.3


def test_no_message_is_marked_within_an_f_string() -> None:
    """Babel on Python 3.11 does not see them there: they would lose their translations."""
    package = Path(i18n.__file__).parent
    found = [
        f"{path.relative_to(package)}:{call.lineno}"
        for path in package.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext", "pgettext")
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert found == []
