"""Assessments, and the criteria of one of them, as tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from valmennus_tui.assessment import wording
from valmennus_tui.assessment.standing import Standing
from valmennus_tui.domain.assessment import Assessment
from valmennus_tui.domain.criteria import Criterion, Unit
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.i18n import _, format_date
from valmennus_tui.tui.glyphs import glyphs, is_ascii
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.showing import bar
from valmennus_tui.workbook.values import display

_BAR = 10


def day_text(assessment: Assessment) -> str:
    """The day of an assessment, as it stands."""
    day = assessment.date
    return format_date(day) if isinstance(day, date) else display(day) or "–"


def history_model(standings: Sequence[Standing], marked: str | None) -> ListModel[Standing]:
    """The assessments: day, who, how many criteria are scored, total with a bar, level."""

    def mark(standing: Standing) -> str:
        return glyphs().done if standing.assessment.key == marked else ""

    def faint(standing: Standing) -> Tone:
        return Tone.PLAIN if standing.scoring.complete else Tone.FAINT

    columns: list[ListColumn[Standing]] = [
        ListColumn("", 1, mark, lambda _one: Tone.ACCENT),
        ListColumn(_("Day"), 10, lambda one: day_text(one.assessment), faint, right=True),
        ListColumn(_("Scored"), 8, lambda one: scored_text(one), faint, right=True),
        ListColumn(_("Total"), 8, _total, faint, right=True),
        ListColumn("", _BAR, _total_bar, faint),
        ListColumn(_("Level"), 36, level_text, faint, grow=True),
        ListColumn(_("Assessors"), 16, lambda one: one.assessment.assessors or "", faint),
    ]
    return ListModel(columns, standings)


def scored_text(standing: Standing) -> str:
    """How many criteria are scored: ``24/25``."""
    return f"{standing.scoring.scored}/{len(standing.edition.criteria)}"


def level_text(standing: Standing) -> str:
    """The level; "" until all criteria are scored."""
    band = standing.scoring.band
    return "" if band is None else band.words.text()


def _total(standing: Standing) -> str:
    total = standing.scoring.total
    return "–" if total is None else str(total)


def _total_bar(standing: Standing) -> str:
    total = standing.scoring.total
    return "" if total is None else bar(total, standing.edition.maximum, _BAR)


# --- one assessment --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CriterionLine:
    """A criterion on a line of the assessment screen."""

    standing: Standing
    criterion: Criterion

    @property
    def number(self) -> int:
        """The criterion's number."""
        return self.criterion.number

    @property
    def evidence(self) -> Evidence | None:
        """The evidence, None while there is none."""
        return self.standing.evidence(self.number)


def criteria_model(standing: Standing, faulty: Collection[int]) -> ListModel[CriterionLine]:
    """The criteria: score, proposal, evidence, target. ``faulty``: numbers that need a look."""

    def score(line: CriterionLine) -> str:
        value = line.standing.assessment.line(line.number).score
        text = "–" if value is None else display(value)
        return f"{text} {glyphs().warning}" if line.number in faulty else f"{text}  "

    def score_tone(line: CriterionLine) -> Tone:
        if line.number in faulty:
            return Tone.WARN
        return Tone.GOOD if line.number in line.standing.scoring.scores else Tone.FAINT

    columns: list[ListColumn[CriterionLine]] = [
        ListColumn("#", 2, lambda line: str(line.number), right=True),
        ListColumn(_("Criterion"), 22, lambda line: line.criterion.name, grow=True),
        ListColumn(_("Score"), 7, score, score_tone, right=True),
        ListColumn(_("Proposal"), 8, proposal_text, lambda _line: Tone.ACCENT),
        ListColumn(_("Evidence"), 17, evidence_text, _evidence_tone),
        ListColumn(_("Target"), 15, target_text),
    ]
    lines = [CriterionLine(standing, criterion) for criterion in standing.edition.criteria]
    return ListModel(columns, lines)


def proposal_text(line: CriterionLine) -> str:
    """What the data propose, and the most that they allow: ``4``, ``≤4``, ``3 ≤4``."""
    proposed = line.standing.proposed(line.number)
    cap = line.standing.basis(line.number).cap
    parts = [] if proposed is None else [str(proposed)]
    if cap is not None:
        parts.append(f"<={cap}" if is_ascii() else f"≤{cap}")
    return " ".join(parts)


def evidence_text(line: CriterionLine) -> str:
    """The figure in short, or how far the data reach; with a sign where there is a warning."""
    evidence = line.evidence
    if evidence is None:
        return display(line.standing.assessment.line(line.number).evidence)
    sign = f"{glyphs().warning} " if evidence.warnings else ""
    return sign + (_figure(evidence) or evidence.status.label)


def _figure(evidence: Evidence) -> str:
    """A figure without the words of its unit."""
    if evidence.value is None:
        return ""
    if evidence.unit is Unit.PERCENT:
        text = wording.with_unit(evidence.value, Unit.PERCENT)
    else:
        text = wording.amount(evidence.value)
    if evidence.numerator is None or evidence.denominator is None:
        return text
    return f"{text} ({wording.amount(evidence.numerator)}/{wording.amount(evidence.denominator)})"


def _evidence_tone(line: CriterionLine) -> Tone:
    if line.evidence is not None and line.evidence.warnings:
        return Tone.WARN
    return Tone.PLAIN if line.evidence is not None and line.evidence.value is not None else Tone.FAINT


def target_text(line: CriterionLine) -> str:
    """The development action with its day; without one, the figure that the next score needs."""
    own = line.standing.assessment.line(line.number)
    if own.action or own.due:
        return " ".join(part for part in (display(own.due), own.action or "") if part)
    score = line.standing.scoring.scores.get(line.number)
    if score is None or score >= line.standing.edition.highest:
        return ""
    return f"{glyphs().arrow} {score + 1}{_bound(line.criterion, score + 1)}"


def _bound(criterion: Criterion, score: int) -> str:
    anchor = criterion.anchor(score)
    bound = anchor.at_least if anchor.at_least is not None else anchor.at_most
    if bound is None:
        return ""
    signs = (">=", "<=") if is_ascii() else ("≥", "≤")
    sign = signs[0] if anchor.at_least is not None else signs[1]
    return f": {sign} {bound}" + (" %" if criterion.unit is Unit.PERCENT else "")
