"""``valmennus assess PATH``: evidence for the quality criteria from the coaches' workbooks."""

from __future__ import annotations

import argparse

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import add_folder_options, beside, exit_code, gather_from
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.i18n import _


def summary() -> str:
    return _("Compute evidence for the quality criteria from coaches' workbooks.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("a coach's workbook, or a folder of them"))
    parser.add_argument(
        *("--team",),
        metavar="FILE",
        help=_("the team workbook: shares of full-time work, hours, meetings; else the one in the folder"),
    )
    parser.add_argument(
        *("--fidelity",), metavar="FILE", help=_("the workbook of assessments; else the one in the folder")
    )
    add_folder_options(parser)
    parser.add_argument("--as-of", metavar="DATE", help=_("the day to look at (today if not given)"))
    parser.add_argument("--text", action="store_true", help=_("plain text, the twin of the screen"))
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    from valmennus_tui.assessment import evidence_view
    from valmennus_tui.assessment.evidence import evidence_report
    from valmennus_tui.cli.cmd_show import day
    from valmennus_tui.document.assessments import history

    options = context.options
    as_of = day(options.as_of) or context.today
    gathered = gather_from(context, options.path)
    team = beside(context, options.team, gathered, "team")
    earlier = beside(context, options.fidelity, gathered, "fidelity")
    report = evidence_report(
        gathered,
        settings=context.settings,
        as_of=as_of,
        team=team,
        assessments=() if earlier is None else history(earlier),
    )
    if context.output.as_json:
        context.output.json(evidence_view.as_json(report))
    else:
        context.output.lines(evidence_view.text_lines(report))
    return exit_code(gathered)
