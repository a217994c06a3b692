"""Every file call of a save failing in turn, on any platform, with the errors of any platform."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.english import english as english
from tests.support.faulty_files import (
    FaultyFiles,
    Killed,
    failure,
    windows_denied,
    windows_in_use,
)
from tests.support.save_plans import archive, make_plan
from valmennus_tui.errors import ChangedMeanwhile, SaveFailed
from valmennus_tui.workbook import leftovers
from valmennus_tui.workbook.filesystem import FileSystem
from valmennus_tui.workbook.leftovers import sweep
from valmennus_tui.workbook.saving import SaveOptions, save, save_copy, write_new

OLD, NEW = archive("old"), archive("new")
ERRORS: dict[str, Callable[[], BaseException]] = {
    **{
        name: failure(getattr(errno, name))
        for name in ("EIO", "ENOSPC", "EACCES", "EPERM", "EROFS", "ESTALE", "EBUSY", "ENAMETOOLONG", "ENOENT")
        if hasattr(errno, name)
    },
    "windows-denied": windows_denied,
    "windows-in-use": windows_in_use,
}
Making = Callable[..., FaultyFiles]


def fresh(folder: Path) -> Path:
    path = folder / "asiakkaat.xlsx"
    for entry in folder.iterdir():
        entry.unlink()
    path.write_bytes(OLD)
    return path


def next_process() -> None:
    """The process of a killed save is gone: its temporary names are no longer in use."""
    leftovers._in_use.clear()


def attempt(path: Path, files: FileSystem, backups: int = 2) -> BaseException | None:
    try:
        book = save(make_plan(path), SaveOptions(backups=backups, files=files))
    except (SaveFailed, ChangedMeanwhile, Killed) as error:
        return error
    assert book.data == NEW
    return None


def judge(path: Path, error: BaseException | None) -> str:
    content = path.read_bytes()
    assert content in (OLD, NEW)
    if error is None:
        assert content == NEW
    elif isinstance(error, SaveFailed):
        assert content == OLD or error.reason == "unconfirmed"
    names = {entry.name for entry in path.parent.iterdir()} - {path.name}
    assert names <= {".asiakkaat.xlsx.valmennus-1.bak"}, names
    return "new" if content == NEW else "old"


def count_of(path: Path, backups: int = 2) -> int:
    files = FaultyFiles()
    assert attempt(path, files, backups) is None
    return len(files.calls)


@pytest.mark.parametrize("forever", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", ERRORS)
def test_each_call_failing(tmp_path: Path, name: str, forever: bool) -> None:
    for k in range(1, count_of(fresh(tmp_path)) + 1):
        path = fresh(tmp_path)
        error = attempt(path, FaultyFiles(k, ERRORS[name], forever=forever))
        next_process()
        sweep(tmp_path)
        judge(path, error)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("backups", [0, 2])
def test_killed_at_each_call(tmp_path: Path, after: bool, backups: int) -> None:
    states = []
    for k in range(1, count_of(fresh(tmp_path), backups) + 1):
        path = fresh(tmp_path)
        error = attempt(path, FaultyFiles(k, Killed, forever=True, after=after), backups)
        assert isinstance(error, Killed) or error is None
        next_process()
        sweep(tmp_path)
        states.append(judge(path, error))
    assert states == sorted(states, reverse=True)
    assert set(states) == {"old", "new"}


def test_a_replacement_that_was_done_but_reported_as_failed_is_a_success(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    files = FaultyFiles(1, failure(errno.EIO), after=True, only=frozenset({"replace"}))
    assert attempt(path, files) is None
    assert judge(path, None) == "new"


def test_a_replacement_that_cannot_be_looked_up_is_called_unconfirmed(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    files = FaultyFiles()
    attempt(path, files)
    at = files.calls.index("replace") + 1
    error = attempt(fresh(tmp_path), FaultyFiles(at, failure(errno.EIO), forever=True))
    assert isinstance(error, SaveFailed)
    assert error.reason == "unconfirmed"
    assert "valmennus-1.bak" in error.message


@pytest.mark.parametrize("name", ["windows-denied", "windows-in-use"])
def test_open_in_excel_on_windows(tmp_path: Path, name: str) -> None:
    files = FaultyFiles(1, ERRORS[name], forever=True, only=frozenset({"replace"}))
    path = fresh(tmp_path)
    error = attempt(path, files)
    assert isinstance(error, SaveFailed)
    assert error.reason == "in_use"
    assert "Excel" in error.message
    assert files.calls == ["replace"] * 4
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_access_denied_by_the_folder_on_windows_is_not_taken_for_excel(tmp_path: Path) -> None:
    error = attempt(fresh(tmp_path), FaultyFiles(1, windows_denied, only=frozenset({"create"})))
    assert isinstance(error, SaveFailed)
    assert error.reason == "no_permission"


def test_a_virus_scanner_holding_the_file_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    class Held(FaultyFiles):
        waited = 0.0

        def pause(self, seconds: float) -> None:
            self.waited += seconds

    files = Held(1, windows_in_use, only=frozenset({"replace"}))
    assert attempt(fresh(tmp_path), files) is None
    assert files.waited > 0


def test_without_hard_links_backups_are_private_copies(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    path.chmod(0o644)
    files = FaultyFiles(1, failure(errno.EPERM), forever=True, only=frozenset({"link"}))
    assert attempt(path, files) is None
    backup = tmp_path / ".asiakkaat.xlsx.valmennus-1.bak"
    assert backup.read_bytes() == OLD
    assert sys.platform == "win32" or backup.stat().st_mode & 0o777 == 0o600


def test_each_call_failing_without_hard_links(tmp_path: Path) -> None:
    class NoLinks(FaultyFiles):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no links here")

    files = NoLinks()
    assert attempt(fresh(tmp_path), files) is None
    for k in range(1, len(files.calls) + 1):
        for make, forever in ((failure(errno.EIO), False), (failure(errno.EIO), True), (Killed, True)):
            path = fresh(tmp_path)
            error = attempt(path, NoLinks(k, make, forever=forever))
            next_process()
            sweep(tmp_path)
            judge(path, error)


def test_each_call_of_a_copy_and_of_a_new_file_failing(tmp_path: Path) -> None:
    def copy(files: FileSystem) -> None:
        save_copy(make_plan(original), target, SaveOptions(files=files))

    def new(files: FileSystem) -> None:
        write_new(target, NEW, SaveOptions(files=files))

    for make_it in (copy, new):
        original = fresh(tmp_path)
        target = tmp_path / "kopio.xlsx"
        files = FaultyFiles()
        make_it(files)
        for k in range(1, len(files.calls) + 1):
            for make in (failure(errno.EIO), failure(errno.ENOSPC), windows_denied, Killed):
                for forever in (False, True):
                    original = fresh(tmp_path)
                    done = True
                    try:
                        make_it(FaultyFiles(k, make, forever=forever))
                    except (SaveFailed, Killed):
                        done = False
                    next_process()
                    sweep(tmp_path)
                    assert original.read_bytes() == OLD
                    assert not done or target.read_bytes() == NEW
                    assert {entry.name for entry in tmp_path.iterdir()} <= {original.name, target.name}
                    assert not target.exists() or target.read_bytes() == NEW


def test_someone_who_writes_right_after_us_is_noticed(tmp_path: Path) -> None:
    class Followed(FileSystem):
        def replace(self, source: Path, target: Path) -> None:
            super().replace(source, target)
            target.write_bytes(archive("someone else"))

    path = fresh(tmp_path)
    error = attempt(path, Followed())
    assert isinstance(error, SaveFailed)
    assert error.reason == "unconfirmed"


def test_the_order_of_a_save(tmp_path: Path) -> None:
    files = FaultyFiles()
    assert attempt(fresh(tmp_path), files) is None
    steps = [call for call in files.calls if call not in ("stat", "names", "attributes", "resolve", "chmod")]
    assert steps == [
        "writable",
        *("create", "write", "sync", "close", "read"),  # the new file, forced to disk and read back
        *("link", "read", "replace"),  # the backup, the comparison with what was loaded, the replacement
        "unlink",  # the temporary name, gone by then
        *("read", "sync_folder"),
    ]


def test_short_writes_are_continued(tmp_path: Path) -> None:
    class Short(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, data[:100])

    assert attempt(fresh(tmp_path), Short()) is None


def test_a_disk_that_takes_nothing_is_an_error(tmp_path: Path) -> None:
    class Deaf(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            return 0

    error = attempt(fresh(tmp_path), Deaf())
    assert isinstance(error, SaveFailed)
    assert error.reason == "io_error"


def test_a_disk_that_lies_is_found_out_before_anything_is_replaced(tmp_path: Path) -> None:
    class Lying(FileSystem):
        def read(self, path: Path, limit: int | None = None) -> bytes:
            content = super().read(path, limit)
            return content[:-1] + b"?" if path.suffix == ".tmp" else content

    path = fresh(tmp_path)
    error = attempt(path, Lying())
    assert isinstance(error, SaveFailed)
    assert error.reason == "not_as_written"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == OLD
