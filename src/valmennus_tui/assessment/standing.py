"""Where an assessment stands: its points, level and next steps, with the evidence where there is some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from valmennus_tui.assessment.evidence import EvidenceReport
from valmennus_tui.domain.assessment import Assessment
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.domain.evidence.leads import basis, leads
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.domain.findings import Finding
from valmennus_tui.domain.next_band import NextBand, next_band
from valmennus_tui.domain.scoring import ScoreBasis, Scoring, score_findings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria


@dataclass(frozen=True)
class Standing:
    """An assessment with what is computed from it. ``report`` is None while no evidence is at hand."""

    assessment: Assessment
    report: EvidenceReport | None = None

    @cached_property
    def edition(self) -> Edition:
        """The edition of the scale that the assessment is made with."""
        return edition_of(self.assessment)

    @cached_property
    def scoring(self) -> Scoring:
        """Points, sections, total and level."""
        return self.assessment.scoring(self.edition)

    @property
    def _evidence(self) -> Mapping[int, Evidence]:
        return {} if self.report is None else self.report.evidence

    def evidence(self, number: int) -> Evidence | None:
        """The evidence of a criterion, None while there is none."""
        return self._evidence.get(number)

    def basis(self, number: int) -> ScoreBasis:
        """What a score of the criterion is judged against."""
        return basis(self.evidence(number))

    def proposed(self, number: int) -> int | None:
        """The score that the data propose; without evidence at hand, the one written down at the time."""
        if self.report is not None:
            return self.basis(number).proposed
        written = self.assessment.line(number).proposed
        return written if isinstance(written, int) else None

    def findings(self, number: int) -> tuple[Finding, ...]:
        """What the evidence has to say of the score that a criterion has; nothing without a score."""
        score = self.scoring.scores.get(number)
        if score is None:
            return ()
        line = self.assessment.line(number)
        return score_findings(self.edition, number, score, self.basis(number), line.reason, line.key or None)

    @cached_property
    def next_band(self) -> NextBand | None:
        """What is missing for the next level; None until all is scored, and at the highest level."""
        return next_band(self.scoring, leads(self.edition, self.assessment, self._evidence))


def edition_of(assessment: Assessment) -> Edition:
    """The edition that an assessment names; the one in use where it names none, or one that is not known."""
    editions = shipped_criteria()
    return editions.get(assessment.edition) or editions.default
