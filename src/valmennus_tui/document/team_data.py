"""What is known of the team beside the coaches' records: from the team workbook, else from the settings.

Nothing is made up: a figure that is blank, out of range or not understood stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from valmennus_tui.document.limits import Terms, absent_weeks
from valmennus_tui.domain.assessment import Assessment, totals
from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.domain.evidence.team import CoachTerm, ReviewRhythm, TeamData, WorkLog
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.period import earliest, latest
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.rules_team import MOST_FTE
from valmennus_tui.domain.schema import FieldKind
from valmennus_tui.domain.team_records import CoachRow, WorkLogRow
from valmennus_tui.domain.values import NumberValue
from valmennus_tui.settings import Settings
from valmennus_tui.workbook.values import from_cell

if TYPE_CHECKING:
    from valmennus_tui.document.open_files import OpenFiles

_PARTED = re.compile(r"[,;\n]+")


def team_data(
    document: OpenFiles | None,
    settings: Settings,
    assessments: Iterable[Assessment] = (),
    edition: Edition | None = None,
    window: tuple[date, date] | None = None,
) -> TeamData:
    """The team from its workbook (None: there is none), with the settings' coaches that it does not name.

    ``assessments`` with their ``edition`` give the dates and totals of earlier assessments. ``window`` is the
    first and last day looked at.
    """
    coaches: list[CoachTerm] = []
    log: tuple[WorkLog, ...] = ()
    leader: NumberValue = None
    if document is not None:
        records = document.record_set
        coaches = [term for row in records.coaches for term in _term(row, document.name, window)]
        log = tuple(_logs(records.work_log, document.name, document.choices))
        leader = leader_fte(document)
    if leader is None:
        leader = _decimal(settings.organisation.leader_fte)
    named = {term.code for term in coaches}
    coaches += [term for term in settings_coaches(settings, window) if term.code not in named]
    earlier = () if edition is None else tuple(totals(assessments, edition).items())
    return TeamData(coaches=tuple(coaches), work_log=log, leader_fte=leader, assessments=earlier)


def settings_coaches(settings: Settings, window: tuple[date, date] | None = None) -> tuple[CoachTerm, ...]:
    """The coaches that the settings name (``organisation.coaches``).

    Where these leave a first or a last day out, weeks absent are those of a year: a window has its share.
    """
    return tuple(
        CoachTerm(
            code=coach.code,
            fte=Decimal(str(coach.fte)),
            valid_from=coach.valid_from,
            valid_to=coach.valid_to,
            weeks_absent=_absent(coach, window),
            linked_teams=tuple(coach.linked_teams),
        )
        for coach in settings.organisation.coaches
    )


def _absent(terms: Terms, window: tuple[date, date] | None) -> Decimal | None:
    """Weeks absent: of terms with both days within these, else the window's share of those of a year."""
    if window is not None and not (terms.valid_from and terms.valid_to):
        return absent_weeks(terms, *window)
    weeks = terms.weeks_absent
    return Decimal(str(weeks)) if isinstance(weeks, Decimal | float | int) else None


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def leader_fte(document: OpenFiles) -> NumberValue:
    """The team leader's share of full-time work, from the title block of the team workbook."""
    place = document.main.recognition.cells.get("leader_fte")
    if place is None:
        return None
    return _share(from_cell(document.main.view.sheet(place[0]).cell(place[1]), FieldKind.NUMBER))


def _share(value: object) -> Decimal | None:
    """A share of full-time work; what is no share, such as 80, is not known."""
    return value if isinstance(value, Decimal) and 0 < value <= MOST_FTE else None


def _term(row: CoachRow, source: str, window: tuple[date, date] | None) -> Iterator[CoachTerm]:
    """A coach's terms. Of a date known to the month the days that are certain count.

    Terms whose dates are not understood are never in force; validation tells of them.
    """
    first, last = latest(row.valid_from), earliest(row.valid_to)
    lost = (row.valid_from is not None and first is None) or (row.valid_to is not None and last is None)
    if not row.code or lost:
        return
    term = CoachTerm(
        code=row.code,
        fte=_share(row.fte),
        valid_from=first,
        valid_to=last,
        weeks_absent=_not_negative(row.weeks_absent),
        linked_teams=_names(row.linked_teams),
        ref=RecordRef(source, row.key),
    )
    yield replace(term, weeks_absent=_absent(term, window))


def _names(text: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in _PARTED.split(text or ""))
    return tuple(dict.fromkeys(part for part in parts if part))


def _not_negative(value: NumberValue) -> Decimal | None:
    return value if isinstance(value, Decimal) and value >= 0 else None


def _logs(rows: Iterable[WorkLogRow], source: str, choices: Choices) -> Iterator[WorkLog]:
    """The work logs. Of two rows for one coach and period the first counts."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if not row.coach or not isinstance(row.period, str) or (row.coach, row.period) in seen:
            continue
        seen.add((row.coach, row.period))
        yield WorkLog(
            coach=row.coach,
            period=Period.parse(row.period),
            hours_total=_not_negative(row.hours_total),
            hours_employment_services=_not_negative(row.hours_employment_services),
            hours_outside_office=_not_negative(row.hours_outside_office),
            team_meetings=_not_negative(row.team_meetings),
            supervisions=_not_negative(row.supervisions),
            field_mentoring=_not_negative(row.field_mentoring),
            outcome_reviews=_not_negative(row.outcome_reviews),
            log_reviews=_not_negative(row.log_reviews),
            log_reviewed=_rhythm(row, choices),
            partner_meetings=_not_negative(row.partner_meetings),
            partner_contacts=_not_negative(row.partner_contacts),
            rate_reports=_not_negative(row.rate_reports),
            ref=RecordRef(source, row.key),
        )


def _rhythm(row: WorkLogRow, choices: Choices) -> ReviewRhythm | None:
    known = choices.get("log_review")
    found = known.find(row.log_reviewed) if known and isinstance(row.log_reviewed, str) else None
    return ReviewRhythm(found.code) if found else None
