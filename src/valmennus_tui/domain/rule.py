"""What a validation rule is: a small pure function from a record to what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from valmennus_tui.domain.client import Client
from valmennus_tui.domain.employer import same_employer
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.free_text import Trace
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.record_texts import record_traces
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.schema import key_fields
from valmennus_tui.domain.situation import Situation, situation
from valmennus_tui.domain.values import PartialDate, Unclear

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule is broken: the field (None: the record as a whole) and a whole sentence on what to do.

    The sentence never quotes a name or free text. ``severity`` differs from the rule's only where the rule
    says why; ``record`` names the record where the rule looks at all of them.
    """

    field: str | None
    message: str
    severity: Severity | None = None
    record: str | None = None


@dataclass(frozen=True)
class Context:
    """What rules may know beside the record: the other records, the day and the limits."""

    records: RecordSet
    today: date
    limits: Limits

    @cached_property
    def _situations(self) -> dict[int, Situation]:
        return {}

    def situation(self, client: Client) -> Situation:
        """Where a client stands today."""
        known = self._situations.get(id(client))
        if known is None:
            known = situation(client, self.records, self.today, self.limits)
            self._situations[id(client)] = known
        return known

    @cached_property
    def _traces(self) -> dict[int, Mapping[str, tuple[Trace, ...]]]:
        return {}

    def traces(self, record: Record) -> Mapping[str, tuple[Trace, ...]]:
        """What of a person stands in the record's texts, by field; searched once for all rules."""
        known = self._traces.get(id(record))
        if known is None:
            known = record_traces(record)
            self._traces[id(record)] = known
        return known

    @cached_property
    def repeats(self) -> frozenset[int]:
        """Work logs, assessments and criteria that say again what an earlier row of the same key says."""
        records = self.records
        seen: set[tuple[object, ...]] = set()
        found = set()
        for record in (*records.work_log, *records.assessments, *records.criteria):
            values = [record.get(name) for name in key_fields(record.record_kind)]
            if any(isinstance(value, Unclear | PartialDate) or value is None for value in values):
                continue
            name = (record.record_kind, *values)
            if name in seen:
                found.add(id(record))
            seen.add(name)
        return frozenset(found)

    @cached_property
    def employer_spellings(self) -> dict[str, str]:
        """Each odd spelling of an employer to the one met first, over jobs and contacts."""
        names = [job.employer for job in self.records.employments if job.employer]
        names += [contact.employer for contact in self.records.contacts if contact.employer]
        return same_employer(names)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A rule with its stable id and severity. Its function's docstring argues the severity."""

    id: str
    severity: Severity
    test: Callable[[T, Context], Iterable[Hit]]

    def findings(self, subject: T, context: Context, key: str | None) -> Iterable[Finding]:
        """The findings of the rule on one record (or on the whole set)."""
        for hit in self.test(subject, context):
            severity = hit.severity or self.severity
            yield Finding(self.id, severity, hit.message, hit.record or key or None, hit.field)
