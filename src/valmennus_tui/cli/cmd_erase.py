"""``valmennus erase PATH CLIENT``: everything about a client, from every part, the backups and undo."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.edits import change_json, open_to_write
from valmennus_tui.cli.output import is_terminal
from valmennus_tui.cli.parser import add_writing
from valmennus_tui.document.storing import EraseReport
from valmennus_tui.errors import ProtectedData
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.workbook.address import quote_sheet
from valmennus_tui.workbook.cells import CellChange

REMAINS = 4


def summary() -> str:
    return _("Erase a client for good: records, text in every part of the file, and backups.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("client", metavar="CLIENT", help=_("the client's code"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask for confirmation"))
    add_writing(parser)


def run(context: Context) -> int:
    options = context.options
    document = open_to_write(context)
    planned = document.plan_erase(options.client)  # refuses a code that is not there before anyone is asked
    if options.dry_run:
        _tell_plan(context, planned)
        return 0
    if not options.yes and not _confirmed(context, document.file_names):
        raise ProtectedData(_("Nothing was erased: it was not confirmed (--yes)."), reason="not_confirmed")
    report = document.erase(options.client)
    _tell(context, report, document.fingerprint)
    return REMAINS if report.remaining else 0


def _tell_plan(context: Context, changes: Sequence[CellChange]) -> None:
    """The cells that would be blanked; what stands in them is not printed, it is to be forgotten."""
    if context.output.as_json:
        context.output.json([_forgotten(change) for change in changes])
        return
    context.output.lines(f"{quote_sheet(change.sheet)}!{change.ref}" for change in changes)


def _forgotten(change: CellChange) -> dict[str, Any]:
    """A changed cell without what stood in it; a code that stays in a shared row is left."""
    return change_json(change) | {"old": None}


def _confirmed(context: Context, files: str) -> bool:
    """Ask, where there is someone to ask."""
    if not is_terminal(sys.stdin, sys.stderr):
        return False
    text = _(
        "Erase the client for good from {files}? This cannot be undone. Type the client code to confirm:"
    )
    context.output.note(text.format(files=files))
    code: str = context.options.client
    return sys.stdin.readline().strip() == code


def _tell(context: Context, report: EraseReport, fingerprint: str) -> None:
    if context.output.as_json:
        context.output.json(
            {
                "changes": [_forgotten(change) for change in report.changes],
                "parts": list(report.parts),
                "remaining": list(report.remaining),
                "deleted_backups": [path.name for path in report.deleted_backups],
                "warnings": list(report.warnings),
                "fingerprint": fingerprint,
            }
        )
        return
    count = report.records
    context.output.line(ngettext("Erased {n} record.", "Erased {n} records.", count).format(n=count))
    gone = len(report.deleted_backups)
    if gone:
        context.output.line(
            ngettext(
                "Deleted {n} backup that held the text.", "Deleted {n} backups that held the text.", gone
            ).format(n=gone)
        )
    for sentence in (*report.remaining, *report.warnings):
        context.output.note(sentence)
