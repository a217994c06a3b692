"""Drop-down lists and validation rules: ordinary and x14, every source, and what is honestly not known."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from tests.workbook.xlsx_parts import CORPUS, before, changed, written
from valmennus_tui import i18n
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.lists import Choices, Doubt, doubt_sentence, read_validations, resolve
from valmennus_tui.workbook.validations import ErrorStyle, Operator, ValidationKind, validation_at
from valmennus_tui.workbook.value_check import Violation, check_value, violation_sentence

X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1" error="Valitse listalta">'
    "<x14:formula1><xm:f>'Listat &amp; muut'!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>D2:D9 F2</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext></extLst>"
)


@pytest.fixture(autouse=True)
def _english() -> object:
    i18n.set_language("en")
    yield
    i18n.set_language(None, {})


def _sources(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Rivit")
    lists = book.add_worksheet("Listat & muut")
    for row, text in enumerate(["Palkkatyö", "Opinnot", "Muu"]):
        lists.write(row, 0, text)
    lists.write_row(0, 1, [1, 2.5, True])
    lists.write_datetime(0, 5, datetime(2026, 3, 1), book.add_format({"num_format": "d.m.yyyy"}))
    lists.write_column(0, 7, ["a", "", "c"])
    lists.add_table("J1:K3", {"name": "Tyypit", "columns": [{"header": "Nimi"}, {"header": "Koodi"}]})
    lists.write_column("J2", ["Yksi", "Kaksi"])
    lists.write_column("K2", [10, 20])
    book.define_name("Tyyppi", "='Listat & muut'!$A$1:$A$3")
    book.define_name("Kierto", "=Kierto")
    book.define_name("Peite", "=Tyyppi")
    book.define_name("Rivit!Tyyppi", "='Listat & muut'!$J$2:$J$3")
    book.define_name("Aukkoinen", "='Listat & muut'!$H$1:$H$3")
    book.define_name("Taulu", "=Tyypit[Koodi]")
    book.define_name("Vakiot", '={"x","y"}')
    sources = {
        "A2": ["Kyllä", "Ei", ' ""ehkä"" '],
        "A3": "='Listat & muut'!$A$1:$A$3",
        "A4": "=tyyppi",
        "A5": "=Peite",
        "A6": '=INDIRECT("A1")',
        "A7": "=OFFSET($A$1,0,0,3,1)",
        "A8": "=[1]Muu!$A$1:$A$3",
        "A9": "=Puuttuu",
        "A10": "='Ei ole'!$A$1",
        "A11": "=Kierto",
        "A12": "=Aukkoinen",
        "A13": "=Taulu",
        "A14": "=Vakiot",
        "A15": "='Listat & muut'!$B$1:$F$1",
        "A16": "=$C2:$D2",
        "A17": "='Listat & muut'!$A:$A",
        "A18": "=IF(A1=1,$A$1:$A$2,$B$1:$B$2)",
        "A19": "=#REF!",
        "A20": "='Listat & muut'!$XA$1:$XB$9",
    }
    for cell, source in sources.items():
        sheet.data_validation(cell, {"validate": "list", "source": source})
    sheet.write_row("C16", ["oikea", "rivi"])


@pytest.fixture(scope="module")
def book() -> Workbook:
    data = written(_sources)
    return Workbook.from_bytes(changed(data, sheet1=before(b"</worksheet>", X14)))


def _choices(book: Workbook, cell: str) -> Choices:
    ref = Ref.parse(cell)
    rule = validation_at(book.validations("Rivit"), ref)
    assert rule is not None
    return resolve(rule, book, "Rivit", ref)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("A2", ("Kyllä", "Ei", '"ehkä"')),
        ("A3", ("Palkkatyö", "Opinnot", "Muu")),
        ("A4", ("Yksi", "Kaksi")),
        ("A12", ("a", "c")),
        ("A13", ("10", "20")),
        ("A14", ("x", "y")),
        ("A15", ("1", "2.5", "TRUE", "1.3.2026")),
        ("A17", ("Palkkatyö", "Opinnot", "Muu")),
        ("A20", ()),
        ("D2", ("Palkkatyö", "Opinnot", "Muu")),
        ("F2", ("Palkkatyö", "Opinnot", "Muu")),
    ],
)
def test_choices_are_found_wherever_they_stand(book: Workbook, cell: str, values: tuple[str, ...]) -> None:
    assert _choices(book, cell).values == values


def test_a_name_that_stands_for_a_name_is_followed_in_the_scope_of_the_sheet(book: Workbook) -> None:
    assert _choices(book, "A5").values == ("Yksi", "Kaksi")
    rule = validation_at(book.validations("Rivit"), Ref.parse("A4"))
    assert rule is not None
    assert resolve(rule, book, "Listat & muut").values == ("Palkkatyö", "Opinnot", "Muu")


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("A6", Doubt.COMPUTED),
        ("A7", Doubt.COMPUTED),
        ("A8", Doubt.OTHER_WORKBOOK),
        ("A9", Doubt.MISSING),
        ("A10", Doubt.MISSING),
        ("A11", Doubt.NOT_UNDERSTOOD),
        ("A18", Doubt.COMPUTED),
        ("A19", Doubt.MISSING),
    ],
)
def test_what_cannot_be_told_says_why_and_refuses_nothing(book: Workbook, cell: str, doubt: Doubt) -> None:
    choices = _choices(book, cell)
    assert (choices.values, choices.why, choices.exact) == (None, doubt, False)
    assert choices.accepts("anything") is None
    assert doubt_sentence(doubt).endswith(".")


def test_relative_references_move_with_the_cell(book: Workbook) -> None:
    rule = validation_at(book.validations("Rivit"), Ref.parse("A16"))
    assert rule is not None
    # The rule says $C2:$D2 from A16; a cell 14 rows down would see row 16.
    assert resolve(rule, book, "Rivit", Ref.parse("A30")).values == ("oikea", "rivi")
    assert resolve(rule, book, "Rivit", Ref.parse("A16")).values == ()


def test_blanks_in_a_named_list_let_everything_through_as_in_excel(book: Workbook) -> None:
    assert not _choices(book, "A12").exact
    assert _choices(book, "A3").exact


def test_comparison_is_excels(book: Workbook) -> None:
    inline, area, mixed = (_choices(book, cell) for cell in ("A2", "A3", "A15"))
    assert inline.accepts("Kyllä") is True
    assert inline.accepts("kyllä") is False
    assert area.accepts("OPINNOT") is True
    assert mixed.accepts(Decimal("2.5")) is True
    assert mixed.accepts(date(2026, 3, 1)) is True
    assert mixed.accepts(date(2026, 3, 2)) is False
    assert mixed.accepts(1) is True
    assert mixed.accepts(True) is True


def test_the_workbook_gives_the_choices_of_a_cell(book: Workbook) -> None:
    found = book.choices("Rivit", Ref.parse("D9"))
    assert found is not None
    assert found.values == ("Palkkatyö", "Opinnot", "Muu")
    assert book.choices("Rivit", Ref.parse("C1")) is None


def test_extension_rules_are_read_with_their_texts(book: Workbook) -> None:
    rule = validation_at(book.validations("Rivit"), Ref.parse("D2"))
    assert rule is not None
    assert rule.extended
    assert rule.is_strict
    assert rule.error == "Valitse listalta"
    assert rule.formula1 == "'Listat & muut'!$A$1:$A$3"
    assert [str(area) for area in rule.areas] == ["D2:D9", "F2"]


def _kinds(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    rules = {
        "A1": {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 10},
        "A2": {"validate": "decimal", "criteria": ">", "value": 0.5, "error_type": "warning"},
        "A3": {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2026, 1, 1),
            "maximum": date(2026, 12, 31),
        },
        "A4": {"validate": "length", "criteria": "<=", "value": 5},
        "A5": {"validate": "custom", "value": "=LEN(A5)>3"},
        "A6": {"validate": "integer", "criteria": ">=", "value": "=$B$1"},
        "A7": {"validate": "list", "source": ["a", "b"], "dropdown": False, "show_error": False},
        "A8": {"validate": "integer", "criteria": "not between", "minimum": -3, "maximum": 3},
        "A9": {"validate": "time", "criteria": "<", "value": 0.5},
        "A10": {"validate": "any", "input_title": "Ohje", "input_message": "Kirjoita vapaasti"},
        "A11": {"validate": "date", "criteria": ">=", "value": "=DATE(2026,1,1)"},
    }
    for cell, rule in rules.items():
        sheet.data_validation(cell, rule)


@pytest.fixture(scope="module")
def kinds() -> Workbook:
    return Workbook.from_bytes(written(_kinds))


@pytest.mark.parametrize(
    ("cell", "good", "bad", "violation", "words"),
    [
        ("A1", 3, 11, Violation.OUT_OF_RANGE, "from 1 to 10"),
        ("A1", Decimal(10), 2.5, Violation.NOT_WHOLE, "whole number"),
        ("A1", None, "kolme", Violation.NOT_A_NUMBER, "a number"),
        ("A2", 0.6, 0.5, Violation.OUT_OF_RANGE, "above 0.5"),
        ("A3", date(2026, 6, 1), date(2027, 1, 1), Violation.OUT_OF_RANGE, "from 1.1.2026 to 31.12.2026"),
        ("A3", datetime(2026, 6, 1, 12), "huomenna", Violation.NOT_A_DATE, "a date"),
        ("A4", "viisi", "kuusi!", Violation.LENGTH, "at most 5 characters"),
        ("A8", 4, 0, Violation.OUT_OF_RANGE, "must not be from -3 to 3"),
        ("A11", date(2026, 1, 1), date(2025, 12, 31), Violation.OUT_OF_RANGE, "1.1.2026 or later"),
        ("A7", "a", "c", Violation.NOT_IN_LIST, "one of these: a, b"),
    ],
)
def test_values_are_checked_against_constant_bounds(
    kinds: Workbook, cell: str, good: object, bad: object, violation: Violation, words: str
) -> None:
    rule = validation_at(kinds.validations("Sheet1"), Ref.parse(cell))
    assert rule is not None
    choices = resolve(rule, kinds, "Sheet1")
    assert check_value(rule, good, choices) is None
    assert check_value(rule, bad, choices) is violation
    assert words in violation_sentence(violation, rule, choices)


@pytest.mark.parametrize("cell", ["A5", "A6", "A10"])
def test_what_only_excel_can_judge_is_let_through(kinds: Workbook, cell: str) -> None:
    rule = validation_at(kinds.validations("Sheet1"), Ref.parse(cell))
    assert rule is not None
    assert check_value(rule, 1) is None
    assert check_value(rule, -99) is None


def test_how_strict_a_rule_is(kinds: Workbook) -> None:
    rules = {str(rule.base): rule for rule in kinds.validations("Sheet1")}
    assert rules["A1"].is_strict
    assert rules["A2"].error_style is ErrorStyle.WARNING
    assert not rules["A2"].is_strict
    assert not rules["A7"].is_strict
    assert not rules["A7"].has_arrow
    assert rules["A8"].operator is Operator.NOT_BETWEEN
    assert rules["A9"].kind is ValidationKind.TIME
    assert rules["A10"].prompt == "Kirjoita vapaasti"


def test_dates_are_compared_in_the_1904_system_too() -> None:
    part = (
        b'<worksheet xmlns="x"><sheetData/><dataValidations><dataValidation type="date" operator="equal" '
        b'showErrorMessage="1" sqref="A1"><formula1>44562</formula1></dataValidation>'
        b"</dataValidations></worksheet>"
    )
    (rule,) = read_validations(part)
    assert check_value(rule, date(2026, 1, 2), date1904=True) is None
    assert check_value(rule, date(2022, 1, 1)) is None
    assert check_value(rule, date(2022, 1, 1), date1904=True) is Violation.OUT_OF_RANGE


def test_odd_spellings_of_rules_are_read() -> None:
    part = (
        b"\xef\xbb\xbf<x:worksheet xmlns:x='y'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>"
        b"&lt;dataValidation></x:t></x:is></x:c></x:row></x:sheetData><x:dataValidations>"
        b"<x:dataValidation sqref='A1 C3:C4' type='list'><x:formula1>\"a,<![CDATA[b&c]]>\"</x:formula1>"
        b"</x:dataValidation><x:dataValidation type='list' sqref='nonsense'/><x:dataValidation type='new' "
        b"sqref='B1'/><x:dataValidation type='list' sqref=''/></x:dataValidations></x:worksheet>"
    )
    rules = read_validations(part)
    assert [(str(rule.base), rule.kind, rule.formula1) for rule in rules] == [
        ("A1", ValidationKind.LIST, '"a,b&c"'),
        ("B1", ValidationKind.CUSTOM, ""),
    ]
    assert not rules[0].is_strict


def test_every_list_rule_of_the_corpus_is_resolved_or_says_why() -> None:
    files = sorted(CORPUS.glob("*.xlsx")) if CORPUS.is_dir() else []
    if not files:
        pytest.skip("the corpus is not here (../shared/corpus)")
    seen = 0
    for path in files:
        data = path.read_bytes()
        if not data.startswith(b"PK\x03\x04") or b"xl/" not in data or b"PK\x05\x06" not in data:
            continue
        book = Workbook.from_bytes(data, path)
        for info in book.worksheets:
            for rule in book.validations(info.name):
                if rule.kind is ValidationKind.LIST:
                    choices = resolve(rule, book, info.name)
                    assert (choices.values is None) == (choices.why is not None), path.name
                    seen += 1
    assert seen >= 5
