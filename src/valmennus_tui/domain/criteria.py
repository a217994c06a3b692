"""The quality criteria (laatukriteerit) of one edition of the scale: names, anchors, components, bands.

An edition is plain data (``data/criteria.toml``). Nothing in the code holds a threshold: what a formula needs
stands in :attr:`Criterion.rule` and in the bounds of the anchors. Texts are the program's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from valmennus_tui.domain.choices import folded
from valmennus_tui.i18n import DEFAULT, N_, _, language


class Confidence(StrEnum):
    """How well a threshold is known."""

    SOURCED = "sourced"
    """Read in a public source."""
    RECALLED = "recalled"
    """Known from the published international scale, not read again word for word."""
    INFERRED = "inferred"
    """A conclusion or a choice made here."""

    @property
    def label(self) -> str:
        """What the confidence means, in the language in force."""
        return _(_CONFIDENCE_LABELS[self])


_CONFIDENCE_LABELS: Mapping[Confidence, str] = {
    Confidence.SOURCED: N_("read in a public source"),
    Confidence.RECALLED: N_("recalled from the international scale, check it against the official form"),
    Confidence.INFERRED: N_("a conclusion made here, check it against the official form"),
}


class EvidenceSource(StrEnum):
    """Where an assessor looks for evidence. The codes are those of the scale."""

    MANAGEMENT = "MIS"
    DOCUMENTS = "DOC"
    INTERVIEWS = "INT"
    OBSERVATION = "OBS"
    PLANS = "ISP"

    @property
    def label(self) -> str:
        """The source in the language in force."""
        return _(_EVIDENCE_LABELS[self])


_EVIDENCE_LABELS: Mapping[EvidenceSource, str] = {
    EvidenceSource.MANAGEMENT: N_("follow-up data"),
    EvidenceSource.DOCUMENTS: N_("documents"),
    EvidenceSource.INTERVIEWS: N_("interviews"),
    EvidenceSource.OBSERVATION: N_("observation"),
    EvidenceSource.PLANS: N_("clients' own plans"),
}


class Unit(StrEnum):
    """What a criterion's figure counts."""

    PERCENT = "percent"
    CLIENTS = "clients"
    DAYS = "days"
    PER_WEEK = "per_week"
    PER_MONTH = "per_month"


@dataclass(frozen=True)
class Words:
    """A text in the three languages, and the languages in which it is an official one."""

    texts: Mapping[str, str]
    official: frozenset[str] = frozenset()

    def text(self, wanted: str | None = None) -> str:
        """The text in a language (None: the one in force), in Finnish where it has none."""
        return self.texts.get(wanted or language(), self.texts[DEFAULT])

    def is_official(self, wanted: str | None = None) -> bool:
        """Whether the text in a language is official; else it is a working translation."""
        return (wanted or language()) in self.official


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a threshold comes from: ``source`` in words, and how well it is known."""

    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Anchor:
    """What one score means (pisteytyksen kuvaus), and the bound of the rounded figure that gives it.

    At most one of ``at_least`` and ``at_most`` is set; an anchor with neither is not reached by a figure,
    except the lowest, which takes what fits no other.
    """

    score: int
    words: Words
    provenance: Provenance
    at_least: int | None = None
    at_most: int | None = None

    @property
    def bounded(self) -> bool:
        """Whether a figure can reach the anchor."""
        return self.at_least is not None or self.at_most is not None

    def fits(self, value: Fraction | int) -> bool:
        """Whether a rounded figure lies within the anchor's bound."""
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is not None and value <= self.at_most


@dataclass(frozen=True)
class Component:
    """One tick of a tick-list criterion. ``formula`` computes whether it is in place, where data can tell."""

    id: str
    words: Words
    provenance: Provenance
    formula: str | None = None
    rule: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WrittenPlan:
    """The rule that ``score`` needs written plans: without them the score is at most ``below``.

    ``column`` is the field that holds the plan's date (``client.job_search_plan``).
    """

    column: str
    score: int
    below: int
    words: Words
    provenance: Provenance


@dataclass(frozen=True)
class Criterion:
    """One quality criterion.

    ``position`` is its number within its section, as old forms count. ``anchors`` run from the highest score
    to the lowest. ``formula`` names how evidence is computed (None: judgement only), ``rule`` holds the
    formula's numbers. ``ticks[n]`` is the score for n components in place; empty for other criteria.
    """

    number: int
    section: str
    position: int
    words: Words
    evidence: tuple[EvidenceSource, ...]
    anchors: tuple[Anchor, ...]
    provenance: Provenance
    formula: str | None = None
    unit: Unit | None = None
    rule: Mapping[str, int] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
    ticks: tuple[int, ...] = ()
    written_plan: WrittenPlan | None = None

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.words.text()

    def anchor(self, score: int) -> Anchor:
        """The anchor of a score. Raises KeyError for a score that the scale does not have."""
        for anchor in self.anchors:
            if anchor.score == score:
                return anchor
        raise KeyError(score)

    def component(self, wanted: str) -> Component:
        """The component with an id. Raises KeyError for one that the criterion does not have."""
        for component in self.components:
            if component.id == wanted:
                return component
        raise KeyError(wanted)

    def score_for(self, value: Fraction | int) -> int:
        """The score of a rounded figure: the best anchor whose bound it meets, else the lowest."""
        return next((anchor.score for anchor in self.anchors if anchor.fits(value)), self.anchors[-1].score)

    def score_for_ticks(self, ticked: Collection[str]) -> int:
        """The score for the components in place. Raises KeyError for an unknown component."""
        return self.ticks[len({self.component(one).id for one in ticked})]


@dataclass(frozen=True)
class Section:
    """A section of the scale (osa-alue) with the numbers of its criteria."""

    id: str
    words: Words
    aliases: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Band:
    """A level of the total (taso): from ``at_least`` points through ``at_most``."""

    id: str
    words: Words
    at_least: int
    at_most: int
    supported_employment: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often to assess: every ``months_before`` months until ``points``, then ``months_after``."""

    points: int
    months_before: int
    months_after: int
    provenance: Provenance


@dataclass(frozen=True)
class Edition:
    """One edition of the scale. ``bands`` run from the highest to the lowest."""

    id: str
    words: Words
    origin: Words
    lowest: int
    highest: int
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]
    rhythm: Rhythm

    @cached_property
    def _by_number(self) -> Mapping[int, Criterion]:
        return {criterion.number: criterion for criterion in self.criteria}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The criteria's numbers in order."""
        return tuple(criterion.number for criterion in self.criteria)

    @property
    def maximum(self) -> int:
        """The greatest total."""
        return len(self.criteria) * self.highest

    @property
    def minimum(self) -> int:
        """The least total."""
        return len(self.criteria) * self.lowest

    def is_score(self, score: int) -> bool:
        """Whether a number is a score of the scale."""
        return self.lowest <= score <= self.highest

    def criterion(self, number: int) -> Criterion:
        """The criterion with a number. Raises KeyError for one that the edition does not have."""
        return self._by_number[number]

    def section(self, wanted: str) -> Section:
        """The section with an id. Raises KeyError for one that the edition does not have."""
        for section in self.sections:
            if section.id == wanted:
                return section
        raise KeyError(wanted)

    def in_section(self, section: str, position: int) -> Criterion:
        """The criterion at a position within a section, counted from 1. Raises KeyError."""
        numbers = self.section(section).numbers
        if not 1 <= position <= len(numbers):
            raise KeyError(position)
        return self.criterion(numbers[position - 1])

    def band(self, total: int) -> Band:
        """The level of a total. Raises ValueError for a total that cannot be."""
        for band in self.bands:
            if band.at_least <= total <= band.at_most:
                return band
        raise ValueError(total)

    def find(self, text: str) -> Criterion | None:
        """The criterion that a text means, or None: ``16``, ``16. Nimi``, ``Services 5``, or a name.

        A section's name before the number means that the number counts within the section, as old forms do.
        """
        wanted = folded(text)
        named = self._by_name.get(wanted)
        if named:
            return named
        match = re.fullmatch(r"(?P<section>[^\d]*?)[\s.:#-]*(?P<number>[0-9]{1,2})(?:[\s.:)-].*)?", wanted)
        if not match:
            return None
        number, before = int(match["number"]), match["section"].strip()
        if not before or before in _CRITERION_WORDS:
            return self._by_number.get(number)
        section = self._section_by_name.get(before)
        if section is None or not 1 <= number <= len(section.numbers):
            return None
        return self.criterion(section.numbers[number - 1])

    @cached_property
    def _by_name(self) -> Mapping[str, Criterion]:
        return {folded(name): one for one in self.criteria for name in one.words.texts.values()}

    @cached_property
    def _section_by_name(self) -> Mapping[str, Section]:
        return {
            folded(name): section
            for section in self.sections
            for name in (section.id, *section.words.texts.values(), *section.aliases)
        }


_CRITERION_WORDS = frozenset(
    {"kriteeri", "laatukriteeri", "kriterium", "kvalitetskriterium", "criterion", "item"}
)


@dataclass(frozen=True)
class Editions:
    """All editions. The first is the one in use unless an assessment names another."""

    all: tuple[Edition, ...]

    @property
    def default(self) -> Edition:
        """The edition in use."""
        return self.all[0]

    def get(self, wanted: str | None) -> Edition | None:
        """The edition with an id (None: the one in use), or None where it is not known."""
        if wanted is None:
            return self.default
        return next((edition for edition in self.all if edition.id == wanted), None)
