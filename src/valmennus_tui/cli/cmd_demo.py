"""``valmennus demo``: an invented team in a folder of its own, opened."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.output import is_terminal
from valmennus_tui.i18n import _, ngettext

FOLDER = "valmennus-demo"


def summary() -> str:
    return _("Write an invented team's workbooks and open them.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dir", metavar="DIR", help=_("folder to write to"))
    parser.add_argument("--no-tui", action="store_true", help=_("print the caseload as text instead"))


def run(context: Context) -> int:
    from valmennus_tui.cli.cmd_show import print_caseload
    from valmennus_tui.document.demo import write_demo

    folder = Path(context.options.dir or FOLDER)
    written = write_demo(folder, today=context.today)
    first = written[0]
    count = len(written)
    context.output.note(
        ngettext(
            "{n} workbook of an invented team is in {folder}.",
            "{n} workbooks of an invented team are in {folder}.",
            count,
        ).format(n=count, folder=folder)
    )
    if context.options.no_tui or not is_terminal(sys.stdout, sys.stdin):
        print_caseload(context, context.open(first), as_of=context.today)
        return 0
    from valmennus_tui.cli.screens import launch

    return launch(context, first, demo=True)
