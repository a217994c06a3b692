"""What the screens share: the open workbook, the settings, the day, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.settings import Settings


@dataclass
class Session:
    """State of one run. ``today`` is injected once; no screen reads the clock."""

    settings: Settings
    today: date
    profile: Path | None = None
    read_only: bool = False
    """Asked for on the command line, or chosen because another program has the file open."""
    document: Document | None = None
    demo: bool = False
    hide_names: bool = False
    folder: Path = field(default_factory=Path.cwd)
    version: int = 0
    """Goes up whenever screens have to be filled anew."""

    @property
    def book(self) -> Document:
        """The open document; for screens that exist only while one is open."""
        assert self.document is not None
        return self.document

    @property
    def can_edit(self) -> bool:
        """Whether a workbook is open and may be changed."""
        return self.document is not None and not self.read_only and self.document.read_only is None

    @property
    def dirty(self) -> bool:
        """Whether there are changes that have not been saved."""
        return self.document is not None and self.document.dirty

    def open(self, path: Path, *, read_only: bool = False) -> Document:
        """Open a workbook in place of the present one. Raises FileRefused and its kin."""
        from valmennus_tui.document.document import Document

        opened = Document.open(
            path, settings=self.settings, today=self.today, profile=self.profile, read_only=read_only
        )
        self.use(opened)
        return opened

    def use(self, document: Document) -> None:
        """Make ``document`` the open one."""
        self.document = document
        self.read_only = False
        self.folder = document.path.parent
        self.version += 1

    def changed(self) -> None:
        """The document, or what is hidden, has changed."""
        self.version += 1
