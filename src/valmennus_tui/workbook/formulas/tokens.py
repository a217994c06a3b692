"""Cutting a formula's text into tokens.

The tokens joined are always the text again, whatever the text: what is not understood becomes an
``UNKNOWN`` token and makes the parser give up, never this module. Formulas are read as files store them
(English function names, ``,`` between arguments, ``.`` as the decimal mark; ECMA-376 part 1, 18.17), A1 only.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a token is."""

    SPACE = "space"
    ERROR = "error"
    REFERENCE = "reference"
    FUNCTION = "function"
    STRUCTURED = "structured"
    NAME = "name"
    NUMBER = "number"
    TEXT = "text"
    OPERATOR = "operator"
    UNKNOWN = "unknown"


class Token(NamedTuple):
    """A piece of a formula. A function's token is its name, without the bracket that follows."""

    kind: Kind
    text: str


_COLUMN = r"(?:[A-Za-z]{1,2}|[A-Wa-w][A-Za-z]{2}|[Xx][A-Ea-e][A-Za-z]|[Xx][Ff][A-Da-d])"
_ROW = r"(?:10[0-3][0-9]{4}|104[0-7][0-9]{3}|1048[0-4][0-9]{2}|10485[0-6][0-9]|104857[0-6]|[1-9][0-9]{0,5})"
_END = r"(?![\w.\\?!\[(])"
_CELL = rf"\$?{_COLUMN}\$?{_ROW}{_END}"
_AREA = (
    rf"(?:{_CELL}(?::{_CELL})?"
    rf"|\$?{_COLUMN}:\$?{_COLUMN}{_END}"
    rf"|\$?{_ROW}:\$?{_ROW}{_END})"
)
_QUOTED_SHEET = r"'(?:[^']|'')*+'!"
_PLAIN_SHEET = r"(?:\[[^\[\]]*\][\w.]*+|[\w.]++)(?::[\w.]++)?!"
_SHEET = rf"(?:{_QUOTED_SHEET}|{_PLAIN_SHEET})"
_ERROR = (
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|EXTERNAL!|PYTHON!|TIMEOUT!)"
)
_NAME = r"(?:[^\W\d]|\\)[\w.\\?]*+"
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+\]"

_PATTERNS = (
    (Kind.SPACE, r"\s++"),
    (Kind.ERROR, rf"{_SHEET}?#REF!(?:{_AREA}|#REF!)?|{_ERROR}"),
    (Kind.REFERENCE, rf"{_SHEET}?{_AREA}"),
    (Kind.FUNCTION, rf"{_SHEET}?{_NAME}(?=\()"),
    (Kind.STRUCTURED, rf"(?:{_NAME})?{_BRACKETS}(?!!)"),
    (Kind.NAME, rf"{_SHEET}?{_NAME}"),
    (Kind.NUMBER, r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?"),
    (Kind.TEXT, r'"(?:[^"]|"")*+"'),
    (Kind.OPERATOR, r"<=|>=|<>|[-+*/^&=<>%:,;(){}@#]"),
    # An opening mark that nothing closes takes the rest with it, so that no text is scanned again and again.
    (Kind.UNKNOWN, r"""["'\[].*+|."""),
)
_TOKEN = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS), re.DOTALL)


def tokenize(text: str) -> list[Token]:
    """Cut a formula (without its ``=``) into tokens. Never fails; joined they are ``text``."""
    by_name = Kind.__members__
    return [Token(by_name[match.lastgroup or "UNKNOWN"], match[0]) for match in _TOKEN.finditer(text)]
