"""Erasing a person: nothing of hers is left where it can be taken out, all else stays, the rest is named."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.workbook.erase_books import (
    ADVICE,
    BLANKED,
    CODE,
    EMPLOYER,
    HER_ROW,
    NAME,
    NOTE,
    OTHER,
    PHONE,
    client_book,
    erase_her_row,
    plain_sheets,
)
from tests.workbook.xlsx_parts import CORPUS, before, changed, packed, parts_of, written
from valmennus_tui.errors import CellRefused, FileRefused, SaveFailed
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.diff import compare
from valmennus_tui.workbook.erasing import ErasePlan, Place, erase_backups, plan_erase
from valmennus_tui.workbook.plan import check_edit
from valmennus_tui.workbook.saving import SaveOptions, save

HERS = (NAME, CODE, NOTE, EMPLOYER)


@pytest.fixture(scope="module")
def data() -> bytes:
    return client_book()


@pytest.fixture(scope="module")
def plan(data: bytes) -> ErasePlan:
    return plan_erase(Workbook.from_bytes(data), [CODE, NAME], BLANKED)


def _everything(data: bytes) -> str:
    """All parts as text, K-77310 (somebody else) taken out."""
    return "\n".join(part.decode("utf-8", "replace") for part in parts_of(data).values()).replace(
        OTHER[1], ""
    )


def test_the_book_is_worth_the_trouble(data: bytes) -> None:
    holding = {
        name for name, part in parts_of(data).items() if NAME.encode() in part or NOTE.encode() in part
    }
    assert len(holding) >= 9, holding


def test_nothing_of_hers_is_left_in_any_part(plan: ErasePlan) -> None:
    left = _everything(plan.data)
    for text in (*HERS, str(PHONE), "Soita aina iltapäivällä", "Kaikki hyvin"):
        assert text not in left, text
    assert plan.remains == ()
    assert plan.remaining == ()


def test_what_is_not_hers_stays(plan: ErasePlan) -> None:
    left = "\n".join(part.decode("utf-8", "replace") for part in parts_of(plan.data).values())
    for text in (*OTHER, "Leipomo Kauha", "Työssä", ADVICE, "409999999", "Valmentaja", "Muu"):
        assert text in left, text
    assert left.count(ADVICE) == 2


def test_only_the_parts_named_change_and_only_inside_the_closed_list(data: bytes, plan: ErasePlan) -> None:
    old, new = parts_of(data), parts_of(plan.data)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == plan.changed_parts
    assert plan.changed_parts == {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/comments1.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/tables/table1.xml",
        "xl/charts/chart1.xml",
        "xl/pivotTables/pivotTable1.xml",
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "xl/pivotCache/pivotCacheRecords1.xml",
    } | ({"xl/workbook.xml"} & plan.changed_parts)
    assert new["xl/sharedStrings.xml"].count(b"<si>") == old["xl/sharedStrings.xml"].count(b"<si>")
    found = compare(Workbook.from_bytes(data), Workbook.from_bytes(plan.data))
    places = {f"{each.sheet}!{each.ref}" for each in found.cells}
    hers = {f"Asiakkaat!{edit.ref}" for edit in BLANKED}
    assert places == hers | {"Asiakkaat!H4", "Asiakkaat!H5", "Pivot!A4", "Pivot!A6"}


def test_a_note_elsewhere_loses_her_name_only(plan: ErasePlan) -> None:
    parts = parts_of(plan.data)
    assert f"Sama ryhmä kuin ... ja {OTHER[0]}" in parts["xl/comments1.xml"].decode()
    threaded = parts["xl/threadedComments/threadedComment1.xml"].decode()
    # The mention is placed by character numbers: the text keeps its length.
    assert f"<text>@Valmentaja: {'.' * len(NAME)} soitti</text>" in threaded


def test_pivot_items_stay_apart_from_each_other(plan: ErasePlan) -> None:
    cache = parts_of(plan.data)["xl/pivotCache/pivotCacheDefinition1.xml"].decode()
    items = [piece.partition('"')[0] for piece in cache.split('<s v="')[1:]]
    assert len(items) == len(set(items)) == 3


def test_dependents_do_not_show_her_either(plan: ErasePlan) -> None:
    sheet = Workbook.from_bytes(plan.data).sheet("Asiakkaat")
    for cell in ("H4", "H5"):
        assert NAME not in str(sheet.cell(Ref.parse(cell)).value)
    assert len(plan.recomputed) + plan.waiting == 2
    assert {f"{change.ref}" for change in plan.changes} == {str(edit.ref) for edit in BLANKED}


def test_other_programs_open_the_result(plan: ErasePlan) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(plan.data))
    assert book["Asiakkaat"]["B4"].value is None
    assert book["Asiakkaat"]["B5"].value == OTHER[0]
    assert book["Asiakkaat"]["A5"].comment.text == ADVICE
    rows = CalamineWorkbook.from_filelike(io.BytesIO(plan.data)).get_sheet_by_name("Asiakkaat").to_python()
    assert rows[2][1] == OTHER[0] or rows[4][1] == OTHER[0]


@pytest.mark.slow
def test_libreoffice_opens_the_result(plan: ErasePlan, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "erased.xlsx").write_bytes(plan.data)
    command = [
        office,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    subprocess.run(
        [
            *command,
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
            "erased.xlsx",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = "".join(path.read_text("utf-8") for path in tmp_path.glob("*.csv"))
    assert OTHER[0] in shown
    assert NAME not in shown


def test_the_check_of_the_result_is_strict(data: bytes, plan: ErasePlan) -> None:
    plan.verify(plan.data)
    with pytest.raises(SaveFailed):
        plan.verify(data)
    parts = parts_of(plan.data)
    with pytest.raises(SaveFailed):
        plan.verify(packed({**parts, "xl/theme/theme1.xml": parts["xl/theme/theme1.xml"] + b" "}))
    with pytest.raises(SaveFailed):
        plan.verify(packed(dict(reversed(parts.items()))))
    broken = bytearray(plan.data)
    broken[broken.index(b"xl/theme/theme1.xml") + 60] ^= 0xFF
    with pytest.raises((SaveFailed, FileRefused)):
        plan.verify(bytes(broken))


def test_saving_and_backups(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kooste.xlsx"
    path.write_bytes(data)
    earlier = tmp_path / ".kooste.xlsx.valmennus-1.bak"
    earlier.write_bytes(data)
    innocent = tmp_path / ".kooste.xlsx.valmennus-2.bak"
    innocent.write_bytes(written(lambda book: book.add_worksheet().write("A1", OTHER[1])))
    damaged = tmp_path / ".kooste.xlsx.valmennus-3.bak"
    damaged.write_bytes(b"not a workbook")
    other = tmp_path / ".toinen.xlsx.valmennus-1.bak"
    other.write_bytes(data)
    saved = save(plan_erase(Workbook.load(path), [CODE, NAME], BLANKED), SaveOptions(backups=9))
    assert (tmp_path / ".kooste.xlsx.valmennus-4.bak").read_bytes() == data
    result = erase_backups(path, [CODE, NAME])
    assert {each.name[-5:] for each in result.deleted} == {"1.bak", "3.bak", "4.bak"}
    assert result.kept == (innocent,)
    assert result.failed == ()
    assert other.exists()
    for file in (path, innocent):
        assert not any(text in _everything(file.read_bytes()) for text in HERS)
    assert saved.sheet("Asiakkaat").cell(Ref.parse("B4")).is_blank


def test_all_backups_go_when_a_text_is_too_common_to_search_for(tmp_path: Path) -> None:
    path = tmp_path / "kooste.xlsx"
    path.touch()
    backup = tmp_path / ".kooste.xlsx.valmennus-1.bak"
    backup.write_bytes(written(lambda book: book.add_worksheet().write("A1", "x")))
    assert erase_backups(path, ["12"]).deleted == (backup,)
    assert not backup.exists()


def test_what_cannot_be_deleted_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    path = tmp_path / "kooste.xlsx"
    path.touch()
    backup = tmp_path / ".kooste.xlsx.valmennus-1.bak"
    backup.write_bytes(data)
    options = SaveOptions()

    def refuse(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(options.files, "unlink", refuse, raising=True)
    assert erase_backups(path, [NAME], files=options.files).failed == (backup,)
    assert erase_backups(tmp_path / "missing" / "x.xlsx", [NAME]).failed == (tmp_path / "missing" / "x.xlsx",)


def test_a_code_that_begins_like_hers_is_left_alone() -> None:
    plan = erase_her_row(written(plain_sheets))
    assert plan.remains == ()
    strings = parts_of(plan.data)["xl/sharedStrings.xml"]
    assert strings.count(b"<t></t>") == 2
    assert b"A-10" in strings
    assert Workbook.from_bytes(plan.data).sheet("S").cell(Ref.parse("A3")).value == "A-10"


def test_a_string_that_another_cell_uses_is_kept_and_the_cell_is_named() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        plain_sheets(book)
        sheet = book.get_worksheet_by_name("Toinen")
        sheet.write("B7", NAME)
        sheet.write("B8", f"Palaveri, mukana {NAME.upper()}")

    plan = erase_her_row(written(fill))
    assert [(each.place, each.sheet, each.cell) for each in plan.remains] == [
        (Place.CELL, "Toinen", "B7"),
        (Place.CELL, "Toinen", "B8"),
    ]
    assert plan.remaining == ("xl/sharedStrings.xml",)
    assert Workbook.from_bytes(plan.data).sheet("Toinen").cell(Ref.parse("B7")).value == NAME
    assert "B7" in plan.remains[0].sentence()


def test_what_only_she_had_goes_and_what_others_have_too_stays() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        plain_sheets(book)
        sheet = book.get_worksheet_by_name("S")
        sheet.write_row("C2", ["Helsinki", "Kahvila", "Työssä"])
        sheet.write_row("C3", ["Helsinki", "Leipomo"])
        sheet.data_validation("E2:E9", {"validate": "list", "source": ["Työssä", "Etsii"]})
        sheet.autofilter("A1:E3")
        sheet.filter_column_list("C", ["Helsinki"])
        sheet.filter_column_list("D", ["Kahvila"])
        sheet.filter_column_list("E", ["Työssä"])

    edits = [*HER_ROW, *(CellEdit("S", Ref.parse(cell), None) for cell in ("C2", "D2", "E2"))]
    plan = plan_erase(Workbook.from_bytes(written(fill)), ["A-1", NAME], edits)
    sheet = parts_of(plan.data)["xl/worksheets/sheet1.xml"].decode()
    assert sheet.count('<filter val=""/>') == 1
    assert '<filter val="Helsinki"/>' in sheet
    assert '<filter val="Työssä"/>' in sheet
    assert "Kahvila" not in _everything(plan.data)


def test_strings_left_over_from_earlier_deletions_go_too() -> None:
    forms = [
        f"<si><t>{NAME}</t></si>",
        "<si><r><t>Kanerva </t></r><r><t>Tuulisp&#228;&#xE4;, kotona</t></r></si>",
        f"<si><t>Muu</t><rPh sb='0' eb='1'><t>{NAME}</t></rPh></si>",
        "<si><t>Kanerva_x0020_Tuulispää</t></si>",
        "<si><t>Kanerva Tuulispa\u0308a\u0308</t></si>",
        "<si><t><![CDATA[Kanerva]]> Tuulispää</t></si>",
        "<si><t>Toinen</t></si>",
    ]
    data = changed(written(plain_sheets), sharedStrings=before(b"</sst>", "".join(forms)))
    plan = erase_her_row(data)
    strings = parts_of(plan.data)["xl/sharedStrings.xml"].decode()
    assert plan.remains == ()
    assert strings.count("<si>") == parts_of(data)["xl/sharedStrings.xml"].count(b"<si>")
    assert not any(part in strings for part in ("Kanerva", "Tuulisp", "kotona", "Muu"))
    assert "<si><t>Toinen</t></si>" in strings


def test_a_code_like_a_cells_address_or_a_number_is_not_found_everywhere() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("S")
        sheet.write_row("A1", ["Tunnus", "Nimi"])
        sheet.write_row("A2", ["B7", "x"])
        sheet.write_formula("C1", "=B7+SUM(B7:B9)", None, 0)
        sheet.write("D1", 12)
        sheet.write("D2", "12 h viikossa")
        sheet.write("D3", "viite 12")
        sheet.merge_range("B7:C7", "", None)
        sheet.set_column(0, 0, 12)
        book.define_name("Alue", "=S!$B$7")

    data = written(fill)
    assert plan_erase(Workbook.from_bytes(data), ["B7"], HER_ROW).remains == ()
    vague = plan_erase(Workbook.from_bytes(data), ["12"], HER_ROW)
    assert vague.remains == ()
    assert vague.vague == ("12",)


def test_what_stands_in_the_zip_itself_is_named() -> None:
    data = written(plain_sheets)
    comment = f"tehty: {NAME}".encode()
    assert data[-2:] == b"\0\0"
    plan = erase_her_row(data[:-2] + len(comment).to_bytes(2, "little") + comment)
    assert [(each.part, each.place) for each in plan.remains] == [("zip", Place.ARCHIVE)]


def test_files_of_the_corpus_lose_a_text_or_say_where_it_remains() -> None:
    files = sorted(CORPUS.glob("*.xl*")) if CORPUS.is_dir() else []
    if not files:
        pytest.skip("the corpus is not here (../shared/corpus)")
    erased = 0
    for path in files:
        try:
            book = Workbook.load(path)
        except FileRefused:
            continue
        edit = _first_text(book)
        if edit is None:
            continue
        text = str(book.sheet(edit.sheet).cell(edit.ref).value)
        plan = plan_erase(book, [text], [edit])
        plan.verify(plan.data)
        if not plan.remains:
            escaped = text.replace("&", "&amp;").replace("<", "&lt;")
            pattern = re.compile(rf"(?<!\w){re.escape(escaped)}(?!\w)", re.IGNORECASE)
            everything = "\n".join(part.decode("utf-8", "replace") for part in parts_of(plan.data).values())
            assert not pattern.search(everything), path.name
            erased += 1
    assert erased >= 15


def _first_text(book: Workbook) -> CellEdit | None:
    """The blanking of the first cell with a longer text that may be written."""
    for info in book.worksheets:
        for ref, cell in book.sheet(info.name).cells.items():
            if isinstance(cell.value, str) and len(cell.value) > 6:
                edit = CellEdit(info.name, ref, None)
                try:
                    check_edit(book, edit)
                except CellRefused:
                    continue
                return edit
    return None


def test_nothing_changes_without_anything_to_erase() -> None:
    data = written(plain_sheets)
    plan = plan_erase(Workbook.from_bytes(data), ["Ei Olemassa"], [])
    assert plan.data == data
    assert plan.changed_parts == frozenset()


def test_cells_that_must_not_be_written_are_refused_as_ever() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("S").write_formula("A2", "=1+1", None, 2)

    with pytest.raises(CellRefused):
        erase_her_row(written(fill))


def test_unchanged_members_are_copied_raw(data: bytes, plan: ErasePlan) -> None:
    def raw(content: bytes) -> dict[str, tuple[object, ...]]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {
                info.filename: (info.date_time, info.CRC, info.compress_size) for info in archive.infolist()
            }

    old, new = raw(data), raw(plan.data)
    assert {name for name in old if old[name] != new[name]} == plan.changed_parts


def test_the_plan_says_nothing_of_her_in_its_repr(plan: ErasePlan) -> None:
    assert not any(text in repr(plan) for text in HERS)
