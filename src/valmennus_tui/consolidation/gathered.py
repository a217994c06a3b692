"""What a folder of coaches' workbooks came to: the files read, and what is to be known of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.indicators.figures import RecordRef


class Duplicates(StrEnum):
    """What to do with several workbooks of one coach whose clients overlap.

    Workbooks without an overlap (a file for each year, say) are always counted together.
    """

    ASK = "ask"
    """Count none of them and say so: the program never chooses by itself."""
    UNITE = "unite"
    """Count all of them together."""
    LEAVE_OUT = "leave-out"
    """Go on without this coach's workbooks."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: ``done`` files ``of`` so many; ``name`` is the file just read."""

    done: int
    of: int
    name: str


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a record stands: the file (the workbook or its companion), the sheet, and the row from 1.

    ``label`` is what a note outside the workbook may call the sheet: its name, or ``#7`` (the seventh sheet)
    where each client has a sheet and its name may be the client's.
    """

    path: Path
    sheet: str
    row: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """What validation has to say of a file, with the file (workbook or companion) that it is about."""

    path: Path
    finding: Finding


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

    ``source.name`` is the file's name within the folder, ``fingerprint`` that of the workbook and its
    companion together, ``content`` that of the workbook alone, ``places`` where each record stands, by its
    key.
    """

    path: Path
    fingerprint: str
    source: Source
    has_log: bool = False
    content: str = ""
    places: Mapping[str, RowPlace] = field(default_factory=dict, hash=False)
    findings: tuple[PlacedFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class DuplicateConflict:
    """Several workbooks of one coach with the same clients at the same time: which one counts?

    ``coach`` is None where the workbooks do not say whose they are, but are copies of one by their names.
    """

    coach: str | None
    paths: tuple[Path, ...]
    codes: int
    """How many client codes stand in more than one of them."""


@dataclass(frozen=True)
class Gathered:
    """The coaches' workbooks, the problems, and the workbooks of other kinds.

    ``others`` are workbooks of the team and of assessments, by path to their kind. ``conflicts`` are coaches
    whose workbooks wait for a choice; these are not among the ``files``. ``cancelled``: reading was
    stopped, so files are missing.
    """

    files: tuple[CoachFile, ...]
    problems: tuple[Problem, ...] = ()
    others: Mapping[Path, str] = field(default_factory=dict)
    conflicts: tuple[DuplicateConflict, ...] = ()
    cancelled: bool = False

    @property
    def sources(self) -> tuple[Source, ...]:
        """What evidence is computed from."""
        return tuple(file.source for file in self.files)

    def file_of(self, source: str) -> CoachFile | None:
        """The file that a record's source names."""
        return next((file for file in self.files if file.source.name == source), None)

    def path_of(self, source: str) -> Path | None:
        """The path of the file that a record's source names."""
        file = self.file_of(source)
        return None if file is None else file.path

    def place_of(self, ref: RecordRef) -> RowPlace | None:
        """Where a record stands, None for one that is not of these files."""
        file = self.file_of(ref.source)
        return None if file is None else file.places.get(ref.key)

    def of_kind(self, kind: str) -> tuple[Path, ...]:
        """The workbooks of the team (``team``) or of assessments (``fidelity``) in the folder."""
        return tuple(path for path, found in self.others.items() if found == kind)
