"""Gathering the coaches' workbooks of a folder, or one workbook, as the sources of evidence.

Nothing stops the whole: a file that cannot be used becomes a problem with its name, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from valmennus_tui.assessment.discover import discover
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.document import Document
from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import Unrecognised, UsageError, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.settings import Settings

OTHER_KINDS = ("team", "fidelity")
"""Kinds of workbooks that may lie among the coaches' without being any of theirs."""
LEFT_OUT = 3
"""The exit code of a file that could not be used (``docs/cli.md``)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be known about one file. ``code`` is a stable word; ``exit_code`` 0 where it was used."""

    path: Path
    severity: Severity
    code: str
    message: str
    exit_code: int = 0
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class CoachFile:
    """One coach's workbook as it was read, with its companion if it ``has_log``.

    ``source.name`` is the file's name, ``fingerprint`` that of the workbook and its companion together.
    """

    path: Path
    fingerprint: str
    source: Source
    has_log: bool = False


@dataclass(frozen=True)
class Gathered:
    """The coaches' workbooks, the problems, and ``others``: workbooks of the team and of assessments."""

    files: tuple[CoachFile, ...]
    problems: tuple[Problem, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """What evidence is computed from."""
        return tuple(file.source for file in self.files)

    def path_of(self, source: str) -> Path | None:
        """The file that a record's source names."""
        return next((file.path for file in self.files if file.source.name == source), None)


def gather(path: Path, *, settings: Settings, today: date, profile: Path | None = None) -> Gathered:
    """The coaches' workbooks of a folder, or one workbook with its companion.

    Raises UsageError where there is nothing to look at or the file is no coach's workbook, and for a single
    file what :meth:`Document.open` raises and Unrecognised.
    """
    if not path.is_dir():
        return _alone(path, Document.open(path, settings=settings, today=today, profile=profile))
    reading = _Reading(settings, today, profile)
    try:
        found = discover(path)
    except OSError as error:
        raise UsageError(_("The folder cannot be read."), path=path) from error
    for workbook in found.workbooks:
        reading.read(workbook)
    reading.problems += map(_orphan, found.orphans)
    if not reading.files and not reading.problems:
        raise UsageError(_("There is no coach's workbook in the folder."), path=path)
    shared = _shared_coaches(reading.files)
    return Gathered(tuple(reading.files), (*reading.problems, *shared), tuple(reading.others))


def coach_file(document: Document) -> CoachFile:
    """An open workbook, with its edits not yet saved, as a source."""
    source = Source(document.name, document.record_set, document.coach)
    return CoachFile(document.path, document.fingerprint, source, has_log=len(document.sources) > 1)


def _alone(path: Path, document: Document) -> Gathered:
    if not document.recognised:
        raise Unrecognised(" ".join(document.missing), path=path)
    if RecordKind.CLIENT not in document.homes:
        raise UsageError(_("This is not a coach's workbook: it has no place for clients."), path=path)
    return Gathered((coach_file(document),), tuple(_locked(path, document)))


def open_of_kind(path: Path, kind: str, *, settings: Settings, today: date) -> Document:
    """The workbook of the team (``team``) or of assessments (``fidelity``), open.

    Raises what :meth:`Document.open` raises, Unrecognised, and UsageError for a workbook of another kind.
    """
    document = Document.open(path, settings=settings, today=today, read_only=True)
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


class _Reading:
    """The workbooks of a folder, one after another."""

    def __init__(self, settings: Settings, today: date, profile: Path | None) -> None:
        self.settings, self.today, self.profile = settings, today, profile
        self.files: list[CoachFile] = []
        self.problems: list[Problem] = []
        self.others: list[Path] = []
        self.by_content: dict[str, CoachFile] = {}

    def read(self, path: Path) -> None:
        """Read one file into the lists."""
        try:
            document = Document.open(path, settings=self.settings, today=self.today, profile=self.profile)
            if not document.recognised:
                raise Unrecognised(" ".join(document.missing))
            if document.main.recognition.kind in OTHER_KINDS:
                self.others.append(path)
            else:
                self._keep(path, document)
        except ValmennusError as error:
            self.problems += _failed(path, error)

    def _keep(self, path: Path, document: Document) -> None:
        if RecordKind.CLIENT not in document.homes:
            message = _("This is not a coach's workbook: it has no place for clients.")
            self.problems.append(Problem(path, Severity.WARNING, "no_clients", message))
            return
        file = coach_file(document)
        content = document.main.book.fingerprint
        same = self.by_content.get(content)
        if same is not None and (same.has_log or not file.has_log):
            self.problems.append(_copy(path, same.path))
            return
        if same is not None:
            self.files.remove(same)
            self.problems.append(_copy(same.path, path))
        self.by_content[content] = file
        self.files.append(file)
        self.problems += _locked(path, document)


def _copy(path: Path, counted: Path) -> Problem:
    message = _("The file is the same as {name} and is counted once.").format(name=counted.name)
    return Problem(path, Severity.WARNING, "copy", message)


def _failed(path: Path, error: ValmennusError) -> Iterator[Problem]:
    """The file at fault; where that is the companion, the workbook that is left out with it too."""
    fault = Path(error.path or path)
    code = error.reason or error.code
    yield Problem(fault, Severity.ERROR, code, error.message, error.exit_code, error.sheet, error.cell)
    if fault.name != path.name:
        message = _("The workbook is left out because {name} beside it cannot be read.")
        text = message.format(name=fault.name)
        yield Problem(path, Severity.ERROR, "companion", text, error.exit_code)


def _orphan(path: Path) -> Problem:
    message = _(
        "The employer contacts in this file are left out: the workbook that they belong to is not here."
    )
    return Problem(path, Severity.ERROR, "no_workbook", message, LEFT_OUT)


def _locked(path: Path, document: Document) -> Iterator[Problem]:
    if document.lock is not None:
        message = _("The file is open in another program; what has not been saved there is not counted.")
        yield Problem(path, Severity.HINT, "open_elsewhere", message)
    log = companion_path(path)
    if log.is_file() and RecordKind.CONTACT not in document.homes:
        message = _("The file's layout is not known, so the employer contacts in it are not counted.")
        yield Problem(log, Severity.ERROR, Unrecognised.code, message, LEFT_OUT)


def _shared_coaches(files: Sequence[CoachFile]) -> Iterable[Problem]:
    """The same coach in several files: a copy that has gone its own way counts everybody twice."""
    first: dict[str, Path] = {}
    for file in files:
        coach = file.source.own_coach
        if coach in first:
            message = _(
                "The coach {coach} has another workbook too, {name}. Clients in both are counted twice."
            )
            text = message.format(coach=coach, name=first[coach].name)
            yield Problem(file.path, Severity.WARNING, "same_coach", text)
        elif coach:
            first[coach] = file.path
