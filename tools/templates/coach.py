"""The coach's workbook (työhönvalmentajan kooste), a stand-in for the official file."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tools.templates import choices, words
from tools.templates.coach_layouts import CLIENTS, EDUCATION, EMPLOYMENTS, LAYOUTS, SUPPORT
from tools.templates.extension import ExtensionList, add_lists
from tools.templates.looks import Looks
from tools.templates.sheets import print_setup, protect, write_guide, write_layout, write_lists, write_title

CREATED = datetime(2026, 1, 1, 8, 0, 0)
"""The fixed creation time in the templates' properties: output never depends on the day."""


def properties(title: str) -> dict[str, object]:
    """Document properties that name the file as a stand-in."""
    return {"title": title, "author": "Valmennus", "comments": words.NOTICE, "created": CREATED}


def build_coach() -> bytes:
    """The workbook as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(properties(words.COACH_TITLE))
    looks = Looks(book)
    guide = book.add_worksheet("Ohje")
    extended: dict[str, list[ExtensionList]] = {}
    for layout in LAYOUTS:
        sheet = book.add_worksheet(layout.name)
        title = words.COACH_TITLE if layout is CLIENTS else f"{layout.title} – mallipohja"
        write_title(sheet, looks, title, words.NOTICE, len(layout.columns) - 1)
        _coach_line(sheet, looks, inputs=layout is CLIENTS)
        lists = write_layout(book, sheet, looks, layout)
        if lists:
            extended[layout.name] = lists
        if layout is CLIENTS:
            sheet.activate()
    _summary(book.add_worksheet("Yhteenveto"), looks)
    write_guide(guide, looks, words.COACH_GUIDE)
    write_lists(book, looks, [column.values or "" for layout in LAYOUTS for column in layout.columns])
    book.define_name("Tarkastelupaiva", f"={CLIENTS.name}!$C$4")
    book.close()
    return add_lists(buffer.getvalue(), extended)


def _coach_line(sheet: Worksheet, looks: Looks, *, inputs: bool) -> None:
    """Coach and day of review: typed on the first sheet, repeated on the others."""
    labels = (("Työhönvalmentaja:", "code"), ("Tarkastelupäivä:", "date"))
    for row, (label, kind) in enumerate(labels, start=2):
        sheet.write_string(row, 0, label, looks["label"])
        if inputs:
            sheet.write_blank(row, 2, None, looks[kind])
        else:
            source = f"{CLIENTS.name}!$C${row + 1}"
            sheet.write_formula(row, 2, f'=IF({source}="","",{source})', looks[f"{kind}_out"], "")


def _summary(sheet: Worksheet, looks: Looks) -> None:
    """Counts over all sheets; every result of the empty template is 0 or an empty text.

    ``{row}`` in a formula is its own row.
    """
    sheet.set_column(0, 0, 58)
    sheet.set_column(1, 1, 12)
    write_title(sheet, looks, "Yhteenveto – mallipohja", words.NOTICE, 1)
    row = 3
    for label, formula in _summary_rows():
        if formula is None:
            sheet.write_string(row, 0, label, looks["label"])
        else:
            mean = "AVERAGE" in formula
            sheet.write_string(row, 0, label, looks["plain"])
            look = looks["mean_out" if mean else "number_out"]
            sheet.write_formula(row, 1, formula.format(row=row + 1), look, "" if mean else 0)
        row += 1
    print_setup(sheet, "Yhteenveto", landscape=False)
    sheet.print_area(0, 0, row - 1, 1)
    protect(sheet)


def _summary_rows() -> list[tuple[str, str | None]]:
    rows: list[tuple[str, str | None]] = [
        ("Asiakkaat", None),
        ("Asiakkuuksia luettelossa", f"=COUNTA({CLIENTS.area('A')})"),
        ("Palvelu alkanut", f"=COUNT({CLIENTS.area('F')})"),
        ("Palvelu päättynyt", f"=COUNT({CLIENTS.area('Q')})"),
        ("Palvelussa nyt", f"=COUNT({CLIENTS.area('F')})-COUNT({CLIENTS.area('Q')})"),
        ("Työnhakusuunnitelma laadittu", f"=COUNT({CLIENTS.area('J')})"),
        ("Päivää ensimmäiseen työnantajatapaamiseen keskimäärin", _mean(CLIENTS.area("L"))),
        ("Asiakkaat vaiheittain", None),
    ]
    rows += [(phase, f"=COUNTIF({CLIENTS.area('P')},A{{row}})") for phase in choices.LISTS["phase"].values]
    rows += [
        ("Työsuhteet", None),
        ("Alkaneita työsuhteita", f"=COUNT({EMPLOYMENTS.area('B')})"),
        ("Päättyneitä työsuhteita", f"=COUNT({EMPLOYMENTS.area('C')})"),
        ("Jatkuvia työsuhteita", f"=COUNT({EMPLOYMENTS.area('B')})-COUNT({EMPLOYMENTS.area('C')})"),
        ("Palkkatuettuja työsuhteita", f'=COUNTIF({EMPLOYMENTS.area("J")},"kyllä")'),
        ("Viikkotyöaika keskimäärin (h)", _mean(EMPLOYMENTS.area("L"))),
        ("Päättyneiden työsuhteiden päivät yhteensä", f"=SUM({EMPLOYMENTS.area('T')})"),
        ("Koulutus", None),
        ("Alkaneita opintoja", f"=COUNT({EDUCATION.area('B')})"),
        ("Valmistuneita", f'=COUNTIF({EDUCATION.area("G")},"valmistui")'),
        ("Tuki", None),
        ("Tukitapaamisia", f"=COUNT({SUPPORT.area('B')})"),
        ("joista kasvokkain", f'=COUNTIF({SUPPORT.area("C")},"kyllä")'),
    ]
    return rows


def _mean(area: str) -> str:
    return f'=IF(COUNT({area})=0,"",AVERAGE({area}))'
