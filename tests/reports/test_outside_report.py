"""The report for outsiders: what is hidden does not follow from the report's own cells."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.suppression_attack import H1, H2, YEAR, attack
from tests.domain.test_suppression import NAMES, outsiders, small, team
from tests.reports.samples import DAY
from valmennus_tui.domain.outside_tables import OUTSIDE_TABLES
from valmennus_tui.domain.suppression import OutsideData
from valmennus_tui.reports.csv_file import as_csv
from valmennus_tui.reports.model import Report, Table
from valmennus_tui.reports.outside_report import outside_report

Cells = dict[tuple[str, str], int]


def read(report: Report, periods: tuple[str, ...]) -> tuple[Cells, Cells]:
    """The counts and the shares that a reader of the report sees."""
    counts: Cells = {}
    percents: Cells = {}
    for outside, section in zip(OUTSIDE_TABLES, report.sections, strict=True):
        tables = [block for block in section.blocks if isinstance(block, Table)]
        if not outside.rows:
            continue
        step = (len(tables[0].columns) - 1) // len(periods)
        for row, cells in zip(outside.rows, tables[0].rows, strict=True):
            for number, period in enumerate(periods):
                count, *share = cells[1 + number * step : 1 + (number + 1) * step]
                if isinstance(count, int):
                    counts[row.id, period] = count
                else:
                    assert count == "–"
                for value in share:
                    if isinstance(value, Fraction):
                        percents[row.id, period] = int(value * 100)
                    else:
                        assert value == ""
    return counts, percents


@pytest.mark.parametrize("periods", [(H1, H2, YEAR), (H1, H2), (YEAR,), (H1, YEAR)])
@pytest.mark.parametrize("seed", range(6))
def test_no_small_count_follows_from_the_reports_cells(seed: int, periods: tuple[str, ...]) -> None:
    data = {period: numbers for period, numbers in team(seed).items() if period in periods}
    order = tuple(data)
    counts, percents = read(outside_report(outsiders(data), DAY), order)
    bounds = attack(order, counts, percents)
    for row, period in ((row, period) for row in NAMES for period in order):
        low, high = bounds[row, period]
        assert low <= data[period][row] <= high
        if small(row, period, data, 5):
            assert (row, period) not in counts
            assert high - low >= 5
        elif (row, period) in counts:
            assert counts[row, period] == data[period][row]


def big() -> OutsideData:
    """A team large enough for every share."""
    numbers = dict.fromkeys(NAMES, 40) | {"served": 100, "worked": 45, "exits": 120}
    return outsiders({YEAR: numbers})


def test_shares_stand_only_in_the_tables_that_have_them() -> None:
    clients, work, education, _speed = outside_report(big(), DAY).sections
    widths = [
        [len(block.columns) for block in section.blocks if isinstance(block, Table)]
        for section in (clients, work, education)
    ]
    assert widths == [[2], [3], [2]]
    (table,) = (block for block in work.blocks if isinstance(block, Table))
    assert table.rows[0][1:] == (45, Fraction(45, 100))


def test_the_team_and_the_periods_stand_above() -> None:
    text = as_csv(outside_report(big(), DAY, "Keksityn kaupungin tiimi")).decode("utf-8-sig")
    assert "Keksityn kaupungin tiimi" in text
    assert "2026" in text
    assert "1 to 4" in text


@pytest.mark.parametrize("incomplete", [True, False])
def test_the_report_itself_says_where_workbooks_were_not_read(incomplete: bool) -> None:
    lead = outside_report(big(), DAY, incomplete=incomplete).lead
    assert any(line.startswith("Some workbooks were not read") for line in lead) is incomplete
