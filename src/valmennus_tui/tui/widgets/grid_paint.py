"""Drawing one line of a grid with as few changes of style as possible: each costs up to 40 bytes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.safe_text import safe

Piece = tuple[str, Style]


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Safe text in exactly ``width`` columns, cut with a sign where it is longer."""
    shown = safe(text)
    length = len(shown) if shown.isascii() else cell_len(shown)
    if length > width:
        return set_cell_size(shown, width - 1) + glyphs().more if width > 0 else ""
    blank = " " * (width - length)
    return blank + shown if right else shown + blank


def strip_of(pieces: Sequence[Piece], width: int, ground: Style) -> Strip:
    """One line: neighbouring pieces of one style joined, cut or filled to ``width``."""
    segments: list[Segment] = []
    for text, style in pieces:
        if not text:
            continue
        if segments and segments[-1].style == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return Strip(segments).adjust_cell_length(width, ground)


def split_at(text: str, width: int) -> tuple[str, str]:
    """The first ``width`` columns and the rest; a wide character on the border stays in the first."""
    if text.isascii():
        return text[:width], text[width:]
    columns = 0
    for index, character in enumerate(text):
        if columns >= width:
            return text[:index], text[index:]
        columns += cell_len(character)
    return text, ""
