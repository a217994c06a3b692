"""IF and its family, AND, OR, NOT, and questions about a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.functions_aggregate import raise_only
from valmennus_tui.workbook.formulas.values import Failed, Unsupported, Value, equal, to_logical


def _if(arguments: Arguments) -> Operand:
    """Only the branch that is taken is evaluated. A branch left out is FALSE, an empty one 0."""
    arguments.expect(1, 3)
    branch = 1 if arguments.logical(0) else 2
    if branch >= len(arguments):
        if branch == 1:
            raise Unsupported("IF without a branch")
        return False
    return 0.0 if arguments.missing(branch) else arguments.operand(branch)


def _attempt(arguments: Arguments, index: int) -> Value:
    """A value, with an error as a value."""
    try:
        return arguments.value(index)
    except Failed as failed:
        return failed.error


def _if_error(caught: Callable[[CellError], bool]) -> Function:
    def if_error(arguments: Arguments) -> Operand:
        arguments.expect(2, 2)
        value = _attempt(arguments, 0)
        if value is None:
            raise Unsupported("whether a blank stays blank")
        if isinstance(value, CellError) and caught(value):
            return 0.0 if arguments.missing(1) else arguments.operand(1)
        return value

    return if_error


def _ifs(arguments: Arguments) -> Operand:
    if len(arguments) % 2 or not len(arguments):
        raise Unsupported("a condition without its value")
    for index in range(0, len(arguments), 2):
        if arguments.logical(index):
            return arguments.operand(index + 1)
    raise Failed("#N/A")


def _switch(arguments: Arguments) -> Operand:
    arguments.expect(3, 254)
    value = arguments.checked(0)
    for index in range(1, len(arguments) - 1, 2):
        if equal(value, arguments.checked(index)):
            return arguments.operand(index + 1)
    if len(arguments) % 2:
        raise Failed("#N/A")
    return arguments.operand(len(arguments) - 1)


def _choose(arguments: Arguments) -> Operand:
    arguments.expect(2, 255)
    index = arguments.whole(0)
    if not 1 <= index < len(arguments):
        raise Failed("#VALUE!")
    return 0.0 if arguments.missing(index) else arguments.operand(index)


def _logicals(arguments: Arguments) -> list[bool]:
    """All arguments are looked at; in ranges texts and blanks are passed over."""
    arguments.expect(1, 255)
    found: list[bool] = []
    failed: set[CellError] = set()
    for index in range(len(arguments)):
        if arguments.missing(index):
            raise Unsupported("an empty argument in a list")
        try:
            operand = arguments.operand(index)
            if isinstance(operand, tuple):
                for span in operand:
                    found += _in_range(arguments.context.store.contents(span))
            elif operand is None:
                raise Unsupported("a blank among direct values")
            else:
                found.append(to_logical(operand))
        except Failed as error:
            failed.add(error.error)
    if failed:
        raise_only(failed)
    if not found:
        raise Failed("#VALUE!")
    return found


def _in_range(values: list[Value]) -> list[bool]:
    failed = {value for value in values if isinstance(value, CellError)}
    if failed:
        raise_only(failed)
    if any(isinstance(value, str) for value in values):
        raise Unsupported("a text among truth values")
    return [bool(value) for value in values if value is not None]


def _and(arguments: Arguments) -> Operand:
    return all(_logicals(arguments))


def _or(arguments: Arguments) -> Operand:
    return any(_logicals(arguments))


def _xor(arguments: Arguments) -> Operand:
    return sum(_logicals(arguments)) % 2 == 1


def _not(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return not arguments.logical(0)


def _is(test: Callable[[Value], bool], logical_known: bool = True) -> Function:
    """A question about one value. ``logical_known``: programs agree on what a truth value is."""

    def question(arguments: Arguments) -> Operand:
        arguments.expect(1, 1)
        if arguments.missing(0):
            raise Unsupported("a question about nothing")
        value = _attempt(arguments, 0)
        if isinstance(value, bool) and not logical_known:
            raise Unsupported("whether a truth value is a number")
        return test(value)

    return question


def _constant(value: bool) -> Function:
    def constant(arguments: Arguments) -> Operand:
        arguments.expect(0, 0)
        return value

    return constant


def _not_available(arguments: Arguments) -> Operand:
    arguments.expect(0, 0)
    raise Failed("#N/A")


FUNCTIONS: Final[dict[str, Function]] = {
    "IF": _if,
    "IFERROR": _if_error(lambda _error: True),
    "IFNA": _if_error(lambda error: error.code == "#N/A"),
    "IFS": _ifs,
    "SWITCH": _switch,
    "CHOOSE": _choose,
    "AND": _and,
    "OR": _or,
    "XOR": _xor,
    "NOT": _not,
    "TRUE": _constant(True),
    "FALSE": _constant(False),
    "NA": _not_available,
    "ISBLANK": _is(lambda value: value is None),
    "ISERROR": _is(lambda value: isinstance(value, CellError)),
    "ISERR": _is(lambda value: isinstance(value, CellError) and value.code != "#N/A"),
    "ISNA": _is(lambda value: isinstance(value, CellError) and value.code == "#N/A"),
    "ISNUMBER": _is(lambda value: isinstance(value, float), logical_known=False),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISNONTEXT": _is(lambda value: not isinstance(value, str)),
}
