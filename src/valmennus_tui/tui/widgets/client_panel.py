"""The side panel of the caseload: the client under the cursor. Only on wide screens."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from valmennus_tui.document.wording import status_words
from valmennus_tui.domain.caseload import Caseload, CaseRow
from valmennus_tui.domain.employment import Employment
from valmennus_tui.i18n import _
from valmennus_tui.tui.safe_text import plain
from valmennus_tui.tui.showing import alarm_text, hidden
from valmennus_tui.workbook.values import display

_FIELDS = ("referral_source", "linked_team", "service_start", "service_end", "phase", "job_search_plan")


class ClientPanel(Static):
    """Field by field what matters of one client."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.text = ""

    def show(self, row: CaseRow | None, caseload: Caseload | None, *, hide_names: bool) -> None:
        """Show a client; nothing where no row is marked. Costs nothing on narrow screens."""
        if not self.display_wanted:
            return
        text = "" if row is None else "\n".join(_lines(row, hide_names=hide_names))
        if text != self.text:
            self.text = text
            self.update(Content("\n").join(plain(line) for line in text.split("\n")))

    @property
    def display_wanted(self) -> bool:
        """Whether the style sheet shows the panel at this width."""
        return bool(self.display)


def _lines(row: CaseRow, *, hide_names: bool) -> Iterator[str]:
    client = row.client
    name = client.name or ""
    yield " ".join(part for part in (client.code or "", hidden(name) if hide_names else name) if part)
    yield status_words(row.now)
    yield ""
    for field in _FIELDS:
        value = display(client.get(field)) if client.has(field) else ""
        if value:
            from valmennus_tui.domain.schema import RecordKind, field_spec

            yield f"{field_spec(RecordKind.CLIENT, field).shown_label}: {value}"
    if row.now.service_days is not None and row.now.active:
        yield _("Days in the service: {days}").format(days=row.now.service_days)
    for job in row.now.jobs:
        yield from ("", *_job(job))
    if row.alarms:
        yield ""
        yield _("Alarms")
        yield from (alarm_text(alarm) for alarm in row.alarms)


def _job(job: Employment) -> Iterator[str]:
    yield _("Job: {employer}").format(employer=job.employer or "?")
    details = [display(value) for value in (job.job_title, job.contract) if value]
    if job.hours_per_week is not None:
        details.append(_("{hours} h/week").format(hours=display(job.hours_per_week)))
    if details:
        yield "  " + ", ".join(details)
    if job.wage_subsidy_end is not None:
        yield "  " + _("wage subsidy ends {date}").format(date=display(job.wage_subsidy_end))
