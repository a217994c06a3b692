"""Header texts as they are compared: tokens without case, hyphenation, punctuation and doubled spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 120
"""A longer text is a note, never a header."""

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u2010\u2011]\s*\n\s*(?=\w)")
_TOKEN = re.compile(r"[^\W_]+")
_SHORTENED = re.compile(r"([^\W\d_]{2,})\.")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a header: ``Työhön-\\nvalmentaja *`` is ``("työhönvalmentaja",)``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_SOFT))
    if "\n" in text:
        text = _BROKEN_WORD.sub("", text)
    return tuple(_TOKEN.findall(text.casefold()))


def normalise(text: str) -> str:
    """The text in the form in which headers are compared: its tokens with single spaces."""
    return " ".join(tokens(text))


@lru_cache(maxsize=4096)
def variants(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a header: as it stands, without brackets, each alternative of ``A / B`` by itself."""
    found = [tokens(text)]
    if not any(mark in text for mark in "([/"):
        return (found[0],) if found[0] else ()
    bare = _BRACKETS.sub(" ", text)
    found.append(tokens(bare))
    parts = bare.split("/")
    if len(parts) > 1:
        found += [tokens(part) for part in parts if len(part.strip()) > 3]
    inner = [match.group()[1:-1] for match in _BRACKETS.finditer(text)]
    found += [tokens(part) for part in inner if len(part.strip()) > 3]
    return tuple(dict.fromkeys(each for each in found if each))


@lru_cache(maxsize=4096)
def shortened(text: str) -> frozenset[str]:
    """The words of a header that a full stop marks as shortened: ``Ens. tapaaminen`` has ``ens``."""
    if text.isascii() and "." not in text:
        return frozenset()
    text = unicodedata.normalize("NFKC", text.translate(_SOFT)).casefold()
    return frozenset(_SHORTENED.findall(text))
