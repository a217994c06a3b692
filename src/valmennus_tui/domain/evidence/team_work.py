"""Criteria 6 and 7: contacts with the employment services and Kela, and the coaches' own team."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status, limited
from valmennus_tui.domain.evidence.scene import Scene
from valmennus_tui.domain.evidence.texts import missing, window_text
from valmennus_tui.domain.evidence.work_time import log_refs, log_rows, per_month, times_told, unlogged
from valmennus_tui.i18n import _, format_date, format_number


def partner_contacts(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 6: scheduled meetings, and contacts about clients, a month for one coach on the average."""
    text = _(
        "Scheduled meetings, and contacts about clients, with the employment services and Kela a month for"
        " each coach, {window} (for full points a meeting each month and at least {weekly} contacts)."
    )
    weekly = criterion.rule["weekly"]
    rule = ("partner_contacts", text.format(window=window_text(scene), weekly=weekly))
    rows = log_rows(scene, ())
    meetings, meeting_months = times_told(rows, "partner_meetings")
    contacts, contact_months = times_told(rows, "partner_contacts")
    if not (meeting_months and contact_months):
        needs = (() if meeting_months else ("work_log.partner_meetings",)) + (
            () if contact_months else ("work_log.partner_contacts",)
        )
        return missing(criterion, *rule, needs)
    refs = log_refs(rows)
    return Evidence(
        criterion.number,
        Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        numerator=contacts,
        denominator=contact_months,
        value=contacts / contact_months,
        proposed=_partner_score(criterion, meetings / meeting_months, contacts / contact_months),
        warnings=tuple(unlogged(scene, rows)),
        rows=refs,
        figures=(Part("meetings", meetings, meeting_months, meetings / meeting_months, rows=refs),),
    )


def _partner_score(criterion: Criterion, meetings: Fraction, contacts: Fraction) -> int:
    """The score for so many meetings and contacts a month. The rule's months: at least once in so many."""
    rule = criterion.rule
    weekly = contacts >= rule["weekly"]
    if weekly and meetings * rule["meeting_months_5"] >= 1:
        return 5
    if weekly or meetings * rule["meeting_months_4"] >= 1:
        return 4
    if contacts * rule["contact_months_3"] >= 1:
        return 3
    return 2 if contacts * rule["contact_months_2"] >= 1 else 1


def unit_meetings(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 7: the coaches' full-time equivalents and meetings a month only limit the score."""
    text = _(
        "The coaches' full-time equivalents on {day} (at least {full} for full points), and team meetings a"
        " month for each coach, {window} (at least {weekly} for full points)."
    )
    full, weekly = criterion.rule["full_time"], criterion.rule["weekly"]
    text = text.format(day=format_date(scene.day), window=window_text(scene), full=full, weekly=weekly)
    rule = ("unit_meetings", text)
    terms = scene.team.on(scene.day)
    shares = [term.fte for term in terms if isinstance(term.fte, Decimal)]
    total = sum(shares, Decimal(0)) if shares and len(shares) == len(terms) else None
    rows = log_rows(scene, ())
    monthly = per_month(rows, "team_meetings")
    needs = (("coach.fte",) if total is None else ()) + (
        ("work_log.team_meetings",) if monthly is None else ()
    )
    highest = criterion.anchors[0].score
    cap = min(_size_cap(criterion, total, highest), _meeting_cap(criterion, monthly, highest))
    status, limit = limited(cap, highest)
    if len(needs) == 2 or (needs and limit is None):
        status = Status.MISSING
    figures = () if total is None else (Part("full_time", Fraction(total), 1, Fraction(total)),)
    return Evidence(
        criterion.number,
        status,
        *rule,
        unit=criterion.unit,
        value=monthly,
        cap=limit,
        missing=needs,
        warnings=_to_confirm(monthly),
        rows=log_refs(rows),
        figures=figures,
    )


def _size_cap(criterion: Criterion, total: Decimal | None, highest: int) -> int:
    small = total is not None and total < criterion.rule["full_time"]
    return criterion.rule["small_unit_score"] if small else highest


def _meeting_cap(criterion: Criterion, monthly: Fraction | None, highest: int) -> int:
    """Weekly meetings allow full points, some the next score, fewer or none less."""
    rule = criterion.rule
    if monthly is None or monthly >= rule["weekly"]:
        return highest
    if monthly >= rule["some"]:
        return rule["some_score"]
    return rule["few_score"] if monthly else rule["none_score"]


def _to_confirm(monthly: Fraction | None) -> tuple[Note, ...]:
    if monthly is None:
        return ()
    message = _(
        "Team meetings a month: {number}. Judge the supervision and the cover for each other yourself."
    )
    return (Note("to_confirm", message.format(number=format_number(float(monthly), 1))),)
