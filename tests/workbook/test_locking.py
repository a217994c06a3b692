"""Lock files of Excel and LibreOffice: what they say, and that garbage in them harms nothing."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.english import english as english
from tests.support.faulty_files import FaultyFiles, failure
from valmennus_tui.workbook.locking import (
    LockOwner,
    Program,
    excel_lock,
    libreoffice_lock,
    open_elsewhere,
    parse_excel,
    parse_libreoffice,
)


def excel_bytes(name: str, narrow: bytes | None = None) -> bytes:
    """A lock as Excel writes it: 165 bytes."""
    narrow = name.encode("cp1252", "replace") if narrow is None else narrow
    wide = name.encode("utf-16-le")
    units = len(wide) // 2
    head = bytes([len(narrow)]) + narrow.ljust(54)
    return (head + units.to_bytes(2, "little") + wide + b" \0" * 60)[:165]


def libreoffice_bytes(*fields: str) -> bytes:
    """A lock as LibreOffice writes it."""

    def escape(text: str) -> str:
        return "".join("\\" + sign if sign in "\\,;" else sign for sign in text)

    return (",".join(map(escape, fields)) + ";").encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Kooste työsuhteista.xlsx"
    path.write_bytes(b"")
    return path


def test_nobody_has_it_open(path: Path) -> None:
    assert open_elsewhere(path) is None


def test_open_in_excel(path: Path) -> None:
    lock = excel_lock(path)
    assert lock.name == "~$Kooste työsuhteista.xlsx"
    lock.write_bytes(excel_bytes("Mäkeläinen Åsa"))
    os.utime(lock, (1_800_000_000, 1_800_000_000))
    notice = open_elsewhere(path)
    assert notice is not None
    assert (notice.program, notice.who, notice.host) == (Program.EXCEL, "Mäkeläinen Åsa", None)
    assert notice.since == datetime.fromtimestamp(1_800_000_000)
    assert "Excel by Mäkeläinen Åsa since" in notice.sentence()


def test_open_in_libreoffice(path: Path) -> None:
    lock = libreoffice_lock(path)
    assert lock.name == ".~lock.Kooste työsuhteista.xlsx#"
    lock.write_bytes(
        libreoffice_bytes("Testi, Testaaja", "testi", "KONE-1", "01.09.2026 08:15", "file:///x;y")
    )
    notice = open_elsewhere(path)
    assert notice is not None
    assert (notice.program, notice.who, notice.host) == (Program.LIBREOFFICE, "Testi, Testaaja", "KONE-1")
    assert notice.since == datetime(2026, 9, 1, 8, 15)
    assert notice.sentence().endswith("Testi, Testaaja (KONE-1) since 1.9.2026 08:15.")


def test_the_observed_lock_of_libreoffice_seven() -> None:
    owner = parse_libreoffice(b",root,vm,24.11.2026 05:37,file:///root/.config/libreoffice/4;")
    assert owner == LockOwner("root", "vm", datetime(2026, 11, 24, 5, 37))


def test_a_lock_that_says_nothing_still_counts(path: Path) -> None:
    excel_lock(path).write_bytes(b"")
    notice = open_elsewhere(path)
    assert notice is not None
    assert notice.who is None
    assert "an unknown user" in notice.sentence()


def test_a_lock_that_its_program_keeps_for_itself_still_counts(path: Path) -> None:
    excel_lock(path).write_bytes(excel_bytes("Malli"))
    files = FaultyFiles(1, failure(errno.EACCES), forever=True, only=frozenset({"read"}))
    notice = open_elsewhere(path, files)
    assert notice is not None
    assert notice.who is None


def test_folders_and_links_of_these_names_are_no_locks(path: Path) -> None:
    excel_lock(path).mkdir()
    try:
        libreoffice_lock(path).symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links for this user")
    assert open_elsewhere(path) is None


@pytest.mark.parametrize(
    ("data", "who"),
    [
        (b"", None),
        (b"\0" * 165, None),
        (b"\x05Malli" + b" " * 159, "Malli"),
        (b"\x34" + b"x" * 10, None),
        (b"\x35" + b"x" * 164, None),
        (excel_bytes("Malli", b"?????"), "Malli"),
        (excel_bytes("Ж" * 52), "Ж" * 52),
        (b"\x03\xe4\xe4\xe4" + b" " * 51 + b"\xff\xff", "äää"),
    ],
)
def test_excel_names(data: bytes, who: str | None) -> None:
    assert parse_excel(data) == who


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "a,b,c,d;",
        "a,b,c,d,e,f;",
        "a,b,c,d,e",
        "a\\b,b,c,d,e;",
        "a,b,c,d,e\\",
        "x" * 32_001,
        "a,b,c,d," + "e" * 32_000 + ";",
    ],
)
def test_what_is_no_libreoffice_lock(text: str) -> None:
    assert parse_libreoffice(text.encode()) == LockOwner()


@pytest.mark.parametrize(
    "time", ["", "31.02.2026 08:15", "2026-09-01", "01.09.2026 25:00", "١.٩.٢٠٢٦ 08:15x"]
)
def test_a_time_that_is_none(time: str) -> None:
    assert parse_libreoffice(libreoffice_bytes("A", "b", "c", time, "d")).since is None


@given(st.binary(max_size=400))
def test_garbage_never_raises(data: bytes) -> None:
    who = parse_excel(data)
    assert who is None or 0 < len(who) <= 100
    owner = parse_libreoffice(data)
    assert all(text is None or 0 < len(text) <= 100 for text in (owner.who, owner.host))


fields = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(fields, fields, fields, st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), fields)
def test_what_libreoffice_writes_is_read(
    display: str, user: str, host: str, when: datetime, profile: str
) -> None:
    when = when.replace(second=0, microsecond=0)
    owner = parse_libreoffice(libreoffice_bytes(display, user, host, f"{when:%d.%m.%Y %H:%M}", profile))
    clean = display.strip(" \0") or user.strip(" \0")
    assert owner == LockOwner(clean or None, host.strip(" \0") or None, when)


@given(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), min_size=1, max_size=52))
def test_what_excel_writes_is_read(name: str) -> None:
    assert parse_excel(excel_bytes(name)) == (name.strip(" \0") or parse_excel(excel_bytes(name)))


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_lock_file_gives_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, first: bytes, second: bytes
) -> None:
    folder = tmp_path_factory.mktemp("locks")
    path = folder / "a.xlsx"
    excel_lock(path).write_bytes(first)
    notice = open_elsewhere(path)
    assert notice is not None
    assert notice.sentence().startswith("a.xlsx is open in Excel")
    excel_lock(path).unlink()
    libreoffice_lock(path).write_bytes(second)
    notice = open_elsewhere(path)
    assert notice is not None
    assert notice.sentence().startswith("a.xlsx is open in LibreOffice")
