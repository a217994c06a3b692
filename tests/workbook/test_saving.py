"""Saving as users meet it: backups, refusals, copies, new files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support.english import english as english
from tests.support.other_user import as_ordinary, open_folder
from tests.support.save_plans import FakePlan, archive, make_plan
from valmennus_tui.errors import ChangedMeanwhile, OpenElsewhere, SaveFailed, UsageError
from valmennus_tui.workbook import backups
from valmennus_tui.workbook.filesystem import FileSystem
from valmennus_tui.workbook.saving import SaveOptions, fingerprint, save, save_copy, write_new

OLD, NEW = archive("old"), archive("new")
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX access rights")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Kooste työsuhteista_1.11.2021.xlsx"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def kept(path: Path) -> dict[int, bytes]:
    return {backup.number: backup.path.read_bytes() for backup in backups.backups_of(path)}


def test_save_writes_checks_and_returns_what_stands_on_the_disk(path: Path) -> None:
    plan = make_plan(path)
    book = save(plan)
    assert path.read_bytes() == NEW == book.data
    assert (book.path, book.fingerprint) == (path, fingerprint(NEW))
    assert plan.verified == [NEW]
    assert names(path.parent) == {path.name, f".{path.name}.valmennus-1.bak"}


def test_the_file_is_checked_as_read_back_before_the_original_is_replaced(path: Path) -> None:
    plan = make_plan(path)
    plan.refuse = True
    with pytest.raises(SaveFailed, match="not as meant"):
        save(plan)
    assert path.read_bytes() == OLD
    assert names(path.parent) == {path.name}


def test_backups_are_numbered_and_only_the_newest_stay(path: Path) -> None:
    for text in ("v1", "v2", "v3", "v4", "v5"):
        save(make_plan(path, text), SaveOptions(backups=3))
    assert kept(path) == {3: archive("v2"), 4: archive("v3"), 5: archive("v4")}
    save(make_plan(path, "v6"), SaveOptions(backups=1))
    assert kept(path) == {6: archive("v5")}


def test_no_backups_when_none_are_wanted_and_earlier_ones_go(path: Path) -> None:
    save(make_plan(path, "v1"))
    save(make_plan(path, "v2"), SaveOptions(backups=0))
    assert names(path.parent) == {path.name}


def test_numbers_go_on_from_the_highest_and_foreign_names_are_left_alone(path: Path) -> None:
    folder = path.parent
    ours = [f".{path.name}.valmennus-{n}.bak" for n in (9, 10, 100)]
    foreign = [
        f".{path.name}.valmennus-x.bak",
        ".muu.valmennus-1.bak",
        f"{path.name}.bak",
        f".{path.name}.valmennus-1.bak.txt",
    ]
    for name in ours + foreign:
        (folder / name).write_bytes(name.encode())
    save(make_plan(path), SaveOptions(backups=2))
    assert sorted(kept(path)) == [100, 101]
    assert kept(path)[101] == OLD
    assert set(foreign) <= names(folder)


def test_a_backup_left_by_a_killed_save_is_used_by_the_next(path: Path) -> None:
    backups.backup_path(path, 1).hardlink_to(path)
    save(make_plan(path, "v1"))
    assert kept(path) == {1: OLD}


def test_a_taken_backup_name_is_passed_over(path: Path) -> None:
    backups.backup_path(path, 1).mkdir()
    save(make_plan(path))
    assert kept(path) == {2: OLD}


@posix
def test_backups_never_stay_more_readable_than_the_workbook(path: Path) -> None:
    path.chmod(0o644)
    save(make_plan(path, "v1"))
    assert backups.backup_path(path, 1).stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    save(make_plan(path, "v2"))
    assert {b.path.stat().st_mode & 0o777 for b in backups.backups_of(path)} == {0o600}


def test_hidden_attribute_is_set_on_the_new_backup_when_wanted(path: Path) -> None:
    class Hiding(FileSystem):
        def __init__(self) -> None:
            self.hidden: list[str] = []

        def hide(self, path: Path) -> None:
            self.hidden.append(path.name)
            raise OSError("not on this drive")

    files = Hiding()
    save(make_plan(path), SaveOptions(files=files, hide_backups=True))
    assert files.hidden == [f".{path.name}.valmennus-1.bak"]
    save(make_plan(path), SaveOptions(files=files, hide_backups=False))
    assert len(files.hidden) == 1


def test_refused_when_changed_since_it_was_read(path: Path) -> None:
    plan = make_plan(path)
    path.write_bytes(archive("someone else"))
    with pytest.raises(ChangedMeanwhile, match="changed by someone else"):
        save(plan)
    assert path.read_bytes() == archive("someone else")
    assert names(path.parent) == {path.name}


def test_refused_when_changed_in_the_last_moment(path: Path) -> None:
    class Racing(FileSystem):
        def sync(self, descriptor: int) -> None:
            super().sync(descriptor)
            path.write_bytes(archive("someone else"))

    with pytest.raises(ChangedMeanwhile):
        save(make_plan(path), SaveOptions(files=Racing()))
    assert path.read_bytes() == archive("someone else")
    assert names(path.parent) == {path.name}


def test_refused_when_moved_or_deleted(path: Path) -> None:
    plan = make_plan(path)
    path.unlink()
    with pytest.raises(ChangedMeanwhile, match="moved or deleted") as caught:
        save(plan)
    assert caught.value.reason == "gone"
    assert names(path.parent) == set()


def test_refused_while_open_elsewhere_unless_told_otherwise(path: Path) -> None:
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text("Maija Malli,maija,KONE-1,24.11.2026 05:37,file:///c;", "utf-8")
    with pytest.raises(OpenElsewhere, match="Maija Malli"):
        save(make_plan(path))
    assert path.read_bytes() == OLD
    save(make_plan(path), SaveOptions(ignore_lock=True))
    assert path.read_bytes() == NEW
    assert lock.exists()


def test_a_workbook_without_a_file_cannot_be_saved_over(path: Path) -> None:
    plan = make_plan(path)
    nameless = FakePlan(type(plan.book)(OLD, None), NEW)
    with pytest.raises(UsageError):
        save(nameless)
    copy = save_copy(nameless, path.with_name("uusi.xlsx"))
    assert copy.path == path.with_name("uusi.xlsx")


def test_a_symbolic_link_stays_and_its_target_is_saved(path: Path, tmp_path: Path) -> None:
    links = tmp_path / "links"
    links.mkdir()
    link = links / "linkki.xlsx"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links for this user")
    book = save(make_plan(link))
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert book.path == link
    assert names(links) == {"linkki.xlsx"}
    assert kept(link) == {1: OLD} == kept(path)


def test_a_lock_beside_the_target_of_a_link_counts(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "linkki.xlsx"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links for this user")
    path.with_name(f"~${path.name}").write_bytes(b"")
    with pytest.raises(OpenElsewhere):
        save(make_plan(link))


@posix
def test_a_folder_that_does_not_let_write_leaves_all_as_it_was() -> None:
    def attempt() -> tuple[str, str | None]:
        try:
            save(make_plan(path))
        except SaveFailed as error:
            return error.message, error.reason
        return "saved", None

    with open_folder() as folder:
        path = folder / "a.xlsx"
        path.write_bytes(OLD)
        path.chmod(0o666)
        folder.chmod(0o555)
        message, reason = as_ordinary(attempt)
        assert reason == "no_permission"
        assert "save a copy elsewhere" in message
        assert path.read_bytes() == OLD
        assert names(folder) == {"a.xlsx"}


@posix
def test_a_write_protected_file_is_not_replaced_behind_its_protection() -> None:
    def attempt() -> str | None:
        try:
            save(make_plan(path))
        except SaveFailed as error:
            return error.reason
        return "saved"

    with open_folder() as folder:
        path = folder / "a.xlsx"
        path.write_bytes(OLD)
        path.chmod(0o444)
        assert as_ordinary(attempt) == "write_protected"
        assert path.read_bytes() == OLD


def test_a_name_too_long_for_a_backup_is_said(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 245 + ".xlsx")
    try:
        path.write_bytes(OLD)
    except OSError:
        pytest.skip("long names are refused here altogether")
    with pytest.raises(SaveFailed) as caught:
        save(make_plan(path))
    assert caught.value.reason == "name_too_long"
    assert names(tmp_path) == {path.name}
    save(make_plan(path), SaveOptions(backups=0))
    assert path.read_bytes() == NEW


def test_an_interrupt_leaves_the_original_and_nothing_else(path: Path) -> None:
    class Interrupted(FileSystem):
        def replace(self, source: Path, target: Path) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(make_plan(path), SaveOptions(files=Interrupted()))
    assert names(path.parent) == {path.name}
    assert path.read_bytes() == OLD


def test_save_copy_makes_a_new_file_and_leaves_the_original(path: Path) -> None:
    target = path.with_name("kopio.XLSX")
    copy = save_copy(make_plan(path), target)
    assert (copy.data, copy.path) == (NEW, target)
    assert path.read_bytes() == OLD
    assert names(path.parent) == {path.name, target.name}


def test_save_copy_works_when_the_original_is_gone_changed_or_locked(path: Path) -> None:
    plan = make_plan(path)
    path.with_name(f"~${path.name}").write_bytes(b"")
    path.unlink()
    assert save_copy(plan, path.with_name("kopio.xlsx")).data == NEW


@pytest.mark.parametrize("name", ["Kooste työsuhteista_1.11.2021.xlsx", "toinen.xlsx", "kansio.xlsx"])
def test_save_copy_never_overwrites(path: Path, name: str) -> None:
    path.with_name("toinen.xlsx").write_bytes(b"mine")
    path.with_name("kansio.xlsx").mkdir()
    with pytest.raises(SaveFailed, match="already something named") as caught:
        save_copy(make_plan(path), path.with_name(name))
    assert caught.value.reason == "exists"
    assert path.read_bytes() == OLD
    assert path.with_name("toinen.xlsx").read_bytes() == b"mine"
    assert names(path.parent) == {path.name, "toinen.xlsx", "kansio.xlsx"}


def test_save_copy_keeps_the_kind_of_file(path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx"):
        save_copy(make_plan(path), path.with_suffix(".xlsm"))


@posix
def test_a_copy_is_no_more_readable_than_the_original_and_can_be_written(path: Path) -> None:
    path.chmod(0o440)
    old_mask = os.umask(0)
    try:
        save_copy(make_plan(path), path.with_name("kopio.xlsx"))
    finally:
        os.umask(old_mask)
    assert path.with_name("kopio.xlsx").stat().st_mode & 0o777 == 0o640


def test_write_new_is_exclusive_and_private(tmp_path: Path) -> None:
    path = tmp_path / "uusi.xlsx"
    write_new(path, NEW)
    assert path.read_bytes() == NEW
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(SaveFailed) as caught:
        write_new(path, OLD)
    assert caught.value.reason == "exists"
    assert path.read_bytes() == NEW
    assert names(tmp_path) == {"uusi.xlsx"}


def test_write_new_says_when_the_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="no such folder"):
        write_new(tmp_path / "ei" / "uusi.xlsx", NEW)


@posix
def test_write_new_does_not_follow_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "uusi.xlsx").symlink_to(tmp_path / "muualla.xlsx")
    with pytest.raises(SaveFailed) as caught:
        write_new(tmp_path / "uusi.xlsx", NEW)
    assert caught.value.reason == "exists"
    assert not (tmp_path / "muualla.xlsx").exists()


def test_the_temporary_file_is_never_readable_by_others(path: Path) -> None:
    modes = []

    class Watching(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            modes.append(os.fstat(descriptor).st_mode & 0o777)
            return super().write(descriptor, data)

    path.chmod(0o666)
    save(make_plan(path), SaveOptions(files=Watching()))
    assert sys.platform == "win32" or modes == [0o600]
