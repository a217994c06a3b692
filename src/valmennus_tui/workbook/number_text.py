"""Numbers as people type them: ``1,5``, ``37,5 h``, ``1 234,5``, ``50 %``.

The comma is the decimal sign in Finnish and Swedish. A dot is one too, but ``1.234`` could be a thousand:
it is not guessed. In English the same holds of ``1,234``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from valmennus_tui.domain.values import IntegerValue, NumberValue, Unclear
from valmennus_tui.workbook.typed_text import tidy, tidy_word, words

_NUMBER = re.compile(r"([-+]?) ?([0-9][0-9 .,']*)(.*)")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
_DOT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_MAX_DIGITS = 15
"""Excel keeps fifteen significant digits; a longer number would not come back as it went in."""


def parse_number(text: str, language: str = "fi") -> NumberValue:
    """The number that a text means, Unclear where it is none or not certain, None for a blank or a dash.

    A percentage is its hundredth, as Excel stores it. A unit of ``data/words.toml`` may follow.
    """
    plain = tidy(text)
    if plain in ("", "-"):
        return None
    match = _NUMBER.fullmatch(plain)
    if not match:
        return Unclear(text, "not_a_number")
    percent = match[3].strip() == "%"
    if not percent and match[3] and tidy_word(match[3]) not in words("number", "units"):
        return Unclear(text, "not_a_number")
    digits = _digits(match[2].strip(), language)
    if digits is None:
        return Unclear(text, "not_a_number")
    if digits == "":
        return Unclear(text, "ambiguous_number")
    value = Decimal(match[1] + digits)
    return value / 100 if percent else value


def parse_integer(text: str, language: str = "fi") -> IntegerValue:
    """As :func:`parse_number` for whole numbers; Unclear (``not_whole``) for others."""
    value = parse_number(text, language)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else Unclear(text, "not_whole")
    return value


def _digits(body: str, language: str) -> str | None:
    """The number with a dot for its decimal sign; ``""`` where it is ambiguous, None where it is none."""
    if _DOT_GROUPS.fullmatch(body):
        plain = body.replace(".", "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(body):
        plain = body.replace(",", "")
    else:
        whole, sign, decimals = _split(body)
        if not _SPACED.fullmatch(whole) or (sign and not re.fullmatch("[0-9]+", decimals)):
            return None
        if _could_group(whole, sign, decimals, language):
            return ""
        plain = whole.replace(" ", "") + ("." + decimals if sign else "")
    return plain if len(plain.replace(".", "").lstrip("0")) <= _MAX_DIGITS else None


def _split(body: str) -> tuple[str, str, str]:
    sign = "," if "," in body else "."
    whole, found, decimals = body.partition(sign)
    return whole, found, decimals


def _could_group(whole: str, sign: str, decimals: str, language: str) -> bool:
    """Whether ``1.234`` (or, in English, ``1,234``) could also be more than a thousand."""
    grouping = sign == "." or (sign == "," and language == "en")
    return grouping and len(decimals) == 3 and len(whole) <= 3 and whole != "0" and not whole.startswith("0")
