"""Who may read and write a workbook: kept over a save, which makes a new file in the old one's place.

Mode, owner, group, access lists (POSIX and NFSv4) and other extended attributes go from the old file to the
new one. Two rules: the new file is **never more readable** than the old one, at no moment; and what narrows
access is either told beforehand (:mod:`access`) or fails the save.

On Windows the new file has the folder's inherited access list and nothing is copied.
"""

from __future__ import annotations

import errno
import stat
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.workbook.filesystem import FileSystem

POSIX_ACL = "system.posix_acl_access"
_ACCESS_LISTS = frozenset({POSIX_ACL, "system.nfs4_acl", "system.richacl"})
_ACL_GROUP = 0x04
_ACL_HEADER = 4
_ACL_ENTRY = struct.Struct("<HHI")
_NOT_GIVEN = frozenset({errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a system says that does not keep owners, modes or attributes, or not for this user."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A file's access facts. ``links`` is how many names the file has."""

    mode: int
    uid: int
    gid: int
    links: int
    attributes: Mapping[str, bytes]


def read_metadata(path: Path, files: FileSystem) -> Metadata:
    """The facts of a file. Raises OSError; a system without extended attributes gives none."""
    facts = files.stat(path)
    try:
        attributes = files.attributes(path)
    except OSError as error:
        if error.errno not in _NOT_GIVEN:
            raise
        attributes = {}
    return Metadata(stat.S_IMODE(facts.st_mode), facts.st_uid, facts.st_gid, facts.st_nlink, attributes)


def restore(wanted: Metadata, path: Path, files: FileSystem) -> None:
    """Give the new file ``path`` (ours, mode 0600) the old one's access. Raises OSError."""
    group_kept = _restore_owner(wanted, path, files)
    has_list = _restore_attributes(wanted, path, files, group_kept=group_kept)
    mode = wanted.mode
    if not group_kept and not has_list:
        # Another group stands on the new file: the old group's rights are not for its members.
        mode &= ~stat.S_IRWXG
    _restore_mode(mode, path, files)


def _restore_owner(wanted: Metadata, path: Path, files: FileSystem) -> bool:
    """Owner and group, as far as the system lets us; returns whether the group is the old one."""
    now = files.stat(path)
    if now.st_uid != wanted.uid:
        _tolerated(files, path, wanted.uid, -1)
    if now.st_gid != wanted.gid:
        return _tolerated(files, path, -1, wanted.gid)
    return True


def _tolerated(files: FileSystem, path: Path, uid: int, gid: int) -> bool:
    try:
        files.chown(path, uid, gid)
    except OSError as error:
        if error.errno not in _NOT_GIVEN:
            raise
        return False
    return True


def _restore_attributes(wanted: Metadata, path: Path, files: FileSystem, *, group_kept: bool) -> bool:
    """Extended attributes; returns whether the new file has an access list of its own."""
    try:
        present = files.attributes(path)
    except OSError as error:
        if error.errno not in _NOT_GIVEN:
            raise
        return False
    if POSIX_ACL in present and POSIX_ACL not in wanted.attributes:
        # The folder's default list came to the new file by inheritance; the old file did not have it.
        files.remove_attribute(path, POSIX_ACL)
    for name, value in wanted.attributes.items():
        if name == POSIX_ACL and not group_kept:
            value = without_group(value)
        if present.get(name) != value:
            _set_attribute(files, path, name, value)
    return POSIX_ACL in wanted.attributes


def _set_attribute(files: FileSystem, path: Path, name: str, value: bytes) -> None:
    try:
        files.set_attribute(path, name, value)
    except OSError:
        # Labels such as security.* belong to the system, which sets its own; access lists must be kept.
        if name in _ACCESS_LISTS:
            raise


def without_group(access_list: bytes) -> bytes:
    """A POSIX access list (version, then tag, rights, id) with no rights left for the owning group."""
    parts = [access_list[:_ACL_HEADER]]
    for start in range(_ACL_HEADER, len(access_list) - _ACL_ENTRY.size + 1, _ACL_ENTRY.size):
        tag, rights, who = _ACL_ENTRY.unpack_from(access_list, start)
        parts.append(_ACL_ENTRY.pack(tag, 0 if tag == _ACL_GROUP else rights, who))
    return b"".join(parts)


def _restore_mode(mode: int, path: Path, files: FileSystem) -> None:
    if stat.S_IMODE(files.stat(path).st_mode) == mode:
        return
    try:
        files.chmod(path, mode)
    except OSError as error:
        # FAT and many shares keep no modes and refuse; then every file there has the same one.
        if error.errno not in _NOT_GIVEN or mode & ~stat.S_IMODE(files.stat(path).st_mode):
            raise
