"""What is known of headers in general: the aliases, titles and word lists of ``data/headers.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from valmennus_tui import data
from valmennus_tui.domain.schema import COACH_KINDS, RecordKind
from valmennus_tui.workbook.headers import tokens
from valmennus_tui.workbook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists that tell things other than fields apart: totals, examples, running numbers, notes."""

    totals: frozenset[tuple[str, ...]]
    examples: frozenset[tuple[str, ...]]
    templates: frozenset[str]
    numbering: frozenset[tuple[str, ...]]
    notes: frozenset[str]
    ordinals: Mapping[str, int]


def general_aliases() -> Iterator[tuple[RecordKind, str, str]]:
    """All headers of ``data/headers.toml`` as (kind, field, header); ``@kind.field`` entries are followed."""
    known = data.load("headers.toml")
    for kind in COACH_KINDS:
        for field, entries in known[kind]["fields"].items():
            for entry in entries:
                for text in _followed(known, entry):
                    yield kind, field, text


def _followed(known: Mapping[str, Any], entry: str) -> Sequence[str]:
    if not entry.startswith("@"):
        return (entry,)
    kind, field = entry[1:].split(".")
    texts: Sequence[str] = known[kind]["fields"][field]
    return texts


def general_titles() -> Iterator[tuple[RecordKind, str]]:
    """The titles of sheets and groups of columns by record kind."""
    known = data.load("headers.toml")
    for kind in COACH_KINDS:
        yield from ((kind, text) for text in known[kind]["titles"])


def extended(
    aliases: Iterable[tuple[RecordKind, str, str]], titles: Iterable[tuple[RecordKind, str]], *, guess: bool
) -> Vocabulary:
    """A vocabulary of a profile's own headers, with the general ones below it where ``guess`` is set.

    General titles always count: they part tables from each other, and fill no column.
    """
    known = data.load("headers.toml")
    if not guess:
        return Vocabulary(aliases, [*titles, *general_titles()], noise=known["noise"], trusted=True)
    return Vocabulary(
        [*aliases, *general_aliases()], [*titles, *general_titles()], known["words"], known["noise"]
    )


@cache
def general() -> Vocabulary:
    """The general knowledge alone."""
    return extended((), (), guess=True)


@cache
def words() -> Words:
    """The word lists of ``data/headers.toml``."""
    known = data.load("headers.toml")
    ordinals = {
        word: number
        for number, name in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), start=1)
        for word in known[name]
    }
    return Words(
        totals=frozenset(tokens(text) for text in known["totals"]),
        examples=frozenset(tokens(text) for text in known["examples"]),
        templates=frozenset(known["templates"]),
        numbering=frozenset(tokens(text) or ("#",) for text in known["numbering"]),
        notes=frozenset(known["notes"]),
        ordinals=ordinals,
    )
