"""The demo team's folder with bad files in it: the good are read, the bad have a sentence and a place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from tests.support.encrypting import PASSWORD, encrypt
from valmennus_tui import i18n
from valmennus_tui.consolidation.collect import gather
from valmennus_tui.consolidation.gathered import CoachFile, Gathered, Problem
from valmennus_tui.consolidation.workers import Watch
from valmennus_tui.document.demo import write_demo
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.refusals import Reason, sentence

TODAY = date(2026, 11, 24)
GOOD = ("kooste_TV-1.xlsx", "kooste_TV-2.xlsx", "kooste_TV-3.xlsx", "kooste_TV-4.xlsx")
FILLED = ("summarivi.xlsx", "taulukon nimi.xlsx", "tekstipäivät.xlsx", "tuplatunnus.xlsx")
Change = Callable[[Any], None]
pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning")


def read(folder: Path, **how: Any) -> Gathered:
    return gather(folder, settings=load_settings(), today=TODAY, with_findings=True, **how)


def filled(path: Path, coach: str, change: Change, first: str = "A-1") -> None:
    """A coach's workbook with two clients, spoilt by hand."""
    document = Document.open(new_workbook("coach", path, coach=coach), settings=load_settings(), today=TODAY)
    for code, start in ((first, "1.9.2026"), (f"{coach}-2", "1.10.2026")):
        document.add(RecordKind.CLIENT, {"code": code, "service_start": start, "phase": "3"})
    document.save()
    book = load_workbook(path)
    change(book["Asiakkaat"])
    book.save(path)


def text_dates(sheet: Any) -> None:
    sheet["F8"], sheet["F9"] = "syyskuun alussa", "1.10.2026"


def duplicated_code(sheet: Any) -> None:
    sheet["A9"] = sheet["A8"].value


def renamed(sheet: Any) -> None:
    sheet.title = "Taul1"


def over_the_totals(sheet: Any) -> None:
    sheet["A88"], sheet["F88"], sheet["P88"] = "Z-9", date(2026, 9, 1), "3"


def unknown_layout(path: Path) -> None:
    book = Book()
    book.active.append(["Auto", "Rekisterinumero"])
    book.active.append(["Volvo", "ABC-123"])
    book.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo team and the bad files."""
    folder = tmp_path_factory.mktemp("huono")
    write_demo(folder, TODAY)
    first = folder / "kooste_TV-1.xlsx"
    data = first.read_bytes()
    (folder / "katkennut.xlsx").write_bytes(data[: len(data) // 2])
    (folder / "tyhjä.xlsx").write_bytes(b"")
    encrypt(Path(shutil.copy(folder / "kooste_TV-2.xlsx", folder / "salattu.xlsx")))
    unknown_layout(folder / "autot.xlsx")
    filled(folder / "tekstipäivät.xlsx", "TV-11", text_dates)
    filled(folder / "tuplatunnus.xlsx", "TV-12", duplicated_code)
    filled(folder / "taulukon nimi.xlsx", "TV-13", renamed, "B-1")
    filled(folder / "summarivi.xlsx", "TV-14", over_the_totals, "C-1")
    for name, first_code in (("kaksi.xlsx", "D-1"), ("kaksi 2026.xlsx", "D-1")):
        filled(folder / name, "TV-15", lambda sheet, name=name: sheet.__setitem__("T8", name), first_code)
    (folder / "~$kooste_TV-4.xlsx").write_bytes(bytes([5]) + b"Maija" + b" " * 159)
    return folder


@pytest.fixture(scope="module")
def gathered(folder: Path) -> Gathered:
    i18n.set_language("en")
    return read(folder)


def of(gathered: Gathered, name: str) -> list[Problem]:
    return [problem for problem in gathered.problems if problem.path.name == name]


def named(gathered: Gathered, name: str) -> CoachFile:
    found = gathered.file_of(name)
    assert found is not None
    return found


def test_the_good_files_are_read_as_without_the_bad_ones(
    gathered: Gathered, folder: Path, tmp_path: Path
) -> None:
    for path in folder.glob("kooste*"):
        shutil.copy(path, tmp_path)
    alone = read(tmp_path)
    assert tuple(file.source.name for file in alone.files) == GOOD
    assert {file.source.name for file in gathered.files} == {*GOOD, *FILLED}
    for name in GOOD:
        one, other = named(gathered, name), named(alone, name)
        assert (one.source, one.fingerprint, one.has_log) == (other.source, other.fingerprint, True)
    assert set(gathered.others.values()) == {"team", "fidelity"}


@pytest.mark.parametrize(
    ("name", "code", "severity", "exit_code", "words"),
    [
        ("katkennut.xlsx", "damaged", "error", 3, "damaged or incomplete"),
        ("tyhjä.xlsx", "empty_file", "error", 3, "empty"),
        ("salattu.xlsx", "encrypted", "error", 3, "password"),
        ("autot.xlsx", "unrecognised", "error", 3, "valmennus map"),
        ("kaksi.xlsx", "same_coach", "error", 4, "kaksi 2026.xlsx"),
        ("kaksi 2026.xlsx", "same_coach", "error", 4, "kaksi.xlsx"),
        ("kooste_TV-4.xlsx", "open_elsewhere", "hint", 0, "another program"),
        ("taulukon nimi.xlsx", "sheet_renamed", "hint", 0, "name is not the template's"),
        ("summarivi.xlsx", "filled_totals", "warning", 0, "row of totals"),
        ("tuplatunnus.xlsx", "shared_codes", "hint", 0, "tekstipäivät.xlsx"),
    ],
)
def test_each_bad_file_has_a_sentence(
    gathered: Gathered, name: str, code: str, severity: str, exit_code: int, words: str
) -> None:
    (problem,) = of(gathered, name)
    assert (problem.code, problem.severity.value, problem.exit_code) == (code, severity, exit_code)
    assert words in problem.message
    assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("name", "sheet", "cell"),
    [
        ("summarivi.xlsx", "Asiakkaat", "C88"),
        ("taulukon nimi.xlsx", "Taul1", None),
        ("tuplatunnus.xlsx", "Asiakkaat", None),
    ],
)
def test_a_problem_in_a_sheet_has_its_place(gathered: Gathered, name: str, sheet: str, cell: str) -> None:
    (problem,) = of(gathered, name)
    assert (problem.sheet, problem.cell) == (sheet, cell)


@pytest.mark.parametrize(
    ("name", "rule", "cell"),
    [
        ("tekstipäivät.xlsx", "value.not_understood", "F8"),
        ("tekstipäivät.xlsx", "value.text_date", "F9"),
        ("tuplatunnus.xlsx", "client.duplicate_code", "A9"),
    ],
)
def test_a_finding_has_file_sheet_and_cell(gathered: Gathered, name: str, rule: str, cell: str) -> None:
    (found,) = (each for each in named(gathered, name).findings if each.finding.rule == rule)
    assert found.path.name == name
    assert (found.finding.sheet, found.finding.cell) == ("Asiakkaat", cell)
    assert found.finding.message


def test_codes_of_two_coaches_are_told_by_row_not_by_name(gathered: Gathered) -> None:
    (problem,) = of(gathered, "tuplatunnus.xlsx")
    assert "rows 8, 9" in problem.message
    assert "A-1" not in problem.message
    assert not [each for each in gathered.problems if "D-1" in each.message or "K-" in each.message]


def test_the_conflict_waits_for_a_choice(gathered: Gathered, folder: Path) -> None:
    (conflict,) = gathered.conflicts
    assert conflict.coach == "TV-15"
    assert conflict.paths == (folder / "kaksi 2026.xlsx", folder / "kaksi.xlsx")
    assert conflict.codes == 2


def test_every_record_has_its_place(gathered: Gathered, folder: Path) -> None:
    file = named(gathered, "kooste_TV-1.xlsx")
    records = file.source.records
    for kind in (records.clients, records.employments, records.contacts):
        assert kind
        for record in kind:
            place = gathered.place_of(file.source.ref(record))
            assert place is not None
            assert place.path.parent == folder
    document = Document.open(file.path, settings=load_settings(), today=TODAY)
    for entry in document.entries:
        place = file.places[entry.key]
        assert (place.sheet, place.row) == (entry.sheet, entry.row)
    assert {place.path.name for place in file.places.values()} == {
        "kooste_TV-1.xlsx",
        "kooste_TV-1.tapaamiset.xlsx",
    }


@pytest.mark.parametrize(
    ("typed", "code"), [(PASSWORD, None), ("väärä", "wrong_password"), (None, "encrypted")]
)
def test_an_encrypted_file_is_read_with_its_password(
    gathered: Gathered, folder: Path, tmp_path: Path, typed: str | None, code: str | None
) -> None:
    for name in ("kooste_TV-1.xlsx", "kooste_TV-2.xlsx", "kooste_TV-2.tapaamiset.xlsx"):
        shutil.copy(folder / name, tmp_path)
    for name in ("kooste_TV-2.xlsx", "kooste_TV-2.tapaamiset.xlsx"):
        encrypt(tmp_path / name)
    asked: list[str] = []

    def passwords(path: Path) -> str | None:
        asked.append(path.name)
        return typed

    found = read(tmp_path, passwords=passwords)
    assert asked == ["kooste_TV-2.xlsx"]
    assert [problem.code for problem in found.problems] == ([] if code is None else [code])
    assert named(found, "kooste_TV-1.xlsx").source.records.clients
    if code is None:
        one, other = named(found, "kooste_TV-2.xlsx"), named(gathered, "kooste_TV-2.xlsx")
        assert one.source == other.source
        assert [each.finding for each in one.findings] == [each.finding for each in other.findings]
    assert typed is None or typed not in repr(found)


def test_reading_that_is_cancelled_says_so(folder: Path) -> None:
    found = read(folder, watch=Watch(cancelled=lambda: True))
    assert found.cancelled
    assert found.files == ()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sentences_are_in_the_language_in_force(tmp_path: Path, language: str) -> None:
    (tmp_path / "tyhjä.xlsx").write_bytes(b"")
    i18n.set_language(language)
    (problem,) = read(tmp_path).problems
    assert problem.message == sentence(Reason.EMPTY_FILE)
