"""Earlier versions of a workbook, kept beside it as ``.NAME.valmennus-N.bak``; the highest N is the newest.

A backup is the old file itself under a new name (a hard link made just before the new file takes its
place): nothing is copied, so it is on the disk already and has the old file's own access rights. Where links
are not to be had, or the file has other names through which it could change, the bytes are copied into a
file for its owner only.

A save that is killed between the link and the replacement leaves a backup that *is* the workbook; the next
save uses it as its own backup.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.workbook.filesystem import FileSystem, is_regular
from valmennus_tui.workbook.temporary import written

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One earlier version. ``made`` tells that it was made by the save under way."""

    number: int
    path: Path
    made: bool = False


def backup_path(path: Path, number: int) -> Path:
    """Where backup ``number`` of ``path`` lies."""
    return path.with_name(f".{path.name}.valmennus-{number}.bak")


def backups_of(path: Path, files: FileSystem | None = None) -> tuple[Backup, ...]:
    """Our backups of a workbook (a symbolic link is followed), oldest first. Raises OSError."""
    files = files or FileSystem()
    return _beside(files.resolve(path), files)


def _beside(target: Path, files: FileSystem) -> tuple[Backup, ...]:
    pattern = re.compile(re.escape(f".{target.name}.valmennus-") + r"([0-9]{1,9})\.bak")
    found = []
    for name in files.names(target.parent):
        match = pattern.fullmatch(name)
        if match and is_regular(files, target.parent / name):
            found.append(Backup(int(match[1]), target.parent / name))
    return tuple(sorted(found, key=lambda backup: backup.number))


def own_links(target: Path, facts: os.stat_result, files: FileSystem) -> int:
    """How many of our backups are the workbook itself (left by a killed save)."""
    if facts.st_nlink < 2:
        return 0
    return sum(os.path.samestat(files.stat(backup.path), facts) for backup in _beside(target, files))


def keep(target: Path, files: FileSystem) -> Backup:
    """Keep the present version of ``target`` as the newest backup. Raises OSError, SaveFailed."""
    earlier = _beside(target, files)
    facts = files.stat(target)
    if earlier and os.path.samestat(files.stat(earlier[-1].path), facts):
        return earlier[-1]
    number = earlier[-1].number + 1 if earlier else 1
    if facts.st_nlink == 1:
        for attempt in range(number, number + _TRIES):
            try:
                files.link(target, backup_path(target, attempt))
            except FileExistsError:
                continue
            except OSError:
                break
            return Backup(attempt, backup_path(target, attempt), made=True)
    return _copy(target, number, files)


def _copy(target: Path, number: int, files: FileSystem) -> Backup:
    backup = backup_path(target, number)
    with written(target.parent, files.read(target), files) as temporary:
        files.rename_new(temporary, backup)
    return Backup(number, backup, made=True)


def drop(backup: Backup, files: FileSystem) -> None:
    """Take back a backup whose save failed; best effort, since it harms nothing."""
    if backup.made:
        with contextlib.suppress(OSError):
            files.unlink(backup.path)


def prune(target: Path, count: int, mode: int, files: FileSystem) -> None:
    """Keep the ``count`` newest backups, none of them more readable than the workbook's ``mode`` now.

    Best effort: the save has succeeded by then.
    """
    with contextlib.suppress(OSError):
        backups = _beside(target, files)
        for old in backups[: max(len(backups) - count, 0)]:
            with contextlib.suppress(OSError):
                files.unlink(old.path)
        for kept in backups[max(len(backups) - count, 0) :]:
            _narrow(kept.path, mode, files)


def _narrow(path: Path, mode: int, files: FileSystem) -> None:
    with contextlib.suppress(OSError):
        now = stat.S_IMODE(files.stat(path).st_mode)
        if now & ~mode:
            files.chmod(path, now & mode)
