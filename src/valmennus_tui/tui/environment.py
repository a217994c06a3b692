"""What the terminal can do and what the environment asks for, without importing Textual."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping

TEXTUAL_VARIABLES = (
    "TEXTUAL",
    "TEXTUAL_ALLOW_SIGNALS",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DIM_FACTOR",
    "TEXTUAL_DISABLE_KITTY_KEY",
    "TEXTUAL_DRIVER",
    "TEXTUAL_FILTERS",
    "TEXTUAL_FPS",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_SLOW_THRESHOLD",
    "TEXTUAL_SPEEDUPS",
    "TEXTUAL_SMOOTH_SCROLL",
    "TEXTUAL_THEME",
)
"""All that Textual 8.2.8 reads (a test compares the list with its source)."""

_FORCED = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}
"""Animations repaint the screen many times for one key: costly over SSH, and of no use here."""


def clear_textual_variables(environ: MutableMapping[str, str] | None = None) -> None:
    """Remove Textual's variables: logs, screenshots, key presses, drivers and developer tools leak data."""
    env = os.environ if environ is None else environ
    for name in TEXTUAL_VARIABLES:
        env.pop(name, None)
    env.update(_FORCED)


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether this is a session over SSH, where each byte counts."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def has_truecolor(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether the terminal says that it shows 24-bit colours."""
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return True
    return platform == "win32" and bool(environ.get("WT_SESSION"))


def no_color(environ: Mapping[str, str]) -> bool:
    """Whether ``NO_COLOR`` is set (https://no-color.org: any value but the empty one)."""
    return bool(environ.get("NO_COLOR"))


def shows_unicode(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether the terminal can be trusted with signs beyond ASCII."""
    if environ.get("TERM", "") in ("linux", "vt100", "vt220", "dumb"):
        return False
    return (encoding or "").lower().replace("-", "") in ("utf8", "utf16", "cp65001")
