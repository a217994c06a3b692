"""Invented teams for the tests of evidence: workbooks, terms of coaches, and short ways to the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.domain.making import records
from valmennus_tui.domain.client import Client
from valmennus_tui.domain.contact import EmployerContact, SupportContact
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.evidence.collect import collect
from valmennus_tui.domain.evidence.model import Evidence
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.domain.evidence.scene import Source
from valmennus_tui.domain.evidence.team import CoachTerm, TeamData, WorkLog
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

DAY = date(2026, 6, 30)
"""The day of the assessment; the window of six months begins on 31.12.2025."""
EDITION = shipped_criteria().default
SEEKER = "3 Nopea työnetsintä avoimilta työmarkkinoilta"
PERMANENT = "toistaiseksi voimassa oleva"
GROUPS = ("51", "52", "91", "93", "41", "42", "43", "44", "71", "72", "73", "74", "81", "83", "94")


def ago(days: int) -> date:
    """So many days before the day of the assessment."""
    return DAY - timedelta(days=days)


def person(number: int = 1, **fields: Any) -> Client:
    """A client of coach TV1 in the service for 200 days, with a plan and no first contact yet."""
    values: dict[str, Any] = {
        "key": f"client:A-{number}",
        "code": f"A-{number}",
        "coach": "TV1",
        "service_start": ago(200),
        "job_search_plan": ago(190),
        **fields,
    }
    return Client(**values)


def people(count: int, **fields: Any) -> list[Client]:
    """So many clients, numbered from 1."""
    return [person(number, **fields) for number in range(1, count + 1)]


def work(number: int = 1, client: int = 1, **fields: Any) -> Employment:
    """An open permanent job on the open market for 100 days, with a plan and an employer of its own."""
    values: dict[str, Any] = {
        "key": f"employment:A-{client}/{number}",
        "client": f"A-{client}",
        "start": ago(100),
        "employer": f"Esimerkki {number} Oy",
        "job_type": GROUPS[number % len(GROUPS)],
        "contract": PERMANENT,
        "open_market": True,
        "support_plan": ago(95),
        **fields,
    }
    return Employment(**values)


def meeting(row: int = 1, client: int | None = 1, **fields: Any) -> EmployerContact:
    """A face-to-face employer contact of coach TV1 about a client, ten days ago."""
    values: dict[str, Any] = {
        "key": f"contact:@{row}",
        "date": ago(10),
        "coach": "TV1",
        "employer": f"Esimerkki {row} Oy",
        "face_to_face": True,
        "client_specific": True,
        "client": f"A-{client}" if client else None,
        "matches_plan": True,
        **fields,
    }
    return EmployerContact(**values)


def meetings(count: int, **fields: Any) -> list[EmployerContact]:
    """So many contacts, each with another employer."""
    return [meeting(row, **fields) for row in range(1, count + 1)]


def support(days: Iterable[date], client: int = 1) -> list[SupportContact]:
    """Face-to-face contacts with a client on some days."""
    return [
        SupportContact(key=f"support:A-{client}/{index}", client=f"A-{client}", date=day, face_to_face=True)
        for index, day in enumerate(days, 1)
    ]


def term(code: str = "TV1", fte: str | None = "1", absent: str | None = "0", **fields: Any) -> CoachTerm:
    """A coach's terms."""
    return CoachTerm(
        code=code,
        fte=None if fte is None else Decimal(fte),
        weeks_absent=None if absent is None else Decimal(absent),
        **fields,
    )


def team(*coaches: CoachTerm, **fields: Any) -> TeamData:
    """A team's data with the terms of its coaches."""
    return TeamData(coaches=coaches or (term(),), **fields)


def hours(coach: str, period: str, **figures: str | Any) -> WorkLog:
    """A row of the work log; figures as texts."""
    known = {name: Decimal(value) if type(value) is str else value for name, value in figures.items()}
    return WorkLog(coach=coach, period=Period.parse(period), **known)


def source(*rows: Record, name: str = "tv1.xlsx", coach: str | None = "TV1", **more: Any) -> Source:
    """One coach's workbook."""
    return Source(name, records(*rows, **more), coach)


def look(
    number: int,
    *rows: Record,
    team_data: TeamData | None = None,
    rules: EvidenceRules | None = None,
    sources: Sequence[Source] | None = None,
    **more: Any,
) -> Evidence:
    """The evidence for one criterion, from rows of one workbook or from several workbooks."""
    books = list(sources) if sources is not None else [source(*rows, **more)]
    return collect(EDITION, books, DAY, team_data, rules)[number]


def notes(evidence: Evidence) -> set[str]:
    """The ids of the warnings."""
    return {note.id for note in evidence.warnings}
