"""The coaches side by side: each one's clients today against the limit, and the figures of the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from valmennus_tui.consolidation.gathered import CoachFile
from valmennus_tui.domain.alarms import AlarmKind
from valmennus_tui.domain.caseload import Caseload, CaseRow, missing_columns
from valmennus_tui.domain.indicators.figures import Figure, IndicatorTable
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.period import overlaps

Loads: TypeAlias = Sequence[tuple[CoachFile, Caseload]]
"""Every file with its caseload of the day."""


@dataclass(frozen=True, slots=True)
class CoachLine:
    """One coach today and in the period. ``limit`` is None where the share of full time is not known."""

    coach: str
    files: tuple[str, ...]
    active: int
    limit: Decimal | None
    over: bool
    working: int
    seeking: int
    studying: int
    waiting_long: int
    without_plans: int
    served_this_year: int
    figures: Mapping[str, Figure]
    missing: tuple[str, ...] = ()
    """Columns that one of the coach's workbooks has no place for (``client.job_search_plan``)."""

    @property
    def waiting_known(self) -> bool:
        """Whether ``waiting_long`` can be counted."""
        return "client.first_employer_contact" not in self.missing

    @property
    def plans_known(self) -> bool:
        """Whether ``without_plans`` can be counted."""
        return not {"client.job_search_plan", "employment.support_plan"} & set(self.missing)


def coach_lines(loads: Loads, table: IndicatorTable, limits: Limits) -> tuple[CoachLine, ...]:
    """A line for each coach, by code; also for those whose clients are all of another time."""
    own = (file.source.own_coach for file, _load in loads if file.source.own_coach)
    coaches = sorted(dict.fromkeys((*table.coaches, *own)), key=natural)
    return tuple(_line(coach, loads, table, limits) for coach in coaches)


def natural(text: str) -> tuple[tuple[bool, int | str], ...]:
    """TV-2 before TV-10."""
    parts: list[str] = []
    for character in text.casefold():
        if parts and parts[-1].isdecimal() == character.isdecimal():
            parts[-1] += character
        else:
            parts.append(character)
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else part) for part in parts)


def _line(coach: str, loads: Loads, table: IndicatorTable, limits: Limits) -> CoachLine:
    own = [
        (file, row) for file, load in loads for row in load.rows if coach == (row.client.coach or owner(file))
    ]
    files = {file.source.name: file for file, _row in own}
    rows = [row for _file, row in own if row.now.active]
    fte = limits.coach_fte.get(coach)
    limit = None if fte is None else fte * limits.caseload_per_coach
    alarms = [{alarm.kind for alarm in row.alarms} for row in rows]
    missing = {column for file in files.values() for column in missing_columns(file.source.records)}
    plans = {AlarmKind.JOB_SEARCH_PLAN, AlarmKind.SUPPORT_PLAN}
    return CoachLine(
        coach=coach,
        files=tuple(files),
        active=len(rows),
        limit=limit,
        over=len(rows) > (limits.caseload_per_coach if limit is None else limit),
        working=sum(row.now.working for row in rows),
        seeking=sum(row.now.seeking for row in rows),
        studying=sum(row.now.studying for row in rows),
        waiting_long=sum(AlarmKind.FIRST_CONTACT in kinds for kinds in alarms),
        without_plans=sum(bool(kinds & plans) for kinds in alarms),
        served_this_year=_served_this_year(own, table.as_of),
        figures=table.coaches.get(coach, {}),
        missing=tuple(sorted(missing)),
    )


def _served_this_year(rows: Iterable[tuple[CoachFile, CaseRow]], as_of: date) -> int:
    """People on the caseload on a day of the calendar year so far; who comes back, or is in two of the
    coach's workbooks one after the other, counts once."""
    people: set[str | tuple[str, str]] = set()
    for file, row in rows:
        client = row.client
        if overlaps(client.service_start, client.service_end, date(as_of.year, 1, 1), as_of) is True:
            people.add(client.code or (file.source.name, client.key))
    return len(people)


def owner(file: CoachFile) -> str:
    """Whose rows without a coach are: the workbook's coach, else the workbook itself, as indicators do."""
    return file.source.own_coach or file.source.name
