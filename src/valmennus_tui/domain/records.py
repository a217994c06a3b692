"""The records of one workbook (or several read together), with look-ups by client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any, TypeVar

from valmennus_tui.domain.assessment_records import AssessmentRow, CriterionRow
from valmennus_tui.domain.choices import Choices
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.contact import EmployerContact, SupportContact
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.period import apart
from valmennus_tui.domain.record import Oddity, Record
from valmennus_tui.domain.schema import RecordKind, field_names
from valmennus_tui.domain.team_records import CoachRow, WorkLogRow
from valmennus_tui.domain.values import FieldValue

R = TypeVar("R", bound=Record)

_CLASSES: Mapping[RecordKind, type[Record]] = {
    RecordKind.CLIENT: Client,
    RecordKind.EMPLOYMENT: Employment,
    RecordKind.EDUCATION: Education,
    RecordKind.CONTACT: EmployerContact,
    RecordKind.SUPPORT: SupportContact,
    RecordKind.COACH: CoachRow,
    RecordKind.WORK_LOG: WorkLogRow,
    RecordKind.ASSESSMENT: AssessmentRow,
    RecordKind.CRITERION: CriterionRow,
}


def make_record(
    kind: RecordKind,
    key: str,
    values: Mapping[str, FieldValue],
    oddities: Mapping[str, Oddity] | None = None,
) -> Record:
    """The record of a kind from its field values.

    A field that ``values`` does not name is one that the workbook has no place for (``Record.absent``); a
    blank cell is a field whose value is None. Raises KeyError for a name that the kind does not have.
    """
    names = field_names(kind)
    for name in values:
        if name not in names:
            raise KeyError(name)
    arguments: dict[str, Any] = dict(values)
    absent = frozenset(name for name in names if name not in values)
    return _CLASSES[kind](key=key, absent=absent, oddities=dict(oddities or {}), **arguments)


@dataclass(frozen=True)
class RecordSet:
    """All records read together.

    ``homes`` are the record kinds that the workbooks have a place for: where employer contacts have none,
    nobody is said to be without one. ``choices`` are the lists that the choice values come from.
    """

    clients: tuple[Client, ...] = ()
    employments: tuple[Employment, ...] = ()
    education: tuple[Education, ...] = ()
    contacts: tuple[EmployerContact, ...] = ()
    support: tuple[SupportContact, ...] = ()
    coaches: tuple[CoachRow, ...] = ()
    work_log: tuple[WorkLogRow, ...] = ()
    assessments: tuple[AssessmentRow, ...] = ()
    criteria: tuple[CriterionRow, ...] = ()
    homes: frozenset[RecordKind] = field(default_factory=lambda: frozenset(RecordKind))
    choices: Choices = field(default_factory=Choices)

    def of(self, kind: RecordKind) -> tuple[Record, ...]:
        """The records of one kind, in workbook order."""
        by_kind: dict[RecordKind, tuple[Record, ...]] = {
            RecordKind.CLIENT: self.clients,
            RecordKind.EMPLOYMENT: self.employments,
            RecordKind.EDUCATION: self.education,
            RecordKind.CONTACT: self.contacts,
            RecordKind.SUPPORT: self.support,
            RecordKind.COACH: self.coaches,
            RecordKind.WORK_LOG: self.work_log,
            RecordKind.ASSESSMENT: self.assessments,
            RecordKind.CRITERION: self.criteria,
        }
        return by_kind[kind]

    def all(self) -> Iterator[Record]:
        """Every record, clients first."""
        for kind in RecordKind:
            yield from self.of(kind)

    @cached_property
    def clients_by_code(self) -> Mapping[str, tuple[Client, ...]]:
        """The client rows of each code: more than one where a client came back."""
        found: dict[str, list[Client]] = defaultdict(list)
        for client in self.clients:
            if client.code:
                found[client.code].append(client)
        return {code: tuple(rows) for code, rows in found.items()}

    @cached_property
    def ambiguous_codes(self) -> frozenset[str]:
        """Codes on several client rows whose periods may overlap: no re-entry, but one key for two."""
        return frozenset(
            code
            for code, rows in self.clients_by_code.items()
            if any(
                not apart(a.service_start, a.service_end, b.service_start, b.service_end)
                for a, b in combinations(rows, 2)
            )
        )

    @cached_property
    def ambiguous_coaches(self) -> frozenset[str]:
        """Coaches' codes on several rows whose days overlap: two terms in force at one time."""
        rows: dict[str, list[CoachRow]] = defaultdict(list)
        for row in self.coaches:
            if row.code:
                rows[row.code].append(row)
        return frozenset(
            code
            for code, terms in rows.items()
            if any(
                not apart(a.valid_from, a.valid_to, b.valid_from, b.valid_to)
                for a, b in combinations(terms, 2)
            )
        )

    def employments_of(self, client: Client) -> tuple[Employment, ...]:
        """The client's jobs; a client who came back has in each period the jobs that began in it."""
        return tuple(job for job in self._jobs.get(client.code or "", ()) if self._owns(client, job.start))

    def education_of(self, client: Client) -> tuple[Education, ...]:
        """The client's studies, by service period as with jobs."""
        studies = self._studies.get(client.code or "", ())
        return tuple(study for study in studies if self._owns(client, study.start))

    def contacts_of(self, client: Client) -> tuple[EmployerContact, ...]:
        """The employer contacts recorded about this client, by service period as with jobs."""
        contacts = self._contacts.get(client.code or "", ())
        return tuple(contact for contact in contacts if self._owns(client, contact.date))

    def support_of(self, client: Client) -> tuple[SupportContact, ...]:
        """The contacts with this client around jobs, by service period as with jobs."""
        support = self._support.get(client.code or "", ())
        return tuple(contact for contact in support if self._owns(client, contact.date))

    def client_of(self, record: Record) -> Client | None:
        """The client row that a record belongs to, None where its code is blank or not known.

        Of a contact about several clients, the first one's.
        """
        if isinstance(record, Client):
            return record
        rows = self.clients_by_code.get(next(iter(record.client_codes), ""), ())
        when = record.get("start" if record.record_kind in _STARTING else "date")
        return next((row for row in rows if self._owns(row, when)), None)

    def _owns(self, client: Client, when: FieldValue) -> bool:
        rows = self.clients_by_code.get(client.code or "", ())
        return len(rows) < 2 or _period_row(rows, when) is client

    @cached_property
    def _jobs(self) -> Mapping[str, list[Employment]]:
        return _group(self.employments)

    @cached_property
    def _studies(self) -> Mapping[str, list[Education]]:
        return _group(self.education)

    @cached_property
    def _contacts(self) -> Mapping[str, list[EmployerContact]]:
        return _group(self.contacts)

    @cached_property
    def _support(self) -> Mapping[str, list[SupportContact]]:
        return _group(self.support)


_STARTING = (RecordKind.EMPLOYMENT, RecordKind.EDUCATION)


def _group(records: tuple[R, ...]) -> Mapping[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        for code in record.client_codes:
            found[code].append(record)
    return found


def _period_row(rows: tuple[Client, ...], when: FieldValue) -> Client:
    """The service period that an event belongs to: the last that began by then.

    An event before every period belongs to the first (a job held at entry); one without a known day to the
    last, where a coach looks for it.
    """
    begun = sorted(
        (row for row in rows if isinstance(row.service_start, date)), key=lambda row: str(row.service_start)
    )
    if not begun:
        return rows[-1]
    if not isinstance(when, date):
        return begun[-1]
    before = [row for row in begun if isinstance(row.service_start, date) and row.service_start <= when]
    return before[-1] if before else begun[0]


def build(records: Iterator[Record] | tuple[Record, ...], **more: Any) -> RecordSet:
    """A record set from records of any kinds in workbook order; ``more`` as :class:`RecordSet` takes it."""
    everything = tuple(records)
    return RecordSet(
        clients=tuple(r for r in everything if isinstance(r, Client)),
        employments=tuple(r for r in everything if isinstance(r, Employment)),
        education=tuple(r for r in everything if isinstance(r, Education)),
        contacts=tuple(r for r in everything if isinstance(r, EmployerContact)),
        support=tuple(r for r in everything if isinstance(r, SupportContact)),
        coaches=tuple(r for r in everything if isinstance(r, CoachRow)),
        work_log=tuple(r for r in everything if isinstance(r, WorkLogRow)),
        assessments=tuple(r for r in everything if isinstance(r, AssessmentRow)),
        criteria=tuple(r for r in everything if isinstance(r, CriterionRow)),
        **more,
    )
