"""What must not stand in a record's texts, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from valmennus_tui.domain.free_text import Trace, find_codes_only, find_traces
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import fields
from valmennus_tui.domain.values import FieldValue, PartialDate, Unclear


def record_traces(record: Record) -> Mapping[str, tuple[Trace, ...]]:
    """The fields in which something was found: in free text everything, elsewhere only identity codes."""
    found = {spec.name: _traces(record.get(spec.name), spec.free) for spec in fields(record.record_kind)}
    return {name: traces for name, traces in found.items() if traces}


def _traces(value: FieldValue, free: bool) -> tuple[Trace, ...]:
    if isinstance(value, (Unclear, PartialDate)):
        return find_codes_only(value.raw)
    if not isinstance(value, str):
        return ()
    return find_traces(value) if free else find_codes_only(value)
