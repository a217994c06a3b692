"""The ways to read one header: by itself, with the texts above it, without its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.grid import Header
from valmennus_tui.workbook.headers import normalise, tokens
from valmennus_tui.workbook.knowledge import words
from valmennus_tui.workbook.vocabulary import Match, Vocabulary

TITLED = 0.95
"""The score of a bare header under a group title of its kind."""
OTHER_KIND = 0.5
"""What a bare header's score is multiplied with under a title of another kind."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a header: a match, and the group it belongs to (kind, first column, number)."""

    match: Match
    header: Header
    group: int | None = None
    number: int | None = None

    @property
    def weight(self) -> float:
        return self.match.score


def readings(header: Header, vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """All readings of one header: by itself and with the texts above it, best first."""
    kinds, group, number = _context(header, vocabulary)
    whole = list(_matches(header, vocabulary))
    found = []
    sure = {m.kind for m in whole if m.score >= 0.9 and not m.bare}
    for match in whole:
        found.append(Reading(_in_context(match, kinds), header, group, number))
    if not sure or number is not None:
        stripped, own_number = without_number(header.leaf)
        if own_number is not None:
            for match in vocabulary.matches(stripped):
                scored = match._replace(score=match.score * 0.97)
                found.append(Reading(_in_context(scored, kinds), header, group, number or own_number))
    return tuple(sorted(found, key=lambda each: -each.weight))


def _matches(header: Header, vocabulary: Vocabulary) -> Iterable[Match]:
    texts = [text for text, _begins in header.parents]
    by_itself = vocabulary.matches(header.leaf)
    joined: list[Match] = []
    for start in range(len(texts)):
        above = " ".join(texts[start:])
        for candidate in dict.fromkeys((above, without_number(above)[0])):
            joined += [m for m in vocabulary.matches(f"{candidate} {header.leaf}") if not m.bare]
    exact = {(m.kind, m.field) for m in joined if m.score >= 0.9}
    if exact:
        # A header that its group completes (profile: started) means nothing else.
        return [*joined, *(m._replace(score=m.score * OTHER_KIND) for m in by_itself if m.bare)]
    return [*by_itself, *joined]


def _in_context(match: Match, kinds: tuple[RecordKind, ...]) -> Match:
    if not kinds:
        return match
    if match.kind in kinds:
        return match._replace(score=max(match.score, TITLED) if match.bare else match.score, bare=False)
    return match._replace(score=match.score * OTHER_KIND) if match.bare else match


def _context(header: Header, vocabulary: Vocabulary) -> tuple[tuple[RecordKind, ...], int | None, int | None]:
    """Record kinds, first column and number of the group that a header stands in."""
    for text, begins in reversed(header.parents):
        plain, number = without_number(text)
        kinds = vocabulary.title_kinds(plain) or vocabulary.title_kinds(text)
        if kinds:
            return kinds, begins, number
    return (), None, None


def without_number(text: str) -> tuple[str, int | None]:
    """A header without the number at its beginning or end: ``2. työsuhde`` is ``("työsuhde", 2)``."""
    parts = list(tokens(text))
    ordinals = words().ordinals
    if len(parts) > 1:
        if parts[-1] in ordinals and not parts[-1].isalpha():
            return " ".join(parts[:-1]), ordinals[parts[-1]]
        if parts[-1].isdigit():
            return " ".join(parts[:-1]), int(parts[-1])
        if parts[0].isdigit():
            return " ".join(parts[1:]), int(parts[0])
        if parts[0] in ordinals:
            return " ".join(parts[1:]), ordinals[parts[0]]
        if parts[-1] in ("i", "ii", "iii", "iv", "v", "vi"):
            return " ".join(parts[:-1]), ordinals[parts[-1]]
        for place in range(1, len(parts) - 1):
            if parts[place].isdigit():
                return " ".join(parts[:place] + parts[place + 1 :]), int(parts[place])
    return normalise(text), None
