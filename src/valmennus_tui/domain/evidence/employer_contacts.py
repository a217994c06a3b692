"""Criterion 17: how many employer contacts a coach has in a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from valmennus_tui.domain.criteria import Criterion
from valmennus_tui.domain.evidence.model import Evidence, Note, Part, Status
from valmennus_tui.domain.evidence.scene import ContactRow, Scene, refs
from valmennus_tui.domain.evidence.team import ReviewRhythm
from valmennus_tui.domain.evidence.texts import (
    lacking,
    left_out,
    mean_score,
    missing,
    no_records,
    window_text,
)
from valmennus_tui.domain.evidence.work_time import log_rows, per_month
from valmennus_tui.domain.indicators.figures import rounded
from valmennus_tui.domain.indicators.rules import weeks_at_work
from valmennus_tui.domain.period import overlaps
from valmennus_tui.domain.values import Unclear
from valmennus_tui.i18n import _, ngettext


@dataclass(frozen=True)
class CoachContacts:
    """One coach's client-specific face-to-face contacts of the window and weeks at work (None: not known)."""

    coach: str
    rows: tuple[ContactRow, ...]
    weeks: Fraction | None
    seekers: int
    rhythm: ReviewRhythm | None

    @property
    def rate(self) -> Fraction | None:
        """Contacts a week."""
        return Fraction(len(self.rows)) / self.weeks if self.weeks else None


@dataclass(frozen=True, slots=True)
class _Rated:
    """A coach's score: ``reached`` by the contacts, ``score`` with the log's review (None: not known)."""

    contacts: CoachContacts
    reached: int
    score: int | None
    bound: int

    def part(self) -> Part:
        """The coach's figure."""
        own = self.contacts
        return Part(
            own.coach, len(own.rows), own.weeks or 0, own.rate, self.bound, self.score, refs(own.rows)
        )


def contacts_a_week(scene: Scene, criterion: Criterion) -> Evidence:
    """Criterion 17: contacts a week coach by coach, floored to the anchor; the mean of the coaches' scores.

    Which of the scores 3 to 5 is reached also depends on how often the log is gone through: where that is
    not known, the data only limit the score.
    """
    rule = ("contacts_a_week", _contacts_text(scene, criterion))
    needs = scene.lacks("contact.date", "contact.face_to_face")
    if needs:
        return missing(criterion, *rule, needs)
    counted, unknown = _counted(scene)
    everyone = _by_coach(scene, criterion, counted)
    coaches = [one for one in everyone if (one.seekers or one.rows) and one.weeks != 0]
    notes = [*_idle(everyone, coaches), *left_out(refs(unknown)), *lacking(scene, "contact.date")]
    weekless = [one.coach for one in coaches if one.weeks is None]
    rated = [_rate(scene, criterion, one) for one in coaches if one.weeks]
    if weekless or not rated:
        needs = _week_needs(weekless) if weekless else ("contact",)
        absent = missing(criterion, *rule, needs, _weekless(weekless))
        return _with_figures(absent, coaches, [one.part() for one in rated], notes)
    open_rhythm = [one for one in rated if one.score is None]
    mean = mean_score([one.reached if one.score is None else one.score for one in rated])
    evidence = Evidence(
        criterion.number,
        Status.CAP if open_rhythm else Status.COMPUTED,
        *rule,
        unit=criterion.unit,
        mean=mean,
        proposed=None if open_rhythm else rounded(mean),
        cap=rounded(mean) if open_rhythm else None,
        missing=("work_log.log_reviewed",) if open_rhythm else (),
    )
    return _with_figures(evidence, coaches, [one.part() for one in rated], notes)


def _contacts_text(scene: Scene, criterion: Criterion) -> str:
    text = _(
        "Client-specific face-to-face employer contacts for each coach divided by weeks at work, {window},"
        " floored to the anchor (three a week give {three}); the mean of the coaches' scores, halves up."
        " Scores from {weekly} on need a weekly, score {monthly} a monthly review of the log."
    )
    return text.format(
        window=window_text(scene),
        three=scene.rules.three_contacts_score,
        weekly=criterion.rule["weekly_review_from"],
        monthly=criterion.rule["monthly_review_from"],
    )


def _with_figures(
    evidence: Evidence, coaches: Sequence[CoachContacts], parts: Sequence[Part], notes: Iterable[Note]
) -> Evidence:
    """The evidence with the contacts and weeks of all coaches together, and each coach's own."""
    rows = [row for one in coaches for row in one.rows]
    weeks = sum((one.weeks for one in coaches if one.weeks), Fraction(0))
    whole = bool(weeks) and all(one.weeks for one in coaches)
    return replace(
        evidence,
        numerator=len(rows),
        denominator=weeks if whole else None,
        value=Fraction(len(rows)) / weeks if whole else None,
        warnings=(*evidence.warnings, *notes),
        rows=refs(rows),
        coaches=tuple(parts),
    )


def _counted(scene: Scene) -> tuple[list[ContactRow], list[ContactRow]]:
    """The window's client-specific contacts face to face, and those of which it is not known."""
    counted: list[ContactRow] = []
    unknown: list[ContactRow] = []
    for row in scene.window_contacts:
        face, about = row.contact.face_to_face, _about_client(row)
        if face is True and about is True:
            counted.append(row)
        elif face is not False and about is not False:
            unknown.append(row)
    undated = [row for row in scene.contacts if _undated(scene, row)]
    return counted, [*unknown, *undated]


def _about_client(row: ContactRow) -> bool | None:
    """Whether a contact was about a client: what it says, else whether it names one."""
    said = row.contact.client_specific
    if isinstance(said, bool):
        return said
    if isinstance(said, Unclear):
        return None
    return True if row.contact.client_codes else None


def _undated(scene: Scene, row: ContactRow) -> bool:
    """Whether a contact may lie in the window, but its date is partial or unclear."""
    when = row.contact.date
    if when is None or isinstance(when, date):
        return False
    return overlaps(when, when, scene.first, scene.day) is not False


def _by_coach(scene: Scene, criterion: Criterion, counted: Sequence[ContactRow]) -> list[CoachContacts]:
    coaches = dict.fromkeys([*scene.coaches, *(row.coach for row in counted)])
    return [
        CoachContacts(
            coach,
            tuple(row for row in counted if row.coach == coach),
            coach_weeks(scene, coach),
            sum(case.coach == coach and case.now.seeking for case in scene.active),
            _rhythm(scene, criterion, coach),
        )
        for coach in coaches
    ]


def coach_weeks(scene: Scene, coach: str) -> Fraction | None:
    """A coach's weeks at work in the window; None where terms or absences are not told.

    Weeks absent lie within the window, unless the terms have a first and a last day and reach beyond the
    window: then they are spread evenly over the terms.
    """
    found: Fraction | None = None
    for term in scene.team.terms_of(coach):
        first = max(scene.first, term.valid_from or scene.first)
        last = min(scene.day, term.valid_to or scene.day)
        if first > last:
            continue
        if not isinstance(term.weeks_absent, Decimal):
            return None
        absent = Fraction(term.weeks_absent)
        if term.valid_from and term.valid_to:
            absent *= Fraction((last - first).days + 1, (term.valid_to - term.valid_from).days + 1)
        found = (found or Fraction(0)) + max(Fraction(0), weeks_at_work(first, last, Decimal(0)) - absent)
    return found


def _rhythm(scene: Scene, criterion: Criterion, coach: str) -> ReviewRhythm | None:
    """How often the coach's log was gone through, by the least of the periods; None where not told."""
    rows = log_rows(scene, (coach,)) if coach else ()
    told = [row.log_reviewed for row in rows if row.log_reviewed is not None]
    if told:
        return max(told, key=list(ReviewRhythm).index)
    monthly = per_month(rows, "log_reviews")
    if monthly is None:
        return None
    if monthly >= criterion.rule["weekly_reviews_a_month"]:
        return ReviewRhythm.WEEKLY
    return ReviewRhythm.MONTHLY if monthly >= 1 else ReviewRhythm.NONE


def _rate(scene: Scene, criterion: Criterion, own: CoachContacts) -> _Rated:
    rule = criterion.rule
    rate = own.rate or Fraction(0)
    reached = criterion.score_for(rate)
    if rate >= rule["three"]:
        reached = max(reached, scene.rules.three_contacts_score)
    if 0 < own.seekers < rule["few_seekers"] and rate >= rule["each_seeker"] * own.seekers:
        reached = criterion.anchors[0].score
    bound = max((one.at_least for one in criterion.anchors if one.at_least and one.fits(rate)), default=0)
    return _Rated(own, reached, _reviewed(criterion, reached, own.rhythm), bound)


def _reviewed(criterion: Criterion, reached: int, rhythm: ReviewRhythm | None) -> int | None:
    """The score with the review of the log; None where it would matter and is not known."""
    weekly, monthly = criterion.rule["weekly_review_from"], criterion.rule["monthly_review_from"]
    if reached < monthly or rhythm is ReviewRhythm.WEEKLY:
        return reached
    if rhythm is None:
        return None
    return min(reached, (weekly if rhythm is ReviewRhythm.MONTHLY else monthly) - 1)


def _week_needs(coaches: Sequence[str]) -> tuple[str, ...]:
    named = ("coach.weeks_absent",) if any(coaches) else ()
    return named + (("contact.coach",) if "" in coaches else ())


def _weekless(coaches: Sequence[str]) -> list[Note]:
    if not coaches:
        return no_records(_("No coach has job seekers or employer contacts in the window."))
    notes = []
    named = [coach for coach in coaches if coach]
    if named:
        message = _("Weeks at work are not known for: {coaches}.")
        notes.append(Note("coach_weeks", message.format(coaches=", ".join(named))))
    if len(named) < len(coaches):
        notes.append(Note("contact_coach", _("Some contacts or clients have no coach in the workbook.")))
    return notes


def _idle(everyone: Sequence[CoachContacts], rated: Sequence[CoachContacts]) -> list[Note]:
    """Coaches without job seekers and contacts, or away for the whole window: they are not rated."""
    idle = [one.coach for one in everyone if one.coach and one not in rated]
    if not idle:
        return []
    message = ngettext(
        "{count} coach has no job seekers or was away for the whole time, and is not rated: {coaches}.",
        "{count} coaches have no job seekers or were away for the whole time, and are not rated: {coaches}.",
        len(idle),
    )
    return [Note("idle", message.format(count=len(idle), coaches=", ".join(idle)))]
