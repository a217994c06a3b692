"""Themes: dark, light, high contrast, and the terminal's own sixteen colours (``ansi``).

``ansi`` is chosen by itself over SSH, with ``NO_COLOR`` and where the terminal does not say that it has
24-bit colours: it halves the bytes of each key and follows the palette the user has set for the terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from valmennus_tui.i18n import N_, _
from valmennus_tui.tui.environment import has_truecolor, no_color, over_ssh

DARK = Theme(
    name="dark",
    primary="#6cb6ff",
    secondary="#8b949e",
    accent="#ffd166",
    warning="#ffb454",
    error="#ff7b72",
    success="#7ee787",
    foreground="#e6e6e6",
    background="#101418",
    surface="#101418",
    panel="#1d242c",
    dark=True,
    variables={
        "cursor-text": "#101418",
        "cursor-ground": "#6cb6ff",
        "faint": "#9aa4ad",
    },
)

LIGHT = Theme(
    name="light",
    primary="#0b57a4",
    secondary="#5b6570",
    accent="#7a4d00",
    warning="#8a4b00",
    error="#b3261e",
    success="#1a6b2d",
    foreground="#1b1f23",
    background="#fafafa",
    surface="#fafafa",
    panel="#e6eaee",
    dark=False,
    variables={
        "cursor-text": "#ffffff",
        "cursor-ground": "#0b57a4",
        "faint": "#59636c",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    warning="#ffff00",
    error="#ff9c9c",
    success="#7dff7d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "cursor-text": "#000000",
        "cursor-ground": "#ffff00",
        "faint": "#ffffff",
    },
)

ANSI = replace(
    BUILTIN_THEMES["ansi-dark"],
    name="ansi",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "cursor-text": "ansi_default",
        "cursor-ground": "ansi_default",
        "faint": "ansi_default",
    },
)
"""Textual's own sixteen-colour theme, named for us: foreground and background are the terminal's own."""

THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST, ANSI)

_LABELS = {
    "dark": N_("dark"),
    "light": N_("light"),
    "contrast": N_("high contrast"),
    "ansi": N_("terminal's own colours"),
}


def theme_label(name: str) -> str:
    """The theme's name in the language in force."""
    return _(_LABELS[name])


def choose_theme(wanted: str, environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> str:
    """The theme to start with: the wanted one, or by the terminal for ``auto``. ``NO_COLOR`` always wins."""
    env = os.environ if environ is None else environ
    if no_color(env):
        return ANSI.name
    if wanted in _LABELS:
        return wanted
    if over_ssh(env) or not has_truecolor(env, platform):
        return ANSI.name
    return DARK.name


def next_theme(current: str) -> str:
    """The theme after ``current``, round and round."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(current) + 1) % len(names)] if current in names else names[0]
