"""A draft: a record as typed, understood and checked against all others, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from valmennus_tui.document.entries import Entry, Place
from valmennus_tui.document.typed import Typed, understand_all
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.records import build, make_record
from valmennus_tui.domain.rules import check_records
from valmennus_tui.domain.schema import FieldKind, RecordKind, client_field
from valmennus_tui.domain.values import FieldValue, Unclear
from valmennus_tui.errors import InvalidEdit
from valmennus_tui.i18n import _
from valmennus_tui.workbook.validations import ValidationKind, validation_at
from valmennus_tui.workbook.value_check import check_value, violation_sentence

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document

NEW = "new"
"""The key that a record not yet added goes by in its findings."""


@dataclass(frozen=True)
class Draft:
    """A record as it would be. ``findings`` are about it; ``blocking`` are the errors that the edit makes."""

    kind: RecordKind
    entry: Entry | None
    client: str | None
    places: Mapping[str, Place]
    typed: Mapping[str, Typed]
    findings: tuple[Finding, ...]
    blocking: tuple[Finding, ...]

    @property
    def anchor(self) -> Place:
        """A cell by which the record is found again after the edit."""
        return next(iter(self.places.values()))

    def require_valid(self) -> None:
        """Raise InvalidEdit with the first blocking finding's sentence and cell."""
        if not self.blocking:
            return
        first = self.blocking[0]
        more = len(self.blocking) - 1
        message = (
            first.message if not more else _("{message} (and {n} more)").format(message=first.message, n=more)
        )
        typed = self.typed.get(first.field or "")
        label = typed.spec.shown_label if typed else None
        raise InvalidEdit(
            f"{label}: {message}" if label else message,
            reason=first.rule,
            sheet=first.sheet,
            cell=first.cell,
        )


def make_draft(
    document: Document,
    kind: RecordKind,
    entry: Entry | None,
    places: Mapping[str, Place],
    texts: Mapping[str, str],
    client: str | None,
) -> Draft:
    """Understand and check ``texts``. Raises UsageError for a field that there is no place for."""
    typed = understand_all(kind, texts, places, document.list_at, document.choices, document.entries)
    key = entry.key if entry else NEW
    values = _values(kind, entry, places, typed, client)
    found = [
        replace(finding, record=finding.record or key)
        for finding in _checked(document, kind, entry, key, values)
    ]
    before = {_identity(finding) for finding in document.findings()}
    own = [_graver(finding, typed) for finding in found if finding.record == key]
    findings = [f for f in own if entry is None or f.field in typed or _identity(f) not in before]
    findings += _against_workbook(document, key, places, typed)
    others = [f for f in found if f.record != key and _identity(f) not in before]
    placed = tuple(_placed(finding, places) for finding in findings)
    errors = [f for f in (*placed, *others) if f.severity is Severity.ERROR]
    return Draft(kind, entry, client, places, typed, placed, tuple(errors))


def _values(
    kind: RecordKind,
    entry: Entry | None,
    places: Mapping[str, Place],
    typed: Mapping[str, Typed],
    client: str | None,
) -> dict[str, FieldValue]:
    """Every field's value with the typed ones in it; a card's or group's owner fills in the client."""
    names = [name for name in places if entry is None or entry.record.has(name)]
    values: dict[str, FieldValue] = {name: entry.record.get(name) if entry else None for name in names}
    owner = entry.record.client_code if entry else client
    if owner is not None:
        values.setdefault(client_field(kind), owner)
    return values | {name: each.value for name, each in typed.items()}


def _checked(
    document: Document, kind: RecordKind, entry: Entry | None, key: str, values: Mapping[str, FieldValue]
) -> tuple[Finding, ...]:
    """All findings of the workbook with the draft in it. What is typed anew is no oddity any more."""
    oddities = (
        {}
        if entry is None
        else {
            name: odd
            for name, odd in entry.record.oddities.items()
            if values.get(name) == entry.record.get(name)
        }
    )
    record = make_record(kind, key, values, oddities)
    entries = [
        replace(each, record=record) if entry is not None and each.key == entry.key else each
        for each in document.entries
    ]
    everything = [each.record for each in entries] + ([record] if entry is None else [])
    records = build(tuple(everything), homes=document.homes, choices=document.choices)
    return check_records(records, document.today, document.limits)


def _identity(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.rule, finding.record, finding.field


def _graver(finding: Finding, typed: Mapping[str, Typed]) -> Finding:
    """What was just typed and cannot be understood cannot be written either, whatever it is in a file."""
    each = typed.get(finding.field or "")
    if each is not None and isinstance(each.value, Unclear):
        return replace(finding, severity=Severity.ERROR)
    return finding


def _placed(finding: Finding, places: Mapping[str, Place]) -> Finding:
    place = places.get(finding.field or "")
    return finding if place is None else replace(finding, sheet=place.sheet, cell=str(place.ref))


def _against_workbook(
    document: Document, key: str, places: Mapping[str, Place], typed: Mapping[str, Typed]
) -> list[Finding]:
    """The cells' own rules: what Excel itself would refuse."""
    found = []
    for name, each in typed.items():
        place = places[name]
        source = document.sources[place.source]
        rule = validation_at(source.view.validations(place.sheet), place.ref)
        if rule is None or each.new is None or each.spec.kind is FieldKind.CHOICE:
            continue
        choices = source.list_of(place.sheet, place.ref) if rule.kind is ValidationKind.LIST else None
        violation = check_value(rule, each.new, choices, date1904=source.book.date1904)
        if violation is not None:
            severity = Severity.ERROR if rule.is_strict else Severity.WARNING
            sentence = violation_sentence(violation, rule, choices, date1904=source.book.date1904)
            found.append(Finding("value.cell_rule", severity, sentence, key, name))
    return found
