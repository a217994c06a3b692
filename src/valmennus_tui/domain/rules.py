"""All validation rules by id, and running them.

Severities follow one line: an *error* is what makes a row uncountable, miscounted for certain or unlawful as
a key; a *warning* is what is probably wrong or needs action soon; a *hint* is worth a look. Each rule's
docstring argues its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from valmennus_tui.domain import (
    rules_assessment,
    rules_client,
    rules_contact,
    rules_education,
    rules_employment,
    rules_team,
    rules_text,
    rules_values,
    rules_whole,
)
from valmennus_tui.domain.findings import Finding
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.rule import Context, Rule
from valmennus_tui.domain.schema import RecordKind

_EVERY_KIND = (*rules_values.RULES, *rules_text.RULES)

_BY_KIND: Mapping[RecordKind, tuple[Rule[Any], ...]] = {
    RecordKind.CLIENT: rules_client.RULES,
    RecordKind.EMPLOYMENT: rules_employment.RULES,
    RecordKind.EDUCATION: rules_education.RULES,
    RecordKind.CONTACT: rules_contact.RULES,
    RecordKind.COACH: rules_team.COACH_RULES,
    RecordKind.WORK_LOG: rules_team.WORK_LOG_RULES,
    RecordKind.ASSESSMENT: rules_assessment.ASSESSMENT_RULES,
    RecordKind.CRITERION: rules_assessment.CRITERION_RULES,
}
"""The rules of one record kind, in the order in which they are run."""

ALL: dict[str, Rule[Any]] = {
    rule.id: rule for rules in (_EVERY_KIND, *_BY_KIND.values(), rules_whole.RULES) for rule in rules
}
"""Every rule by its id. Ids are stable: programs and the documentation name them."""


def check_records(records: RecordSet, today: date, limits: Limits) -> tuple[Finding, ...]:
    """All findings, record by record in workbook order, those on the whole set last."""
    context = Context(records, today, limits)
    return tuple(_findings(context))


def _findings(context: Context) -> Iterator[Finding]:
    records = context.records
    for record in records.all():
        for every in _EVERY_KIND:
            yield from every.findings(record, context, record.key)
    for kind, rules in _BY_KIND.items():
        for record in records.of(kind):
            for rule in rules:
                yield from rule.findings(record, context, record.key)
    for whole in rules_whole.RULES:
        yield from whole.findings(records, context, None)
