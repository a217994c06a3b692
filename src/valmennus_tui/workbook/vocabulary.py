"""What headers mean: matching a header's text with the known headers of fields.

A match has a score from 0 to 1. Only matches of :data:`CERTAIN` and better fill a column; weaker ones are
proposals for a person to confirm (``map --auto``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product
from typing import NamedTuple

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.headers import LONGEST, shortened, tokens, variants

CERTAIN = 0.75
BARE = 0.8
"""The score of a header that says too little by itself, before its surroundings are looked at."""

_JOINED, _REORDERED, _NOISELESS, _ALTERNATIVE, _SHORTENED = 0.98, 0.94, 0.93, 0.97, 0.9
_LONGEST_WORD = 4
"""The longest entry of a word list, in tokens."""
_MOST_READINGS = 256


class Match(NamedTuple):
    """A header read as a field. ``bare``: the text alone does not tell which record kind it belongs to."""

    kind: RecordKind
    field: str
    score: float
    bare: bool = False


class Vocabulary:
    """Headers by meaning. Immutable after it is made; matches are remembered."""

    def __init__(
        self,
        aliases: Iterable[tuple[RecordKind, str, str]],
        titles: Iterable[tuple[RecordKind, str]] = (),
        words: Mapping[str, Sequence[str]] | None = None,
        noise: Iterable[str] = (),
        *,
        trusted: bool = False,
    ) -> None:
        """``aliases`` are (kind, field, header); ``~`` before a header marks it as bare.

        ``trusted``: the headers were confirmed by a person, so few of them are enough.
        """
        self.trusted = trusted
        self._classes: dict[tuple[str, ...], list[str]] = {}
        self._entries: dict[str, tuple[str, ...]] = {}
        for name, entries in (words or {}).items():
            self._entries["{" + name + "}"] = tuple(entries)
            for entry in entries:
                self._classes.setdefault(tokens(entry), []).append("{" + name + "}")
        self._noise = frozenset(noise)
        self._exact: dict[tuple[str, ...], list[Match]] = {}
        self._joined: dict[str, list[Match]] = {}
        self._sorted: dict[tuple[str, ...], list[Match]] = {}
        self._plain: dict[tuple[str, ...], list[Match]] = {}
        for kind, field, text in aliases:
            self._add(kind, field, text)
        self._by_length: dict[int, list[tuple[str, ...]]] = {}
        for alias in self._exact:
            self._by_length.setdefault(len(alias), []).append(alias)
        self._titles: dict[tuple[str, ...], list[RecordKind]] = {}
        for kind, text in titles:
            self._titles.setdefault(tokens(text), []).append(kind)
        self._found: dict[str, tuple[Match, ...]] = {}
        self._near: dict[str, tuple[Match, ...]] = {}

    def matches(self, text: str) -> tuple[Match, ...]:
        """The fields that a header surely stands for, best first, one match for each field."""
        found = self._found.get(text)
        if found is None:
            found = () if len(text) > LONGEST else _best(self._search(text))
            if not found and len(text) <= LONGEST and shortened(text):
                found = _best(self._unshortened(text))
            self._found[text] = found
        return found

    def proposals(self, text: str) -> tuple[Match, ...]:
        """The fields that a header may stand for, by likeness only: never certain."""
        found = self._near.get(text)
        if found is None:
            near = [] if len(text) > LONGEST else self._similar(text)
            found = self._near[text] = _best(near)
        return found

    def title_kinds(self, text: str) -> tuple[RecordKind, ...]:
        """The record kinds whose title this is (``Työsuhteet``), without regard to numbers in it."""
        for words in variants(text):
            found = self._titles.get(words) or self._titles.get(tuple(w for w in words if not w.isdigit()))
            if found:
                return tuple(found)
        return ()

    # ------------------------------------------------------------------ making
    def _add(self, kind: RecordKind, field: str, text: str) -> None:
        bare = text.startswith("~")
        match = Match(kind, field, BARE if bare else 1.0, bare)
        words = _pattern_tokens(text.removeprefix("~"))
        if not words:
            return
        self._exact.setdefault(words, []).append(match)
        if len(words) > 1:
            self._sorted.setdefault(tuple(sorted(words)), []).append(match)
        plain = self._without_noise(words)
        if plain != words:
            self._plain.setdefault(plain, []).append(match)
        if not any(word.startswith("{") for word in words):
            self._joined.setdefault("".join(words), []).append(match)

    @cached_property
    def _stems(self) -> dict[str, set[tuple[str, ...]]]:
        """The headers by the beginnings of their words."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for alias in self._exact:
            if not any(word.startswith("{") for word in alias):
                for word in alias:
                    found.setdefault(word[:4], set()).add(alias)
        return found

    @cached_property
    def _known(self) -> frozenset[str]:
        """Every word of a header or of a word list: a text with another one is no header."""
        return frozenset(word for words in (*self._exact, *self._classes) for word in words)

    # --------------------------------------------------------------- searching
    def _search(self, text: str) -> Iterator[Match]:
        for number, words in enumerate(variants(text)):
            factor = 1.0 if number == 0 else _ALTERNATIVE
            yield from self._lookup(words, factor)
            plain = self._without_noise(words)
            if plain != words:
                yield from self._lookup(plain, factor * _NOISELESS)

    def _unshortened(self, text: str) -> Iterator[Match]:
        """Headers with words cut short by a full stop: each stands for any word that begins so."""
        short = shortened(text)
        for words in variants(text):
            plain = self._without_noise(words)
            for alias in self._by_length.get(len(plain), ()):
                if all(self._begins(word, meant, short) for word, meant in zip(plain, alias, strict=True)):
                    yield from _scaled(self._exact[alias], _SHORTENED)

    def _begins(self, word: str, meant: str, short: frozenset[str]) -> bool:
        if not meant.startswith("{"):
            return word == meant or (word in short and meant.startswith(word))
        entries = self._entries.get(meant, ())
        return any(word == entry or (word in short and entry.startswith(word)) for entry in entries)

    def _lookup(self, words: tuple[str, ...], factor: float) -> Iterator[Match]:
        yield from _scaled(self._joined.get("".join(words), ()), factor * _JOINED)
        if not self._known.issuperset(words):
            return
        for reading in self._readings(words):
            yield from _scaled(self._exact.get(reading, ()), factor)
            yield from _scaled(self._plain.get(reading, ()), factor * _NOISELESS)
            yield from _scaled(self._sorted.get(tuple(sorted(reading)), ()), factor * _REORDERED)

    def _readings(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The words as they stand, and with words of the lists replaced by the lists' names."""
        if len(words) > 8:
            yield words
            return
        for count, pieces in enumerate(self._pieces(words)):
            if count >= _MOST_READINGS:
                return
            yield pieces

    def _pieces(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if not words:
            yield ()
            return
        for length in range(1, min(_LONGEST_WORD, len(words)) + 1):
            names = self._classes.get(words[:length], [])
            heads = [(words[0],)] if length == 1 else []
            heads += [(name,) for name in names]
            for head, rest in product(heads, list(self._pieces(words[length:])) if heads else []):
                yield head + rest

    def _without_noise(self, words: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(word for word in words if word not in self._noise)
        return kept or words

    # ------------------------------------------------------------------- likeness
    def _similar(self, text: str) -> list[Match]:
        words = self._without_noise(tokens(text))
        if not words:
            return []
        near: set[tuple[str, ...]] = set()
        for word in words:
            near |= self._stems.get(word[:4], set())
        found = []
        for alias in near:
            likeness = _likeness(words, alias)
            if likeness >= 0.6:
                found += [
                    match._replace(score=min(match.score, 0.7) * likeness)
                    for match in self._exact.get(alias, ())
                ]
        return found


def _likeness(words: tuple[str, ...], alias: tuple[str, ...]) -> float:
    """Likeness of two headers: shared words by their beginnings, or a typing error in the whole."""
    shared = sum(1 for word in alias if any(_akin(word, other) for other in words))
    overlap = 2 * shared / (len(words) + len(alias))
    whole = SequenceMatcher(None, " ".join(words), " ".join(alias)).ratio()
    return max(overlap, whole)


def _akin(one: str, other: str) -> bool:
    """Whether two words share their stem (Finnish and Swedish endings differ)."""
    length = max(4, round(0.7 * min(len(one), len(other))))
    return one == other or (len(one) >= 4 and len(other) >= 4 and one[:length] == other[:length])


def _pattern_tokens(text: str) -> tuple[str, ...]:
    if "{" not in text:
        return tokens(text)
    found: list[str] = []
    for part in text.replace("}", "} ").replace("{", " {").split():
        found += [part] if part.startswith("{") else tokens(part)
    return tuple(found)


def _scaled(matches: Iterable[Match], factor: float) -> Iterator[Match]:
    for match in matches:
        yield match if factor == 1.0 else match._replace(score=match.score * factor)


def _best(matches: Iterable[Match]) -> tuple[Match, ...]:
    best: dict[tuple[RecordKind, str], Match] = {}
    for match in matches:
        key = (match.kind, match.field)
        if key not in best or (match.score, not match.bare) > (best[key].score, not best[key].bare):
            best[key] = match
    return tuple(sorted(best.values(), key=lambda match: -match.score))
