"""Number formats: which of them show a number as a date or a time (ECMA-376 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from functools import cache

BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats that a file names by number only. 14 and 22 are the machine's own short date, so Finnish in
Finland.
"""

SHORT_DATE = 14
SHORT_DATE_TIME = 22
_EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)


def format_code(number: int, custom: dict[int, str]) -> str:
    """The code of a format number: the workbook's own, a built-in one, else General."""
    if number in custom:
        return custom[number]
    if number in _EAST_ASIAN_DATES:
        return "yyyy/m/d"
    return BUILT_IN.get(number, "General")


@cache
def is_date_format(code: str) -> bool:
    """Whether a number under this format is a point in time.

    Elapsed time (``[h]:mm``) is a quantity, not a point in time: ``37:30`` hours are a number.
    """
    section = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(section):
        return False
    section = _BRACKETS.sub("", section)
    return section.strip().lower() != "general" and _DATE_LETTERS.search(section) is not None
