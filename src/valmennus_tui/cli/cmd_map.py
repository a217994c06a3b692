"""``valmennus map --auto PATH``: a profile proposed from what the recogniser sees."""

from __future__ import annotations

import argparse
from pathlib import Path

from valmennus_tui.cli.context import Context
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _


def summary() -> str:
    return _("Print a layout description (profile) proposed for a workbook.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--auto", action="store_true", help=_("propose without asking"))


def run(context: Context) -> int:
    if not context.options.auto:
        raise UsageError(_("Only map --auto works so far; the mapping screen comes later."))
    from valmennus_tui.workbook.book import Workbook
    from valmennus_tui.workbook.mapping import propose

    # The text is printed undecorated: it is a file to be stored. TOML escapes control characters.
    path = Path(context.options.path)
    book = context.password.opened(lambda password: Workbook.load(path, password))
    context.output.file(propose(book))
    return 0
