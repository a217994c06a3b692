"""Saving one file or two, copies, failures in between, locks and changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.document.making import CLIENT, CONTACT, JOB, everything, keys, opened
from valmennus_tui.document import storing
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.document import Document
from valmennus_tui.errors import ChangedMeanwhile, OpenElsewhere, SaveFailed, UsageError


@pytest.fixture
def both(coach_workbook: Path) -> Document:
    """A workbook and its companion with an edit in each."""
    document = opened(coach_workbook)
    document.make_companion()
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    document.add(CONTACT, {"date": "2.11.2026", "client": "K-1", "employer": "Keksitty Oy"})
    return document


def failing_on(name: str) -> Callable[..., Any]:
    """Saving that fails on the file of that name."""
    real = storing.write

    def write(plan: Any, options: Any) -> Any:
        if plan.book.path.name == name:
            raise SaveFailed("The disk is full.", reason="no_space", path=plan.book.path)
        return real(plan, options)

    return write


def test_both_files_are_saved(both: Document) -> None:
    expected = everything(both)
    before = both.fingerprint
    report = both.save()
    assert [path.name for path in report.paths] == ["kooste.tapaamiset.xlsx", "kooste.xlsx"]
    assert not both.dirty
    assert both.fingerprint != before
    assert everything(both) == everything(opened(both.path)) == expected


def test_when_the_second_file_fails_the_first_is_named(
    both: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = everything(both)
    old = both.path.read_bytes()
    monkeypatch.setattr(storing, "write", failing_on("kooste.xlsx"))
    with pytest.raises(SaveFailed) as failed:
        both.save()
    assert failed.value.reason == "no_space"
    assert "kooste.tapaamiset.xlsx" in failed.value.message
    assert both.path.read_bytes() == old
    assert both.dirty
    assert [path.name for path in both.preview().paths] == ["kooste.xlsx"]
    assert everything(both) == expected
    monkeypatch.undo()
    both.save()
    assert everything(opened(both.path)) == expected


def test_when_the_first_file_fails_nothing_is_written(
    both: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = both.path.read_bytes()
    monkeypatch.setattr(storing, "write", failing_on("kooste.tapaamiset.xlsx"))
    with pytest.raises(SaveFailed) as failed:
        both.save()
    assert failed.value.message == "The disk is full."
    assert both.path.read_bytes() == old
    assert len(both.preview().paths) == 2


@pytest.mark.parametrize("locked", ["kooste.xlsx", "kooste.tapaamiset.xlsx"])
def test_a_lock_on_either_file_stops_both(both: Document, locked: str) -> None:
    before = {path: path.read_bytes() for path in (both.path, companion_path(both.path))}
    (both.path.parent / f"~${locked}").write_bytes(b"\x05Testi" + b" " * 159)
    with pytest.raises(OpenElsewhere) as refused:
        both.save()
    assert locked in refused.value.message
    assert {path: path.read_bytes() for path in before} == before
    assert both.dirty
    both.save(ignore_lock=True)
    assert not both.dirty


def test_a_file_changed_meanwhile_is_not_overwritten(both: Document) -> None:
    both.save()
    other = opened(both.path)
    other.set("client:K-1", {"phase": "2"})
    other.save()
    theirs = both.path.read_bytes()
    both.set("client:K-1", {"phase": "3"})
    with pytest.raises(ChangedMeanwhile):
        both.save()
    assert both.path.read_bytes() == theirs
    assert both.dirty
    both.save_copy(both.path.with_name("oma.xlsx"))
    assert not both.dirty


def test_a_copy_takes_the_companion_along_and_is_gone_on_with(both: Document) -> None:
    expected = everything(both)
    old = {path: path.read_bytes() for path in (both.path, companion_path(both.path))}
    copy = both.path.with_name("kopio.xlsx")
    report = both.save_copy(copy)
    assert report.paths == (copy, companion_path(copy))
    assert both.path == copy
    assert not both.dirty
    assert everything(opened(copy)) == expected
    assert {path: path.read_bytes() for path in old} == old
    both.undo()
    both.save()
    assert keys(opened(copy), CONTACT) == []


@pytest.mark.parametrize("taken", ["kopio.xlsx", "kopio.tapaamiset.xlsx"])
def test_a_copy_is_made_of_both_files_or_of_none(both: Document, taken: str) -> None:
    folder, path = both.path.parent, both.path
    (folder / taken).write_bytes(b"somebody's")
    with pytest.raises(SaveFailed) as failed:
        both.save_copy(folder / "kopio.xlsx")
    assert failed.value.reason == "exists"
    assert {each.name for each in folder.glob("kopio*")} == {taken}
    assert (folder / taken).read_bytes() == b"somebody's"
    assert both.path == path
    assert both.dirty


def test_a_copy_needs_another_name(both: Document) -> None:
    with pytest.raises(UsageError):
        both.save_copy(both.path)
    with pytest.raises(UsageError):
        both.save_copy(both.path.with_suffix(".xlsm"))


def test_saving_nothing_touches_nothing(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    before = (coach_workbook.read_bytes(), coach_workbook.stat().st_mtime_ns)
    report = document.save()
    assert (report.paths, report.changes, report.waiting) == ((), (), 0)
    assert (coach_workbook.read_bytes(), coach_workbook.stat().st_mtime_ns) == before


def test_the_report_is_what_the_preview_said(both: Document) -> None:
    both.add(JOB, {"client": "K-1", "start": "1.10.2026"})
    preview, report = both.preview(), both.save()
    assert sorted(map(str, preview.changes)) == sorted(map(str, report.changes))
    assert preview.waiting == report.waiting
    assert set(preview.paths) == set(report.paths)


def test_backups_are_kept_as_the_settings_say(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    for number in range(1, 6):
        document.add(CLIENT, {"code": f"K-{number}", "service_start": "1.9.2026"})
        document.save()
    backups = list(coach_workbook.parent.glob(".kooste.xlsx.valmennus-*.bak"))
    assert len(backups) == document.settings.saving.backups
