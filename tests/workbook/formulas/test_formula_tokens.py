"""Tokens joined are the text again, and tell what is what."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valmennus_tui.workbook.formulas.tokens import Kind, tokenize

PIECES = st.sampled_from(
    [
        "A1",
        "$B$2",
        "A:A",
        "3:7",
        "A1:B2",
        "Sheet1!",
        "'My sheet'!",
        "'it''s'!",
        "[1]S!",
        "Jan:Dec!",
        "SUM(",
        "(",
        ")",
        ",",
        ";",
        "{",
        "}",
        ":",
        " ",
        "+",
        "-",
        "*",
        "/",
        "^",
        "&",
        "=",
        "<>",
        "<=",
        ">",
        "%",
        "#",
        "@",
        "!",
        '"a""b"',
        '"',
        "'",
        "[",
        "]",
        "Table1[",
        "[@Col]",
        "[#This Row]",
        "#REF!",
        "#N/A",
        "1.5e3",
        ".5",
        "Nimi",
        "_xlfn.",
        "TRUE",
        "\n",
        "ä",
        "\\",
        "?",
        "12",
        "XFE1",
        "A1048577",
        "R1C1",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=600, deadline=None)
def test_round_trip(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == text


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.value, token.text) for token in tokenize(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A1",
        "$A$1:B$9",
        "A:C",
        "$3:7",
        "Sheet1!A1",
        "'My ''own'' sheet'!$A:$A",
        "Sheet1:Sheet3!A1",
        "[1]S!A1:B2",
        "'[1](0)泰州'!B8",
        "'Jan:Dec'!B2",
        "Ääkköset!A1",
        "XFD1048576",
        "'C:\\x\\[b.xlsx]S'!A1",
    ],
)
def test_references(text: str) -> None:
    assert kinds(text) == [("reference", text)]


@pytest.mark.parametrize(
    "text", ["XFE1", "A1048577", "Nimi", "Sheet1!nimi", "[1]!nimi", "[0]!nimi", "A0", "_a.b?", "\\x"]
)
def test_names(text: str) -> None:
    assert kinds(text) == [("name", text)]


@pytest.mark.parametrize(
    "text", ["T[Col]", "[@Col]", "T[[#This Row],[A]:[B]]", "T[]", "T[a'[b']]", "T[[#All],[x y]]"]
)
def test_structured(text: str) -> None:
    assert kinds(text) == [("structured", text)]


@pytest.mark.parametrize(
    "text", ["#REF!", "Sheet1!#REF!", "#REF!A1", "#DIV/0!", "#N/A", "#SPILL!", "'a b'!#REF!"]
)
def test_errors(text: str) -> None:
    assert kinds(text) == [("error", text)]


def test_function_is_told_from_cell() -> None:
    assert kinds("LOG10(LOG10)") == [
        ("function", "LOG10"),
        ("operator", "("),
        ("reference", "LOG10"),
        ("operator", ")"),
    ]
    assert [token.kind for token in tokenize("A1:INDEX(A:A,3)")][:3] == [
        Kind.REFERENCE,
        Kind.OPERATOR,
        Kind.FUNCTION,
    ]


def test_sheet_in_text_is_no_reference() -> None:
    assert kinds('"Sheet1!A1"') == [("text", '"Sheet1!A1"')]


def test_spill_and_intersection_signs() -> None:
    assert kinds("@A1#") == [("operator", "@"), ("reference", "A1"), ("operator", "#")]
    assert kinds("A1:B2 B1:C3")[1] == ("space", " ")


@pytest.mark.parametrize(
    "piece", ["'", "[", '"', "a:", "a.", "[a]", "''!", "A1:", "1:", "[1]a:", "a'", "[']", "[[a]"]
)
def test_long_nonsense_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        return min(_timed(text) for _attempt in range(3))

    short, long = seconds(2_000), seconds(16_000)
    assert long < max(short, 0.002) * 40  # eight times the text; four times eight would show a square


def _timed(text: str) -> float:
    start = time.process_time()
    tokenize(text)
    return time.process_time() - start
