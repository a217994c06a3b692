"""Erasing a client: her records in every open file, her text in every part, and the backups that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.document import placing
from valmennus_tui.document.entries import Entry
from valmennus_tui.document.storing import EraseReport, options_of, require_closed, require_writable
from valmennus_tui.domain.client import Client
from valmennus_tui.errors import ProtectedData, Unrecognised, UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import CellChange, CellEdit
from valmennus_tui.workbook.checks import why_not
from valmennus_tui.workbook.erasing import ErasePlan, erase_backups, plan_erase
from valmennus_tui.workbook.saving import SaveOptions, save

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.document.source import Source


def erase(document: Document, code: str) -> EraseReport:
    """Erase the client of ``code`` (every service period) and save at once; nothing can be undone after it.

    Raises UsageError, Unrecognised, ProtectedData (unsaved edits), FileRefused (the companion was left out:
    her text would stay in it), CellRefused and what saving raises. All
    files are planned before one is written. The companion goes first: her name, by which her text is found,
    stands in the workbook, so a second attempt still knows it.
    """
    document.require_whole()
    entries = entries_of(document, code)
    if document.dirty:
        raise ProtectedData(
            _("Save or take back your other changes first: erasing saves at once."), reason="unsaved"
        )
    require_writable(document)
    require_closed(document.sources.values())
    texts = identifying(code, entries)
    options = options_of(document, ignore_lock=False)
    plans = [
        (source, plan_erase(source.book, texts, _blanked(source, entries, code)))
        for source in reversed(document.sources.values())
    ]
    try:
        reports = [_erase_source(source, plan, entries, texts, options) for source, plan in plans]
    finally:
        document.history.clear()
        document.changed()
    return EraseReport(
        tuple(change for report in reports for change in report.changes),
        tuple(part for report in reports for part in report.parts),
        tuple(sentence for report in reports for sentence in report.remaining),
        tuple(path for report in reports for path in report.deleted_backups),
        len(entries),
        tuple(_vague(plans[0][1])),
    )


def _vague(plan: ErasePlan) -> Iterator[str]:
    """A word on texts that could not be searched for; they themselves are not quoted."""
    if plan.vague:
        yield _(
            "The client's code or name is so short or common that it was not searched for inside other texts."
            " Look through notes and free text yourself."
        )


def entries_of(document: Document, code: str) -> tuple[Entry, ...]:
    """Every record of a client code. Raises UsageError where there is none, Unrecognised where records
    cannot be told.
    """
    if not document.recognised:
        raise Unrecognised(" ".join(document.missing), path=document.path)
    found = tuple(entry for entry in document.entries if code in entry.record.client_codes)
    if not found:
        raise UsageError(
            _("There is no client {code} in this workbook.").format(code=code), reason="unknown_client"
        )
    return found


def planned(document: Document, code: str) -> tuple[CellChange, ...]:
    """The cells that erasing would blank. Raises UsageError, Unrecognised, FileRefused as :func:`erase`."""
    document.require_whole()
    entries = entries_of(document, code)
    return tuple(
        CellChange(edit.sheet, edit.ref, source.current((edit.sheet, edit.ref)), edit.value)
        for source in document.sources.values()
        for edit in _blanked(source, entries, code)
    )


def _blanked(source: Source, entries: Sequence[Entry], code: str) -> list[CellEdit]:
    """What goes from one file, each cell once (a client's row may hold her jobs too)."""
    edits = [
        edit for entry in entries if entry.source == source.name for edit in _removal(source, entry, code)
    ]
    return list({(edit.sheet, edit.ref): edit for edit in edits}.values())


def _removal(source: Source, entry: Entry, code: str) -> list[CellEdit]:
    """What goes from a record: all of it, or only her code where a contact was about others too."""
    others = [each for each in entry.record.client_codes if each != code]
    if not others:
        return placing.removal(source, entry)
    place = entry.places["client"]
    if why_not(source.view, place.sheet, place.ref) is not None:
        return []
    return [CellEdit(place.sheet, place.ref, ", ".join(others))]


def identifying(code: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    """The texts that identify the person: the code and her name where the workbook has it."""
    names = [entry.record.name for entry in entries if isinstance(entry.record, Client) and entry.record.name]
    return tuple(dict.fromkeys((code, *names)))


def _erase_source(
    source: Source, plan: ErasePlan, entries: Sequence[Entry], texts: Sequence[str], options: SaveOptions
) -> EraseReport:
    """Erase her from one file and from its backups; her own cells' texts count for the backups too."""
    alone = [
        entry for entry in entries if entry.source == source.name and len(entry.record.client_codes) == 1
    ]
    held = tuple(cell.raw for entry in alone for cell in entry.cells.values() if cell.raw)
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
