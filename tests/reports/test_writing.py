"""Writing a report: by its ending, whole or not at all, never over a workbook of the program's own kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports import samples
from valmennus_tui.document.new import new_workbook
from valmennus_tui.errors import ProtectedData, SaveFailed, UsageError
from valmennus_tui.reports.writing import ENDINGS, write_report
from valmennus_tui.workbook.filesystem import FileSystem

BEGINNINGS = {
    ".xlsx": b"PK",
    ".docx": b"PK",
    ".csv": b"\xef\xbb\xbfRaportti",
    ".txt": b"\xef\xbb\xbfRaportti",
}


@pytest.mark.parametrize("ending", [*ENDINGS, ".XLSX"])
def test_the_ending_tells_the_kind(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"raportti ä{ending}"
    write_report(samples.whole(), path)
    assert path.read_bytes().startswith(BEGINNINGS[ending.casefold()])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["raportti.pdf", "raportti", ".xlsx", "raportti.xlsm"])
def test_another_ending_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="docx"):
        write_report(samples.whole(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_that_is_there_is_replaced_only_when_asked(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"raportti{ending}"
    write_report(samples.hostile(), path)
    before = path.read_bytes()
    with pytest.raises(SaveFailed, match="--force") as refused:
        write_report(samples.whole(), path)
    assert refused.value.reason == "exists"
    assert path.read_bytes() == before
    write_report(samples.whole(), path, overwrite=True)
    assert path.read_bytes() != before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["coach", "contacts", "team", "fidelity"])
def test_a_workbook_of_ours_is_never_written_over(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "kirja.xlsx"
    new_workbook(kind, path, coach="TV-1" if kind in ("coach", "contacts") else None)
    before = path.read_bytes()
    with pytest.raises(ProtectedData):
        write_report(samples.whole(), path, overwrite=True)
    assert path.read_bytes() == before


def test_a_workbook_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "kirja.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(ProtectedData):
        write_report(samples.whole(), path, overwrite=True)
    assert path.read_bytes() == b"not a workbook"


def test_a_failure_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "raportti.csv"
    path.write_bytes(b"vanha")

    def fail(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(FileSystem, "replace", fail)
    with pytest.raises(SaveFailed):
        write_report(samples.whole(), path, overwrite=True)
    assert path.read_bytes() == b"vanha"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed):
        write_report(samples.whole(), tmp_path / "puuttuu" / "raportti.txt")


def test_a_folder_in_the_place_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "raportti.txt").mkdir()
    with pytest.raises(SaveFailed):
        write_report(samples.whole(), tmp_path / "raportti.txt", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["raportti.txt"]
