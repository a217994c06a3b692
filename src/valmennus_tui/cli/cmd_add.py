"""``valmennus add PATH RECORD FIELD=VALUE…``: a new record in the first blank prepared row."""

from __future__ import annotations

import argparse

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.edits import assignments, finish, open_to_write
from valmennus_tui.cli.parser import add_writing
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import _


def summary() -> str:
    return _("Add a record to a workbook.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("record", choices=[kind.value for kind in RecordKind])
    parser.add_argument("assignments", metavar="FIELD=VALUE", nargs="+")
    add_writing(parser)


def run(context: Context) -> int:
    texts = assignments(context.options.assignments)
    document = open_to_write(context)
    key = document.add(RecordKind(context.options.record), texts)
    return finish(context, document, key, texts)
