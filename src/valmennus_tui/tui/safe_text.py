"""Outside text on the screen: the one function, and the last line of defence behind it.

Every string that comes from a file, a path, a lock owner or an exception passes :func:`safe` before a
widget gets it, and widgets get it as :class:`~textual.content.Content` or line-API segments, never as
markup. Should a widget forget, :class:`ControlFilter` still drops control characters from each line that
is drawn: Textual and Rich would pass ESC, C1 and bidirectional controls on to the terminal.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from valmennus_tui.safe_text import safe, safe_lines

__all__ = ["ControlFilter", "plain", "safe", "safe_lines"]

_DROPPED = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        0x061C,
        *range(0x200E, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)


def plain(text: str) -> Content:
    """Outside text as content that is never read as markup."""
    return Content(safe_lines(text))


class ControlFilter(LineFilter):
    """Drop control characters from every drawn segment, whichever widget made it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without characters that a terminal would act on."""
        return [_clean(segment) for segment in segments]


def _clean(segment: Segment) -> Segment:
    text, style, control = segment
    if control or (text.isascii() and text.isprintable()):
        return segment
    return Segment(text.translate(_DROPPED), style, control)


def one_for_one(text: str) -> str:
    """As :func:`safe`, but each character becomes exactly one: for text under a cursor."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_one(character) for character in text)


def _one(character: str) -> str:
    shown = safe(character)
    return shown if len(shown) == 1 else "\ufffd"
