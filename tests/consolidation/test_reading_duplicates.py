"""Several workbooks of one coach: united where they continue each other, asked about where they overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from valmennus_tui.consolidation.duplicates import DuplicateRule, Sorted, sort_out
from valmennus_tui.consolidation.gathered import CoachFile, Duplicates, RowPlace
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.records import build

Spell = tuple[str, str | None, str | None]
"""A client code, the first and the last day of the service (None: not known)."""


def file(name: str, coach: str | None, *spells: Spell, content: str = "", has_log: bool = False) -> CoachFile:
    clients = tuple(
        Client(key=f"client:@{row}", code=code, service_start=day(start), service_end=day(end))
        for row, (code, start, end) in enumerate(spells, 8)
    )
    path = Path("/tiimi") / name
    return CoachFile(
        path=path,
        fingerprint=content or name,
        source=Source(name, build(clients), coach),
        has_log=has_log,
        content=content or name,
        places={client.key: RowPlace(path, "Asiakkaat", row) for row, client in enumerate(clients, 8)},
    )


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def result(files: Sequence[CoachFile], policy: str = "ask", *use: str, team_wide: bool = False) -> Sorted:
    return sort_out(files, DuplicateRule(Duplicates(policy), frozenset(use)), team_wide=team_wide)


def names(found: Sorted) -> list[str]:
    return [each.source.name for each in found.files]


def codes(found: Sorted) -> list[tuple[str, str, int]]:
    return [(problem.path.name, problem.code, problem.exit_code) for problem in found.problems]


YEAR = ("K-1", "2025-01-01", "2025-12-31")
NEXT = ("K-1", "2026-01-01", None)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (YEAR, NEXT, False),
        (YEAR, ("K-2", "2025-01-01", None), False),
        (YEAR, ("K-1", "2025-12-31", None), True),
        (YEAR, ("K-1", None, None), True),
        (("K-1", None, None), ("K-1", None, None), True),
        (("K-1", "2026-01-01", None), ("K-1", None, "2025-12-31"), False),
        (YEAR, YEAR, True),
    ],
)
def test_what_overlaps(one: Spell, other: Spell, overlap: bool) -> None:
    found = result([file("a.xlsx", "TV-1", one), file("b.xlsx", "TV-1", other)])
    assert bool(found.conflicts) == overlap
    assert names(found) == ([] if overlap else ["a.xlsx", "b.xlsx"])
    assert codes(found) == ([(f"{name}.xlsx", "same_coach", 4) for name in "ab"] if overlap else [])


OVERLAPPING = [
    file("a.xlsx", "TV-1", NEXT, ("K-2", "2026-01-01", None)),
    file("b.xlsx", "TV-1", NEXT, ("K-3", "2026-01-01", None)),
    file("c.xlsx", "TV-2", ("M-1", "2026-01-01", None)),
]


@pytest.mark.parametrize(
    ("policy", "use", "kept", "told"),
    [
        ("ask", (), ["c.xlsx"], [("a.xlsx", "same_coach", 4), ("b.xlsx", "same_coach", 4)]),
        ("unite", (), ["a.xlsx", "b.xlsx", "c.xlsx"], [("b.xlsx", "same_coach", 0)]),
        ("leave-out", (), ["c.xlsx"], [("a.xlsx", "same_coach", 0), ("b.xlsx", "same_coach", 0)]),
        ("ask", ("b.xlsx",), ["b.xlsx", "c.xlsx"], [("a.xlsx", "not_chosen", 0)]),
        ("leave-out", ("a.xlsx",), ["a.xlsx", "c.xlsx"], [("b.xlsx", "not_chosen", 0)]),
        ("ask", ("muu.xlsx",), ["c.xlsx"], [("a.xlsx", "same_coach", 4), ("b.xlsx", "same_coach", 4)]),
    ],
)
def test_the_rule_decides(
    policy: str, use: tuple[str, ...], kept: list[str], told: list[tuple[str, str, int]]
) -> None:
    found = result(OVERLAPPING, policy, *use)
    assert (names(found), codes(found)) == (kept, told)


def test_the_newest_is_never_chosen_and_the_choice_is_told() -> None:
    (conflict,) = result(OVERLAPPING).conflicts
    assert (conflict.coach, conflict.codes) == ("TV-1", 1)
    assert [path.name for path in conflict.paths] == ["a.xlsx", "b.xlsx"]
    assert not result(OVERLAPPING, "leave-out").conflicts


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("Kopio_a.xlsx", "a.xlsx", "a.xlsx"),
        ("a (1).xlsx", "a.xlsx", "a.xlsx"),
        ("a.xlsx", "b.xlsx", "a.xlsx"),
    ],
)
def test_identical_files_are_counted_once(first: str, second: str, kept: str) -> None:
    files = [file(name, "TV-1", NEXT, content="same") for name in (first, second)]
    found = result(files)
    assert names(found) == [kept]
    assert codes(found) == [(({first, second} - {kept}).pop(), "copy", 0)]


def test_of_identical_files_the_one_with_a_log_counts() -> None:
    files = [
        file("a.xlsx", "TV-1", NEXT, content="same"),
        file("Kopio_a.xlsx", "TV-1", NEXT, content="same", has_log=True),
    ]
    assert names(result(files)) == ["Kopio_a.xlsx"]


def test_copies_by_name_are_asked_about_where_no_coach_is_named() -> None:
    files = [file("a.xlsx", None, NEXT), file("Kopio_a.xlsx", None, NEXT), file("b.xlsx", None, NEXT)]
    found = result(files)
    (conflict,) = found.conflicts
    assert (conflict.coach, [path.name for path in conflict.paths]) == (None, ["a.xlsx", "Kopio_a.xlsx"])
    assert names(found) == ["b.xlsx"]


@pytest.mark.parametrize(("team_wide", "words"), [(False, "other people"), (True, "same people")])
def test_a_code_with_two_coaches_is_told_by_its_rows(team_wide: bool, words: str) -> None:
    files = [
        file("a.xlsx", "TV-1", NEXT, ("K-2", None, None)),
        file("b.xlsx", "TV-2", ("M-1", None, None), NEXT),
        file("c.xlsx", "TV-3", ("M-2", None, None)),
    ]
    found = result(files, team_wide=team_wide)
    assert names(found) == ["a.xlsx", "b.xlsx", "c.xlsx"]
    (problem,) = found.problems
    assert (problem.path.name, problem.code, problem.sheet) == ("b.xlsx", "shared_codes", "Asiakkaat")
    assert "rows 9)" in problem.message
    assert words in problem.message
    assert "K-1" not in problem.message


def test_copies_whose_logs_differ_wait_for_a_choice() -> None:
    """Counting one of them would lose the employer contacts that only the other's companion has."""
    one = file("a.xlsx", "TV-1", NEXT, content="same", has_log=True)
    copied = file("a (1).xlsx", "TV-1", NEXT, content="same", has_log=True)
    assert codes(result([one, copied])) == [("a (1).xlsx", "copy", 0)]
    changed = replace(copied, fingerprint="other log")
    found = result([one, changed])
    assert names(found) == []
    assert codes(found) == [("a.xlsx", "same_coach", 4), ("a (1).xlsx", "same_coach", 4)]
