"""An invented report with every kind of block, and texts that a file must not act on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

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

DAY = date(2026, 11, 24)
HOSTILE = (
    '=HYPERLINK("http://example.invalid";"x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "3-12",
    "3/12",
    "esc \x1b[31m",
    "bidi \u202egnp.exe",
)
"""What a spreadsheet or a terminal would take for something else than text."""

FIGURES = Table(
    (
        Column("Päivä", ColumnKind.DATE),
        Column("Nimi Åström", width=30),
        Column("Luku", ColumnKind.WHOLE),
        Column("Osuus", ColumnKind.PERCENT),
        Column("Keskiarvo", ColumnKind.DECIMAL),
    ),
    (
        (date(2026, 3, 1), "öljy\nja ääni", 12, Fraction(1, 3), Decimal("7.25")),
        (None, "tyhjä", None, None, None),
        (date(2026, 12, 31), "peitetty", "<5", Fraction(1, 2), Fraction(10, 3)),
    ),
)


def report(*blocks: Paragraph | Table | Chart) -> Report:
    """A report of one section."""
    return Report("Raportti ÄÖ", DAY, ("Alaotsikko",), (Section("Osa: [1]/2", blocks),))


def whole() -> Report:
    """A report with a paragraph, a table, and a chart of each kind."""
    charts = [Chart(kind, f"Kuva {kind.value}", FIGURES, 0, (2, 3)) for kind in ChartKind]
    return report(Paragraph("Kappale."), FIGURES, *charts)


def hostile() -> Report:
    """A report whose every text is hostile."""
    table = Table((Column(HOSTILE[0]), Column("b")), tuple((text, text) for text in HOSTILE))
    sections = tuple(Section(text, (Paragraph(text), table)) for text in HOSTILE[:3])
    return Report(HOSTILE[0], DAY, HOSTILE, sections)
