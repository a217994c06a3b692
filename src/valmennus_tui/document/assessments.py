"""The history of assessments (laatukriteeriarvioinnit) as a workbook of the quality criteria holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from valmennus_tui.domain.assessment import Assessment, CriterionScore
from valmennus_tui.domain.assessment_records import AssessmentRow, CriterionRow
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.values import FieldValue, PartialDate, Unclear

if TYPE_CHECKING:
    from valmennus_tui.document.open_files import OpenFiles

_PARTED = re.compile(r"[\s,;]+")
NO_TICKS = "-"
"""What stands in the cell of the components where none is in place; a blank one says nothing."""


def history(document: OpenFiles) -> tuple[Assessment, ...]:
    """The assessments of an open workbook, with the edits not yet saved; the oldest first."""
    return history_of(document.record_set)


def history_of(records: RecordSet) -> tuple[Assessment, ...]:
    """The assessments among records, the oldest first; those without a known day last, without criteria.

    Criteria of a day that has no assessment row make an assessment of their own. Of rows with one key the
    first counts, as on the printable form; validation tells of the others.
    """
    lines: dict[date, dict[int, CriterionScore]] = {}
    for row in records.criteria:
        if isinstance(row.assessment, date) and isinstance(row.number, int):
            lines.setdefault(row.assessment, {}).setdefault(row.number, _line(row, row.number))
    found: dict[date, Assessment] = {}
    undated = []
    for one in records.assessments:
        if isinstance(one.date, date):
            found.setdefault(one.date, _assessment(one, lines.get(one.date, {})))
        else:
            undated.append(_assessment(one, {}))
    for day, of_day in lines.items():
        found.setdefault(day, Assessment(date=day, key=f"assessment:{day.isoformat()}", lines=of_day))
    return (*(found[day] for day in sorted(found)), *undated)


def _assessment(row: AssessmentRow, lines: dict[int, CriterionScore]) -> Assessment:
    return Assessment(
        date=row.date,
        key=row.key,
        assessors=row.assessors,
        service=row.service,
        edition=row.edition,
        lines=dict(sorted(lines.items())),
    )


def _line(row: CriterionRow, number: int) -> CriterionScore:
    return CriterionScore(
        number=number,
        key=row.key,
        score=row.score,
        proposed=row.proposed,
        reason=row.reason,
        evidence=row.evidence,
        comment=row.comment,
        strength=row.strength,
        action=row.action,
        who=row.who,
        due=row.due,
        ticks=read_ticks(row.ticks),
    )


def read_ticks(text: str | None) -> frozenset[str] | None:
    """The components named in a cell (``a, c``); none for a dash, None where nothing is said."""
    if text is None:
        return None
    return frozenset(part.casefold() for part in _PARTED.split(text) if part and part != NO_TICKS)


def tick_text(ticks: Iterable[str] | None) -> str:
    """Components as they stand in the cell."""
    if ticks is None:
        return ""
    return ", ".join(sorted(ticks)) or NO_TICKS


def texts_of(line: CriterionScore, day: date) -> dict[str, str]:
    """A criterion of the assessment of a day as the texts that ``Document.add`` and ``set`` take."""
    values: dict[str, FieldValue] = {
        "assessment": day,
        "number": line.number,
        "score": line.score,
        "proposed": line.proposed,
        "reason": line.reason,
        "evidence": line.evidence,
        "comment": line.comment,
        "strength": line.strength,
        "action": line.action,
        "who": line.who,
        "due": line.due,
    }
    return {name: _text(value) for name, value in values.items()} | {"ticks": tick_text(line.ticks)}


def _text(value: FieldValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value.raw if isinstance(value, PartialDate | Unclear) else str(value)
