"""Criterion 21: the share of jobs that are competitive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.jobs import selected
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status
from valmennus_tui.domain.evidence.rules import JobsCounted
from valmennus_tui.domain.evidence.scene import JobRow, Scene, refs
from valmennus_tui.domain.evidence.texts import (
    bounded_score,
    lacking,
    left_out,
    missing,
    no_records,
    share,
    window_text,
)
from valmennus_tui.domain.indicators.competitive import is_competitive
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.situation import is_job
from valmennus_tui.i18n import N_, _, format_date, ngettext


def competitive_jobs(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 21: competitive jobs divided by all jobs; with few present jobs the lowest score.

    Both the strict rate (permanent jobs only) and the lenient one are given, and the rate without jobs on
    wage subsidy; the rules say which one the proposal is made from.
    """
    rule = ("competitive_jobs", _text(scene, criterion))
    needs = scene.lacks("employment.contract", "employment.open_market")
    rows, unclear = selected(scene, scene.rules.competitive_window, placements=scene.rules.with_placements)
    if needs or not scene.jobs:
        nothing = no_records(_("There are no jobs in the workbooks."))
        return missing(criterion, *rule, needs or ("employment",), () if needs else nothing)
    present, _unclear = selected(scene, JobsCounted.HELD_ON_DAY)
    answers = [(row, _competitive(scene, row, strict=scene.rules.strict)) for row in rows]
    known = [(row, answer) for row, answer in answers if answer is not None]
    unknown = [row for row, answer in answers if answer is None]
    few = len(present) < criterion.rule["least_jobs"]
    yes = sum(answer for _row, answer in known)
    value, whole, score, change = (
        bounded_score(criterion, yes, len(known), len(unknown)) if known else (None, None, None, [])
    )
    proposed = criterion.rule["few_jobs_score"] if few else score
    return Evidence(
        criterion.number,
        Status.MISSING if proposed is None else Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=yes,
        denominator=len(known),
        value=value,
        rounded=whole,
        proposed=proposed,
        missing=("employment.open_market",) if proposed is None else (),
        warnings=(
            *(_few(criterion, len(present)) if few else change),
            *_placements(rows),
            *left_out((*refs(unknown), *refs(unclear))),
            *lacking(scene, "employment.contract", "employment.open_market"),
        ),
        rows=refs([row for row, _answer in known]),
        against=refs([row for row, answer in known if not answer]),
        figures=_rates(scene, rows),
    )


def _text(scene: Scene, criterion: Criterion) -> str:
    counted = _(_TEXTS[scene.rules.strict, scene.rules.competitive_window])
    few = _("With fewer than {least} present jobs the score is {score}.")
    least, score = criterion.rule["least_jobs"], criterion.rule["few_jobs_score"]
    return " ".join(
        [
            counted.format(day=format_date(scene.day), window=window_text(scene)),
            _subsidy(scene),
            few.format(least=least, score=score),
        ]
    )


_TEXTS: Mapping[tuple[bool, JobsCounted], str] = {
    (True, JobsCounted.HELD_ON_DAY): N_(
        "Permanent jobs on the open labour market divided by all jobs held on {day}, rounded to whole"
        " per cent."
    ),
    (True, JobsCounted.HELD_IN_WINDOW): N_(
        "Permanent jobs on the open labour market divided by all jobs held in {window}, rounded to whole"
        " per cent."
    ),
    (True, JobsCounted.STARTED_IN_WINDOW): N_(
        "Permanent jobs on the open labour market divided by all jobs started in {window}, rounded to whole"
        " per cent."
    ),
    (False, JobsCounted.HELD_ON_DAY): N_(
        "Jobs on the open labour market, whatever the contract, divided by all jobs held on {day}, rounded to"
        " whole per cent."
    ),
    (False, JobsCounted.HELD_IN_WINDOW): N_(
        "Jobs on the open labour market, whatever the contract, divided by all jobs held in {window}, rounded"
        " to whole per cent."
    ),
    (False, JobsCounted.STARTED_IN_WINDOW): N_(
        "Jobs on the open labour market, whatever the contract, divided by all jobs started in {window},"
        " rounded to whole per cent."
    ),
}


def _subsidy(scene: Scene) -> str:
    if scene.rules.with_subsidised:
        return _("Jobs on wage subsidy count as the others.")
    return _("Jobs on wage subsidy do not count as competitive.")


def _competitive(
    scene: Scene, row: JobRow, *, strict: bool, with_subsidised: bool | None = None
) -> bool | None:
    """Whether a job is competitive; None where the contract or the labour market is not recorded."""
    subsidised = scene.rules.with_subsidised if with_subsidised is None else with_subsidised
    counting = IndicatorRules(strict=strict, with_subsidised=subsidised)
    answer = is_competitive(row.job, row.source.records.choices, counting)
    certain = isinstance(row.job.contract, str) and row.job.open_market is True
    return None if answer and not certain else answer


def _rates(scene: Scene, rows: Sequence[JobRow]) -> tuple[Part, ...]:
    """The lenient and the strict rate, and the rate in force with and without jobs on wage subsidy."""
    strict = scene.rules.strict
    return (
        _rate(scene, rows, "lenient", strict=False),
        _rate(scene, rows, "strict", strict=True),
        _rate(scene, rows, "with_subsidised", strict=strict, with_subsidised=True),
        _rate(scene, rows, "without_subsidised", strict=strict, with_subsidised=False),
    )


def _rate(
    scene: Scene, rows: Sequence[JobRow], name: str, *, strict: bool, with_subsidised: bool | None = None
) -> Part:
    answers = [_competitive(scene, row, strict=strict, with_subsidised=with_subsidised) for row in rows]
    known = [answer for answer in answers if answer is not None]
    return share(name, sum(known), len(known))


def _few(criterion: Criterion, present: int) -> list[Note]:
    least, score = criterion.rule["least_jobs"], criterion.rule["few_jobs_score"]
    message = ngettext(
        "Only {count} present job: with fewer than {least} the score is {score} by the rule.",
        "Only {count} present jobs: with fewer than {least} the score is {score} by the rule.",
        present,
    )
    return [Note("few_jobs", message.format(count=present, least=least, score=score))]


def _placements(rows: Sequence[JobRow]) -> list[Note]:
    found = [row for row in rows if not is_job(row.job, row.source.records)]
    if not found:
        return []
    message = ngettext(
        "{count} row is no employment (such as a work trial) and counts as not competitive.",
        "{count} rows are no employment (such as a work trial) and count as not competitive.",
        len(found),
    )
    return [Note("placements", message.format(count=len(found)), refs(found))]
