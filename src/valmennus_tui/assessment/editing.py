"""Making an assessment in an open workbook of the quality criteria. Each edit is one step of undo.

What a score is judged against (the proposal, the cap, the written plans) comes from the evidence; whether a
score needs a reason is decided by ``domain.scoring``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from valmennus_tui.document import editing as cells
from valmennus_tui.document.assessments import history, texts_of, tick_text
from valmennus_tui.document.history import Step
from valmennus_tui.domain.assessment import Assessment, CriterionScore
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.scoring import ScoreBasis, component_score, score_findings
from valmennus_tui.errors import InvalidEdit
from valmennus_tui.i18n import _, format_date
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.document.entries import Entry

WRITTEN = ("reason", "evidence", "comment", "strength", "action", "who", "due")
"""The fields of a criterion that are written by hand, in the order of the form."""


def given_texts(document: Document) -> dict[str, str]:
    """What a new assessment starts with: today, the edition in use, and service and assessors of the last."""
    texts = {"date": format_date(document.today), "edition": shipped_criteria().default.id}
    earlier = history(document)
    if earlier:
        last = earlier[-1]
        texts |= {"service": last.service or "", "assessors": last.assessors or ""}
    places = document.form(RecordKind.ASSESSMENT).fields
    return {each.spec.name: texts[each.spec.name] for each in places if texts.get(each.spec.name)}


def start(document: Document, texts: Mapping[str, str] | None = None) -> str:
    """Begin an assessment; returns its key. ``texts`` go before those of :func:`given_texts`.

    Raises InvalidEdit (a day that has an assessment already, …), CellRefused (no room), Unrecognised.
    """
    return document.add(RecordKind.ASSESSMENT, {**given_texts(document), **(texts or {})})


def set_details(document: Document, key: str, texts: Mapping[str, str]) -> str:
    """Change an assessment's day, assessors, service; its criteria follow a new day. Returns its key."""
    entry = document.entry(key)
    draft = cells.draft(document, RecordKind.ASSESSMENT, key, texts, None)
    steps = [cells.set_step(document, draft)]
    before, typed = entry.record.get("date"), draft.typed.get("date")
    if typed is not None and isinstance(before, date) and isinstance(typed.value, date):
        day = {"assessment": typed.value.isoformat()}
        for row in _rows_of(document, before):
            steps.append(cells.set_step(document, cells.draft(document, row.kind, row.key, day, None)))
    document.do(_joined(steps[0].label, steps), draft.anchor)
    return document.key_at(draft.anchor)


def remove(document: Document, assessment: Assessment) -> None:
    """Remove an assessment with all its criteria. Raises CellRefused."""
    entries = [entry for entry in document.records(RecordKind.ASSESSMENT) if entry.key == assessment.key]
    if isinstance(assessment.date, date):
        entries += _rows_of(document, assessment.date)
    steps = [cells.remove_step(document, entry) for entry in entries]
    if steps:
        document.do(_joined(_("Remove the assessment"), steps))


def _rows_of(document: Document, day: date) -> list[Entry]:
    rows = document.records(RecordKind.CRITERION)
    return [row for row in rows if row.record.get("assessment") == day]


def _joined(label: str, steps: Iterable[Step]) -> Step:
    """Several edits as one step of undo."""
    steps = tuple(steps)
    return Step(
        label,
        tuple(cell for step in steps for cell in step.cells),
        tuple(growth for step in steps for growth in step.growths),
    )


# --- scores --------------------------------------------------------------------------------------------


def objections(edition: Edition, line: CriterionScore, score: int, basis: ScoreBasis) -> tuple[Finding, ...]:
    """What is to be said about a score that is about to be given: an error needs a reason, a warning asks.

    A reason given for another score does not cover this one.
    """
    reason = line.reason if line.score == score else None
    return score_findings(edition, line.number, score, basis, reason, line.key or None)


def set_score(
    document: Document,
    assessment: Assessment,
    edition: Edition,
    number: int,
    score: int,
    *,
    basis: ScoreBasis,
    reason: str | None = None,
    evidence: str = "",
) -> str:
    """Give a score; returns the criterion's key. The proposal that stands at the time is written beside it.

    ``evidence`` is the figure that the score rests on: written where nothing is yet. Raises InvalidEdit for
    what is no score, and for full points without the written plans or a reason.
    """
    line = assessment.line(number)
    given = reason if reason is not None else (line.reason if line.score == score else None)
    _require(score_findings(edition, number, score, basis, given, line.key or None))
    texts = {"score": str(score), "proposed": "" if basis.proposed is None else str(basis.proposed)}
    if reason is not None and reason.strip():
        texts["reason"] = reason
    if evidence and not line.evidence:
        texts["evidence"] = evidence
    return _write(document, assessment, number, texts)


def set_ticks(
    document: Document,
    assessment: Assessment,
    edition: Edition,
    number: int,
    ticks: Collection[str],
    *,
    basis: ScoreBasis,
    reason: str | None = None,
) -> str:
    """Record which components are in place, and the score that they give. Raises as :func:`set_score`."""
    score = component_score(edition.criterion(number), ticks)
    line = assessment.line(number)
    given = reason if reason is not None else (line.reason if line.score == score else None)
    _require(score_findings(edition, number, score, basis, given, line.key or None))
    texts = {"score": str(score), "ticks": tick_text(ticks)}
    texts["proposed"] = "" if basis.proposed is None else str(basis.proposed)
    if reason is not None and reason.strip():
        texts["reason"] = reason
    return _write(document, assessment, number, texts)


def clear_score(document: Document, assessment: Assessment, number: int) -> None:
    """Take a score away; what is written beside it stays, and a line without any is removed."""
    line = assessment.line(number)
    if not line.key:
        return
    written = texts_of(line, _day(assessment))
    if any(written[name] for name in (*WRITTEN, "ticks") if name in written):
        _write(document, assessment, number, {"score": "", "proposed": ""})
    else:
        document.remove(line.key)


def set_texts(document: Document, assessment: Assessment, number: int, texts: Mapping[str, str]) -> str:
    """Write reason, evidence, comment, strength, action, who and by when; returns the criterion's key."""
    return _write(document, assessment, number, texts)


def new_line(assessment: Assessment, number: int) -> dict[str, str]:
    """What names a criterion that has no line in the workbook yet."""
    return {"assessment": _day(assessment).isoformat(), "number": str(number)}


def _write(document: Document, assessment: Assessment, number: int, texts: Mapping[str, str]) -> str:
    """Change the criterion's line, or add it where there is none yet.

    Of columns that the workbook does not have, nothing is written; the score must have its own.
    """
    line = assessment.line(number)
    key = line.key or None
    known = {each.spec.name for each in document.form(RecordKind.CRITERION, key).fields}
    kept = {name: text for name, text in texts.items() if name in known or name not in _OPTIONAL}
    if key is not None:
        return document.set(key, kept)
    return document.add(RecordKind.CRITERION, {**new_line(assessment, number), **kept})


_OPTIONAL = frozenset({"proposed", "evidence"})
"""What the program writes by itself beside a score, where there is a column for it."""


def _day(assessment: Assessment) -> date:
    if not isinstance(assessment.date, date):
        raise InvalidEdit(_("The assessment has no date yet. Give it one first."), reason="no_date")
    return assessment.date


def _require(findings: Iterable[Finding]) -> None:
    for finding in findings:
        if finding.severity is Severity.ERROR:
            raise InvalidEdit(finding.message, reason=finding.rule)
