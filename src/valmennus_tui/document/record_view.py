"""Records as data: the objects that ``show PATH KIND --json`` prints, and their plain table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from valmennus_tui.document.entries import Entry
from valmennus_tui.domain.schema import FieldSpec, RecordKind, fields
from valmennus_tui.workbook.values import display, to_json


def shown_fields(kind: RecordKind, *, reveal: bool) -> tuple[FieldSpec, ...]:
    """The fields to show: sensitive ones only when asked for."""
    return tuple(spec for spec in fields(kind) if reveal or not spec.sensitive)


def as_json(entry: Entry, fingerprint: str, *, reveal: bool = False) -> dict[str, Any]:
    """One record: its key, the fingerprint the key holds for, and the fields that the workbook has."""
    found: dict[str, Any] = {"key": entry.key, "fingerprint": fingerprint}
    for spec in shown_fields(entry.kind, reveal=reveal):
        if entry.record.has(spec.name):
            found[spec.name] = to_json(entry.record.get(spec.name))
    return found


def table(
    kind: RecordKind, entries: Iterable[Entry], *, reveal: bool = False
) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the columns in which anything stands."""
    listed = list(entries)
    specs = [
        spec
        for spec in shown_fields(kind, reveal=reveal)
        if any(entry.record.has(spec.name) and entry.record.get(spec.name) is not None for entry in listed)
    ]
    rows = [[entry.key, *(display(entry.record.get(spec.name), spec) for spec in specs)] for entry in listed]
    return ["key", *(spec.name for spec in specs)], rows
