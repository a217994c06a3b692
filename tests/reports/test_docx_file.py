"""Reports as Word documents: A4, real tables, headings that repeat."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from tests.reports import samples
from valmennus_tui import i18n
from valmennus_tui.reports.docx_file import as_docx
from valmennus_tui.reports.model import Chart, ChartKind, Column, Paragraph, Report, Table


def opened(report: Report) -> Any:
    return docx.Document(io.BytesIO(as_docx(report)))


def texts(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_table_is_a_table_with_values_as_people_read_them() -> None:
    (table,) = opened(samples.report(samples.FIGURES)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Päivä", "Nimi Åström", "Luku", "Osuus", "Keskiarvo"],
        ["1.3.2026", "öljy\nja ääni", "12", "33 %", "7.2"],
        ["–", "tyhjä", "–", "–", "–"],
        ["31.12.2026", "peitetty", "<5", "50 %", "3.3"],
    ]


def test_headings_and_paragraphs_in_order() -> None:
    document = opened(samples.report(Paragraph("Kappale."), samples.FIGURES))
    shown = [(one.style.name, one.text) for one in document.paragraphs if one.text]
    assert shown == [
        ("Title", "Raportti ÄÖ"),
        ("Normal", "Alaotsikko"),
        ("Heading 1", "Osa: [1]/2"),
        ("Normal", "Kappale."),
    ]
    assert [one.paragraph_format.keep_with_next for one in document.paragraphs if one.text == "Kappale."] == [
        True
    ]


def test_the_first_row_repeats_and_no_row_is_parted() -> None:
    (table,) = opened(samples.report(samples.FIGURES)).tables
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False, False]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


@pytest.mark.parametrize(
    ("columns", "orientation", "page"),
    [(7, WD_ORIENT.PORTRAIT, (210, 297)), (8, WD_ORIENT.LANDSCAPE, (297, 210))],
)
def test_the_page_is_a4_and_the_columns_fit_it(
    columns: int, orientation: WD_ORIENT, page: tuple[int, int]
) -> None:
    table = Table(tuple(Column(f"Sarake {n}", width=30) for n in range(columns)), (("a",) * columns,))
    document = opened(samples.report(table))
    section = document.sections[0]
    assert section.orientation == orientation
    assert (round(section.page_width.mm), round(section.page_height.mm)) == page
    room = section.page_width - section.left_margin - section.right_margin
    widths = [cell.width for cell in document.tables[0].rows[0].cells]
    assert abs(room - sum(widths)) < Mm(0.1)


def test_a_chart_becomes_bars_and_a_profile_its_table() -> None:
    for kind, drawn in ((ChartKind.BAR, True), (ChartKind.RADAR, False)):
        shown = texts(opened(samples.report(samples.FIGURES, Chart(kind, "Kuva", samples.FIGURES, 1, (2,)))))
        assert ("█" in shown) is drawn


def test_no_text_acts_on_the_reader() -> None:
    shown = texts(opened(samples.hostile()))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "␛[31m" in shown


def test_the_file_names_no_author() -> None:
    known = opened(samples.whole()).core_properties
    assert (known.author, known.last_modified_by or "", known.comments) == ("", "", "")


@pytest.mark.parametrize(("language", "checked"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_word_checks_the_spelling_in_the_language_of_the_report(language: str, checked: str) -> None:
    i18n.set_language(language)
    assert f'<w:lang w:val="{checked}"' in opened(samples.whole()).styles.element.xml
