"""Records as read: the open files as one set of records, with the views on them.

What checking needs is imported when it is done: the first screen needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.document import opening
from valmennus_tui.document.entries import Entry, Place, build_entries, row_of
from valmennus_tui.document.keys import find
from valmennus_tui.document.limits import choices_from_settings, limits_from
from valmennus_tui.document.source import Source
from valmennus_tui.domain.caseload import Caseload, caseload
from valmennus_tui.domain.findings import Finding
from valmennus_tui.domain.records import RecordSet, build
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import SheetInfo
from valmennus_tui.workbook.sheet import Sheet

if TYPE_CHECKING:
    from valmennus_tui.workbook.lists import Choices as CellList


class OpenFiles:
    """The open files' records, keys and views. ``today`` is the day that rules look from.

    Everything is read through the files' views, so edits not yet saved are in it.
    """

    def __init__(self, sources: Sequence[Source], *, settings: Settings, today: date) -> None:
        self.sources = {source.name: source for source in sources}
        self.settings = settings
        self.today = today
        self.limits = limits_from(settings, today)
        self.choices = choices_from_settings(settings)
        self._entries: tuple[Entry, ...] | None = None
        self._records: RecordSet | None = None
        self._findings: tuple[Finding, ...] | None = None

    @property
    def main(self) -> Source:
        return self.sources[opening.MAIN]

    @property
    def path(self) -> Path:
        return self.main.path

    @property
    def name(self) -> str:
        """The file's name: outside text."""
        return self.path.name

    @property
    def file_names(self) -> str:
        """The names of the open files, the workbook first: outside text."""
        return ", ".join(source.path.name for source in self.sources.values())

    @property
    def fingerprint(self) -> str:
        """What ``--if`` compares: the file's, or that of file and companion together."""
        return opening.fingerprint(tuple(self.sources.values()))

    @property
    def recognised(self) -> bool:
        return self.main.recognition.sure

    @property
    def missing(self) -> tuple[str, ...]:
        """Why the layout is not known well enough, sentence by sentence; empty where it is."""
        return () if self.recognised else self.main.recognition.missing

    @property
    def coach(self) -> str | None:
        """The coach's code: of the title block, else the one that every client names."""
        if self.main.coach is not None:
            return self.main.coach
        found = {client.coach for client in self.record_set.clients if client.coach}
        return found.pop() if len(found) == 1 else None

    # ---------------------------------------------------------------- records
    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every record, with the edits not yet saved."""
        if self._entries is None:
            self._entries = build_entries(tuple(self.sources.values()), self.choices)
        return self._entries

    def records(self, kind: RecordKind) -> tuple[Entry, ...]:
        """The records of one kind, in workbook order."""
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def entry(self, key: str) -> Entry:
        """The record of a key. Raises UsageError (none), ProtectedData (more than one)."""
        from valmennus_tui.document.lookup import require_unambiguous

        rows = [row_of(entry) for entry in self.entries]
        require_unambiguous(key, self.record_set)
        return self.entries[find(key, rows, [entry.key for entry in self.entries])]

    def records_of(self, client_key: str) -> tuple[Entry, ...]:
        """The records that belong to a client's service period, the client's own row left out."""
        records = self.record_set
        client = next((row for row in records.clients if row.key == client_key), None)
        if client is None:
            return ()
        groups: Iterable[Iterable[object]] = (
            records.employments_of(client),
            records.education_of(client),
            records.contacts_of(client),
            records.support_of(client),
        )
        owned = {id(record) for group in groups for record in group}
        return tuple(entry for entry in self.entries if id(entry.record) in owned)

    @property
    def homes(self) -> frozenset[RecordKind]:
        """The record kinds that the open files have a place for."""
        return frozenset(
            layout.kind for source in self.sources.values() for layout in source.recognition.layouts
        )

    @property
    def record_set(self) -> RecordSet:
        if self._records is None:
            self._records = self.set_of(self.entries)
        return self._records

    def set_of(self, entries: Iterable[Entry]) -> RecordSet:
        """These entries' records as one set."""
        records = tuple(entry.record for entry in entries)
        return build(records, homes=self.homes, choices=self.choices)

    # ------------------------------------------------------------------ views
    def caseload(self, as_of: date | None = None) -> Caseload:
        """The caseload on a day (today by default)."""
        return caseload(self.record_set, as_of or self.today, limits_from(self.settings, as_of or self.today))

    def findings(self) -> tuple[Finding, ...]:
        """What validation has to say, each finding with its sheet and cell."""
        from valmennus_tui.document.lookup import located
        from valmennus_tui.domain.rules import check_records

        if self._findings is None:
            found = check_records(self.record_set, self.today, self.limits)
            by_key = {entry.key: entry for entry in self.entries}
            self._findings = tuple(located(finding, by_key) for finding in found)
        return self._findings

    def path_of(self, key: str | None) -> Path:
        """The file that the record of a key stands in; the workbook's own where there is no such record."""
        entry = next((entry for entry in self.entries if entry.key == key), None)
        return self.path if entry is None else self.sources[entry.source].path

    @property
    def sheets(self) -> tuple[SheetInfo, ...]:
        return self.main.book.sheets

    def sheet(self, name: str) -> Sheet:
        """A sheet of the workbook with the edits not yet saved and their results. Raises UsageError."""
        return self.main.shown.sheet(name)

    def cell_list(self, sheet: str, ref: Ref) -> CellList | None:
        """The drop-down list of a cell of the workbook."""
        return self.main.list_of(sheet, ref)

    def list_at(self, place: Place) -> CellList | None:
        return self.sources[place.source].list_of(place.sheet, place.ref)

    def key_at(self, anchor: Place) -> str:
        """The key of the record that holds a cell. Raises LookupError where none does."""
        entry = self.entry_at(anchor)
        if entry is None:
            raise LookupError("no record holds the cell")
        return entry.key

    def entry_at(self, anchor: Place) -> Entry | None:
        """The record that holds a cell, None where none does."""
        return next((entry for entry in self.entries if anchor in entry.places.values()), None)

    def changed(self) -> None:
        """Forget what was computed from the records."""
        self._entries = self._records = self._findings = None
