"""An open workbook: its records, views and edits. What the screens and the commands work on.

What only editing, checking and saving need is imported when that is done: the first screen needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.document import opening
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.history import History, Step
from valmennus_tui.document.open_files import OpenFiles
from valmennus_tui.document.source import Source
from valmennus_tui.domain.findings import Finding
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import FileRefused
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellChange, NewValue
from valmennus_tui.workbook.locking import LockNotice, open_elsewhere

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Place
    from valmennus_tui.document.forms import Form
    from valmennus_tui.document.storing import EraseReport, Preview, SaveReport


class Document(OpenFiles):
    """A workbook and, where there is one, its companion for employer contacts, as one set of records.

    Edits are kept in memory with undo until :meth:`save`. ``today`` is the day that rules look from.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        *,
        settings: Settings,
        today: date,
        lock: LockNotice | None = None,
        profile: Path | None = None,
        read_only: bool = False,
        left_out: FileRefused | None = None,
    ) -> None:
        """Use :meth:`open`."""
        super().__init__(sources, settings=settings, today=today)
        self.lock = lock
        self.left_out = left_out
        """Why the companion was left out, None where it was read or there is none."""
        self.history = History()
        self._profile = profile
        self._asked_read_only = read_only

    # ---------------------------------------------------------------- opening
    @classmethod
    def open(
        cls,
        path: Path,
        *,
        settings: Settings,
        today: date,
        profile: Path | None = None,
        read_only: bool = False,
        password: str | None = None,
    ) -> Document:
        """Read a workbook and its companion. Raises FileRefused, ConfigError (profile).

        A companion that cannot be read is ``left_out``; one that waits for its password is refused.
        ``password`` opens encrypted files, for reading only: see ``workbook.encryption``.
        """
        found = opening.read_sources(path, profile, password)
        return cls(
            found.sources,
            settings=settings,
            today=today,
            lock=open_elsewhere(path),
            profile=profile,
            read_only=read_only,
            left_out=found.left_out,
        )

    def require_whole(self) -> None:
        """Raise FileRefused where the companion was left out, for what must not miss its records."""
        if self.left_out is not None:
            raise self.left_out

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved here, as a sentence; None where saving is possible."""
        return opening.read_only_sentence(self.main, asked=self._asked_read_only)

    # ---------------------------------------------------------------- editing
    def form(self, kind: RecordKind, key: str | None = None, client: str | None = None) -> Form:
        """The form of a record (``key``) or of a new one. Raises Unrecognised, CellRefused (no room)."""
        from valmennus_tui.document import editing
        from valmennus_tui.document.forms import build_form

        entry = None if key is None else self.entry(key)
        places = editing.places_for(self, kind, entry, client)
        refusals = editing.refusals(self, places)
        given = editing.given(self, kind, client)
        return build_form(kind, entry, places, refusals, self.list_at, self.choices, self.today, given)

    def check_form(
        self, kind: RecordKind, key: str | None, texts: Mapping[str, str], client: str | None = None
    ) -> tuple[Finding, ...]:
        """What validation says of a record as typed, before anything is changed."""
        from valmennus_tui.document import editing

        return editing.draft(self, kind, key, texts, client).findings

    def add(self, kind: RecordKind, texts: Mapping[str, str], client: str | None = None) -> str:
        """Add a record in the first blank prepared row; returns its key. Raises InvalidEdit and others."""
        from valmennus_tui.document import editing

        draft = editing.draft(self, kind, None, texts, client)
        self.do(editing.add_step(self, draft), draft.anchor)
        return self.key_at(draft.anchor)

    def set(self, key: str, texts: Mapping[str, str]) -> str:
        """Change fields of a record; returns its key, which changes with a client code.

        Records of the client follow a new code. Raises InvalidEdit and others.
        """
        from valmennus_tui.document import editing

        entry = self.entry(key)
        draft = editing.draft(self, entry.kind, key, texts, None)
        self.do(editing.set_step(self, draft), draft.anchor)
        return self.key_at(draft.anchor)

    def remove(self, key: str) -> None:
        """Blank a record's input cells. Raises ProtectedData for a client who still has records."""
        from valmennus_tui.document import editing

        self.do(editing.remove_step(self, self.entry(key)))

    def set_cell(self, sheet: str, ref: Ref, value: NewValue) -> None:
        """Write one raw cell of the workbook. Raises CellRefused."""
        from valmennus_tui.document import editing

        self.do(editing.cell_step(self, sheet, ref, value))

    def erase(self, code: str) -> EraseReport:
        """Erase a client from the files, the backups and the history, and save at once.

        Raises UsageError (no such client), ProtectedData (unsaved edits), and what saving raises.
        """
        from valmennus_tui.document import erasure

        return erasure.erase(self, code)

    def plan_erase(self, code: str) -> tuple[CellChange, ...]:
        """The cells that erasing a client would blank. Raises UsageError (no such client)."""
        from valmennus_tui.document import erasure

        return erasure.planned(self, code)

    # ----------------------------------------------------------- undo and redo
    def do(self, step: Step, anchor: Place | None = None) -> None:
        """Carry out a step; one that changes nothing is not kept.

        Raises InvalidEdit, with nothing changed, where no record would be read at ``anchor`` after it.
        """
        from valmennus_tui.document import editing

        if not (step.cells or step.growths):
            return
        editing.carry_out(self, step)
        self.changed()
        if anchor is not None and self.entry_at(anchor) is None:
            editing.carry_out(self, step, back=True)
            self.changed()
            raise editing.no_record(anchor)
        self.history.add(step)

    def undo(self) -> str | None:
        """Take the last step back; returns what it was, None where there is none."""
        from valmennus_tui.document import editing

        step = self.history.undo()
        if step is not None:
            editing.carry_out(self, step, back=True)
            self.changed()
        return step.label if step else None

    def redo(self) -> str | None:
        """Do the step last taken back again."""
        from valmennus_tui.document import editing

        step = self.history.redo()
        if step is not None:
            editing.carry_out(self, step)
            self.changed()
        return step.label if step else None

    @property
    def can_undo(self) -> bool:
        return bool(self.history.done)

    @property
    def can_redo(self) -> bool:
        return bool(self.history.undone)

    @property
    def dirty(self) -> bool:
        """Whether saving would write anything."""
        return any(source.dirty for source in self.sources.values())

    # ----------------------------------------------------------------- saving
    def changes(self) -> tuple[CellChange, ...]:
        """The cells that differ from the files, in the order of the edits."""
        return self.preview().changes

    def preview(self) -> Preview:
        """What saving would write. Raises CellRefused, FileRefused."""
        from valmennus_tui.document import storing

        return storing.preview(self)

    def save(self, *, ignore_lock: bool = False) -> SaveReport:
        """Write the edits. Raises OpenElsewhere, ChangedMeanwhile, SaveFailed: nothing is lost then."""
        from valmennus_tui.document import storing

        try:
            return storing.save(self, ignore_lock=ignore_lock)
        finally:
            self.changed()

    def save_copy(self, path: Path) -> SaveReport:
        """Write the workbook with its edits under a new name and go on with the copy."""
        from valmennus_tui.document import storing

        report = storing.save_copy(self, path)
        self.changed()
        self.lock = open_elsewhere(path)
        self._asked_read_only = False
        return report

    def make_companion(self) -> Path:
        """Make the companion workbook for employer contacts and read it. Raises SaveFailed, FileRefused."""
        self.require_whole()
        path = companion_path(self.path)
        source = opening.make_companion(path, coach=self.coach)
        self.sources[source.name] = source
        self.changed()
        return path
