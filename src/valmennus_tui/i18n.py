"""Language: whole English sentences as message ids, Finnish and Swedish catalogues, dates and numbers.

The language is set once (:func:`set_language`), before any screen is imported: from the settings, else the
locale, else Finnish. ``_`` translates when it is called, never at import; module-level tables mark their
texts with ``N_`` and translate when they are shown.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

LANGUAGES = ("fi", "sv", "en")
DEFAULT = "fi"
DOMAIN = "valmennus"
PSEUDO = "qps"
"""A made-up language for tests: every message longer and accented, so clipped labels show."""

_current = DEFAULT


class _Pseudo(gettext.NullTranslations):
    """Messages a third longer with accents; ``{fields}`` stay."""

    def gettext(self, message: str) -> str:
        return _stretch(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _stretch(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return _stretch(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return _stretch(msgid1 if n == 1 else msgid2)


def _stretch(message: str) -> str:
    return "⟦" + message + "·" * (len(message) // 3) + "⟧"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    folder = Path(__file__).parent / "locale"
    return gettext.translation(DOMAIN, folder, [language], fallback=True)


def language() -> str:
    """The language in force: fi, sv or en."""
    return _current


def set_language(wanted: str | None, environment: Mapping[str, str] | None = None) -> str:
    """Choose the language: ``wanted`` if it is known, else the locale's, else Finnish. Returns it."""
    global _current
    env = os.environ if environment is None else environment
    _current = wanted if wanted in (*LANGUAGES, PSEUDO) else _from_locale(env) or DEFAULT
    return _current


def _from_locale(env: Mapping[str, str]) -> str | None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(variable, "")
        if value:
            code = value[:2].lower()
            return code if code in LANGUAGES else None
    return None


def _(message: str) -> str:
    """The message in the language in force."""
    return _catalogue(_current).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message in the number that ``n`` asks for."""
    return _catalogue(_current).ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message in a context: the same English word can need two Finnish ones."""
    return _catalogue(_current).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  (gettext's own customary name)
    """Mark a message for the catalogues without translating it."""
    return message


def format_date(day: date) -> str:
    """``1.3.2026`` in every language here: Finnish and Finland-Swedish custom, unambiguous in English."""
    return f"{day.day}.{day.month}.{day.year}"


def format_number(value: Decimal | float | int, decimals: int | None = None) -> str:
    """A number with the language's decimal sign (comma in Finnish and Swedish), no needless zeros."""
    text = f"{value:.{decimals}f}" if decimals is not None else _plain(value)
    return text if _current == "en" else text.replace(".", ",")


def _plain(value: Decimal | float | int) -> str:
    text = format(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
