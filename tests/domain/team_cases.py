"""Invented rows of the team workbook and of assessments, in order, and what is wrong with wrong ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from valmennus_tui.domain.assessment_records import AssessmentRow, CriterionRow
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.team_records import CoachRow, WorkLogRow

E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT
DAY = date(2026, 5, 25)


def coach(code: str | None = "TV-1", **fields: Any) -> CoachRow:
    """A coach in full-time work."""
    return CoachRow(**{"key": f"coach:{code}", "code": code, "fte": Decimal(1), **fields})


def log(period: Any = "2026-05", number: int = 1, **fields: Any) -> WorkLogRow:
    """A month of a coach's work."""
    values: dict[str, Any] = {
        "key": f"work_log:TV-1/{period}" + (f"#{number}" if number > 1 else ""),
        "coach": "TV-1",
        "period": period,
        "hours_total": Decimal(140),
        "hours_employment_services": Decimal(138),
        "hours_outside_office": Decimal(95),
        "team_meetings": Decimal(4),
        **fields,
    }
    return WorkLogRow(**values)


def assessment(number: int = 1, **fields: Any) -> AssessmentRow:
    """An assessment."""
    key = f"assessment:{DAY}" + (f"#{number}" if number > 1 else "")
    return AssessmentRow(**{"key": key, "date": DAY, "assessors": "tiiminvetäjä ja TV-1", **fields})


def criterion(number: int = 16, again: int = 1, **fields: Any) -> CriterionRow:
    """A scored criterion of that assessment."""
    key = f"criterion:{DAY}/{number}" + (f"#{again}" if again > 1 else "")
    return CriterionRow(**{"key": key, "assessment": DAY, "number": number, "score": 4, **fields})


CLEAN: list[tuple[Record, ...]] = [
    (coach(fte=Decimal("1.5")), coach("TV-2", fte=Decimal("0.8")), log(), log("2026-Q2")),
    # A change of terms.
    (coach(valid_to=date(2026, 3, 31)), coach(valid_from=date(2026, 4, 1), fte=Decimal("0.5"))),
    # A log kept where no coach is listed.
    (log(coach="TV-9"),),
    (assessment(), criterion(), criterion(17, score=None), criterion(1, score=5, proposed=5)),
    (assessment(), criterion(score=3, proposed=4, reason="kaksi asiakasta ilman suunnitelmaa")),
]

CASES: list[tuple[str, Severity, str | None, tuple[Record, ...]]] = [
    ("value.missing", E, "code", (coach(None),)),
    ("value.missing", E, "period", (coach(), log(None))),
    ("coach.fte_range", E, "fte", (coach(fte=Decimal(80)),)),
    ("coach.fte_range", E, "fte", (coach(fte=Decimal(0)),)),
    ("coach.fte_range", E, "fte", (coach(fte=Decimal("1.51")),)),
    ("coach.fte_missing", H, "fte", (coach(fte=None),)),
    ("coach.terms_order", E, "valid_to", (coach(valid_from=DAY, valid_to=date(2026, 5, 24)),)),
    ("coach.terms_overlap", E, "valid_from", (coach(valid_to=DAY), coach(valid_from=DAY))),
    ("coach.terms_overlap", E, "valid_from", (coach(), coach("tv-1"))),
    ("coach.absence_negative", E, "weeks_absent", (coach(weeks_absent=Decimal(-1)),)),
    ("work_log.unknown_coach", W, "coach", (coach(), log(coach="TV-9"))),
    ("work_log.duplicate", E, "period", (coach(), log(), log(number=2))),
    ("work_log.negative", E, "team_meetings", (coach(), log(team_meetings=Decimal(-1)))),
    ("work_log.parts", E, "hours_outside_office", (coach(), log(hours_outside_office=Decimal("140.5")))),
    ("assessment.duplicate", E, "date", (assessment(), assessment(2))),
    ("value.future_date", W, "date", (assessment(date=date(2026, 6, 16)),)),
    ("criterion.number_range", E, "number", (assessment(), criterion(26))),
    ("criterion.number_range", E, "number", (assessment(), criterion(0))),
    ("criterion.score_range", E, "score", (assessment(), criterion(score=6))),
    ("criterion.score_range", E, "score", (assessment(), criterion(score=0))),
    ("criterion.duplicate", E, "number", (assessment(), criterion(), criterion(again=2, score=5))),
    ("criterion.unknown_assessment", W, "assessment", (criterion(),)),
    ("criterion.reason_missing", W, "reason", (assessment(), criterion(score=3, proposed=4))),
]
