"""The printable summary form (koontilomake) of the latest assessment, and its charts; all by formulas."""

from __future__ import annotations

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tools.templates import scale, words
from tools.templates.fidelity_layouts import ASSESSMENTS, KEYS
from tools.templates.looks import Looks
from tools.templates.sheets import print_setup, protect, write_title

NAME = "Koontilomake"
_FIRST = 10
"""The first row below the headers."""
_HEADERS = (
    "Nro",
    "Kriteeri",
    "Pisteet",
    "Edellinen",
    "Muutos",
    "Kehittämistoimi",
    "Vastuuhenkilö",
    "Määräaika",
)
_WIDTHS = (6, 52, 9, 10, 9, 46, 18, 12)
_NOW, _BEFORE = "I", "J"
"""Hidden columns: the rows of the criterion in this assessment and in the one before, within the keys."""


@dataclass(frozen=True)
class _Lines:
    """The rows of one section: its title, its criteria from ``first`` to ``last``, its sum."""

    section: scale.Section
    title: int

    @property
    def first(self) -> int:
        return self.title + 1

    @property
    def last(self) -> int:
        return self.title + len(self.section.criteria)

    @property
    def total(self) -> int:
        return self.last + 1


def _sections() -> list[_Lines]:
    found: list[_Lines] = []
    row = _FIRST
    for section in scale.sections():
        found.append(_Lines(section, row))
        row = found[-1].total + 1
    return found


def write_form(sheet: Worksheet, looks: Looks) -> None:
    """The form on one A4 page."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(8, 9, 8, None, {"hidden": True})
    write_title(sheet, looks, "Koontilomake – mallipohja", words.NOTICE, 7)
    _heading(sheet, looks)
    for column, header in enumerate(_HEADERS):
        sheet.write_string(_FIRST - 2, column, header, looks["head"])
    lines = _sections()
    for one in lines:
        _section(sheet, looks, one)
    _totals(sheet, looks, lines)
    last = _bands(sheet, looks, lines[-1].total + 6)
    sheet.freeze_panes(_FIRST - 1, 2)
    print_setup(sheet, "Koontilomake", landscape=False, note="Laatukriteeriarviointi: ei asiakastietoja")
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, last - 1, 7)
    protect(sheet)


def _heading(sheet: Worksheet, looks: Looks) -> None:
    """Whose and which assessment: the latest, and the one before it."""
    days = ASSESSMENTS.area("A")
    found = f"MATCH($C$4,{days},0)"
    rows = (
        ("Arviointipäivä (uusin):", f'=IF(COUNT({days})=0,"",MAX({days}))', "date_out"),
        ("Edellinen arviointi:", f'=IF(COUNT({days})<2,"",LARGE({days},2))', "date_out"),
        ("Palvelu tai toimipaikka:", _text_of(ASSESSMENTS.area("C"), found), "code_out"),
        ("Arvioijat:", _text_of(ASSESSMENTS.area("B"), found), "code_out"),
    )
    for row, (label, formula, look) in enumerate(rows, start=3):
        sheet.write_string(row, 0, label, looks["label"])
        sheet.write_formula(row, 2, formula, looks[look], "")


def _text_of(area: str, found: str) -> str:
    return f'=IF($C$4="","",INDEX({area},{found})&"")'


def _section(sheet: Worksheet, looks: Looks, lines: _Lines) -> None:
    sheet.merge_range(lines.title - 1, 0, lines.title - 1, 7, lines.section.name, looks["group"])
    for row, (number, name) in enumerate(lines.section.criteria, start=lines.first):
        sheet.set_row(row - 1, 27)
        sheet.write_number(row - 1, 0, number, looks["line_out"])
        sheet.write_string(row - 1, 1, name, looks["text_out"])
        for letter, cell in ((_NOW, "$C$4"), (_BEFORE, "$C$5")):
            formula = f'=IF({cell}="","",IFERROR(MATCH({cell}*100+$A{row},{KEYS},0),""))'
            sheet.write_formula(f"{letter}{row}", formula, None, "")
        scores = (("C", _NOW), ("D", _BEFORE))
        for letter, place in scores:
            sheet.write_formula(f"{letter}{row}", _value("C", f"${place}{row}"), looks["line_out"], "")
        change = f'=IF(COUNT(C{row},D{row})=2,C{row}-D{row},"")'
        sheet.write_formula(f"E{row}", change, looks["change_out"], "")
        for letter, source, look in (("F", "K", "text_out"), ("G", "L", "text_out"), ("H", "M", "day_out")):
            sheet.write_formula(f"{letter}{row}", _value(source, f"${_NOW}{row}"), looks[look], "")
    _sum(sheet, looks, lines.total, f"{lines.section.name} yhteensä", f"{{0}}{lines.first}:{{0}}{lines.last}")


def _value(letter: str, place: str) -> str:
    """What stands in a column of the scores at a place; a blank cell stays blank."""
    area = f"Pisteet!${letter}$8:${letter}$507"
    return f'=IF({place}="","",IF(INDEX({area},{place})="","",INDEX({area},{place})))'


def _sum(sheet: Worksheet, looks: Looks, row: int, label: str, area: str) -> None:
    for column in range(8):
        sheet.write_blank(row - 1, column, None, looks["total"])
    sheet.write_string(row - 1, 1, label, looks["total"])
    for letter in "CD":
        cells = area.format(letter)
        formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        sheet.write_formula(f"{letter}{row}", formula, looks["total"], "")


def _totals(sheet: Worksheet, looks: Looks, lines: list[_Lines]) -> None:
    """Scored criteria, the total once all are scored, and the level."""
    row = lines[-1].total + 1
    labels = (
        "Kriteerejä pisteytetty",
        "Pisteet yhteensä (enintään 125)",
        "Taso",
        "Taso edellisessä arvioinnissa",
    )
    for offset, label in enumerate(labels):
        sheet.write_string(row - 1 + offset, 1, label, looks["label"])
    for letter in "CD":
        areas = ",".join(f"{letter}{one.first}:{letter}{one.last}" for one in lines)
        sheet.write_formula(f"{letter}{row}", f"=COUNT({areas})", looks["number_out"], 0)
        whole = f'=IF({letter}{row}=25,SUM({areas}),"")'
        sheet.write_formula(f"{letter}{row + 1}", whole, looks["number_out"], "")
    for offset, letter in ((2, "C"), (3, "D")):
        level = f'=IF({letter}{row + 1}="","",INDEX(Tasot,COUNTIF(Tasorajat,"<="&{letter}{row + 1})))'
        sheet.write_formula(f"C{row + offset}", level, looks["label"], "")


def _bands(sheet: Worksheet, looks: Looks, row: int) -> int:
    """The levels with their points, for reading the form on paper. Returns the last row."""
    sheet.write_string(row - 1, 1, "Tasot (rajat tarkistettava virallisesta lomakkeesta)", looks["label"])
    bands = scale.bands()
    tops = [*(limit - 1 for limit, _name in bands[1:]), 125]
    for (limit, name), top in zip(reversed(bands), reversed(tops), strict=True):
        row += 1
        sheet.write_string(row - 1, 1, name, looks["plain"])
        sheet.write_string(row - 1, 2, f"{limit}–{top}")
    return row


def write_charts(book: xlsxwriter.Workbook, sheet: Worksheet, looks: Looks) -> None:
    """A bar chart of each section's scores, this assessment beside the one before."""
    sheet.hide_gridlines(2)
    write_title(sheet, looks, "Kuviot – mallipohja", words.NOTICE, 9)
    row = 3
    for lines in _sections():
        chart = book.add_chart({"type": "bar"})
        for letter, header in (("C", "Uusin arviointi"), ("D", "Edellinen arviointi")):
            chart.add_series(
                {
                    "name": header,
                    "categories": f"={NAME}!$B${lines.first}:$B${lines.last}",
                    "values": f"={NAME}!${letter}${lines.first}:${letter}${lines.last}",
                }
            )
        chart.set_title({"name": lines.section.name})
        chart.set_x_axis({"min": 0, "max": 5, "major_unit": 1})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        height = 110 + 34 * len(lines.section.criteria)
        chart.set_size({"width": 640, "height": height})
        sheet.insert_chart(row, 0, chart)
        row += height // 20 + 2
    print_setup(sheet, "Kuviot", landscape=False, note="Laatukriteeriarviointi: ei asiakastietoja")
    protect(sheet)
