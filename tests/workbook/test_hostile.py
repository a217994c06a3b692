"""Hostile and broken files are refused with a reason of the closed list, or read: nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.hostile import Hostile, hostile_files
from tests.support.hostile.survey import survey
from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.refusals import Reason

CASES = hostile_files()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What became of every file, read in a child process with a memory limit."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for name, case in CASES.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(case.data)
        paths.append(path)
    return {Path(name).stem: answer for name, answer in survey(paths).items()}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_refused_or_read(case: Hostile, answers: dict[str, dict[str, object]]) -> None:
    """Within the limits, for the right reason, with a sentence for the user."""
    answer = answers[case.name]
    expected = ("refused", "reads") if case.outcome == "either" else (case.outcome,)
    assert answer["outcome"] in expected, answer
    if answer["outcome"] == "refused":
        assert answer["reason"] in {reason.value for reason in Reason}
        assert answer["reason"] in case.reasons, answer
        assert str(answer["message"]).strip().endswith((".", "!"))
    else:
        assert answer["read_only"] == case.read_only


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: folder, Reason.NOT_A_FILE),
        (lambda folder: folder / "ei_ole.xlsx", Reason.MISSING_FILE),
        (lambda folder: folder / ("x" * 5000), Reason.MISSING_FILE),
    ],
    ids=["folder", "missing", "impossible_name"],
)
def test_paths_that_are_no_files(make: Callable[[Path], Path], reason: Reason, tmp_path: Path) -> None:
    """A folder or a name without a file is refused like a file is."""
    with pytest.raises(FileRefused) as refusal:
        Workbook.load(make(tmp_path))
    assert refusal.value.reason in (reason, Reason.UNREADABLE)
    assert refusal.value.path is not None
