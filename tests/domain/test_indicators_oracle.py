"""Every indicator against a second, naive implementation, over random teams."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.indicator_oracle import Team
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.contact import EmployerContact
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.indicators.compute import compute
from valmennus_tui.domain.indicators.registry import INDICATORS
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.records import RecordSet, build
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.values import PartialDate, Unclear
from valmennus_tui.workbook.shipped_choices import shipped_choices

EDGES = (
    date(2023, 6, 30), date(2023, 10, 3), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31),
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 30), date(2024, 3, 31),
    date(2024, 4, 1), date(2024, 6, 28), date(2024, 6, 29), date(2024, 6, 30), date(2024, 7, 1),
    date(2024, 9, 30), date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28),
    date(2024, 6, 9), date(2024, 4, 2), date(2024, 4, 3), date(2024, 1, 2),  # grace and 90 days
)  # fmt: skip
PARTIAL = (
    PartialDate("3/2024", 2024, 3),
    PartialDate("6/2024", 2024, 6),
    PartialDate("2024", 2024),
    PartialDate("vko 26/2024", 2024, week=26),
    PartialDate("vko 45", week=45),
    Unclear("keväällä", "not_a_date"),
)
PERIODS = ("2024-Q1", "2024-Q2", "2024-Q3", "2024-02", "2024-06", "2024-H1", "2024-H2", "2024", "2025-Q1")
CONTRACTS = ("toistaiseksi voimassa oleva", "määräaikainen", "työkokeilu", "jotain muuta", None)
REASONS = ("irtisanoutui", "terveys", "oma syy", None, Unclear("?", "not_in_list"))
EXITS = ("työllistynyt, tuki ei enää tarpeen", "siirtynyt opiskelemaan", "oma toive", "muu juttu", None)
PHASES = ("3 Nopea työnetsintä avoimilta työmarkkinoilta", "4 Työnantajan tuki", None)
TICKS = (True, True, False, None)
UNCLEAR_TICK = Unclear("ehkä", "not_yes_no")


class Maker:
    """Random records with overlapping jobs, missing, partial and contradictory dates, and re-entries."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.unsure = 0

    def known(self) -> date:
        if self.random.random() < 0.5:
            return self.random.choice(EDGES)
        return date.fromordinal(date(2023, 4, 1).toordinal() + self.random.randrange(730))

    def day(self, blank: float) -> Any:
        """A date: usually known, sometimes blank, and at most two unsure ones for a client."""
        chance = self.random.random()
        if chance < blank:
            return None
        if chance > 0.88 and self.unsure < 2:
            self.unsure += 1
            return self.random.choice(PARTIAL)
        return self.known()

    def pair(self, blank_start: float, blank_end: float) -> tuple[Any, Any]:
        start, end = self.day(blank_start), self.day(blank_end)
        both_known = isinstance(start, date) and isinstance(end, date)
        if both_known and end < start and self.random.random() < 0.85:
            start, end = end, start
        return start, end

    def tick(self) -> Any:
        return UNCLEAR_TICK if self.random.random() < 0.06 else self.random.choice(TICKS)

    def source(self, name: str, coach: str | None) -> RecordSet:
        rows: list[Any] = []
        for number in range(self.random.randrange(5)):
            self.unsure = 0
            code = self.random.choice((f"A-{number}", f"A-{number}", "A-0", None))
            rows += self.client(f"{number}", code, coach)
        rows += [self.contact(number) for number in range(self.random.randrange(4))]
        return build(tuple(rows), choices=shipped_choices())

    def client(self, number: str, code: str | None, coach: str | None) -> list[Any]:
        pick = self.random.choice
        start, end = self.pair(0.06, 0.5)
        rows: list[Any] = [
            Client(
                key=f"client:@{number}",
                code=code,
                coach=pick((coach, coach, None, "TV9")),
                service_start=start,
                service_end=end,
                employed_at_entry=pick((True, False, None, None, UNCLEAR_TICK)),
                job_search_plan=self.day(0.5),
                first_employer_contact=self.day(0.5),
                phase=pick(PHASES),
                end_reason=pick(EXITS),
            )
        ]
        for index in range(self.random.randrange(4)):
            start, end = self.pair(0.04, 0.4)
            rows.append(
                Employment(
                    key=f"employment:@{number}.{index}", client=code, start=start, end=end,
                    contract=pick(CONTRACTS), open_market=self.tick(), wage_subsidy=self.tick(),
                    collective_pay=pick((True, True, None, False)), support_plan=self.day(0.5),
                    end_reason=pick(REASONS),
                )
            )  # fmt: skip
        for index in range(self.random.randrange(2)):
            start, end = self.pair(0.04, 0.5)
            outcome = pick(("valmistui", "jatkaa", None))
            key = f"education:@{number}.{index}"
            rows.append(Education(key=key, client=code, start=start, end=end, outcome=outcome))
        return rows

    def contact(self, number: int) -> EmployerContact:
        self.unsure = 0
        return EmployerContact(
            key=f"contact:@{number}",
            date=self.day(0.05),
            coach=self.random.choice((None, None, "TV1", "TV7")),
            face_to_face=self.tick(),
            client_specific=self.tick(),
            client=self.random.choice(("A-0", "A-1, A-2", None)),
        )


@given(st.integers(0, 2**32))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_every_indicator_agrees_with_the_naive_reading(seed: int) -> None:
    make = Maker(seed)
    coach_of = {"a.xlsx": "TV1", "b.xlsx": "TV2", "c.xlsx": make.random.choice(("TV1", "TV3"))}
    coach_of = dict(list(coach_of.items())[: make.random.randrange(1, 4)])
    sources = {name: make.source(name, coach) for name, coach in coach_of.items()}
    period = Period.parse(make.random.choice(PERIODS))
    as_of = make.random.choice((period.last, date(2026, 1, 1), period.first, make.known()))
    last = min(as_of, period.last) if as_of >= period.first else period.last
    as_of = max(as_of, last)
    weeks = {coach: Fraction(make.random.randrange(14), 2) for coach in ("TV1", "TV2", "TV7")}
    wide, strict, subsidised = (make.random.random() < chance for chance in (0.3, 0.3, 0.7))
    rules = IndicatorRules(
        strict=strict,
        with_subsidised=subsidised,
        codes_are_team_wide=wide,
        coach_of_source=coach_of,
        weeks_at_work=weeks,
    )
    table = compute(sources, period, as_of, rules)
    naive = Team(sources, coach_of, period.first, last, wide, strict, subsidised, weeks)
    assert set(table.coaches) == naive.coaches
    for name in INDICATORS:
        for coach in (None, *table.coaches):
            figure = table.figure(name, coach)
            told = naive.figure(name, coach)
            assert (figure.value, figure.numerator, figure.denominator, figure.uncertain) == told, (
                name,
                coach,
            )


def test_the_random_teams_reach_what_matters() -> None:
    seen: dict[str, int] = dict.fromkeys(INDICATORS, 0)
    unsure = 0
    for seed in range(300):
        make = Maker(seed)
        table = compute(
            {"a.xlsx": make.source("a.xlsx", "TV1")},
            Period.parse("2024-Q2"),
            date(2025, 1, 1),
            IndicatorRules(coach_of_source={"a.xlsx": "TV1"}, weeks_at_work={"TV1": Fraction(10)}),
        )
        for name, figure in table.team.items():
            seen[name] += bool(figure.numerator)
            unsure += bool(figure.uncertain)
    rare = {name for name, count in seen.items() if not count}
    assert not {name for name in rare if "_ends_" not in name}
    assert unsure > 300


@pytest.mark.parametrize("name", INDICATORS)
def test_each_figure_can_be_recounted_from_its_rows(name: str) -> None:
    for seed in range(12):
        make = Maker(seed)
        sources = {name: make.source(name, "TV1") for name in ("a.xlsx", "b.xlsx")}
        rules = IndicatorRules(
            coach_of_source=dict.fromkeys(sources, "TV1"), weeks_at_work={"TV1": Fraction(1)}
        )
        figure = compute(sources, Period.parse("2024"), date(2025, 3, 1), rules).figure(name)
        found = {(source, r.key): r for source, one in sources.items() for r in one.all()}
        rows = [found[ref.source, ref.key] for ref in figure.rows]
        people = {
            (row.coach or "TV1", row.code) if isinstance(row, Client) and row.code else id(row)
            for row in rows
        }
        service_periods = name.startswith(("exits", "days_", "waiting_contact_days", "waiting_job_days"))
        count = len(rows) if service_periods else len(people)
        mean = figure.measure.value == "mean"
        assert count == ((figure.denominator if mean else figure.numerator) or 0)
        assert all(
            (ref.source, ref.key) in found for ref in (*figure.evidence, *figure.base, *figure.unclear)
        )
