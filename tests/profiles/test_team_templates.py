"""The team workbook and the workbook of the quality criteria: stand-ins, recognised, right when filled in."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.profiles.books import without_results
from valmennus_tui.domain.schema import FIDELITY_KINDS, TEAM_KINDS, RecordKind, field_names
from valmennus_tui.paths import templates_folder
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.figures import find_figures
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.profile import FigureColumn
from valmennus_tui.workbook.profile_files import shipped_profiles
from valmennus_tui.workbook.recognise import recognise
from valmennus_tui.workbook.shipped_choices import shipped_choices
from valmennus_tui.workbook.shipped_criteria import shipped_criteria
from valmennus_tui.workbook.shipped_indicators import shipped_indicators

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
KINDS = {"team": TEAM_KINDS, "fidelity": FIDELITY_KINDS}
DAYS = (date(2026, 5, 25), date(2026, 11, 24))


def path(name: str) -> Path:
    return templates_folder() / f"{name}.xlsx"


@pytest.mark.parametrize("name", KINDS)
def test_says_everywhere_that_it_is_a_stand_in(name: str) -> None:
    book = openpyxl.load_workbook(path(name))
    assert "mallipohja" in book.properties.title
    assert "ei THL:n virallinen" in book.properties.description
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert any("ei THL:n virallinen" in str(sheet.cell(row, 1).value) for row in (1, 2, 3))
            assert "mallipohja" in str(sheet["A1"].value) or sheet.title == "Ohje"


@pytest.mark.parametrize("name", KINDS)
def test_recognised_to_the_last_header_with_a_place_for_every_field(name: str) -> None:
    recognition = recognise(Workbook.load(path(name)))
    assert recognition.kind == name
    assert recognition.profile is not None
    assert recognition.profile.id == name
    assert recognition.profile.stand_in
    assert (recognition.missing, recognition.unmapped, recognition.doubtful) == ((), (), ())
    assert {layout.kind for layout in recognition.layouts} == set(KINDS[name])
    for kind in KINDS[name]:
        (layout,) = recognition.of_kind(kind)
        assert layout.field_names == frozenset(field_names(kind))
        assert layout.rows is not None
        assert len(layout.rows.numbers) >= 20


@pytest.mark.parametrize("name", KINDS)
def test_recognised_when_its_sheets_have_other_names(name: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(path(name))
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Lehti {number}"
    book.save(tmp_path / "renamed.xlsx")
    recognition = recognise(Workbook.load(tmp_path / "renamed.xlsx"))
    assert recognition.kind == name
    assert {layout.kind for layout in recognition.layouts} == set(KINDS[name])


def test_a_coachs_workbook_is_not_taken_for_the_leaders(tmp_path: Path) -> None:
    """Not even where one of its sheets is called as one of theirs."""
    book = openpyxl.load_workbook(path("coach"))
    for name in ("Valmentajat", "Työaika", "Pisteet"):
        book.create_sheet(name)
    book.save(tmp_path / "coach.xlsx")
    assert recognise(Workbook.load(tmp_path / "coach.xlsx")).kind == "coach"


@pytest.mark.parametrize("name", KINDS)
def test_print_setup_protection_and_hidden_lists(name: str) -> None:
    book = openpyxl.load_workbook(path(name))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.protection.sheet
            assert not sheet.protection.password
            assert sheet.page_setup.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert "asiakastietoja" in sheet.oddFooter.left.text
    assert book["Luettelot"].sheet_state == "hidden"
    charts = [sheet for sheet in book.worksheets if sheet._charts]
    assert [sheet.title for sheet in charts] == [{"team": "Tiimi", "fidelity": "Kuviot"}[name]]


def test_drop_downs() -> None:
    team = Workbook.load(path("team"))
    review = team.choices("Työaika", Ref.parse("N8"))
    known = shipped_choices().get("log_review")
    assert review is not None
    assert known is not None
    assert review.values == tuple(choice.names["fi"] for choice in known.choices)
    months = team.choices("Työaika", Ref.parse("B8"))
    assert months is not None
    assert months.values is not None
    assert months.values[:2] == ("2025-01", "2025-02")
    fidelity = Workbook.load(path("fidelity"))
    for cell in ("C8", "E507"):
        scores = fidelity.choices("Pisteet", Ref.parse(cell))
        assert scores is not None
        assert scores.values == ("1", "2", "3", "4", "5")
    editions = fidelity.choices("Arvioinnit", Ref.parse("D8"))
    assert editions is not None
    assert editions.values == tuple(edition.id for edition in shipped_criteria().all)


# ------------------------------------------------------------------------------------------------ figures
def figures(book: Workbook) -> tuple[str, ...]:
    profile = next(each for each in shipped_profiles() if each.id == "team")
    return tuple(sheet.sheet for sheet in find_figures(book, profile))


def test_every_indicator_has_its_column_and_every_period_its_row() -> None:
    book = Workbook.load(path("team"))
    profile = next(each for each in shipped_profiles() if each.id == "team")
    coaches, team = find_figures(book, profile)
    assert (coaches.sheet, coaches.of_team, team.sheet, team.of_team) == ("Seuranta", False, "Tiimi", True)
    assert set(coaches.columns) == set(team.columns) == set(shipped_indicators())
    assert coaches.rows == {}
    periods = [period for _coach, period in team.rows]
    assert sorted(periods) == sorted(
        ["2026", *(f"2026-{n:02d}" for n in range(1, 13)), *(f"2026-Q{n}" for n in range(1, 5))]
    )
    assert coaches.place("TV-1", "2026-01", "new") is None
    assert team.place(None, "2026-01", "no such") is None


def test_figures_of_a_coach_are_found_once_she_is_listed() -> None:
    edits = {("Valmentajat", Ref.parse("A8")): "TV-1", ("Valmentajat", Ref.parse("A9")): "TV-2"}
    book = saved("team", edits)
    profile = next(each for each in shipped_profiles() if each.id == "team")
    coaches = find_figures(book, profile)[0]
    assert {coach for coach, _period in coaches.rows} == {"TV-1", "TV-2"}
    assert len(coaches.rows) == 34
    place = coaches.place("TV-2", "2026-Q1", "job_starts")
    assert place is not None
    assert book.sheet("Seuranta").cell(place).is_formula
    assert book.sheet("Seuranta").cell(Ref(coaches.header, place.column)).value == "Alkaneet työsuhteet"


def test_a_profiles_own_header_names_an_indicator() -> None:
    profile = next(each for each in shipped_profiles() if each.id == "team")
    team = replace(profile.figures[1], columns=(FigureColumn("exits", ("Uudet asiakkaat",)),))
    (sheet,) = find_figures(Workbook.load(path("team")), replace(profile, figures=(team,)))
    assert sheet.columns["exits"] == 5
    assert "new" not in sheet.columns


# ------------------------------------------------------------------------------------------------ results
Edits = dict[tuple[str, Ref], NewValue]


def saved(name: str, edits: Edits) -> Workbook:
    """The template with edits, as the program saves it."""
    book = Workbook.load(path(name))
    plan = plan_save(book, [CellEdit(*place, value) for place, value in edits.items()])
    assert plan.waiting == 0
    return Workbook.from_bytes(plan.data)


def cells(sheet: str, first: int, *rows: tuple[NewValue, ...]) -> Edits:
    """Values by row from a row down; None leaves a cell as it is."""
    return {
        (sheet, Ref(row, column)): value
        for row, values in enumerate(rows, start=first)
        for column, value in enumerate(values, start=1)
        if value is not None
    }


def team_edits() -> Edits:
    """Two coaches, one of them with new terms, a work log with a quarter in it, some figures."""
    return {
        **cells(
            "Valmentajat",
            8,
            ("TV-1", 1),
            ("TV-2", 0.8, date(2025, 1, 1), date(2026, 6, 30)),
            ("TV-2", 0.5, date(2026, 7, 1)),
            ("TV-3", 1),
        ),
        **cells(
            "Työaika",
            8,
            ("TV-1", "2026-01", 140, 135, 80.5, 4),
            ("TV-1", "2026-02", 150, 150, 100, 4, 1),
            ("TV-2", "2026-01", 70, 60, None, 2),
            ("TV-3", "2026-Q1", 300, 290, 200),
        ),
        ("Seuranta", Ref.parse("D8")): 12,
        ("Seuranta", Ref.parse("D10")): 15,
        ("Seuranta", Ref.parse("E8")): 3,
        ("Seuranta", Ref.parse("E12")): 2,
        ("Seuranta", Ref.parse("D25")): 9,
        ("Seuranta", Ref.parse("E26")): 4,
    }


def fidelity_edits() -> Edits:
    """A whole assessment of 99 points, then one of which a criterion is not scored."""
    first = [(DAYS[0], number, 3 if number == 1 else 4) for number in range(1, 26)]
    second = [(DAYS[1], number, None if number == 9 else 5) for number in range(1, 26)]
    return {
        **cells("Arvioinnit", 8, (DAYS[1], "TV-1", "Palvelu"), (DAYS[0], "TV-2")),
        **cells("Pisteet", 8, *first, *second),
        ("Pisteet", Ref(33 + 15, 11)): "Suunnitelmat ajan tasalle",
    }


def test_sums_of_the_team_workbook() -> None:
    book = saved("team", team_edits())
    tracking, team = book.sheet("Seuranta"), book.sheet("Tiimi")
    hours = next(column for column in range(3, 60) if tracking.cell(Ref(7, column)).value == "Tehty työaika")
    assert [tracking.cell(Ref(8 + 17 * block, 1)).value for block in range(4)] == ["TV-1", "TV-2", "TV-3", ""]
    # active: the quarter has the last month's value; new: the sum of its months.
    assert [tracking.cell(Ref(row, 4)).value for row in (20, 21, 24)] == [15, "", ""]
    assert [tracking.cell(Ref(row, 5)).value for row in (20, 21, 24)] == [3, 2, 5]
    assert [team.cell(Ref(row, 4)).value for row in (8, 9, 20)] == [21, "", 15]
    assert [team.cell(Ref(row, 5)).value for row in (8, 9, 12, 20, 21, 24)] == [3, 4, 2, 7, 2, 9]
    # Hours come from the log; a quarter's own row adds to those of its months.
    assert [tracking.cell(Ref(row, hours)).value for row in (8, 9, 20, 24)] == [140, 150, 290, 290]
    assert [tracking.cell(Ref(row, hours)).value for row in (42, 54, 58)] == ["", 300, 300]
    assert team.cell(Ref(20, hours)).value == 290 + 70 + 300
    share = team.cell(Ref(8, hours + 11)).value
    assert share == pytest.approx((135 + 60) / (140 + 70))


def test_results_of_the_summary_form() -> None:
    book = saved("fidelity", fidelity_edits())
    form, assessments = book.sheet("Koontilomake"), book.sheet("Arvioinnit")
    assert [assessments.cell(Ref(row, 5)).value for row in (8, 9)] == [24, 25]
    assert [assessments.cell(Ref(row, 6)).value for row in (8, 9)] == ["", 99]
    assert assessments.cell(Ref(9, 7)).value == "Kohtalainen menetelmällinen tarkkuus"
    labels = {form.cell(Ref(row, 2)).value: row for row in range(1, 60)}
    row = labels["Henkilökohtaisesti räätälöity työnhaku"]
    shown = [form.cell(Ref(row, column)).value for column in range(3, 7)]
    assert shown == [5, 4, 1, "Suunnitelmat ajan tasalle"]
    staff = labels["Palvelun henkilöstö yhteensä"]
    assert [form.cell(Ref(staff, column)).value for column in (3, 4)] == [15, 11]
    total = labels["Pisteet yhteensä (enintään 125)"]
    assert [form.cell(Ref(total, column)).value for column in (3, 4)] == ["", 99]
    assert form.cell(Ref(labels["Taso"], 3)).value == ""
    before = form.cell(Ref(labels["Taso edellisessä arvioinnissa"], 3)).value
    assert before == "Kohtalainen menetelmällinen tarkkuus"


@pytest.mark.parametrize(
    ("total", "band"),
    [(73, 3), (74, 2), (99, 2), (100, 1), (114, 1), (115, 0), (125, 0), (25, 3)],
)
def test_levels_at_their_edges(total: int, band: int) -> None:
    """The workbook and the program name the same level."""
    base, more = divmod(total, 25)
    rows = [(DAYS[0], number, base + (number <= more)) for number in range(1, 26)]
    book = saved("fidelity", {**cells("Arvioinnit", 8, (DAYS[0],)), **cells("Pisteet", 8, *rows)})
    level = book.sheet("Arvioinnit").cell(Ref.parse("G8")).value
    assert level == shipped_criteria().default.bands[band].words.text("fi")


def test_libreoffice_calculates_what_the_program_calculates(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    ours = {
        "team.xlsx": path("team").read_bytes(),
        "fidelity.xlsx": path("fidelity").read_bytes(),
        "filled_team.xlsx": saved("team", team_edits()).data,
        "filled_fidelity.xlsx": saved("fidelity", fidelity_edits()).data,
    }
    for name, data in ours.items():
        (tmp_path / name).write_bytes(without_results(data))
    home = (tmp_path / "home").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", "xlsx"]
    files = [str(tmp_path / name) for name in ours]
    out = tmp_path / "out"
    subprocess.run([*command, "--outdir", str(out), *files], check=True, capture_output=True, timeout=240)
    for name, data in ours.items():
        theirs = openpyxl.load_workbook(out / name, data_only=True)
        book = Workbook.from_bytes(data)
        compared = 0
        for info in book.worksheets:
            for ref, cell in book.sheet(info.name).cells.items():
                if cell.is_formula:
                    compared += 1
                    value = theirs[info.name].cell(ref.row, ref.column).value
                    if isinstance(cell.value, int | float) and isinstance(value, int | float):
                        assert value == pytest.approx(cell.value), (name, info.name, ref)
                    else:
                        assert (_plain(value) or "") == (_plain(cell.value) or ""), (name, info.name, ref)
        assert compared > 1000


def _plain(value: object) -> object:
    """A day without its midnight."""
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else value


def test_kinds_of_records() -> None:
    """No record kind is in two families, and none in none."""
    from valmennus_tui.domain.schema import COACH_KINDS

    assert sorted((*COACH_KINDS, *TEAM_KINDS, *FIDELITY_KINDS)) == sorted(RecordKind)
