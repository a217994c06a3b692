"""What the screens share: the open workbook, the settings, the day, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.settings import Settings
    from valmennus_tui.tui.hiding import HiddenCells


@dataclass(frozen=True)
class Visit:
    """The document put aside while another one is looked at.

    ``depth``: how many screens there were before; with so many again the visit is over.
    """

    document: Document | None
    read_only: bool
    folder: Path
    depth: int


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
    visit: Visit | None = None
    """Set while another workbook is looked at on top of the open one (``tui.visiting``)."""
    password: str | None = field(default=None, repr=False)
    """The password of encrypted workbooks, once one was opened with it (``tui.passwords``)."""
    version: int = 0
    """Goes up whenever screens have to be filled anew."""
    hidden_cells: tuple[int, HiddenCells] | None = None
    """What is hidden while names are, with the version that it was made for (``tui.hiding``)."""

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

    def open(self, path: Path, *, read_only: bool = False, password: str | None = None) -> Document:
        """Open a workbook in place of the present one; a ``password`` that opened it is kept for the session.

        Raises FileRefused and its kin.
        """
        from valmennus_tui.document.document import Document

        opened = Document.open(
            path,
            settings=self.settings,
            today=self.today,
            profile=self.profile,
            read_only=read_only,
            password=password,
        )
        if opened.main.book.encrypted:
            self.password = password
        self.use(opened)
        return opened

    def use(self, document: Document) -> None:
        """Make ``document`` the open one."""
        self.document = document
        self.read_only = False
        self.folder = document.path.parent
        self.version += 1

    def close(self, folder: Path) -> None:
        """Have no workbook open; go on from a folder."""
        self.document, self.read_only, self.folder = None, False, folder
        self.version += 1

    def begin_visit(self, document: Document, depth: int) -> None:
        """Look at another workbook, read-only; the open one and its unsaved changes are put aside."""
        self.visit = Visit(self.document, self.read_only, self.folder, depth)
        self.document, self.read_only = document, True
        self.version += 1

    def end_visit(self) -> None:
        """Go back to the document that was put aside, if one was."""
        if self.visit is not None:
            self.document, self.read_only = self.visit.document, self.visit.read_only
            self.folder, self.visit = self.visit.folder, None
            self.version += 1

    def changed(self) -> None:
        """The document, or what is hidden, has changed."""
        self.version += 1
