"""``check FOLDER --todo FOLDER``: what each coach should correct, a list a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import exit_code
from valmennus_tui.errors import SaveFailed, UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.consolidation.gathered import Gathered
    from valmennus_tui.reports.model import Report


def write_lists(context: Context) -> int:
    """Write the lists and say where they are. A list from before is written over.

    Ends with 1 where there are errors to correct, or as the gravest problem of a file. Raises UsageError (no
    single folder is given), SaveFailed.
    """
    from valmennus_tui.consolidation.team_findings import findings_by_file
    from valmennus_tui.domain.findings import Severity
    from valmennus_tui.reports.todo_report import named_lists, todo_report

    given = [Path(path) for path in context.options.paths]
    if len(given) != 1 or not given[0].is_dir():
        raise UsageError(_("To-do lists are made of one folder of workbooks."))
    target = Path(context.options.todo)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailed(_("The folder cannot be made."), path=target) from error
    gathered = _read(context, given[0])
    found = findings_by_file(gathered)
    paths = [_write(target / name, todo_report(each, context.today)) for name, each in named_lists(found)]
    if context.output.as_json:
        context.output.json([str(path) for path in paths])
    else:
        for path in paths:
            context.output.line(_("Made {path}.").format(path=path))
    errors = any(each.finding.severity is Severity.ERROR for file in found for each in file.findings)
    return exit_code(gathered) or int(errors)


def _read(context: Context, folder: Path) -> Gathered:
    """The folder with its findings: also of workbooks that tell of the same clients."""
    from valmennus_tui.consolidation.collect import gather
    from valmennus_tui.consolidation.duplicates import DuplicateRule
    from valmennus_tui.consolidation.gathered import Duplicates

    profile = context.options.profile
    return gather(
        folder,
        settings=context.settings,
        today=context.today,
        profile=None if profile is None else Path(profile),
        duplicates=DuplicateRule(Duplicates.UNITE),
        passwords=context.password,
        with_findings=True,
    )


def _write(path: Path, report: Report) -> Path:
    from valmennus_tui.reports.writing import write_report

    write_report(report, path, overwrite=True)
    return path
