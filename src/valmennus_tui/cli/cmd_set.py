"""``valmennus set PATH RECORD:KEY FIELD=VALUE…`` and ``set PATH 'cell:Sheet!B7' value=…``."""

from __future__ import annotations

import argparse

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.edits import assignments, finish, open_to_write
from valmennus_tui.cli.parser import add_writing
from valmennus_tui.i18n import _

CELL = "cell:"


def summary() -> str:
    return _("Change fields of a record, or one raw cell.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("key", metavar="RECORD:KEY", help=_("a record's key, or 'cell:Sheet!B7'"))
    parser.add_argument("assignments", metavar="FIELD=VALUE", nargs="+")
    add_writing(parser)


def run(context: Context) -> int:
    key: str = context.options.key
    texts = assignments(context.options.assignments)
    if key.startswith(CELL):
        from valmennus_tui.cli.raw_cells import new_value, ref_of

        value = new_value(texts)
        document = open_to_write(context)
        document.set_cell(*ref_of(document.main.book, key.removeprefix(CELL)), value)
        return finish(context, document)
    document = open_to_write(context)
    return finish(context, document, document.set(key, texts), texts)
