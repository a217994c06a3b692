"""The log of employer contacts (NAME.tapaamiset.xlsx), which stands beside a coach's workbook.

The log is an Excel table without protection, so it can grow; its rules reach far below its last row.
"""

from __future__ import annotations

import io
from dataclasses import replace

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tools.templates import words
from tools.templates.coach import properties
from tools.templates.coach_layouts import SUPPORT
from tools.templates.extension import ExtensionList, add_lists
from tools.templates.looks import Looks
from tools.templates.model import FIRST_ROW, GROUP_ROW, HEADER_ROW, Column, Layout, Rule
from tools.templates.sheets import (
    YES,
    add_validations,
    print_setup,
    protect,
    write_guide,
    write_layout,
    write_lists,
    write_title,
)

LOG = Layout(
    name="Tapaamiset",
    title="Työnantajatapaamiset",
    rows=100,
    columns=(
        Column("Päivämäärä", "date", 12, "Tapaaminen"),
        Column("Työhönvalmentaja", "code", 16, "Tapaaminen"),
        Column("Työnantaja", "text", 28, "Tapaaminen"),
        Column("Kasvokkain", "choice", 12, "Tapaaminen", values="yes_no", source="inline"),
        Column("Asiakaskohtainen", "choice", 16, "Asiakas", values="yes_no", source="inline"),
        Column("Asiakastunnus", "code", 14, "Asiakas"),
        Column("Monesko tapaaminen", "integer", 13, "Sisältö"),
        Column("Tarkoitus", "choice", 22, "Sisältö", values="contact_purpose", source="extension"),
        Column("Suunnitelman mukainen", "choice", 16, "Sisältö", values="yes_no", source="inline"),
        Column("Seuraava askel", "text", 36, "Sisältö", comment="Ei asiakkaan nimeä eikä terveystietoja."),
    ),
    rules=(
        Rule("A", "J", '=AND($A8="",$C8<>"")', "error"),
        Rule("F", "F", '=AND($E8="kyllä",$F8="")', "warning"),
    ),
)
RULES_REACH = 2000
"""The last row that drop-downs and conditional formats of the log cover, so that the table may grow."""

_SUPPORT = replace(
    SUPPORT,
    columns=(Column("Asiakastunnus*", "code", 13), *SUPPORT.columns[1:]),
)


def build_contacts() -> bytes:
    """The workbook as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(properties(words.CONTACTS_TITLE))
    looks = Looks(book)
    guide = book.add_worksheet("Ohje")
    log = book.add_worksheet(LOG.name)
    extended: dict[str, list[ExtensionList]] = {LOG.name: _log(log, looks)}
    support = book.add_worksheet(_SUPPORT.name)
    write_title(support, looks, f"{_SUPPORT.title} – mallipohja", words.NOTICE, len(_SUPPORT.columns) - 1)
    write_layout(book, support, looks, _SUPPORT)
    _summary(book.add_worksheet("Yhteenveto"), looks)
    write_guide(guide, looks, words.CONTACTS_GUIDE)
    write_lists(book, looks, ["place"])
    book.close()
    return add_lists(buffer.getvalue(), extended)


def _log(sheet: Worksheet, looks: Looks) -> list[ExtensionList]:
    last = len(LOG.columns) - 1
    write_title(sheet, looks, words.CONTACTS_TITLE, words.NOTICE, last)
    sheet.write_string(2, 0, "Työhönvalmentaja:", looks["label"])
    sheet.write_blank(2, 2, None, looks["code"])
    _log_headers(sheet, looks)
    for number, column in enumerate(LOG.columns):
        sheet.set_column(number, number, column.width)
        for row in range(LOG.first_row, LOG.last_row + 1):
            sheet.write_blank(row - 1, number, None, looks[column.kind])
    for rule in LOG.rules:
        area = f"{rule.first}{LOG.first_row}:{rule.last}{RULES_REACH}"
        look = looks[f"if_{rule.look}"]
        sheet.conditional_format(area, {"type": "formula", "criteria": rule.formula, "format": look})
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.activate()
    print_setup(sheet, LOG.title, landscape=True)
    sheet.repeat_rows(GROUP_ROW - 1, HEADER_ROW - 1)
    return add_validations(sheet, LOG, RULES_REACH)


def _log_headers(sheet: Worksheet, looks: Looks) -> None:
    """A merged row of groups above the table, the table's own header row below it."""
    start = 0
    names = [column.group for column in LOG.columns]
    for group in dict.fromkeys(names):
        size = names.count(group)
        sheet.merge_range(GROUP_ROW - 1, start, GROUP_ROW - 1, start + size - 1, group, looks["group"])
        start += size
    sheet.set_row(HEADER_ROW - 1, 34)
    sheet.add_table(
        HEADER_ROW - 1,
        0,
        LOG.last_row - 1,
        len(LOG.columns) - 1,
        {
            "name": LOG.name,
            "style": "Table Style Light 9",
            "columns": [{"header": column.header, "header_format": looks["head"]} for column in LOG.columns],
        },
    )
    for number, column in enumerate(LOG.columns):
        if column.comment:
            sheet.write_comment(HEADER_ROW - 1, number, column.comment, {"author": "Valmennus"})


def _summary(sheet: Worksheet, looks: Looks) -> None:
    sheet.set_column(0, 0, 58)
    sheet.set_column(1, 1, 12)
    write_title(sheet, looks, "Yhteenveto – mallipohja", words.NOTICE, 1)
    rows = (
        ("Tapaamisia työnantajien kanssa", f"=COUNT({_reach('Päivämäärä')})"),
        ("joista kasvokkain", f'=COUNTIF({_reach("Kasvokkain")},"{YES}")'),
        ("joista asiakaskohtaisia", f'=COUNTIF({_reach("Asiakaskohtainen")},"{YES}")'),
        ("Tukitapaamisia", f"=COUNT({_SUPPORT.area('B')})"),
    )
    for row, (label, formula) in enumerate(rows, start=3):
        sheet.write_string(row, 0, label, looks["plain"])
        sheet.write_formula(row, 1, formula, looks["number_out"], 0)
    print_setup(sheet, "Yhteenveto", landscape=False)
    protect(sheet)


def _reach(header: str) -> str:
    number = [column.header for column in LOG.columns].index(header)
    letter = xl_col_to_name(number)
    return f"{LOG.name}!${letter}${FIRST_ROW}:${letter}${RULES_REACH}"
