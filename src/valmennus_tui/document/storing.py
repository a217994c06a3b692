"""What saving would write, and saving: the edited files one by one, each old or new, never between."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.document.companion import companion_path
from valmennus_tui.errors import UsageError
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
    sentence = document.read_only
    if sentence is not None:
        raise UsageError(sentence, reason="read_only", path=document.path)
    options = options_of(document, ignore_lock=ignore_lock)
    report = SaveReport((), (), 0)
    # The companion first: a contact without its client is whole, a client with half its contacts is not.
    for source in reversed(document.sources.values()):
        if source.dirty:
            report = _joined(report, _save_one(source, options))
    return report


def options_of(document: Document, *, ignore_lock: bool = False) -> SaveOptions:
    return SaveOptions(backups=document.settings.saving.backups, ignore_lock=ignore_lock)


def _save_one(source: Source, options: SaveOptions) -> SaveReport:
    plan = source.plan()
    source.saved(write(plan, options))
    return SaveReport((source.path,), plan.changes, plan.waiting, plan.warnings)


def _joined(a: SaveReport, b: SaveReport) -> SaveReport:
    return SaveReport(
        a.paths + b.paths, a.changes + b.changes, a.waiting + b.waiting, a.warnings + b.warnings
    )


def save_copy(document: Document, path: Path) -> SaveReport:
    """Write the files with their edits under a new name. Raises SaveFailed (name taken), UsageError."""
    if path == document.path:
        raise UsageError(_("A copy needs another name than the workbook itself."), path=path)
    options = options_of(document)
    targets = {name: path if name == "main" else companion_path(path) for name in document.sources}
    report = SaveReport((), (), 0)
    for name, source in document.sources.items():
        plan = source.plan()
        source.saved(write_copy(plan, targets[name], options))
        report = _joined(report, SaveReport((targets[name],), plan.changes, plan.waiting, plan.warnings))
    return report
