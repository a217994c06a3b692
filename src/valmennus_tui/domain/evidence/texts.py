"""What the formulas share: notes in words, shares with what is not known, and evidence that has no figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Rational, Status
from valmennus_tui.domain.evidence.scene import Scene
from valmennus_tui.domain.indicators.figures import RecordRef, rounded
from valmennus_tui.i18n import _, format_date, ngettext


def percent(numerator: Rational, denominator: Rational) -> Fraction:
    """A share in per cent, exact. Raises ZeroDivisionError."""
    return Fraction(numerator) * 100 / Fraction(denominator)


def share(name: str, numerator: Rational, denominator: Rational, rows: Iterable[RecordRef] = ()) -> Part:
    """A second figure: a share in per cent, without a value where there is nothing to divide by."""
    value = percent(numerator, denominator) if denominator else None
    return Part(
        name, numerator, denominator, value, None if value is None else rounded(value), None, tuple(rows)
    )


def mean_score(scores: Sequence[int]) -> Fraction:
    """The mean of the coaches' scores; it is rounded halves up."""
    return Fraction(sum(scores), len(scores))


def missing(
    criterion: Criterion, rule: str, text: str, needs: Sequence[str], warnings: Sequence[Note] = ()
) -> Evidence:
    """Evidence for which columns or records are not there."""
    return Evidence(
        criterion.number,
        Status.MISSING,
        rule,
        text,
        unit=criterion.unit,
        missing=tuple(needs),
        warnings=tuple(warnings),
    )


def window_text(scene: Scene) -> str:
    """The window in words: ``25.5.2026–24.11.2026``."""
    return f"{format_date(scene.first)}–{format_date(scene.day)}"


def left_out(rows: Sequence[RecordRef], count: int | None = None) -> list[Note]:
    """Records left out because an entry is partial or unclear; ``count`` where not all have a known place."""
    number = len(rows) if count is None else count
    if not number:
        return []
    message = ngettext(
        "{count} record is left out because an entry in it is missing, partial or unclear.",
        "{count} records are left out because an entry in them is missing, partial or unclear.",
        number,
    )
    return [Note("left_out", message.format(count=number), tuple(rows))]


def may_change(low: int, high: int) -> list[Note]:
    """What is not known could change the score."""
    if low == high:
        return []
    message = _("Depending on what is not known, the score is from {low} to {high}.")
    return [Note("may_change", message.format(low=low, high=high))]


def lacking(scene: Scene, *needs: str) -> list[Note]:
    """Some of the workbooks lack a column that the others have."""
    count = scene.lacking_sources(*needs)
    if not count:
        return []
    message = ngettext(
        "{count} workbook lacks the columns, so its records are not counted: {columns}.",
        "{count} workbooks lack the columns, so their records are not counted: {columns}.",
        count,
    )
    return [Note("lacking", message.format(count=count, columns=", ".join(needs)))]


def no_records(text: str) -> list[Note]:
    """The columns are there, but there is nothing to count in them."""
    return [Note("no_records", text)]


def bounded_score(
    criterion: Criterion, numerator: int, denominator: int, unknown: int
) -> tuple[Fraction, int, int, list[Note]]:
    """A share in per cent, rounded and scored, and a note where ``unknown`` records more could change it.

    The unknown are outside ``denominator``; at the worst none, at the best all of them would count.
    """
    value = percent(numerator, denominator)
    low = criterion.score_for(rounded(percent(numerator, denominator + unknown)))
    high = criterion.score_for(rounded(percent(numerator + unknown, denominator + unknown)))
    return value, rounded(value), criterion.score_for(rounded(value)), may_change(low, high)
