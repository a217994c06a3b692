"""The shipped templates: up to date, openly stand-ins, complete, and with right results stored."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.profiles.books import without_results
from tools.make_templates import main, members, outdated, templates
from valmennus_tui.domain.schema import RecordKind, field_names
from valmennus_tui.paths import templates_folder
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.names import DefinedName
from valmennus_tui.workbook.recognise import recognise
from valmennus_tui.workbook.shipped_choices import shipped_choices

NAMES = ("coach", "contacts")
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def path(name: str) -> Path:
    return templates_folder() / f"{name}.xlsx"


def part(name: str, sheet: str) -> str:
    book = Workbook.load(path(name))
    return book.package.read(book.info(sheet).part).decode()


def test_up_to_date_and_repeatable() -> None:
    assert outdated(templates_folder()) == []
    for build in templates().values():
        assert build() == build()


def test_check_tells_of_a_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path)]) == 0
    assert main(["--check", "--folder", str(tmp_path)]) == 0
    with zipfile.ZipFile(tmp_path / "coach.xlsx", "a") as package:
        package.writestr("extra.xml", "<a/>")
    assert main(["--check", "--folder", str(tmp_path)]) == 1
    assert "coach.xlsx" in capsys.readouterr().err
    assert len(members((tmp_path / "coach.xlsx").read_bytes())) > 10


@pytest.mark.parametrize("name", NAMES)
def test_says_everywhere_that_it_is_a_stand_in(name: str) -> None:
    book = openpyxl.load_workbook(path(name))
    assert "mallipohja" in book.properties.title
    assert "ei THL:n virallinen" in book.properties.description
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            texts = [str(cell.value) for row in sheet["A1:A3"] for cell in row]
            assert any("ei THL:n virallinen" in text for text in texts), sheet.title


@pytest.mark.parametrize("name", NAMES)
def test_recognised_by_its_own_profile_to_the_last_header(name: str) -> None:
    recognition = recognise(Workbook.load(path(name)))
    assert recognition.profile is not None
    assert recognition.profile.id == name
    assert recognition.profile.stand_in
    assert recognition.missing == ()
    assert recognition.unmapped == ()
    assert recognition.doubtful == ()
    assert "coach" in recognition.cells


def test_has_a_place_for_every_field() -> None:
    """All but the client's name: the template knows codes only."""
    for name, kinds in (
        ("coach", (RecordKind.CLIENT, RecordKind.EMPLOYMENT, RecordKind.EDUCATION, RecordKind.SUPPORT)),
        ("contacts", (RecordKind.CONTACT, RecordKind.SUPPORT)),
    ):
        recognition = recognise(Workbook.load(path(name)))
        for kind in kinds:
            (layout,) = recognition.of_kind(kind)
            assert layout.field_names == frozenset(field_names(kind)) - {"name"}
            assert layout.rows is not None
            assert 60 <= len(layout.rows.numbers) <= 100


def test_four_kinds_of_lists() -> None:
    book = openpyxl.load_workbook(path("coach"))
    rules = {
        rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert '"kyllä,ei"' in rules
    assert "Kytkeytyvat_tiimit" in rules
    assert any(rule.startswith("Luettelot!$") for rule in rules)
    extended = re.findall(r"<x14:dataValidation .*?</x14:dataValidation>", part("coach", "Asiakkaat"))
    assert len(extended) == 2
    assert all("<xm:f>Luettelot!$" in rule for rule in extended)


@pytest.mark.parametrize(
    ("sheet", "cell", "key"),
    [
        ("Asiakkaat", "D8", "referral_source"),
        ("Asiakkaat", "E8", "linked_team"),
        ("Asiakkaat", "P87", "phase"),
        ("Asiakkaat", "R8", "client_end_reason"),
        ("Työsuhteet", "G8", "job_type"),
        ("Työsuhteet", "H107", "contract"),
        ("Koulutukset", "D8", "education_kind"),
        ("Koulutukset", "G8", "education_outcome"),
    ],
)
def test_lists_offer_what_the_program_knows(sheet: str, cell: str, key: str) -> None:
    book = Workbook.load(path("coach"))
    found = book.choices(sheet, Ref.parse(cell))
    known = shipped_choices().get(key)
    assert found is not None
    assert known is not None
    assert found.values
    assert all(known.find(value) is not None for value in found.values)


def test_client_codes_are_offered_from_the_sheet_of_clients() -> None:
    book = Workbook.load(path("coach"))
    view = book.with_cells({("Asiakkaat", Ref.parse("A8")): "K-1042"})
    for sheet in ("Työsuhteet", "Koulutukset", "Tuki"):
        found = view.choices(sheet, Ref.parse("A8"))
        assert found is not None
        assert found.values == ("K-1042",)


def test_carries_what_official_files_carry() -> None:
    book = openpyxl.load_workbook(path("coach"))
    sheet = book["Asiakkaat"]
    assert sheet.freeze_panes == "B8"
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet["A8"].protection.locked
    assert sheet["A7"].protection.locked
    assert sheet["L8"].protection.locked
    assert sheet.print_title_rows == "$6:$7"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["A6"].comment is not None
    assert {"A6:A7", "C6:E6"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert len(sheet.conditional_formatting) >= 3
    assert sheet.auto_filter.ref == "A7:T87"
    assert book["Luettelot"].sheet_state == "hidden"
    assert book["Työsuhteet"].column_dimensions["U"].hidden
    names: dict[str, DefinedName] = {n.name: n for n in Workbook.load(path("coach")).names}
    assert {"Asiakastunnukset", "Tarkastelupaiva", "Vaiheet"} <= set(names)


def test_the_log_of_contacts_is_a_table_that_can_grow() -> None:
    book = Workbook.load(path("contacts"))
    (table,) = book.tables
    assert table.sheet == "Tapaamiset"
    assert not table.totals_rows
    reach = {area.last.row for rule in book.validations("Tapaamiset") for area in rule.areas}
    assert min(reach) > 10 * len(range(table.data.first.row, table.data.last.row))


def stored_results(file: Path) -> dict[tuple[str, str], object]:
    formulas = openpyxl.load_workbook(file)
    results = openpyxl.load_workbook(file, data_only=True)
    return {
        (sheet.title, cell.coordinate): results[sheet.title][cell.coordinate].value or ""
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_libreoffice_calculates_the_stored_results(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    for name in NAMES:
        (tmp_path / f"{name}.xlsx").write_bytes(without_results(path(name).read_bytes()))
    home = (tmp_path / "home").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", "xlsx"]
    files = [str(tmp_path / f"{name}.xlsx") for name in NAMES]
    out = tmp_path / "out"
    subprocess.run([*command, "--outdir", str(out), *files], check=True, capture_output=True, timeout=240)
    for name in NAMES:
        ours = stored_results(path(name))
        theirs = openpyxl.load_workbook(out / f"{name}.xlsx", data_only=True)
        assert ours
        for (sheet, cell), value in ours.items():
            text = theirs[sheet][cell].value or ""
            assert (text if text != 0 else "") == (value if value != 0 else ""), (sheet, cell)
