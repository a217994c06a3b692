"""The caseload (asiakasmäärä): the clients of a day with their alarms, and the totals against the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valmennus_tui.domain.alarms import Alarm, AlarmKind, alarms
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.period import overlaps
from valmennus_tui.domain.phase import PHASES
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.situation import ServiceState, Situation, knows_contacts, situation


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One client row: the situation on the day and its alarms."""

    now: Situation
    alarms: tuple[Alarm, ...]

    @property
    def client(self) -> Client:
        """The client record."""
        return self.now.client

    @property
    def key(self) -> str:
        """The client's key."""
        return self.now.client.key


@dataclass(frozen=True, slots=True)
class CoachLoad:
    """One coach's clients against the limits. ``coach`` is None where the rows name none.

    ``fte`` is the share of full-time work, None where it is not known: then ``limit`` is None too, and only
    more clients than a full-time coach's limit is certainly ``over``, since nobody works more than full time.
    ``served`` counts clients of the calendar year so far.
    """

    coach: str | None
    active: int
    served: int
    fte: Decimal | None
    limit: Decimal | None
    over: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures under the list. All but ``referred``, ``upcoming``, ``uncertain`` and ``served`` are of
    active clients; a client can be working, seeking and studying at once.

    ``by_phase`` has the keys 1 to 5 and None (not marked). ``waiting_by_band`` counts clients by the limit
    they have passed (0: within the first). ``waiting_days_unknown`` and ``uncertain_dates`` are the numbers
    left out of day counts because a date is partial or unclear. ``subsidies_ending`` and ``jobs_ending``
    count by warning time, each including the shorter ones. ``fte`` and ``limit`` are None unless the share
    of every coach with clients is known. ``missing`` names the columns (``client.job_search_plan``) without
    which a figure is not known; such figures are None.
    """

    active: int
    referred: int
    upcoming: int
    uncertain: int
    by_phase: Mapping[int | None, int]
    working: int
    seeking: int
    studying: int
    waiting: int | None
    waiting_by_band: Mapping[int, int]
    waiting_days_unknown: int
    without_job_search_plan: int | None
    without_support_plan: int | None
    subsidies_ending: Mapping[int, int]
    jobs_ending: Mapping[int, int]
    uncertain_dates: int
    served: int
    fte: Decimal | None
    limit: Decimal | None
    over: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caseload:
    """The clients of a day. ``rows`` holds every client row in workbook order, ended ones too."""

    as_of: date
    rows: tuple[CaseRow, ...]
    coaches: tuple[CoachLoad, ...]
    totals: Totals
    limits: Limits

    @property
    def active(self) -> tuple[CaseRow, ...]:
        """The rows of clients who are on the caseload for certain."""
        return tuple(row for row in self.rows if row.now.active)

    @property
    def current(self) -> tuple[CaseRow, ...]:
        """The rows to work with: all but those whose service has ended."""
        return tuple(row for row in self.rows if row.now.state is not ServiceState.ENDED)

    def row(self, key: str) -> CaseRow | None:
        """The row of a client key, or None."""
        return next((row for row in self.rows if row.key == key), None)


def caseload(records: RecordSet, as_of: date, limits: Limits) -> Caseload:
    """The caseload on a day."""
    rows = []
    for client in records.clients:
        now = situation(client, records, as_of, limits)
        rows.append(CaseRow(now, alarms(now, as_of, limits)))
    coaches = coach_loads(records, as_of, limits)
    return Caseload(as_of, tuple(rows), coaches, _totals(rows, coaches, records, as_of, limits), limits)


def coach_loads(records: RecordSet, as_of: date, limits: Limits) -> tuple[CoachLoad, ...]:
    """Each coach's clients against the limits, in order of first appearance."""
    groups: dict[str | None, list[Client]] = {}
    for client in records.clients:
        groups.setdefault(client.coach, []).append(client)
    return tuple(_coach_load(coach, clients, as_of, limits) for coach, clients in groups.items())


def _coach_load(coach: str | None, clients: list[Client], as_of: date, limits: Limits) -> CoachLoad:
    active = sum(_covers(client, as_of) for client in clients)
    fte = limits.coach_fte.get(coach) if coach else None
    limit = None if fte is None else fte * limits.caseload_per_coach
    over = active > (limits.caseload_per_coach if limit is None else limit)
    return CoachLoad(coach, active, _served(clients, as_of), fte, limit, over)


def _covers(client: Client, as_of: date) -> bool:
    return overlaps(client.service_start, client.service_end, as_of, as_of) is True


def _served(clients: Iterable[Client], as_of: date) -> int:
    """People on the caseload on at least one day of the calendar year so far; a re-entry counts once."""
    first = date(as_of.year, 1, 1)
    served = [
        client
        for client in clients
        if overlaps(client.service_start, client.service_end, first, as_of) is True
    ]
    return len({client.code for client in served if client.code}) + sum(not client.code for client in served)


def _totals(
    rows: list[CaseRow], coaches: tuple[CoachLoad, ...], records: RecordSet, as_of: date, limits: Limits
) -> Totals:
    active = [row for row in rows if row.now.active]
    states = Counter(row.now.state for row in rows)
    phases = Counter(row.now.phase for row in active)
    missing = missing_columns(records)
    loads = [load for load in coaches if load.active]
    known = [load.fte for load in loads if load.fte is not None]
    fte = sum(known, Decimal(0)) if loads and len(known) == len(loads) else None
    limit = None if fte is None else fte * limits.caseload_per_coach
    waiting = [row.now for row in active if row.now.waiting]
    return Totals(
        active=len(active),
        referred=states[ServiceState.REFERRED],
        upcoming=states[ServiceState.UPCOMING],
        uncertain=states[ServiceState.UNCERTAIN],
        by_phase={number: phases[number] for number in (*PHASES, None)},
        working=sum(row.now.working for row in active),
        seeking=sum(row.now.seeking for row in active),
        studying=sum(row.now.studying for row in active),
        waiting=None if "client.first_employer_contact" in missing else len(waiting),
        waiting_by_band=_by_waiting_band(waiting, limits),
        waiting_days_unknown=sum(now.waiting_days is None for now in waiting),
        without_job_search_plan=_unless(
            "client.job_search_plan" in missing, sum(row.now.job_search_plan_missing for row in active)
        ),
        without_support_plan=_unless(
            "employment.support_plan" in missing, sum(bool(row.now.jobs_without_plan) for row in active)
        ),
        subsidies_ending=_by_ending(active, AlarmKind.SUBSIDY_ENDING, limits),
        jobs_ending=_by_ending(active, AlarmKind.JOB_ENDING, limits),
        uncertain_dates=sum(
            row.now.uncertain_dates for row in rows if row.now.state is not ServiceState.ENDED
        ),
        served=_served(records.clients, as_of),
        fte=fte,
        limit=limit,
        over=any(load.over for load in coaches) if limit is None else len(active) > limit,
        missing=missing,
    )


def _unless(unknown: bool, figure: int) -> int | None:
    return None if unknown else figure


def missing_columns(records: RecordSet) -> tuple[str, ...]:
    """The columns that the workbooks have no place for and that figures of the caseload need."""
    found = []
    clients, jobs = records.clients, records.employments
    if clients and not any(client.has("phase") for client in clients):
        found.append("client.phase")
    if clients and not any(knows_contacts(client, records) for client in clients):
        found.append("client.first_employer_contact")
    if clients and not any(client.has("job_search_plan") for client in clients):
        found.append("client.job_search_plan")
    if RecordKind.EMPLOYMENT in records.homes and jobs and not any(job.has("support_plan") for job in jobs):
        found.append("employment.support_plan")
    return tuple(found)


def _by_waiting_band(waiting: list[Situation], limits: Limits) -> dict[int, int]:
    known = Counter(limits.waiting_band(now.waiting_days) for now in waiting if now.waiting_days is not None)
    return {band: known[band] for band in (0, *limits.waiting_days)}


def _by_ending(active: list[CaseRow], kind: AlarmKind, limits: Limits) -> dict[int, int]:
    days = [alarm.days for row in active for alarm in row.alarms if alarm.kind is kind]
    return {
        within: sum(day is not None and day <= within for day in days) for within in limits.warn_before_days
    }
