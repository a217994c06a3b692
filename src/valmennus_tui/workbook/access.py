"""Whose access to a workbook would narrow by saving it: told before, in sentences."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.i18n import _
from valmennus_tui.workbook.backups import own_links
from valmennus_tui.workbook.filesystem import FileSystem


@dataclass(frozen=True, slots=True)
class Identity:
    """The user that saves. Windows has none of this: ``known`` is False there."""

    uid: int = -1
    groups: frozenset[int] = frozenset()
    known: bool = False

    @classmethod
    def current(cls) -> Identity:
        """The user of this process."""
        user = cls()
        if sys.platform != "win32":
            user = cls(os.geteuid(), frozenset({os.getegid(), *os.getgroups()}), known=True)
        return user

    @property
    def root(self) -> bool:
        return self.known and self.uid == 0


def access_warnings(
    path: Path, files: FileSystem | None = None, who: Identity | None = None
) -> tuple[str, ...]:
    """Sentences, for before saving, on whose access to the file a save would narrow; empty when nobody's.

    Never raises: a file whose facts cannot be read will fail when it is saved, with its own sentence.
    """
    files, who = files or FileSystem(), who or Identity.current()
    try:
        target = files.resolve(path)
        facts, folder = files.stat(target), files.stat(target.parent)
        other_names = facts.st_nlink - 1 - own_links(target, facts, files)
    except OSError:
        return ()
    warnings = []
    if other_names > 0:
        warnings.append(
            _(
                "{name} is also found under another name (a hard link); "
                "after saving the other name keeps the old content."
            ).format(name=path.name)
        )
    if who.known and not who.root and facts.st_uid != who.uid:
        warnings.append(
            _(
                "{name} belongs to another user; after saving it belongs to you, "
                "and the earlier owner may no longer be able to change it."
            ).format(name=path.name)
        )
    if who.known and not who.root and not _group_stays(facts, folder, who):
        warnings.append(
            _(
                "{name} belongs to a group that you are not in; "
                "after saving the members of that group may no longer be able to open it."
            ).format(name=path.name)
        )
    return tuple(warnings)


def _group_stays(facts: os.stat_result, folder: os.stat_result, who: Identity) -> bool:
    inherited = bool(folder.st_mode & stat.S_ISGID) and folder.st_gid == facts.st_gid
    return inherited or facts.st_gid in who.groups or not facts.st_mode & stat.S_IRWXG
