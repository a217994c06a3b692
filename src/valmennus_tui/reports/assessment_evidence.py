"""In the report of an assessment: what the scores rest on, what they mean, and how sure the bounds are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from valmennus_tui.assessment import evidence_view, wording
from valmennus_tui.assessment.standing import Standing
from valmennus_tui.domain.criteria import Criterion, Provenance
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.i18n import _, format_date
from valmennus_tui.reports.model import Block, Column, ColumnKind, Paragraph, Table

_NUMBER = 6
_NAME = 26
_TEXT = 54


def evidence_blocks(standing: Standing) -> Iterator[Block]:
    """The evidence of each criterion: computed where a folder was read, else what was written down."""
    report = standing.report
    if report is None:
        written = [
            (one.number, one.name, standing.assessment.line(one.number).evidence)
            for one in standing.edition.criteria
        ]
        rows = tuple(row for row in written if row[2])
        if rows:
            yield Table(_evidence_columns(), rows)
        return
    first, last = format_date(report.first), format_date(report.as_of)
    yield Paragraph(_("Time looked at: {first}–{last}").format(first=first, last=last))
    yield Paragraph(_("A proposal is evidence from the data; the score is the assessor's."))
    yield Table(
        _evidence_columns(),
        tuple(
            (one.number, one.name, "\n".join(_evidence_lines(standing, one)))
            for one in standing.edition.criteria
        ),
    )
    if report.gathered.problems:
        yield Paragraph(_("Files"))
        for text in evidence_view.problem_lines(report.gathered.problems):
            yield Paragraph(text)


def _evidence_columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), ColumnKind.WHOLE, _NUMBER),
        Column(_("Criterion"), width=_NAME),
        Column(_("Evidence"), width=_TEXT),
    )


def _evidence_lines(standing: Standing, criterion: Criterion) -> Iterator[str]:
    evidence = standing.evidence(criterion.number)
    if evidence is None:
        return
    yield wording.outcome(evidence)
    yield from evidence_view.details(criterion, evidence)
    yield from _places(standing, evidence)
    if standing.assessment.line(criterion.number).evidence:
        yield str(standing.assessment.line(criterion.number).evidence)


def _places(standing: Standing, evidence: Evidence) -> Iterator[str]:
    """The rows behind a figure by file and sheet, as numbers: no client is named, not by a sheet either."""
    assert standing.report is not None
    gathered = standing.report.gathered
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for ref in evidence.rows:
        place = gathered.place_of(ref)
        if place is not None:
            found[(place.path.name, place.label or place.sheet)].add(place.row)
    for (file, sheet), rows in found.items():
        numbers = ", ".join(map(str, sorted(rows)))
        yield _("Rows: {file}, {sheet}: {numbers}").format(file=file, sheet=sheet, numbers=numbers)


# --- what the scores mean --------------------------------------------------------------------------------


def meaning_blocks(standing: Standing) -> Iterator[Block]:
    """What each score given means, and the next one; of tick-lists the components."""
    rows = tuple(
        (one.number, one.name, score, _meaning(standing, one, score), _next_anchor(standing, one, score))
        for one in standing.edition.criteria
        if (score := standing.scoring.scores.get(one.number)) is not None
    )
    if rows:
        yield Table(
            (
                Column(_("No."), ColumnKind.WHOLE, _NUMBER),
                Column(_("Criterion"), width=_NAME - 4),
                Column(_("Score"), ColumnKind.WHOLE, 8),
                Column(_("What the score means"), width=_TEXT - 22),
                Column(_("The next score"), width=_TEXT - 22),
            ),
            rows,
        )


def _meaning(standing: Standing, criterion: Criterion, score: int) -> str:
    ticks = standing.assessment.line(criterion.number).ticks
    if not criterion.components or ticks is None:
        return criterion.anchor(score).words.text()
    lines = []
    for one in criterion.components:
        state = _("in place") if one.id in ticks else _("not in place")
        lines.append(f"{one.id}) {state}: {one.words.text()}")
    return "\n".join(lines)


def _next_anchor(standing: Standing, criterion: Criterion, score: int) -> str:
    if score >= standing.edition.highest:
        return ""
    return f"{score + 1}: {criterion.anchor(score + 1).words.text()}"


# --- how sure the bounds are -----------------------------------------------------------------------------


def threshold_blocks(standing: Standing) -> Iterator[Block]:
    """The source of each threshold and how well it is known; scores that differ from their criterion too."""
    edition = standing.edition
    yield Paragraph(_("How well the threshold of each criterion is known:"))
    sources = (Column(_("Source"), width=_TEXT - 22), Column(_("Confidence"), width=_TEXT - 22))
    rows: list[tuple[int, str, str, str]] = []
    for one in edition.criteria:
        rows.append((one.number, one.name, *_known(one.provenance)))
        for anchor in one.anchors:
            if anchor.provenance != one.provenance:
                name = _("{name}, score {score}").format(name=one.name, score=anchor.score)
                rows.append((one.number, name, *_known(anchor.provenance)))
    head = (Column(_("No."), ColumnKind.WHOLE, _NUMBER), Column(_("Criterion"), width=_NAME))
    yield Table((*head, *sources), tuple(rows))
    yield Paragraph(_("How well the bounds of the levels are known:"))
    points = Column(_("Points"), width=_NUMBER + 4)
    yield Table(
        (points, Column(_("Level"), width=_NAME), *sources),
        tuple(
            (f"{band.at_least}–{band.at_most}", band.words.text(), *_known(band.provenance))
            for band in edition.bands
        ),
    )


def _known(provenance: Provenance) -> tuple[str, str]:
    return provenance.source, provenance.confidence.label
