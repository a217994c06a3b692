"""Text, numbers and dates there and back: what is written is what is read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook.raw_books import load, plan, sheet_xml
from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.decode import parse_number
from valmennus_tui.workbook.formats import is_date_format
from valmennus_tui.workbook.serials import from_serial, to_serial

A1 = Ref(1, 1)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ESCAPES = st.lists(st.sampled_from(["_", "x", "0041", "_x005F_", "_xD83D_", "_x00e4_", "a", "X"]), max_size=8)


@settings(derandomize=True, database=None, deadline=None)
@given(ANY_TEXT | ESCAPES.map("".join))
def test_text_survives_its_escapes(text: str) -> None:
    """Also text that looks like an escape, and characters that XML cannot hold."""
    stored = xml.escape_text(text)
    assert xml.unescape_text(xml.unescape(stored.encode())) == text
    xml.check_part(f"<t>{stored}</t>".encode())


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(ANY_TEXT.filter(bool))
def test_text_written_to_a_cell_reads_back(text: str) -> None:
    saved = plan(load(sheet_xml("")), A1=text).data
    assert Workbook.from_bytes(saved).sheet("S").cell(A1).value == text


def test_escapes_in_files_are_resolved() -> None:
    assert xml.unescape_text("_x0041__x000D_\n_x005F_x0041_") == "A\r\n_x0041_"
    assert xml.unescape_text("_xD83D__xDE00_") == "😀"
    assert xml.unescape_text("_xD83D_") == "_xD83D_"
    assert xml.unescape_text("_x41_ x0041_") == "_x41_ x0041_"


@pytest.mark.parametrize("date1904", [False, True])
@settings(derandomize=True, database=None, deadline=None)
@given(data=st.data())
def test_dates_survive_their_numbers(date1904: bool, data: st.DataObject) -> None:
    first = date(1904, 1, 2) if date1904 else date(1900, 1, 1)
    day = data.draw(st.dates(first))
    assert from_serial(to_serial(day, date1904), date1904) == day
    moment = data.draw(st.datetimes(datetime.combine(first, time()), datetime(9999, 12, 31)))
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    back = from_serial(to_serial(moment, date1904), date1904)
    assert back == (moment if moment.time() != time() else moment.date())


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, None),
        (60.5, None),
        (61, date(1900, 3, 1)),
        (46082, date(2026, 3, 1)),
        (2958465, date(9999, 12, 31)),
        (2958465.9999999999, None),
        (0, time(0)),
        (0.75, time(18)),
        (46082.99999999999, date(2026, 3, 2)),
        (-0.1, None),
    ],
)
def test_days_of_1900(serial: float, day: date | time | None) -> None:
    assert from_serial(serial, False) == day


def test_the_day_zero_of_1904_is_a_day() -> None:
    assert from_serial(0, True) == date(1904, 1, 1)
    assert from_serial(2957003, True) == date(9999, 12, 31)
    assert from_serial(2957004, True) is None
    assert to_serial(date(1904, 1, 1) + timedelta(60), True) == 60


@pytest.mark.parametrize(
    "code",
    [
        "d.m.yyyy",
        "d\\.m\\.yyyy",
        "yyyy-mm-dd",
        "h:mm",
        "[$-40B]d. mmmm yyyy;@",
        "m/d/yy h:mm",
        "mm:ss.0",
        'd"."m"."yy',
    ],
)
def test_date_formats(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "0.00E+00",
        "@",
        '0 "days"',
        "[Red]0",
        "[h]:mm",
        "[mm]:ss",
        '#,##0 "€/h"',
        "0_h",
        "[$€-40B]0",
        "",
    ],
)
def test_other_formats(code: str) -> None:
    assert not is_date_format(code)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("-1.50", -1.5), ("1E3", 1000.0), (".5", 0.5), ("5.", 5.0), ("+2", 2), ("1e-300", 1e-300)],
)
def test_stored_numbers(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "1,5", "1 000", "NaN", "INF", "0x10", "1_000", "١", "1e999", "--1", "1.2.3"]
)
def test_what_is_no_stored_number(text: str) -> None:
    assert parse_number(text) is None
