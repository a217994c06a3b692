"""Reports as CSV for a Finnish Excel."""

from __future__ import annotations

import csv
import io

import pytest

from tests.reports import samples
from valmennus_tui.reports.csv_file import as_csv, guarded
from valmennus_tui.reports.model import Paragraph, Report


def rows(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(report).decode("utf-8-sig"), newline=""), delimiter=";"))


def test_semicolons_decimal_commas_and_a_byte_order_mark() -> None:
    data = as_csv(samples.report(samples.FIGURES))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert rows(samples.report(samples.FIGURES)) == [
        ["Raportti ÄÖ"],
        ["Alaotsikko"],
        [],
        ["Osa: [1]/2"],
        ["Päivä", "Nimi Åström", "Luku", "Osuus", "Keskiarvo"],
        ["1.3.2026", "öljy ja ääni", "12", "33 %", "7,25"],
        ["", "tyhjä", "", "", ""],
        ["31.12.2026", "peitetty", "<5", "50 %", "3,3333"],
    ]


def test_a_chart_adds_nothing() -> None:
    figures = samples.report(Paragraph("Kappale."), samples.FIGURES)
    assert rows(samples.whole()) == rows(figures)


def test_nothing_begins_as_a_formula_does() -> None:
    cells = [cell for row in rows(samples.hostile()) for cell in row if cell]
    assert cells
    for cell in cells:
        assert cell.lstrip()[0] not in "=+-@|\t\r\n"
        assert "\x1b" not in cell
        assert "\u202e" not in cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("-5", "'-5"),
        ("3-12", "'3-12"),
        ("3/12", "'3/12"),
        ("1.2", "'1.2"),
        ("3-12-26", "'3-12-26"),
        ("K-1001", "K-1001"),
        ("1.3.2026", "1.3.2026"),
        ("13, 16", "13, 16"),
        ("– ei tietoa", "– ei tietoa"),
        ("", ""),
    ],
)
def test_only_what_would_be_misread_gets_an_apostrophe(text: str, shown: str) -> None:
    assert guarded(text) == shown
