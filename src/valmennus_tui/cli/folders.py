"""What the commands over a folder of coaches' workbooks share: options, reading, problems, exit codes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.consolidation.duplicates import DuplicateRule
    from valmennus_tui.consolidation.gathered import Gathered, Problem
    from valmennus_tui.document.document import Document

PRECEDENCE = (4, 3, 2, 1, 0)
"""Over several files the gravest exit code counts, in this order."""
USE = "use="


def add_folder_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that reads a folder."""
    parser.add_argument("--recursive", action="store_true", help=_("read the folders in the folder too"))
    parser.add_argument(
        "--duplicates",
        action="append",
        metavar="RULE",
        help=_(
            "workbooks of one coach with the same clients: ask (the default), unite, leave-out or use=FILE"
        ),
    )


def gather_from(context: Context, path: str | Path, *, with_findings: bool = False) -> Gathered:
    """Read the workbooks of a folder, or one workbook. Raises what ``collect.gather`` raises."""
    from valmennus_tui.consolidation.collect import gather

    options = context.options
    profile = None if getattr(options, "profile", None) is None else Path(options.profile)
    gathered = gather(
        Path(path),
        settings=context.settings,
        today=context.today,
        profile=profile,
        recursive=options.recursive or None,
        duplicates=_rule(options.duplicates or ()),
        passwords=context.password,
        with_findings=with_findings,
    )
    if gathered.conflicts:
        context.output.note(_("Choose with --duplicates: use=FILE, unite or leave-out."))
    return gathered


def _rule(given: list[str] | tuple[str, ...]) -> DuplicateRule:
    """``--duplicates``. Raises UsageError for a rule that there is not."""
    from valmennus_tui.consolidation.duplicates import DuplicateRule
    from valmennus_tui.consolidation.gathered import Duplicates

    use = frozenset(text.removeprefix(USE) for text in given if text.startswith(USE))
    policies = [text for text in given if not text.startswith(USE)]
    policy = policies[-1] if policies else Duplicates.ASK.value
    if policy not in list(Duplicates):
        names = ", ".join(each.value for each in Duplicates)
        message = _("“{text}” is not a rule for duplicates. Choose one of these: {names} or use=FILE.")
        raise UsageError(message.format(text=policy, names=names))
    return DuplicateRule(Duplicates(policy), use)


def beside(context: Context, given: str | None, gathered: Gathered, kind: str) -> Document | None:
    """The workbook of the team or of assessments: the one given, else the only one in the folder.

    What is used without being given is said on stderr.
    """
    from valmennus_tui.consolidation.collect import open_of_kind

    found = gathered.of_kind(kind)
    if given is None and len(found) != 1:
        if found:
            context.output.note(_several(kind))
        return None
    path = found[0] if given is None else Path(given)
    if given is None:
        context.output.note(_used(kind).format(name=path.name))
    return context.password.opened(
        lambda password: open_of_kind(
            path, kind, settings=context.settings, today=context.today, password=password
        )
    )


def _used(kind: str) -> str:
    if kind == "team":
        return _("Team workbook in the folder: {name}")
    return _("Assessments in the folder: {name}")


def _several(kind: str) -> str:
    if kind == "team":
        return _("The folder has several team workbooks, so none is used. Choose one: --team FILE.")
    return _("The folder has several workbooks of assessments, so none is used. Choose one: --fidelity FILE.")


def tell_problems(context: Context, gathered: Gathered) -> None:
    """Say on stderr what is to be known about each file."""
    for problem in gathered.problems:
        spot = "!".join(part for part in (problem.sheet, problem.cell) if part)
        place = f" ({spot})" if spot else ""
        context.output.note(f"{problem.path.name}{place}: {problem.message}")


def problem_json(problem: Problem) -> dict[str, Any]:
    """One problem as ``docs/cli.md`` describes it."""
    return {
        "path": str(problem.path),
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "sheet": problem.sheet,
        "cell": problem.cell,
    }


def exit_code(gathered: Gathered) -> int:
    """The gravest of the files' exit codes."""
    return gravest(problem.exit_code for problem in gathered.problems)


def gravest(codes: Iterable[int]) -> int:
    """The exit code of several files: the one that stands first in :data:`PRECEDENCE`."""
    found = set(codes)
    return next((code for code in PRECEDENCE if code in found), 0)
