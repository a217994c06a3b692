"""Keys: which ones a Finnish keyboard, a terminal, tmux or VS Code takes away, and how keys are named.

Collected from the default settings of the programs named. ``F1`` is the one exception that the program
uses all the same, because everybody tries it: it always has a twin.
"""

from __future__ import annotations

from collections.abc import Mapping

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.glyphs import is_ascii

ALTGR: frozenset[str] = frozenset(
    [
        "at",
        "dollar_sign",
        "left_curly_bracket",
        "right_curly_bracket",
        "left_square_bracket",
        "right_square_bracket",
        "backslash",
        "tilde",
        "vertical_line",
        "circumflex_accent",
        "grave_accent",
        "ctrl+backslash",
        "ctrl+at",
        "ctrl+left_square_bracket",
        "ctrl+right_square_bracket",
        "ctrl+circumflex_accent",
        "ctrl+slash",
        "ctrl+underscore",
        "[",
        "]",
        "{",
        "}",
        "\\",
        "@",
        "~",
        "|",
        "$",
        "^",
        "`",
    ]
)
"""AltGr or dead keys on a Finnish keyboard (and control keys built on them)."""

EATEN: Mapping[str, str] = {
    "ctrl+a": "GNU screen prefix",
    "ctrl+b": "tmux prefix",
    "ctrl+c": "copy in VS Code and Windows Terminal",
    "ctrl+e": "VS Code: quick open",
    "ctrl+f": "find in VS Code and GUI terminals",
    "ctrl+g": "VS Code: recent folder",
    "ctrl+h": "is Backspace in many terminals",
    "ctrl+i": "is Tab",
    "ctrl+j": "is Enter; VS Code: panel",
    "ctrl+k": "VS Code: first key of a chord",
    "ctrl+m": "is Enter",
    "ctrl+p": "VS Code: quick open",
    "ctrl+q": "VS Code: quit",
    "ctrl+v": "paste in terminals",
    "ctrl+w": "closes the tab of a browser terminal",
    "ctrl+z": "suspends in terminals that keep job control",
    "ctrl+tab": "switches tabs",
    "ctrl+pageup": "switches tabs",
    "ctrl+pagedown": "switches tabs",
    "f1": "help of GUI terminals; VS Code: all commands",
    "f5": "VS Code: start debugging",
    "f6": "VS Code: next part of the window",
    "f10": "menu of GUI terminals",
    "f11": "full screen",
    "alt+enter": "full screen in Windows",
    "alt+f4": "closes the window",
    "alt+space": "window menu",
    "shift+pageup": "scrolls the terminal",
    "shift+pagedown": "scrolls the terminal",
    "shift+insert": "paste in terminals",
}
"""Keys that do not reach the program everywhere, and who takes them."""

EXCEPTION = "f1"

_NAMES: Mapping[str, str] = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
}
_ARROWS: Mapping[str, tuple[str, str]] = {
    "up": ("↑", N_("Up")),
    "down": ("↓", N_("Down")),
    "left": ("←", N_("Left")),
    "right": ("→", N_("Right")),
}
_WORDS: Mapping[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "backspace": N_("Backspace"),
    "delete": N_("Delete"),
    "insert": N_("Insert"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PageUp"),
    "pagedown": N_("PageDown"),
}
_MODIFIERS = {"ctrl": "Ctrl+", "shift": "Shift+", "alt": "Alt+"}


def key_name(key: str) -> str:
    """A key as people name it: ``ctrl+s`` is ``Ctrl+S``, ``f1`` is ``F1``."""
    *modifiers, base = key.split("+") if key != "+" else ["+"]
    prefix = "".join(_MODIFIERS.get(modifier, modifier + "+") for modifier in modifiers)
    if base in _WORDS:
        return prefix + _(_WORDS[base])
    if base in _ARROWS:
        return prefix + (_(_ARROWS[base][1]) if is_ascii() else _ARROWS[base][0])
    if base in _NAMES:
        return prefix + _NAMES[base]
    is_function = base[0] == "f" and base[1:].isdigit()
    return prefix + (base.upper() if is_function or modifiers else base)
