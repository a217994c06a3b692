"""No text of a file reaches a terminal with a control character in it."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valmennus_tui.safe_text import safe, safe_json, safe_lines

UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
JOINERS = {0x200C, 0x200D}


def test_every_code_point_becomes_harmless() -> None:
    for code in range(sys.maxunicode + 1):
        for character in safe(chr(code)):
            assert ord(character) in JOINERS or unicodedata.category(character) not in UNSAFE, hex(code)


@given(st.text())
def test_it_changes_nothing_the_second_time(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Työ ja päivä", "Työ ja päivä"),
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("one\ntwo", "one␊two"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_lines_stay_lines() -> None:
    assert safe_lines("a\r\nb\x07\nc") == "a\nb␇\nc"


@given(st.text())
def test_json_keeps_the_data_and_loses_the_teeth(text: str) -> None:
    encoded = safe_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(encoded) == text
    assert not any(unicodedata.category(c) in UNSAFE and ord(c) not in JOINERS for c in encoded)
