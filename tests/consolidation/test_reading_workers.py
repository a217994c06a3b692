"""Reading in worker processes: what goes wrong in one never stops the others, and it can be cancelled."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from tests.consolidation.readers import faulty, slow
from valmennus_tui.consolidation.gathered import Progress
from valmennus_tui.consolidation.one_file import ReadRequest
from valmennus_tui.consolidation.workers import ReadLimits, Watch, read_all
from valmennus_tui.settings import load_settings

LIMITS = ReadLimits(workers=2, seconds=2, megabytes=1024)


def requests(*names: str) -> list[ReadRequest]:
    settings = load_settings()
    return [ReadRequest(Path(name), name, settings, date(2026, 11, 24), "en") for name in names]


def outcomes(*names: str) -> dict[str, str]:
    """Each file's outcome: its kind where it was read, else the problem's code."""
    found = {}
    for result in read_all(requests(*names), LIMITS, Watch(), faulty):
        assert (result.kind is None) == (len(result.problems) == 1)
        for problem in result.problems:
            assert problem.exit_code == 3
            assert problem.message.endswith(".")
            assert "Meikäläinen" not in problem.message
        found[result.path.name] = result.kind or result.problems[0].code
    return found


def test_a_file_that_hangs_kills_or_fails_stops_no_other() -> None:
    assert outcomes("a", "hangs", "b", "dies", "c", "fails", "d") == {
        **dict.fromkeys("abcd", "team"),
        "hangs": "too_slow",
        "dies": "reader_failed",
        "fails": "reader_failed",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has no such limit")
def test_a_file_that_eats_memory_is_left_out() -> None:
    assert outcomes("eats", "a") == {"eats": "too_much_memory", "a": "team"}


def test_every_file_is_told_of_once_it_is_done() -> None:
    told: list[Progress] = []
    results = list(read_all(requests("a", "fails", "b"), LIMITS, Watch(told.append), faulty))
    assert [(each.done, each.of) for each in told] == [(1, 3), (2, 3), (3, 3)]
    assert [each.name for each in told] == [result.path.name for result in results]
    assert {each.name for each in told} == {"a", "b", "fails"}


def test_cancelling_ends_the_reading_of_files_under_way() -> None:
    told: list[Progress] = []
    watch = Watch(told.append, cancelled=lambda: bool(told))
    limits = ReadLimits(workers=2, seconds=3600, megabytes=1024)
    results = list(read_all(requests("0", "1", "2", "3"), limits, watch, slow))
    assert [result.path.name for result in results] == ["0"]


def test_nothing_to_read_begins_no_process() -> None:
    assert list(read_all([], LIMITS, Watch(), faulty)) == []
