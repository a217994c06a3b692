"""The records of a team, by coach: which workbooks belong together, and each client row in its period."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from valmennus_tui.domain.client import Client
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.indicators.competitive import is_competitive
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.indicators.spans import Span, both, either, shifted, span, verdict
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.records import RecordSet, build
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.situation import is_job
from valmennus_tui.domain.values import Unclear


@dataclass(frozen=True)
class Unit:
    """The workbooks of one coach, read together, and the days that are counted (``first`` .. ``last``)."""

    coach: str
    sources: Mapping[str, RecordSet]
    first: date
    last: date
    rules: IndicatorRules

    @cached_property
    def records(self) -> RecordSet:
        """All records of the workbooks together."""
        sets = list(self.sources.values())
        if len(sets) == 1:
            return sets[0]
        homes = frozenset[RecordKind]().union(*(one.homes for one in sets))
        return build((record for one in sets for record in one.all()), homes=homes, choices=sets[0].choices)

    @cached_property
    def _source_of(self) -> Mapping[int, str]:
        return {id(record): name for name, one in self.sources.items() for record in one.all()}

    def ref(self, record: Record) -> RecordRef:
        """Where a record of these workbooks stands."""
        return RecordRef(self._source_of[id(record)], record.key)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every client row."""
        return tuple(Case(self, client) for client in self.records.clients)

    @cached_property
    def coaches(self) -> tuple[str, ...]:
        """The coaches that the rows name, with the workbooks' own where a row names none."""
        named = [case.coach for case in self.cases]
        named += [contact.coach or self.coach for contact in self.records.contacts]
        return tuple(dict.fromkeys(named)) or (self.coach,)

    def lacks(self, need: str) -> tuple[str, ...]:
        """The workbooks without a column (``client.phase``) or place for records (``education``).

        ``a|b`` is met by either.
        """
        found: tuple[str, ...] = ()
        for option in need.split("|"):
            lacking = self._lacks_one(option)
            if not lacking:
                return ()
            found = found or lacking
        return found

    def _lacks_one(self, option: str) -> tuple[str, ...]:
        kind, _, column = option.partition(".")
        record_kind = RecordKind(kind)
        if not column:
            return () if record_kind in self.records.homes else tuple(self.sources)
        found = []
        for name, one in self.sources.items():
            rows = one.of(record_kind)
            if rows and not any(row.has(column) for row in rows):
                found.append(name)
        return tuple(found)


@dataclass(frozen=True)
class Case:
    """One client row: a service period of one person, with the jobs that belong to it."""

    unit: Unit
    client: Client

    @property
    def coach(self) -> str:
        """The coach that the row names, else the workbook's."""
        return self.client.coach or self.unit.coach

    @cached_property
    def who(self) -> Hashable:
        """The person: the coach and the code, the code alone where codes are team-wide, else the row."""
        if not self.client.code:
            return self.ref
        return (None if self.unit.rules.codes_are_team_wide else self.coach, self.client.code)

    @cached_property
    def ref(self) -> RecordRef:
        """Where the row stands."""
        return self.unit.ref(self.client)

    @cached_property
    def service(self) -> Span | None:
        """The service period; None for a client whose service has not been given a date."""
        start, end = self.client.service_start, self.client.service_end
        return None if start is None and end is None else span(start, end)

    @cached_property
    def served(self) -> bool | None:
        """On the caseload on at least one day of the period."""
        return False if self.service is None else self.service.meets(self.unit.first, self.unit.last)

    @cached_property
    def active(self) -> bool | None:
        """On the caseload on the period's last day; a service lasts through its end date."""
        return False if self.service is None else self.service.on(self.unit.last)

    @cached_property
    def all_jobs(self) -> tuple[Employment, ...]:
        """The jobs of this service period that are employments at all."""
        records = self.unit.records
        return tuple(job for job in records.employments_of(self.client) if is_job(job, records))

    @cached_property
    def competitive_jobs(self) -> tuple[Job, ...]:
        """The jobs that are competitive, or may be."""
        unit = self.unit
        judged = ((job, is_competitive(job, unit.records.choices, unit.rules)) for job in self.all_jobs)
        return tuple(
            Job(job, unit.ref(job), span(job.start, job.end), competitive)
            for job, competitive in judged
            if competitive is not False
        )

    @cached_property
    def working(self) -> bool | None:
        """Holds a job of any kind on the period's last day."""
        return either(*(span(job.start, job.end).on(self.unit.last) for job in self.all_jobs))

    @cached_property
    def employed_at_entry(self) -> bool | None:
        """Had a job when the service started: what the row says, else a competitive job held that day."""
        said = self.client.employed_at_entry
        if isinstance(said, Unclear):
            return None
        if said is not None:
            return said
        return either(*(_held_at_entry(job, self.service) for job in self.competitive_jobs))

    def started(self, job: Job, first: date, last: date) -> bool | None:
        """Whether a competitive job began within some days, during this service period."""
        if self.service is None:
            return False
        return both(job.competitive, self.service.holds(job.span.start, first, last))


@dataclass(frozen=True, slots=True)
class Job:
    """A job that is competitive (True) or may be (None)."""

    record: Employment
    ref: RecordRef
    span: Span
    competitive: bool | None


def _held_at_entry(job: Job, service: Span | None) -> bool | None:
    """Whether a job began before the service and had not ended when it started."""
    if service is None:
        return False
    begun, over, entry = job.span.start, job.span.end, service.start
    held = verdict(
        certain=begun.high < entry.low and over.low >= entry.high,
        possible=max(shifted(begun.low, 1), entry.low) <= min(over.high, entry.high),
    )
    return both(job.competitive, held)


def units(
    records_by_source: Mapping[str, RecordSet], first: date, last: date, rules: IndicatorRules
) -> tuple[Unit, ...]:
    """The workbooks by coach, in the order given."""
    groups: dict[str, dict[str, RecordSet]] = {}
    for source, records in records_by_source.items():
        coach = rules.coach_of_source.get(source) or _only_coach(records) or source
        groups.setdefault(coach, {})[source] = records
    return tuple(Unit(coach, sources, first, last, rules) for coach, sources in groups.items())


def _only_coach(records: RecordSet) -> str | None:
    named = {client.coach for client in records.clients if client.coach}
    named = named or {contact.coach for contact in records.contacts if contact.coach}
    return named.pop() if len(named) == 1 else None
