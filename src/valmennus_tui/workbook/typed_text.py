"""Text as people type it, made comparable, and the words they use (``data/words.toml``)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from valmennus_tui import data

_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_TABLE = {**_SPACES, **_DASHES, **_INVISIBLE}


def tidy(text: str) -> str:
    """NFC, every kind of space a single space, every dash and minus a hyphen, nothing invisible."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    return re.sub(" +", " ", text).strip()


def tidy_word(text: str) -> str:
    """As :func:`tidy`, in one case and without a full stop at the end."""
    return tidy(text).casefold().rstrip(". ")


@cache
def words(table: str, key: str) -> frozenset[str]:
    """The words of one list of ``data/words.toml``, none where there is no such list."""
    return frozenset(tidy_word(word) for word in data.load("words.toml").get(table, {}).get(key, ()))


def written_yes_no() -> tuple[str, str]:
    """The words for yes and no that are written where neither a list nor the column says which."""
    yes, no = data.load("words.toml")["yes_no"]["written"]
    return yes, no


def opposite_word(yes: str) -> str | None:
    """The customary no beside a yes (``e`` beside ``k``), None where a blank is the custom (``x``)."""
    found: str | None = data.load("words.toml")["yes_no"]["opposite"].get(yes.casefold())
    return found


@cache
def month_numbers() -> dict[str, int]:
    """Month names in the three languages and forms, to 1..12."""
    names = data.load("words.toml")["month"]["names"]
    return {name: number for number, row in enumerate(names, start=1) for name in row}
