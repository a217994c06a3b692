"""What every command is given: its options, the output, today's date, the settings."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.cli.output import Output
from valmennus_tui.errors import ChangedMeanwhile, FileRefused, UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.cli.passwords import PasswordPrompt
    from valmennus_tui.document.document import Document
    from valmennus_tui.settings import Settings


_ENDINGS = (".xlsx", ".xlsm")
_SHOWN = 8
"""So many names are enough to choose from."""


@dataclass
class Context:
    """One run of one command."""

    options: argparse.Namespace
    output: Output
    today: date

    @cached_property
    def settings(self) -> Settings:
        """The settings in force. Raises ConfigError."""
        from valmennus_tui.settings import load_settings

        return load_settings(_path_or_none(self.options.config))

    @cached_property
    def password(self) -> PasswordPrompt:
        """Asks for the password of encrypted workbooks."""
        from valmennus_tui.cli.passwords import PasswordPrompt

        return PasswordPrompt()

    def open(self, path: str | Path) -> Document:
        """Open a workbook, honouring ``--profile`` and ``--if``. Raises what Document.open raises."""
        from valmennus_tui.document.document import Document
        from valmennus_tui.workbook.profile_files import broken_profiles

        if Path(path).is_dir():
            raise UsageError(folder_sentence(Path(path)), path=path)
        document = self.password.opened(
            lambda password: Document.open(
                Path(path),
                settings=self.settings,
                today=self.today,
                profile=_path_or_none(getattr(self.options, "profile", None)),
                password=password,
            )
        )
        for broken in broken_profiles():
            self.output.note(broken.message)
        if document.left_out is not None:
            self._tell_left_out(document.left_out)
        expected = getattr(self.options, "fingerprint", None)
        if expected is not None and expected != document.fingerprint:
            raise ChangedMeanwhile(
                _("The file is not the one that --if names: it has changed. Read it again and repeat."),
                path=path,
            )
        return document

    def _tell_left_out(self, refused: FileRefused) -> None:
        from valmennus_tui.document.companion import left_out_sentence

        self.output.note(left_out_sentence(Path(refused.path or ""), refused.message))


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder by name; lock files, temporary files and backups are none.

    Raises FileRefused where it cannot be listed.
    """
    from valmennus_tui.workbook.refusals import Reason, refuse_file

    try:
        files = sorted(folder.iterdir())
    except OSError:
        raise refuse_file(Reason.UNREADABLE, folder) from None
    return [p for p in files if p.suffix.casefold() in _ENDINGS and not p.name.startswith(("~$", "."))]


def folder_sentence(folder: Path) -> str:
    """What to do instead of naming a folder where one workbook is meant."""
    from valmennus_tui.document.companion import is_companion

    names = [path.name for path in workbooks_in(folder) if not is_companion(path)]
    if not names:
        return _("“{name}” is a folder without workbooks.").format(name=folder)
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    return _("“{name}” is a folder. Name one of its workbooks: {names}").format(name=folder, names=shown)


def _path_or_none(text: str | None) -> Path | None:
    return None if text is None else Path(text)
