"""What evidence is computed from: the coaches' workbooks, the team's data, the day and the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from valmennus_tui.domain.calendar import window_start
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.contact import EmployerContact
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.evidence.team import CoachTerm, TeamData
from valmennus_tui.domain.indicators.figures import RecordRef
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.situation import Situation, situation


@dataclass(frozen=True)
class Source:
    """One coach's workbook with its contact log: ``name`` as the caller knows it, and the coach's code.

    ``coach`` stands for rows that name no coach; None: the one coach that the rows name, if there is one.
    Client codes mean a person within one source only.
    """

    name: str
    records: RecordSet
    coach: str | None = None

    @cached_property
    def own_coach(self) -> str:
        """The coach of rows that name none; "" where that is not known."""
        if self.coach:
            return self.coach
        named = {client.coach for client in self.records.clients if client.coach}
        named = named or {contact.coach for contact in self.records.contacts if contact.coach}
        return named.pop() if len(named) == 1 else ""

    def ref(self, record: Record) -> RecordRef:
        """Where a record of the source stands."""
        return RecordRef(self.name, record.key)


@dataclass(frozen=True)
class Case:
    """One client row and where the client stands on the day."""

    source: Source
    client: Client
    now: Situation

    @property
    def coach(self) -> str:
        """The coach that the row names, else the source's."""
        return self.client.coach or self.source.own_coach

    @property
    def ref(self) -> RecordRef:
        """Where the row stands."""
        return self.source.ref(self.client)


@dataclass(frozen=True)
class JobRow:
    """One job row. ``case`` is the client's row in the period that the job belongs to, None without one."""

    source: Source
    job: Employment
    case: Case | None

    @property
    def ref(self) -> RecordRef:
        """Where the row stands."""
        return self.source.ref(self.job)


@dataclass(frozen=True)
class ContactRow:
    """One row of the log of employer contacts."""

    source: Source
    contact: EmployerContact

    @property
    def coach(self) -> str:
        """The coach that the row names, else the source's."""
        return self.contact.coach or self.source.own_coach

    @property
    def ref(self) -> RecordRef:
        """Where the row stands."""
        return self.source.ref(self.contact)


@dataclass(frozen=True)
class Scene:
    """Everything that the formulas look at. ``day`` is the day of the assessment, the window's last day."""

    edition: Edition
    sources: tuple[Source, ...]
    day: date
    team: TeamData = field(default_factory=TeamData)
    rules: EvidenceRules = field(default_factory=EvidenceRules)

    @cached_property
    def first(self) -> date:
        """The first day of the window."""
        return window_start(self.day, self.rules.window_months)

    @property
    def weeks(self) -> Fraction:
        """The window's length in weeks."""
        return Fraction((self.day - self.first).days + 1, 7)

    @property
    def limits(self) -> Limits:
        """The limits that the situations are judged by."""
        return Limits(plan_grace_days=self.rules.plan_grace_days)

    def in_window(self, when: object) -> bool:
        """Whether a value is a known day in the window."""
        return isinstance(when, date) and self.first <= when <= self.day

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every client row."""
        return tuple(
            Case(source, client, situation(client, source.records, self.day, self.limits))
            for source in self.sources
            for client in source.records.clients
        )

    @cached_property
    def active(self) -> tuple[Case, ...]:
        """The clients on the caseload on the day for certain."""
        return tuple(case for case in self.cases if case.now.active)

    @cached_property
    def jobs(self) -> tuple[JobRow, ...]:
        """Every job row."""
        by_client = {id(case.client): case for case in self.cases}
        return tuple(
            JobRow(source, job, by_client.get(id(source.records.client_of(job))))
            for source in self.sources
            for job in source.records.employments
        )

    @cached_property
    def contacts(self) -> tuple[ContactRow, ...]:
        """Every row of the contact logs."""
        return tuple(
            ContactRow(source, contact) for source in self.sources for contact in source.records.contacts
        )

    @cached_property
    def window_contacts(self) -> tuple[ContactRow, ...]:
        """The employer contacts of the window."""
        return tuple(row for row in self.contacts if self.in_window(row.contact.date))

    @cached_property
    def coaches(self) -> tuple[str, ...]:
        """The coaches whose workbooks are here, in order of first appearance; "" for rows that name none."""
        named = [source.own_coach for source in self.sources if source.own_coach]
        named += [case.coach for case in self.cases]
        return tuple(dict.fromkeys(named))

    def term(self, coach: str) -> CoachTerm | None:
        """A coach's terms in force on the day."""
        return next((term for term in self.team.on(self.day) if term.code == coach), None)

    def lacks(self, *needs: str) -> tuple[str, ...]:
        """The columns (``client.phase``) or record kinds (``contact``) that no source has a place for.

        A column of records that there are none of is not missing: the records are.
        """
        return tuple(
            need for need in needs if self.sources and not any(_has(one, need) for one in self.sources)
        )

    def lacking_sources(self, *needs: str) -> int:
        """How many of the sources lack a column or record kind that others have."""
        lacking = [one for one in self.sources if not all(_has(one, need) for need in needs)]
        return 0 if len(lacking) == len(self.sources) else len(lacking)


def _has(source: Source, need: str) -> bool:
    kind, _, column = need.partition(".")
    record_kind = RecordKind(kind)
    if record_kind not in source.records.homes:
        return False
    rows = source.records.of(record_kind)
    return not column or not rows or any(row.has(column) for row in rows)


def refs(rows: Iterable[Case | JobRow | ContactRow]) -> tuple[RecordRef, ...]:
    """Where the rows stand, each once."""
    return tuple(dict.fromkeys(row.ref for row in rows))
