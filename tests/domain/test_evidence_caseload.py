"""Criteria 1 and 4: clients for a full-time coach, and the teams that they come from."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.domain.assessing import DAY, ago, look, notes, people, person, source, team, term
from valmennus_tui.domain.evidence.model import Status
from valmennus_tui.domain.values import PartialDate, Unclear

# Criterion 1: active clients, full-time equivalents, value, rounded, score.
LOADS = [
    (63, ("1", "1", "1"), Fraction(21), 21, 4),  # 4d
    (41, ("1", "1"), Fraction(41, 2), 21, 4),  # 4d: 20.5 is rounded up
    (19, ("1",), Fraction(19), 19, 5),
    (20, ("1",), Fraction(20), 20, 5),
    (40, ("0.8", "1.2"), Fraction(20), 20, 5),
    (45, ("1", "1.2"), Fraction(225, 11), 20, 5),  # 20.45: the gap between 20 and 21
    (21, ("1",), Fraction(21), 21, 4),
    (25, ("1",), Fraction(25), 25, 4),
    (51, ("1", "1"), Fraction(51, 2), 26, 3),  # 25.5
    (26, ("1",), Fraction(26), 26, 3),
    (30, ("1",), Fraction(30), 30, 3),
    (61, ("1", "1"), Fraction(61, 2), 31, 2),
    (31, ("1",), Fraction(31), 31, 2),
    (40, ("1",), Fraction(40), 40, 2),
    (81, ("1", "1"), Fraction(81, 2), 41, 1),
    (41, ("1",), Fraction(41), 41, 1),
    (10, ("0.5",), Fraction(20), 20, 5),
]


@pytest.mark.parametrize(("count", "shares", "value", "whole", "score"), LOADS)
def test_1_caseload(count: int, shares: tuple[str, ...], value: Fraction, whole: int, score: int) -> None:
    codes = [f"TV{number}" for number in range(1, len(shares) + 1)]
    rows = [person(number, coach=codes[number % len(codes)]) for number in range(count)]
    found = look(1, *rows, team_data=team(*map(term, codes, shares)))
    assert found.status is Status.COMPUTED
    assert (found.numerator, found.value, found.rounded, found.proposed) == (count, value, whole, score)
    assert found.denominator == sum(map(Fraction, shares))
    assert len(found.rows) == count
    assert {part.id for part in found.coaches} == set(codes)


def test_1_each_coach_has_a_figure() -> None:
    rows = [person(number, coach="TV1" if number <= 24 else "TV2") for number in range(1, 37)]
    found = look(1, *rows, team_data=team(term("TV1"), term("TV2", "0.5")))
    assert [(part.id, part.value, part.score) for part in found.coaches] == [("TV1", 24, 4), ("TV2", 24, 4)]


def test_1_seekers_and_workers_through_the_end_date() -> None:
    rows = [
        person(1),
        person(2, service_end=DAY),
        person(3, service_end=ago(1)),
        person(4, service_start=DAY),
        person(5, service_start=ago(-1)),
        person(6, service_start=None),
    ]
    assert look(1, *rows, team_data=team()).numerator == 3


def test_1_unclear_dates_are_left_out_and_told() -> None:
    rows = [*people(2), person(3, service_start=Unclear("keväällä", "not_a_date"))]
    rows.append(person(4, service_start=PartialDate("6/2026", 2026, 6)))
    found = look(1, *rows, team_data=team())
    assert found.numerator == 3  # June has passed by the last day of June
    assert notes(found) == {"left_out"}
    assert [row.key for note in found.warnings for row in note.rows] == ["client:A-3"]


@pytest.mark.parametrize(
    "team_data",
    [
        None,
        team(term(fte=None)),
        team(term("TV9")),
        team(term(valid_to=ago(1))),
        team(term(valid_from=ago(-1))),
        team(term(fte="0")),
    ],
)
def test_1_an_unknown_share_is_never_taken_for_full_time(team_data: Any) -> None:
    found = look(1, *people(5), team_data=team_data)
    assert found.status is Status.MISSING
    assert found.missing == ("coach.fte",)
    assert (found.proposed, found.value, found.denominator) == (None, None, None)
    assert found.numerator == 5


def test_1_one_unknown_share_leaves_the_whole_open() -> None:
    rows = [person(1), person(2, coach="TV2")]
    found = look(1, *rows, team_data=team(term("TV1")))
    assert (found.status, found.missing) == (Status.MISSING, ("coach.fte",))
    assert "TV2" in found.warnings[0].message


def test_1_rows_without_a_coach() -> None:
    found = look(1, person(1, coach=None), person(2, coach=None), team_data=team(), coach=None)
    assert found.missing == ("client.coach",)
    assert look(1, person(1, coach=None), team_data=team(), coach="TV1").proposed == 5


def test_1_only_the_coaches_whose_workbooks_are_here() -> None:
    found = look(1, *people(21), team_data=team(term("TV1"), term("TV2")))
    assert (found.value, found.proposed) == (21, 4)
    assert notes(found) == {"elsewhere"}


def test_1_same_codes_in_two_workbooks_are_two_people() -> None:
    books = [source(*people(12), name="a.xlsx", coach="TV1")]
    books.append(source(*people(9, coach="TV2"), name="b.xlsx", coach="TV2"))
    found = look(1, sources=books, team_data=team(term("TV1"), term("TV2", "0.5")))
    assert (found.numerator, found.value) == (21, 14)
    assert {row.source for row in found.rows} == {"a.xlsx", "b.xlsx"}


def test_1_missing_column_and_missing_records() -> None:
    absent = frozenset({"service_start"})
    assert look(1, person(1, absent=absent), team_data=team()).missing == ("client.service_start",)
    assert look(1, team_data=team()).missing == ("client",)


TEAMS = ("aikuissosiaalityö", "psykiatria (ESH)", "työpajan tiimi")


def coming(*counts: int, **fields: Any) -> list[Any]:
    """Clients by team: so many from each of the teams."""
    names = [name for name, count in zip(TEAMS, counts, strict=False) for _ in range(count)]
    return [person(number, linked_team=name, **fields) for number, name in enumerate(names, 1)]


# Criterion 4: clients of the three teams, the teams that the coach is attached to, rounded share, score.
LINKED = [
    ((10, 10, 0), TEAMS[:2], 100, 5),
    ((9, 0, 1), TEAMS[:2], 90, 5),
    ((179, 0, 21), TEAMS[:1], 90, 5),  # 89.5: the gap between 89 and 90
    ((178, 0, 22), TEAMS[:1], 89, 4),
    ((3, 0, 1), TEAMS[:1], 75, 4),
    ((149, 0, 51), TEAMS[:1], 75, 4),  # 74.5
    ((148, 0, 52), TEAMS[:1], 74, 3),
    ((1, 0, 1), TEAMS[:1], 50, 3),
    ((99, 0, 101), TEAMS[:1], 50, 3),  # 49.5
    ((98, 0, 102), TEAMS[:1], 49, 2),
    ((0, 0, 5), TEAMS[:2], 0, 2),
    ((10, 10, 0), TEAMS, 100, 2),  # three teams: at most 2
    ((5, 5, 5), TEAMS, 67, 2),
]


@pytest.mark.parametrize(("counts", "attached", "whole", "score"), LINKED)
def test_4_linked_teams(counts: tuple[int, ...], attached: tuple[str, ...], whole: int, score: int) -> None:
    found = look(4, *coming(*counts), team_data=team(term(linked_teams=attached)))
    assert found.status is Status.COMPUTED
    assert (found.rounded, found.proposed) == (whole, score)
    assert found.denominator == sum(counts)


def test_4_the_mean_of_the_coaches_scores() -> None:
    """One coach all from one team (5), the other half (3): 4. Aliases of a team's name are the same team."""
    rows = [*coming(4), *(person(n, coach="TV2", linked_team=TEAMS[n % 2]) for n in range(5, 9))]
    terms = [term("TV1", linked_teams=("Aikuissosiaalityö",)), term("TV2", linked_teams=("psykiatria",))]
    found = look(4, *rows, team_data=team(*terms))
    assert [part.score for part in found.coaches] == [5, 3]
    assert (found.mean, found.proposed) == (4, 4)
    assert len(found.against) == 2


def test_4_unknown_teams_are_left_out_and_may_change_the_score() -> None:
    rows = [*coming(8), person(9, linked_team=None), person(10, linked_team=None)]
    found = look(4, *rows, team_data=team(term(linked_teams=TEAMS[:1])))
    assert (found.denominator, found.proposed) == (8, 5)
    assert notes(found) == {"left_out", "may_change"}


def test_4_without_the_coach_s_teams_the_share_is_shown_but_not_scored() -> None:
    found = look(4, *coming(6, 3, 1), team_data=team())
    assert (found.status, found.missing) == (Status.MISSING, ("coach.linked_teams",))
    assert (found.rounded, found.proposed) == (90, None)


def test_4_missing() -> None:
    assert look(4, *people(3), team_data=team()).missing == ("client.linked_team",)
    absent = frozenset({"linked_team"})
    assert look(4, person(1, absent=absent), team_data=team()).missing == ("client.linked_team",)
