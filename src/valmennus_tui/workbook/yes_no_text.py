"""Yes and no as people type them, in the three languages."""

from __future__ import annotations

from valmennus_tui.domain.values import Unclear, YesNoValue
from valmennus_tui.workbook.typed_text import tidy_word, words


def parse_yes_no(text: str, field: str = "") -> YesNoValue:
    """True, False, Unclear for anything else, None for a blank. A lone dash is no.

    Some fields have words of their own: in ``face_to_face`` a call by telephone is no.
    """
    word = tidy_word(text)
    if word == "":
        return None
    if word in words("yes_no", "yes") or word in words(field, "yes"):
        return True
    if word in words("yes_no", "no") or word in words(field, "no"):
        return False
    return Unclear(text, "not_yes_no")
