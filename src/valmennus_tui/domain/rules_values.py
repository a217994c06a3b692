"""Rules on single values, the same for every record kind: missing, not understood, odd, in the future."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.record import Oddity, Record
from valmennus_tui.domain.rule import Context, Hit, Rule
from valmennus_tui.domain.schema import FieldKind, FieldSpec, RecordKind, client_field, fields
from valmennus_tui.domain.values import PartialDate, Unclear
from valmennus_tui.i18n import N_, _

_NOT_UNDERSTOOD = {
    "not_a_date": N_("This is not understood as a date. Write day.month.year, for example 1.3.2026."),
    "ambiguous_date": N_(
        "This date could be read day first or month first. Write it as day.month.year, for example 1.3.2026."
    ),
    "impossible_date": N_("There is no such date. Check it and write day.month.year."),
    "two_digit_year": N_("The century of this date cannot be told. Write the year with four digits."),
    "not_a_number": N_("This is not understood as a number. Write digits only, for example 37,5."),
    "ambiguous_number": N_(
        "This number could be a thousand or a decimal. Write decimals with a comma and thousands without"
        " a mark."
    ),
    "not_whole": N_("A whole number is needed here. Correct it."),
    "not_a_period": N_(
        "This is not understood as a period. Write for example 2026-09, 2026-Q3, 2026-H1 or 2026."
    ),
    "not_yes_no": N_("This is not understood as yes or no. Write yes or no."),
}

_ODD = {
    Oddity.TEXT_DATE: N_(
        "This date is written as text, so Excel cannot count with it. Enter it again to make it a real date."
    ),
    Oddity.UNFORMATTED_DATE: N_(
        "This date shows as a plain number in Excel. Enter it again here, or give the cell a date format."
    ),
    Oddity.TEXT_NUMBER: N_(
        "This number is written as text, so Excel leaves it out of sums. Enter it again as a number."
    ),
}

_HAPPENED = frozenset(
    {
        *("referral_date", "profile_started", "profile_done", "job_search_plan", "first_employer_contact"),
        *("benefits_advice", "disclosure_discussed", "support_plan", "study_plan", "loss_known"),
        *("contact_after", "date"),
    }
)
"""Fields that record what has been done: a future day there is a slip."""

_PLANNED = frozenset({"service_start", "service_end", "start"})
"""Fields that may be known some weeks ahead."""


def missing(record: Record, context: Context) -> Iterator[Hit]:
    """A required field is blank. Error: the row cannot be counted, or not be tied to its client."""
    for spec in fields(record.record_kind):
        if spec.required and record.has(spec.name) and _is_blank(record, spec):
            if spec.name == client_field(record.record_kind):
                yield Hit(
                    spec.name, _("The client code is missing. Add it: nothing else tells whose row this is.")
                )
            else:
                yield Hit(spec.name, _("A required value is missing. Fill it in."))


def _is_blank(record: Record, spec: FieldSpec) -> bool:
    return record.get(spec.name) is None and spec.name not in record.oddities


def not_understood(record: Record, context: Context) -> Iterator[Hit]:
    """A value cannot be understood. Error: it is left out of every count until someone corrects it."""
    for spec in fields(record.record_kind):
        value = record.get(spec.name)
        if isinstance(value, Unclear) and value.reason in _NOT_UNDERSTOOD:
            yield Hit(spec.name, _(_NOT_UNDERSTOOD[value.reason]))


def not_in_list(record: Record, context: Context) -> Iterator[Hit]:
    """A value is not in the field's list. Warning: it is readable, but counts by kind leave it out."""
    for spec in fields(record.record_kind):
        value = record.get(spec.name)
        if isinstance(value, Unclear) and value.reason == "not_in_list":
            yield Hit(spec.name, _("This value is not in the list of this field. Choose one from the list."))


def error_value(record: Record, context: Context) -> Iterator[Hit]:
    """The cell holds an Excel error. Warning: the value is lost, though the fault is often elsewhere."""
    for name, oddity in record.oddities.items():
        if oddity is Oddity.ERROR_VALUE:
            yield Hit(
                name, _("This cell holds an Excel error instead of a value. Correct the cell or its formula.")
            )


def partial_date(record: Record, context: Context) -> Iterator[Hit]:
    """A date names only a month, week or year. Hint: it may be all that is known, and is never filled in."""
    for spec in fields(record.record_kind):
        if isinstance(record.get(spec.name), PartialDate):
            yield Hit(
                spec.name,
                _("This date has no exact day, so it is left out of day counts. Add the day if known."),
            )


def odd_value(*oddities: Oddity) -> Rule[Record]:
    """The rule for values that are understood but that Excel cannot use. Hint: nothing is misread here."""

    def test(record: Record, context: Context) -> Iterator[Hit]:
        """Hint: the value is understood; only Excel's own formulas and filters miss it."""
        for name, oddity in record.oddities.items():
            if oddity in oddities:
                yield Hit(name, _(_ODD[oddity]))

    return Rule(f"value.{oddities[0]}", Severity.HINT, test)


def two_digit_year(record: Record, context: Context) -> Iterator[Hit]:
    """A text date with a two-digit year. Warning: it was taken as 20yy, which is likely but a reading."""
    for name, oddity in record.oddities.items():
        if oddity is Oddity.TWO_DIGIT_YEAR:
            yield Hit(
                name,
                _("The year of this date has two digits and was read as 20xx. Write it with four digits."),
            )


def future_date(record: Record, context: Context) -> Iterator[Hit]:
    """A date lies ahead. Warning where the field records something done; hint where a plan is possible.

    End dates are often known ahead (fixed terms, subsidies): there only a year far ahead is a slip.
    """
    for spec in fields(record.record_kind):
        value = record.get(spec.name)
        if spec.kind is not FieldKind.DATE or not isinstance(value, date) or value <= context.today:
            continue
        if value.year > context.today.year + context.limits.far_years:
            yield Hit(spec.name, _("This date is many years ahead. Check the year."))
        elif spec.name in _HAPPENED:
            yield Hit(
                spec.name, _("This date is in the future, but the field tells of something done. Check it.")
            )
        elif spec.name in _PLANNED:
            message = _(
                "This date is in the future. It counts from that day on; check it if it is not planned."
            )
            yield Hit(spec.name, message, Severity.HINT)


def unknown_client(record: Record, context: Context) -> Iterable[Hit]:
    """A row's client code is on no client row. Error: the row is counted for nobody.

    Not judged where the workbooks have no client rows at all, as in a contact log read alone.
    """
    known = context.records.clients_by_code
    if RecordKind.CLIENT not in context.records.homes or record.record_kind is RecordKind.CLIENT:
        return
    for code in record.client_codes:
        if code in known:
            continue
        if any(code.casefold() == other.casefold() for other in known):
            message = _(
                "This client code differs from a client's code only in capital letters. Write it the same."
            )
        else:
            message = _("No client row has this client code. Correct the code, or add the client first.")
        yield Hit("client", message)


RULES: tuple[Rule[Record], ...] = (
    Rule("value.missing", Severity.ERROR, missing),
    Rule("value.not_understood", Severity.ERROR, not_understood),
    Rule("value.not_in_list", Severity.WARNING, not_in_list),
    Rule("value.error_value", Severity.WARNING, error_value),
    Rule("value.partial_date", Severity.HINT, partial_date),
    Rule("value.two_digit_year", Severity.WARNING, two_digit_year),
    odd_value(Oddity.TEXT_DATE),
    odd_value(Oddity.UNFORMATTED_DATE),
    odd_value(Oddity.TEXT_NUMBER),
    Rule("value.future_date", Severity.WARNING, future_date),
    Rule("value.unknown_client", Severity.ERROR, unknown_client),
)
