"""Whether a value fits a cell's validation rule, as far as that can be told without Excel.

Lists and constant bounds are checked. Bounds that are computed, custom formulas and lists whose choices are
unknown let every value through: refusing what Excel would take is worse than leaving it to Excel.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from valmennus_tui.i18n import N_, _, format_date, format_number
from valmennus_tui.workbook.cells import CellError, NewValue
from valmennus_tui.workbook.formulas.parser import FormulaError, parse
from valmennus_tui.workbook.formulas.syntax import Call, Literal, Node, Unary
from valmennus_tui.workbook.lists import Choices
from valmennus_tui.workbook.serials import from_serial, to_serial
from valmennus_tui.workbook.strings import utf16_length
from valmennus_tui.workbook.validations import Operator, Validation, ValidationKind

_SHOWN_CHOICES = 12


class Violation(StrEnum):
    """Why a rule does not take a value."""

    NOT_IN_LIST = "not_in_list"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_A_DATE = "not_a_date"
    OUT_OF_RANGE = "out_of_range"
    LENGTH = "length"


_DATES = (ValidationKind.DATE, ValidationKind.TIME)
_NUMBERS = (ValidationKind.WHOLE, ValidationKind.DECIMAL)


def check_value(
    validation: Validation, value: NewValue, choices: Choices | None = None, *, date1904: bool = False
) -> Violation | None:
    """What is wrong with ``value`` under the rule; None where nothing is, or where it cannot be told.

    ``choices`` are those of a list rule (``lists.resolve``). An empty value is always taken: emptying a cell
    is never checked by Excel either. Whether the rule *refuses* is another matter: ``Validation.is_strict``.
    """
    if value is None or value == "":
        return None
    if validation.kind is ValidationKind.LIST:
        refused = choices is not None and choices.accepts(value) is False
        return Violation.NOT_IN_LIST if refused else None
    if validation.kind is ValidationKind.TEXT_LENGTH:
        fits = _fits(validation, utf16_length(str(value)), date1904)
        return None if fits else Violation.LENGTH
    if validation.kind not in (*_DATES, *_NUMBERS):
        return None
    number = _number(value, date1904)
    if number is None:
        return Violation.NOT_A_DATE if validation.kind in _DATES else Violation.NOT_A_NUMBER
    if validation.kind is ValidationKind.WHOLE and number != int(number):
        return Violation.NOT_WHOLE
    return None if _fits(validation, number, date1904) else Violation.OUT_OF_RANGE


def _number(value: NewValue, date1904: bool) -> float | None:
    """The value as Excel stores it; None for text, truth and errors, and for dates outside its calendar."""
    if isinstance(value, date | datetime):
        try:
            return float(to_serial(value, date1904))
        except ValueError:
            return None
    if isinstance(value, bool | str | CellError) or value is None:
        return None
    return float(value)


def _fits(validation: Validation, number: float, date1904: bool) -> bool:
    low = bound(validation.formula1, date1904)
    high = bound(validation.formula2, date1904)
    if low is None:
        return True
    match validation.operator:
        case Operator.BETWEEN:
            return high is None or min(low, high) <= number <= max(low, high)
        case Operator.NOT_BETWEEN:
            return high is None or not min(low, high) <= number <= max(low, high)
        case Operator.EQUAL:
            return number == low
        case Operator.NOT_EQUAL:
            return number != low
        case Operator.LESS:
            return number < low
        case Operator.LESS_OR_EQUAL:
            return number <= low
        case Operator.GREATER:
            return number > low
    return number >= low


def bound(formula: str, date1904: bool = False) -> float | None:
    """A bound that is a constant: a number, its negative, or ``DATE(2026,1,1)``. None for all else."""
    try:
        node = parse(formula) if formula else None
    except FormulaError:
        return None
    return None if node is None else _constant(node, date1904)


def _constant(node: Node, date1904: bool) -> float | None:
    match node:
        case Literal(value=float(number)):
            return number
        case Unary(operator="-", operand=inner):
            number_inside = _constant(inner, date1904)
            return None if number_inside is None else -number_inside
        case Call(
            name="DATE", arguments=(Literal(value=float(y)), Literal(value=float(m)), Literal(value=float(d)))
        ):
            try:
                return float(to_serial(date(int(y), int(m), int(d)), date1904))
            except ValueError:
                return None
    return None


_PLAIN = {
    Violation.NOT_A_NUMBER: N_("This cell takes a number."),
    Violation.NOT_WHOLE: N_("This cell takes a whole number."),
    Violation.NOT_A_DATE: N_("This cell takes a date."),
}
_RANGE = {
    Operator.BETWEEN: N_("The value must be from {low} to {high}."),
    Operator.NOT_BETWEEN: N_("The value must not be from {low} to {high}."),
    Operator.EQUAL: N_("The value must be {low}."),
    Operator.NOT_EQUAL: N_("The value must not be {low}."),
    Operator.LESS: N_("The value must be below {low}."),
    Operator.LESS_OR_EQUAL: N_("The value must be at most {low}."),
    Operator.GREATER: N_("The value must be above {low}."),
    Operator.GREATER_OR_EQUAL: N_("The value must be at least {low}."),
}
_DATE_RANGE = {
    Operator.BETWEEN: N_("The date must be from {low} to {high}."),
    Operator.NOT_BETWEEN: N_("The date must not be from {low} to {high}."),
    Operator.EQUAL: N_("The date must be {low}."),
    Operator.NOT_EQUAL: N_("The date must not be {low}."),
    Operator.LESS: N_("The date must be before {low}."),
    Operator.LESS_OR_EQUAL: N_("The date must be {low} or earlier."),
    Operator.GREATER: N_("The date must be after {low}."),
    Operator.GREATER_OR_EQUAL: N_("The date must be {low} or later."),
}
_LENGTH = {
    Operator.BETWEEN: N_("The text must have from {low} to {high} characters."),
    Operator.NOT_BETWEEN: N_("The text must not have from {low} to {high} characters."),
    Operator.EQUAL: N_("The text must have exactly {low} characters."),
    Operator.NOT_EQUAL: N_("The text must not have exactly {low} characters."),
    Operator.LESS: N_("The text must have fewer than {low} characters."),
    Operator.LESS_OR_EQUAL: N_("The text must have at most {low} characters."),
    Operator.GREATER: N_("The text must have more than {low} characters."),
    Operator.GREATER_OR_EQUAL: N_("The text must have at least {low} characters."),
}


def violation_sentence(
    violation: Violation, validation: Validation, choices: Choices | None = None, *, date1904: bool = False
) -> str:
    """What the cell takes instead, as a sentence in the language in force. Choices are text from the file."""
    if violation in _PLAIN:
        return _(_PLAIN[violation])
    if violation is Violation.NOT_IN_LIST:
        values = choices.values if choices and choices.values else ()
        if 0 < len(values) <= _SHOWN_CHOICES:
            return _("The value is not in the cell's list. Choose one of these: {choices}.").format(
                choices=", ".join(values)
            )
        return _("The value is not in the cell's list.")
    kind = ValidationKind.TEXT_LENGTH if violation is Violation.LENGTH else validation.kind
    sentences = {ValidationKind.TEXT_LENGTH: _LENGTH, ValidationKind.DATE: _DATE_RANGE}.get(kind, _RANGE)
    return _(sentences[validation.operator]).format(
        low=_shown(validation.formula1, kind, date1904), high=_shown(validation.formula2, kind, date1904)
    )


def _shown(formula: str, kind: ValidationKind, date1904: bool) -> str:
    number = bound(formula, date1904)
    if number is None:
        return ""
    moment = from_serial(number, date1904) if kind in _DATES else None
    if isinstance(moment, date):
        return format_date(moment)
    return format_number(Decimal(repr(number))) if moment is None else f"{moment:%H:%M}"
