"""What counts as a person's text when she is erased, and how it is recognised in other text.

Two grades, because a workbook is full of words that are hers and everybody else's at once:

* **Identifying** texts (her name, her client code) are found inside any text, as whole words: code ``A-1``
  is not found in ``A-10``, ``A-1-2`` or ``BA-1``, the name ``Anna Aalto`` not in ``Anna Aalto-Koski``. Case,
  composed and decomposed letters, soft hyphens, kinds of dash and of space, ``anna.aalto`` in an address and
  ``Aalto, Anna`` make no difference. Inflected forms (``Anna Aallon``) are not found.
* **Her own** texts (what her cells held and no other cell holds) count where they are the whole value; those
  that cannot be chance (sentences, telephone numbers, addresses) are found inside other text as well.

An identifying text that is too common to search for (``12``, ``K``, ``2026``, ``AB``) is *vague*: it counts
only as a whole value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SENTENCE = 20
"""Own texts of this many characters are searched for inside other texts."""

LONG_NUMBER = 6
"""A code of fewer digits is not looked for among stored numbers, which count and measure."""

_BINARY_CHARACTERS = {"utf-8": 5, "cp1252": 5, "utf-16-le": 3, "utf-16-be": 3}
"""Shortest text searched for in a binary part per encoding: below, chance hits outnumber true ones."""

_DASH = "[-\u2010-\u2013\u2212]"
_GAP = r"(?:[\s._,+\-\u2010-\u2013]|%20){1,3}"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_UNSEEN = _INVISIBLE.pattern + "*"
_LETTER, _DIGIT, _WORD = r"[^\W\d_]", r"\d", r"[^\W_]"
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


def normal(text: str) -> str:
    """The form in which whole values are compared: composed, no case, no invisible signs or extra spaces."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.casefold().split())


class Sensitive:
    """Finds a person's texts. Build it from ``identifying`` and ``own`` texts (see the module)."""

    def __init__(self, identifying: Iterable[str], own: Iterable[str] = ()) -> None:
        names = tuple(dict.fromkeys(text for text in identifying if normal(text)))
        self.identifying = names
        self.vague = tuple(text for text in names if is_vague(text))
        self._identity = frozenset(normal(text) for text in names)
        self._own = frozenset(filter(None, map(normal, own))) - self._identity
        telling = sorted((text for text in self._own if _is_telling(text)), key=len, reverse=True)
        searched = [form for text in names if not is_vague(text) for form in _orders(text)] + telling
        self._searched = _any_of(searched)
        self._binary = {
            encoding: _any_of([text for text in searched if len(text) >= shortest], whole_words=False)
            for encoding, shortest in _BINARY_CHARACTERS.items()
        }

    def is_identity(self, text: str) -> bool:
        """Whether a whole value is one of the identifying texts, vague ones included."""
        return normal(text) in self._identity

    def is_whole(self, text: str) -> bool:
        """Whether a whole value is hers: an identifying text or one of her own."""
        key = normal(text)
        return key in self._identity or key in self._own

    def is_inside(self, text: str) -> bool:
        """Whether an identifying or telling own text stands somewhere in ``text``."""
        return self._searched is not None and self._searched.search(text) is not None

    def is_number(self, text: str) -> bool:
        """Whether a stored number is hers: a long client code of digits, or her own telephone number."""
        key = normal(text)
        if key in self._identity:
            return key.isdigit() and len(key) >= LONG_NUMBER
        return key in self._own and _is_telling(key)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """The stretches of ``text`` that are hers: all of it, some words, or none."""
        if self.is_whole(text):
            return ((0, len(text)),)
        if self._searched is None:
            return ()
        return tuple(match.span() for match in self._searched.finditer(text))

    def in_binary(self, data: bytes) -> bool:
        """Whether her text stands in bytes of unknown form, in UTF-8, Windows-1252 or UTF-16."""
        for encoding, pattern in self._binary.items():
            if pattern is None:
                continue
            starts = (0, 1) if encoding.startswith("utf-16") else (0,)
            if any(pattern.search(data[start:].decode(encoding, "replace")) for start in starts):
                return True
        return False


def is_vague(text: str) -> bool:
    """Whether a text is too common to be searched for inside others: short numbers, years, a few letters."""
    key = normal(text)
    if key.isdigit():
        return len(key) < 4 or (len(key) == 4 and 1900 <= int(key) <= 2100)
    if key.isalpha():
        return len(key) < 4
    return sum(character.isalnum() for character in key) < 2


def _is_telling(text: str) -> bool:
    if len(text) >= SENTENCE or "@" in text:
        return True
    return sum(character.isdigit() for character in text) >= 7 and not _DATE.search(text)


def _orders(text: str) -> tuple[str, ...]:
    """A name as written and with its last word first; other texts as they are."""
    words = text.split()
    if len(words) < 2 or not all(word.replace("-", "").isalpha() for word in words):
        return (text,)
    return text, " ".join((words[-1], *words[:-1]))


def _any_of(texts: list[str], *, whole_words: bool = True) -> re.Pattern[str] | None:
    patterns = [_pattern(text, whole_words) for text in texts]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _pattern(text: str, whole_words: bool) -> str:
    words = unicodedata.normalize("NFC", text).split()
    body = _GAP.join(_UNSEEN.join(map(_sign, word)) for word in words)
    if whole_words:
        return _left_edge(words[0][0]) + body + _right_edge(words[-1][-1])
    # In a binary part any byte may stand before and after; only digits would make it another code.
    return r"(?<!\d)" + body + r"(?!\d)"


def _sign(character: str) -> str:
    """One character in the forms in which a file may hold it."""
    if character in "-\u2010\u2011\u2012\u2013\u2212":
        return _DASH
    forms = [re.escape(character)]
    apart = unicodedata.normalize("NFD", character)
    if apart != character:
        forms.append(re.escape(apart))
    if ord(character) > 127:
        forms.append("".join(f"%{byte:02X}" for byte in character.encode()))
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _left_edge(first: str) -> str:
    if first.isdigit():
        return rf"(?<!{_WORD})(?<!{_WORD}{_DASH})(?<!\d[./])"
    return rf"(?<!{_WORD})(?<!{_LETTER}{_DASH})"


def _right_edge(last: str) -> str:
    kind = _DIGIT if last.isdigit() else _LETTER
    joint = rf"(?!{_DASH}{kind})" + (r"(?![./]\d)" if last.isdigit() else "")
    return rf"(?!{_WORD}|[\u0300-\u036f]){joint}"
