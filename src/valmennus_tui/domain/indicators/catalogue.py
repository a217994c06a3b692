"""Indicators in words: names, definitions, units and benchmarks, from ``data/indicators.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from valmennus_tui.domain.indicators.figures import Measure
from valmennus_tui.domain.reporting_period import PeriodKind
from valmennus_tui.i18n import pgettext


class Unit(StrEnum):
    """What is counted or measured."""

    PEOPLE = "people"
    SERVICE_PERIODS = "service_periods"
    JOBS = "jobs"
    STUDIES = "studies"
    CONTACTS = "contacts"
    PER_WEEK = "per_week"
    DAYS = "days"
    PERCENT = "percent"

    @property
    def label(self) -> str:
        """The unit in the language in force."""
        labels = {
            Unit.PEOPLE: pgettext("unit", "clients"),
            Unit.SERVICE_PERIODS: pgettext("unit", "service periods"),
            Unit.JOBS: pgettext("unit", "jobs"),
            Unit.STUDIES: pgettext("unit", "studies"),
            Unit.CONTACTS: pgettext("unit", "contacts"),
            Unit.PER_WEEK: pgettext("unit", "contacts a week"),
            Unit.DAYS: pgettext("unit", "days"),
            Unit.PERCENT: pgettext("unit", "per cent"),
        }
        return labels[self]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A line to compare with: a rate between 0 and 1, for periods of the given kinds, with its source."""

    value: Fraction
    names: Mapping[str, str]
    source: str
    periods: tuple[PeriodKind, ...]

    def name(self, language: str) -> str:
        """What the line is called in a language."""
        return self.names.get(language, self.names["en"])


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """An indicator in words. ``source`` tells where its definition comes from; ``group`` its table."""

    id: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    source: str
    unit: Unit
    measure: Measure
    group: str
    benchmarks: tuple[Benchmark, ...] = ()

    def name(self, language: str) -> str:
        """The indicator's name in a language (fi, sv, en), English for any other."""
        return self.names.get(language, self.names["en"])

    def definition(self, language: str) -> str:
        """What is counted, in whole sentences."""
        return self.definitions.get(language, self.definitions["en"])

    def benchmarks_for(self, kind: PeriodKind) -> tuple[Benchmark, ...]:
        """The lines that hold for periods of a kind."""
        return tuple(line for line in self.benchmarks if kind in line.periods)


def catalogue_from(data: Mapping[str, Any]) -> Mapping[str, IndicatorText]:
    """The indicators by id from parsed TOML: arrays ``indicator`` and ``benchmark``.

    Raises KeyError for an entry without one of its keys, ValueError for an unknown unit, measure or period.
    """
    lines: dict[str, list[Benchmark]] = {}
    for row in data.get("benchmark", ()):
        lines.setdefault(row["indicator"], []).append(_benchmark(row))
    return {row["id"]: _text(row, lines.get(row["id"], [])) for row in data["indicator"]}


def _text(row: Mapping[str, Any], lines: list[Benchmark]) -> IndicatorText:
    return IndicatorText(
        id=row["id"],
        names={language: row[language] for language in ("fi", "sv", "en")},
        definitions={language: row[f"definition_{language}"] for language in ("fi", "sv", "en")},
        source=row["source"],
        unit=Unit(row["unit"]),
        measure=Measure(row["measure"]),
        group=row["group"],
        benchmarks=tuple(lines),
    )


def _benchmark(row: Mapping[str, Any]) -> Benchmark:
    return Benchmark(
        value=Fraction(row["percent"], 100),
        names={language: row[language] for language in ("fi", "sv", "en")},
        source=row["source"],
        periods=tuple(map(PeriodKind, row["periods"])),
    )
