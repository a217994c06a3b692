"""Signs on the screen: a Unicode set and an ASCII set with the same names.

Alarms and states are always a sign and a word; colour only repeats them. Which set is used comes from the
settings (``interface.glyphs``), or from the terminal where they say ``auto``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs. Each is one column wide."""

    error: str
    warning: str
    hint: str
    ok: str
    done: str
    current: str
    ahead: str
    path: str
    bar_full: str
    bar_empty: str
    bar_over: str
    rising: str
    falling: str
    folder: str
    dirty: str
    waiting: str
    hidden: str
    more: str
    arrow: str
    separator: str
    line: str


UNICODE = Glyphs(
    error="✖",
    warning="▲",
    hint="·",
    ok="✓",
    done="●",
    current="◉",
    ahead="○",
    path="─",
    bar_full="█",
    bar_empty="░",
    bar_over="▓",
    rising="▴",
    falling="▾",
    folder="▸",
    dirty="*",
    waiting="⧗",
    hidden="•",
    more="…",
    arrow="→",
    separator="│",
    line="─",
)

ASCII = Glyphs(
    error="!",
    warning="^",
    hint=".",
    ok="+",
    done="*",
    current="@",
    ahead="o",
    path="-",
    bar_full="#",
    bar_empty=".",
    bar_over="!",
    rising="^",
    falling="v",
    folder=">",
    dirty="*",
    waiting="?",
    hidden="*",
    more="~",
    arrow=">",
    separator="|",
    line="-",
)

_in_force = UNICODE


def glyphs() -> Glyphs:
    """The set in force."""
    return _in_force


def is_ascii() -> bool:
    """Whether the ASCII set is in force."""
    return _in_force is ASCII


def use_glyphs(wanted: str, *, unicode_terminal: bool = True) -> Glyphs:
    """Choose the set: ``unicode``, ``ascii`` or ``auto`` (by the terminal). Returns it."""
    global _in_force
    if wanted == "auto":
        wanted = "unicode" if unicode_terminal else "ascii"
    _in_force = ASCII if wanted == "ascii" else UNICODE
    return _in_force


def ellipsis(text: str, width: int) -> str:
    """``text`` cut to ``width`` characters with a sign that something is left out."""
    if len(text) <= width:
        return text
    return text[: max(width - 1, 0)] + _in_force.more if width > 0 else ""
