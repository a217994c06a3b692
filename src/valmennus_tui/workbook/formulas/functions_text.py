"""Text functions whose result is the same in every language."""

from __future__ import annotations

from typing import Final

from valmennus_tui.workbook import limits
from valmennus_tui.workbook.formulas.arguments import Arguments, Function, Operand
from valmennus_tui.workbook.formulas.arithmetic import joined
from valmennus_tui.workbook.formulas.values import Failed, Unsupported


def _plain(arguments: Arguments, index: int) -> str:
    """A text whose length all programs agree on. Excel counts signs beyond the first plane twice."""
    text = arguments.text(index)
    if any(ord(sign) > 0xFFFF for sign in text):
        raise Unsupported("signs that count twice")
    return text


def _length(arguments: Arguments) -> Operand:
    arguments.expect(1, 1)
    return float(len(_plain(arguments, 0)))


def _left(arguments: Arguments) -> Operand:
    arguments.expect(1, 2)
    return _plain(arguments, 0)[: _amount(arguments, 1)]


def _right(arguments: Arguments) -> Operand:
    arguments.expect(1, 2)
    text, amount = _plain(arguments, 0), _amount(arguments, 1)
    return text[max(0, len(text) - amount) :]


def _middle(arguments: Arguments) -> Operand:
    arguments.expect(3, 3)
    first = arguments.whole(1)
    if first < 1:
        raise Failed("#VALUE!")
    _expect_sensible(first)
    return _plain(arguments, 0)[first - 1 : first - 1 + _amount(arguments, 2)]


def _amount(arguments: Arguments, index: int) -> int:
    if index < len(arguments) and arguments.missing(index):
        raise Unsupported("an empty number of signs")
    amount = arguments.whole(index, 1.0)
    if amount < 0:
        raise Failed("#VALUE!")
    _expect_sensible(amount)
    return amount


def _expect_sensible(number: int) -> None:
    """Beyond any text's length Excel takes a number of signs, LibreOffice calls it an error."""
    if number > limits.TEXT_CHARS:
        raise Unsupported("more signs than a text can have")


def _trim(arguments: Arguments) -> Operand:
    """TRIM takes plain blanks only, at the ends and doubled ones within."""
    arguments.expect(1, 1)
    return " ".join(word for word in arguments.text(0).split(" ") if word)


def _case(upper: bool) -> Function:
    def change(arguments: Arguments) -> Operand:
        arguments.expect(1, 1)
        text = arguments.text(0)
        changed = text.upper() if upper else text.lower()
        back = changed.lower() if upper else changed.upper()
        if len(changed) != len(text) or back != (text.lower() if upper else text.upper()):
            raise Unsupported("letters without a plain counterpart")
        return changed

    return change


def _concatenate(arguments: Arguments) -> Operand:
    arguments.expect(1, 255)
    indexes = range(len(arguments))
    return joined("" if arguments.missing(index) else arguments.text(index) for index in indexes)


def _exact(arguments: Arguments) -> Operand:
    arguments.expect(2, 2)
    return arguments.text(0) == arguments.text(1)


FUNCTIONS: Final[dict[str, Function]] = {
    "LEN": _length,
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _middle,
    "TRIM": _trim,
    "UPPER": _case(upper=True),
    "LOWER": _case(upper=False),
    "CONCATENATE": _concatenate,
    "EXACT": _exact,
}
