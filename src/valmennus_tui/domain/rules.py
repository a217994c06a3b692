"""All validation rules by id, and running them.

Severities follow one line: an *error* is what makes a row uncountable, miscounted for certain or unlawful as
a key; a *warning* is what is probably wrong or needs action soon; a *hint* is worth a look. Each rule's
docstring argues its own.
"""

from __future__ import annotations

from collections.abc import Iterator
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

_EVERY_KIND = (*rules_values.RULES, *rules_text.RULES)

ALL: dict[str, Rule[Any]] = {
    rule.id: rule
    for rules in (
        _EVERY_KIND,
        rules_client.RULES,
        rules_employment.RULES,
        rules_education.RULES,
        rules_contact.RULES,
        rules_team.COACH_RULES,
        rules_team.WORK_LOG_RULES,
        rules_assessment.ASSESSMENT_RULES,
        rules_assessment.CRITERION_RULES,
        rules_whole.RULES,
    )
    for rule in rules
}
"""Every rule by its id. Ids are stable: programs and the documentation name them."""


def check_records(records: RecordSet, today: date, limits: Limits) -> tuple[Finding, ...]:
    """All findings, record by record in workbook order, those on the whole set last."""
    context = Context(records, today, limits)
    return tuple(_findings(context))


def _findings(context: Context) -> Iterator[Finding]:
    records = context.records
    for record in records.all():
        for rule in _EVERY_KIND:
            yield from rule.findings(record, context, record.key)
    for client in records.clients:
        for client_rule in rules_client.RULES:
            yield from client_rule.findings(client, context, client.key)
    for job in records.employments:
        for job_rule in rules_employment.RULES:
            yield from job_rule.findings(job, context, job.key)
    for study in records.education:
        for study_rule in rules_education.RULES:
            yield from study_rule.findings(study, context, study.key)
    for contact in records.contacts:
        for contact_rule in rules_contact.RULES:
            yield from contact_rule.findings(contact, context, contact.key)
    yield from _findings_of_the_team(context)
    for whole in rules_whole.RULES:
        yield from whole.findings(records, context, None)


def _findings_of_the_team(context: Context) -> Iterator[Finding]:
    records = context.records
    for coach in records.coaches:
        for coach_rule in rules_team.COACH_RULES:
            yield from coach_rule.findings(coach, context, coach.key)
    for row in records.work_log:
        for log_rule in rules_team.WORK_LOG_RULES:
            yield from log_rule.findings(row, context, row.key)
    for assessment in records.assessments:
        for assessment_rule in rules_assessment.ASSESSMENT_RULES:
            yield from assessment_rule.findings(assessment, context, assessment.key)
    for criterion in records.criteria:
        for criterion_rule in rules_assessment.CRITERION_RULES:
            yield from criterion_rule.findings(criterion, context, criterion.key)
