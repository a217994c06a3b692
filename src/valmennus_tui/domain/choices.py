"""Choice lists: what may stand in a field with a list, in three languages, with aliases and years of use.

A list is plain data (``data/choices.toml``, ``data/phases.toml``). A record holds a choice as its canonical
text, which is the Finnish text of the template; what people type in any of the languages leads to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def folded(text: str) -> str:
    """The form in which texts are compared: NFC, one case, single spaces, no soft hyphens, plain dashes."""
    text = unicodedata.normalize("NFC", text).translate(_DROPPED).translate(_DASHES)
    return re.sub(r"\s+", " ", text).strip().casefold().rstrip(".;,:")


@dataclass(frozen=True)
class Choice:
    """One choice. ``code`` is stable; ``names`` are its texts by language.

    ``first`` and ``last`` are the days between which it is offered for new entries (None: no limit); an
    older entry is read all the same. What is not to ``offer`` is only read. ``successor`` is the code of
    what replaced it. ``traits`` are facts about it that rules use, such as ``{"employment": False}``.
    """

    code: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    successor: str | None = None
    offer: bool = True
    traits: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The canonical text: what the template's list holds."""
        return self.names["fi"]

    def name(self, language: str) -> str:
        """The choice in a language, in Finnish where it has no other name."""
        return self.names.get(language, self.text)

    def offered(self, on: date) -> bool:
        """Whether the choice is offered for an entry made on a day."""
        begun = self.first is None or self.first <= on
        return self.offer and begun and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class ChoiceList:
    """A list of choices. An ``open`` list names the usual ones; other texts are as good."""

    key: str
    choices: tuple[Choice, ...]
    open: bool = False

    @cached_property
    def _verbatim(self) -> Mapping[str, Choice]:
        """What a drop-down list writes: found without folding every text of the list."""
        return {text: choice for choice in reversed(self.choices) for text in choice.names.values()}

    @cached_property
    def _by_text(self) -> Mapping[str, Choice]:
        found: dict[str, Choice] = {}
        for choice in self.choices:
            for text in (*choice.names.values(), *choice.aliases):
                found.setdefault(folded(text), choice)
        for choice in self.choices:
            for text in choice.names.values():
                for part in _numbered(text):
                    found.setdefault(folded(part), choice)
        return found

    def find(self, text: str | None) -> Choice | None:
        """The choice that a text means in any of the languages, or None."""
        if not text:
            return None
        return self._verbatim.get(text) or self._by_text.get(folded(text))

    def by_code(self, code: str) -> Choice | None:
        """The choice with a stable code, or None."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def offered(self, on: date) -> tuple[Choice, ...]:
        """The choices to offer for a new entry made on a day."""
        return tuple(choice for choice in self.choices if choice.offered(on))


@dataclass(frozen=True)
class Choices:
    """All lists by key (``FieldSpec.choices``)."""

    lists: Mapping[str, ChoiceList] = field(default_factory=dict)

    def get(self, key: str | None) -> ChoiceList | None:
        """The list of a key, None where there is none."""
        return self.lists.get(key) if key else None

    def code_of(self, key: str, value: object) -> str | None:
        """The stable code of a choice value, None where the value or the list is not known."""
        found = self.lists.get(key)
        choice = found.find(value) if found and isinstance(value, str) else None
        return choice.code if choice else None

    def trait(self, key: str, value: object, name: str) -> Any:
        """A fact about a choice value (see :class:`Choice`), None where it is not known."""
        found = self.lists.get(key)
        choice = found.find(value) if found and isinstance(value, str) else None
        return choice.traits.get(name) if choice else None


def _numbered(text: str) -> tuple[str, ...]:
    """``51 Servicepersonal`` is also found by its number alone and by its name alone."""
    match = re.match(r"0*([0-9]+)\s+(\S.*)", text)
    return (match[1], text.split()[0], match[2]) if match else ()


def match_listed(text: str, listed: Sequence[str]) -> str | None:
    """The one of a workbook's own list values that a text stands for, None where none or several fit."""
    wanted = folded(text)
    found = [value for value in listed if folded(value) == wanted]
    return found[0] if found else None


_KNOWN = frozenset({"code", "fi", "sv", "en", "aliases", "first", "last", "successor", "offer"})


def choices_from(data: Mapping[str, Any]) -> Choices:
    """The lists from parsed TOML: tables ``[key]`` with ``open`` and an array ``choice``.

    Raises KeyError for a choice without ``code`` or ``fi``.
    """
    lists = {
        key: ChoiceList(key, tuple(map(_choice, table["choice"])), bool(table.get("open", False)))
        for key, table in data.items()
    }
    return Choices(lists)


def _choice(row: Mapping[str, Any]) -> Choice:
    names = {language: row[language] for language in ("fi", "sv", "en") if language in row}
    return Choice(
        code=row["code"],
        names={"fi": row["fi"], **names},
        aliases=tuple(row.get("aliases", ())),
        first=row.get("first"),
        last=row.get("last"),
        successor=row.get("successor"),
        offer=row.get("offer", True),
        traits={key: value for key, value in row.items() if key not in _KNOWN},
    )
