"""Domain values as words on the screen, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from valmennus_tui.document.wording import alarm_word
from valmennus_tui.domain.alarms import Alarm
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.schema import RecordKind, kind_label
from valmennus_tui.i18n import _, format_date, format_number
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone

HIDDEN_LENGTH = 4

_TONES: Mapping[Severity, Tone] = {
    Severity.ERROR: Tone.ALARM,
    Severity.WARNING: Tone.WARN,
    Severity.HINT: Tone.ACCENT,
}


def cell_text(value: Any) -> str:
    """A cell's value as shown in the sheet and the previews."""
    match value:
        case None:
            return ""
        case bool():
            return _("TRUE") if value else _("FALSE")
        case datetime():
            return f"{format_date(value.date())} {value:%H:%M}"
        case date():
            return format_date(value)
        case time():
            return f"{value:%H:%M}"
        case int() | float() | Decimal():
            return format_number(value)
        case _:
            return str(value)


def record_name(key: str) -> str:
    """A record's key with its kind in words: ``employment:A-1/2`` is “Employment A-1/2”.

    A key by place (``contact:@72``) is told as a row: people find it in Excel so.
    """
    kind, mark, rest = key.partition(":")
    known = mark and kind in {each.value for each in RecordKind}
    if not known:
        return key
    label = kind_label(RecordKind(kind))
    if rest.startswith("@"):
        return _("{kind}, row {row}").format(kind=label, row=rest[1:].rpartition("!")[2])
    return f"{label} {rest}"


def hidden(text: str) -> str:
    """A stand-in for a name or free text while names are hidden: says that something is there, not what."""
    return glyphs().hidden * HIDDEN_LENGTH if text else ""


def alarm_text(alarm: Alarm) -> str:
    """An alarm with its sign."""
    return f"{severity_sign(alarm.severity)} {alarm_word(alarm)}"


def severity_sign(severity: Severity) -> str:
    """The sign of a severity; never colour alone."""
    return {
        Severity.ERROR: glyphs().error,
        Severity.WARNING: glyphs().warning,
        Severity.HINT: glyphs().hint,
    }[severity]


def severity_word(severity: Severity) -> str:
    """The severity's name."""
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.HINT: _("hint"),
    }[severity]


def severity_tone(severity: Severity) -> Tone:
    """The severity's tone."""
    return _TONES[severity]


def bar(value: float, limit: float, width: int) -> str:
    """A bar of ``width`` signs: full up to ``value`` of ``limit``, with another sign for what is over."""
    signs = glyphs()
    if limit <= 0:
        return ""
    if value <= limit:
        full = round(width * value / limit)
        return signs.bar_full * full + signs.bar_empty * (width - full)
    within = max(round(width * limit / value), 1)
    return signs.bar_full * within + signs.bar_over * (width - within)
