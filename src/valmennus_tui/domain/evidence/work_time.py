"""Criteria 2 and 24: the coaches' hours, from the work log of the team workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status
from valmennus_tui.domain.evidence.scene import Scene
from valmennus_tui.domain.evidence.team import WorkLog
from valmennus_tui.domain.evidence.texts import left_out, missing, percent, window_text
from valmennus_tui.domain.indicators.figures import RecordRef, rounded
from valmennus_tui.i18n import _, ngettext


def log_rows(scene: Scene, coaches: Sequence[str] | None = None) -> tuple[WorkLog, ...]:
    """The work-log rows of the window, of the coaches whose workbooks are here (of all where none are).

    A period counts when at least the share of its days that the rules name lies in the window.
    """
    wanted = scene.coaches if coaches is None else coaches
    return tuple(
        row for row in scene.team.work_log if _counts(row, scene) and (not wanted or row.coach in wanted)
    )


def _counts(row: WorkLog, scene: Scene) -> bool:
    first, last = row.period.first, row.period.last
    shared = (min(last, scene.day) - max(first, scene.first)).days + 1
    return shared > 0 and shared * 100 >= scene.rules.log_share_percent * ((last - first).days + 1)


def log_refs(rows: Sequence[WorkLog]) -> tuple[RecordRef, ...]:
    """Where work-log rows stand, as far as that is known."""
    return tuple(row.ref for row in rows if row.ref is not None)


def times_told(rows: Sequence[WorkLog], figure: str) -> tuple[Fraction, int]:
    """How many times something was done, and the coaches' months of the rows that tell it."""
    told = [
        (value, row.period.kind.months) for row in rows if isinstance(value := getattr(row, figure), Decimal)
    ]
    times = Fraction(sum((value for value, _months in told), Decimal(0)))
    return times, sum(months for _value, months in told)


def per_month(rows: Sequence[WorkLog], figure: str) -> Fraction | None:
    """How many times a month for one coach, over the rows that tell it; None where none does."""
    times, months = times_told(rows, figure)
    return times / months if months else None


def employment_hours(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 2: hours of employment services of all hours worked, the coaches together."""
    text = _("Hours of job coaching divided by all hours worked, {window}, rounded to whole per cent.")
    rule = ("employment_hours", text.format(window=window_text(scene)))
    rows = log_rows(scene)
    known, unknown = _with_hours(rows, "hours_employment_services")
    worked = sum((total for _row, _part, total in known), Decimal(0))
    if not worked:
        needs = ("work_log.hours_employment_services", "work_log.hours_total")
        return missing(criterion, *rule, needs, unlogged(scene, rows))
    part = sum((part for _row, part, _total in known), Decimal(0))
    value = percent(Fraction(part), Fraction(worked))
    return Evidence(
        criterion.number,
        Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=Fraction(part),
        denominator=Fraction(worked),
        value=value,
        rounded=rounded(value),
        proposed=criterion.score_for(rounded(value)),
        warnings=(*unlogged(scene, rows), *left_out(log_refs(unknown), len(unknown))),
        rows=log_refs([row for row, _part, _total in known]),
    )


def outside_hours(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 24: the share of hours outside the office, coach by coach; the mean of the shares counts."""
    text = _(
        "Hours outside the office divided by scheduled hours for each coach, {window}; the mean of the"
        " coaches' shares, rounded to whole per cent."
    )
    rule = ("outside_hours", text.format(window=window_text(scene)))
    rows = log_rows(scene)
    known, unknown = _with_hours(rows, "hours_outside_office")
    parts = [
        part
        for coach in dict.fromkeys(row.coach for row, _part, _total in known)
        if (part := _coach_share(criterion, coach, [one for one in known if one[0].coach == coach]))
    ]
    if not parts:
        needs = ("work_log.hours_outside_office", "work_log.hours_total")
        return missing(criterion, *rule, needs, unlogged(scene, rows))
    shares = [part.value for part in parts if part.value is not None]
    value = sum(shares, Fraction(0)) / len(shares)
    return Evidence(
        criterion.number,
        Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=sum((Fraction(part.numerator) for part in parts), Fraction(0)),
        denominator=sum((Fraction(part.denominator) for part in parts), Fraction(0)),
        value=value,
        rounded=rounded(value),
        proposed=criterion.score_for(rounded(value)),
        warnings=(*unlogged(scene, rows), *left_out(log_refs(unknown), len(unknown))),
        rows=log_refs([row for row, _part, _total in known]),
        coaches=tuple(parts),
    )


_Hours = tuple[WorkLog, Decimal, Decimal]


def _with_hours(rows: Sequence[WorkLog], figure: str) -> tuple[list[_Hours], list[WorkLog]]:
    """The rows that tell both the hours of a kind and all hours, and the others."""
    known: list[_Hours] = []
    unknown: list[WorkLog] = []
    for row in rows:
        part = getattr(row, figure)
        if isinstance(part, Decimal) and isinstance(row.hours_total, Decimal):
            known.append((row, part, row.hours_total))
        else:
            unknown.append(row)
    return known, unknown


def _coach_share(criterion: Criterion, coach: str, hours: list[_Hours]) -> Part | None:
    worked = sum((total for _row, _part, total in hours), Decimal(0))
    if not worked:
        return None
    part = Fraction(sum((part for _row, part, _total in hours), Decimal(0)))
    value = percent(part, Fraction(worked))
    rows = log_refs([row for row, _part, _total in hours])
    whole = rounded(value)
    return Part(coach, part, Fraction(worked), value, whole, criterion.score_for(whole), rows)


def unlogged(scene: Scene, rows: Sequence[WorkLog]) -> list[Note]:
    """Coaches whose workbooks are here but who have no row in the work log of the window."""
    logged = {row.coach for row in rows}
    absent = [coach for coach in scene.coaches if coach and coach not in logged]
    if not absent or not rows:
        return []
    message = ngettext(
        "The work log has no rows of {count} coach in this time: {coaches}.",
        "The work log has no rows of {count} coaches in this time: {coaches}.",
        len(absent),
    )
    return [Note("unlogged", message.format(count=len(absent), coaches=", ".join(absent)))]
