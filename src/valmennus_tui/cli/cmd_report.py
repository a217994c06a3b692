"""``valmennus report {assessment,team,outside} PATH -o FILE``: reports to read, print and hand on."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import (
    add_folder_options,
    beside,
    exit_code,
    gather_from,
    tell_problems,
)
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.domain.assessment import Assessment
    from valmennus_tui.reports.model import Report

KINDS = ("assessment", "team", "outside")
OWN_OPTIONS = {
    "date": ("--date", ("assessment",)),
    "folder": ("--from", ("assessment",)),
    "reveal": ("--reveal", ("assessment",)),
    "fidelity": ("--fidelity", ("team",)),
    "period": ("--period", ("team", "outside")),
    "as_of": ("--as-of", ("team", "outside")),
}
"""Options that belong to some kinds of report only, by their names in the namespace."""


def summary() -> str:
    return _("Write a report: an assessment, the team for supervision, or the service for outsiders.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument(
        "path",
        metavar="PATH",
        help=_("the workbook of assessments, or the folder of the coaches' workbooks"),
    )
    parser.add_argument(
        *("-o", "--output"),
        dest="file",
        metavar="FILE",
        required=True,
        help=_("the report to write: .xlsx, .docx, .csv or .txt"),
    )
    parser.add_argument("--force", action="store_true", help=_("write over a report that is there"))
    parser.add_argument("--date", metavar="DATE", help=_("which assessment (the last if not given)"))
    parser.add_argument(
        "--from",
        dest="folder",
        metavar="PATH",
        help=_("for an assessment: coaches' workbooks for the evidence"),
    )
    parser.add_argument("--team", metavar="FILE", help=_("the team workbook; else the one in the folder"))
    parser.add_argument(
        "--fidelity", metavar="FILE", help=_("the workbook of assessments; else the one in the folder")
    )
    parser.add_argument(
        "--period",
        action="append",
        metavar="PERIOD",
        help=_("2026-09, 2026-Q3, 2026-H1 or 2026; for outsiders half-years and years, as many as wanted"),
    )
    parser.add_argument("--as-of", metavar="DATE", help=_("the day to look at (today if not given)"))
    parser.add_argument(
        "--reveal", action="store_true", help=_("take comments along, which may tell of people")
    )
    add_folder_options(parser)
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    from valmennus_tui.reports.writing import write_report

    options = context.options
    _require_own(options)
    makers = {"assessment": _assessment, "team": _team, "outside": _outside}
    report, code = makers[options.kind](context)
    path = Path(options.file)
    write_report(report, path, overwrite=options.force)
    if context.output.as_json:
        context.output.json({"file": str(path)})
    else:
        context.output.line(_("Made {path}.").format(path=path))
    return code


def _require_own(options: argparse.Namespace) -> None:
    """Raise UsageError for an option that the kind of report would not heed."""
    for name, (option, kinds) in OWN_OPTIONS.items():
        if getattr(options, name) and options.kind not in kinds:
            message = _("{option} does not belong to this kind of report.")
            raise UsageError(message.format(option=option))


# --- an assessment ---------------------------------------------------------------------------------------


def _assessment(context: Context) -> tuple[Report, int]:
    from valmennus_tui.consolidation.collect import open_of_kind

    path = Path(context.options.path)
    document = context.password.opened(
        lambda password: open_of_kind(
            path, "fidelity", settings=context.settings, today=context.today, password=password
        )
    )
    return report_of(context, document)


def report_of(context: Context, document: Document) -> tuple[Report, int]:
    """The report of one assessment of a workbook, and the exit code of the files read for its evidence."""
    from valmennus_tui.assessment.evidence import evidence_report
    from valmennus_tui.assessment.standing import Standing, edition_of
    from valmennus_tui.document.assessments import history
    from valmennus_tui.reports.assessment_report import assessment_report

    options = context.options
    every = history(document)
    one = _wanted(context, document, every)
    evidence, code = None, 0
    if getattr(options, "folder", None) is not None:
        gathered = gather_from(context, options.folder)
        tell_problems(context, gathered)
        evidence = evidence_report(
            gathered,
            settings=context.settings,
            as_of=one.date if isinstance(one.date, date) else context.today,
            team=beside(context, options.team, gathered, "team"),
            assessments=every,
            edition=edition_of(one),
        )
        code = exit_code(gathered)
    standing = Standing(one, evidence)
    return assessment_report(standing, every, context.today, reveal=options.reveal), code


def _wanted(context: Context, document: Document, every: tuple[Assessment, ...]) -> Assessment:
    """The assessment of ``--date``, else the last one. Raises UsageError where there is none."""
    from valmennus_tui.cli.cmd_show import day

    wanted = day(getattr(context.options, "date", None))
    found = [one for one in every if isinstance(one.date, date) and wanted in (None, one.date)]
    if not found:
        message = (
            _("The workbook has no assessment yet.")
            if wanted is None
            else _("The workbook has no assessment of that day.")
        )
        raise UsageError(message, path=document.path)
    return found[-1]


# --- the team --------------------------------------------------------------------------------------------


def _team(context: Context) -> tuple[Report, int]:
    from valmennus_tui.cli.folder_views import view_of
    from valmennus_tui.reports.team_report import team_report

    view, gathered = view_of(context, context.options.period or ())
    return team_report(view, gathered, context.settings.organisation.team), exit_code(gathered)


def _outside(context: Context) -> tuple[Report, int]:
    from valmennus_tui.cli.cmd_show import day
    from valmennus_tui.cli.folder_views import gathered_with_team
    from valmennus_tui.consolidation.duplicates import set_aside
    from valmennus_tui.consolidation.team_table import team_table
    from valmennus_tui.domain.reporting_period import Period
    from valmennus_tui.domain.suppression import for_outsiders
    from valmennus_tui.reports.outside_report import outside_report

    settings = context.settings
    named = {Period.parse(text) for text in context.options.period or ()}
    periods = sorted(named, key=lambda each: (each.first, each.last))
    if not periods:
        raise UsageError(_("Name the half-years or years with --period."))
    gathered, team = gathered_with_team(context)
    as_of = day(context.options.as_of) or context.today
    tables = {period: team_table(gathered, period, as_of, settings, team) for period in periods}
    data = for_outsiders(tables, settings.privacy.smallest_count)
    code, team_name = exit_code(gathered), settings.organisation.team
    incomplete = bool(code) or set_aside(gathered)
    return outside_report(data, context.today, team_name, incomplete=incomplete), code
