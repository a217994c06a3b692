"""Values as people type them: understood where certain, unclear where not, never rewritten."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valmennus_tui import i18n
from valmennus_tui.domain.record import Oddity
from valmennus_tui.domain.schema import FieldKind, FieldSpec, RecordKind, field_spec
from valmennus_tui.domain.values import FieldValue, PartialDate, Unclear
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import Cell, CellError, CellValue
from valmennus_tui.workbook.date_text import parse_date, read_date
from valmennus_tui.workbook.number_text import parse_integer, parse_number
from valmennus_tui.workbook.serials import to_serial
from valmennus_tui.workbook.values import display, from_cell, parse_typed, read_cell, to_json, to_new_value
from valmennus_tui.workbook.yes_no_text import parse_yes_no

DATE = field_spec(RecordKind.CLIENT, "service_start")
NUMBER = field_spec(RecordKind.EMPLOYMENT, "hours_per_week")
WHOLE = field_spec(RecordKind.CLIENT, "disclosure_count")
YES_NO = field_spec(RecordKind.EMPLOYMENT, "open_market")
CODE = field_spec(RecordKind.CLIENT, "code")
TEXT = field_spec(RecordKind.CLIENT, "notes")
CONTRACT = field_spec(RecordKind.EMPLOYMENT, "contract")
PHASE = field_spec(RecordKind.CLIENT, "phase")
TEAM = field_spec(RecordKind.CLIENT, "linked_team")
MARCH_1 = date(2026, 3, 1)


def cell(value: CellValue, number_format: str = "General", *, stale: bool = False) -> Cell:
    return Cell(Ref(2, 3), value, number_format=number_format, raw=str(value), stale=stale)


@pytest.mark.parametrize(
    "text",
    [
        "1.3.2026",
        "01.03.2026",
        "1. 3. 2026",
        " 1.3.2026 ",
        "1.3.2026.",
        "1.\u00a03.\u202f2026",
        "2026-03-01",
        "2026/3/1",
        "2026.03.01",
        "2026-03-01 00:00:00",
        "2026-03-01T12:30:00Z",
        "1.3.2026 klo 10.30",
        "1.3.2026 9:15",
        "20260301",
        "1. maaliskuuta 2026",
        "1 March 2026",
        "1 mars 2026",
        "1.3.26",
    ],
)
def test_whole_dates(text: str) -> None:
    assert parse_date(text) == MARCH_1
    assert parse_typed(text, DATE) == MARCH_1


@pytest.mark.parametrize(
    ("text", "year", "month", "week"),
    [
        ("3/2026", 2026, 3, None),
        ("11/2021", 2021, 11, None),
        ("03.2026", 2026, 3, None),
        ("2026-03", 2026, 3, None),
        ("maaliskuu 2026", 2026, 3, None),
        ("mars 2026", 2026, 3, None),
        ("vko 45", None, None, 45),
        ("Vko45", None, None, 45),
        ("vk 45 2026", 2026, None, 45),
        ("vko 45/2026", 2026, None, 45),
        ("v. 45", None, None, 45),
        ("viikko 45", None, None, 45),
        ("vecka 45", None, None, 45),
        ("2026-W45", 2026, None, 45),
        ("vko 53", None, None, 53),
        ("2026", 2026, None, None),
        ("v. 2026", 2026, None, None),
        ("1.3.", None, 3, None),
    ],
)
def test_partial_dates_are_never_days(
    text: str, year: int | None, month: int | None, week: int | None
) -> None:
    assert parse_date(text) == PartialDate(text, year, month, week)
    assert from_cell(cell(text), DATE) == PartialDate(text, year, month, week)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kesällä", "not_a_date"),
        ("1.3.2026–5.3.2026", "not_a_date"),
        ("ei vielä", "not_a_date"),
        ("3/26", "not_a_date"),
        ("45/2026", "impossible_date"),
        ("1/3/2026", "ambiguous_date"),
        ("1-3-2026", "ambiguous_date"),
        ("31.2.2026", "impossible_date"),
        ("1.13.2026", "impossible_date"),
        ("29.2.2026", "impossible_date"),
        ("1.3.1026", "impossible_date"),
        ("vko 54", "impossible_date"),
        ("vko 53/2025", "impossible_date"),
        ("1.3.85", "two_digit_year"),
        ("46082", "not_a_date"),
        ("?", "not_a_date"),
    ],
)
def test_unclear_dates(text: str, reason: str) -> None:
    assert parse_date(text) == Unclear(text, reason)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("15/3/2026", date(2026, 3, 15)), ("3/15/2026", date(2026, 3, 15)), ("3/3/2026", date(2026, 3, 3))],
)
def test_slashes_where_only_one_order_is_possible(text: str, meant: date) -> None:
    assert parse_date(text) == meant


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "\u00a0"])
def test_blank_dates_and_numbers(text: str) -> None:
    assert parse_date(text) is None
    assert parse_number(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_comes_back_from_how_it_is_shown(day: date) -> None:
    assert parse_date(i18n.format_date(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_typed(display(day, DATE), DATE) == day


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_two_digit_years_are_understood_and_told(day: date) -> None:
    reading = read_date(f"{day.day}.{day.month}.{day:%y}")
    assert reading.value == day
    assert reading.two_digit


@given(st.text(max_size=40))
def test_any_text_is_a_date_a_partial_date_unclear_or_blank(text: str) -> None:
    value = parse_date(text)
    assert value is None or isinstance(value, (date, PartialDate, Unclear))
    if isinstance(value, (PartialDate, Unclear)):
        assert value.raw == text
    parse_number(text)
    parse_integer(text)
    parse_yes_no(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,5", "1.5"),
        ("37,5 h", "37.5"),
        ("37,5h", "37.5"),
        ("20 h/vko", "20"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("\u22125", "-5"),
        ("–5", "-5"),
        ("37.5", "37.5"),
        ("0.125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("50 %", "0.5"),
        ("12,5%", "0.125"),
        ("3 kertaa", "3"),
        ("+4", "4"),
    ],
)
def test_numbers(text: str, meant: str) -> None:
    assert parse_number(text) == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.234", "ambiguous_number"),
        ("999.000", "ambiguous_number"),
        ("noin 20", "not_a_number"),
        ("20-25", "not_a_number"),
        ("1 23", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("1e5", "not_a_number"),
        ("7:30", "not_a_number"),
        ("٣", "not_a_number"),
        ("9" * 16, "not_a_number"),
        ("h", "not_a_number"),
    ],
)
def test_unclear_numbers(text: str, reason: str) -> None:
    assert parse_number(text) == Unclear(text, reason)


def test_the_decimal_sign_follows_the_language() -> None:
    assert parse_number("1,234", "fi") == Decimal("1.234")
    assert parse_number("1,234", "en") == Unclear("1,234", "ambiguous_number")
    assert parse_typed("1,5", NUMBER, "en") == Decimal("1.5")


@given(st.decimals(min_value=-99999, max_value=99999, places=2))
def test_every_number_comes_back_from_how_it_is_shown(number: Decimal) -> None:
    before = i18n.language()
    try:
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            assert parse_typed(display(number, NUMBER), NUMBER) == number
    finally:
        i18n.set_language(before)


@pytest.mark.parametrize(
    "text", ["k", "K", "kyllä", "Kyllä.", "x", "X", "1", "TOSI", "ja", "yes", "true", "✓", " kyllä "]
)
def test_yes(text: str) -> None:
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", ["e", "ei", "Ei", "0", "-", "–", "EPÄTOSI", "nej", "no", "false"])
def test_no(text: str) -> None:
    assert parse_yes_no(text) is False


def test_words_of_one_field() -> None:
    met = field_spec(RecordKind.CONTACT, "face_to_face")
    assert parse_typed("kasvokkain", met) is True
    assert parse_typed("Puhelin", met) is False
    assert parse_typed("puhelin", YES_NO) == Unclear("puhelin", "not_yes_no")
    assert parse_typed("ehkä", met) == Unclear("ehkä", "not_yes_no")


@pytest.mark.parametrize(
    ("value", "number_format", "spec", "meant", "oddity"),
    [
        (MARCH_1, "d.m.yyyy", DATE, MARCH_1, None),
        (datetime(2026, 3, 1, 9, 30), "d.m.yyyy h:mm", DATE, MARCH_1, None),
        ("1.3.2026", "@", DATE, MARCH_1, Oddity.TEXT_DATE),
        ("1.3.26", "General", DATE, MARCH_1, Oddity.TWO_DIGIT_YEAR),
        ("1.3.85", "General", DATE, Unclear("1.3.85", "two_digit_year"), None),
        (to_serial(MARCH_1, False), "General", DATE, MARCH_1, Oddity.UNFORMATTED_DATE),
        (2026, "General", DATE, PartialDate("2026", 2026), None),
        (12, "General", DATE, Unclear("12", "not_a_date"), None),
        (20.5, "General", DATE, Unclear("20.5", "not_a_date"), None),
        (True, "General", DATE, Unclear("TRUE", "not_a_date"), None),
        (time(9, 30), "h:mm", DATE, Unclear("09:30", "not_a_date"), None),
        (MARCH_1, "mmm-yy", DATE, PartialDate("3/2026", 2026, 3), None),
        (MARCH_1, "m/yyyy", DATE, PartialDate("3/2026", 2026, 3), None),
        (date(2026, 1, 1), "yyyy", DATE, PartialDate("2026", 2026), None),
        (date(2026, 3, 2), "mmm-yy", DATE, date(2026, 3, 2), None),
        (37.5, "0.0", NUMBER, Decimal("37.5"), None),
        (20, "General", NUMBER, Decimal(20), None),
        ("37,5 h", "General", NUMBER, Decimal("37.5"), Oddity.TEXT_NUMBER),
        (MARCH_1, "d.m.yyyy", NUMBER, Unclear("1.3.2026", "not_a_number"), None),
        (True, "General", NUMBER, Unclear("TRUE", "not_a_number"), None),
        (2.0, "General", WHOLE, 2, None),
        (2.5, "General", WHOLE, Unclear("2.5", "not_whole"), None),
        ("2 krt", "General", WHOLE, 2, Oddity.TEXT_NUMBER),
        (True, "General", YES_NO, True, None),
        (0, "General", YES_NO, False, None),
        (1.0, "General", YES_NO, True, None),
        ("TOSI", "General", YES_NO, True, None),
        (2, "General", YES_NO, Unclear("2", "not_yes_no"), None),
        (101, "General", CODE, "101", None),
        (101.0, "General", CODE, "101", None),
        (" A\u00a01 ", "General", CODE, "A 1", None),
        ("007", "@", CODE, "007", None),
        ("  ", "General", CODE, None, None),
        (" muista soittaa\n", "General", TEXT, "muista soittaa", None),
        (MARCH_1, "d.m.yyyy", TEXT, "1.3.2026", None),
        (3, "General", PHASE, "3 Nopea työnetsintä avoimilta työmarkkinoilta", None),
        ("Määräaikainen", "General", CONTRACT, "määräaikainen", None),
        ("outo", "General", CONTRACT, Unclear("outo", "not_in_list"), None),
        ("Oma tiimimme", "General", TEAM, "Oma tiimimme", None),
        (None, "General", CONTRACT, None, None),
        (CellError("#N/A"), "General", DATE, Unclear("#N/A", "error_value"), Oddity.ERROR_VALUE),
        (CellError("#REF!"), "General", CODE, None, Oddity.ERROR_VALUE),
    ],
)
def test_cells(
    value: CellValue, number_format: str, spec: FieldSpec, meant: FieldValue, oddity: Oddity | None
) -> None:
    reading = read_cell(cell(value, number_format), spec)
    assert (reading.value, reading.oddity) == (meant, oddity)
    assert type(reading.value) is type(meant)
    assert from_cell(cell(value, number_format), spec) == meant


def test_a_workbook_of_1904() -> None:
    number = to_serial(MARCH_1, True)
    assert from_cell(cell(number), DATE, date1904=True) == MARCH_1
    assert from_cell(cell(number), DATE) != MARCH_1


def test_results_that_wait_for_excel() -> None:
    assert read_cell(cell(None, stale=True), DATE).value == Unclear("None", "stale")
    assert read_cell(cell(None, stale=True), CODE).oddity is Oddity.STALE


def test_the_cells_own_list_counts() -> None:
    assert from_cell(cell("Outo"), CONTRACT, listed=("outo",)) == "Outo"
    listed = ("Toistaiseksi voimassa oleva", "Määräaikainen")
    assert parse_typed("vakituinen", CONTRACT, listed=listed) == "Toistaiseksi voimassa oleva"
    assert parse_typed("määräaikainen", CONTRACT, listed=listed) == "Määräaikainen"
    assert parse_typed("vuokratyö", CONTRACT, listed=listed) == Unclear("vuokratyö", "not_in_list")
    assert parse_typed("", CONTRACT, listed=listed) is None
    assert parse_typed("vuokratyö", CONTRACT) == "vuokratyö"


def test_a_bare_kind_has_no_list() -> None:
    assert from_cell(cell("mitä vain"), FieldKind.CHOICE) == "mitä vain"
    assert from_cell(cell("1.3.2026"), FieldKind.DATE) == MARCH_1


@pytest.mark.parametrize(
    ("value", "json", "shown", "new"),
    [
        (None, None, "", None),
        (MARCH_1, "2026-03-01", "1.3.2026", MARCH_1),
        (True, True, "kyllä", True),
        (Decimal("37.5"), 37.5, "37,5", Decimal("37.5")),
        (Decimal(20), 20, "20", Decimal(20)),
        (2, 2, "2", 2),
        ("teksti", "teksti", "teksti", "teksti"),
        (PartialDate("vko 45", week=45), {"raw": "vko 45"}, "vko 45", "vko 45"),
    ],
)
def test_out_again(value: FieldValue, json: object, shown: str, new: object) -> None:
    before = i18n.language()
    i18n.set_language("fi")
    try:
        assert display(value) in (shown, "yes" if value is True else shown)
    finally:
        i18n.set_language(before)
    assert to_json(value) == json
    assert to_new_value(value) == new


def test_unclear_is_shown_raw_and_never_written() -> None:
    unclear = Unclear("kesällä", "not_a_date")
    assert to_json(unclear) == {"raw": "kesällä"}
    assert display(unclear) == "kesällä"
    with pytest.raises(ValueError, match="not_a_date") as error:
        to_new_value(unclear)
    assert "kesällä" not in str(error.value)


def test_yes_and_no_are_written_as_the_column_has_them() -> None:
    assert to_new_value(True, yes="x", no=None) == "x"
    assert to_new_value(False, yes="x", no=None) is None
