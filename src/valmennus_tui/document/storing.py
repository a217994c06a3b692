"""What saving would write, and saving: the edited files one by one, each old or new, never between."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.document.companion import companion_path
from valmennus_tui.errors import OpenElsewhere, UsageError, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.access import access_warnings
from valmennus_tui.workbook.cells import CellChange
from valmennus_tui.workbook.locking import open_elsewhere
from valmennus_tui.workbook.saving import SaveOptions
from valmennus_tui.workbook.saving import save as write
from valmennus_tui.workbook.saving import save_copy as write_copy

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.document.source import Source
    from valmennus_tui.workbook.book import Workbook
    from valmennus_tui.workbook.plan import SavePlan


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would write: the cells as they are and as they will be, and what to know beforehand.

    ``recomputed`` are results of formulas written anew; ``waiting`` counts those that Excel will calculate
    when it opens the file.
    """

    changes: tuple[CellChange, ...]
    recomputed: tuple[CellChange, ...]
    waiting: int
    warnings: tuple[str, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What was written."""

    paths: tuple[Path, ...]
    changes: tuple[CellChange, ...]
    waiting: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What erasing a client did. ``remaining`` are sentences on places where her text still stands."""

    changes: tuple[CellChange, ...]
    parts: tuple[str, ...]
    remaining: tuple[str, ...]
    deleted_backups: tuple[Path, ...]
    records: int = 0
    warnings: tuple[str, ...] = ()


def preview(document: Document) -> Preview:
    """Plan each edited file. Raises CellRefused, FileRefused."""
    sources = [source for source in document.sources.values() if source.dirty]
    plans = [source.plan() for source in sources]
    warnings = [warning for plan in plans for warning in plan.warnings]
    for source in sources:
        notice = open_elsewhere(source.path)
        warnings += [notice.sentence()] if notice else []
        warnings += access_warnings(source.path)
    return Preview(
        tuple(change for plan in plans for change in plan.changes),
        tuple(change for plan in plans for change in plan.recomputed),
        sum(plan.waiting for plan in plans),
        tuple(warnings),
        tuple(source.path for source in sources),
    )


def save(document: Document, *, ignore_lock: bool = False) -> SaveReport:
    """Write every edited file. Raises what ``workbook.saving.save`` raises; what is unsaved stays pending."""
    require_writable(document)
    options = options_of(document, ignore_lock=ignore_lock)
    # The companion first: a contact without its client is whole, a client with half its contacts is not.
    plans = [(source, source.plan()) for source in reversed(document.sources.values()) if source.dirty]
    if not ignore_lock:
        require_closed(source for source, _plan in plans)
    report = SaveReport((), (), 0)
    for source, plan in plans:
        try:
            book = write(plan, options)
        except ValmennusError as error:
            raise _partly(error, report.paths) from error
        source.saved(book)
        report = _joined(report, _report(source.path, plan))
    return report


def require_writable(document: Document) -> None:
    """Raise UsageError where nothing can be saved."""
    sentence = document.read_only
    if sentence is not None:
        raise UsageError(sentence, reason="read_only", path=document.path)


def require_closed(sources: Iterable[Source]) -> None:
    """Raise OpenElsewhere, before anything is written, where another program has one of the files."""
    for source in sources:
        notice = open_elsewhere(source.path)
        if notice is not None:
            raise OpenElsewhere(notice.sentence(), path=source.path)


def _partly(error: ValmennusError, written: Sequence[Path]) -> ValmennusError:
    """The error of a later file, with a word on the files that were saved before it."""
    if not written:
        return error
    names = ", ".join(path.name for path in written)
    message = error.message + " " + _("Saved before that: {names}.").format(names=names)
    return type(error)(message, reason=error.reason, path=error.path, sheet=error.sheet, cell=error.cell)


def options_of(document: Document, *, ignore_lock: bool = False) -> SaveOptions:
    return SaveOptions(backups=document.settings.saving.backups, ignore_lock=ignore_lock)


def _report(path: Path, plan: SavePlan) -> SaveReport:
    return SaveReport((path,), plan.changes, plan.waiting, plan.warnings)


def _joined(a: SaveReport, b: SaveReport) -> SaveReport:
    return SaveReport(
        a.paths + b.paths, a.changes + b.changes, a.waiting + b.waiting, a.warnings + b.warnings
    )


def save_copy(document: Document, path: Path) -> SaveReport:
    """Write the files with their edits under a new name: all of them or none.

    Raises SaveFailed (a name is taken), UsageError.
    """
    if path == document.path:
        raise UsageError(_("A copy needs another name than the workbook itself."), path=path)
    options = options_of(document)
    report = SaveReport((), (), 0)
    copies: list[tuple[Source, Workbook]] = []
    try:
        for source in document.sources.values():
            target = path if source is document.main else companion_path(path)
            plan = source.plan()
            copies.append((source, write_copy(plan, target, options)))
            report = _joined(report, _report(target, plan))
    except ValmennusError:
        _withdraw(report.paths)
        raise
    for source, book in copies:
        source.saved(book)
    return report


def _withdraw(made: Iterable[Path]) -> None:
    """Remove the copies made so far: half a set would be taken for the whole."""
    for path in made:
        with contextlib.suppress(OSError):
            path.unlink()
