"""The team workbook: its records as the evidence wants them; nothing made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.document.team_data import leader_fte, settings_coaches, team_data
from valmennus_tui.domain.assessment import Assessment, CriterionScore
from valmennus_tui.domain.evidence.team import ReviewRhythm
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import InvalidEdit, ProtectedData
from valmennus_tui.settings import Settings, load_settings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
TODAY = date(2026, 11, 24)
COACH, LOG = RecordKind.COACH, RecordKind.WORK_LOG


def opened(path: Path, settings: Settings | None = None) -> Document:
    return Document.open(path, settings=settings or load_settings(), today=TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_workbook("team", tmp_path / "tiimi.xlsx", year=2027)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that name two coaches and the leader's share."""
    file = tmp_path / "config.toml"
    file.write_text(
        "[organisation]\nleader_fte = 0.4\n"
        '[[organisation.coaches]]\ncode = "TV-1"\nfte = 0.25\n'
        '[[organisation.coaches]]\ncode = "TV-8"\nfte = 0.6\nweeks_absent = 2\nlinked_teams = ["Tiimi A"]\n',
        encoding="utf-8",
    )
    return load_settings(file)


def test_the_year_is_written_into_the_new_workbook(path: Path) -> None:
    document = opened(path)
    sheet, ref = document.main.recognition.cells["year"]
    assert document.sheet(sheet).cell(ref).value == 2027
    assert document.sheet("Seuranta").cell(ref.parse("B8")).value == "2027-01"


def test_coaches_and_their_terms(path: Path) -> None:
    document = opened(path)
    assert document.add(COACH, {"code": "TV-1", "fte": "1", "linked_teams": "Tiimi A, Tiimi B; Tiimi A"})
    document.add(COACH, {"code": "TV-2", "fte": "0,8", "valid_to": "30.6.2026", "weeks_absent": "2"})
    assert document.add(COACH, {"code": "TV-2", "fte": "0,5", "valid_from": "1.7.2026"}) == "coach:TV-2#2"
    team = team_data(document, load_settings())
    assert [(term.code, term.fte) for term in team.on(date(2026, 6, 30))] == [
        ("TV-1", Decimal(1)),
        ("TV-2", Decimal("0.8")),
    ]
    assert [term.fte for term in team.on(TODAY)] == [Decimal(1), Decimal("0.5")]
    assert team.coaches[0].linked_teams == ("Tiimi A", "Tiimi B")
    assert team.coaches[1].weeks_absent == 2
    ref = team.coaches[2].ref
    assert ref is not None
    assert (ref.source, ref.key) == ("tiimi.xlsx", "coach:TV-2#2")
    assert team.leader_fte is None
    assert team.assessments == ()


def test_terms_of_the_same_day_are_refused(path: Path) -> None:
    document = opened(path)
    document.add(COACH, {"code": "TV-2", "fte": "0,8"})
    for texts in (
        {"code": "TV-2", "fte": "0,5", "valid_from": "1.7.2026"},
        {"code": "TV-3", "fte": "80"},
        {"code": "TV-3", "fte": "1", "valid_from": "2.7.2026", "valid_to": "1.7.2026"},
    ):
        with pytest.raises(InvalidEdit):
            document.add(COACH, texts)
    assert document.set("coach:TV-2", {"code": "TV/2"}) == "coach:TV%2F2"


def test_work_logs(path: Path) -> None:
    document = opened(path)
    document.add(COACH, {"code": "TV-1", "fte": "1"})
    texts = {"coach": "TV-1", "period": "10/2026", "hours_total": "140", "hours_employment_services": "136,5"}
    texts |= {"partner_meetings": "1", "partner_contacts": "5", "rate_reports": "0"}
    key = document.add(LOG, {**texts, "team_meetings": "4", "log_reviewed": "veckovis"})
    assert key == "work_log:TV-1/2026-10"
    assert document.add(LOG, {"coach": "TV-1", "period": "2026-q3", "hours_total": "400"}).endswith(
        "/2026-Q3"
    )
    (month, quarter) = team_data(document, load_settings()).work_log
    assert (month.coach, month.period) == ("TV-1", Period.parse("2026-10"))
    assert (month.hours_total, month.hours_employment_services) == (140, Decimal("136.5"))
    assert (month.team_meetings, month.log_reviewed) == (4, ReviewRhythm.WEEKLY)
    assert (month.partner_meetings, month.partner_contacts, month.rate_reports) == (1, 5, 0)
    assert (month.hours_outside_office, month.field_mentoring) == (None, None)
    assert quarter.period == Period.parse("2026-Q3")
    for wrong in (
        {"coach": "TV-1", "period": "2026-10"},
        {"coach": "TV-1", "period": "vko 45"},
        {"coach": "TV-1", "period": "2026-11", "hours_total": "10", "hours_outside_office": "11"},
        {"coach": "TV-1", "period": "2026-11", "team_meetings": "-1"},
        {"coach": "TV-1", "period": "2026-11", "partner_contacts": "-1"},
    ):
        with pytest.raises(InvalidEdit):
            document.add(LOG, wrong)
    document.save()
    again = opened(path)
    assert again.entry(key).record.get("log_reviewed") == "viikoittain"
    again.remove(key)
    assert [entry.key for entry in again.records(LOG)] == ["work_log:TV-1/2026-Q3"]


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("2026-10", "2026-10"),
        (" 2026-q4 ", "2026-Q4"),
        ("10/2026", "2026-10"),
        (date(2026, 10, 1), "2026-10"),
        (2026, "2026"),
        ("2026-H2", "2026-H2"),
    ],
)
def test_periods_as_people_write_them(path: Path, value: object, period: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Työaika"]
    sheet["A8"], sheet["B8"], sheet["C8"] = "TV-1", value, 100
    book.save(path)
    (entry,) = opened(path).records(LOG)
    assert entry.record.get("period") == period
    assert entry.key == f"work_log:TV-1/{period}"


@pytest.mark.parametrize("value", ["vko 45", "10", "syksy", date(2026, 10, 2), 17.5, True])
def test_what_is_no_period_counts_for_none(path: Path, value: object) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Työaika"]
    sheet["A8"], sheet["B8"], sheet["C8"] = "TV-1", value, 100
    book.save(path)
    document = opened(path)
    (entry,) = document.records(LOG)
    assert entry.key == "work_log:@8"
    assert "value.not_understood" in {finding.rule for finding in document.findings()}
    assert team_data(document, load_settings()).work_log == ()


def test_nothing_is_made_up(path: Path) -> None:
    """Shares out of range, dates not understood, negative hours: unknown. Of two rows the first counts."""
    book = openpyxl.load_workbook(path)
    coaches, log = book["Valmentajat"], book["Työaika"]
    for row, values in enumerate(
        (
            ("TV-1", 80, None, None, -1),
            ("TV-2", None, "6/2026", None, None),
            ("TV-3", 1, "kesällä", None, None),
            (None, 1, None, None, None),
        ),
        start=8,
    ):
        for column, value in enumerate(values, start=1):
            coaches.cell(row, column, value)
    for row, values in enumerate(
        (("TV-1", "2026-10", -5), ("TV-1", "2026-10", 140), (None, "2026-10", 1)), 8
    ):
        for column, value in enumerate(values, start=1):
            log.cell(row, column, value)
    book["Valmentajat"]["C5"] = "puolet"
    book.save(path)
    document = opened(path)
    team = team_data(document, load_settings())
    assert [(term.code, term.fte, term.weeks_absent) for term in team.coaches] == [
        ("TV-1", None, None),
        ("TV-2", None, None),
    ]
    assert team.coaches[1].valid_from == date(2026, 6, 30)
    assert [(row.coach, row.hours_total) for row in team.work_log] == [("TV-1", None)]
    assert leader_fte(document) is None
    with pytest.raises(ProtectedData):
        document.set("work_log:TV-1/2026-10", {"hours_total": "1"})


def test_settings_fill_what_the_workbook_does_not_tell(path: Path, settings: Settings) -> None:
    document = opened(path, settings)
    document.add(COACH, {"code": "TV-1", "fte": "1"})
    team = team_data(document, settings)
    assert [(term.code, term.fte) for term in team.coaches] == [("TV-1", 1), ("TV-8", Decimal("0.6"))]
    assert team.coaches[1].linked_teams == ("Tiimi A",)
    assert team.leader_fte == Decimal("0.4")
    sheet, ref = document.main.recognition.cells["leader_fte"]
    document.set_cell(sheet, ref, Decimal("0.5"))
    assert team_data(document, settings).leader_fte == Decimal("0.5")
    alone = team_data(None, settings)
    assert alone.coaches == settings_coaches(settings)
    assert (alone.leader_fte, alone.work_log) == (Decimal("0.4"), ())


def test_earlier_assessments_come_along(path: Path) -> None:
    lines = {number: CriterionScore(number=number, score=4) for number in range(1, 26)}
    whole = Assessment(date=date(2026, 5, 25), lines=lines)
    part = Assessment(date=TODAY, lines={1: lines[1]})
    team = team_data(opened(path), load_settings(), (part, whole), shipped_criteria().default)
    assert team.assessments == ((date(2026, 5, 25), 100), (TODAY, None))
