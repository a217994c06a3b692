"""The sweep at the start: our own dead processes' files on this machine, nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.faulty_files import FaultyFiles, failure
from valmennus_tui.workbook import leftovers
from valmennus_tui.workbook.leftovers import host_mark, process_alive, sweep, temporary_name


def leftover(pid: int, mark: str | None = None) -> str:
    return f".valmennus-{mark or host_mark()}-{pid}-0123abcd.tmp"


@pytest.fixture
def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_dead_processes_files_go(tmp_path: Path, dead_pid: int) -> None:
    path = tmp_path / leftover(dead_pid)
    path.write_bytes(b"text")
    assert sweep(tmp_path) == (path,)
    assert not path.exists()


def test_everything_else_stays(tmp_path: Path, dead_pid: int) -> None:
    alive = os.getppid()
    names = [
        leftover(alive),
        leftover(dead_pid, "0123456789ab"),
        leftover(dead_pid).removesuffix(".tmp"),
        leftover(dead_pid) + ".xlsx",
        "x" + leftover(dead_pid),
        leftover(dead_pid).upper(),
        ".valmennus-x-1-0123abcd.tmp",
        "asiakkaat.xlsx",
        ".asiakkaat.xlsx.valmennus-1.bak",
        "~$asiakkaat.xlsx",
    ]
    for name in dict.fromkeys(names):
        (tmp_path / name).write_bytes(b"")
    assert sweep(tmp_path) == ()
    assert {entry.name for entry in tmp_path.iterdir()} == set(names)


def test_folders_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / leftover(1)).mkdir()
    try:
        (tmp_path / leftover(2)).symlink_to(tmp_path)
    except OSError:
        pytest.skip("no symbolic links for this user")
    assert sweep(tmp_path, alive=lambda pid: False) == ()


def test_a_file_of_this_very_process_stays_while_it_is_in_use(tmp_path: Path) -> None:
    name = temporary_name()
    (tmp_path / name).write_bytes(b"")
    try:
        assert sweep(tmp_path) == ()
    finally:
        leftovers.done_with(name)
    assert sweep(tmp_path) == (tmp_path / name,)


def test_a_number_that_we_inherited_from_a_dead_process(tmp_path: Path) -> None:
    path = tmp_path / leftover(os.getpid())
    path.write_bytes(b"")
    assert sweep(tmp_path) == (path,)


def test_what_cannot_be_listed_or_removed_waits(tmp_path: Path) -> None:
    assert sweep(tmp_path / "ei") == ()
    (tmp_path / leftover(1)).write_bytes(b"")
    files = FaultyFiles(1, failure(13), forever=True, only=frozenset({"unlink"}))
    assert sweep(tmp_path, files, alive=lambda pid: False) == ()


def test_a_running_process_is_alive_and_an_ended_one_is_not(dead_pid: int) -> None:
    assert process_alive(os.getpid())
    assert process_alive(os.getppid())
    assert not process_alive(dead_pid)


@pytest.mark.parametrize("pid", [0, 10**10])
def test_a_number_that_is_no_process_counts_as_alive(pid: int) -> None:
    assert process_alive(pid) or sys.platform == "win32"


def test_the_mark_names_nobody() -> None:
    assert len(host_mark()) == 12
    assert int(host_mark(), 16) >= 0
