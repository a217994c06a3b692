"""The evidence as data (``assess … --json``) and as plain text, the twin of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from valmennus_tui.assessment import wording
from valmennus_tui.assessment.evidence import EvidenceReport
from valmennus_tui.consolidation.gathered import CoachFile, Problem
from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Rational
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.i18n import _, format_date, ngettext


def as_json(report: EvidenceReport) -> dict[str, Any]:
    """The object that ``docs/cli.md`` describes."""
    return {
        "as_of": report.as_of.isoformat(),
        "window": {
            "from": report.first.isoformat(),
            "to": report.as_of.isoformat(),
            "months": report.rules.window_months,
        },
        "edition": report.edition.id,
        "rules": asdict(report.rules),
        "team": report.team_file,
        "files": [_file_json(file) for file in report.gathered.files],
        "other_files": [path.name for path in report.gathered.others],
        "problems": [_problem_json(problem) for problem in report.gathered.problems],
        "criteria": [
            _criterion_json(criterion, report.evidence[criterion.number])
            for criterion in report.edition.criteria
        ],
    }


def _file_json(file: CoachFile) -> dict[str, Any]:
    return {"file": file.source.name, "coach": file.source.own_coach or None, "fingerprint": file.fingerprint}


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "path": str(problem.path),
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "sheet": problem.sheet,
        "cell": problem.cell,
    }


def _criterion_json(criterion: Criterion, evidence: Evidence) -> dict[str, Any]:
    return {
        "number": criterion.number,
        "section": criterion.section,
        "name": criterion.name,
        "status": evidence.status.value,
        "proposed": evidence.proposed,
        "cap": evidence.cap,
        "unit": None if evidence.unit is None else evidence.unit.value,
        "numerator": _number(evidence.numerator),
        "denominator": _number(evidence.denominator),
        "value": _number(evidence.value),
        "rounded": evidence.rounded,
        "mean": _number(evidence.mean),
        "rule": evidence.rule,
        "rule_text": evidence.rule_text,
        "missing": list(evidence.missing),
        "warnings": [_note_json(note) for note in evidence.warnings],
        "rows": _rows(evidence.rows),
        "against": _rows(evidence.against),
        "coaches": [_part_json("coach", part) for part in evidence.coaches],
        "figures": [_part_json("id", part) for part in evidence.figures],
        "components": dict(evidence.components),
        "plans": evidence.plans,
    }


def _note_json(note: Note) -> dict[str, Any]:
    return {"id": note.id, "message": note.message, "rows": _rows(note.rows)}


def _part_json(name: str, part: Part) -> dict[str, Any]:
    return {
        name: part.id,
        "numerator": _number(part.numerator),
        "denominator": _number(part.denominator),
        "value": _number(part.value),
        "rounded": part.rounded,
        "score": part.score,
        "rows": _rows(part.rows),
    }


def _rows(rows: Iterable[RecordRef]) -> list[dict[str, str]]:
    return [{"file": row.source, "key": row.key} for row in rows]


def _number(value: Rational | None) -> int | float | None:
    """A whole number as it is, else with six decimals."""
    if value is None:
        return None
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else round(float(exact), 6)


def text_lines(report: EvidenceReport) -> list[str]:
    """What ``--text`` prints: title, the criteria section by section, and what is to be known about files."""
    lines = list(_title(report))
    for section in report.edition.sections:
        lines += ["", section.words.text()]
        for number in section.numbers:
            lines += _criterion_lines(report.edition.criterion(number), report.evidence[number])
    if report.gathered.problems:
        lines += ["", _("Files")]
        lines += problem_lines(report.gathered.problems)
    return lines


def _title(report: EvidenceReport) -> Iterator[str]:
    yield _("Evidence for the quality criteria on {date}").format(date=format_date(report.as_of))
    yield _("Time looked at: {first}–{last}").format(
        first=format_date(report.first), last=format_date(report.as_of)
    )
    count = len(report.gathered.files)
    text = ngettext("{n} coach's workbook", "{n} coaches' workbooks", count).format(n=count)
    names = ", ".join(file.source.name for file in report.gathered.files)
    yield f"{text}: {names}" if names else text
    if report.team_file is not None:
        yield _("Team workbook: {name}").format(name=report.team_file)
    yield _("A proposal is evidence from the data; the score is the assessor's.")


def _criterion_lines(criterion: Criterion, evidence: Evidence) -> Iterator[str]:
    yield f"{criterion.number:2} {criterion.name}: {wording.outcome(evidence)}"
    for line in details(criterion, evidence):
        yield f"     {line}"


def details(criterion: Criterion, evidence: Evidence) -> Iterator[str]:
    """The figure with what it is made of, the rule, what is missing, coach by coach, and the warnings."""
    figure = wording.figure(evidence)
    if figure:
        yield figure
    if criterion.formula is not None:
        yield evidence.rule_text
    if evidence.missing:
        needs = "; ".join(map(wording.need_words, evidence.missing))
        yield _("Data missing: {needs}").format(needs=needs)
    for part in evidence.coaches:
        yield wording.coach_line(part, evidence.unit)
    if evidence.components:
        yield from _ticks(criterion, evidence)
    else:
        yield from map(wording.figure_line, evidence.figures)
    for note in evidence.warnings:
        yield f"! {note.message}"


def _ticks(criterion: Criterion, evidence: Evidence) -> Iterator[str]:
    """The components that the data tell of."""
    for name, in_place in evidence.components.items():
        if in_place is not None:
            state = _("in place") if in_place else _("not in place")
            yield f"{name}) {criterion.component(name).words.text()}: {state}"


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """What is to be known about each file."""
    return [f"{problem.path.name}{_spot(problem)}: {problem.message}" for problem in problems]


def _spot(problem: Problem) -> str:
    spot = "!".join(part for part in (problem.sheet, problem.cell) if part)
    return f" ({spot})" if spot else ""
