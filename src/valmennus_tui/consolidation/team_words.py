"""The team's view in words and as data: alarms, lines, ``show FOLDER caseload|indicators``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from valmennus_tui import i18n
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.team_view import CoachLine, TeamAlarm, TeamAlarmKind, TeamView
from valmennus_tui.document import indicators_view
from valmennus_tui.domain.indicators.figures import IndicatorTable
from valmennus_tui.i18n import _, format_date, format_number, ngettext, pgettext
from valmennus_tui.workbook.shipped_indicators import shipped_indicators


def alarm_sentence(alarm: TeamAlarm) -> str:
    """An alarm as a sentence, without the coach."""
    n = int(alarm.count)
    if alarm.kind is TeamAlarmKind.ASSESSMENT_DUE:
        if alarm.day is None:
            return _("The service has not been assessed yet.")
        return _("The assessment was due on {day}.").format(day=format_date(alarm.day))
    if alarm.kind is TeamAlarmKind.FEW_CONTACTS:
        text = _("{n} employer contacts a week, fewer than full points need")
        return text.format(n=format_number(round(alarm.count, 1)))
    sentences = {
        TeamAlarmKind.OVER_LIMIT: ngettext("{n} client, over the limit", "{n} clients, over the limit", n),
        TeamAlarmKind.WAITING: ngettext(
            "{n} client still without an employer contact",
            "{n} clients still without an employer contact",
            n,
        ),
        TeamAlarmKind.NO_JOB_SEARCH_PLAN: ngettext(
            "{n} client without a job-search plan", "{n} clients without a job-search plan", n
        ),
        TeamAlarmKind.NO_SUPPORT_PLAN: ngettext(
            "{n} job without a support plan", "{n} jobs without a support plan", n
        ),
    }
    return sentences[alarm.kind].format(n=n)


def headings() -> tuple[str, ...]:
    """The columns of the coaches side by side."""
    return (
        _("Coach"),
        pgettext("column", "Clients"),
        pgettext("column", "Limit"),
        pgettext("column", "Working"),
        pgettext("column", "Seeking"),
        pgettext("column", "Waiting"),
        pgettext("column", "No plan"),
        pgettext("column", "Contacts/week"),
    )


def line_texts(line: CoachLine) -> tuple[str, ...]:
    """One coach's columns."""
    contacts = line.figures.get("contacts_per_week")
    return (
        line.coach,
        str(line.active),
        limit_text(line.limit),
        str(line.working),
        str(line.seeking),
        waiting_text(line),
        plans_text(line),
        "–" if contacts is None or contacts.value is None else indicators_view.shown(contacts),
    )


def limit_text(limit: Decimal | None) -> str:
    """A caseload limit; a dash where the share of full time is not known."""
    return "–" if limit is None else format_number(limit)


def waiting_text(line: CoachLine) -> str:
    """How many wait too long for an employer contact; a dash where no column tells."""
    return str(line.waiting_long) if line.waiting_known else "–"


def plans_text(line: CoachLine) -> str:
    """How many are without a written plan; a dash where no column tells."""
    return str(line.without_plans) if line.plans_known else "–"


def columns_sentence(view: TeamView) -> str:
    """What the columns of waiting and of plans count."""
    text = _(
        "Waiting: more than {days} days in the service without a face-to-face employer contact. No plan:"
        " no written job-search plan or no support plan, though it is time for one."
    )
    return text.format(days=view.limits.waiting_days[0])


def capacity_sentence(view: TeamView) -> str:
    """The operating model's guess against the year so far."""
    capacity = view.capacity
    text = ngettext(
        "{n} coach: {low}–{high} clients a year by the operating model; {served} so far this year.",
        "{n} coaches: {low}–{high} clients a year by the operating model; {served} so far this year.",
        capacity.coaches,
    )
    return text.format(n=capacity.coaches, low=capacity.low, high=capacity.high, served=capacity.served)


def due_sentence(view: TeamView) -> str:
    """When the next assessment is due; "" where the folder has no workbook of assessments."""
    if view.due is None or view.due.on is None:
        return "" if view.due is None else _("The service has not been assessed yet.")
    return _("Next assessment by {day}.").format(day=format_date(view.due.on))


def text_lines(view: TeamView) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    """Title, the coaches' rows, and what stands below them."""
    title = _("The team on {day}").format(day=format_date(view.as_of))
    below = [columns_sentence(view), capacity_sentence(view)]
    below += [text for text in (due_sentence(view),) if text]
    for alarm in view.alarms:
        who = f"{alarm.coach}: " if alarm.coach else ""
        below.append(f"! {who}{alarm_sentence(alarm)}")
    return [title], [line_texts(line) for line in view.coaches], below


def as_json(view: TeamView, gathered: Gathered) -> dict[str, Any]:
    """``show FOLDER caseload --json`` as ``docs/cli.md`` describes it."""
    return {
        "as_of": view.as_of.isoformat(),
        "period": str(view.period),
        "coaches": [_line_json(line) for line in view.coaches],
        "alarms": [_alarm_json(alarm) for alarm in view.alarms],
        "capacity": {
            "coaches": view.capacity.coaches,
            "low": view.capacity.low,
            "high": view.capacity.high,
            "served_this_year": view.capacity.served,
        },
        "next_assessment": None if view.due is None or view.due.on is None else view.due.on.isoformat(),
        "files": fingerprints(gathered),
    }


def fingerprints(gathered: Gathered) -> dict[str, str]:
    """The files with what ``--if`` compares."""
    return {file.source.name: file.fingerprint for file in gathered.files}


def _line_json(line: CoachLine) -> dict[str, Any]:
    contacts = line.figures.get("contacts_per_week")
    value = None if contacts is None else contacts.value
    return {
        "coach": line.coach,
        "files": list(line.files),
        "active": line.active,
        "limit": None if line.limit is None else float(line.limit),
        "over": line.over,
        "working": line.working,
        "seeking": line.seeking,
        "studying": line.studying,
        "waiting_long": line.waiting_long if line.waiting_known else None,
        "without_plans": line.without_plans if line.plans_known else None,
        "served_this_year": line.served_this_year,
        "missing": list(line.missing),
        "contacts_per_week": None if value is None else round(float(value), 6),
    }


def _alarm_json(alarm: TeamAlarm) -> dict[str, Any]:
    return {
        "kind": alarm.kind.value,
        "severity": alarm.severity.value,
        "coach": alarm.coach,
        "count": float(alarm.count),
        "day": None if alarm.day is None else alarm.day.isoformat(),
        "rows": [{"file": ref.source, "key": ref.key} for ref in alarm.rows],
    }


def indicator_table(table: IndicatorTable) -> tuple[Sequence[str], list[tuple[str, ...]]]:
    """Headings and rows of ``show FOLDER indicators``: an indicator a row, the team and each coach."""
    words = shipped_indicators()
    heading = (_("Indicator"), _("Team"), *table.coaches)
    rows = [
        (
            words[name].name(i18n.language()),
            indicators_view.shown(figure),
            *(indicators_view.shown(own[name]) for own in table.coaches.values()),
        )
        for name, figure in table.team.items()
    ]
    return heading, rows


def indicator_lines(tables: Iterable[IndicatorTable], indicator: str) -> list[tuple[str, str]]:
    """An indicator of the team quarter by quarter: the period's label and the figure."""
    return [(table.period.label, indicators_view.shown(table.team[indicator])) for table in tables]
