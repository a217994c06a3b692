"""The workbook of the quality criteria (laatukriteerit, koontilomake), a stand-in for the official form."""

from __future__ import annotations

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tools.templates import choices, fidelity_form, scale, words
from tools.templates.coach import properties
from tools.templates.extension import add_lists
from tools.templates.fidelity_layouts import ASSESSMENTS, SCORES
from tools.templates.looks import Looks
from tools.templates.sheets import write_guide, write_layout, write_title

NOTE = "Laatukriteeriarviointi: ei asiakastietoja"


def build_fidelity() -> bytes:
    """The workbook as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(properties(words.FIDELITY_TITLE))
    looks = Looks(book)
    guide = book.add_worksheet("Ohje")
    for layout in (ASSESSMENTS, SCORES):
        sheet = book.add_worksheet(layout.name)
        write_title(sheet, looks, f"{layout.title} – mallipohja", words.NOTICE, len(layout.columns) - 1)
        write_layout(book, sheet, looks, layout, NOTE)
        if layout is ASSESSMENTS:
            sheet.activate()
    fidelity_form.write_form(book.add_worksheet(fidelity_form.NAME), looks)
    fidelity_form.write_charts(book, book.add_worksheet("Kuviot"), looks)
    write_guide(guide, looks, words.FIDELITY_GUIDE, NOTE)
    _lists(book, book.add_worksheet(choices.SHEET), looks)
    book.close()
    return add_lists(buffer.getvalue(), {})


def _lists(book: xlsxwriter.Workbook, sheet: Worksheet, looks: Looks) -> None:
    """The hidden sheet: the criteria's names in order, the levels, the editions."""
    names = [name for section in scale.sections() for _number, name in section.criteria]
    limits, levels = zip(*scale.bands(), strict=True)
    columns = (
        ("Kriteerit", names, "Kriteerit"),
        ("Tason alaraja", limits, "Tasorajat"),
        ("Taso", levels, "Tasot"),
        ("Laatukriteerien versio", scale.edition_ids(), "Laatukriteerien_versiot"),
    )
    sheet.write(0, 0, "Kriteerien nimet ja tasot. Taulukko on piilotettu.", looks["label"])
    first = choices.FIRST_ROW
    for number, (title, values, name) in enumerate(columns):
        sheet.set_column(number, number, 40)
        sheet.write(first - 2, number, title, looks["head"])
        for index, value in enumerate(values):
            sheet.write(first - 1 + index, number, value)
        letter = chr(65 + number)
        area = f"{choices.SHEET}!${letter}${first}:${letter}${first + len(values) - 1}"
        book.define_name(name, f"={area}")
    sheet.hide()
