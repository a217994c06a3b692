"""Erasing a person from this program's own backups of a workbook.

A backup that holds her text is deleted, not rewritten: a copy that was cleaned is no longer what it claims to
be, and deleting cannot leave anything out. One that provably lacks her text stays; where a text is too common
to be searched for, or a backup cannot be read, it goes. Copies that others made (sync folders, e-mail, file
history) are out of reach, and so are blocks that a disk has not yet overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook.backups import backups_of
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.filesystem import FileSystem
from valmennus_tui.workbook.remains import search
from valmennus_tui.workbook.sensitive import Sensitive


@dataclass(frozen=True, slots=True)
class BackupErasure:
    """What became of the backups. ``failed`` ones could not be deleted and still hold her text."""

    deleted: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    failed: tuple[Path, ...] = ()


def erase_backups(
    path: Path, texts: Sequence[str], own: Sequence[str] = (), files: FileSystem | None = None
) -> BackupErasure:
    """Delete our backups of ``path`` that hold her text. Call it after the erased workbook is saved.

    ``texts`` identify her, ``own`` are what her cells held. Never raises: what cannot be deleted, or a folder
    that cannot be listed (then ``path`` itself), is in ``failed``.
    """
    files = files or FileSystem()
    sensitive = Sensitive(texts, own)
    deleted, kept, failed = [], [], []
    try:
        backups = backups_of(path, files)
    except OSError:
        return BackupErasure(failed=(path,))
    for backup in backups:
        if not _holds(backup.path, sensitive, files):
            kept.append(backup.path)
            continue
        try:
            files.unlink(backup.path)
        except OSError:
            failed.append(backup.path)
        else:
            deleted.append(backup.path)
    return BackupErasure(tuple(deleted), tuple(kept), tuple(failed))


def _holds(path: Path, sensitive: Sensitive, files: FileSystem) -> bool:
    """Whether a backup may hold her text; True where that cannot be told."""
    if sensitive.vague:
        return True
    try:
        return bool(search(Workbook.from_bytes(files.read(path)), sensitive))
    except (OSError, FileRefused):
        return True
