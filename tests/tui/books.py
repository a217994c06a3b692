"""Workbooks for the screens' tests: a coach's file with invented clients, made once and copied."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from valmennus_tui import i18n
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.settings import Settings, load_settings

TODAY = date(2026, 3, 2)
"""The day of every test of the screens."""

CLIENTS = 12
PHASES = (
    "1 Palveluun hakeutuminen, sopiminen",
    "2 Osaamisen kartoittaminen ja ammatillinen profilointi",
    "3 Nopea työnetsintä avoimilta työmarkkinoilta",
    "4 Työnantajan tuki, sopiminen ja työskentely",
    "5 Työyhteisön tukeminen ja tuki työn ulkopuolella",
)


def shipped_settings() -> Settings:
    """The settings as shipped (the tests' configuration folder is empty)."""
    return load_settings()


def write_coach_book(path: Path) -> Path:
    """Write the coach's workbook to ``path``."""
    path.write_bytes(_coach_bytes())
    return path


@cache
def _coach_bytes() -> bytes:
    before = i18n.language()
    i18n.set_language("fi")
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "kooste.xlsx"
            new_workbook("coach", path, coach="TV1")
            document = Document.open(path, settings=shipped_settings(), today=TODAY)
            _fill(document)
            document.save()
            return path.read_bytes()
    finally:
        i18n.set_language(before)


def _fill(document: Document) -> None:
    for number in range(1, CLIENTS + 1):
        document.add(RecordKind.CLIENT, _client(number))
    for number, employer in ((4, "Kahvila Keksi"), (5, "Pesula Puhdas"), (9, "Varasto Oy")):
        code = f"A-{number:03}"
        document.add(RecordKind.EMPLOYMENT, _job(code, employer, number), code)
    document.add(
        RecordKind.EDUCATION, {"client": "A-004", "start": "10.1.2026", "school": "Keksitty opisto"}, "A-004"
    )


def _client(number: int) -> dict[str, str]:
    texts = {
        "code": f"A-{number:03}",
        "coach": "TV1",
        "referral_date": _day(date(2025, 6, 1) + timedelta(days=9 * number)),
        "service_start": _day(date(2025, 6, 10) + timedelta(days=20 * number)),
        "phase": PHASES[number % 5],
    }
    if number % 3 == 0:
        texts["job_search_plan"] = _day(date(2025, 10, 1) + timedelta(days=11 * number))
    if number % 4 == 1:
        texts["first_employer_contact"] = _day(date(2025, 11, 1) + timedelta(days=11 * number))
    if number == CLIENTS:
        texts |= {"service_end": "25.2.2026", "end_reason": "muutto"}
    return texts


def _job(code: str, employer: str, number: int) -> dict[str, str]:
    return {
        "client": code,
        "start": _day(date(2026, 1, 7) + timedelta(days=number)),
        "employer": employer,
        "job_title": "avustaja",
        "contract": "määräaikainen",
        "hours_per_week": "20,5",
        "wage_subsidy": "kyllä",
        "wage_subsidy_end": "28.3.2026",
    }


def _day(day: date) -> str:
    return i18n.format_date(day)
