"""Rules on a client row: order of dates, waiting for the first employer contact, plans, re-entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from valmennus_tui.domain.alarms import waiting_severity
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.period import apart, surely_before
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.situation import ServiceState, knows_contacts, logged_contact
from valmennus_tui.i18n import _, ngettext


def duplicate_code(client: Client, context: Context) -> Iterator[Hit]:
    """An earlier row has the same code in a period that may overlap. Error: the client is counted twice and
    her rows cannot be told apart. Periods certainly apart are a re-entry and fine.
    """
    for other in context.records.clients_by_code.get(client.code or "", ()):
        if other is client:
            return
        if not apart(client.service_start, client.service_end, other.service_start, other.service_end):
            message = _(
                "The same client code is on another row whose service period overlaps with this one."
                " Correct the code, or the dates if the client has come back."
            )
            yield Hit("code", message)
            return


def end_before_start(client: Client, context: Context) -> Iterator[Hit]:
    """The service ends before it starts. Error: one of the dates is wrong and the client counts nowhere."""
    if surely_before(client.service_end, client.service_start):
        yield Hit("service_end", _("The service ends before it starts. Correct one of the dates."))


def profile_order(client: Client, context: Context) -> Iterator[Hit]:
    """The profile is done before it was started. Error: an end before its start, as with the service."""
    if surely_before(client.profile_done, client.profile_started):
        message = _("The vocational profile is done before it was started. Correct one of the dates.")
        yield Hit("profile_done", message)


def referral_after_start(client: Client, context: Context) -> Iterator[Hit]:
    """The referral is dated after the start of the service. Hint: papers do come late, but check."""
    if surely_before(client.service_start, client.referral_date):
        yield Hit("referral_date", _("The referral is dated after the service started. Check the dates."))


def start_missing(client: Client, context: Context) -> Iterator[Hit]:
    """No service start although the work has begun. Warning: the client is on nobody's caseload.

    A referral alone, or phase 1, needs no start yet.
    """
    if client.service_start is not None or not client.has("service_start"):
        return
    phase = context.situation(client).phase
    begun = client.profile_started or client.job_search_plan or client.service_end
    if begun or (phase is not None and phase > 1) or context.records.employments_of(client):
        message = _("The start of the service is missing, so the client is not counted. Add the date.")
        yield Hit("service_start", message)


def contact_before_start(client: Client, context: Context) -> Iterator[Hit]:
    """The first employer contact lies before the service. Warning: days to it would be negative."""
    if surely_before(client.first_employer_contact, client.service_start):
        message = _("The first employer contact is before the service started. Check both dates.")
        yield Hit("first_employer_contact", message)


def contact_missing(client: Client, context: Context) -> Iterator[Hit]:
    """A seeker has had no first employer contact within the limits of criterion 15. A hint beyond the first
    limit, a warning beyond the next ones, never an error: it is the work that lags, not the file.
    """
    days = context.situation(client).waiting_days
    band = context.limits.waiting_band(days) if days is not None else 0
    if context.situation(client).active and days is not None and band:
        message = ngettext(
            "The client has waited {days} day for the first employer contact (limit {limit})."
            " Arrange a meeting, or record the one that was held.",
            "The client has waited {days} days for the first employer contact (limit {limit})."
            " Arrange a meeting, or record the one that was held.",
            days,
        )
        severity = waiting_severity(band, context.limits)
        yield Hit("first_employer_contact", message.format(days=days, limit=band), severity)


def contact_not_recorded(client: Client, context: Context) -> Iterator[Hit]:
    """A working client has no first employer contact recorded. Hint: the work was done, the date is missing.

    Clients who had a job when they came are left alone.
    """
    now = context.situation(client)
    blank = now.first_contact is None and client.first_employer_contact is None
    if now.active and now.working and blank and client.employed_at_entry is not True:
        if not knows_contacts(client, context.records):
            return
        message = _("The client works, but no first employer contact is recorded. Add its date.")
        yield Hit("first_employer_contact", message)


def contact_differs(client: Client, context: Context) -> Iterator[Hit]:
    """The contact log knows an earlier first contact than the field. Hint: the field's date is used."""
    logged = logged_contact(client, context.records)
    field = client.first_employer_contact
    if logged is not None and isinstance(field, date) and logged < field:
        message = _("The contact log has an earlier first employer contact than this. Check the date.")
        yield Hit("first_employer_contact", message)


def end_reason_without_end(client: Client, context: Context) -> Iterator[Hit]:
    """A reason for the end but no end date. Warning: the client still counts as active."""
    if client.end_reason is not None and client.service_end is None and client.has("service_end"):
        message = _(
            "There is a reason for the end of the service but no end date. Add the date, or clear the reason."
        )
        yield Hit("service_end", message)


def end_without_reason(client: Client, context: Context) -> Iterator[Hit]:
    """An end date without a reason. Hint: the caseload is right, the outcome is not known."""
    ended = context.situation(client).state is ServiceState.ENDED
    if ended and client.end_reason is None and client.has("end_reason"):
        yield Hit(
            "end_reason", _("The service has ended, but the reason is missing. Choose it from the list.")
        )


def job_search_plan_missing(client: Client, context: Context) -> Iterator[Hit]:
    """A seeker without a written job-search plan after the grace. Warning: criterion 16 cannot reach full
    points. Not an error, since the plan may be on its way.
    """
    now = context.situation(client)
    if now.job_search_plan_missing:
        message = _(
            "The client seeks work without a written job-search plan. Make the plan and add its date."
        )
        yield Hit("job_search_plan", message)


def outdated_choice(client: Client, context: Context) -> Iterator[Hit]:
    """A label that was out of use when the client was referred (TE services after 2024). Hint: it is
    understood, and the list offers what replaced it.
    """
    known = context.records.choices.get("referral_source")
    choice = known.find(client.referral_source) if known and isinstance(client.referral_source, str) else None
    day = client.referral_date
    if choice and choice.last and isinstance(day, date) and day > choice.last:
        message = _("This label was no longer in use on the date of the referral. Choose the present one.")
        yield Hit("referral_source", message)


RULES: tuple[Rule[Client], ...] = (
    Rule("client.duplicate_code", Severity.ERROR, duplicate_code),
    Rule("client.end_before_start", Severity.ERROR, end_before_start),
    Rule("client.profile_done_before_start", Severity.ERROR, profile_order),
    Rule("client.referral_after_start", Severity.HINT, referral_after_start),
    Rule("client.start_missing", Severity.WARNING, start_missing),
    Rule("client.first_contact_before_start", Severity.WARNING, contact_before_start),
    Rule("client.first_contact_missing", Severity.WARNING, contact_missing),
    Rule("client.first_contact_not_recorded", Severity.HINT, contact_not_recorded),
    Rule("client.first_contact_differs", Severity.HINT, contact_differs),
    Rule("client.end_reason_without_end", Severity.WARNING, end_reason_without_end),
    Rule("client.end_without_reason", Severity.HINT, end_without_reason),
    Rule("client.job_search_plan_missing", Severity.WARNING, job_search_plan_missing),
    Rule("client.outdated_choice", Severity.HINT, outdated_choice),
)
