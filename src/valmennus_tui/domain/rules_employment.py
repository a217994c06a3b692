"""Rules on a job: order of dates, hours, plans, subsidies and terms that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from valmennus_tui.domain.alarms import ending_severity, job_end_band, subsidy_band
from valmennus_tui.domain.employer import is_business_id
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.period import covers, has_ended, surely_before
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.situation import ServiceState, is_job, open_jobs
from valmennus_tui.i18n import _, format_number, ngettext

HOURS_IN_WEEK = 168


def end_before_start(job: Employment, context: Context) -> Iterator[Hit]:
    """The job, its subsidy or a lay-off ends before it starts. Error: one of the dates is wrong."""
    if surely_before(job.end, job.start):
        yield Hit("end", _("The job ends before it starts. Correct one of the dates."))
    if surely_before(job.wage_subsidy_end, job.start):
        yield Hit(
            "wage_subsidy_end", _("The wage subsidy ends before the job starts. Correct one of the dates.")
        )
    if surely_before(job.leave_end, job.leave_start):
        yield Hit("leave_end", _("The lay-off or break ends before it starts. Correct one of the dates."))


def start_before_service(job: Employment, context: Context) -> Iterator[Hit]:
    """The job started before the service. Warning, since it would count as a result of the service; not for
    a client who was employed at entry.
    """
    client = context.records.client_of(job)
    if client is None or client.employed_at_entry is True:
        return
    if surely_before(job.start, client.service_start):
        message = _(
            "The job started before the service. Correct the date, or mark the client as employed when the"
            " service started."
        )
        yield Hit("start", message)


def open_after_service(job: Employment, context: Context) -> Iterator[Hit]:
    """The job has no end although the service has ended. Warning, for the end may have been forgotten; a hint
    where the service ended because the client got work, for then the job may well go on.
    """
    client = context.records.client_of(job)
    if client is None or job.end is not None or not is_job(job, context.records):
        return
    if context.situation(client).state is not ServiceState.ENDED:
        return
    employed = context.records.choices.code_of("client_end_reason", client.end_reason) == "employed"
    message = _("The service has ended, but this job has no end date. Add the end if the job is over.")
    yield Hit("end", message, Severity.HINT if employed else None)


def two_full_time(job: Employment, context: Context) -> Iterator[Hit]:
    """The client has an earlier full-time job that is open too. Warning: one of them has probably ended."""
    client = context.records.client_of(job)
    if client is None:
        return
    for other in _full_time_jobs(context, context.records.employments_of(client)):
        if other is job:
            return
        if any(job is open_job for open_job in _full_time_jobs(context, (job,))):
            message = _(
                "The client has two full-time jobs at the same time. Add the end date of the one that is"
                " over."
            )
            yield Hit("end", message)
            return


def _full_time_jobs(context: Context, jobs: tuple[Employment, ...]) -> tuple[Employment, ...]:
    least = context.limits.full_time_hours
    return tuple(
        job
        for job in open_jobs(jobs, context.records, context.today)
        if isinstance(job.hours_per_week, Decimal) and job.hours_per_week >= least
    )


def hours(job: Employment, context: Context) -> Iterator[Hit]:
    """Hours a week beyond the limit: warning, overtime exists. None, negative or more than a week has:
    error, that cannot be.
    """
    value = job.hours_per_week
    if not isinstance(value, Decimal):
        return
    if value <= 0 or value > HOURS_IN_WEEK:
        message = _("The hours per week cannot be right. Correct them.")
        yield Hit("hours_per_week", message, Severity.ERROR)
    elif value > context.limits.max_hours:
        message = _("The hours per week are more than {limit}. Check that they are for one week.")
        yield Hit("hours_per_week", message.format(limit=format_number(context.limits.max_hours)))


def employer_missing(job: Employment, context: Context) -> Iterator[Hit]:
    """No employer. Hint: the job counts, but the variety of employers (criterion 20) does not see it."""
    if job.employer is None and job.has("employer") and job.start is not None:
        yield Hit("employer", _("The employer is missing. Add it if you know it."))


def employer_spelling(job: Employment, context: Context) -> Iterator[Hit]:
    """The employer is written in another way on an earlier row. Hint: it would count as two employers."""
    if job.employer in context.employer_spellings:
        message = _("Another row writes what seems to be the same employer differently. Choose one spelling.")
        yield Hit("employer", message)


def business_id(job: Employment, context: Context) -> Iterator[Hit]:
    """The business ID has a wrong form or check digit. Hint: nothing is counted by it alone."""
    if job.business_id and not is_business_id(job.business_id):
        yield Hit("business_id", _("The business ID is not a valid one. Check it, for example 1234567-1."))


def support_plan_missing(job: Employment, context: Context) -> Iterator[Hit]:
    """A job without a written support plan after the grace. Warning: criterion 22 loses full points."""
    client = context.records.client_of(job)
    if client and any(job is lacking for lacking in context.situation(client).jobs_without_plan):
        message = _(
            "The client works without a written plan for support during the job. Make the plan and add its"
            " date."
        )
        yield Hit("support_plan", message)


def subsidy_ending(job: Employment, context: Context) -> Iterator[Hit]:
    """A wage subsidy ends soon. A hint within the longer, a warning within the shorter warning time: trouble
    comes when the subsidy ends, and agreeing on what follows takes weeks.
    """
    band = subsidy_band(job, context.today, context.limits) if _is_open(job, context) else None
    if band:
        message = ngettext(
            "The wage subsidy ends in {days} day. Agree with the employer on what follows.",
            "The wage subsidy ends in {days} days. Agree with the employer on what follows.",
            band[0],
        )
        if band[0] == 0:
            message = _("The wage subsidy ends today. Agree with the employer on what follows.")
        yield Hit("wage_subsidy_end", message.format(days=band[0]), ending_severity(band[1], context.limits))


def subsidy_over(job: Employment, context: Context) -> Iterator[Hit]:
    """The subsidy of an open job has run out. Hint: it may have been continued, or the flag forgotten."""
    end = job.wage_subsidy_end
    if job.wage_subsidy is True and isinstance(end, date) and end < context.today and _is_open(job, context):
        yield Hit(
            "wage_subsidy_end", _("The wage subsidy has ended. Add the new end date if it was continued.")
        )


def subsidy_end_missing(job: Employment, context: Context) -> Iterator[Hit]:
    """A subsidised open job without the subsidy's end. Hint: its end cannot be warned of."""
    blank = job.wage_subsidy_end is None and job.has("wage_subsidy_end")
    if job.wage_subsidy is True and blank and _is_open(job, context):
        yield Hit(
            "wage_subsidy_end",
            _("The job is subsidised, but the end of the subsidy is missing. Add the date."),
        )


def job_ending(job: Employment, context: Context) -> Iterator[Hit]:
    """A job's known end is near. A hint within the longer, a warning within the shorter warning time."""
    band = job_end_band(job, context.today, context.limits) if _is_open(job, context) else None
    if band:
        message = ngettext(
            "The job ends in {days} day. Plan with the client and the employer what follows.",
            "The job ends in {days} days. Plan with the client and the employer what follows.",
            band[0],
        )
        if band[0] == 0:
            message = _("The job ends today. Plan with the client and the employer what follows.")
        yield Hit("end", message.format(days=band[0]), ending_severity(band[1], context.limits))


def fixed_term_without_end(job: Employment, context: Context) -> Iterator[Hit]:
    """A fixed-term, seasonal or apprenticeship contract without an end. Hint: its end cannot be warned of."""
    ends = context.records.choices.trait("contract", job.contract, "ends") is True
    if ends and job.end is None and job.has("end") and job.start is not None:
        yield Hit("end", _("The contract is for a fixed term, but the end date is missing. Add it."))


def end_reason_without_end(job: Employment, context: Context) -> Iterator[Hit]:
    """A reason for the end but no end date. Warning: the job still counts as open."""
    if job.end_reason is not None and job.end is None and job.has("end"):
        yield Hit(
            "end",
            _("There is a reason for the end of the job but no end date. Add the date, or clear the reason."),
        )


def end_without_reason(job: Employment, context: Context) -> Iterator[Hit]:
    """A job is over without a reason. Hint: lessons of job ends (criterion 14) need it."""
    over = job.end is not None and has_ended(job.end, context.today) is True
    if over and job.end_reason is None and job.has("end_reason"):
        yield Hit("end_reason", _("The job has ended, but the reason is missing. Choose it from the list."))


def _is_open(job: Employment, context: Context) -> bool:
    """Held today, by a client whose service goes on."""
    client = context.records.client_of(job)
    in_service = client is not None and context.situation(client).active
    return in_service and covers(job.start, job.end, context.today) is True


RULES: tuple[Rule[Employment], ...] = (
    Rule("employment.end_before_start", Severity.ERROR, end_before_start),
    Rule("employment.start_before_service", Severity.WARNING, start_before_service),
    Rule("employment.open_after_service", Severity.WARNING, open_after_service),
    Rule("employment.two_full_time", Severity.WARNING, two_full_time),
    Rule("employment.hours", Severity.WARNING, hours),
    Rule("employment.employer_missing", Severity.HINT, employer_missing),
    Rule("employment.employer_spelling", Severity.HINT, employer_spelling),
    Rule("employment.business_id", Severity.HINT, business_id),
    Rule("employment.support_plan_missing", Severity.WARNING, support_plan_missing),
    Rule("employment.subsidy_ending", Severity.HINT, subsidy_ending),
    Rule("employment.subsidy_over", Severity.HINT, subsidy_over),
    Rule("employment.subsidy_end_missing", Severity.HINT, subsidy_end_missing),
    Rule("employment.job_ending", Severity.HINT, job_ending),
    Rule("employment.fixed_term_without_end", Severity.HINT, fixed_term_without_end),
    Rule("employment.end_reason_without_end", Severity.WARNING, end_reason_without_end),
    Rule("employment.end_without_reason", Severity.HINT, end_without_reason),
)
