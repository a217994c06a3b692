"""A client's employments, studies and contacts as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.domain.schema import FieldKind, RecordKind, field_spec
from valmennus_tui.domain.values import PartialDate, Unclear
from valmennus_tui.i18n import _
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import BLANK, ListColumn, ListModel, SortKey, fold
from valmennus_tui.tui.showing import hidden, severity_sign, severity_tone
from valmennus_tui.workbook.values import display

if TYPE_CHECKING:
    from valmennus_tui.document.entries import Entry

_COLUMNS: dict[RecordKind, tuple[tuple[str, int], ...]] = {
    RecordKind.EMPLOYMENT: (
        ("start", 11),
        ("end", 11),
        ("employer", 18),
        ("job_title", 14),
        ("contract", 12),
        ("hours_per_week", 6),
        ("wage_subsidy_end", 11),
        ("support_plan", 11),
    ),
    RecordKind.EDUCATION: (
        ("start", 11),
        ("end", 11),
        ("kind", 18),
        ("school", 18),
        ("study_plan", 11),
        ("outcome", 12),
    ),
    RecordKind.CONTACT: (
        ("date", 11),
        ("employer", 20),
        ("face_to_face", 10),
        ("purpose", 18),
        ("visit_number", 6),
        ("next_step", 16),
    ),
    RecordKind.SUPPORT: (("date", 11), ("face_to_face", 10), ("place", 24)),
    RecordKind.COACH: (
        ("code", 12),
        ("fte", 11),
        ("valid_from", 11),
        ("valid_to", 11),
        ("weeks_absent", 10),
        ("linked_teams", 20),
    ),
    RecordKind.WORK_LOG: (
        ("coach", 10),
        ("period", 9),
        ("hours_total", 7),
        ("hours_employment_services", 9),
        ("hours_outside_office", 9),
        ("team_meetings", 9),
        ("supervisions", 10),
        ("field_mentoring", 9),
        ("outcome_reviews", 9),
        ("log_reviews", 9),
        ("partner_meetings", 9),
        ("partner_contacts", 9),
        ("rate_reports", 9),
        ("log_reviewed", 12),
    ),
}
_GROWING = ("employer", "school", "place", "linked_teams")


def record_model(
    kind: RecordKind,
    entries: Sequence[Entry],
    findings: Sequence[Finding],
    *,
    hide_names: bool,
    with_client: bool = False,
) -> ListModel[Entry]:
    """The records of one kind. The first column holds the sign of the gravest finding about the record.

    ``with_client``: a column says whose each one is, for tables over all clients.
    """
    gravest = _gravest(findings)
    wanted = [*_COLUMNS[kind]]
    if with_client:
        wanted.insert(2, ("client", 10))
    shown = [(name, width) for name, width in wanted if _has(entries, name)]

    def sign(entry: Entry) -> str:
        severity = gravest.get(entry.key)
        return severity_sign(severity) if severity else ""

    def sign_tone(entry: Entry) -> Tone:
        severity = gravest.get(entry.key)
        return severity_tone(severity) if severity else Tone.PLAIN

    columns = [ListColumn("", 1, sign, sign_tone)]
    columns += [_column(kind, name, width, hide_names=hide_names) for name, width in shown]
    return ListModel(columns, entries)


def _column(kind: RecordKind, name: str, width: int, *, hide_names: bool) -> ListColumn[Entry]:
    spec = field_spec(kind, name)

    def text(entry: Entry) -> str:
        shown = display(entry.record.get(name))
        return hidden(shown) if hide_names and spec.sensitive else shown

    def tone(entry: Entry) -> Tone:
        return Tone.WARN if isinstance(entry.record.get(name), Unclear) else Tone.PLAIN

    def key(entry: Entry) -> SortKey:
        value = entry.record.get(name)
        if isinstance(value, date):
            return (0, value.toordinal())
        if isinstance(value, PartialDate):
            bounds = value.bounds()
            return (0, bounds[0].toordinal()) if bounds else (1, value.raw)
        return (1, fold(display(value))) if value not in (None, "") else BLANK

    right = spec.kind in (FieldKind.NUMBER, FieldKind.INTEGER)
    return ListColumn(_title(kind, name), width, text, tone, key, right=right, grow=name in _GROWING)


def _title(kind: RecordKind, name: str) -> str:
    """A column title short enough for its column; the form shows the whole label."""
    short: dict[str, Callable[[], str]] = {
        "start": lambda: _("Started"),
        "end": lambda: _("Ended"),
        "contract": lambda: _("Contract"),
        "hours_per_week": lambda: _("h/week"),
        "wage_subsidy_end": lambda: _("Subsidy to"),
        "support_plan": lambda: _("Plan"),
        "study_plan": lambda: _("Plan"),
        "kind": lambda: _("Kind"),
        "outcome": lambda: _("Outcome"),
        "face_to_face": lambda: _("Met"),
        "visit_number": lambda: _("Visit"),
        "code": lambda: _("Coach"),
        "coach": lambda: _("Coach"),
        "fte": lambda: _("Full time"),
        "valid_from": lambda: _("From"),
        "valid_to": lambda: _("Until"),
        "weeks_absent": lambda: _("Weeks off"),
        "period": lambda: _("Period"),
        "hours_total": lambda: _("Hours"),
        "hours_employment_services": lambda: _("Coaching"),
        "hours_outside_office": lambda: _("Outside"),
        "team_meetings": lambda: _("Meetings"),
        "supervisions": lambda: _("Reviews"),
        "field_mentoring": lambda: _("Mentoring"),
        "outcome_reviews": lambda: _("Outcomes"),
        "log_reviews": lambda: _("Log"),
        "partner_meetings": lambda: _("Partners"),
        "partner_contacts": lambda: _("Contacts"),
        "rate_reports": lambda: _("Rates"),
        "log_reviewed": lambda: _("Log, how often"),
    }
    return short[name]() if name in short else field_spec(kind, name).shown_label


def _has(entries: Sequence[Entry], name: str) -> bool:
    """Whether any record's workbook has a place for the field; with no records every column is shown."""
    return not entries or any(entry.record.has(name) for entry in entries)


def _gravest(findings: Sequence[Finding]) -> dict[str, Severity]:
    order = list(Severity)
    found: dict[str, Severity] = {}
    for finding in findings:
        if finding.record is not None:
            known = found.get(finding.record)
            if known is None or order.index(finding.severity) < order.index(known):
                found[finding.record] = finding.severity
    return found
