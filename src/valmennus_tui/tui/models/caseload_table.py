"""The caseload as a table."""

from __future__ import annotations

from collections.abc import Sequence

from valmennus_tui.document.wording import status_words
from valmennus_tui.domain.caseload import CaseRow
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.situation import ServiceState
from valmennus_tui.i18n import _
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import BLANK, ListColumn, ListModel, SortKey, fold
from valmennus_tui.tui.showing import alarm_text, hidden, severity_tone

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def caseload_model(rows: Sequence[CaseRow], *, hide_names: bool) -> ListModel[CaseRow]:
    """Client, name (where the workbook has one), phase, status, days in the service, alarms."""
    columns = [ListColumn(_("Client"), 10, lambda row: row.client.code or "", _row_tone)]
    if any(row.client.has("name") for row in rows):
        columns.append(ListColumn(_("Name"), 16, lambda row: _name(row, hide_names), _faint_if_ended))
    columns += [
        ListColumn(_("Phase"), 6, _phase, _faint_if_ended, _phase_key, right=True),
        ListColumn(_("Status"), 15, lambda row: status_words(row.now), _faint_if_ended),
        ListColumn(_("Days"), 6, _days, _faint_if_ended, _days_key, right=True),
        ListColumn(_("Alarms"), 20, alarms_text, _alarm_tone, _alarm_key, grow=True),
    ]
    return ListModel(columns, rows)


def alarms_text(row: CaseRow) -> str:
    """All alarms on one line, the gravest first."""
    return "  ".join(alarm_text(alarm) for alarm in row.alarms)


def _name(row: CaseRow, hide_names: bool) -> str:
    name = row.client.name or ""
    return hidden(name) if hide_names else name


def _phase(row: CaseRow) -> str:
    return "" if row.now.phase is None else str(row.now.phase)


def _days(row: CaseRow) -> str:
    days = row.now.service_days
    return "" if days is None or not row.now.active else str(days)


def _ended(row: CaseRow) -> bool:
    return row.now.state is ServiceState.ENDED


def _row_tone(row: CaseRow) -> Tone:
    return Tone.FAINT if _ended(row) else Tone.PLAIN


_faint_if_ended = _row_tone


def _alarm_tone(row: CaseRow) -> Tone:
    return severity_tone(row.alarms[0].severity) if row.alarms else Tone.PLAIN


def _phase_key(row: CaseRow) -> SortKey:
    return BLANK if row.now.phase is None else (0, row.now.phase)


def _days_key(row: CaseRow) -> SortKey:
    return (0, row.now.service_days or 0) if _days(row) else BLANK


def _alarm_key(row: CaseRow) -> SortKey:
    """Gravest first, then by kind."""
    if not row.alarms:
        return BLANK
    first = row.alarms[0]
    return (1, f"{_GRAVITY[first.severity]} {first.kind} {fold(alarm_text(first))}")
