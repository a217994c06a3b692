"""The quality criteria as data: the shipped edition is whole, and another one needs no code."""

from __future__ import annotations

import copy
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from tests.domain.assessing import EDITION
from valmennus_tui import data
from valmennus_tui.domain.criteria import Confidence, Edition
from valmennus_tui.domain.criteria_reading import editions_from
from valmennus_tui.domain.evidence.collect import FORMULAS, check_formulas
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import LANGUAGES
from valmennus_tui.workbook.shipped_criteria import shipped_criteria


def shipped() -> dict[str, Any]:
    """The shipped data, to be changed at will."""
    return copy.deepcopy(data.load("criteria.toml"))


def test_numbers_and_sections() -> None:
    assert EDITION.numbers == tuple(range(1, 26))
    assert [(one.id, one.numbers[0], one.numbers[-1]) for one in EDITION.sections] == [
        ("staff", 1, 3),
        ("organising", 4, 11),
        ("content", 12, 25),
    ]
    assert (EDITION.minimum, EDITION.maximum) == (25, 125)


def test_every_text_stands_in_every_language() -> None:
    words = [EDITION.words, EDITION.origin, *(one.words for one in (*EDITION.sections, *EDITION.bands))]
    for criterion in EDITION.criteria:
        assert [anchor.score for anchor in criterion.anchors] == [5, 4, 3, 2, 1]
        words += [criterion.words, *(one.words for one in (*criterion.anchors, *criterion.components))]
        words += [criterion.written_plan.words] if criterion.written_plan else []
    for one in words:
        assert set(one.texts) == set(LANGUAGES)
        assert all(text == text.strip() and len(text) > 3 for text in one.texts.values())
        assert len(set(one.texts.values())) == len(LANGUAGES)


def test_only_two_finnish_names_are_official() -> None:
    official = {one.number: one.words.text("fi") for one in EDITION.criteria if one.words.is_official("fi")}
    assert official == {
        16: "Henkilökohtaisesti räätälöity työnhaku",
        22: "Yksilöllinen rinnalla kulkeva tuki",
    }
    assert not any(one.words.is_official("sv") for one in EDITION.criteria)


# Number, the bounds of the scores 5 to 2 (domain notes 3), and which way they point.
BOUNDS = [
    (1, (20, 25, 30, 40), "most"),
    (2, (96, 90, 75, 60), "least"),
    (4, (90, 75, 50, 0), "least"),
    (15, (30, 60, 150, 270), "most"),
    (16, (90, 75, 50, 25), "least"),
    (17, (6, 5, 4, 2), "least"),
    (19, (85, 70, 60, 50), "least"),
    (20, (85, 70, 60, 50), "least"),
    (21, (95, 85, 75, 65), "least"),
    (24, (65, 50, 40, 30), "least"),
]


@pytest.mark.parametrize(("number", "bounds", "way"), BOUNDS)
def test_thresholds_and_their_edges(number: int, bounds: tuple[int, ...], way: str) -> None:
    criterion = EDITION.criterion(number)
    step = -1 if way == "least" else 1
    for score, bound in zip((5, 4, 3, 2), bounds, strict=True):
        assert criterion.score_for(bound) == score
        assert criterion.score_for(bound - step) in (score, min(score + 1, 5))
        assert criterion.score_for(bound + step) == score - 1
    texts = " ".join(anchor.words.text("fi") for anchor in criterion.anchors)
    assert all(str(bound) in texts for bound in bounds if bound)


@pytest.mark.parametrize("number", [one[0] for one in BOUNDS])
def test_every_whole_figure_has_a_score_and_none_skips_one(number: int) -> None:
    """The printed bands leave gaps between whole numbers; after rounding there are none."""
    scores = [EDITION.criterion(number).score_for(figure) for figure in range(400)]
    assert all(abs(a - b) <= 1 for a, b in pairwise(scores))
    assert set(scores) | {1} == {1, 2, 3, 4, 5}


TICKS = [(number, ticks, max(1, ticks)) for number in (5, 8, 10, 11) for ticks in range(6)]
TICKS += [(13, ticks, 1 + ticks) for ticks in range(5)]
TICKS += [(25, ticks, max(1, ticks - 1)) for ticks in range(7)]


@pytest.mark.parametrize(("number", "ticks", "score"), TICKS)
def test_ticks(number: int, ticks: int, score: int) -> None:
    criterion = EDITION.criterion(number)
    letters = [one.id for one in criterion.components]
    assert letters == list("abcdef"[: len(letters)])
    assert criterion.score_for_ticks(letters[:ticks]) == score
    assert criterion.score_for_ticks(letters[len(letters) - ticks :] * 2) == score


def test_components_that_the_data_can_tell() -> None:
    told = {(one.number, part.id) for one in EDITION.criteria for part in one.components if part.formula}
    assert told == {(8, "a"), (8, "b"), (8, "d"), (8, "e"), (10, "e"), (11, "b")}


def test_written_plans() -> None:
    rules = {one.number: one.written_plan for one in EDITION.criteria if one.written_plan}
    assert {number: (rule.column, rule.score, rule.below) for number, rule in rules.items()} == {
        16: ("client.job_search_plan", 5, 4),
        22: ("employment.support_plan", 5, 4),
    }
    assert all(rule.provenance.confidence is Confidence.SOURCED for rule in rules.values())


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (25, "not_supported_employment"),
        (73, "not_supported_employment"),
        (74, "fair"),
        (99, "fair"),
        (100, "good"),
        (114, "good"),
        (115, "exemplary"),
        (125, "exemplary"),
    ],
)
def test_bands(total: int, band: str) -> None:
    found = EDITION.band(total)
    assert found.id == band
    assert found.supported_employment is (total >= 74)


@pytest.mark.parametrize("total", [24, 126])
def test_no_band_outside_the_scale(total: int) -> None:
    with pytest.raises(ValueError, match=str(total)):
        EDITION.band(total)


def test_confidence_is_told_for_each_threshold() -> None:
    marks = {one.number: one.anchor(5).provenance.confidence for one in EDITION.criteria}
    assert {number for number, mark in marks.items() if mark is Confidence.SOURCED} == {1, 2}
    third = EDITION.criterion(3)
    assert [anchor.provenance.confidence.value for anchor in third.anchors] == [
        "recalled",
        "recalled",
        "sourced",
        "sourced",
        "sourced",
    ]
    assert all(anchor.provenance.source for one in EDITION.criteria for anchor in one.anchors)
    assert all(mark.label for mark in Confidence)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("16", 16),
        ("16. Henkilökohtaisesti räätälöity työnhaku", 16),
        ("Services 5", 16),
        ("SERVICES 5.", 16),
        ("Services 14", 25),
        ("Staffing 1", 1),
        ("Organization 8", 11),
        ("Palvelun sisältö 11", 22),
        ("sisältö: 11", 22),
        ("Servicens innehåll 1", 12),
        ("Kriteeri 7", 7),
        ("kvalitetskriterium 07", 7),
        ("henkilökohtaisesti  RÄÄTÄLÖITY työnhaku", 16),
        ("Caseload size", 1),
        ("0", None),
        ("26", None),
        ("Services 15", None),
        ("Staffing 0", None),
        ("Muu 5", None),
        ("", None),
    ],
)
def test_old_forms_count_within_sections(text: str, number: int | None) -> None:
    found = EDITION.find(text)
    assert (found.number if found else None) == number


def test_position_within_the_section() -> None:
    for criterion in EDITION.criteria:
        assert EDITION.in_section(criterion.section, criterion.position) is criterion
    with pytest.raises(KeyError):
        EDITION.in_section("staff", 4)
    with pytest.raises(KeyError):
        EDITION.in_section("nowhere", 1)


def test_formulas_exist_and_judgement_has_none() -> None:
    check_formulas(EDITION)
    judged = {one.number for one in EDITION.criteria if one.formula is None}
    assert judged == {3, 5, 9, 12, 13, 14, 25}
    assert {one.formula for one in EDITION.criteria} - {None} == set(FORMULAS)


def test_a_second_edition_is_data_only() -> None:
    """Another numbering, other thresholds, fewer criteria: the same code."""
    table = shipped()
    second = copy.deepcopy(table["edition"][0])
    second["id"] = "fi-2030"
    second["criterion"] = [one for one in second["criterion"] if one["number"] in (1, 15, 21)]
    for number, one in enumerate(second["criterion"], 1):
        one["number"] = number
    second["criterion"][0]["anchor"][0]["at_most"] = 18
    second["band"] = [{**second["band"][1], "at_least": 12}, {**second["band"][3], "at_least": 3}]
    editions = editions_from({"edition": [table["edition"][0], second]})
    added = editions.get("fi-2030")
    assert isinstance(added, Edition)
    assert editions.default.id == "fi-2021"
    assert editions.get(None) is editions.default
    assert editions.get("fi-1999") is None
    assert added.criterion(2).formula == "first_contact"
    assert added.criterion(1).score_for(19) == 4
    assert [(band.at_least, band.at_most) for band in added.bands] == [(12, 15), (3, 11)]
    check_formulas(added)


def _without(*path: Any) -> dict[str, Any]:
    table = shipped()
    place: Any = table["edition"][0]
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return table


def _with(value: Any, *path: Any) -> dict[str, Any]:
    table = shipped()
    place: Any = table["edition"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return table


FAULTS = [
    ({}, "no edition"),
    ({"edition": shipped()["edition"] * 2}, "same id"),
    (_without("criterion", 3, "sv"), "'sv'"),
    (_without("criterion", 3, "anchor", 2), "criterion 4: anchor"),
    (_without("rhythm"), "'rhythm'"),
    (_with("guessed", "criterion", 0, "confidence"), "guessed"),
    (_with("hearsay", "criterion", 0, "source"), "hearsay"),
    (_with([1, 2], "criterion", 12, "ticks"), "criterion 13: ticks"),
    (_with(26, "criterion", 0, "anchor", 0, "at_most"), "criterion 1: anchor"),
    (_with("elsewhere", "criterion", 0, "section"), "criterion 1: section"),
    (_with(2, "criterion", 0, "number"), "criterion.number"),
    (_with(26, "band", 3, "at_least"), "band"),
]


@pytest.mark.parametrize(("table", "told"), FAULTS, ids=[told for _table, told in FAULTS])
def test_a_half_made_edition_is_refused_and_the_place_named(table: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigError) as refused:
        editions_from(table)
    assert told in refused.value.message


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (_with("magic", "criterion", 0, "formula"), "magic"),
        (_without("criterion", 16, "rule", "three"), "three"),
        (_with("magic", "criterion", 7, "component", 0, "formula"), "magic"),
        (_without("criterion", 7, "component", 0, "rule"), "coaches"),
    ],
)
def test_an_unknown_formula_is_refused(table: dict[str, Any], told: str) -> None:
    edition = editions_from(table).default
    with pytest.raises(ConfigError) as refused:
        check_formulas(edition)
    assert told in refused.value.message


def test_fractions_are_held_against_bounds_too() -> None:
    assert EDITION.criterion(17).score_for(Fraction(59, 10)) == 4
    assert shipped_criteria() is shipped_criteria()
