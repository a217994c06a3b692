"""``valmennus new {coach,team,fidelity} PATH``: a workbook from its template."""

from __future__ import annotations

import argparse
from pathlib import Path

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json
from valmennus_tui.i18n import _

KINDS = ("coach", "contacts")


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
    path = new_workbook(options.kind, Path(options.path), coach=options.coach)
    if context.output.as_json:
        context.output.json({"path": str(path), "kind": options.kind})
    else:
        context.output.line(_("Made {path}.").format(path=path))
    return 0
