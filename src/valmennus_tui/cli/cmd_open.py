"""``valmennus [PATH]``: the screens, on a workbook, a folder or the start screen."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.output import is_terminal
from valmennus_tui.cli.parser import add_profile, did_you_mean, near_command
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _


def summary() -> str:
    return _("Valmennus reads and writes job coaches' Excel workbooks without harming them.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help=_("a workbook or a folder"))
    parser.add_argument("--read-only", action="store_true", help=_("look only; nothing can be saved"))
    add_profile(parser)


def run(context: Context) -> int:
    given = context.options.path
    path = None if given is None else Path(given)
    if path is not None and not path.exists():
        raise UsageError(_missing(given), path=given)
    if not is_terminal(sys.stdout, sys.stdin):
        return _without_terminal(context, path)
    from valmennus_tui.cli.screens import launch

    return launch(context, path, read_only=context.options.read_only)


def _missing(given: str) -> str:
    near = near_command(given)
    if near is not None:
        return did_you_mean(given, near)
    return _("There is no file or folder “{name}”.").format(name=given)


def _without_terminal(context: Context, path: Path | None) -> int:
    """No terminal to draw on: the plain twin of the first screen."""
    if path is None:
        raise UsageError(_("Without a terminal, name a workbook, or use a command: see valmennus --help."))
    from valmennus_tui.cli.cmd_show import print_caseload

    print_caseload(context, context.open(path), as_of=context.today)
    return 0
