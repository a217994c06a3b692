"""Reports as workbooks: values of their own types, native charts, A4, nothing that is carried out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from tests.reports import samples
from valmennus_tui.reports.model import (
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Paragraph,
    Report,
    Section,
    Table,
)
from valmennus_tui.reports.xlsx_file import as_xlsx


def opened(report: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))


def parts(report: Report) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(report))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_values_have_their_types_and_formats() -> None:
    sheet = opened(samples.report(samples.FIGURES)).worksheets[0]
    (head,) = [cell.row for cell in sheet["A"] if cell.value == "Päivä"]
    first, second, third = (list(sheet[row]) for row in range(head + 1, head + 4))
    assert [cell.value for cell in first] == [
        datetime(2026, 3, 1),
        "öljy\nja ääni",
        12,
        pytest.approx(1 / 3),
        7.25,
    ]
    assert [cell.number_format for cell in first] == ["d.m.yyyy", "@", "0", "0 %", "0.0"]
    assert [cell.value for cell in second] == [None, "tyhjä", None, None, None]
    assert third[2].value == "<5"
    assert third[2].data_type == "s"


def test_no_text_becomes_a_formula_or_a_link() -> None:
    book = opened(samples.hostile())
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = " ".join(str(cell.value) for cell in cells)
    assert "\x1b" not in texts
    assert "\u202e" not in texts
    assert '=HYPERLINK("http' in texts


@pytest.mark.parametrize("kind", list(ChartKind))
def test_charts_are_native_and_read_the_table(kind: ChartKind) -> None:
    chart = Chart(kind, "Kuva", samples.FIGURES, 0, (2, 3), highest=20)
    (drawn,) = [
        text for name, text in parts(samples.report(samples.FIGURES, chart)).items() if "chart1" in name
    ]
    wanted = {ChartKind.COLUMN: "barChart"}.get(kind, f"{kind.value}Chart")
    assert f"<c:{wanted}>" in drawn
    references = re.findall(r"<c:f>(.*?)</c:f>", drawn)
    assert references == [
        "'Osa   1  2'!$A$7:$A$9",
        "'Osa   1  2'!$C$7:$C$9",
        "'Osa   1  2'!$A$7:$A$9",
        "'Osa   1  2'!$D$7:$D$9",
    ]
    assert '<c:max val="20"/>' in drawn


def test_a_chart_of_a_table_without_rows_is_left_out() -> None:
    empty = Table((Column("a"), Column("b", ColumnKind.WHOLE)), ())
    names = parts(samples.report(empty, Chart(ChartKind.BAR, "Kuva", empty, 0, (1,))))
    assert not [name for name in names if "chart" in name]


def test_it_prints_on_a4_no_wider_than_the_page() -> None:
    wide = Table(tuple(Column(str(n), width=30) for n in range(6)), (("a",) * 6,))
    for table, orientation in ((samples.FIGURES, "portrait"), (wide, "landscape")):
        sheet = opened(samples.report(table)).worksheets[0]
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == orientation
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


@pytest.mark.parametrize(("rows", "repeated"), [(3, None), (80, "$6:$6")])
def test_the_heading_repeats_where_the_table_goes_over_the_page(rows: int, repeated: str | None) -> None:
    table = Table((Column("a"),), (("rivi",),) * rows)
    assert opened(samples.report(table)).worksheets[0].print_title_rows == repeated


def test_a_chart_is_not_parted_by_the_end_of_the_page() -> None:
    chart = Chart(ChartKind.COLUMN, "Kuva", samples.FIGURES, 0, (2,))
    sheet = opened(samples.report(samples.FIGURES, chart, chart, chart)).worksheets[0]
    starts = [drawn.anchor._from.row for drawn in sheet._charts]
    assert [brk.id for brk in sheet.row_breaks.brk] == [starts[1]]


def test_long_texts_get_the_height_that_they_need() -> None:
    table = Table((Column("a", width=20),), (("lyhyt",), ("sana " * 40,), ("yksi\nkaksi\nkolme",)))
    sheet = opened(samples.report(table)).worksheets[0]
    short, wrapped, lines = (sheet.row_dimensions[row].height for row in (7, 8, 9))
    assert short is None
    assert wrapped >= 10 * 15
    assert lines == 45


def test_sheets_have_names_that_excel_accepts_and_no_two_the_same() -> None:
    titles = ["Osa", "osa", "a" * 40, "a" * 41, "[]:*?/\\", "'"]
    report = Report("x", samples.DAY, (), tuple(Section(title, (Paragraph("p"),)) for title in titles))
    names = opened(report).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_no_sheet_takes_the_name_that_excel_keeps_for_itself() -> None:
    report = Report("x", samples.DAY, (), (Section("History", (Paragraph("p"),)),))
    assert opened(report).sheetnames == ["History 2"]


def test_a_text_too_long_for_a_cell_is_cut_not_lost() -> None:
    long = "a" * 40_000
    report = samples.report(Paragraph(long), Table((Column("b"), Column("c")), ((long, "d"),)))
    texts = [cell.value for row in opened(report).active for cell in row if str(cell.value).startswith("aa")]
    assert [(len(text), text[-1]) for text in texts] == [(32767, "…")] * 2


def test_the_same_report_is_the_same_file_and_names_no_author() -> None:
    assert as_xlsx(samples.whole()) == as_xlsx(samples.whole())
    properties = opened(samples.whole()).properties
    assert (properties.title, properties.creator or "", properties.lastModifiedBy or "") == (
        "Raportti ÄÖ",
        "",
        "",
    )
