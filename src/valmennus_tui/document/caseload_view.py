"""The caseload as data (``show PATH caseload --json``) and as plain text, the twin of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from valmennus_tui.document.wording import alarm_word, state_word, status_words
from valmennus_tui.domain.alarms import Alarm
from valmennus_tui.domain.caseload import Caseload, CaseRow, CoachLoad, Totals
from valmennus_tui.domain.situation import ServiceState
from valmennus_tui.i18n import _, format_date, format_number, ngettext
from valmennus_tui.workbook.values import to_json

HEADINGS = ("code", "phase", "status", "days", "alarms")


def as_json(view: Caseload, fingerprint: str) -> dict[str, Any]:
    """The caseload as ``docs/cli.md`` describes it."""
    return {
        "fingerprint": fingerprint,
        "as_of": view.as_of.isoformat(),
        "clients": [_row_json(row) for row in view.rows],
        "coaches": [_coach_json(load) for load in view.coaches],
        "totals": _totals_json(view.totals),
        "limits": {
            "caseload_per_coach": view.limits.caseload_per_coach,
            "yearly": [view.limits.yearly_low, view.limits.yearly_high],
            "waiting_days": list(view.limits.waiting_days),
            "warn_before_days": list(view.limits.warn_before_days),
            "plan_grace_days": view.limits.plan_grace_days,
        },
    }


def _row_json(row: CaseRow) -> dict[str, Any]:
    now = row.now
    return {
        "key": row.key,
        "code": now.client.code,
        "coach": now.client.coach,
        "state": now.state.value,
        "phase": now.phase,
        "working": now.active and now.working,
        "seeking": now.seeking,
        "studying": now.active and now.studying,
        "service_days": now.service_days,
        "waiting_days": now.waiting_days,
        "first_employer_contact": to_json(now.first_contact),
        "alarms": [_alarm_json(alarm) for alarm in row.alarms],
    }


def _alarm_json(alarm: Alarm) -> dict[str, Any]:
    return {
        "kind": alarm.kind.value,
        "severity": alarm.severity.value,
        "days": alarm.days,
        "band": alarm.band,
        "record": alarm.record,
    }


def _coach_json(load: CoachLoad) -> dict[str, Any]:
    return {
        "coach": load.coach,
        "active": load.active,
        "served_this_year": load.served,
        "fte": _number(load.fte),
        "limit": _number(load.limit),
        "over": load.over,
    }


def _totals_json(totals: Totals) -> dict[str, Any]:
    return {
        "active": totals.active,
        "referred": totals.referred,
        "upcoming": totals.upcoming,
        "uncertain": totals.uncertain,
        "by_phase": _counts(totals.by_phase),
        "working": totals.working,
        "seeking": totals.seeking,
        "studying": totals.studying,
        "waiting": totals.waiting,
        "waiting_by_band": _counts(totals.waiting_by_band),
        "waiting_days_unknown": totals.waiting_days_unknown,
        "without_job_search_plan": totals.without_job_search_plan,
        "without_support_plan": totals.without_support_plan,
        "subsidies_ending": _counts(totals.subsidies_ending),
        "jobs_ending": _counts(totals.jobs_ending),
        "uncertain_dates": totals.uncertain_dates,
        "served_this_year": totals.served,
        "fte": _number(totals.fte),
        "limit": _number(totals.limit),
        "over": totals.over,
        "missing": list(totals.missing),
    }


def _counts(counts: Mapping[int, int] | Mapping[int | None, int]) -> dict[str, int]:
    return {"none" if key is None else str(key): count for key, count in counts.items()}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def row_texts(row: CaseRow) -> tuple[str, str, str, str, str]:
    """A row's columns as shown: code, phase, status, days in the service, alarms."""
    now = row.now
    return (
        now.client.code or row.key,
        "" if now.phase is None else str(now.phase),
        status_words(now),
        "" if now.service_days is None or not now.active else str(now.service_days),
        ", ".join(alarm_word(alarm) for alarm in row.alarms),
    )


def headings() -> tuple[str, str, str, str, str]:
    """The columns' headings in the language in force."""
    return (_("Code"), _("Phase"), _("Status"), _("Days"), _("Alarms"))


def totals_lines(view: Caseload) -> list[str]:
    """The totals as sentences, figure by figure."""
    totals, limits = view.totals, view.limits
    lines = [
        _load_line(totals, limits.caseload_per_coach),
        _("Working {working} · seeking {seeking} · studying {studying}").format(
            working=totals.working, seeking=totals.seeking, studying=totals.studying
        ),
        _phase_line(totals),
        _("Waiting for the first employer contact: {figure}").format(figure=_or_unknown(totals.waiting)),
        _("Without a written job-search plan: {figure}").format(
            figure=_or_unknown(totals.without_job_search_plan)
        ),
        _("Without a written support plan: {figure}").format(figure=_or_unknown(totals.without_support_plan)),
        _("Wage subsidies ending: {figure}").format(figure=_ending(totals.subsidies_ending)),
        _("Jobs ending: {figure}").format(figure=_ending(totals.jobs_ending)),
        _("Clients this year: {served} (orientation for each coach {low}–{high})").format(
            served=totals.served, low=limits.yearly_low, high=limits.yearly_high
        ),
    ]
    if totals.uncertain_dates:
        lines.append(
            ngettext(
                "{n} date is partial or unclear and left out of the day counts.",
                "{n} dates are partial or unclear and left out of the day counts.",
                totals.uncertain_dates,
            ).format(n=totals.uncertain_dates)
        )
    return lines


def _load_line(totals: Totals, per_coach: int) -> str:
    if totals.limit is None:
        text = _("Active clients {active} (limit {limit} for a full-time coach; the share is not known)")
        text = text.format(active=totals.active, limit=per_coach)
    else:
        text = _("Active clients {active} of {limit}").format(
            active=totals.active, limit=format_number(totals.limit)
        )
    return text + (" · " + _("over the limit") if totals.over else "")


def _phase_line(totals: Totals) -> str:
    counts = " · ".join(
        f"{'–' if number is None else number}: {count}" for number, count in totals.by_phase.items()
    )
    return _("By phase {counts}").format(counts=counts)


def _ending(counts: Mapping[int, int]) -> str:
    return ", ".join(
        _("{count} within {days} days").format(count=count, days=days) for days, count in counts.items()
    )


def _or_unknown(figure: int | None) -> str:
    return _("not known (no column)") if figure is None else str(figure)


def text_lines(view: Caseload) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    """Title lines, table rows (the ended left out) and totals: what ``--text`` prints."""
    title = [_("Caseload on {date}").format(date=format_date(view.as_of))]
    rows = [row_texts(row) for row in view.current]
    ended = sum(row.now.state is ServiceState.ENDED for row in view.rows)
    totals = totals_lines(view)
    if ended:
        totals.append(f"{state_word(ServiceState.ENDED)}: {ended}")
    return title, list(rows), totals
