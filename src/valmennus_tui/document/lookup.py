"""Finding records by key, and findings' places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from valmennus_tui.document.entries import Entry
from valmennus_tui.document.keys import quote
from valmennus_tui.domain.findings import Finding
from valmennus_tui.domain.records import RecordSet
from valmennus_tui.errors import ProtectedData
from valmennus_tui.i18n import _


def require_unambiguous(key: str, records: RecordSet) -> None:
    """Raise ProtectedData for a client key whose code two overlapping service periods share."""
    if key in _shared(records):
        raise ProtectedData(
            _(
                "Several rows have the key {key}. Name the row (KIND:@ROW), or correct the rows first."
                " Nothing was changed."
            ).format(key=key),
            reason="ambiguous_key",
        )
    for code in records.ambiguous_codes:
        if key == f"client:{quote(code)}" or key.startswith(f"client:{quote(code)}#"):
            raise ProtectedData(
                _(
                    "The client code {code} stands in several rows whose service periods overlap. Name the"
                    " row (client:@ROW), or correct the code first. Nothing was changed."
                ).format(code=code),
                reason="ambiguous_key",
            )


def _shared(records: RecordSet) -> frozenset[str]:
    """The keys of which only the first of several rows was meant, or the second: ``…`` and ``…#2``."""
    keys = [
        *(record.key for record in (*records.work_log, *records.assessments, *records.criteria)),
        *(coach.key for coach in records.coaches if coach.code in records.ambiguous_coaches),
    ]
    again = {key.rpartition("#")[0] for key in keys if "#" in key}
    return frozenset(key for key in keys if key in again or key.rpartition("#")[0] in again)


def located(finding: Finding, by_key: Mapping[str, Entry]) -> Finding:
    """The finding with the sheet and cell that it is about."""
    entry = by_key.get(finding.record or "")
    if entry is None:
        return finding
    place = entry.places.get(finding.field or "")
    if place is None:
        return replace(finding, sheet=entry.sheet)
    return replace(finding, sheet=place.sheet, cell=str(place.ref))
