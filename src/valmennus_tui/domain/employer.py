"""Employers as they are written: which spellings mean the same one (criterion 20, data quality)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_COMPANY_FORM = re.compile(r"\b(?:oyj|oy|ab|abp|ky|tmi|ay|osk|ry|rf|rn|sr|ltd)\b")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_SHORTEST_FOR_TYPOS = 8


def normalised(name: str) -> str:
    """A name without case, company form, punctuation and spaces, for comparison only."""
    text = unicodedata.normalize("NFKC", name).casefold()
    bare = re.sub(r"[\W_]+", "", _COMPANY_FORM.sub(" ", text))
    return bare or re.sub(r"\s+", "", text)


def same_employer(names: Iterable[str]) -> dict[str, str]:
    """Each spelling that differs from another one of the same employer, to the spelling met first.

    The same but for case, spaces, punctuation or company form, or with one letter more, less, other or
    swapped in a name of at least eight letters. Names with different digits are never the same.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        spellings[normalised(name)].append(name)
    leader: dict[str, str] = {}
    by_stem: dict[tuple[str, str], str] = {}
    for plain, written in spellings.items():
        near = _near(plain, by_stem)
        first = leader.get(near, written[0]) if near else written[0]
        leader[plain] = first
    return {
        name: leader[plain]
        for plain, written in spellings.items()
        for name in written
        if name != leader[plain]
    }


def _near(plain: str, by_stem: dict[tuple[str, str], str]) -> str | None:
    """An earlier name at most one letter away; the name's own stems are remembered for the later ones.

    Two words are one letter apart just when they share a form with at most one letter left out.
    """
    if len(plain) < _SHORTEST_FOR_TYPOS:
        return None
    digits = re.sub(r"\D", "", plain)
    stems = [(plain, digits), *((plain[:i] + plain[i + 1 :], digits) for i in range(len(plain)))]
    near = next((by_stem[stem] for stem in stems if stem in by_stem), None)
    for stem in stems:
        by_stem.setdefault(stem, plain)
    return near


def has_company_form(text: str) -> bool:
    """Whether a word of a text is a form of company or association: ``Oy``, ``Tmi``, ``ry``."""
    return _COMPANY_FORM.search(text.casefold()) is not None


def is_business_id(text: str) -> bool:
    """Whether a text is a Finnish business ID (y-tunnus) with a right check digit: ``1234567-1``."""
    match = re.fullmatch(r"([0-9]{6,7})[-\u2010-\u2015\u2212]([0-9])", text.strip())
    if not match:
        return False
    digits = match[1].zfill(7)
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return rest != 1 and int(match[2]) == (11 - rest if rest else 0)
