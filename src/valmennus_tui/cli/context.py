"""What every command is given: its options, the output, today's date, the settings."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.cli.output import Output
from valmennus_tui.errors import ChangedMeanwhile
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.settings import Settings


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

    def open(self, path: str | Path) -> Document:
        """Open a workbook, honouring ``--profile`` and ``--if``. Raises what Document.open raises."""
        from valmennus_tui.document.document import Document

        document = Document.open(
            Path(path),
            settings=self.settings,
            today=self.today,
            profile=_path_or_none(getattr(self.options, "profile", None)),
        )
        expected = getattr(self.options, "fingerprint", None)
        if expected is not None and expected != document.fingerprint:
            raise ChangedMeanwhile(
                _("The file is not the one that --if names: it has changed. Read it again and repeat."),
                path=path,
            )
        return document


def _path_or_none(text: str | None) -> Path | None:
    return None if text is None else Path(text)
