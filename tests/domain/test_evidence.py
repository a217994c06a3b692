"""Evidence as a whole: every criterion has a piece, every status occurs, one date changes what it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.domain.assessing import (
    DAY,
    EDITION,
    ago,
    hours,
    meeting,
    people,
    person,
    source,
    support,
    team,
    term,
    work,
)
from valmennus_tui.domain.assessment import Assessment, CriterionScore
from valmennus_tui.domain.calendar import add_months, window_start
from valmennus_tui.domain.evidence.collect import collect
from valmennus_tui.domain.evidence.leads import basis, leads
from valmennus_tui.domain.evidence.model import Evidence, Status
from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.evidence.team import ReviewRhythm, TeamData
from valmennus_tui.domain.next_band import next_band
from valmennus_tui.i18n import LANGUAGES, set_language


def rows(**changed: Any) -> list[Any]:
    """A coach's workbook with something of everything; ``changed`` are fields of the first client."""
    clients = [
        person(
            1,
            service_start=ago(160),
            first_employer_contact=ago(130),
            linked_team="työpajan tiimi",
            **changed,
        ),
        *(
            person(n, service_start=ago(150), first_employer_contact=ago(110), linked_team="psykiatria (ESH)")
            for n in range(2, 13)
        ),
    ]
    jobs = [work(1, n, start=ago(90), employer=f"Työnantaja {n}") for n in range(1, 12)]
    visits = [day for weeks in range(-1, 13) for day in [ago(88 - 7 * weeks)]]
    return [*clients, *jobs, meeting(1), *support(visits, client=3)]


def staff() -> TeamData:
    log = hours(
        "TV1",
        "2026-Q2",
        hours_total="400",
        hours_employment_services="384",
        hours_outside_office="200",
        team_meetings="9",
        partner_meetings="3",
        partner_contacts="13",
        rate_reports="1",
        log_reviewed=ReviewRhythm.WEEKLY,
    )
    return team(term(linked_teams=("psykiatria (ESH)",)), work_log=(log,))


def evidence(sources: list[Source] | None = None, team_data: TeamData | None = None) -> dict[int, Evidence]:
    return collect(EDITION, sources or [source(*rows())], DAY, team_data or staff())


@pytest.fixture
def swedish() -> Iterator[None]:
    set_language("sv")
    yield
    set_language("fi")


def test_every_criterion_has_a_piece_and_every_status_occurs() -> None:
    found = evidence()
    assert list(found) == list(range(1, 26))
    assert {one.status for one in found.values()} == set(Status)
    judged = {number for number, one in found.items() if one.status is Status.MANUAL}
    assert judged == {3, 5, 9, 12, 13, 14, 25}


def test_what_each_status_means() -> None:
    for one in evidence().values():
        assert (one.proposed is not None) == (one.status is Status.COMPUTED)
        if one.status is Status.CAP:
            assert one.cap is not None
        if one.status in (Status.HINT, Status.MANUAL):
            assert one.cap is None
        if one.status is Status.MISSING:
            assert one.missing
        assert one.rule
        assert one.rule_text
        assert one.status.label
        assert all(note.id and note.message for note in one.warnings)


def test_figures_are_exact_and_add_up() -> None:
    found = evidence()
    for one in found.values():
        if one.value is None or one.numerator is None or not one.denominator:
            continue
        share = Fraction(one.numerator) / Fraction(one.denominator)
        by_coach = one.number == 24
        assert by_coach or one.value == share * (100 if one.unit == "percent" else 1)
    assert found[2].value == 96
    assert found[15].value == Fraction(30 + 11 * 40, 12)


def test_nothing_at_all_is_missing_or_judgement() -> None:
    found = collect(EDITION, [], DAY)
    assert {one.status for one in found.values()} == {Status.MISSING, Status.MANUAL}
    assert not any(one.warnings for one in found.values() if one.status is Status.MANUAL)


def test_changing_one_date_changes_just_the_criteria_that_depend_on_it() -> None:
    before = evidence()
    cases = {
        "first_employer_contact": ({"first_employer_contact": ago(100)}, {15}),
        "job_search_plan": ({"job_search_plan": ago(10)}, set()),
        "service_end": ({"service_end": ago(1)}, {1, 4, 21, 22}),
    }
    for changed, numbers in cases.values():
        client = replace(rows()[0], **changed)
        after = evidence([source(client, *rows()[1:])])
        assert {number for number in before if before[number] != after[number]} == numbers


def test_a_job_s_plan_changes_22_only() -> None:
    before = evidence()
    changed = [replace(row, support_plan=None) if row.key == "employment:A-2/1" else row for row in rows()]
    after = evidence([source(*changed)])
    assert {number for number in before if before[number] != after[number]} == {22}


def test_rows_name_their_workbook() -> None:
    books = [
        source(*people(3), work(), name="a.xlsx"),
        source(*people(2, coach="TV2"), name="b.xlsx", coach="TV2"),
    ]
    found = collect(EDITION, books, DAY, team(term(), term("TV2")))
    assert {(row.source, row.key) for row in found[1].rows} == {
        ("a.xlsx", "client:A-1"),
        ("a.xlsx", "client:A-2"),
        ("a.xlsx", "client:A-3"),
        ("b.xlsx", "client:A-1"),
        ("b.xlsx", "client:A-2"),
    }
    assert {row.source for row in found[19].rows} == {"a.xlsx"}


def test_nobody_s_name_or_free_text_is_in_a_message() -> None:
    secret = "Testi Testinen"
    named = [replace(row, name=secret) if hasattr(row, "name") else row for row in rows()]
    named = [replace(row, employer=secret) if hasattr(row, "employer") else row for row in named]
    for one in evidence([source(*named)]).values():
        assert secret not in repr(one)


def test_texts_are_in_the_language_in_force(swedish: None) -> None:
    swedish_texts = {one.rule_text for one in evidence().values()}
    set_language("en")
    english_texts = {one.rule_text for one in evidence().values()}
    assert not swedish_texts & english_texts


def test_every_language_has_whole_texts() -> None:
    for language in LANGUAGES:
        set_language(language)
        for one in evidence().values():
            assert "{" not in one.rule_text
            assert not any("{" in note.message for note in one.warnings)
    set_language("fi")


def test_from_evidence_to_the_next_level() -> None:
    """Scores as proposed, else 4: the figure nearest its bound is the cheapest point."""
    found = evidence()
    lines = {n: CriterionScore(number=n, score=one.proposed or 4) for n, one in found.items()}
    lines[5] = CriterionScore(number=5, score=4, ticks=frozenset("abcd"))
    lines[1] = CriterionScore(number=1, score=4)
    made = Assessment(date=DAY, lines=lines)
    ways = leads(EDITION, made, found)
    assert ways[1].proposed == 5
    assert ways[5].ticked == 4
    assert ways[15].left == (found[15].value - 30) / 30  # from 60 to 30 days
    assert ways[24].left == Fraction(1)  # just on the bound of its score
    found_band = next_band(made.scoring(EDITION), ways)
    assert found_band
    assert found_band.steps[0].number == 1


def test_basis_of_a_score() -> None:
    found = evidence()
    assert basis(found[22]).plans is True
    assert basis(found[15]).proposed == found[15].proposed
    assert basis(None).proposed is None


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months(day: date, months: int, wanted: date) -> None:
    assert add_months(day, months) == wanted


def test_windows_follow_each_other_without_a_gap() -> None:
    assert window_start(DAY, 6) == add_months(DAY, -6) + timedelta(days=1)
