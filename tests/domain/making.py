"""Invented records for the domain tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from valmennus_tui.domain.client import Client
from valmennus_tui.domain.contact import EmployerContact
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.findings import Finding
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.records import RecordSet, build
from valmennus_tui.domain.rules import check_records
from valmennus_tui.workbook.shipped_choices import shipped_choices

TODAY = date(2026, 6, 15)
SEEKING = "3 Nopea työnetsintä avoimilta työmarkkinoilta"


def client(code: str | None = "A-1", **fields: Any) -> Client:
    """An active client in order: started 60 days ago, with a first contact and a plan."""
    values: dict[str, Any] = {
        "key": f"client:{code}",
        "code": code,
        "service_start": date(2026, 4, 16),
        "first_employer_contact": date(2026, 5, 4),
        "job_search_plan": date(2026, 4, 30),
        **fields,
    }
    return Client(**values)


def job(number: int = 1, client: str | None = "A-1", **fields: Any) -> Employment:
    """An open part-time job in order."""
    values: dict[str, Any] = {
        "key": f"employment:{client}/{number}",
        "client": client,
        "start": date(2026, 5, 18),
        "employer": f"Esimerkkiyritys {number} Oy",
        "contract": "toistaiseksi voimassa oleva",
        "hours_per_week": None,
        "support_plan": date(2026, 5, 20),
        **fields,
    }
    return Employment(**values)


def contact(row: int = 5, **fields: Any) -> EmployerContact:
    """An employer contact about client A-1."""
    values: dict[str, Any] = {
        "key": f"contact:@{row}",
        "date": date(2026, 5, 4),
        "employer": "Esimerkkiyritys 1 Oy",
        "face_to_face": True,
        "client_specific": True,
        "client": "A-1",
        **fields,
    }
    return EmployerContact(**values)


def records(*rows: Record, **more: Any) -> RecordSet:
    """A record set with the shipped lists."""
    return build(rows, **{"choices": shipped_choices(), **more})


def findings(
    *rows: Record, limits: Limits | None = None, today: date = TODAY, **more: Any
) -> tuple[Finding, ...]:
    """All findings on the records."""
    return check_records(records(*rows, **more), today, limits or Limits())


def rules(*rows: Record, **more: Any) -> list[str]:
    """The ids of the findings on the records."""
    return [finding.rule for finding in findings(*rows, **more)]
