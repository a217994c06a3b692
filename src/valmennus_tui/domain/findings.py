"""Findings (havainnot): what validation has to say about a record or a cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is. Only an error stops an edit or makes ``check`` end with 1."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``rule`` is a stable id such as ``employment.end_before_start``; ``message`` is a whole sentence in the
    user's language that says what is wrong and what to do, and never quotes a name or free text.
    ``record`` is the key (``employment:A-1/2``), ``field`` the field's code name; ``sheet`` and ``cell`` are
    added by those who know the file.
    """

    rule: str
    severity: Severity
    message: str
    record: str | None = None
    field: str | None = None
    sheet: str | None = None
    cell: str | None = None
