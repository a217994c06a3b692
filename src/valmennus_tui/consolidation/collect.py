"""Gathering the coaches' workbooks of a folder, or one workbook, as the sources of evidence and figures.

Nothing stops the whole: a file that cannot be used becomes a problem with its name, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from valmennus_tui import i18n
from valmennus_tui.consolidation.discover import Found, discover
from valmennus_tui.consolidation.duplicates import DuplicateRule, sort_out
from valmennus_tui.consolidation.file_names import original_name
from valmennus_tui.consolidation.gathered import Gathered, Problem
from valmennus_tui.consolidation.one_file import (
    LEFT_OUT,
    FileResult,
    ReadRequest,
    about,
    coach_file,
    open_document,
)
from valmennus_tui.consolidation.workers import ReadLimits, Watch, read_all
from valmennus_tui.document.document import Document
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import FileRefused, Unrecognised, UsageError
from valmennus_tui.i18n import _
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.profile_files import load_profile
from valmennus_tui.workbook.refusals import Reason

Passwords = Callable[[Path], str | None]
"""Asked for the password of an encrypted file; None where nobody knows it."""


def gather(
    path: Path,
    *,
    settings: Settings,
    today: date,
    profile: Path | None = None,
    recursive: bool | None = None,
    duplicates: DuplicateRule | None = None,
    watch: Watch | None = None,
    passwords: Passwords | None = None,
    with_findings: bool = False,
) -> Gathered:
    """The coaches' workbooks of a folder, or one workbook with its companion.

    The files of a folder are read in other processes, within the limits of the settings. ``passwords`` is
    asked for the password of each encrypted file; a wrong one is a problem of the file. Raises ConfigError
    (profile), UsageError where there is nothing to look at or the file is no coach's workbook, and for a
    single file what :meth:`Document.open` raises and Unrecognised.
    """
    asked = ReadRequest(path, "", settings, today, i18n.language(), profile, with_findings)
    if not path.is_dir():
        return _alone(asked, passwords or _nobody)
    team = settings.team
    if profile is not None:
        load_profile(profile)  # a profile that is wrong is wrong for every file: said once
    try:
        found = discover(path, recursive=team.recursive if recursive is None else recursive)
    except OSError as error:
        raise UsageError(_("The folder cannot be read."), path=path) from error
    requests = [replace(asked, path=each, name=_name(each, path)) for each in found.workbooks]
    results = _read(requests, settings, watch or Watch(), passwords or _nobody)
    gathered = _joined(results, found, duplicates or DuplicateRule(), team_wide=team.codes_are_team_wide)
    cancelled = len(results) < len(requests)
    if not (gathered.files or gathered.problems or cancelled):
        raise UsageError(_("There is no coach's workbook in the folder."), path=path)
    return replace(gathered, cancelled=cancelled)


def _nobody(_path: Path) -> None:
    """Nobody is there to ask for a password."""


def _read(
    requests: Sequence[ReadRequest], settings: Settings, watch: Watch, passwords: Passwords
) -> list[FileResult]:
    """The files' results in order, fewer where reading was cancelled; encrypted files are tried again."""
    team = settings.team
    limits = ReadLimits(team.workers, team.seconds_per_file, team.megabytes_per_file)
    results = {result.path: result for result in read_all(requests, limits, watch)}
    again = [
        replace(request, password=password)
        for request in requests
        if request.path in results and results[request.path].wants_password and not watch.cancelled()
        if (password := passwords(request.path)) is not None
    ]
    results |= {result.path: result for result in read_all(again, limits, watch)}
    return [results[request.path] for request in requests if request.path in results]


def _name(path: Path, folder: Path) -> str:
    """A file's name within the folder, the same on every system."""
    return path.relative_to(folder).as_posix()


def _joined(
    results: Iterable[FileResult], found: Found, duplicates: DuplicateRule, *, team_wide: bool
) -> Gathered:
    results = tuple(results)
    sorted_out = sort_out([each.file for each in results if each.file], duplicates, team_wide=team_wide)
    problems = [problem for each in results for problem in each.problems]
    problems += [_orphan(path) for path in found.orphans]
    problems += [_copy_of_companion(path) for path in found.copies]
    problems += [_closed(path) for path in found.closed]
    return Gathered(
        files=sorted_out.files,
        problems=(*problems, *sorted_out.problems),
        others={each.path: each.kind for each in results if each.kind is not None},
        conflicts=sorted_out.conflicts,
    )


def _alone(asked: ReadRequest, passwords: Passwords) -> Gathered:
    path = asked.path
    try:
        document = open_document(asked)
    except FileRefused as refused:
        password = passwords(path) if refused.reason == Reason.ENCRYPTED else None
        if password is None:
            raise
        document = open_document(replace(asked, password=password))
    if not document.recognised:
        raise Unrecognised(" ".join(document.missing), path=path)
    if RecordKind.CLIENT not in document.homes:
        raise UsageError(_("This is not a coach's workbook: it has no place for clients."), path=path)
    file = coach_file(document, with_findings=asked.with_findings)
    return Gathered((file,), tuple(about(path, document)))


def open_of_kind(
    path: Path, kind: str, *, settings: Settings, today: date, password: str | None = None
) -> Document:
    """The workbook of the team (``team``) or of assessments (``fidelity``), open.

    Raises what :meth:`Document.open` raises, Unrecognised, and UsageError for a workbook of another kind.
    """
    document = Document.open(path, settings=settings, today=today, password=password)
    if not document.recognised:
        raise Unrecognised(" ".join(document.missing), path=path)
    if document.main.recognition.kind != kind:
        message = (
            _("This is not a team workbook.")
            if kind == "team"
            else _("This is not a workbook of the quality criteria.")
        )
        raise UsageError(message, path=path)
    return document


def _orphan(path: Path) -> Problem:
    message = _(
        "The employer contacts in this file are left out: the workbook that they belong to is not here."
    )
    return Problem(path, Severity.ERROR, "no_workbook", message, LEFT_OUT)


def _copy_of_companion(path: Path) -> Problem:
    message = _("By its name the file is a copy of {name}: the employer contacts in it are left out.")
    text = message.format(name=original_name(path))
    return Problem(path, Severity.WARNING, "copy", text)


def _closed(path: Path) -> Problem:
    message = _("You may not read this folder, so the workbooks in it are left out.")
    return Problem(path, Severity.ERROR, "closed_folder", message, LEFT_OUT)
