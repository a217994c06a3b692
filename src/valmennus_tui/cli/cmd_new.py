"""``valmennus new {coach,contacts,team,fidelity} PATH``: a workbook from its template."""

from __future__ import annotations

import argparse
from pathlib import Path

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _

KINDS = ("coach", "contacts", "team", "fidelity")
_OF_ONE_COACH = ("coach", "contacts")


def summary() -> str:
    return _("Make a new workbook from its template.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--coach", metavar="CODE", help=_("the coach's code, written into the workbook"))
    add_json(parser)


def run(context: Context) -> int:
    from valmennus_tui.document.new import new_workbook

    options = context.options
    if options.coach is not None and options.kind not in _OF_ONE_COACH:
        raise UsageError(_("This workbook is not one coach's: leave --coach out."))
    year = context.today.year if options.kind == "team" else None
    path = new_workbook(options.kind, Path(options.path), coach=options.coach, year=year)
    if context.output.as_json:
        context.output.json({"path": str(path), "kind": options.kind})
    else:
        context.output.line(_("Made {path}.").format(path=path))
    return 0
