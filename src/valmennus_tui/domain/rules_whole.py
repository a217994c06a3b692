"""Rules on all records together."""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui.domain.caseload import CoachLoad, coach_loads
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.i18n import _, format_number


def over_caseload(records: RecordSet, context: Context) -> Iterator[Hit]:
    """A coach has more active clients than the limit for her working time. Warning: the file is right, but
    criterion 1 loses points. Without a known share of full time only more than a full-time coach's limit is
    told of. Few clients, or a year's number outside the orientation, is never a finding.
    """
    for load in coach_loads(records, context.today, context.limits):
        if load.over:
            yield Hit(None, _over_message(load, context))


def _over_message(load: CoachLoad, context: Context) -> str:
    if load.limit is not None:
        message = _(
            "{active} clients are active at the same time, more than the limit of {limit} for this working"
            " time. Agree with the team leader on new clients."
        )
        return message.format(active=load.active, limit=format_number(load.limit))
    message = _(
        "{active} clients are active at the same time, more than the limit of {limit} for a full-time coach."
        " Agree with the team leader on new clients."
    )
    return message.format(active=load.active, limit=context.limits.caseload_per_coach)


RULES: tuple[Rule[RecordSet], ...] = (Rule("caseload.over_limit", Severity.WARNING, over_caseload),)
