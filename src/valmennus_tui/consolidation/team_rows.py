"""The rows behind a figure of the team: which records of which files were counted, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from valmennus_tui.consolidation.gathered import CoachFile, Gathered, RowPlace
from valmennus_tui.consolidation.plan import Planned
from valmennus_tui.consolidation.team_view import TeamView
from valmennus_tui.domain.alarms import AlarmKind
from valmennus_tui.domain.caseload import CaseRow, caseload
from valmennus_tui.domain.indicators.figures import Figure, RecordRef
from valmennus_tui.domain.record import Record


class Role(StrEnum):
    """What a row does in a figure."""

    COUNTED = "counted"
    EVIDENCE = "evidence"
    """Made a client count: the job of who worked."""
    OUT_OF = "out_of"
    """In the denominator only."""
    UNCLEAR = "unclear"
    """Left out, because its dates or other entries do not tell."""


@dataclass(frozen=True)
class BackingRow:
    """One record behind a figure. ``record`` is None where the file no longer has it."""

    role: Role
    file: CoachFile
    key: str
    place: RowPlace | None
    record: Record | None


Column = Callable[[CaseRow], bool]

_PLANS = {AlarmKind.JOB_SEARCH_PLAN, AlarmKind.SUPPORT_PLAN}
COLUMNS: Mapping[str, Column] = {
    "active": lambda _row: True,
    "working": lambda row: row.now.working,
    "seeking": lambda row: row.now.seeking,
    "waiting_long": lambda row: AlarmKind.FIRST_CONTACT in {alarm.kind for alarm in row.alarms},
    "without_plans": lambda row: bool(_PLANS & {alarm.kind for alarm in row.alarms}),
}
"""Counts of a coach's line (``team_view.CoachLine``), each by which active clients are in it."""


def rows_of_figure(gathered: Gathered, figure: Figure) -> tuple[BackingRow, ...]:
    """The rows of an indicator: counted, what made them count, what they are out of, what was unclear."""
    counted = set(figure.rows)
    parts = (
        (Role.COUNTED, figure.rows),
        (Role.EVIDENCE, tuple(ref for ref in figure.evidence if ref not in counted)),
        (Role.OUT_OF, tuple(ref for ref in figure.base if ref not in counted)),
        (Role.UNCLEAR, figure.unclear),
    )
    return tuple(row for role, refs in parts for row in rows_of_refs(gathered, refs, role))


def rows_of_refs(
    gathered: Gathered, refs: Iterable[RecordRef], role: Role = Role.COUNTED
) -> tuple[BackingRow, ...]:
    """Records with their files, in the order given; those of files that are not there are left out."""
    known = {file.source.name: file for file in gathered.files}
    records: dict[str, dict[str, Record]] = {}
    found = []
    for ref in dict.fromkeys(refs):
        file = known.get(ref.source)
        if file is None:
            continue
        by_key = records.setdefault(ref.source, {})
        if not by_key:
            by_key.update((record.key, record) for record in file.source.records.all())
        found.append(BackingRow(role, file, ref.key, file.places.get(ref.key), by_key.get(ref.key)))
    return tuple(found)


def rows_of_planned(gathered: Gathered, planned: Planned) -> tuple[BackingRow, ...]:
    """The rows of a figure in a plan."""
    return rows_of_figure(gathered, planned.figure)


def clients_in(view: TeamView, gathered: Gathered, coach: str | None, column: str) -> tuple[BackingRow, ...]:
    """The active clients of the day that a count of a coach's line (None: of all coaches) consists of.

    Raises KeyError for a column that is no count of clients (:data:`COLUMNS`).
    """
    wanted = COLUMNS[column]
    refs = []
    for file in gathered.files:
        own = file.source.own_coach or file.source.name
        for row in caseload(file.source.records, view.as_of, view.limits).rows:
            mine = coach is None or (row.client.coach or own) == coach
            if mine and row.now.active and wanted(row):
                refs.append(RecordRef(file.source.name, row.key))
    return rows_of_refs(gathered, refs)
