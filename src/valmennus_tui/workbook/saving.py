"""Saving: the old file or the new one, never a mixture, and never a success that was not checked.

Order: look for other programs' locks → write a temporary file in the same folder, force it to disk, close
it, open it again and verify it → keep the present version as a backup → compare the file with the one that
was read → replace it in one step → read the result back → remove backups that are too many → force the
folder to disk. A failure before the replacement leaves the file byte for byte as it was; a leftover of a
killed save is removed at the next start (:mod:`leftovers`).

Between the comparison and the replacement another program could still save (microseconds); only a lock that
both respect would close that gap.
"""

from __future__ import annotations

import contextlib
import errno
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Protocol, Self, TypeVar

from valmennus_tui.errors import OpenElsewhere, UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook import backups, save_errors
from valmennus_tui.workbook.filesystem import FileSystem
from valmennus_tui.workbook.locking import open_elsewhere
from valmennus_tui.workbook.metadata import read_metadata
from valmennus_tui.workbook.temporary import written

_WAITS = (0.05, 0.2, 0.5)
"""Seconds between tries while a virus scanner or a sync client holds the file."""


class LoadedBook(Protocol):
    """What saving needs to know of the workbook that was read."""

    @property
    def path(self) -> Path | None: ...

    @property
    def fingerprint(self) -> str: ...

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | None = None, like: Self | None = None) -> Self: ...


Book = TypeVar("Book", bound=LoadedBook)
BookOut = TypeVar("BookOut", bound=LoadedBook, covariant=True)


class Plan(Protocol[BookOut]):
    """A finished plan: the workbook it starts from, the whole new file, and its check."""

    @property
    def book(self) -> BookOut: ...

    @property
    def data(self) -> bytes: ...

    def verify(self, data: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class SaveOptions:
    """``backups``: how many earlier versions stay. ``ignore_lock``: save over another program's lock file
    (one that a crash left). ``hide_backups``: set Windows' hidden attribute on them."""

    backups: int = 3
    ignore_lock: bool = False
    hide_backups: bool = sys.platform == "win32"
    files: FileSystem = field(default_factory=FileSystem)


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hex: the same for the same file, whatever it is called."""
    return sha256(data).hexdigest()


def save(plan: Plan[Book], options: SaveOptions | None = None) -> Book:
    """Write the planned file over the one that was read; returns the new workbook, read from the disk.

    Raises OpenElsewhere, ChangedMeanwhile and SaveFailed (the file is as it was; with reason
    ``unconfirmed`` it is either the old or the new one), UsageError for a workbook without a file.
    """
    options = options or SaveOptions()
    path = plan.book.path
    if path is None:
        raise UsageError(_("This workbook has no file yet; save it under a name."))
    with _said(path, save_errors.not_saved):
        try:
            target = options.files.resolve(path)
        except FileNotFoundError as error:
            raise save_errors.gone(path) from error
    if not options.ignore_lock:
        _refuse_open_elsewhere(path, target, options.files)
    data = _save_over(plan, path, target, options)
    # What the plan's own check proved of unchanged members need not be proved again.
    return type(plan.book).from_bytes(data, path, like=plan.book)


def save_copy(plan: Plan[Book], target: Path, options: SaveOptions | None = None) -> Book:
    """Write the planned file under a new name, no more readable than the original; returns it as read back.

    Raises SaveFailed (reason ``exists`` when the name is taken), UsageError for another file ending.
    """
    options = options or SaveOptions()
    files, original = options.files, plan.book.path
    access = None
    if original is not None:
        if target.suffix.lower() != original.suffix.lower():
            raise UsageError(
                _("A copy of {name} must have a name that ends in {ending}.").format(
                    name=original.name, ending=original.suffix
                )
            )
        with contextlib.suppress(OSError):
            found = read_metadata(files.resolve(original), files)
            access = replace(found, mode=found.mode | stat.S_IRUSR | stat.S_IWUSR)
    with _said(target, save_errors.not_made):
        with written(target.parent, plan.data, files, access=access, verify=plan.verify) as temporary:
            files.rename_new(temporary, target)
        data = _confirm(target, plan.data, target, None, files)
    _settle(target.parent, files)
    return type(plan.book).from_bytes(data, target, like=plan.book)


def write_new(path: Path, data: bytes, options: SaveOptions | None = None) -> None:
    """Make a new file, for its owner only, in one step. Raises SaveFailed, also when the name is taken."""
    files = (options or SaveOptions()).files
    with _said(path, save_errors.not_made):
        with written(path.parent, data, files) as temporary:
            files.rename_new(temporary, path)
        _confirm(path, data, path, None, files)
    _settle(path.parent, files)


@contextlib.contextmanager
def _said(path: Path, sentence: save_errors.ErrorMaker) -> Iterator[None]:
    """Turn the system's errors into one sentence."""
    try:
        yield
    except OSError as error:
        raise sentence(error, path) from error


def _refuse_open_elsewhere(path: Path, target: Path, files: FileSystem) -> None:
    for place in dict.fromkeys((path, target)):
        notice = open_elsewhere(place, files)
        if notice is not None:
            raise OpenElsewhere(notice.sentence(), path=path)


def _save_over(plan: Plan[Book], path: Path, target: Path, options: SaveOptions) -> bytes:
    files = options.files
    with _said(path, save_errors.not_saved):
        if not files.writable(target):
            raise save_errors.write_protected(path)
        access = read_metadata(target, files)
        with written(target.parent, plan.data, files, access=access, verify=plan.verify) as temporary:
            backup = _replace_with_backup(temporary, plan, path, target, options)
    data = _confirm(target, plan.data, path, backup, files)
    backups.prune(target, options.backups, access.mode, files)
    if backup is not None and options.hide_backups:
        with contextlib.suppress(OSError):
            files.hide(backup)
    _settle(target.parent, files)
    return data


def _replace_with_backup(
    temporary: Path, plan: Plan[Book], path: Path, target: Path, options: SaveOptions
) -> Path | None:
    """Keep the present file, compare it with the one that was read, replace it; returns the backup."""
    files = options.files
    backup = backups.keep(target, files) if options.backups > 0 else None
    kept = None if backup is None else backup.path
    old_stands = True
    try:
        _refuse_changed(plan.book.fingerprint, path, target, files)
        try:
            _replace(temporary, target, files)
        except OSError as error:
            old_stands = _certainly_old(error, target, plan, files)
            if old_stands:
                raise
            if not _holds(target, plan.data, files):
                raise save_errors.unconfirmed(path, kept) from error
        old_stands = False
    finally:
        if old_stands and backup is not None:
            backups.drop(backup, files)
    return kept


def _refuse_changed(expected: str, path: Path, target: Path, files: FileSystem) -> None:
    try:
        present = files.read(target)
    except FileNotFoundError as error:
        raise save_errors.gone(path) from error
    if fingerprint(present) != expected:
        raise save_errors.changed_meanwhile(path)


def _replace(temporary: Path, target: Path, files: FileSystem) -> None:
    for wait in (*_WAITS, None):
        try:
            files.replace(temporary, target)
        except OSError as error:
            if not save_errors.held_by_program(error, replacing=True):
                raise
            if wait is None:
                raise OSError(errno.EBUSY, "held by another program") from error
            files.pause(wait)
        else:
            return


def _certainly_old(error: OSError, target: Path, plan: Plan[Book], files: FileSystem) -> bool:
    """Whether a failed replacement left the old file: a network drive can do it and still report an error."""
    if save_errors.cause_of(error) is not save_errors.Problem.IO_ERROR:
        return True
    try:
        return fingerprint(files.read(target)) == plan.book.fingerprint
    except OSError:
        return False


def _holds(target: Path, data: bytes, files: FileSystem) -> bool:
    try:
        return files.read(target) == data
    except OSError:
        return False


def _confirm(target: Path, data: bytes, path: Path, backup: Path | None, files: FileSystem) -> bytes:
    """The file's bytes as they stand now, which must be those planned. Raises SaveFailed (unconfirmed)."""
    if not _holds(target, data, files):
        raise save_errors.unconfirmed(path, backup)
    return data


def _settle(folder: Path, files: FileSystem) -> None:
    """Make the new names durable; best effort, since many shares refuse it and go by their own rules."""
    with contextlib.suppress(OSError):
        files.sync_folder(folder)
