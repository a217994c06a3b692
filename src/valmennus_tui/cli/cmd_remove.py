"""``valmennus remove PATH RECORD:KEY``: blank a record's input cells."""

from __future__ import annotations

import argparse

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.edits import finish, open_to_write
from valmennus_tui.cli.parser import add_writing
from valmennus_tui.i18n import _


def summary() -> str:
    return _("Remove a record (its text can still be found in the file: see erase).")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("key", metavar="RECORD:KEY")
    add_writing(parser)


def run(context: Context) -> int:
    document = open_to_write(context)
    document.remove(context.options.key)
    return finish(context, document, context.options.key)
