"""``valmennus erase PATH CLIENT``: everything about a client, from every part, the backups and undo."""

from __future__ import annotations

import argparse
import sys

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.edits import change_json, open_to_write
from valmennus_tui.cli.parser import add_writing
from valmennus_tui.document.storing import EraseReport
from valmennus_tui.errors import ProtectedData
from valmennus_tui.i18n import _, ngettext

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
    if options.dry_run:
        changes = document.plan_erase(options.client)
        context.output.json([change_json(change) for change in changes])
        return 0
    if not options.yes and not _confirmed(context):
        raise ProtectedData(_("Nothing was erased: it was not confirmed (--yes)."), reason="not_confirmed")
    report = document.erase(options.client)
    _tell(context, report, document.fingerprint)
    return REMAINS if report.remaining else 0


def _confirmed(context: Context) -> bool:
    """Ask, where there is someone to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    context.output.note(
        _("Erase the client for good? This cannot be undone. Type the client code to confirm:")
    )
    code: str = context.options.client
    return sys.stdin.readline().strip() == code


def _tell(context: Context, report: EraseReport, fingerprint: str) -> None:
    if context.output.as_json:
        context.output.json(
            {
                "changes": [change_json(change) | {"old": None} for change in report.changes],
                "parts": list(report.parts),
                "remaining": list(report.remaining),
                "deleted_backups": [path.name for path in report.deleted_backups],
                "fingerprint": fingerprint,
            }
        )
        return
    count = report.records
    context.output.line(ngettext("Erased {n} record.", "Erased {n} records.", count).format(n=count))
    for sentence in report.remaining:
        context.output.note(sentence)
