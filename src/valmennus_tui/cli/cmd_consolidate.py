"""``valmennus consolidate FOLDER --into TEAM.xlsx``: the coaches' figures into the team workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import add_folder_options, exit_code, gather_from, tell_problems
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.errors import OpenElsewhere, ProtectedData, UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from valmennus_tui.consolidation.gathered import Gathered
    from valmennus_tui.consolidation.plan import Plan
    from valmennus_tui.document.document import Document
    from valmennus_tui.domain.reporting_period import Period

REFUSED = ProtectedData.exit_code


def summary() -> str:
    return _("Fill in the team workbook's figures from the coaches' workbooks of a folder.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help=_("the folder of the coaches' workbooks"))
    parser.add_argument("--into", metavar="FILE", required=True, help=_("the team workbook"))
    parser.add_argument("--period", metavar="PERIOD", help=_("2026-09, 2026-Q3, 2026-H1 or 2026"))
    parser.add_argument("--as-of", metavar="DATE", help=_("the day to look at (today if not given)"))
    parser.add_argument("--dry-run", action="store_true", help=_("show what would be written, write nothing"))
    parser.add_argument(
        "--on-conflict",
        choices=("fail", "keep", "replace"),
        default="fail",
        help=_("values that people have typed: write nothing (the default), keep them, or replace them"),
    )
    parser.add_argument(
        "--explain", metavar="CELL", help=_("tell where the figure in a cell ('Sheet!A1') came from")
    )
    add_folder_options(parser)
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    team = _team(context)
    if context.options.explain is not None:
        return _explain(context, team)
    if not context.options.dry_run:
        _require_writable(team)
    return _consolidate(context, team)


def _team(context: Context) -> Document:
    from valmennus_tui.consolidation.collect import open_of_kind

    path = Path(context.options.into)
    return context.password.opened(
        lambda password: open_of_kind(
            path, "team", settings=context.settings, today=context.today, password=password
        )
    )


def _require_writable(team: Document) -> None:
    """Refuse before anything is read where nothing could be written."""
    if team.lock is not None:
        message = team.lock.sentence() + " " + _("Nothing was changed. Close it there first.")
        raise OpenElsewhere(message, path=team.path)
    if team.read_only is not None:
        raise UsageError(team.read_only, reason="read_only", path=team.path)


def _consolidate(context: Context, team: Document) -> int:
    from valmennus_tui.cli.plan_report import tell
    from valmennus_tui.consolidation.apply import OnConflict, apply
    from valmennus_tui.consolidation.plan import make_plan

    options = context.options
    period, as_of = _period(context)
    gathered = gather_from(context, options.folder)
    if not context.output.as_json:
        tell_problems(context, gathered)
    plan = make_plan(team, gathered, period, as_of)
    on_conflict = OnConflict(options.on_conflict)
    refusal = _refusal(plan, gathered, on_conflict)
    if options.dry_run or refusal is not None:
        planned = (*plan.changes, *plan.conflicts) if on_conflict is OnConflict.REPLACE else plan.changes
        tell(context, plan, gathered, planned, saved=False, refusal=refusal)
        return REFUSED if refusal is not None else exit_code(gathered)
    planned = apply(plan, team, on_conflict)
    tell(context, plan, gathered, planned, saved=True)
    return exit_code(gathered)


def _refusal(plan: Plan, gathered: Gathered, on_conflict: str) -> ProtectedData | None:
    """Why nothing may be written until somebody has chosen, None where there is nothing to choose."""
    from valmennus_tui.consolidation.apply import OnConflict, chosen

    if gathered.conflicts:
        text = _("Workbooks of one coach have the same clients. Choose with --duplicates which one counts.")
        return ProtectedData(text, reason="duplicates", path=gathered.conflicts[0].paths[0])
    try:
        chosen(plan, OnConflict(on_conflict))
    except ProtectedData as refused:
        return refused
    return None


def _period(context: Context) -> tuple[Period, date]:
    from valmennus_tui.cli.cmd_show import day
    from valmennus_tui.domain.reporting_period import Period, PeriodKind

    as_of = day(context.options.as_of) or context.today
    if context.options.period is not None:
        return Period.parse(context.options.period), as_of
    return Period.holding(as_of, PeriodKind.QUARTER), as_of


def _explain(context: Context, team: Document) -> int:
    """Where the figure in a cell came from, and whether the files are still the same."""
    from valmennus_tui.cli.plan_report import tell_origin
    from valmennus_tui.cli.raw_cells import ref_of
    from valmennus_tui.consolidation.explaining import explain

    sheet, ref = ref_of(team.main.book, context.options.explain)
    gathered = gather_from(context, context.options.folder)
    if not context.output.as_json:
        tell_problems(context, gathered)
    tell_origin(context, explain(team, gathered, sheet, ref))
    return exit_code(gathered)
