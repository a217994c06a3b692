"""The findings of all files together: by file, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.consolidation.gathered import CoachFile, Gathered, PlacedFinding, Problem
from valmennus_tui.document.companion import companion_path
from valmennus_tui.domain.findings import Finding, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What is to be corrected in one coach's files. ``coach`` is "" where that is not known."""

    name: str
    coach: str
    findings: tuple[PlacedFinding, ...]


def findings_by_file(gathered: Gathered) -> tuple[FileFindings, ...]:
    """Every file with its findings and what was wrong with it as a whole; files without any are left out.

    Findings are there only if the folder was read with them (``gather(…, with_findings=True)``).
    """
    found = [of_file(file, gathered) for file in gathered.files]
    known = {path for file in gathered.files for path in _paths(file)}
    others: dict[Path, list[PlacedFinding]] = {}
    for problem in gathered.problems:
        if problem.path not in known:
            finding = Finding(
                f"file.{problem.code}",
                problem.severity,
                problem.message,
                sheet=problem.sheet,
                cell=problem.cell,
            )
            others.setdefault(problem.path, []).append(PlacedFinding(problem.path, finding))
    found += [FileFindings(path.name, "", tuple(each)) for path, each in others.items()]
    return tuple(each for each in found if each.findings)


def of_file(file: CoachFile, gathered: Gathered) -> FileFindings:
    """One coach's findings, with what was said of the file as a whole."""
    whole = [_as_finding(problem) for problem in gathered.problems if problem.path in _paths(file)]
    return FileFindings(file.source.name, file.source.own_coach, _in_order((*whole, *file.findings)))


def _paths(file: CoachFile) -> tuple[Path, Path]:
    """The workbook and the companion beside it."""
    return file.path, companion_path(file.path)


def _as_finding(problem: Problem) -> PlacedFinding:
    """What was said of a file as a whole."""
    finding = Finding(
        rule=f"file.{problem.code}",
        severity=problem.severity,
        message=problem.message,
        sheet=problem.sheet,
        cell=problem.cell,
    )
    return PlacedFinding(problem.path, finding)


def _in_order(findings: Iterable[PlacedFinding]) -> tuple[PlacedFinding, ...]:
    return tuple(sorted(findings, key=lambda each: _ORDER[each.finding.severity]))
