"""The team workbook (tiiminvetäjän seurantataulukko), a stand-in for the official file."""

from __future__ import annotations

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tools.templates import choices, words
from tools.templates.coach import properties
from tools.templates.extension import add_lists
from tools.templates.looks import Looks
from tools.templates.sheets import write_guide, write_layout, write_lists, write_title
from tools.templates.team_layouts import COACHES, WORK_LOG
from tools.templates.tracking import NOTE, TEAM, TRACKING, YEAR, write_team, write_tracking


def build_team() -> bytes:
    """The workbook as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(properties(words.TEAM_TITLE))
    looks = Looks(book)
    guide = book.add_worksheet("Ohje")
    for layout in (COACHES, WORK_LOG):
        sheet = book.add_worksheet(layout.name)
        title = words.TEAM_TITLE if layout is COACHES else f"{layout.title} – mallipohja"
        write_title(sheet, looks, title, words.NOTICE, len(layout.columns) - 1)
        if layout is COACHES:
            _about(sheet, looks)
            sheet.activate()
        write_layout(book, sheet, looks, layout, NOTE)
    tracking, team = book.add_worksheet(TRACKING), book.add_worksheet(TEAM)
    write_tracking(tracking, looks)
    write_team(book, team, looks)
    write_guide(guide, looks, words.TEAM_GUIDE, NOTE)
    write_lists(book, looks, [], choices.TEAM_LISTS)
    book.close()
    return add_lists(buffer.getvalue(), {})


def _about(sheet: Worksheet, looks: Looks) -> None:
    """The team, the year of the tracking sheets, the leader's working time."""
    for row, label in enumerate(("Tiimi:", "Seurantavuosi:", "Tiiminvetäjän työaika-%:"), start=2):
        sheet.write_string(row, 0, label, looks["label"])
    sheet.write_blank("C3", None, looks["text"])
    sheet.write_number("C4", YEAR, looks["integer"])
    sheet.write_blank("C5", None, looks["percent"])
