"""When the next assessment is due, for the start screen: noted when a workbook of assessments is opened.

The note holds a recent file's path, the day, and the file's size and time: while these are the same the
workbook is not read again. It is kept where the list of recent files is kept, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valmennus_tui.errors import ValmennusError
from valmennus_tui.tui.recent import DUE_NAME, recent_files, remembers
from valmennus_tui.tui.state_files import read_state, write_state

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.settings import Settings


@dataclass(frozen=True, slots=True)
class DueDate:
    """The day by which the workbook at ``path`` needs its next assessment; None: not one is whole yet."""

    path: Path
    on: date | None


@dataclass(frozen=True, slots=True)
class _Note:
    due: DueDate
    size: int
    changed: int


def note_due(document: Document, settings: Settings) -> None:
    """Note an open workbook's next assessment, if it is a workbook of assessments and anything is kept."""
    if not remembers(settings) or document.main.recognition.kind != "fidelity":
        return
    path = document.path.absolute()
    note = _note(path, _due_of(document))
    others = [one for one in _notes(settings) if one.due.path != path]
    _write([*others, *([note] if note else [])])


def due_dates(settings: Settings, today: date) -> tuple[DueDate, ...]:
    """The noted workbooks' due dates, the most urgent first; one that was changed meanwhile is read again.

    Takes as long as the files take: not for the thread that draws the screen.
    """
    before = tuple(_notes(settings))
    after = [note for one in before if (note := _renewed(one, settings, today)) is not None]
    if tuple(after) != before:
        _write(after)
    return tuple(sorted((note.due for note in after), key=lambda due: due.on or date.min))


def _renewed(note: _Note, settings: Settings, today: date) -> _Note | None:
    """A note as it is now; None for a workbook that cannot be read any more, or is of another kind now."""
    path = note.due.path
    present = _note(path, note.due.on)
    if present is None or present == note:
        return present
    from valmennus_tui.document.document import Document

    try:
        document = Document.open(path, settings=settings, today=today, read_only=True)
    except ValmennusError:
        return None
    if document.main.recognition.kind != "fidelity":
        return None
    return _note(path, _due_of(document))


def _due_of(document: Document) -> date | None:
    from valmennus_tui.assessment.standing import edition_of
    from valmennus_tui.document.assessments import history
    from valmennus_tui.domain.assessment import Assessment, next_due

    assessments = history(document)
    edition = edition_of(assessments[-1] if assessments else Assessment(date=None))
    return next_due(assessments, edition).on


def _note(path: Path, on: date | None) -> _Note | None:
    """A note with the file's present size and time; None where it cannot be looked at."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return _Note(DueDate(path, on), facts.st_size, facts.st_mtime_ns)


def _notes(settings: Settings) -> Iterator[_Note]:
    """The notes about files that are among the recent ones."""
    if not remembers(settings):
        return
    listed = read_state(DUE_NAME)
    known = [note for item in listed if (note := _understood(item))] if isinstance(listed, list) else []
    recent = recent_files(settings) if known else []
    yield from (note for note in known if note.due.path in recent)


def _understood(item: Any) -> _Note | None:
    if not isinstance(item, Mapping):
        return None
    path, on, size, changed = (item.get(name) for name in ("path", "due", "size", "changed"))
    if not (isinstance(path, str) and isinstance(size, int) and isinstance(changed, int)):
        return None
    try:
        day = None if on is None else date.fromisoformat(on)
    except (TypeError, ValueError):
        return None
    return _Note(DueDate(Path(path), day), size, changed)


def _write(notes: Iterable[_Note]) -> None:
    write_state(
        DUE_NAME,
        [
            {
                "path": str(note.due.path),
                "due": None if note.due.on is None else note.due.on.isoformat(),
                "size": note.size,
                "changed": note.changed,
            }
            for note in notes
        ],
    )
