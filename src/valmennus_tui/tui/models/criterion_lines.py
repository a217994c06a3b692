"""One criterion in lines of text: what the scores mean, what the evidence is and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from valmennus_tui.assessment import evidence_view, wording
from valmennus_tui.domain.criteria import Component, Confidence, Criterion, Provenance
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.schema import RecordKind, field_spec
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Column, Tone
from valmennus_tui.tui.showing import hidden, record_name
from valmennus_tui.workbook.values import display

if TYPE_CHECKING:
    from valmennus_tui.assessment.standing import Standing

_WRITTEN = ("reason", "evidence", "comment", "strength", "action", "who", "due")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. ``ref`` is the record that it is about; ``hang`` the indent of its continuation."""

    text: str
    tone: Tone = Tone.PLAIN
    ref: RecordRef | None = None
    hang: int = 0


class LinesModel:
    """Lines wrapped to a width, as a grid of one column. Each row knows the line that it is a part of."""

    def __init__(self, lines: Iterable[Line], width: int) -> None:
        self.rows: list[tuple[str, Line]] = []
        for line in lines:
            parts = wrap(line.text, max(width, 20), subsequent_indent=" " * line.hang) or [""]
            self.rows += [(part, line) for part in parts]

    @property
    def columns(self) -> Sequence[Column]:
        return [Column("", 20, grow=True)]

    @property
    def row_count(self) -> int:
        return len(self.rows)

    def text(self, row: int, column: int) -> str:
        return self.rows[row][0]

    def tone(self, row: int, column: int) -> Tone:
        return self.rows[row][1].tone

    def ref(self, row: int) -> RecordRef | None:
        """The record that a row is about."""
        return self.rows[row][1].ref if 0 <= row < len(self.rows) else None


# --- what the scores mean --------------------------------------------------------------------------------


def anchor_lines(standing: Standing, number: int) -> Iterator[Line]:
    """The descriptions of the scores, or the components with their ticks and what they give."""
    criterion = standing.edition.criterion(number)
    if criterion.components:
        yield from component_lines(standing, criterion)
        yield Line(ticks_sentence(criterion), Tone.FAINT)
        return
    score = standing.scoring.scores.get(number)
    proposed = standing.proposed(number)
    for anchor in criterion.anchors:
        mark, tone = " ", Tone.PLAIN
        if anchor.score == score:
            mark, tone = glyphs().done, Tone.GOOD
        elif anchor.score == proposed:
            mark, tone = glyphs().ahead, Tone.ACCENT
        yield Line(f"{mark} {anchor.score} {anchor.words.text()}", tone, hang=4)


def component_lines(standing: Standing, criterion: Criterion) -> Iterator[Line]:
    """The components, ticked or not; where nothing is recorded, what the data show is told."""
    ticks = standing.assessment.line(criterion.number).ticks
    evidence = standing.evidence(criterion.number)
    for component in criterion.components:
        ticked = ticks is not None and component.id in ticks
        text = f"{tick_box(ticked=ticked)} {component.id}) {component.words.text()}"
        seen = component_evidence(evidence, component)
        yield Line(f"{text} ({seen})" if seen else text, Tone.GOOD if ticked else Tone.PLAIN, hang=7)


def tick_box(*, ticked: bool) -> str:
    """A tick box."""
    return "[x]" if ticked else "[ ]"


def component_evidence(evidence: Evidence | None, component: Component) -> str:
    """What the data say of a component; "" where they cannot tell."""
    known = None if evidence is None else evidence.components.get(component.id)
    if known is None:
        return ""
    return _("data: in place") if known else _("data: not in place")


def ticks_sentence(criterion: Criterion) -> str:
    """Which score so many components give: ``5 in place: 5 points, …``."""
    pairs = [_("{ticks} in place: {score}").format(ticks=n, score=s) for n, s in enumerate(criterion.ticks)]
    return _("Scores: {pairs}.").format(pairs="; ".join(reversed(pairs)))


# --- everything about one criterion ----------------------------------------------------------------------


def all_lines(standing: Standing, number: int, *, hide_names: bool) -> Iterator[Line]:
    """Score, descriptions, sources, evidence, its rows and what is written: the criterion's own screen."""
    criterion = standing.edition.criterion(number)
    yield from _head(standing, criterion)
    yield from _written(standing, number, hide_names=hide_names)
    yield _heading(_("What the scores mean"))
    if criterion.components:
        yield from component_lines(standing, criterion)
        yield Line(ticks_sentence(criterion), Tone.FAINT)
    yield from _anchors(standing, criterion)
    yield from _sources(criterion)
    yield from _evidence(standing, criterion)


def _head(standing: Standing, criterion: Criterion) -> Iterator[Line]:
    score = standing.scoring.scores.get(criterion.number)
    proposed = standing.proposed(criterion.number)
    given = _("Score: {score}").format(score="–" if score is None else score)
    if proposed is not None:
        given += "   " + _("Proposal: {score}").format(score=proposed)
    yield Line(given, Tone.GOOD if score is not None else Tone.FAINT)
    official = criterion.words.is_official()
    name = _("The name is the official one.") if official else _("The name is a working translation.")
    yield Line(f"{standing.edition.section(criterion.section).words.text()}. {name}", Tone.FAINT)


def _written(standing: Standing, number: int, *, hide_names: bool) -> Iterator[Line]:
    line = standing.assessment.line(number)
    for name in _WRITTEN:
        text = display(getattr(line, name))
        if text:
            spec = field_spec(RecordKind.CRITERION, name)
            shown = hidden(text) if spec.sensitive and hide_names else text
            yield Line(f"{spec.shown_label}: {shown}", hang=2)


def _heading(text: str) -> Line:
    return Line(f"{glyphs().line * 2} {text} {glyphs().line * 2}", Tone.ACCENT)


def _anchors(standing: Standing, criterion: Criterion) -> Iterator[Line]:
    score = standing.scoring.scores.get(criterion.number)
    for anchor in criterion.anchors:
        mark = glyphs().done if anchor.score == score else " "
        text = f"{mark} {anchor.score} {anchor.words.text()}"
        if anchor.provenance != criterion.provenance:
            text += f" ({provenance_text(anchor.provenance)})"
        yield Line(text, Tone.GOOD if anchor.score == score else Tone.PLAIN, hang=4)


def _sources(criterion: Criterion) -> Iterator[Line]:
    plan = criterion.written_plan
    if plan is not None:
        text = f"{plan.words.text()} ({provenance_text(plan.provenance)})"
        yield Line(f"{glyphs().warning} {text}", Tone.WARN, hang=2)
    sure = criterion.provenance.confidence is Confidence.SOURCED
    text = _("Where the thresholds come from: {source}").format(source=provenance_text(criterion.provenance))
    yield Line(text, Tone.FAINT if sure else Tone.WARN, hang=2)
    looked = ", ".join(source.label for source in criterion.evidence)
    yield Line(_("Where to look for evidence: {sources}").format(sources=looked), Tone.FAINT, hang=2)


def provenance_text(provenance: Provenance) -> str:
    """The source of a threshold, and how well it is known."""
    return f"{provenance.source}: {provenance.confidence.label}"


def _evidence(standing: Standing, criterion: Criterion) -> Iterator[Line]:
    yield _heading(_("Evidence"))
    evidence = standing.evidence(criterion.number)
    if evidence is None:
        yield Line(_("No evidence has been computed yet."), Tone.FAINT)
        return
    yield Line(wording.outcome(evidence), Tone.ACCENT)
    for text in evidence_view.details(criterion, evidence):
        warns = text.startswith("! ")
        shown = f"{glyphs().warning} {text.removeprefix('! ')}" if warns else text
        yield Line(shown, Tone.WARN if warns else Tone.PLAIN, hang=2)
    for note in evidence.warnings:
        yield from _rows(note.rows, note.message)
    count = len(evidence.rows)
    title = ngettext("{n} row behind the figure", "{n} rows behind the figure", count).format(n=count)
    yield from _rows(evidence.rows, title, set(evidence.against))
    outside = [row for row in evidence.against if row not in set(evidence.rows)]
    yield from _rows(outside, _("Rows that count against it"), set(outside))


def _rows(rows: Iterable[RecordRef], title: str, against: set[RecordRef] | None = None) -> Iterator[Line]:
    rows = tuple(dict.fromkeys(rows))
    if not rows:
        return
    yield _heading(title)
    for row in rows:
        counts = against is not None and row in against
        mark = glyphs().warning if counts else glyphs().hint
        text = f"{mark} {row.source}   {record_name(row.key)}"
        if counts:
            text += "   " + _("counts against it")
        yield Line(text, Tone.WARN if counts else Tone.PLAIN, row, hang=2)
