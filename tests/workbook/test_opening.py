"""Opening paths: what is no ordinary file is refused before a byte of it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.workbook.raw_books import raw_book, sheet_xml
from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook import limits, precheck
from valmennus_tui.workbook.book import Workbook


def refusal(path: Path) -> str | None:
    with pytest.raises(FileRefused) as caught:
        Workbook.load(path)
    assert caught.value.path == path
    return caught.value.reason


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert refusal(tmp_path / "ei.xlsx") == "missing_file"
    assert refusal(tmp_path) == "not_a_file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "putki.xlsx")
    assert refusal(tmp_path / "putki.xlsx") == "not_a_file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_link_to_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "nolla.xlsx").symlink_to("/dev/zero")
    assert refusal(tmp_path / "nolla.xlsx") == "not_a_file"


def test_a_file_above_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "iso.xlsx"
    path.write_bytes(raw_book(sheet_xml("")))
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    assert refusal(path) == "file_too_large"


def test_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "Kopio_ä (1).xlsx"
    path.write_bytes(raw_book(sheet_xml("")))
    book = Workbook.load(path)
    assert book.path == path
    assert book.sheet_names == ("S",)
    precheck.check(book.data, path)


def test_another_version_of_a_file_is_proved_only_where_it_differs() -> None:
    """What is the same to the packed byte needs no second proof; what differs is proved in full."""
    data = raw_book(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    book = Workbook.from_bytes(data)
    fresh = book.package.rebuild({"xl/worksheets/sheet1.xml": b"<worksheet"})
    with pytest.raises(FileRefused) as caught:
        Workbook.from_bytes(fresh, like=book)
    assert caught.value.reason == "bad_xml"
    at = data.index(b"xl/styles.xml") + len("xl/styles.xml") + 4
    with pytest.raises(FileRefused):
        Workbook.from_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], like=book)
