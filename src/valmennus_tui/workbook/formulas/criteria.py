"""Conditions of COUNTIF and its family: ``5``, ``">=5"``, ``"open"``, ``"<>"``, ``"work*"``.

Texts compare without case and with wildcards (``*``, ``?``, ``~`` before a plain one). Whatever could read as
a number or date in some language, and truth values, are left to the spreadsheet program.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from valmennus_tui.workbook.cells import CellError
from valmennus_tui.workbook.formulas.values import (
    BlankZero,
    Unsupported,
    Value,
    compare_numbers,
    is_logical_word,
    may_be_number,
    same_text,
)

Test: TypeAlias = Callable[[Value], bool]

_LONGEST: Final = 255
"""Excel refuses longer texts as conditions."""
_OPERATOR: Final = re.compile(r"<=|>=|<>|=|<|>")
_DIGITS: Final = re.compile(r"-?[0-9]{1,15}")
_ORDER: Final[dict[str, Callable[[int], bool]]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


def criterion(value: Value) -> Test:
    """A test for cells. Raises Unsupported where Excel's reading is not certain."""
    if isinstance(value, bool | CellError) or value is None:
        raise Unsupported("a condition that is blank, a truth value or an error")
    if isinstance(value, float):
        return _number_test("=", value)
    match = _OPERATOR.match(value)
    operator = match[0] if match else "="
    wanted = value[match.end() :] if match else value
    if len(wanted) > _LONGEST:
        raise Unsupported("a condition too long")
    if not wanted:
        return _blank_test(operator, bool(match))
    if _DIGITS.fullmatch(wanted):
        return _number_test(operator, float(wanted))
    if may_be_number(wanted) or is_logical_word(wanted) or wanted.startswith("#"):
        raise Unsupported("a condition that some language reads as a number")
    if operator not in ("=", "<>"):
        raise Unsupported("the order of texts depends on the language")
    return _text_test(operator, wanted)


def _number_test(operator: str, wanted: float) -> Test:
    meets = _ORDER[operator]

    def test(value: Value) -> bool:
        match value:
            case bool():
                raise Unsupported("a truth value against a number")
            case float():
                return meets(compare_numbers(value, wanted))
            case str() if may_be_number(value):
                raise Unsupported("a text that may count as a number")
        return operator == "<>"

    return test


def _blank_test(operator: str, given: bool) -> Test:
    """``"="`` and ``"<>"``: is it blank? An empty text as the condition takes empty texts for blank too."""
    if operator not in ("=", "<>"):
        raise Unsupported("an order without a value")

    def test(value: Value) -> bool:
        if value == "" or isinstance(value, BlankZero):
            raise Unsupported("an empty text that programs see differently")
        return (value is None) == (operator == "=")

    def lenient(value: Value) -> bool:
        if isinstance(value, BlankZero):
            raise Unsupported("a reference to a blank, which programs see differently")
        return value is None or value == ""

    return test if given else lenient


def _text_test(operator: str, wanted: str) -> Test:
    pattern = _Pattern(wanted) if any(sign in wanted for sign in "*?~") else None
    has_letters = any(sign.isalpha() for sign in wanted)

    def test(value: Value) -> bool:
        if isinstance(value, float) and pattern is not None and not has_letters:
            raise Unsupported("a pattern that a number may fit when it is written out")
        if not isinstance(value, str):
            return operator == "<>"
        if pattern is None:
            same = same_text(value, wanted)
        else:
            if not value:
                raise Unsupported("an empty text against wildcards")
            same = pattern.fits(value)
        return same == (operator == "=")

    return test


class _Pattern:
    """``*`` any run, ``?`` one sign, ``~*`` a plain ``*``. Takes time in proportion to the text's length."""

    def __init__(self, text: str) -> None:
        pieces: list[list[str]] = [[]]
        for part in re.findall(r"~[*?~]|.", text.lower(), re.DOTALL):
            if part == "~":
                raise Unsupported("a ~ before a plain sign")
            if part == "*":
                pieces.append([])
            else:
                pieces[-1].append("." if part == "?" else re.escape(part[-1]))
        first, *between = (re.compile("".join(piece), re.DOTALL) for piece in pieces)
        self._start = first
        self._end = between.pop() if between else None
        self._between = between
        self._end_length = len(pieces[-1])

    def fits(self, text: str) -> bool:
        """Whether the whole text has this form: each piece is taken as early as it comes."""
        text = text.lower()
        if self._end is None:
            return self._start.fullmatch(text) is not None
        match = self._start.match(text)
        if match is None:
            return False
        at = match.end()
        for piece in self._between:
            match = piece.search(text, at)
            if match is None:
                return False
            at = match.end()
        start = len(text) - self._end_length
        return start >= at and self._end.fullmatch(text, start) is not None
