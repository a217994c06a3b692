"""Criterion 15: how soon the first employer contact comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status
from valmennus_tui.domain.evidence.scene import Case, Scene, refs
from valmennus_tui.domain.evidence.texts import left_out, missing, no_records, window_text
from valmennus_tui.domain.indicators.figures import rounded
from valmennus_tui.domain.period import overlaps
from valmennus_tui.domain.situation import is_job
from valmennus_tui.i18n import _, ngettext


def first_contact(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 15: mean days from the start of service to the first face-to-face employer contact.

    Counted are the clients whose first contact falls in the window, whenever they came: a window on the start
    could never reach the slow scores. Clients who still wait are reported apart and never counted as 0.
    """
    text = _(
        "Mean days from the start of service to the first face-to-face employer contact, over the clients"
        " whose first contact falls in {window}; rounded to whole days."
    )
    rule = ("first_contact", text.format(window=window_text(scene)))
    starts, firsts = scene.lacks("client.service_start"), scene.lacks("client.first_employer_contact")
    if starts or (firsts and scene.lacks("contact.date")):
        return missing(criterion, *rule, (*starts, *firsts))
    counted, unclear, early = _counted(scene)
    waiting = [case for case in scene.cases if case.now.waiting_days is not None]
    notes = [*_waiting(waiting), *left_out(refs(unclear)), *_before_start(early)]
    figures = _waiting_figure(waiting)
    if not counted:
        nothing = no_records(_("No client's first employer contact falls in the window."))
        lone = missing(criterion, *rule, ("client.first_employer_contact",), (*nothing, *notes))
        return replace(lone, figures=figures)
    evidence = Evidence(
        criterion.number, Status.COMPUTED, *rule, unit=criterion.unit, rows=refs(counted), figures=figures
    )
    return _scored(scene, criterion, evidence, counted, waiting, notes)


def _scored(
    scene: Scene,
    criterion: Criterion,
    evidence: Evidence,
    counted: list[Case],
    waiting: list[Case],
    notes: list[Note],
) -> Evidence:
    """The evidence with the mean and its score, limited where contacts are not tracked."""
    days = sum(map(_days, counted))
    value = Fraction(days, len(counted))
    score = criterion.score_for(rounded(value))
    untracked = _untracked(scene)
    limit = None if untracked is None else criterion.rule["untracked_score"]
    waited = sum(case.now.waiting_days or 0 for case in waiting)
    with_waiting = rounded(Fraction(days + waited, len(counted) + len(waiting)))
    lowers = _waiting_lowers(waiting, with_waiting) if criterion.score_for(with_waiting) < score else []
    return replace(
        evidence,
        numerator=days,
        denominator=len(counted),
        value=value,
        rounded=rounded(value),
        proposed=score if limit is None else min(score, limit),
        cap=limit,
        warnings=(*_not_tracked(untracked), *lowers, *notes),
    )


def _days(case: Case) -> int:
    start, contact = case.client.service_start, case.now.first_contact
    assert isinstance(start, date)
    assert contact is not None
    return (contact - start).days


def _counted(scene: Scene) -> tuple[list[Case], list[Case], list[Case]]:
    """Clients with a first contact in the window: with known days, with unclear ones, before the start."""
    counted: list[Case] = []
    unclear: list[Case] = []
    early: list[Case] = []
    for case in scene.cases:
        contact, start = case.now.first_contact, case.client.service_start
        if contact is None:
            written = case.client.first_employer_contact
            if written is not None and overlaps(written, written, scene.first, scene.day) is not False:
                unclear.append(case)
        elif scene.in_window(contact):
            if not isinstance(start, date):
                unclear.append(case)
            else:
                (counted if contact >= start else early).append(case)
    return counted, unclear, early


def _before_start(early: list[Case]) -> list[Note]:
    if not early:
        return []
    message = ngettext(
        "{count} client has the first employer contact before the start of service and is left out.",
        "{count} clients have the first employer contact before the start of service and are left out.",
        len(early),
    )
    return [Note("before_start", message.format(count=len(early)), refs(early))]


def _waiting_figure(waiting: list[Case]) -> tuple[Part, ...]:
    if not waiting:
        return ()
    days = sum(case.now.waiting_days or 0 for case in waiting)
    value = Fraction(days, len(waiting))
    return (Part("waiting", days, len(waiting), value, rounded(value), rows=refs(waiting)),)


def _waiting(waiting: list[Case]) -> list[Note]:
    if not waiting:
        return []
    days = rounded(Fraction(sum(case.now.waiting_days or 0 for case in waiting), len(waiting)))
    message = ngettext(
        "{count} active client still waits for the first employer contact, so far {days} days; not counted.",
        "{count} active clients still wait for the first employer contact, so far {days} days on average;"
        " not counted.",
        len(waiting),
    )
    return [Note("waiting", message.format(count=len(waiting), days=days), refs(waiting))]


def _waiting_lowers(waiting: list[Case], days: int) -> list[Note]:
    message = _("Counted with today's waiting time they would lower the score (mean {days} days).")
    return [Note("waiting_lowers", message.format(days=days), refs(waiting))]


def _untracked(scene: Scene) -> list[Case] | None:
    """The clients by whom it shows that contacts are not tracked; None where they are.

    Without word from the settings they are, unless there is no contact log of the window and somebody got a
    job during the service without any first employer contact on record.
    """
    if scene.rules.contacts_tracked is not None:
        return None if scene.rules.contacts_tracked else []
    if scene.window_contacts:
        return None
    gaps = [
        row.case
        for row in scene.jobs
        if row.case is not None
        and scene.in_window(row.job.start)
        and is_job(row.job, row.source.records)
        and row.case.now.first_contact is None
        and row.case.client.first_employer_contact is None
        and row.case.client.employed_at_entry is not True
    ]
    return gaps or None


def _not_tracked(gaps: list[Case] | None) -> list[Note]:
    if gaps is None:
        return []
    message = _("The service does not track every client's first employer contact, so the score is limited.")
    return [Note("not_tracked", message, refs(gaps))]
