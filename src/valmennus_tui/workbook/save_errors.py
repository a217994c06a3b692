"""What a failed save is called: one sentence with the cause and the state of the file."""

from __future__ import annotations

import errno
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from valmennus_tui.errors import ChangedMeanwhile, SaveFailed
from valmennus_tui.i18n import N_, _

_WINDOWS_DENIED = 5
_WINDOWS_HELD = frozenset({32, 33})
"""Sharing violation, lock violation: another program has the file."""


class Problem(StrEnum):
    """The closed list of reasons that a :class:`SaveFailed` carries."""

    DISK_FULL = "disk_full"
    NO_PERMISSION = "no_permission"
    WRITE_PROTECTED = "write_protected"
    IN_USE = "in_use"
    NAME_TOO_LONG = "name_too_long"
    NO_FOLDER = "no_folder"
    IO_ERROR = "io_error"
    NOT_AS_WRITTEN = "not_as_written"
    UNCONFIRMED = "unconfirmed"
    EXISTS = "exists"


_CAUSES = {
    getattr(errno, name): problem
    for problem, names in {
        Problem.DISK_FULL: ("ENOSPC", "EDQUOT", "EFBIG"),
        Problem.NO_PERMISSION: ("EACCES", "EPERM", "EROFS"),
        Problem.IN_USE: ("EBUSY", "ETXTBSY"),
        Problem.NAME_TOO_LONG: ("ENAMETOOLONG",),
        Problem.NO_FOLDER: ("ENOENT", "ENOTDIR"),
    }.items()
    for name in names
    if hasattr(errno, name)  # not every system has all of them
}

_NOT_SAVED = {
    Problem.DISK_FULL: N_("The disk is full, so {name} was not saved and is as it was."),
    Problem.NO_PERMISSION: N_(
        "The folder of {name} does not let you write there, so the file was not saved and is as it was; "
        "save a copy elsewhere."
    ),
    Problem.IN_USE: N_(
        "{name} is open in Excel or another program, so it was not saved and is as it was; "
        "close it there and save again."
    ),
    Problem.NAME_TOO_LONG: N_(
        "The name of {name} is too long for a backup beside it, so the file was not saved and is as it was; "
        "save a copy with a shorter name."
    ),
    Problem.NO_FOLDER: N_("The folder of {name} cannot be found any more, so the file was not saved."),
    Problem.IO_ERROR: N_(
        "The disk or the network drive reported an error ({error}), so {name} was not saved and is as it was."
    ),
}

_NOT_MADE = {
    Problem.DISK_FULL: N_("The disk is full, so {name} was not made."),
    Problem.NO_PERMISSION: N_("The folder does not let you write there, so {name} was not made."),
    Problem.IN_USE: N_("Another program holds {name}, so it was not made."),
    Problem.NAME_TOO_LONG: N_("The name {name} is too long, so the file was not made."),
    Problem.NO_FOLDER: N_("There is no such folder, so {name} was not made."),
    Problem.IO_ERROR: N_(
        "The disk or the network drive reported an error ({error}), so {name} was not made."
    ),
}


def held_by_program(error: OSError, *, replacing: bool = False) -> bool:
    """Whether another program holds the file (Windows' share modes, a busy file).

    "Access denied" means that too when a file could be made in the folder but not put in the old one's place.
    """
    number = getattr(error, "winerror", None)
    if number in _WINDOWS_HELD or (replacing and number == _WINDOWS_DENIED):
        return True
    return _CAUSES.get(error.errno or 0) is Problem.IN_USE


def not_saved(error: OSError, path: Path) -> SaveFailed:
    """The error for a workbook that stands as it was."""
    return _failed(error, path, _NOT_SAVED)


def not_made(error: OSError, path: Path) -> SaveFailed:
    """The error for a new file or copy that does not exist."""
    if isinstance(error, FileExistsError):
        return SaveFailed(
            _("There is already something named {name}; choose another name.").format(name=path.name),
            reason=Problem.EXISTS,
            path=path,
        )
    return _failed(error, path, _NOT_MADE)


def cause_of(error: OSError) -> Problem:
    """What an error of the system means for a save."""
    return Problem.IN_USE if held_by_program(error) else _CAUSES.get(error.errno or 0, Problem.IO_ERROR)


def _failed(error: OSError, path: Path, sentences: dict[Problem, str]) -> SaveFailed:
    cause = cause_of(error)
    word = errno.errorcode.get(error.errno or 0, _("unknown error"))
    return SaveFailed(_(sentences[cause]).format(name=path.name, error=word), reason=cause, path=path)


def write_protected(path: Path) -> SaveFailed:
    """The error for a file that its owner has protected: replacing it would go round the protection."""
    return SaveFailed(
        _("{name} is write-protected, so it was not saved; save a copy under another name.").format(
            name=path.name
        ),
        reason=Problem.WRITE_PROTECTED,
        path=path,
    )


def unconfirmed(path: Path, backup: Path | None) -> SaveFailed:
    """The new file may stand already, but it could not be read back: the one case that promises nothing."""
    if backup is None:
        message = _(
            "Saving {name} could not be confirmed because the disk or the network drive failed; "
            "open the file again and check which version it is."
        ).format(name=path.name)
    else:
        message = _(
            "Saving {name} could not be confirmed because the disk or the network drive failed; "
            "open the file again and check which version it is: the earlier one is kept as {backup}."
        ).format(name=path.name, backup=backup.name)
    return SaveFailed(message, reason=Problem.UNCONFIRMED, path=path)


def changed_meanwhile(path: Path) -> ChangedMeanwhile:
    """The error for a file that is not the one that was read."""
    return ChangedMeanwhile(
        _(
            "{name} has been changed by someone else since it was opened, so it was not saved; "
            "save a copy, or open it again."
        ).format(name=path.name),
        path=path,
    )


def gone(path: Path) -> ChangedMeanwhile:
    """The error for a file that is no longer where it was read."""
    return ChangedMeanwhile(
        _("{name} has been moved or deleted since it was opened, so it was not saved; save a copy.").format(
            name=path.name
        ),
        reason="gone",
        path=path,
    )


ErrorMaker = Callable[[OSError, Path], SaveFailed]
"""Either :func:`not_saved` or :func:`not_made`."""
