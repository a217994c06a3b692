"""The one function that makes outside text showable: cells, sheet and file names, lock owners, everything.

A terminal acts on control characters, and bidirectional or invisible ones deceive the reader. Here each is
replaced by a visible stand-in; nothing is dropped, so the reader sees that something is there. The result is
plain text: it must still never be given to anything that reads markup.
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
_JOINERS = "\u200c\u200d"
"""Needed by some scripts and emoji, harmless inside a cell of limited width."""
_MAX_MARKS = 4
"""Combining marks kept on one character; more would climb over the neighbouring lines."""


def safe(text: str) -> str:
    """``text`` with a stand-in for every control, format, surrogate, private and unassigned character.

    Control characters below U+0020 become their picture (``␛``), others ``<U+009B>``. Line breaks become
    ``␊``: use :func:`safe_lines` where lines are wanted. Idempotent; never fails.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            shown.append(_stand_in(character))
    return "".join(shown)


def safe_lines(text: str) -> str:
    """As :func:`safe`, but line breaks stay."""
    return "\n".join(safe(line) for line in re.split(r"\r\n|\r|\n", text))


def _stand_in(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code > 0x7F and unicodedata.category(character) in _UNSAFE and character not in _JOINERS:
        return f"<U+{code:04X}>"
    return character


def safe_json(encoded: str) -> str:
    """JSON text with every unsafe character escaped as JSON itself does (``\\u009b``): same data, inert."""
    if encoded.isascii():
        return encoded
    return "".join(_json_escape(c) if _is_unsafe(c) else c for c in encoded)


def _is_unsafe(character: str) -> bool:
    code = ord(character)
    return code > 0x7E and unicodedata.category(character) in _UNSAFE and character not in _JOINERS


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
