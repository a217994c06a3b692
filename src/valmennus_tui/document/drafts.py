"""A draft: a record as typed, understood and checked against all others, before anything is changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from valmennus_tui.document.entries import COACHED, Entry, Place
from valmennus_tui.document.renaming import followers, with_code
from valmennus_tui.document.typed import Typed, understand_all
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.records import build, make_record
from valmennus_tui.domain.rules import check_records
from valmennus_tui.domain.schema import RecordKind, client_field, field_names
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
    """Understand and check ``texts``. Raises UsageError for a field that there is no place for.

    What was found before and is not about a field that changes is left out: a row with old faults can still
    be edited, but nothing can be made worse, in this record or another.
    """
    typed = understand_all(kind, texts, places, document.list_at, document.choices, document.entries)
    key = entry.key if entry else NEW
    changed = {name: each for name, each in typed.items() if entry is None or changes(entry, each)}
    values = _values(document, kind, entry, places, typed, client)
    before = {_identity(finding) for finding in document.findings()}
    found = [
        finding
        for finding in _checked(document, kind, entry, key, values, changed)
        if _identity(finding) not in before or (finding.record == key and finding.field in changed)
    ]
    own = [_graver(replace(f, record=key), changed) for f in found if f.record in (key, None)]
    own += _against_workbook(document, key, places, changed)
    others = [finding for finding in found if finding.record not in (key, None)]
    placed = tuple(_placed(finding, places) for finding in own)
    errors = [f for f in (*placed, *others) if f.severity is Severity.ERROR]
    return Draft(kind, entry, client, places, typed, placed, tuple(errors))


def changes(entry: Entry, typed: Typed) -> bool:
    """Whether a typed value differs from what stands there; the same value typed over a date or number that
    is written as text differs too.
    """
    name = typed.spec.name
    return typed.value != entry.record.get(name) or name in entry.record.oddities


def _values(
    document: Document,
    kind: RecordKind,
    entry: Entry | None,
    places: Mapping[str, Place],
    typed: Mapping[str, Typed],
    client: str | None,
) -> dict[str, FieldValue]:
    """Every field's value with the typed ones in it; what a card's or group's owner, or the title block,
    says is filled in.
    """
    values: dict[str, FieldValue] = dict.fromkeys(places)
    if entry is not None:
        names = [name for name in field_names(kind) if entry.record.has(name)]
        values = {name: entry.record.get(name) for name in names}
    elif client is not None:
        values.setdefault(client_field(kind), client)
    values |= {name: each.value for name, each in typed.items()}
    coach = document.sources[next(iter(places.values())).source].coach
    if kind in COACHED and coach is not None and values.get("coach") is None:
        values["coach"] = coach
    return values


def _checked(
    document: Document,
    kind: RecordKind,
    entry: Entry | None,
    key: str,
    values: Mapping[str, FieldValue],
    changed: Collection[str],
) -> tuple[Finding, ...]:
    """All findings of the workbook with the draft in it. What is typed anew is no oddity any more."""
    before = {} if entry is None else entry.record.oddities
    oddities = {name: odd for name, odd in before.items() if name not in changed}
    drafted = {key: make_record(kind, key, values, oddities)}
    if entry is not None:
        drafted |= {each.key: with_code(each, code) for each, code in followers(document, entry, values)}
    everything = [drafted.pop(each.key, each.record) for each in document.entries]
    records = build((*everything, *drafted.values()), homes=document.homes, choices=document.choices)
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
        if rule is None or each.new is None:
            continue
        choices = source.list_of(place.sheet, place.ref) if rule.kind is ValidationKind.LIST else None
        violation = check_value(rule, each.new, choices, date1904=source.book.date1904)
        if violation is not None:
            strict = rule.is_strict if choices is None else choices.exact
            severity = Severity.ERROR if strict else Severity.WARNING
            sentence = violation_sentence(violation, rule, choices, date1904=source.book.date1904)
            found.append(Finding("value.cell_rule", severity, sentence, key, name))
    return found
