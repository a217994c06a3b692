"""Tables for outsiders: nothing that is hidden follows from what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.suppression_attack import EVENTS, H1, H2, PEOPLE, YEAR, attack
from valmennus_tui.domain.indicators.figures import Figure, IndicatorTable, Measure
from valmennus_tui.domain.indicators.registry import INDICATORS
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.outside_tables import OUTSIDE_ROWS, CellId, counts, relations
from valmennus_tui.domain.possible_worlds import Relation, farthest
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.suppression import OutsideData, for_outsiders
from valmennus_tui.errors import UsageError

AS_OF = date(2027, 2, 1)
Counts = dict[str, int]
NAMES = tuple(OUTSIDE_ROWS)


def table(
    period: str, numbers: Mapping[str, int], means: Mapping[str, tuple[int, int]] | None = None, **more: Any
) -> IndicatorTable:
    """A table of indicators that has these counts."""
    figures = {
        name: Figure(name, one.measure, 0, 0, 0 if one.measure is not Measure.COUNT else None)
        for name, one in INDICATORS.items()
    }
    for row in NAMES:
        if row not in ("kept_due", "kept_90"):
            figures[row] = Figure(row, Measure.COUNT, numbers.get(row, 0), numbers.get(row, 0), None)
    kept, due = numbers.get("kept_90", 0), numbers.get("kept_due", 0)
    figures["kept_90"] = Figure("kept_90", Measure.PART, kept, kept, due)
    for name, (total, number) in (means or {}).items():
        value = Fraction(total, number) if number else None
        figures[name] = Figure(name, Measure.MEAN, value, total, number)
    where = Period.parse(period)
    settings_ = {"as_of": AS_OF, "last": where.last, "rules": IndicatorRules(), **more}
    return IndicatorTable(period=where, team=figures, coaches={}, **settings_)


def outsiders(data: Mapping[str, Counts], **more: Any) -> OutsideData:
    return for_outsiders({Period.parse(p): table(p, numbers) for p, numbers in data.items()}, **more)


def team(seed: int) -> dict[str, Counts]:
    """A made-up team's year: people with a service, perhaps an end and jobs, counted by half-year."""
    random = Random(seed)
    chance = {name: random.random() ** 2 for name in ("early", "leave", "work", "again", "keep", "study")}
    data = {p: dict.fromkeys(NAMES, 0) for p in (H1, H2, YEAR)}
    for _ in range(random.choice((3, 8, 15, 30, 60, 120))):
        person(random, chance, data)
    for half in (H1, H2):
        for row in EVENTS:
            data[YEAR][row] += data[half][row]
    return data


def person(random: Random, chance: Mapping[str, float], data: dict[str, Counts]) -> None:
    start = 0 if random.random() < chance["early"] else random.choice((1, 2))
    end = random.choice((1, 2)) if random.random() < chance["leave"] else 3
    end = max(end, start)
    halves = {1: H1, 2: H2}
    there = [half for half in (1, 2) if start <= half <= end]
    seen: dict[str, set[int]] = {
        "served": set(there),
        "worked": set(),
        "new": set(),
        "first_job_clients": set(),
    }
    if start:
        seen["new"].add(start)
    if end < 3:
        kind = random.choices(("exits_job", "exits_study", "exits_other"), (5, 1, 3))[0]
        data[halves[end]]["exits"] += 1
        data[halves[end]][kind] += 1
    for half in there:
        if random.random() < chance["work"]:
            jobs = 1 + (random.random() < chance["again"])
            data[halves[half]]["job_starts"] += jobs
            data[halves[half]]["kept_due"] += jobs
            data[halves[half]]["kept_90"] += sum(random.random() < chance["keep"] for _ in range(jobs))
            data[halves[half]]["job_ends"] += random.random() < 0.3
            if not seen["first_job_clients"]:
                seen["first_job_clients"].add(half)
            seen["worked"].add(half)
        if random.random() < chance["study"]:
            data[halves[half]]["education_starts"] += 1
    for row, when in seen.items():
        for half in when:
            data[halves[half]][row] += 1
        data[YEAR][row] += bool(when)


def small(row: str, p: str, data: Mapping[str, Counts], threshold: int) -> bool:
    """Whether a count is too small to be known, told anew."""
    numbers = data[p]
    count = numbers[row]
    if 0 < count < threshold:
        return True
    whole = {"exits_job": "exits", "exits_study": "exits", "exits_other": "exits"} | {
        "worked": "served",
        "kept_90": "kept_due",
    }
    return count == 0 and row in whole and numbers[whole[row]] > 0


@given(st.integers(0, 2**32), st.sampled_from([(H1, H2, YEAR), (H1, H2), (YEAR,), (H1, YEAR)]))
@settings(max_examples=90, deadline=None, derandomize=True, database=None)
def test_no_hidden_count_follows_from_the_published_ones(seed: int, periods: tuple[str, ...]) -> None:
    threshold = Random(seed).choice((5, 5, 3, 8))
    data = {p: numbers for p, numbers in team(seed).items() if p in periods}
    told = outsiders(data, threshold=threshold)
    published = {
        (cell.row, str(cell.period)): cell.count for cell in told.cells.values() if cell.count is not None
    }
    percents = {
        (cell.row, str(cell.period)): cell.percent for cell in told.cells.values() if cell.percent is not None
    }
    bounds = attack(periods, published, percents)
    for (row, p), (low, high) in bounds.items():
        if row in NAMES and p in periods:
            count = data[p][row]
            assert low <= count <= high
            if small(row, p, data, threshold):
                assert (row, p) not in published
                assert high - low >= threshold, (row, p)
            elif (row, p) not in published:
                assert high > low, (row, p)
    check_derived(bounds, data, threshold)


def test_the_attacker_finds_what_simple_hiding_gives_away() -> None:
    """Hiding nothing but the small cells is not enough, and this attacker knows."""
    found = 0
    for seed in range(60):
        data = team(seed)
        published = {
            (row, p): data[p][row] for p in data for row in NAMES if not small(row, p, data, threshold=5)
        }
        bounds = attack((H1, H2, YEAR), published, {})
        found += any(low == high for name, (low, high) in bounds.items() if name not in published)
    assert found > 40


def check_derived(bounds: Mapping[Any, tuple[int, int]], data: Mapping[str, Counts], threshold: int) -> None:
    """Counts that no table has, but a difference of two would give."""
    for p, numbers in data.items():
        for rest, part, whole in (("idle", "worked", "served"), ("lost", "kept_90", "kept_due")):
            count = numbers[whole] - numbers[part]
            if numbers[whole] and count < threshold:
                low, high = bounds[rest, p]
                assert high - low >= threshold, (rest, p)
    for half in {H1, H2} & set(data) if YEAR in data else ():
        for row in (*PEOPLE, *EVENTS):
            count = data[YEAR][row] - data[half][row]
            year, part = bounds[row, YEAR], bounds[row, half]
            if 0 < count < threshold:
                assert (year[1] - part[0]) - max(0, year[0] - part[1]) >= threshold, (row, half)


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_all_ways_to_fill_one_breakdown_leave_each_hidden_part_open(seed: int) -> None:
    random = Random(seed)
    kinds = ("exits_job", "exits_study", "exits_other")
    numbers = dict.fromkeys(NAMES, 0) | {"served": 60} | {kind: random.randrange(9) for kind in kinds}
    numbers["exits"] = sum(numbers[kind] for kind in kinds)
    told = outsiders({YEAR: numbers})
    shown = {row: told.cell(row, Period.parse(YEAR)).count for row in ("exits", *kinds)}
    ways = [
        parts
        for parts in product(range(31), repeat=3)
        if shown["exits"] in (None, sum(parts))
        and all(shown[kind] in (None, part) for kind, part in zip(kinds, parts, strict=True))
    ]
    for index, kind in enumerate(kinds):
        values = {parts[index] for parts in ways}
        assert shown[kind] is not None or len(values) > 1
        if small(kind, YEAR, {YEAR: numbers}, 5):
            assert max(values) - min(values) >= 5


BIG = {
    "served": 60, "new": 20, "exits": 30, "exits_job": 14, "exits_study": 8, "exits_other": 8,
    "worked": 25, "first_job_clients": 12, "job_starts": 18, "job_ends": 9, "kept_due": 16, "kept_90": 9,
    "education_starts": 7,
}  # fmt: skip


def shown(data: OutsideData, period: str = YEAR) -> dict[str, int | None]:
    return {row: data.cell(row, Period.parse(period)).count for row in NAMES}


def test_large_counts_are_all_shown_with_whole_percents() -> None:
    told = outsiders({YEAR: BIG})
    assert shown(told) == BIG
    assert told.cell("worked", Period.parse(YEAR)).percent == 42  # 25 of 60 is 41.67
    assert told.cell("kept_90", Period.parse(YEAR)).percent == 56  # 9 of 16 is 56.25
    assert told.cell("new", Period.parse(YEAR)).percent is None


def test_a_small_part_takes_another_with_it() -> None:
    told = shown(outsiders({YEAR: BIG | {"exits_study": 2, "exits": 24}}))
    assert told["exits_study"] is None
    assert told["exits_other"] is None  # the least of the others
    assert (told["exits"], told["exits_job"]) == (24, 14)


def test_who_makes_up_the_rest_is_protected_too() -> None:
    told = outsiders({YEAR: BIG | {"worked": 58}})  # two did not work
    assert told.cell("worked", Period.parse(YEAR)).count is None
    assert told.cell("worked", Period.parse(YEAR)).percent is None
    assert shown(outsiders({YEAR: BIG | {"worked": 60}}))["worked"] is None  # everybody worked


def test_a_zero_is_shown_only_where_it_tells_nothing() -> None:
    alone = shown(outsiders({YEAR: BIG | {"education_starts": 0}}))
    assert alone["education_starts"] == 0
    part = shown(outsiders({YEAR: BIG | {"exits_study": 0, "exits": 22}}))
    assert part["exits_study"] is None
    none = dict.fromkeys(("exits", "exits_job", "exits_study", "exits_other"), 0)
    whole = shown(outsiders({YEAR: BIG | none}))
    assert {row: whole[row] for row in none} == none


def test_a_small_half_year_does_not_follow_from_the_year() -> None:
    first = {row: number // 2 for row, number in BIG.items()} | {"job_ends": 7}
    second = {row: BIG[row] - first[row] for row in BIG}  # two jobs ended
    told = outsiders({H1: first, H2: second, YEAR: BIG})
    assert shown(told)["job_ends"] == 9
    assert shown(told, H1)["job_ends"] is None
    assert shown(told, H2)["job_ends"] is None


def test_a_half_year_beside_the_year_tells_of_the_other_half() -> None:
    first = BIG | {"job_starts": 16}
    told = outsiders({H1: first, YEAR: BIG})  # 18 - 16 = 2 in the other half
    assert None in (shown(told)["job_starts"], shown(told, H1)["job_starts"])


def test_what_is_already_public_makes_the_rest_give_way() -> None:
    first = {row: number // 2 for row, number in BIG.items()} | {"job_ends": 7}
    before = outsiders({H1: first})
    assert shown(before, H1)["job_ends"] == 7
    second = {row: BIG[row] - first[row] for row in BIG}
    told = outsiders({H1: first, H2: second, YEAR: BIG}, already=before.published)
    assert before.published <= told.published
    assert shown(told)["job_ends"] is None
    assert shown(told, H2)["job_ends"] is None


def test_a_higher_threshold_hides_more() -> None:
    assert shown(outsiders({YEAR: BIG}, threshold=10))["education_starts"] is None
    assert shown(outsiders({YEAR: BIG}, threshold=7))["education_starts"] == 7


def test_rows_that_are_not_known_are_not_hidden_but_not_known() -> None:
    one = table(YEAR, BIG)
    gone = Figure("education_starts", Measure.COUNT, None, None, None, ("education",), ("a.xlsx",))
    partial = Figure("job_ends", Measure.COUNT, 9, 9, None, ("employment.end",), ("a.xlsx",))
    one = IndicatorTable(
        one.period,
        one.as_of,
        one.last,
        one.rules,
        {**one.team, "education_starts": gone, "job_ends": partial},
        {},
    )
    told = for_outsiders({one.period: one})
    for row in ("education_starts", "job_ends"):
        cell = told.cell(row, one.period)
        assert (cell.count, cell.known, cell.hidden) == (None, False, False)


def test_means_need_enough_people_and_no_overlap_that_singles_out() -> None:
    def days(
        h1: tuple[int, int], year: tuple[int, int], already: frozenset[CellId] = frozenset()
    ) -> list[Any]:
        tables = {
            Period.parse(p): table(p, BIG, {"days_to_contact": mean}) for p, mean in ((H1, h1), (YEAR, year))
        }
        means = for_outsiders(tables, already=already).means
        return [mean.days for mean in means if mean.indicator == "days_to_contact"]

    assert days((401, 10), (900, 20)) == [40, 45]
    assert days((100, 4), (400, 10)) == [None, 40]
    assert days((300, 10), (400, 12)) == [None, 33]  # two more in the year
    out = frozenset({CellId("served", Period.parse(H1))})
    assert days((300, 10), (400, 12), out) == [30, None]
    assert days((300, 10), (300, 10)) == [30, 30]


@pytest.mark.parametrize(
    ("tables", "threshold"),
    [
        ([table("2026-Q3", BIG)], 5),
        ([table("2026-09", BIG)], 5),
        ([table(YEAR, BIG, as_of=date(2026, 12, 1))], 5),
        ([table(YEAR, BIG), table(H1, BIG, as_of=date(2027, 3, 1))], 5),
        ([table(YEAR, BIG), table(H1, BIG, rules=IndicatorRules(strict=True))], 5),
        ([table(YEAR, BIG)], 2),
    ],
)
def test_what_cannot_be_made_safe_is_refused(tables: list[IndicatorTable], threshold: int) -> None:
    with pytest.raises(UsageError):
        for_outsiders({one.period: one for one in tables}, threshold)


def test_weeks_at_work_may_differ_between_the_periods() -> None:
    rules = [IndicatorRules(weeks_at_work={"TV1": Decimal(weeks)}) for weeks in (20, 40)]
    tables = [table(H1, BIG, rules=rules[0]), table(YEAR, BIG, rules=rules[1])]
    assert for_outsiders({one.period: one for one in tables}).periods


def test_the_true_counts_satisfy_what_is_reckoned_with() -> None:
    for seed in range(40):
        tables = {Period.parse(p): table(p, numbers) for p, numbers in team(seed).items()}
        truth = counts(tables)
        found = relations(truth)
        assert len(found) > 40
        assert all(relation.holds(truth) for relation in found)


def test_the_farthest_world() -> None:
    total = Relation({"a": 1, "b": 1, "c": 1, "all": -1}, exact=True)
    below = Relation({"a": 1, "b": -1}, exact=False)
    truth = {"a": 2, "b": 3, "c": 10, "all": 15}
    assert farthest([total], truth, ["a", "b"], "a", 9) == {"a": 5, "b": 0, "c": 10, "all": 15}
    assert farthest([total, below], truth, ["a", "b"], "a", 5) is None  # a and b at two and a half each
    down = farthest([total, below], truth, ["a", "b"], "a", -5)
    assert down == {"a": 0, "b": 5, "c": 10, "all": 15}
    assert farthest([total], truth, ["a"], "a", 5) == truth
    half = Relation({"a": 2, "b": -1}, exact=False)
    assert farthest([half], {"a": 0, "b": 1}, ["a"], "a", 1) is None  # a half is no count
