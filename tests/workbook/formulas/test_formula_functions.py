"""Functions as Excel has them, and what is left to the spreadsheet program."""

from __future__ import annotations

import math

import pytest

from tests.workbook.formulas.fake import refused, value
from valmennus_tui.workbook.cells import CellError

DIV, NA, NUM, VALUE = (CellError(code) for code in ("#DIV/0!", "#N/A", "#NUM!", "#VALUE!"))
MIXED = {"A1": 1, "A2": 2.5, "A3": "text", "A4": None, "A6": "", "A7": -4}
ROWS = {
    "A1": "open",
    "A2": "Open",
    "A3": "closed",
    "A5": "opened",
    "A6": "o*n",
    "B1": 1,
    "B2": 2,
    "B3": 3,
    "B4": 4,
    "B5": 5,
    "B6": 6,
    "C1": 10,
    "C2": 20,
    "C3": 30,
    "C4": 40,
    "C5": 50,
    "C6": "x",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUM(A1:A9)", -0.5),
        ("SUM(A:A)", -0.5),
        ("SUM(A1,A2,10,TRUE)", 14.5),
        ('SUM("5",1)', 6.0),
        ("SUM(B1:B9)", 0.0),
        ("SUM((A1,A2))", 3.5),
        ("SUM(A1:A3 A2:A9)", 2.5),
        ("SUM(A1:A2:A7)", -0.5),
        ("COUNT(A1:A9)", 3.0),
        ("COUNTA(A1:A9)", 5.0),
        ("COUNTA(A1:A9,1)", 6.0),
        ("COUNTBLANK(A1:A9)", 5.0),
        ("COUNTBLANK(B:B)", 1048576.0),
        ("AVERAGE(A1:A2)", 1.75),
        ("AVERAGE(B1:B9)", DIV),
        ("MIN(A1:A9)", -4.0),
        ("MAX(A1:A9)", 2.5),
        ("MAX(B1:B9)", 0.0),
        ("MEDIAN(A1:A9)", 1.0),
        ("MEDIAN(1,2)", 1.5),
        ("PRODUCT(A1:A9)", -10.0),
        ("PRODUCT(B1:B2)", 0.0),
        ("LARGE(A1:A9,1)", 2.5),
        ("SMALL(A1:A9,1)", -4.0),
        ("SUBTOTAL(9,A1:A9)", -0.5),
        ("SUBTOTAL(103,A1:A9)", 5.0),
        ("SUBTOTAL(102,A1:A9)", 3.0),
        ("SUBTOTAL(4,A1:A9)", 2.5),
        ("SUM(A3)", 0.0),
        ("A3+1", VALUE),
        ("A4+1", 1.0),
        ("A3&A4&A1", "text1"),
        ("A2&A4", "unsupported"),
        ("SUM(A1,)", "unsupported"),
        ("LARGE(A1:A9,7)", "unsupported"),
        ("SUBTOTAL(7,A1:A9)", "unsupported"),
        ("SUBTOTAL(99,A1:A9)", "unsupported"),
    ],
)
def test_aggregates(text: str, expected: object) -> None:
    check(text, expected, MIXED)


def check(text: str, expected: object, cells: dict[str, object], **settings: object) -> None:
    if expected == "unsupported":
        assert refused(text, cells, **settings)
    else:
        found = value(text, cells, **settings)
        assert (isinstance(found, bool), found) == (isinstance(expected, bool), expected)


def test_truth_values_in_ranges_are_left_alone() -> None:
    for text in ("SUM(A1:A2)", "COUNT(A1:A2)", "AVERAGE(A1:A2)", "MIN(A1:A2)", "COUNTIF(A1:A2,1)"):
        assert refused(text, {"A1": 1, "A2": True})
    assert value("COUNTA(A1:A2)", {"A1": 1, "A2": True}) == 2.0


def test_errors_in_ranges() -> None:
    cells = {"A1": 1, "A2": NA, "B1": DIV}
    assert value("SUM(A1:A2)", cells) == NA
    assert value("COUNT(A1:A2)", cells) == 1.0
    assert value("COUNTA(A1:A2)", cells) == 2.0
    assert value("A2+1", cells) == NA
    assert refused("SUM(A1:B2)", cells)
    assert refused("A2+B1", cells)
    assert value("B1+B1", cells) == DIV


def test_sums_that_cancel_are_left_alone() -> None:
    assert refused("SUM(A1:A3)", {"A1": 1e16, "A2": 1, "A3": -1e16})
    assert refused("A1-A2", {"A1": 1.1, "A2": 1.1 - 2e-16})
    assert refused("0.1+0.2-0.3")
    assert value("0.3-0.3") == 0.0
    assert math.copysign(1, value("0*-1")) == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('COUNTIF(A1:A6,"open")', 2.0),
        ('COUNTIF(A1:A6,"OPEN")', 2.0),
        ('COUNTIF(A1:A6,"=open")', 2.0),
        ('COUNTIF(A1:A6,"<>open")', 4.0),
        ('COUNTIF(A:A,"<>open")', 1048574.0),
        ('COUNTIF(A1:A6,"o*n")', 3.0),
        ('COUNTIF(A1:A6,"o~*n")', 1.0),
        ('COUNTIF(A1:A6,"?pen")', 2.0),
        ('COUNTIF(A1:A6,"*pe*d")', 1.0),
        ('COUNTIF(A1:A6,"*")', 5.0),
        ('COUNTIF(A1:A6,"")', 1.0),
        ('COUNTIF(A1:A6,"=")', 1.0),
        ('COUNTIF(A1:A6,"<>")', 5.0),
        ('COUNTIF(A1:A6,"nothing")', 0.0),
        ("COUNTIF(B1:B6,3)", 1.0),
        ('COUNTIF(B1:B6,"3")', 1.0),
        ('COUNTIF(B1:B6,">=3")', 4.0),
        ('COUNTIF(B1:B6,"<>3")', 5.0),
        ('COUNTIF(B1:B9,"<>3")', 8.0),
        ('COUNTIF(C1:C6,">15")', 4.0),
        ('COUNTIF(B1:B6,">"&B3)', 3.0),
        ('SUMIF(A1:A6,"open",B1:B6)', 3.0),
        ('SUMIF(A1:A6,"<>open",C1:C6)', 120.0),
        ('SUMIF(B1:B6,">4")', 11.0),
        ('SUMIF(A:A,"open",B:B)', 3.0),
        ('AVERAGEIF(A1:A6,"open",B1:B6)', 1.5),
        ('AVERAGEIF(A1:A6,"nothing",B1:B6)', DIV),
        ('COUNTIFS(A1:A6,"open",B1:B6,">1")', 1.0),
        ('COUNTIFS(A:A,"open",B:B,">1")', 1.0),
        ('COUNTIFS(B1:B6,">1",A1:A6,"<>open")', 4.0),
        ('SUMIFS(C1:C6,A1:A6,"open",B1:B6,">0")', 30.0),
        ('AVERAGEIFS(C1:C6,A1:A6,"open")', 15.0),
        ('MAXIFS(C1:C6,A1:A6,"open")', 20.0),
        ('MINIFS(C1:C6,A1:A6,"nothing")', 0.0),
        ('COUNTIF(A1:A6,">m")', "unsupported"),
        ('COUNTIF(A1:A6,"1,5")', "unsupported"),
        ('COUNTIF(A1:A6,"1.3.2026")', "unsupported"),
        ('COUNTIF(A1:A6,"TRUE")', "unsupported"),
        ('COUNTIF(A1:A6,"tosi")', "unsupported"),
        ("COUNTIF(A1:A6,A4)", "unsupported"),
        ('COUNTIF(A1:A6,"a~b")', "unsupported"),
        ('COUNTIF(C1:C6,"?")', "unsupported"),
        ('SUMIF(A1:A6,"open",B1)', "unsupported"),
        ('COUNTIFS(A1:A6,"open",B1:B5,">1")', "unsupported"),
        ('COUNTIFS(A1:A6,"<>open",B1:B6,">0")', "unsupported"),
    ],
)
def test_conditional(text: str, expected: object) -> None:
    check(text, expected, ROWS)


def test_criteria_and_texts_that_look_like_numbers() -> None:
    assert refused("COUNTIF(A1:A2,5)", {"A1": 5, "A2": "5"})
    assert refused("COUNTIF(A1:A2,5)", {"A1": 5, "A2": "5,0"})
    assert value("COUNTIF(A1:A2,5)", {"A1": 5, "A2": "5 pcs"}) == 1.0
    assert refused('COUNTIF(A1:A2,"=")', {"A1": "", "A2": None})
    assert value('COUNTIF(A1:A2,"")', {"A1": "", "A2": None}) == 2.0


def test_wildcards_take_time_in_proportion() -> None:
    assert value('COUNTIF(A1:A2,"*a*a*a*a*a*a*b*")', {"A1": "a" * 30_000, "A2": "aaaaaaab"}) == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IF(A1,1,2)", 1.0),
        ("IF(A9,1,2)", 2.0),
        ("IF(A1>5,1)", False),
        ("IF(TRUE,,2)", 0.0),
        ("IF(A1=1,A9,2)", 0.0),
        ('IF(A9="","",A9)', ""),
        ("IF(A9=0,1,2)", 1.0),
        ('IF(B1="X",1,2)', 1.0),
        ("IF(FALSE,1/0,5)", 5.0),
        ("IF(1/0,1,2)", DIV),
        ("IF(B1,1,2)", VALUE),
        ("IFERROR(1/0,7)", 7.0),
        ("IFERROR(A1,7)", 1.0),
        ('IFERROR(NA(),"")', ""),
        ("IFNA(NA(),3)", 3.0),
        ("IFNA(1/0,3)", DIV),
        ("IFS(A1=2,1,A1=1,5)", 5.0),
        ("IFS(A1=2,1)", NA),
        ('SWITCH(A1,1,"a",2,"b")', "a"),
        ('SWITCH(9,1,"a","other")', "other"),
        ("CHOOSE(2,10,20)", 20.0),
        ("CHOOSE(3,10,20)", VALUE),
        ("SUM(CHOOSE(1,A1:A2,B1))", 3.0),
        ("AND(A1=1,A2=2)", True),
        ("AND(A1=1,A2=3)", False),
        ("OR(A1=3,A2=2)", True),
        ("OR(FALSE,1/0)", DIV),
        ("XOR(TRUE,TRUE)", False),
        ("NOT(A1)", False),
        ("AND(A1:A2)", True),
        ("AND(A8:A9)", VALUE),
        ("ISBLANK(A9)", True),
        ("ISBLANK(B2)", False),
        ("ISERROR(1/0)", True),
        ("ISNA(NA())", True),
        ("ISERR(NA())", False),
        ("ISNUMBER(A1)", True),
        ("ISTEXT(B1)", True),
        ("ISNONTEXT(A9)", True),
        ("TRUE()", True),
        ('A9=""', True),
        ("A9=0", True),
        ('B2=""', True),
        ('A1="1"', False),
        ('A1<"a"', True),
        ('B1<>""', True),
        ('"a"<"b"', "unsupported"),
        ("TRUE=1", "unsupported"),
        ('TRUE="TRUE"', "unsupported"),
        ("A9=TRUE", "unsupported"),
        ('IF("tosi",1,2)', "unsupported"),
        ('IF("5",1,2)', "unsupported"),
        ("IFERROR(A9,1)", "unsupported"),
        ("AND(B1:B2)", "unsupported"),
        ("ISNUMBER(TRUE)", "unsupported"),
        ("IF(A1=1)", "unsupported"),
    ],
)
def test_logical(text: str, expected: object) -> None:
    check(text, expected, {"A1": 1, "A2": 2, "B1": "x", "B2": ""})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ROUND(2.5,0)", 3.0),
        ("ROUND(-2.5,0)", -3.0),
        ("ROUND(1.005,2)", 1.01),
        ("ROUND(2.675,2)", 2.68),
        ("ROUND(1234,-2)", 1200.0),
        ("ROUNDUP(1.21,1)", 1.3),
        ("ROUNDUP(-1.21,1)", -1.3),
        ("ROUNDDOWN(1.29,1)", 1.2),
        ("ROUNDDOWN(-1.29,1)", -1.2),
        ("TRUNC(-1.9)", -1.0),
        ("INT(1.9)", 1.0),
        ("INT(-1.1)", -2.0),
        ("ABS(-3)", 3.0),
        ("SIGN(-3)", -1.0),
        ("MOD(7,3)", 1.0),
        ("MOD(-7,3)", 2.0),
        ("MOD(7,-3)", -2.0),
        ("MOD(7,0)", DIV),
        ("POWER(2,10)", 1024.0),
        ("SQRT(16)", 4.0),
        ("SQRT(-1)", NUM),
        ("1/0", DIV),
        ("0^-1", DIV),
        ("1E300*1E300", NUM),
        ('"a"*1', VALUE),
        ('"5"*2', 10.0),
        ('""+1', VALUE),
        ("TRUE+1", 2.0),
        ('"1,5"*2', "unsupported"),
        ('"1.3."+1', "unsupported"),
        ('"TRUE"+1', "unsupported"),
        ("0^0", "unsupported"),
        ("(-8)^(1/3)", "unsupported"),
        ("MOD(1.5,1)", "unsupported"),
        ("INT(0.99999999999999)", "unsupported"),
        ("ROUNDDOWN(0.99999999999999,0)", "unsupported"),
        ("ROUND(1E15,0)", "unsupported"),
        ("IF(0.1+0.2=0.3,1,2)", "unsupported"),
        ("SUMPRODUCT({1,2})", "unsupported"),
        ("NOSUCH(1)", "unsupported"),
        ("ABS(1,2)", "unsupported"),
    ],
)
def test_numbers(text: str, expected: object) -> None:
    check(text, expected, {})


DATES = {"A1": 46082, "A2": 46022, "A3": "1.3.2026", "A4": None, "A5": 46082.5}  # 1.3.2026 and 31.12.2025


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1-A2", 60.0),
        ("DATE(2026,3,1)", 46082.0),
        ("DATE(2026,14,1)", 46419.0),
        ("DATE(2026,3,0)", 46081.0),
        ("YEAR(A1)", 2026.0),
        ("MONTH(A1)", 3.0),
        ("DAY(A2)", 31.0),
        ("DAY(A5)", 1.0),
        ("DAYS(A1,A2)", 60.0),
        ("WEEKDAY(A1)", 1.0),
        ("WEEKDAY(A1,2)", 7.0),
        ("WEEKDAY(A1,3)", 6.0),
        ("_xlfn.ISOWEEKNUM(A1)", 9.0),
        ("EDATE(A2,2)", 46081.0),
        ("EDATE(A1,-1)", 46054.0),
        ("EOMONTH(A1,0)", 46112.0),
        ("EOMONTH(A1,-1)", 46081.0),
        ('DATEDIF(A2,A1,"d")', 60.0),
        ('DATEDIF(A2,A1,"M")', 2.0),
        ('DATEDIF(A2,A1,"Y")', 0.0),
        ('DATEDIF(DATE(2020,5,20),A1,"YM")', 9.0),
        ("YEAR(-1)", NUM),
        ('DATEDIF(A1,A2,"D")', "unsupported"),
        ('DATEDIF(A2,A1,"MD")', "unsupported"),
        ("YEAR(A3)", "unsupported"),
        ("YEAR(A4)", "unsupported"),
        ("YEAR(59)", "unsupported"),
        ("DATE(26,3,1)", "unsupported"),
        ("DATE(9998,12,36000)", "unsupported"),
        ("EDATE(A1,1E9)", NUM),
        ("YEAR(1E300)", NUM),
        ("TODAY()", "unsupported"),
        ("NOW()", "unsupported"),
    ],
)
def test_dates(text: str, expected: object) -> None:
    check(text, expected, DATES)


def test_dates_from_1904() -> None:
    assert value("DATE(2026,3,1)", date1904=True) == 44620.0
    assert value("YEAR(0)", date1904=True) == 1904.0
    assert value("MONTH(44620)", date1904=True) == 3.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('LEN("työ")', 3.0),
        ("LEN(A4)", 0.0),
        ('LEFT("hello",2)', "he"),
        ('LEFT("hello")', "h"),
        ('RIGHT("hello",3)', "llo"),
        ('RIGHT("hello",0)', ""),
        ('MID("hello",2,3)', "ell"),
        ('MID("hello",9,3)', ""),
        ('MID("hello",0,3)', VALUE),
        ('LEFT("x",-1)', VALUE),
        ('LEFT("hello",32767)', "hello"),
        ('LEFT("hello",32768)', "unsupported"),
        ('RIGHT("hello",1E9)', "unsupported"),
        ('MID("hello",1,1E9)', "unsupported"),
        ('MID("hello",1E9,1)', "unsupported"),
        ('TRIM("  a   b ")', "a b"),
        ('UPPER("työ")', "TYÖ"),
        ('LOWER("TYÖ")', "työ"),
        ('CONCATENATE("a",1,A4)', "a1"),
        ('EXACT("a","A")', False),
        ('LEN("😀")', "unsupported"),
        ('UPPER("straße")', "unsupported"),
        ("TRUE&1", "unsupported"),
        ("1.5&1", "unsupported"),
        ("1E11&1", "unsupported"),
    ],
)
def test_texts(text: str, expected: object) -> None:
    check(text, expected, DATES)


TABLE = {
    "A1": "k1",
    "A2": "K2",
    "A3": 7,
    "A4": "7b",
    "B1": 1,
    "B2": "two",
    "C3": "c",
    "D1": 1,
    "D2": 2,
    "D3": 2,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('VLOOKUP("k2",A1:C4,2,FALSE)', "two"),
        ('VLOOKUP("k2",A1:C4,2,0)', "two"),
        ('VLOOKUP("k2",A:C,3,)', 0.0),
        ("VLOOKUP(7,A1:C4,3,FALSE)", "c"),
        ('VLOOKUP("none",A1:C4,2,FALSE)', NA),
        ('HLOOKUP("k1",A1:C4,2,FALSE)', "K2"),
        ('MATCH("k2",A1:A4,0)', 2.0),
        ("MATCH(2,D1:D3,0)", 2.0),
        ("INDEX(A1:C4,3,3)", "c"),
        ("INDEX(A1:A4,2)", "K2"),
        ("INDEX(A1:C1,2)", 1.0),
        ("SUM(D1:INDEX(D1:D3,2))", 3.0),
        ('INDEX(B1:B4,MATCH("k2",A1:A4,0))', "two"),
        ("ROW(B7)", 7.0),
        ("ROW()", 99.0),
        ("COLUMN()", 26.0),
        ("ROWS(A1:C4)+COLUMNS(A1:C4)", 7.0),
        ('VLOOKUP("k2",A1:C4,2)', "unsupported"),
        ('VLOOKUP("k2",A1:C4,2,TRUE)', "unsupported"),
        ('VLOOKUP("k*",A1:C4,2,FALSE)', "unsupported"),
        ('VLOOKUP("",A1:C4,2,FALSE)', "unsupported"),
        ('VLOOKUP("7",A1:C4,2,FALSE)', "unsupported"),
        ('VLOOKUP("k2",A1:C4,9,FALSE)', "unsupported"),
        ("MATCH(2,D1:D3)", "unsupported"),
        ("MATCH(2,A1:D3,0)", "unsupported"),
        ("INDEX(A1:C4,0,1)", "unsupported"),
        ("INDEX(A1:C4,9,1)", "unsupported"),
        ("ROW(A1:A3)", "unsupported"),
    ],
)
def test_lookups(text: str, expected: object) -> None:
    check(text, expected, TABLE)
