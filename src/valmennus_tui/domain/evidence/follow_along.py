"""Criterion 23: whether clients are met around a job as long as the scale wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.jobs import selected
from valmennus_tui.domain.evidence.meetings import JobMeetings, Meeting, job_meetings
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status, limited
from valmennus_tui.domain.evidence.rules import JobsCounted
from valmennus_tui.domain.evidence.scene import Scene, refs
from valmennus_tui.domain.evidence.texts import (
    lacking,
    left_out,
    missing,
    no_records,
    percent,
    share,
    window_text,
)
from valmennus_tui.domain.indicators.figures import rounded
from valmennus_tui.i18n import _


def follow_along(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 23: kinds of meetings kept on average, over the jobs held in the window.

    All kinds kept give full points, weekly and monthly ones the next score. Else the jobs that have lasted
    long enough decide: the share met in that month; the lowest score where nobody was met after month 1.
    """
    text = _(
        "Face-to-face meetings with clients around jobs held in {window}, only times that have passed; a kind"
        " of meeting is kept on average from {kept} % on."
    )
    text = text.format(window=window_text(scene), kept=criterion.rule["kept"])
    rule = ("follow_along", text)
    needs = scene.lacks("support.date", "support.face_to_face")
    jobs, unclear = selected(scene, JobsCounted.HELD_IN_WINDOW)
    meetings = [job_meetings(scene, row, criterion.rule) for row in jobs]
    judged = [one for one in meetings if one.dues]
    if needs or not judged:
        nothing = no_records(_("No job held in the window has lasted long enough to judge."))
        return missing(criterion, *rule, needs or ("employment",), () if needs else nothing)
    figures = _figures(judged)
    kept = sum(due.kept for one in judged for due in one.dues)
    count = sum(len(one.dues) for one in judged)
    value = percent(kept, count)
    undated = [row.row for row in meetings if not row.dues]
    evidence = Evidence(
        criterion.number,
        Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=kept,
        denominator=count,
        value=value,
        rounded=rounded(value),
        warnings=(
            *_unjudged(len(undated)),
            *left_out(refs(unclear)),
            *lacking(scene, "support.date", "support.face_to_face"),
        ),
        rows=refs([one.row for one in judged]),
        against=refs([one.row for one in judged if not all(due.kept for due in one.dues)]),
        figures=tuple(figures.values()),
    )
    return _scored(criterion, evidence, figures, judged)


def _figures(judged: Sequence[JobMeetings]) -> dict[Meeting, Part]:
    """The share kept of each kind of meeting that has been due."""
    figures = {}
    for kind in Meeting:
        dues = [due for one in judged for due in one.dues if due.kind is kind]
        if dues:
            rows = refs([one.row for one in judged if any(due.kind is kind for due in one.dues)])
            figures[kind] = share(str(kind), sum(due.kept for due in dues), len(dues), rows)
    return figures


def _scored(
    criterion: Criterion, evidence: Evidence, figures: Mapping[Meeting, Part], judged: Sequence[JobMeetings]
) -> Evidence:
    """The evidence with its score, or with a cap where too little time has passed for a score."""
    kept = {kind: (part.rounded or 0) >= criterion.rule["kept"] for kind, part in figures.items()}
    regular = kept.get(Meeting.WEEKLY, True) and kept.get(Meeting.MONTHLY, True)
    highest = criterion.anchors[0].score
    top = highest if all(kept.values()) else highest - 1 if regular else highest - 2
    if regular and Meeting.MONTHLY in figures:
        return replace(evidence, proposed=top)
    if Meeting.MONTHLY not in figures:
        status, cap = limited(top, highest)
        note = Note("too_early", _("No job has lasted long enough to judge the monthly meetings."))
        return replace(evidence, status=status, cap=cap, warnings=(*evidence.warnings, note))
    score, part = _by_month(criterion, judged)
    if score is None:
        return replace(evidence, status=Status.CAP, cap=top)
    return replace(evidence, proposed=score, figures=(*evidence.figures, *([part] if part else [])))


def _by_month(criterion: Criterion, judged: Sequence[JobMeetings]) -> tuple[int | None, Part | None]:
    """The score by the share of jobs met in the month that the rule names, of jobs that have lasted it."""
    lowest = criterion.anchors[-1].score
    months = [due for one in judged for due in one.dues if due.kind is Meeting.MONTHLY]
    if not any(due.kept for due in months):
        return lowest, None
    number = criterion.rule["met_month"]
    lasted = [(one, due) for one in judged if (due := one.month(number))]
    if not lasted:
        return None, None
    met = sum(due.kept for _one, due in lasted)
    part = share("met_month", met, len(lasted), refs([one.row for one, _due in lasted]))
    return lowest + (2 if (part.rounded or 0) >= criterion.rule["half"] else 1), part


def _unjudged(count: int) -> list[Note]:
    if not count:
        return []
    message = _("Jobs too new, or without a known start, to judge: {count}.")
    return [Note("too_new", message.format(count=count))]
