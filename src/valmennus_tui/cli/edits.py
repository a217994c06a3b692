"""What the writing commands share: FIELD=VALUE arguments, dry runs, saving, the printed result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.raw_cells import plain, value_json
from valmennus_tui.errors import OpenElsewhere, UsageError
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.workbook.address import quote_sheet
from valmennus_tui.workbook.cells import CellChange

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document


def assignments(given: Iterable[str]) -> dict[str, str]:
    """``FIELD=VALUE`` arguments. Raises UsageError for one without ``=`` or given twice."""
    found: dict[str, str] = {}
    for text in given:
        name, mark, value = text.partition("=")
        if not mark or not name:
            raise UsageError(_("“{text}” is not of the form FIELD=VALUE.").format(text=text))
        if name in found:
            raise UsageError(_("The field {field} is given twice.").format(field=name))
        found[name] = value
    return found


def open_to_write(context: Context) -> Document:
    """Open the workbook; refuse at once when another program has it. Raises OpenElsewhere."""
    document = context.open(context.options.path)
    if document.lock is not None and not context.options.dry_run:
        raise OpenElsewhere(
            document.lock.sentence() + " " + _("Nothing was changed. Close it there first."),
            path=document.path,
        )
    return document


def finish(
    context: Context, document: Document, key: str | None = None, given: Mapping[str, str] | None = None
) -> int:
    """Save (or only tell, with ``--dry-run``) and print what changed.

    What validation has to say of the record's fields as ``given`` is told beside the file's warnings.
    """
    preview = document.preview()
    warnings = (*preview.warnings, *_remarks(document, key, given or {}))
    if context.options.dry_run:
        _print_changes(context, preview.changes)
        for warning in warnings:
            context.output.note(warning)
        return 0
    report = document.save() if document.dirty else None
    if context.output.as_json:
        result: dict[str, Any] = {
            "key": key,
            "changes": [change_json(change) for change in preview.changes],
            "waiting": preview.waiting,
            "warnings": list(warnings),
            "fingerprint": document.fingerprint,
        }
        context.output.json(result)
        return 0
    for warning in warnings:
        context.output.note(warning)
    _say(context, len(report.changes) if report else 0, preview.waiting, key)
    return 0


def _remarks(document: Document, key: str | None, given: Mapping[str, str]) -> Iterator[str]:
    """Findings on the fields that were given a value, each with its cell."""
    written = {name for name, text in given.items() if text.strip()}
    for finding in document.findings() if written else ():
        if finding.record == key and finding.field in written:
            place = f"{quote_sheet(finding.sheet)}!{finding.cell}: " if finding.sheet else ""
            yield f"{place}{finding.message}"


def _say(context: Context, count: int, waiting: int, key: str | None) -> None:
    text = ngettext("Saved: {n} cell changed.", "Saved: {n} cells changed.", count).format(n=count)
    context.output.line(f"{text} {key}" if key else text)
    if waiting:
        context.output.note(
            ngettext(
                "{n} result of a formula waits for Excel to calculate it.",
                "{n} results of formulas wait for Excel to calculate them.",
                waiting,
            ).format(n=waiting)
        )


def _print_changes(context: Context, changes: Iterable[CellChange]) -> None:
    if context.output.as_json:
        context.output.json([change_json(change) for change in changes])
        return
    for change in changes:
        place = f"{quote_sheet(change.sheet)}!{change.ref}"
        context.output.line(f"{place}: {plain(change.old) or '–'} → {plain(change.new) or '–'}")


def change_json(change: CellChange) -> dict[str, Any]:
    """One changed cell as ``docs/cli.md`` describes it."""
    return {
        "sheet": change.sheet,
        "cell": str(change.ref),
        "old": value_json(change.old),
        "new": value_json(change.new),
    }
