"""A small invented team for the tests of planning: coaches' workbooks read here, a team workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.document.making import TODAY, opened, written
from tests.profiles.books import Rows
from valmennus_tui.consolidation.gathered import Gathered, Problem
from valmennus_tui.consolidation.one_file import coach_file
from valmennus_tui.consolidation.plan import Plan, Planned, make_plan
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref

CLIENT = ("Asiakastunnus", "Työhönvalmentaja", "Asiakas", "Palvelu alkoi", "Palvelu päättyi", "Huomiot")
JOB = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Työsuhde päättyi", "Avoimet työmarkkinat")
MARCH, JULY, AUGUST = date(2026, 3, 2), date(2026, 7, 6), date(2026, 8, 10)


def coach_book(
    path: Path, clients: Sequence[Sequence[Any]], jobs: Sequence[Sequence[Any]] = (), **more: Any
) -> Path:
    """A coach's workbook of two plain lists, by another hand than the template's."""
    sheets: Mapping[str, Rows] = {"Asiakkaat": [CLIENT, *clients], "Työsuhteet": [JOB, *jobs]}
    return written(path, sheets, **more)


def team_book(path: Path, *coaches: str) -> Path:
    """The team workbook of 2026 with its coaches."""
    new_workbook("team", path, year=2026)
    document = opened(path)
    for code in coaches:
        document.add(RecordKind.COACH, {"code": code, "fte": "1"})
    document.save()
    return path


def read(*paths: Path, left_out: Sequence[Path] = ()) -> Gathered:
    """The files as :func:`gather` would give them; those left out could not be read."""
    problems = [Problem(path, Severity.ERROR, "damaged", "rikki", 3) for path in left_out]
    return Gathered(tuple(coach_file(opened(path)) for path in paths), tuple(problems))


def plan_of(team: Path | Document, gathered: Gathered, period: str = "2026-Q3", as_of: date = TODAY) -> Plan:
    """The plan for a period."""
    document = team if isinstance(team, Document) else opened(team)
    return make_plan(document, gathered, Period.parse(period), as_of)


def found(planned: Sequence[Planned], indicator: str, period: str, coach: str | None = "TV-1") -> Planned:
    """The one figure of an indicator, period and coach."""
    (one,) = (
        each
        for each in planned
        if (each.indicator, str(each.period), each.coach) == (indicator, period, coach)
    )
    return one


def type_into(team: Path, planned: Planned, value: Any) -> None:
    """A person types a value into a figure's cell."""
    document = opened(team)
    document.set_cell(planned.sheet, planned.ref, value)
    document.save()


def held(team: Path, planned: Planned) -> object:
    """What a figure's cell holds in the file."""
    return opened(team).sheet(planned.sheet).cell(Ref(*planned.ref)).value
