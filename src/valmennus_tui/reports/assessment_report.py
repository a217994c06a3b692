"""The report of one assessment: what the screen shows, for the steering group and for print.

It holds no client codes: rows behind the evidence are told by file, sheet and row number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from valmennus_tui.assessment.standing import Standing
from valmennus_tui.domain.assessment import Assessment, Comparison, compare, dated
from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.schema import RecordKind, field_spec
from valmennus_tui.domain.scoring import score_findings
from valmennus_tui.domain.values import DateValue
from valmennus_tui.i18n import _, ngettext, pgettext
from valmennus_tui.reports.assessment_evidence import evidence_blocks, meaning_blocks, threshold_blocks
from valmennus_tui.reports.assessment_history import history_blocks
from valmennus_tui.reports.model import (
    Block,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Paragraph,
    Report,
    Section,
    Table,
    Value,
)
from valmennus_tui.workbook.values import display

_NUMBER = 6
_NAME = 34
_LONG = 46


def assessment_report(
    standing: Standing, history: Sequence[Assessment], today: date, *, reveal: bool = False
) -> Report:
    """The report. ``history`` are all assessments of the workbook; the one before this is compared with.

    ``reveal`` takes the comments along, which may tell of people.
    """
    before = _before(standing.assessment, history)
    comparison = None if before is None else compare(before, standing.assessment, standing.edition)
    sections = [
        Section(_("Results"), tuple(_results(standing, comparison))),
        Section(_("Scores"), tuple(_scores(standing, comparison))),
        Section(pgettext("title", "Next level"), tuple(_next_level(standing))),
        Section(_("Development"), tuple(_development(standing, reveal=reveal))),
        Section(_("What the scores mean"), tuple(meaning_blocks(standing))),
        Section(_("Evidence"), tuple(evidence_blocks(standing))),
        Section(_("History"), tuple(history_blocks(standing.edition, history, today))),
        Section(_("Thresholds"), tuple(threshold_blocks(standing))),
    ]
    return Report(
        title=_("Assessment by the quality criteria"),
        day=today,
        lead=tuple(_lead(standing)),
        sections=tuple(section for section in sections if section.blocks),
    )


def _before(assessment: Assessment, history: Sequence[Assessment]) -> Assessment | None:
    """The last assessment before this one."""
    if not isinstance(assessment.date, date):
        return None
    earlier = [one for day, one in dated(history) if day < assessment.date]
    return earlier[-1] if earlier else None


def _lead(standing: Standing) -> Iterator[str]:
    assessment = standing.assessment
    yield _("Day of the assessment: {day}").format(day=display(assessment.date) or "–")
    if assessment.service:
        yield _("Service: {name}").format(name=assessment.service)
    if assessment.assessors:
        yield _("Assessors: {names}").format(names=assessment.assessors)
    yield _("Scale: {name}").format(name=standing.edition.words.text())
    yield standing.edition.origin.text()


# --- results ---------------------------------------------------------------------------------------------


def _results(standing: Standing, comparison: Comparison | None) -> Iterator[Block]:
    scoring = standing.scoring
    yield Paragraph(total_sentence(standing))
    if comparison is not None and comparison.total.difference is not None:
        text = _("Change from the last assessment: {points} points.")
        yield Paragraph(text.format(points=f"{comparison.total.difference:+d}"))
    columns = [
        Column(_("Section"), width=_NAME),
        Column(_("Points"), ColumnKind.WHOLE),
        Column(_("Maximum"), ColumnKind.WHOLE),
        Column(_("Scored"), ColumnKind.WHOLE, 10),
        Column(_("Criteria"), ColumnKind.WHOLE),
        Column(_("Share of the maximum"), ColumnKind.PERCENT, 20),
    ]
    rows: list[tuple[Value, ...]] = []
    for each in scoring.sections:
        share = None if each.scored < each.of else Fraction(each.points, each.maximum)
        name = standing.edition.section(each.section).words.text()
        rows.append((name, each.points, each.maximum, each.scored, each.of, share))
    table = Table(tuple(columns), tuple(rows))
    yield table
    yield Chart(ChartKind.BAR, _("Share of the maximum by section"), table, 0, (5,), highest=1)


def total_sentence(standing: Standing) -> str:
    """The total with the level; without all scores how many there are, and no level."""
    scoring = standing.scoring
    if scoring.total is None or scoring.band is None:
        text = _("{progress}, {points} points so far. There is no level before all criteria are scored.")
        return text.format(progress=scoring.progress, points=scoring.points)
    text = _("{total} points of {maximum}: {level}")
    return text.format(total=scoring.total, maximum=standing.edition.maximum, level=scoring.band.words.text())


def _scores(standing: Standing, comparison: Comparison | None) -> Iterator[Block]:
    columns = [
        Column(_("No."), ColumnKind.WHOLE, _NUMBER),
        Column(_("Criterion"), width=_NAME),
        Column(_("Score"), ColumnKind.WHOLE, 8),
        Column(_("Proposal"), ColumnKind.WHOLE, 10),
    ]
    if comparison is not None:
        columns += [
            Column(_("Last time"), ColumnKind.WHOLE, 10),
            Column(_("Change"), ColumnKind.WHOLE, 9),
        ]
    columns.append(Column(_label("reason"), width=_LONG - 16))
    rows = [_score_row(standing, comparison, criterion) for criterion in standing.edition.criteria]
    table = Table(tuple(columns), tuple(rows))
    yield table
    yield from _remarks(standing)
    series = (2,) if comparison is None else (2, 4)
    highest = standing.edition.highest
    yield Chart(ChartKind.BAR, _("Scores by criterion"), table, 1, series, highest=highest)
    yield Chart(ChartKind.RADAR, _("Scores as a profile"), table, 0, series, highest=highest)


def _remarks(standing: Standing) -> Iterator[Block]:
    """What is to be said about the scores: full points without the written plans, no reason given."""
    found = [
        f"{number} {standing.edition.criterion(number).name}: {finding.message}"
        for number, score in standing.scoring.scores.items()
        for finding in score_findings(
            standing.edition, number, score, standing.basis(number), standing.assessment.line(number).reason
        )
    ]
    if found:
        yield Paragraph("\n".join(found))


def _score_row(standing: Standing, comparison: Comparison | None, criterion: Criterion) -> tuple[Value, ...]:
    number = criterion.number
    row: list[Value] = [
        number,
        criterion.name,
        standing.scoring.scores.get(number),
        standing.proposed(number),
    ]
    if comparison is not None:
        change = comparison.criteria[number]
        row += [change.before, change.difference]
    row.append(standing.assessment.line(number).reason or "")
    return tuple(row)


def _next_level(standing: Standing) -> Iterator[Block]:
    """The cheapest way to the next level; nothing until all is scored, or at the highest level."""
    found = standing.next_band
    if found is None:
        return
    text = ngettext(
        "{n} point is missing from the next level, {level}. The cheapest steps first:",
        "{n} points are missing from the next level, {level}. The cheapest steps first:",
        found.points,
    )
    yield Paragraph(text.format(n=found.points, level=found.band.words.text()))
    columns = (
        Column(_("No."), ColumnKind.WHOLE, _NUMBER),
        Column(_("Criterion"), width=_NAME - 4),
        Column(pgettext("score", "From"), ColumnKind.WHOLE, 8),
        Column(pgettext("score", "To"), ColumnKind.WHOLE, 8),
        Column(_("What it needs"), width=_LONG - 24),
        Column(_("What the score means"), width=_LONG - 12),
    )
    rows = tuple(
        (
            step.number,
            standing.edition.criterion(step.number).name,
            step.score,
            step.to,
            step.kind.label,
            standing.edition.criterion(step.number).anchor(step.to).words.text(),
        )
        for step in found.steps
    )
    yield Table(columns, rows)


# --- development -----------------------------------------------------------------------------------------


def _development(standing: Standing, *, reveal: bool) -> Iterator[Block]:
    lines = [
        (criterion, standing.assessment.line(criterion.number)) for criterion in standing.edition.criteria
    ]
    actions = tuple(
        (one.number, one.name, line.action, line.who or "", _day(line.due))
        for one, line in lines
        if line.action
    )
    if actions:
        yield Paragraph(_("Development actions"))
        yield Table(
            (
                Column(_("No."), ColumnKind.WHOLE, _NUMBER),
                Column(_("Criterion"), width=_NAME - 8),
                Column(_label("action"), width=_LONG - 14),
                Column(_label("who"), width=14),
                Column(_label("due"), ColumnKind.DATE, 16),
            ),
            actions,
        )
    texts = [(_("Strengths"), "strength")] + ([(_("Comments"), "comment")] if reveal else [])
    for title, name in texts:
        rows = tuple(
            (one.number, one.name, getattr(line, name)) for one, line in lines if getattr(line, name)
        )
        if rows:
            yield Paragraph(title)
            yield Table(
                (
                    Column(_("No."), ColumnKind.WHOLE, _NUMBER),
                    Column(_("Criterion"), width=_NAME - 8),
                    Column(_label(name), width=_LONG),
                ),
                rows,
            )


def _label(name: str) -> str:
    """What a field of a criterion is called everywhere in the program."""
    return field_spec(RecordKind.CRITERION, name).shown_label


def _day(value: DateValue) -> Value:
    return value if value is None or isinstance(value, date) else display(value)
