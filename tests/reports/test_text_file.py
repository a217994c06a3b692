"""Reports as plain text of 80 columns."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.reports import samples
from valmennus_tui import i18n
from valmennus_tui.reports.model import Chart, ChartKind, Column, ColumnKind, Paragraph, Table, bar_lines
from valmennus_tui.reports.text_file import WIDTH, as_text, text_lines


def test_a_table() -> None:
    i18n.set_language("fi")
    assert text_lines(samples.report(samples.FIGURES)) == [
        "Raportti ÄÖ",
        "===========",
        "Alaotsikko",
        "",
        "Osa: [1]/2",
        "----------",
        "Päivä       Nimi Åström  Luku  Osuus  Keskiarvo",
        "----------  -----------  ----  -----  ---------",
        "1.3.2026    öljy           12   33 %        7,2",
        "            ja ääni",
        "–           tyhjä           –      –          –",
        "31.12.2026  peitetty       <5   50 %        3,3",
    ]


LONG = "Työnantajayhteistyön laatu ja monipuolisuus " * 3


@pytest.mark.parametrize(
    "table",
    [
        Table((Column("No.", ColumnKind.WHOLE), Column("Text")), ((1, LONG), (22, "x" * 200))),
        Table(tuple(Column(f"Sarake {n}") for n in range(6)), ((LONG,) * 6,)),
        Table(
            (Column("a"), *(Column(f"Otsikko {n}", ColumnKind.WHOLE) for n in range(7))), ((LONG, *range(7)),)
        ),
    ],
)
def test_nothing_is_wider_than_the_page_and_nothing_is_lost(table: Table) -> None:
    lines = text_lines(samples.report(Paragraph(LONG), table))
    assert max(map(len, lines)) <= WIDTH
    letters = sorted("".join(str(value) for row in table.rows for value in row).replace(" ", ""))
    start = next(i for i, line in enumerate(lines) if line.startswith("---") and i > 5)
    assert sorted("".join(lines[start + 1 :]).replace(" ", "")) == letters


def test_words_are_kept_whole_where_there_is_room() -> None:
    long, short = "Työnantajatapaamistenmääränlasku", "Perustelu on "
    table = Table((Column("Nimi"), Column("Syy"), Column("Muu")), ((f"{long} {long}", short * 9, short * 9),))
    text = " ".join(text_lines(samples.report(table)))
    assert text.count(long) == 2
    assert text.count("Perustelu") == 18


def test_bars_are_as_long_as_their_values() -> None:
    table = Table(
        (Column("Nimi"), Column("Nyt", ColumnKind.WHOLE), Column("Ennen", ColumnKind.WHOLE)),
        (("a", 5, 4), ("b", 3, None), ("c", None, None), ("d" * 60, 0, 1)),
    )
    assert bar_lines(Chart(ChartKind.BAR, "Kuva", table, 0, (1, 2), highest=5)) == [
        "Kuva",
        "█ Nyt  ░ Ennen",
        f"a{' ' * 33}  {'█' * 24} 5",
        f"{' ' * 34}  {'░' * 19} 4",
        f"b{' ' * 33}  {'█' * 14} 3",
        f"{'d' * 33}…   0",
        f"{' ' * 34}  {'░' * 5} 1",
    ]


def test_bars_of_nothing() -> None:
    table = Table((Column("Nimi"), Column("Osuus", ColumnKind.PERCENT)), (("a", Fraction(0)), ("b", None)))
    assert bar_lines(Chart(ChartKind.COLUMN, "Kuva", table, 0, (1,))) == ["Kuva", "a   0 %"]
    assert bar_lines(Chart(ChartKind.RADAR, "Kuva", table, 0, (1,))) == []


def test_the_file_opens_in_any_editor() -> None:
    data = as_text(samples.hostile())
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert "\x1b" not in data.decode()
    assert "\u202e" not in data.decode()


def test_columns_move_closer_before_words_are_broken() -> None:
    table = Table(tuple(Column("Valmentaja") for _ in range(7)), (("Asiakkaita",) * 7,))
    assert text_lines(samples.report(table))[-3:] == [
        " ".join(["Valmentaja"] * 7),
        " ".join(["-" * 10] * 7),
        " ".join(["Asiakkaita"] * 7),
    ]
