"""What should be talked over: alarms of the coaches' clients counted by kind, of the coaches, of the team."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from valmennus_tui.consolidation.coach_lines import CoachLine, Loads, natural, owner
from valmennus_tui.consolidation.gathered import CoachFile
from valmennus_tui.domain.alarms import AlarmKind
from valmennus_tui.domain.caseload import Caseload
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.scoring import Due


class TeamAlarmKind(StrEnum):
    """What should be talked over."""

    OVER_LIMIT = "over_limit"
    """More clients than the coach's share of full time allows (criterion 1)."""
    WAITING = "waiting"
    """Clients beyond the first limit without a first employer contact (criterion 15)."""
    NO_JOB_SEARCH_PLAN = "no_job_search_plan"
    NO_SUPPORT_PLAN = "no_support_plan"
    FEW_CONTACTS = "few_contacts"
    """Fewer employer contacts a week than full points need (criterion 17)."""
    ASSESSMENT_DUE = "assessment_due"
    """The service should have been assessed by now."""


@dataclass(frozen=True, slots=True)
class TeamAlarm:
    """One alarm of a coach (None: of the whole team). ``count`` is of clients, jobs, or contacts a week.

    ``rows`` are the records behind it.
    """

    kind: TeamAlarmKind
    severity: Severity
    coach: str | None
    count: Decimal
    rows: tuple[RecordRef, ...] = ()
    day: date | None = None


def team_alarms(
    loads: Loads, lines: Sequence[CoachLine], as_of: date, due: Due | None, contacts_goal: int | None
) -> tuple[TeamAlarm, ...]:
    """Every alarm: the team's own first, then coach by coach, the gravest first.

    ``contacts_goal`` are the employer contacts a week that full points need; None: no alarm on them.
    """
    found = [alarm for file, load in loads for alarm in _client_alarms(file, load)]
    found += _coach_alarms(lines, contacts_goal)
    if due is not None and due.overdue(as_of):
        kind = TeamAlarmKind.ASSESSMENT_DUE
        found.append(TeamAlarm(kind, Severity.WARNING, None, Decimal(0), day=due.on))
    return _in_order(found)


_CLIENT_ALARMS: Mapping[AlarmKind, TeamAlarmKind] = {
    AlarmKind.FIRST_CONTACT: TeamAlarmKind.WAITING,
    AlarmKind.JOB_SEARCH_PLAN: TeamAlarmKind.NO_JOB_SEARCH_PLAN,
    AlarmKind.SUPPORT_PLAN: TeamAlarmKind.NO_SUPPORT_PLAN,
}


def _client_alarms(file: CoachFile, load: Caseload) -> Iterable[TeamAlarm]:
    """A coach's clients' alarms, counted by kind."""
    found: dict[tuple[str, TeamAlarmKind], list[tuple[Severity, RecordRef]]] = {}
    for row in load.rows:
        for alarm in row.alarms:
            kind = _CLIENT_ALARMS.get(alarm.kind)
            if kind is not None:
                coach = row.client.coach or owner(file)
                ref = RecordRef(file.source.name, alarm.record)
                found.setdefault((coach, kind), []).append((alarm.severity, ref))
    for (coach, kind), rows in found.items():
        gravest = Severity.WARNING if Severity.WARNING in {each for each, _ref in rows} else Severity.HINT
        refs = tuple(dict.fromkeys(ref for _severity, ref in rows))
        yield TeamAlarm(kind, gravest, coach, Decimal(len(refs)), refs)


def _coach_alarms(lines: Iterable[CoachLine], contacts_goal: int | None) -> Iterable[TeamAlarm]:
    for line in lines:
        if line.over:
            kind = TeamAlarmKind.OVER_LIMIT
            yield TeamAlarm(kind, Severity.WARNING, line.coach, Decimal(line.active))
        figure = line.figures.get("contacts_per_week")
        if contacts_goal is not None and figure is not None and figure.value is not None:
            value = Decimal(figure.value.numerator) / Decimal(figure.value.denominator)
            if value < contacts_goal:
                kind = TeamAlarmKind.FEW_CONTACTS
                yield TeamAlarm(kind, Severity.HINT, line.coach, value, figure.rows)


def _in_order(alarms: Iterable[TeamAlarm]) -> tuple[TeamAlarm, ...]:
    severities, kinds = tuple(Severity), tuple(TeamAlarmKind)
    return tuple(
        sorted(
            alarms,
            key=lambda each: (
                each.coach is not None,
                natural(each.coach or ""),
                severities.index(each.severity),
                kinds.index(each.kind),
            ),
        )
    )
