"""Indicators in words: names, definitions, units, benchmarks and how numbers are rounded."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.making import client, contact, job
from valmennus_tui import data
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.indicators.catalogue import Unit, catalogue_from
from valmennus_tui.domain.indicators.figures import Figure, Measure
from valmennus_tui.domain.indicators.registry import INDICATORS
from valmennus_tui.domain.reporting_period import PeriodKind
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import LANGUAGES
from valmennus_tui.workbook.shipped_indicators import shipped_indicators


def test_every_indicator_is_told_in_three_languages() -> None:
    texts = shipped_indicators()
    assert list(texts) == list(INDICATORS)
    for name, text in texts.items():
        assert text.measure is INDICATORS[name].measure
        assert text.source
        for language in LANGUAGES:
            assert text.name(language)
            assert text.definition(language).endswith(".")
        assert len({text.name(language) for language in LANGUAGES}) == 3
    assert texts["served"].name("de") == texts["served"].name("en")
    assert all(unit.label for unit in Unit)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_indicators_have_the_same_name(language: str) -> None:
    names = [text.name(language) for text in shipped_indicators().values()]
    assert len(set(names)) == len(names)


def test_benchmark_lines_are_for_quarters() -> None:
    share = shipped_indicators()["share_worked_all"]
    lines = share.benchmarks_for(PeriodKind.QUARTER)
    assert [line.value for line in lines] == [Fraction(31, 100), Fraction(41, 100), Fraction(1, 2)]
    assert all(line.source and line.name(language) for line in lines for language in LANGUAGES)
    assert share.benchmarks_for(PeriodKind.YEAR) == ()


def test_the_needs_are_columns_and_kinds_that_exist() -> None:
    kinds = {one.record_kind: one for one in (client(), job(), contact(), Education())}
    for indicator in INDICATORS.values():
        for option in (option for need in indicator.needs for option in need.split("|")):
            kind, _, column = option.partition(".")
            row = kinds[RecordKind(kind)]
            assert not column or (row.has(column) and hasattr(row, column))


def test_a_faulty_data_file_is_noticed() -> None:
    raw = data.load("indicators.toml")
    with pytest.raises(ValueError, match="litres"):
        catalogue_from({"indicator": [raw["indicator"][0] | {"unit": "litres"}]})
    with pytest.raises(KeyError):
        catalogue_from({"indicator": [{"id": "served"}]})


def test_percents_round_halves_up() -> None:
    def percent(part: int, whole: int) -> int | None:
        return Figure("x", Measure.RATE, Fraction(part, whole), part, whole).percent

    assert [percent(1, 8), percent(1, 200), percent(2, 3), percent(199, 200)] == [13, 1, 67, 100]
    assert Figure("x", Measure.COUNT, 3, 3, None).percent is None
