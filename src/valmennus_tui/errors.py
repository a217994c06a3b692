"""The one error family, and the exit code of each kind.

Every error that a user can cause or meet is a :class:`ValmennusError`: it carries a whole sentence in the
user's language, a stable ``code`` for programs, and where it is known the file, sheet and cell.
Exit codes (``docs/cli.md``): 1 refused by validation, 2 usage or configuration, 3 the file cannot be used,
4 refused to protect data.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class ValmennusError(Exception):
    """Base of all errors shown to a user. ``message`` is a whole sentence, already translated."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 70

    def __init__(
        self,
        message: str,
        *,
        reason: str | None = None,
        path: Path | str | None = None,
        sheet: str | None = None,
        cell: str | None = None,
    ) -> None:
        """``reason`` refines ``code`` with a word of a closed list (see the subclass)."""
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.path = path
        self.sheet = sheet
        self.cell = cell

    def as_json(self) -> dict[str, str | None]:
        """The object under ``error`` that the commands print in JSON mode."""
        return {
            "code": self.reason or self.code,
            "message": self.message,
            "path": None if self.path is None else str(self.path),
            "sheet": self.sheet,
            "cell": self.cell,
        }


class InvalidEdit(ValmennusError):
    """An edit that validation refuses (not a date, not in the list, an error finding). Nothing is written."""

    code = "invalid_edit"
    exit_code = 1


class UsageError(ValmennusError):
    """A command, field, key or argument that does not exist or does not fit."""

    code = "usage"
    exit_code = 2


class ConfigError(ValmennusError):
    """A settings or profile file that cannot be used; the message names file and key."""

    code = "config"
    exit_code = 2


class FileRefused(ValmennusError):
    """A file that cannot be read, or cannot be kept safe while saving. ``reason``: workbook.refusals."""

    code = "file_refused"
    exit_code = 3


class Unrecognised(ValmennusError):
    """A workbook whose layout is not known well enough for record edits."""

    code = "unrecognised"
    exit_code = 3


class OpenElsewhere(ValmennusError):
    """Another program has the file open."""

    code = "open_elsewhere"
    exit_code = 3


class ChangedMeanwhile(ValmennusError):
    """The file is not the one that was read (or not the one that ``--if`` names)."""

    code = "changed_meanwhile"
    exit_code = 3


class SaveFailed(ValmennusError):
    """Saving failed; the original is untouched."""

    code = "save_failed"
    exit_code = 3


class CellRefused(ValmennusError):
    """A cell that must not be written. ``reason``: workbook.refusals."""

    code = "cell_refused"
    exit_code = 4


class ProtectedData(ValmennusError):
    """Refused to protect data: an ambiguous key, no confirmation, text that cannot be erased."""

    code = "protected_data"
    exit_code = 4
