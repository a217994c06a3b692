"""Who may read the workbook after a save: mode, owner, group, access lists, attributes, hard links."""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

import pytest

from tests.support.english import english as english
from tests.support.faulty_files import FaultyFiles, failure
from tests.support.other_user import NOBODY, as_nobody, is_root, open_folder
from tests.support.save_plans import archive, make_plan
from valmennus_tui.errors import SaveFailed
from valmennus_tui.workbook import backups
from valmennus_tui.workbook.access import Identity, access_warnings
from valmennus_tui.workbook.metadata import POSIX_ACL, without_group
from valmennus_tui.workbook.saving import SaveOptions, save

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX access rights")
root_only = pytest.mark.skipif(not is_root(), reason="only root can make files of other users")
OLD, NEW = archive("old"), archive("new")
USER_OBJ, USER, GROUP_OBJ, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
NOBODY_SPECIFIC = 0xFFFFFFFF
DEFAULT_ACL = "system.posix_acl_default"


def access_list(group: int = 4, named: int = 6, mask: int = 6) -> bytes:
    """Owner rw, the owning group, one named user, others nothing."""
    entries = [
        (USER_OBJ, 6, NOBODY_SPECIFIC),
        (USER, named, 12345),
        (GROUP_OBJ, group, NOBODY_SPECIFIC),
        (MASK, mask, NOBODY_SPECIFIC),
        (OTHER, 0, NOBODY_SPECIFIC),
    ]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def set_attribute(path: Path, name: str, value: bytes) -> None:
    if sys.platform != "linux":
        pytest.skip("extended attributes are tested on Linux")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this file system keeps no such attribute: {error.strerror}")


def attribute(path: Path, name: str) -> bytes | None:
    if sys.platform != "linux" or name not in os.listxattr(path):
        return None
    return os.getxattr(path, name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o666, 0o660, 0o604])
@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_the_mode_stays_whatever_the_mask(path: Path, mode: int, mask: int) -> None:
    path.chmod(mode)
    before = os.umask(mask)
    try:
        save(make_plan(path))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o7777 == mode


@root_only
def test_owner_and_group_stay_when_root_saves(path: Path) -> None:
    os.chown(path, 1234, 2345)
    save(make_plan(path))
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_access_list_and_attributes_stay(path: Path) -> None:
    set_attribute(path, "user.note", b"kept")
    set_attribute(path, POSIX_ACL, access_list())
    before = attribute(path, POSIX_ACL)
    mode = path.stat().st_mode
    save(make_plan(path))
    assert attribute(path, POSIX_ACL) == before
    assert attribute(path, "user.note") == b"kept"
    assert path.stat().st_mode == mode
    assert attribute(backups.backup_path(path, 1), POSIX_ACL) == before


def test_the_folders_default_list_does_not_widen_a_file_without_one(path: Path) -> None:
    path.chmod(0o660)
    set_attribute(path.parent, DEFAULT_ACL, access_list())
    save(make_plan(path))
    assert attribute(path, POSIX_ACL) is None
    assert path.stat().st_mode & 0o777 == 0o660


def test_an_access_list_that_cannot_be_kept_fails_the_save(path: Path) -> None:
    set_attribute(path, POSIX_ACL, access_list())
    files = FaultyFiles(1, failure(errno.EPERM), forever=True, only=frozenset({"set_attribute"}))
    with pytest.raises(SaveFailed):
        save(make_plan(path), SaveOptions(files=files))
    assert path.read_bytes() == OLD


def test_another_attribute_that_cannot_be_kept_does_not(path: Path) -> None:
    set_attribute(path, "user.note", b"lost")
    files = FaultyFiles(1, failure(errno.EPERM), forever=True, only=frozenset({"set_attribute"}))
    save(make_plan(path), SaveOptions(files=files))
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("call", ["attributes", "chmod"])
def test_drives_without_modes_or_attributes_can_be_saved_on(path: Path, call: str) -> None:
    path.chmod(0o600)
    files = FaultyFiles(1, failure(errno.ENOTSUP), forever=True, only=frozenset({call}))
    save(make_plan(path), SaveOptions(files=files))
    assert path.read_bytes() == NEW


def test_a_mode_that_cannot_be_kept_fails_the_save(path: Path) -> None:
    path.chmod(0o664)
    files = FaultyFiles(1, failure(errno.EPERM), forever=True, only=frozenset({"chmod"}))
    with pytest.raises(SaveFailed):
        save(make_plan(path), SaveOptions(files=files))
    assert path.stat().st_mode & 0o777 == 0o664


def test_without_group_takes_only_the_owning_groups_rights() -> None:
    assert without_group(access_list(group=6)) == access_list(group=0)
    assert without_group(b"") == b""
    assert without_group(b"\2\0\0\0\4\0") == b"\2\0\0\0"


@root_only
def test_another_users_file_loses_the_group_it_cannot_keep_and_this_was_said() -> None:
    def act() -> tuple[str, ...]:
        warnings = access_warnings(path)
        save(make_plan(path))
        return warnings

    with open_folder() as folder:
        path = folder / "a.xlsx"
        path.write_bytes(OLD)
        path.chmod(0o666)
        os.chown(path, 1234, 2345)
        warnings = as_nobody(act)
        assert len(warnings) == 2
        assert "belongs to another user" in warnings[0]
        assert "group that you are not in" in warnings[1]
        facts = path.stat()
        assert (facts.st_uid, facts.st_gid) == (NOBODY, NOBODY)
        assert facts.st_mode & 0o777 == 0o606, "the old group's rights are not for another group"
        assert path.read_bytes() == NEW


@root_only
def test_an_access_list_follows_to_another_owner_without_the_lost_group() -> None:
    with open_folder() as folder:
        path = folder / "a.xlsx"
        path.write_bytes(OLD)
        os.chown(path, 1234, 2345)
        readable = access_list(group=6, named=6).replace(struct.pack("<I", 12345), struct.pack("<I", NOBODY))
        set_attribute(path, POSIX_ACL, readable)
        as_nobody(lambda: bool(save(make_plan(path))))
        assert attribute(path, POSIX_ACL) == without_group(readable)


@root_only
def test_a_colleague_in_the_same_group_keeps_the_group() -> None:
    def act() -> tuple[str, ...]:
        warnings = access_warnings(path)
        save(make_plan(path))
        return warnings

    with open_folder() as folder:
        path = folder / "a.xlsx"
        path.write_bytes(OLD)
        path.chmod(0o660)
        os.chown(path, 1234, 2345)
        warnings = as_nobody(act, groups=(2345,))
        assert len(warnings) == 1
        facts = path.stat()
        assert (facts.st_uid, facts.st_gid, facts.st_mode & 0o777) == (NOBODY, 2345, 0o660)


def test_nothing_to_warn_of_in_ones_own_file(path: Path) -> None:
    assert access_warnings(path) == ()
    save(make_plan(path))
    assert access_warnings(path) == ()


def test_warnings_for_a_stranger(path: Path) -> None:
    path.chmod(0o660)
    stranger = Identity(uid=path.stat().st_uid + 1, groups=frozenset({path.stat().st_gid + 1}), known=True)
    assert len(access_warnings(path, who=stranger)) == 2
    path.chmod(0o606)
    assert len(access_warnings(path, who=stranger)) == 1, "a group without rights loses nothing"
    assert access_warnings(path, who=Identity()) == ()
    path.parent.chmod(0o2777)
    path.chmod(0o660)
    assert len(access_warnings(path, who=stranger)) == 1, "the folder hands its group on"


def test_a_missing_file_gives_no_warning(tmp_path: Path) -> None:
    assert access_warnings(tmp_path / "ei.xlsx") == ()


def test_a_hard_link_is_warned_of_and_keeps_the_old_content(path: Path) -> None:
    other = path.with_name("toinen nimi.xlsx")
    other.hardlink_to(path)
    (warning,) = access_warnings(path)
    assert "hard link" in warning
    save(make_plan(path))
    assert (path.read_bytes(), other.read_bytes()) == (NEW, OLD)
    backup = backups.backup_path(path, 1)
    assert backup.read_bytes() == OLD
    other.write_bytes(b"changed in place")
    assert backup.read_bytes() == OLD, "the backup is a file of its own"
    assert access_warnings(path) == ()


def test_our_own_backup_of_a_killed_save_is_no_other_name(path: Path) -> None:
    backups.backup_path(path, 1).hardlink_to(path)
    assert access_warnings(path) == ()
