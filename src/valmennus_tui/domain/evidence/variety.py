"""Criteria 19 and 20: how different the jobs and the employers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from valmennus_tui.domain.choices import folded
from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.employers import Written, employer_keys, spellings, written
from valmennus_tui.domain.evidence.jobs import selected
from valmennus_tui.domain.evidence.model import Evidence, Note, Status
from valmennus_tui.domain.evidence.rules import JobsCounted
from valmennus_tui.domain.evidence.scene import JobRow, Scene, refs
from valmennus_tui.domain.evidence.texts import (
    bounded_score,
    lacking,
    left_out,
    missing,
    no_records,
    window_text,
)
from valmennus_tui.i18n import _, ngettext


def job_types(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 19: different occupation groups divided by jobs."""
    if scene.rules.variety_jobs is JobsCounted.STARTED_IN_WINDOW:
        text = _(
            "Different occupation groups divided by jobs started in {window}, rounded to whole per cent."
        )
    else:
        text = _("Different occupation groups divided by jobs held in {window}, rounded to whole per cent.")
    rule = ("job_types", text.format(window=window_text(scene)))
    return _variety(scene, criterion, rule, "employment.job_type", [_type(row) for row in _jobs(scene)])


def employers(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 20: different employers divided by jobs."""
    if scene.rules.variety_jobs is JobsCounted.STARTED_IN_WINDOW:
        text = _("Different employers divided by jobs started in {window}, rounded to whole per cent.")
    else:
        text = _("Different employers divided by jobs held in {window}, rounded to whole per cent.")
    rule = ("employers", text.format(window=window_text(scene)))
    names = [written(row.job.employer, row.job.business_id) for row in _jobs(scene)]
    known = [name for name in names if name]
    keys = employer_keys(known, scene.rules.same_employers)
    remaining = iter(keys)
    kinds = [next(remaining) if name else None for name in names]
    return _variety(scene, criterion, rule, "employment.employer", kinds, _merged(known, keys))


def _jobs(scene: Scene) -> list[JobRow]:
    return selected(scene, scene.rules.variety_jobs)[0]


def _type(row: JobRow) -> str | None:
    """The occupation group's code, or the text where the list does not know it; None where there is none."""
    value = row.job.job_type
    if not isinstance(value, str):
        return None
    return row.source.records.choices.code_of("job_type", value) or folded(value)


def _variety(
    scene: Scene,
    criterion: Criterion,
    rule: tuple[str, str],
    column: str,
    kinds: Sequence[str | None],
    notes: Sequence[Note] = (),
) -> Evidence:
    """Different kinds divided by jobs. Of equal ones as many count as the rules allow, in row order."""
    jobs, unclear = selected(scene, scene.rules.variety_jobs)
    needs = scene.lacks(column)
    known = [(row, kind) for row, kind in zip(jobs, kinds, strict=True) if kind is not None]
    if needs or not known:
        nothing = no_records(_("There is no job to count in the window.")) if not jobs else []
        return missing(criterion, *rule, needs or (column if jobs else "employment",), nothing)
    seen: Counter[str] = Counter()
    repeated = []
    for row, kind in known:
        seen[kind] += 1
        if seen[kind] > scene.rules.same_allowed:
            repeated.append(row)
    unknown = [row for row, kind in zip(jobs, kinds, strict=True) if kind is None]
    different = len(known) - len(repeated)
    value, whole, score, change = bounded_score(criterion, different, len(known), len(unknown))
    return Evidence(
        criterion.number,
        Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=different,
        denominator=len(known),
        value=value,
        rounded=whole,
        proposed=score,
        warnings=(
            *_few(criterion, len(known)),
            *left_out((*refs(unknown), *refs(unclear))),
            *change,
            *lacking(scene, column),
            *notes,
        ),
        rows=refs([row for row, _kind in known]),
        against=refs(repeated),
    )


def _few(criterion: Criterion, jobs: int) -> list[Note]:
    small = criterion.rule["small"]
    if jobs >= small:
        return []
    message = ngettext(
        "Only {count} job: with fewer than {small} jobs one job changes the share a lot.",
        "Only {count} jobs: with fewer than {small} jobs one job changes the share a lot.",
        jobs,
    )
    return [Note("few_jobs", message.format(count=jobs, small=small))]


def _merged(names: Sequence[Written], keys: Sequence[str]) -> list[Note]:
    count = spellings(names, keys)
    if not count:
        return []
    message = ngettext(
        "{count} employer is written in different ways and counts as one. Check the spellings.",
        "{count} employers are written in different ways; each counts as one. Check the spellings.",
        count,
    )
    return [Note("spellings", message.format(count=count))]
