"""The views of a whole folder: ``show FOLDER caseload|indicators`` and what the team's report is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import beside, exit_code, gather_from, tell_problems
from valmennus_tui.errors import ProtectedData, UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.consolidation.gathered import Gathered
    from valmennus_tui.consolidation.team_view import TeamView
    from valmennus_tui.domain.evidence.team import TeamData
    from valmennus_tui.domain.scoring import Due


def show_folder(context: Context) -> int:
    """Print the coaches side by side, or the indicators of a period coach by coach."""
    return _show_caseload(context) if context.options.what == "caseload" else _show_indicators(context)


def _show_caseload(context: Context) -> int:
    from valmennus_tui.consolidation import team_words

    period = context.options.period
    view, gathered = view_of(context, () if period is None else (period,))
    if context.output.as_json:
        context.output.json(team_words.as_json(view, gathered))
        return exit_code(gathered)
    title, rows, below = team_words.text_lines(view)
    context.output.lines([*title, ""])
    context.output.table(team_words.headings(), rows)
    context.output.lines(["", *below])
    return exit_code(gathered)


def _show_indicators(context: Context) -> int:
    from valmennus_tui.cli.cmd_show import day
    from valmennus_tui.consolidation import team_words
    from valmennus_tui.consolidation.team_table import team_table
    from valmennus_tui.document import indicators_view
    from valmennus_tui.domain.reporting_period import Period

    options = context.options
    as_of = day(options.as_of) or context.today
    if options.period is not None:
        period = Period.parse(options.period)
    else:
        period = indicators_view.period_of(day(options.first), day(options.last), as_of)
    gathered, team = gathered_with_team(context)
    table = team_table(gathered, period, as_of, context.settings, team)
    if context.output.as_json:
        context.output.json(indicators_view.folder_json(table, team_words.fingerprints(gathered)))
        return exit_code(gathered)
    context.output.lines([indicators_view.title(table), ""])
    context.output.table(*team_words.indicator_table(table))
    return exit_code(gathered)


def view_of(context: Context, periods: Sequence[str]) -> tuple[TeamView, Gathered]:
    """The team's view of a period (the present quarter if none is named). Raises UsageError for several."""
    from valmennus_tui.cli.cmd_show import day
    from valmennus_tui.consolidation.team_view import contacts_for_full_points, team_view
    from valmennus_tui.domain.reporting_period import Period, PeriodKind

    if len(periods) > 1:
        raise UsageError(_("The team's view is of one period."))
    as_of = day(context.options.as_of) or context.today
    period = Period.parse(periods[0]) if periods else Period.holding(as_of, PeriodKind.QUARTER)
    gathered, team = gathered_with_team(context)
    due = _due(context, gathered)
    goal = contacts_for_full_points()
    return team_view(gathered, period, as_of, context.settings, team, due, goal), gathered


def gathered_with_team(context: Context) -> tuple[Gathered, TeamData | None]:
    """The folder, and what the team workbook tells. Raises ProtectedData where duplicates wait."""
    from valmennus_tui.document.team_data import team_data

    gathered = gather_from(context, context.options.path)
    if not context.output.as_json:
        tell_problems(context, gathered)
    if gathered.conflicts:
        raise ProtectedData(
            _("Workbooks of one coach have the same clients. Choose with --duplicates which one counts."),
            reason="duplicates",
            path=gathered.conflicts[0].paths[0],
        )
    team = beside(context, context.options.team, gathered, "team")
    return gathered, None if team is None else team_data(team, context.settings)


def _due(context: Context, gathered: Gathered) -> Due | None:
    """When the next assessment is due, None where there is no workbook of assessments."""
    from valmennus_tui.consolidation.team_view import due_by

    fidelity = beside(context, getattr(context.options, "fidelity", None), gathered, "fidelity")
    return None if fidelity is None else due_by(fidelity)
