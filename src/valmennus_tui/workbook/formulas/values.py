"""Values of the evaluator and how Excel turns one kind into another.

The evaluator must be right or silent. Wherever Excel's result depends on the language of the installation, on
undocumented rounding, or where spreadsheet programs differ, :class:`Unsupported` is raised and the result is
left to Excel.
"""

from __future__ import annotations

import math
import re
import unicodedata
from enum import Enum
from functools import cache
from typing import Final, TypeAlias

from valmennus_tui import data
from valmennus_tui.workbook.cells import CellError

Value: TypeAlias = float | str | bool | CellError | None
"""A value while calculating: None is a blank cell, all numbers are float, dates are serial numbers."""


class BlankZero(float):
    """The 0 of a formula that refers to a blank cell (``=B5``). For LibreOffice it equals "" too."""


class Missing(Enum):
    """The type of :data:`UNKNOWN`."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Missing.UNKNOWN
"""Stands for a stored value that is not there or not understood."""

Stored: TypeAlias = Value | Missing


class Unsupported(Exception):
    """The evaluator does not know for certain what Excel would give."""


class Failed(Exception):
    """The formula gives an error value."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.error = CellError(code)


NOT_A_VALUE: Final = "#VALUE!"
MAX_TEXT: Final = 32_767
_CLOSE: Final = 1e-12
"""Numbers nearer to each other than this (relative), yet not equal, are where programs round differently."""
_LARGEST_PLAIN: Final = 1e11
"""Above this Excel may turn to the exponential form when a number becomes text."""
_DIGITS: Final = re.compile(r"[0-9]{1,15}")


def to_number(value: Value) -> float:
    """A number for arithmetic. Raises Failed for a text that is none, Unsupported where a locale decides."""
    match value:
        case None:
            return 0.0
        case bool():
            return float(value)
        case float():
            return value
        case CellError():
            raise Failed(value.code)
    if _DIGITS.fullmatch(value):
        return float(value)
    if any(character.isnumeric() for character in value) or is_logical_word(value):
        raise Unsupported("a text that may be a number or a date")
    raise Failed(NOT_A_VALUE)


def to_text(value: Value) -> str:
    """A text for ``&`` and text functions. Only whole numbers look the same in every language."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            raise Unsupported("truth values as text are in the user's language")
        case CellError():
            raise Failed(value.code)
        case BlankZero():
            raise Unsupported("a reference to a blank as a text")
    if value != int(value) or abs(value) >= _LARGEST_PLAIN:
        raise Unsupported("decimals as text are in the user's language")
    return str(int(value))


def to_logical(value: Value) -> bool:
    """A truth value for conditions."""
    match value:
        case None:
            return False
        case bool():
            return value
        case float():
            return value != 0
        case CellError():
            raise Failed(value.code)
    if is_logical_word(value) or may_be_number(value):
        raise Unsupported("a text that may be a truth value")
    raise Failed(NOT_A_VALUE)


def same_text(left: str, right: str) -> bool:
    """Equal as Excel compares: case does not matter. Unsupported where folding is a matter of locale."""
    if left == right:
        return True
    plain = left.lower() == right.lower()
    folded = _skeleton(left) == _skeleton(right)
    if plain != folded:
        raise Unsupported("texts that differ only in signs some programs overlook")
    return plain


def _skeleton(text: str) -> str:
    """What is left of a text for those who overlook composition, widths, accents' order and unseen signs."""
    if text.isascii():
        return text.casefold() if text.isprintable() else _visible(text).casefold()
    return _visible(unicodedata.normalize("NFKC", text)).casefold()


def _visible(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Mn"))


def compare(left: Value, right: Value) -> int:
    """-1, 0 or 1: numbers before texts. A blank takes the kind of the other side.

    Raises Failed for an error value; Unsupported for the order of two texts (the user's language decides),
    for truth values against other kinds, and for numbers that are all but equal.
    """
    for side in (left, right):
        if isinstance(side, CellError):
            raise Failed(side.code)
    if left is None and right is None:
        return 0
    left = _blank_as(right) if left is None else left
    right = _blank_as(left) if right is None else right
    if any(isinstance(side, BlankZero) for side in (left, right)) and not (
        isinstance(left, float) and isinstance(right, float)
    ):
        raise Unsupported("a reference to a blank against a text")
    if isinstance(left, bool) or isinstance(right, bool):
        if isinstance(left, bool) and isinstance(right, bool):
            return left - right
        raise Unsupported("a truth value against a number or a text")
    if isinstance(left, float) and isinstance(right, float):
        return compare_numbers(left, right)
    if isinstance(left, str) and isinstance(right, str):
        if same_text(left, right):
            return 0
        if not left or not right:
            return 1 if left else -1
        raise Unsupported("the order of texts depends on the language")
    return 1 if isinstance(left, str) else -1


def _blank_as(other: Value) -> Value:
    match other:
        case bool():
            raise Unsupported("a blank against a truth value")
        case str():
            return ""
    return 0.0


def equal(left: Value, right: Value) -> bool:
    """As :func:`compare`, but two texts may simply differ."""
    if isinstance(left, str) and isinstance(right, str):
        return same_text(left, right)
    return compare(left, right) == 0


def compare_numbers(left: float, right: float) -> int:
    """Excel compares 15 digits, others the bits or something between: only clear cases are answered."""
    if left == right:
        return 0
    if math.isclose(left, right, rel_tol=_CLOSE, abs_tol=0.0):
        raise Unsupported("numbers that are all but equal")
    return -1 if left < right else 1


def finite(value: float) -> float:
    """A result as a cell can hold it. Raises Failed for overflow; -0 becomes 0."""
    if not math.isfinite(value):
        raise Failed("#NUM!")
    if value != 0 and abs(value) < 2.3e-308:
        raise Unsupported("Excel has no numbers this small")
    return value + 0.0


def steady(value: float, magnitude: float) -> float:
    """The result of adding or subtracting. Unsupported where nearly everything cancelled out.

    Excel then writes 0 where the bits say 2.7E-17, but only sometimes.
    """
    if value != 0 and abs(value) < magnitude * _CLOSE:
        raise Unsupported("a difference too small to be certain of")
    return finite(value)


def may_be_number(text: str) -> bool:
    """True unless it is certain that no program reads ``text`` as a number, date, time or percentage."""
    if not any(character.isnumeric() for character in text):
        return False
    return all(_is_number_word(word) for word in re.findall(r"[^\W\d_]+", text.casefold()))


def is_logical_word(text: str) -> bool:
    """True for ``true`` and ``false`` in any language of ``data/formula_words.toml``."""
    return text.casefold() in _words("logical", "words")


def _is_number_word(word: str) -> bool:
    if not any(sign.isalpha() for sign in word):  # ½ is no digit and no letter
        return True
    return word in _words("number", "others") or word[:3] in _words("number", "months")


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(data.load("formula_words.toml")[table][key])
