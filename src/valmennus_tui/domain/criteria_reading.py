"""From parsed TOML to editions of the quality criteria, checked so that an added one is never half-made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from valmennus_tui.domain.criteria import (
    Anchor,
    Band,
    Component,
    Confidence,
    Criterion,
    Edition,
    Editions,
    EvidenceSource,
    Provenance,
    Rhythm,
    Section,
    Unit,
    Words,
    WrittenPlan,
)
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import LANGUAGES, _

_Table = Mapping[str, Any]


def editions_from(data: _Table) -> Editions:
    """The editions of parsed TOML (an array ``edition``).

    Raises ConfigError, which names the edition and the place, for an edition that lacks something or whose
    numbers do not fit together.
    """
    editions = tuple(map(_edition, data.get("edition", ())))
    if not editions or len({edition.id for edition in editions}) < len(editions):
        raise ConfigError(
            _("The quality criteria have no edition, or two with the same id. Correct the file.")
        )
    return Editions(editions)


def _edition(table: _Table) -> Edition:
    name = str(table.get("id", "?"))
    try:
        edition = _Builder(table).edition()
    except (KeyError, ValueError, TypeError) as error:
        message = _("Edition {edition} of the quality criteria is incomplete near {place}. Correct the file.")
        raise ConfigError(message.format(edition=name, place=error)) from error
    for place in _faults(edition):
        message = _("The numbers of edition {edition} do not fit together at {place}. Correct the file.")
        raise ConfigError(message.format(edition=name, place=place))
    return edition


class _Builder:
    """Builds one edition. Raises KeyError for what is not there, ValueError for what is not known."""

    def __init__(self, table: _Table) -> None:
        self.table = table
        self.sources: Mapping[str, str] = table["sources"]

    def edition(self) -> Edition:
        table = self.table
        placed = list(self._positions(table["criterion"]))
        bands: list[_Table] = sorted(table["band"], key=lambda band: -int(band["at_least"]))
        maximum = len(placed) * int(table["highest"])
        tops = [maximum, *(int(band["at_least"]) - 1 for band in bands)]
        return Edition(
            id=table["id"],
            words=_words(table["names"]),
            origin=_words(table["origin"]),
            lowest=table["lowest"],
            highest=table["highest"],
            sections=tuple(self._section(one, table["criterion"]) for one in table["section"]),
            criteria=tuple(sorted(map(self._criterion, placed), key=lambda one: one.number)),
            bands=tuple(self._band(band, top) for band, top in zip(bands, tops, strict=False)),
            rhythm=self._rhythm(table["rhythm"]),
        )

    def _positions(self, rows: Iterable[_Table]) -> Iterator[_Table]:
        """The criteria with the position of each within its section."""
        seen: dict[str, int] = {}
        for row in sorted(rows, key=lambda row: int(row["number"])):
            section = row["section"]
            seen[section] = seen.get(section, 0) + 1
            yield {**row, "position": seen[section]}

    def _section(self, table: _Table, rows: Iterable[_Table]) -> Section:
        numbers = sorted(row["number"] for row in rows if row["section"] == table["id"])
        return Section(table["id"], _words(table), tuple(table.get("aliases", ())), tuple(numbers))

    def _band(self, table: _Table, at_most: int) -> Band:
        return Band(
            id=table["id"],
            words=_words(table),
            at_least=table["at_least"],
            at_most=at_most,
            supported_employment=table["supported_employment"],
            provenance=self._provenance(table),
        )

    def _rhythm(self, table: _Table) -> Rhythm:
        return Rhythm(table["points"], table["months_before"], table["months_after"], self._provenance(table))

    def _criterion(self, table: _Table) -> Criterion:
        anchors = [self._anchor(one, table) for one in table["anchor"]]
        plan = table.get("written_plan")
        return Criterion(
            number=table["number"],
            section=table["section"],
            position=table["position"],
            words=_words(table),
            evidence=tuple(map(EvidenceSource, table["evidence"])),
            anchors=tuple(sorted(anchors, key=lambda anchor: -anchor.score)),
            provenance=self._provenance(table),
            formula=table.get("formula"),
            unit=Unit(table["unit"]) if "unit" in table else None,
            rule=table.get("rule", {}),
            components=tuple(self._component(one, table) for one in table.get("component", ())),
            ticks=tuple(table.get("ticks", ())),
            written_plan=self._written_plan(plan, table) if plan else None,
        )

    def _anchor(self, table: _Table, criterion: _Table) -> Anchor:
        return Anchor(
            score=table["score"],
            words=_words(table),
            provenance=self._provenance(table, criterion),
            at_least=table.get("at_least"),
            at_most=table.get("at_most"),
        )

    def _component(self, table: _Table, criterion: _Table) -> Component:
        return Component(
            id=table["id"],
            words=_words(table),
            provenance=self._provenance(table, criterion),
            formula=table.get("formula"),
            rule=table.get("rule", {}),
        )

    def _written_plan(self, table: _Table, criterion: _Table) -> WrittenPlan:
        return WrittenPlan(
            column=table["column"],
            score=table["score"],
            below=table["below"],
            words=_words(table),
            provenance=self._provenance(table, criterion),
        )

    def _provenance(self, table: _Table, outer: _Table | None = None) -> Provenance:
        """The table's own source and confidence, else those of the table around it."""
        both = {**(outer or {}), **table}
        return Provenance(self.sources[both["source"]], Confidence(both["confidence"]))


def _words(table: _Table) -> Words:
    texts = {language: str(table[language]) for language in LANGUAGES}
    return Words(texts, frozenset(table.get("official", ())))


def _faults(edition: Edition) -> Iterator[str]:
    """The places where an edition's numbers do not fit together."""
    scores = tuple(range(edition.highest, edition.lowest - 1, -1))
    sections = {section.id for section in edition.sections}
    if len(set(edition.numbers)) < len(edition.numbers):
        yield "criterion.number"
    for one in edition.criteria:
        if one.section not in sections:
            yield f"criterion {one.number}: section"
        if tuple(anchor.score for anchor in one.anchors) != scores or not _falls(one.anchors):
            yield f"criterion {one.number}: anchor"
        if len(one.ticks) != (len(one.components) + 1 if one.components else 0):
            yield f"criterion {one.number}: ticks"
    if edition.bands[-1].at_least != edition.minimum or edition.bands[0].at_least > edition.maximum:
        yield "band"


def _falls(anchors: Sequence[Anchor]) -> bool:
    """Whether the bounds get easier from the highest score to the lowest, and all point the same way."""
    least = [anchor.at_least for anchor in anchors if anchor.at_least is not None]
    most = [anchor.at_most for anchor in anchors if anchor.at_most is not None]
    one_way = not (least and most)
    return one_way and least == sorted(set(least), reverse=True) and most == sorted(set(most))
