"""``valmennus assess PATH``: evidence for the quality criteria from the coaches' workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document


def summary() -> str:
    return _("Compute evidence for the quality criteria from coaches' workbooks.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("a coach's workbook, or a folder of them"))
    parser.add_argument(
        "--team", metavar="FILE", help=_("the team workbook: shares of full-time work, hours, meetings")
    )
    parser.add_argument("--fidelity", metavar="FILE", help=_("the workbook of earlier assessments"))
    parser.add_argument("--as-of", metavar="DATE", help=_("the day to look at (today if not given)"))
    parser.add_argument("--text", action="store_true", help=_("plain text, the twin of the screen"))
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    from valmennus_tui.assessment import evidence_view
    from valmennus_tui.assessment.evidence import evidence_report
    from valmennus_tui.assessment.gather import gather
    from valmennus_tui.cli.cmd_check import PRECEDENCE
    from valmennus_tui.cli.cmd_show import day
    from valmennus_tui.document.assessments import history

    options = context.options
    as_of = day(options.as_of) or context.today
    team = _beside(context, options.team, "team")
    earlier = _beside(context, options.fidelity, "fidelity")
    profile = None if options.profile is None else Path(options.profile)
    gathered = gather(Path(options.path), settings=context.settings, today=context.today, profile=profile)
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
    codes = {problem.exit_code for problem in gathered.problems}
    return next((code for code in PRECEDENCE if code in codes), 0)


def _beside(context: Context, path: str | None, kind: str) -> Document | None:
    """The workbook of the team or of earlier assessments, where one is given."""
    from valmennus_tui.assessment.gather import open_of_kind

    if path is None:
        return None
    return open_of_kind(Path(path), kind, settings=context.settings, today=context.today)
