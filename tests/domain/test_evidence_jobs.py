"""Criteria 19 to 21: how different the jobs and employers are, and how many jobs are competitive."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.domain.assessing import GROUPS, ago, look, notes, people, person, source, work
from valmennus_tui.domain.evidence.model import Status
from valmennus_tui.domain.evidence.rules import EvidenceRules, JobsCounted
from valmennus_tui.domain.values import PartialDate, Unclear

KINDS = [f"tehtävä {number}" for number in range(200)]


def typed(different: int, jobs: int) -> list[Any]:
    """So many jobs of so many occupation groups; the last group takes the rest."""
    return [work(number, job_type=KINDS[min(number, different - 1)]) for number in range(jobs)]


def employed(different: int, jobs: int) -> list[Any]:
    """So many jobs with so many employers."""
    return [work(number, employer=f"Työnantaja {min(number, different - 1)}") for number in range(jobs)]


# Criteria 19 and 20: different ones, jobs, rounded share, score.
VARIETY = [
    (13, 15, 87, 5),  # 4d for 19
    (11, 14, 79, 4),  # 4d for 20
    (10, 10, 100, 5),
    (17, 20, 85, 5),
    (169, 200, 85, 5),  # 84.5: the gap between 84 and 85
    (168, 200, 84, 4),
    (7, 10, 70, 4),
    (139, 200, 70, 4),
    (138, 200, 69, 3),
    (6, 10, 60, 3),
    (119, 200, 60, 3),
    (118, 200, 59, 2),
    (5, 10, 50, 2),
    (99, 200, 50, 2),
    (98, 200, 49, 1),
    (1, 10, 10, 1),
]


@pytest.mark.parametrize("number", [19, 20])
@pytest.mark.parametrize(("different", "jobs", "whole", "score"), VARIETY)
def test_19_and_20_variety(number: int, different: int, jobs: int, whole: int, score: int) -> None:
    rows = typed(different, jobs) if number == 19 else employed(different, jobs)
    found = look(number, person(1), *rows)
    assert (found.status, found.rounded, found.proposed) == (Status.COMPUTED, whole, score)
    assert (found.numerator, found.denominator) == (different, jobs)
    assert found.value == Fraction(different * 100, jobs)
    assert len(found.against) == jobs - different
    assert notes(found) == set()


@pytest.mark.parametrize("number", [19, 20])
def test_few_jobs_are_told(number: int) -> None:
    rows = [work(n) for n in range(9)]
    assert notes(look(number, person(1), *rows)) == {"few_jobs"}
    assert notes(look(number, person(1), *rows, work(9))) == set()


# The job's dates, whether it is held in the window, whether it started in it.
HELD = [
    ({"start": ago(300)}, True, False),
    ({"start": ago(300), "end": ago(181)}, True, False),  # held through its end
    ({"start": ago(300), "end": ago(182)}, False, False),
    ({"start": ago(181)}, True, True),
    ({"start": ago(0)}, True, True),
    ({"start": ago(-1)}, False, False),
    ({"start": PartialDate("3/2026", 2026, 3)}, True, True),
]


@pytest.mark.parametrize(("dates", "held", "started"), HELD)
def test_19_which_jobs_count(dates: dict[str, Any], held: bool, started: bool) -> None:
    rows = [person(1, service_start=ago(400)), work(1, start=ago(50)), work(2, **dates)]
    assert look(19, *rows).denominator == 1 + held
    rules = EvidenceRules(variety_jobs=JobsCounted.STARTED_IN_WINDOW)
    assert look(19, *rows, rules=rules).denominator == 1 + started


def test_19_a_job_counts_only_while_the_client_is_in_the_service() -> None:
    ended = person(1, service_start=ago(900), service_end=ago(300))
    found = look(19, ended, person(2), work(1, 1, start=ago(800)), work(2, 2))
    assert [row.key for row in found.rows] == ["employment:A-2/2"]


def test_19_unclear_dates_and_work_trials_do_not_count() -> None:
    rows = [
        work(1),
        work(2, start=Unclear("keväällä", "not_a_date")),
        work(3, contract="työkokeilu"),
        work(4, end=PartialDate("12/2025", 2025, 12), start=ago(250)),
    ]
    found = look(19, person(1, service_start=ago(300)), *rows)
    assert found.denominator == 1
    assert {note.id: len(note.rows) for note in found.warnings if note.id == "left_out"} == {"left_out": 2}


def test_19_the_list_s_group_counts_not_the_spelling() -> None:
    texts = ["51", "51 Palvelutyöntekijät", "servicepersonal", "oma luokka", "OMA  luokka"]
    rows = [work(number, job_type=text) for number, text in enumerate(texts)]
    assert look(19, person(1), *rows).numerator == 2


def test_19_unknown_groups_are_left_out_and_may_change_the_score() -> None:
    rows = [*(work(number) for number in range(8)), work(8, job_type=None), work(9, job_type=None)]
    found = look(19, person(1), *rows)
    assert (found.denominator, found.proposed) == (8, 5)
    assert notes(found) == {"few_jobs", "left_out", "may_change"}
    assert "4" in next(note for note in found.warnings if note.id == "may_change").message


def test_one_repetition_may_be_allowed() -> None:
    rows = typed(5, 10)  # the fifth group has six jobs
    rules = EvidenceRules(same_allowed=2)
    assert look(19, person(1), *rows, rules=rules).numerator == 6
    assert look(20, person(1), *employed(5, 10), rules=rules).numerator == 6


@pytest.mark.parametrize(("number", "column"), [(19, "job_type"), (20, "employer")])
def test_19_and_20_missing(number: int, column: str) -> None:
    rows = [work(1, absent=frozenset({column}), **{column: None})]
    assert look(number, person(1), *rows).missing == (f"employment.{column}",)
    assert look(number, person(1), work(1, **{column: None})).missing == (f"employment.{column}",)
    assert look(number, person(1)).missing == ("employment",)


def test_19_some_workbooks_lack_the_column() -> None:
    lacking = work(1, absent=frozenset({"job_type"}), job_type=None)
    books = [source(person(1), work(1), name="a"), source(person(1), lacking, name="b", coach="TV2")]
    found = look(19, sources=books)
    assert found.denominator == 1
    assert "lacking" in notes(found)


# Criterion 20: employers as written (with business IDs), how many they are.
SPELLINGS: list[tuple[list[tuple[str | None, str | None]], int]] = [
    ([("Leipomo Oy", None), ("leipomo oy", None), ("LEIPOMO", None), ("Leipomo  Ab", None)], 1),
    ([("Leipomo Oy", None), ("Kauppa Oy", None)], 2),
    ([("Esimerkkileipomo", None), ("Esimerkkileipomi", None)], 1),  # one letter apart
    ([("Kauppa 1", None), ("Kauppa 2", None)], 2),
    ([("Kauppa", "1234567-1"), ("Kauppa", "0737546-2")], 2),  # two shopkeepers
    ([("Kauppa Pori", "1234567-1"), ("Porin kauppa", "1234567-1")], 1),
    ([("Kauppa", "1234567-1"), ("kauppa", None)], 1),
    ([("Kauppa", "1234567-9"), ("Kauppa", None)], 1),  # an invalid ID tells nothing
    ([(None, "1234567-1"), ("Kauppa", "1234567-1")], 1),
]


@pytest.mark.parametrize(("written", "count"), SPELLINGS)
def test_20_employers_are_counted_by_meaning(
    written: list[tuple[str | None, str | None]], count: int
) -> None:
    rows = [work(number, employer=name, business_id=known) for number, (name, known) in enumerate(written)]
    found = look(20, person(1), *rows)
    assert (found.numerator, found.denominator) == (count, len(written))


def test_20_merge_list() -> None:
    rows = [work(1, employer="Satakunnan leipä"), work(2, employer="Leipätehdas Oy")]
    rules = EvidenceRules(same_employers={"leipätehdas": "Satakunnan leipä"})
    assert look(20, person(1), *rows).numerator == 2
    found = look(20, person(1), *rows, rules=rules)
    assert found.numerator == 1
    assert "spellings" in notes(found)


def market(yes: int, no: int, **fields: Any) -> list[Any]:
    """So many jobs on the open market and so many that are not."""
    return [work(number, open_market=number < yes, **fields) for number in range(yes + no)]


# Criterion 21: competitive jobs, others, rounded, score.
COMPETITIVE = [
    (19, 1, 95, 5),  # 4d
    (20, 0, 100, 5),
    (189, 11, 95, 5),  # 94.5: the gap between 94 and 95
    (188, 12, 94, 4),
    (17, 3, 85, 4),
    (169, 31, 85, 4),
    (168, 32, 84, 3),
    (15, 5, 75, 3),
    (149, 51, 75, 3),
    (148, 52, 74, 2),
    (13, 7, 65, 2),
    (129, 71, 65, 2),  # 64.5: the form prints "< 64" and leaves 64 to 65 open
    (128, 72, 64, 1),
    (12, 8, 60, 1),
    (10, 0, 100, 5),
    (9, 0, 100, 1),  # 4d: fewer than ten jobs
    (8, 1, 89, 1),
]


@pytest.mark.parametrize(("yes", "no", "whole", "score"), COMPETITIVE)
def test_21_competitive_jobs(yes: int, no: int, whole: int, score: int) -> None:
    found = look(21, person(1), *market(yes, no))
    assert (found.status, found.rounded, found.proposed) == (Status.COMPUTED, whole, score)
    assert (found.numerator, found.denominator, len(found.against)) == (yes, yes + no, no)
    assert ("few_jobs" in notes(found)) is (yes + no < 10)


# A job's fields; whether it is competitive by the lenient rule, the strict one, and without subsidised jobs.
JOBS: list[tuple[dict[str, Any], bool | None, bool | None, bool | None]] = [
    ({}, True, True, True),
    ({"contract": "määräaikainen"}, True, False, True),
    ({"contract": "kausityö"}, True, False, True),
    ({"contract": "vuokratyö"}, True, False, True),
    ({"contract": "tarvittaessa työhön kutsuttava"}, True, False, True),
    ({"wage_subsidy": True}, True, True, False),
    ({"collective_pay": False}, False, False, False),
    ({"open_market": False}, False, False, False),
    ({"open_market": None}, None, None, None),
    ({"contract": None}, None, None, None),
    ({"contract": "työkokeilu"}, False, False, False),
    ({"contract": "kuntouttava työtoiminta"}, False, False, False),
    ({"contract": "palkaton harjoittelu"}, False, False, False),
]


@pytest.mark.parametrize(("fields", "lenient", "strict", "unsubsidised"), JOBS)
def test_21_what_is_competitive(
    fields: dict[str, Any], lenient: bool | None, strict: bool | None, unsubsidised: bool | None
) -> None:
    rows = [person(1), *(work(number) for number in range(10)), work(10, **fields)]
    found = {part.id: part for part in look(21, *rows).figures}
    told = [("lenient", lenient), ("strict", strict), ("without_subsidised", unsubsidised)]
    for name, answer in told:
        expected = (10, 10) if answer is None else (10 + answer, 11)
        assert (found[name].numerator, found[name].denominator) == expected


@pytest.mark.parametrize(
    ("rules", "numerator"),
    [
        (EvidenceRules(), 12),
        (EvidenceRules(strict=True), 8),
        (EvidenceRules(with_subsidised=False), 9),
        (EvidenceRules(strict=True, with_subsidised=False), 5),
    ],
)
def test_21_the_rules_say_which_rate_counts(rules: EvidenceRules, numerator: int) -> None:
    rows = [work(n) for n in range(5)]
    rows += [work(n, wage_subsidy=True) for n in range(5, 8)]
    rows += [work(n, contract="määräaikainen") for n in range(8, 12)]
    found = look(21, person(1), *rows, rules=rules)
    assert (found.numerator, found.denominator) == (numerator, 12)


def test_21_unknown_jobs_are_left_out_and_may_change_the_score() -> None:
    found = look(21, person(1), *market(17, 1), work(18, open_market=None), work(19, contract=None))
    assert (found.numerator, found.denominator, found.proposed) == (17, 18, 4)
    assert notes(found) == {"left_out", "may_change"}


def test_21_placements_count_unless_the_rules_leave_them_out() -> None:
    rows = [*market(10, 0), work(11, contract="työkokeilu")]
    found = look(21, person(1), *rows)
    assert (found.numerator, found.denominator) == (10, 11)
    assert notes(found) == {"placements"}
    without = look(21, person(1), *rows, rules=EvidenceRules(with_placements=False))
    assert (without.numerator, without.denominator) == (10, 10)


def test_21_present_jobs_or_the_window_s() -> None:
    rows = [*market(10, 0), *(work(20 + n, open_market=False, end=ago(30)) for n in range(2))]
    assert look(21, person(1), *rows).denominator == 10
    window = EvidenceRules(competitive_window=JobsCounted.HELD_IN_WINDOW)
    found = look(21, person(1), *rows, rules=window)
    assert (found.numerator, found.denominator, found.proposed) == (10, 12, 3)


def test_21_few_present_jobs_though_many_in_the_window() -> None:
    rows = [*market(9, 0), *(work(20 + n, end=ago(30)) for n in range(5))]
    window = EvidenceRules(competitive_window=JobsCounted.HELD_IN_WINDOW)
    found = look(21, person(1), *rows, rules=window)
    assert (found.denominator, found.proposed) == (14, 1)


def test_21_no_present_job_is_few() -> None:
    found = look(21, person(1), work(1, end=ago(30)))
    assert (found.status, found.proposed, found.value) == (Status.COMPUTED, 1, None)


@pytest.mark.parametrize("column", ["contract", "open_market"])
def test_21_missing(column: str) -> None:
    row = work(1, absent=frozenset({column}), **{column: None})
    assert look(21, person(1), row).missing == (f"employment.{column}",)
    assert look(21, *people(2)).missing == ("employment",)


def test_21_ten_jobs_of_which_nothing_is_known() -> None:
    found = look(21, person(1), *(work(n, open_market=None) for n in range(10)))
    assert (found.status, found.missing, found.value) == (Status.MISSING, ("employment.open_market",), None)


def test_groups_are_real_ones() -> None:
    assert look(19, person(1), *(work(n) for n in range(len(GROUPS)))).numerator == len(GROUPS)
