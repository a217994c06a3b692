"""Erasing a client: her records in every open file, her text in every part, and the backups that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.document import placing
from valmennus_tui.document.entries import Entry
from valmennus_tui.document.storing import EraseReport, options_of
from valmennus_tui.domain.client import Client
from valmennus_tui.errors import ProtectedData, UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import CellChange, CellEdit
from valmennus_tui.workbook.erasing import erase_backups, plan_erase
from valmennus_tui.workbook.saving import SaveOptions, save

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.document.source import Source


def erase(document: Document, code: str) -> EraseReport:
    """Erase the client of ``code`` (every service period) and save at once.

    Raises UsageError, ProtectedData (unsaved edits), CellRefused and what saving raises.
    """
    entries = entries_of(document, code)
    if document.dirty:
        raise ProtectedData(
            _("Save or take back your other changes first: erasing saves at once."), reason="unsaved"
        )
    if document.read_only is not None:
        raise UsageError(document.read_only, reason="read_only", path=document.path)
    options = options_of(document, ignore_lock=False)
    reports = [_erase_source(source, entries, code, options) for source in document.sources.values()]
    return EraseReport(
        tuple(change for report in reports for change in report.changes),
        tuple(part for report in reports for part in report.parts),
        tuple(sentence for report in reports for sentence in report.remaining),
        tuple(path for report in reports for path in report.deleted_backups),
        len(entries),
    )


def entries_of(document: Document, code: str) -> tuple[Entry, ...]:
    """Every record of a client code. Raises UsageError where there is none."""
    found = tuple(entry for entry in document.entries if code in entry.record.client_codes)
    if not found:
        raise UsageError(
            _("There is no client {code} in this workbook.").format(code=code), reason="unknown_client"
        )
    return found


def planned(document: Document, code: str) -> tuple[CellChange, ...]:
    """The cells that erasing would blank."""
    found = []
    for entry in entries_of(document, code):
        source = document.sources[entry.source]
        found += [
            CellChange(edit.sheet, edit.ref, source.current((edit.sheet, edit.ref)), edit.value)
            for edit in _removal(source, entry, code)
        ]
    return tuple(found)


def _removal(source: Source, entry: Entry, code: str) -> list[CellEdit]:
    """What goes from a record: all of it, or only her code where a contact was about others too."""
    others = [each for each in entry.record.client_codes if each != code]
    if not others:
        return placing.removal(source, entry)
    place = entry.places["client"]
    return [CellEdit(place.sheet, place.ref, ", ".join(others))]


def identifying(code: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    """The texts that identify the person: the code and her name where the workbook has it."""
    names = [entry.record.name for entry in entries if isinstance(entry.record, Client) and entry.record.name]
    return tuple(dict.fromkeys((code, *names)))


def _erase_source(source: Source, entries: Sequence[Entry], code: str, options: SaveOptions) -> EraseReport:
    """Erase her from one file and from its backups; her own cells' texts count for the backups too."""
    texts = identifying(code, entries)
    own_entries = [entry for entry in entries if entry.source == source.name]
    blanked = [edit for entry in own_entries for edit in _removal(source, entry, code)]
    alone = [entry for entry in own_entries if len(entry.record.client_codes) == 1]
    held = tuple(cell.raw for entry in alone for cell in entry.cells.values() if cell.raw)
    plan = plan_erase(source.book, texts, blanked)
    path = source.path
    if plan.changed_parts:
        source.saved(save(plan, options))
    backups = erase_backups(path, texts, held)
    remaining = [place.sentence() for place in plan.remains] + [_left(each) for each in backups.failed]
    return EraseReport(plan.changes, tuple(sorted(plan.changed_parts)), tuple(remaining), backups.deleted)


def _left(path: Path) -> str:
    return _("The backup {name} could not be deleted and still holds the client's text.").format(
        name=path.name
    )
