"""Reading one file of a folder: a coach's workbook, another kind of workbook, or what is wrong with it.

A request and its result are plain data: they travel between processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from valmennus_tui import i18n
from valmennus_tui.consolidation.gathered import CoachFile, PlacedFinding, Problem, RowPlace
from valmennus_tui.consolidation.sheet_faults import client_sheets, sheet_faults
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.document import Document
from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import Unrecognised, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.refusals import Reason

OTHER_KINDS = ("team", "fidelity")
"""Kinds of workbooks that may lie among the coaches' without being any of theirs."""
LEFT_OUT = 3
"""The exit code of a file that could not be used (``docs/cli.md``)."""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """One file to read. ``name`` is what its records call it; ``language`` that of the sentences.

    ``password`` opens the file where it is encrypted; it is shown nowhere.
    """

    path: Path
    name: str
    settings: Settings
    today: date
    language: str
    profile: Path | None = None
    with_findings: bool = False
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a file came to: a coach's workbook, or a workbook of another ``kind``, or neither."""

    path: Path
    file: CoachFile | None = None
    kind: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def wants_password(self) -> bool:
        """Whether a password would make the file readable."""
        return any(problem.code == Reason.ENCRYPTED for problem in self.problems)


def read_file(request: ReadRequest) -> FileResult:
    """Read one file. What goes wrong with it is a problem of the result, never an error."""
    i18n.set_language(request.language)
    path = request.path
    try:
        document = open_document(request)
        document.require_whole()
        if not document.recognised:
            hint = _("“valmennus map --auto” proposes a description of its layout.")
            raise Unrecognised(" ".join((*document.missing, hint)))
        kind = document.main.recognition.kind
        if kind in OTHER_KINDS:
            return FileResult(path, kind=kind)
        if RecordKind.CLIENT not in document.homes:
            return FileResult(path, problems=(_no_clients(path),))
        file = coach_file(document, request.name, with_findings=request.with_findings)
        return FileResult(path, file, problems=tuple(about(path, document)))
    except ValmennusError as error:
        return FileResult(path, problems=tuple(_failed(path, error)))


def open_document(request: ReadRequest) -> Document:
    """The file of a request, open. Raises what :meth:`Document.open` raises."""
    return Document.open(
        request.path,
        settings=request.settings,
        today=request.today,
        profile=request.profile,
        password=request.password,
    )


def coach_file(document: Document, name: str | None = None, *, with_findings: bool = False) -> CoachFile:
    """An open workbook, with its edits not yet saved, as a source."""
    paths = {source.name: source.path for source in document.sources.values()}
    labels = {source.name: client_sheets(source) for source in document.sources.values()}
    places = {
        entry.key: RowPlace(
            paths[entry.source], entry.sheet, entry.row, labels[entry.source].get(entry.sheet, entry.sheet)
        )
        for entry in document.entries
    }
    found = document.findings() if with_findings else ()
    return CoachFile(
        path=document.path,
        fingerprint=document.fingerprint,
        source=Source(name or document.name, document.record_set, document.coach),
        has_log=len(document.sources) > 1,
        content=document.main.book.fingerprint,
        places=places,
        findings=tuple(PlacedFinding(document.path_of(finding.record), finding) for finding in found),
    )


def about(path: Path, document: Document) -> Iterator[Problem]:
    """What is to be known of a workbook that was read: it is open elsewhere, its companion is not known."""
    if document.lock is not None:
        message = _("The file is open in another program; what has not been saved there is not counted.")
        yield Problem(path, Severity.HINT, "open_elsewhere", message)
    yield from sheet_faults(document)
    log = companion_path(path)
    if log.is_file() and RecordKind.CONTACT not in document.homes:
        message = _("The file's layout is not known, so the employer contacts in it are not counted.")
        yield Problem(log, Severity.ERROR, Unrecognised.code, message, LEFT_OUT)


def _no_clients(path: Path) -> Problem:
    message = _("This is not a coach's workbook: it has no place for clients.")
    return Problem(path, Severity.WARNING, "no_clients", message)


def _failed(path: Path, error: ValmennusError) -> Iterator[Problem]:
    """The file at fault; where that is the companion, the workbook that is left out with it too."""
    fault = Path(error.path or path)
    code = error.reason or error.code
    yield Problem(fault, Severity.ERROR, code, error.message, error.exit_code, error.sheet, error.cell)
    if fault.name != path.name:
        message = _("The workbook is left out because {name} beside it cannot be read.")
        text = message.format(name=fault.name)
        yield Problem(path, Severity.ERROR, "companion", text, error.exit_code)
