"""The criteria reckoned anew from the raw cells of the demo's workbooks, without the program's own code.

openpyxl reads, column letters are those of the stand-in template, thresholds are those of the domain notes
(``criteria.md`` 3 and 4), written out again.
"""

from __future__ import annotations

import calendar
import re
import warnings
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

_FIRST_ROW = 7
_LOG_ROW = 6
_ENTITLED = {"kausityö", "vuokratyö", "määräaikainen", "tarvittaessa työhön kutsuttava"}
_PERMANENT = "toistaiseksi voimassa oleva"


@dataclass
class Raw:
    """The rows of one coach's files: letters to values."""

    coach: str
    clients: list[dict[str, Any]] = field(default_factory=list)
    jobs: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)


def read(folder: Path) -> list[Raw]:
    """The raw rows of every coach of a folder."""
    found = []
    for path in sorted(folder.glob("kooste_TV-?.xlsx")):
        raw = Raw(path.stem.removeprefix("kooste_"))
        raw.clients = _rows(path, "Asiakkaat", _FIRST_ROW)
        raw.jobs = _rows(path, "Työsuhteet", _FIRST_ROW)
        raw.contacts = _rows(path.with_name(path.stem + ".tapaamiset.xlsx"), "Tapaamiset", _LOG_ROW)
        found.append(raw)
    return found


def _rows(path: Path, sheet: str, first: int) -> list[dict[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, data_only=True)
    rows = []
    for cells in book[sheet].iter_rows(min_row=first):
        row = {cell.column_letter: _plain(cell.value) for cell in cells if cell.value is not None}
        if "A" in row and row["A"] != "Yhteensä":
            rows.append(row)
    return rows


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def window(day: date, months: int = 6) -> tuple[date, date]:
    """First and last day of the months that end on ``day``."""
    month, year = day.month - months, day.year
    while month < 1:
        month, year = month + 12, year - 1
    before = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return before + timedelta(days=1), day


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class Answer:
    """A criterion by hand."""

    numerator: Fraction
    denominator: Fraction
    score: int

    @property
    def value(self) -> Fraction:
        return self.numerator / self.denominator


def caseload(team: list[Raw], day: date, shares: dict[str, str]) -> Answer:
    """Criterion 1: at most 20, 25, 30 and 40 clients for a full-time coach."""
    active = sum(_served(client, day, day) for raw in team for client in raw.clients)
    whole = sum((Fraction(share) for share in shares.values()), Fraction(0))
    clients = nearest(active / whole)
    score = 5 if clients <= 20 else 4 if clients <= 25 else 3 if clients <= 30 else 2 if clients <= 40 else 1
    return Answer(Fraction(active), whole, score)


def first_contacts(team: list[Raw], day: date) -> Answer:
    """Criterion 15: days from F (service) to K (first contact, else the log's first) where that is now."""
    first, last = window(day)
    days = []
    for raw in team:
        for client in raw.clients:
            start, met = client.get("F"), client.get("K") or _logged(raw, client)
            if isinstance(start, date) and isinstance(met, date) and first <= met <= last and met >= start:
                days.append((met - start).days)
    mean = nearest(Fraction(sum(days), len(days)))
    score = 5 if mean <= 30 else 4 if mean <= 60 else 3 if mean <= 150 else 2 if mean <= 270 else 1
    return Answer(Fraction(sum(days)), Fraction(len(days)), score)


def _logged(raw: Raw, client: dict[str, Any]) -> date | None:
    days = [
        row["A"]
        for row in raw.contacts
        if row.get("F") == client["A"] and row.get("D") == "kyllä" and row.get("E") != "ei"
    ]
    return min((met for met in days if met >= client["F"]), default=None)


def job_types(team: list[Raw], day: date) -> Answer:
    """Criterion 19: different occupation groups (G) of the jobs held in the window."""
    jobs = _held(team, *window(day))
    kinds = {job["G"] for job in jobs if "G" in job}
    return _share(len(kinds), sum("G" in job for job in jobs), (85, 70, 60, 50))


def employers(team: list[Raw], day: date) -> Answer:
    """Criterion 20: different employers (D) of the jobs held in the window."""
    jobs = _held(team, *window(day))
    names = {re.sub(r"\b(oy|ab|ky|tmi)\b|\W", "", job["D"].lower()) for job in jobs if "D" in job}
    return _share(len(names), sum("D" in job for job in jobs), (85, 70, 60, 50))


def competitive(team: list[Raw], day: date, *, strict: bool = False) -> Answer:
    """Criterion 21: jobs on the open labour market (I) under any contract (H), or permanent ones only."""
    jobs = _held(team, day, day)
    kinds = {_PERMANENT} if strict else {_PERMANENT, *_ENTITLED}
    good = sum(job.get("I") == "kyllä" and job.get("H") in kinds for job in jobs)
    answer = _share(good, len(jobs), (95, 85, 75, 65))
    return answer if len(jobs) >= 10 else Answer(answer.numerator, answer.denominator, 1)


def _share(part: int, whole: int, bounds: tuple[int, ...]) -> Answer:
    percent = nearest(Fraction(100 * part, whole))
    return Answer(Fraction(part), Fraction(whole), 1 + sum(percent >= bound for bound in bounds))


def _held(team: list[Raw], first: date, last: date) -> list[dict[str, Any]]:
    """The jobs held on a day between the two while their client was in the service."""
    found = []
    for raw in team:
        clients = {client["A"]: client for client in raw.clients}
        for job in raw.jobs:
            begin, end = max(first, job["B"]), min(last, job.get("C", last))
            if begin <= end and _served(clients[job["A"]], begin, end):
                found.append(job)
    return found


def _served(client: dict[str, Any], first: date, last: date) -> bool:
    start, end = client.get("F"), client.get("Q")
    return isinstance(start, date) and start <= last and (end is None or end >= first)
