"""Repeating groups of columns in a client's row: employment 1, employment 2, studies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from valmennus_tui.domain.schema import RecordKind, client_field
from valmennus_tui.workbook.grid import Header
from valmennus_tui.workbook.layouts import Column
from valmennus_tui.workbook.shapes.meaning import Group, Meaning
from valmennus_tui.workbook.shapes.readings import OTHER_KIND, Reading, readings
from valmennus_tui.workbook.vocabulary import CERTAIN, Vocabulary

_TELLING: Mapping[RecordKind, frozenset[str]] = {
    RecordKind.EMPLOYMENT: frozenset({"start", "employer", "job_title"}),
    RecordKind.EDUCATION: frozenset({"start", "kind", "school"}),
    RecordKind.SUPPORT: frozenset({"date"}),
    RecordKind.CONTACT: frozenset({"date"}),
}
"""One of these a group must have."""
_KINDS = tuple(_TELLING)
_AFTER_AKIN, _AFTER_OTHER = 0.82, 0.76
"""The score of a bare header next to columns of its own kind, before and after it."""


def with_groups(meaning: Meaning, headers: Sequence[Header], vocabulary: Vocabulary) -> Meaning:
    """A client's row with the repeating groups that its other columns form."""
    rest = [header for header in headers if header.column not in meaning.taken]
    groups = _groups(rest, vocabulary)
    taken = {column.column for group in groups for column in group.columns.values()}
    return replace(meaning, groups=groups, taken=meaning.taken | taken)


def _groups(headers: Sequence[Header], vocabulary: Vocabulary) -> tuple[Group, ...]:
    """The repeating groups among headers, in the order of their first columns."""
    chosen = _chosen(headers, vocabulary)
    open_groups: dict[tuple[RecordKind, int | None, int | None], dict[str, Column]] = {}
    finished: list[Group] = []
    for reading in chosen:
        match = reading.match
        key = (match.kind, reading.group, reading.number)
        current = open_groups.setdefault(key, {})
        if match.field in current:
            finished.append(Group(match.kind, current))
            current = open_groups[key] = {}
        header = reading.header
        current[match.field] = Column(match.field, header.column, header.leaf, match.score)
    finished += [Group(key[0], columns) for key, columns in open_groups.items()]
    kept = [group for group in finished if _is_group(group)]
    return tuple(sorted(kept, key=lambda group: min(c.column for c in group.columns.values())))


def _is_group(group: Group) -> bool:
    return len(group.columns) >= 2 and bool(_TELLING[group.kind] & set(group.columns))


def _chosen(headers: Sequence[Header], vocabulary: Vocabulary) -> list[Reading]:
    """One reading for each header of a groups' row; a bare one takes the kind of its neighbours."""
    options = []
    for header in headers:
        found = [r for r in readings(header, vocabulary) if r.match.kind in _KINDS]
        found = [r for r in found if r.match.field != client_field(r.match.kind)]
        if found:
            options.append(found)
    strong = [next((r.match.kind for r in each if not r.match.bare), None) for each in options]
    chosen = []
    for index, found in enumerate(options):
        before = next((k for k in reversed(strong[:index]) if k), None)
        after = next((k for k in strong[index + 1 :] if k), None)
        best = max(found, key=lambda r: _in_company(r, before, after))
        score = _in_company(best, before, after)
        if score >= CERTAIN:
            chosen.append(replace(best, match=best.match._replace(score=score)))
    return chosen


def _in_company(reading: Reading, before: RecordKind | None, after: RecordKind | None) -> float:
    match = reading.match
    if not match.bare:
        return match.score
    if match.kind == (before or after):
        return max(match.score, _AFTER_AKIN)
    return _AFTER_OTHER if match.kind is after else match.score * OTHER_KIND
