"""How a person's text is recognised, and where text stands in a part."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.sensitive import Sensitive, is_vague
from valmennus_tui.workbook.splices import apply
from valmennus_tui.workbook.text_spans import passages, removals

HER = Sensitive(["A-1", "Änna Mäkelä", "12"], ["040 123 4567", "Kahvila", "toivoo töitä läheltä kotia"])


@pytest.mark.parametrize(
    "text",
    [
        "A-1",
        "a-1",
        "asiakas (A-1)",
        "A-1:n sopimus",
        "A–1",
        "A\u20111",
        "2026-A-1",
        "A-1_lomake.docx",
        "MÄKELÄ, ÄNNA",
        "Mäkelä Änna",
        "mailto:änna.mäkelä@esimerkki.fi",
        "%C3%84nna%20M%C3%A4kel%C3%A4",
        unicodedata.normalize("NFD", "terveisin Änna Mäkelä."),
        "Änna\u00a0Mä\u00adkelä",
        "Änna\nMäkelä",
        "soita 040 123 4567 heti",
        "Hän toivoo töitä läheltä kotia!",
    ],
)
def test_her_text_is_found_inside_other_text(text: str) -> None:
    assert HER.is_inside(text)
    assert HER.spans(text)


@pytest.mark.parametrize(
    "text",
    [
        *("A-10", "A-1-2", "BA-1", "TV-A-1", "A-11", "1A-1", "A-1/2", "A-1.5"),
        *("Änna Mäkelä-Koski", "Jänna Mäkelä", "Änna", "Mäkelä", "Änna Mäkelän"),
        *("12 h", "112", "12.3.2026", "Kahvila Oy", "kahvila vai ei", ""),
    ],
)
def test_other_peoples_text_is_not(text: str) -> None:
    assert not HER.is_inside(text)
    assert not HER.spans(text)


@pytest.mark.parametrize("text", ["12", " 12 ", "kahvila", "KAHVILA", "A-1", "änna  mäkelä"])
def test_whole_values(text: str) -> None:
    assert HER.is_whole(text)
    assert HER.spans(text) == ((0, len(text)),)


def test_identity_is_not_what_she_merely_had() -> None:
    assert HER.is_identity("12")
    assert HER.is_identity("änna MÄKELÄ")
    assert not HER.is_identity("Kahvila")
    assert HER.vague == ("12",)


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        *((text, True) for text in ("12", "2026", "AB", "K", "-", "Li")),
        *((text, False) for text in ("1027", "K7", "A-1", "Anna", "10234")),
    ],
)
def test_texts_too_common_to_search_for(text: str, vague: bool) -> None:
    assert is_vague(text) is vague


def test_numbers_are_hers_only_when_they_cannot_be_chance() -> None:
    her = Sensitive(["1234", "123456"], ["401234567", "37", "45992"])
    assert her.is_number("123456")
    assert her.is_number("401234567")
    assert not any(her.is_number(text) for text in ("1234", "37", "45992", "12345"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_binary_parts_are_searched_in_the_usual_encodings(encoding: str) -> None:
    for padding in (b"", b"\x00", b"\x01\x02\x03"):
        assert HER.in_binary(padding + " Änna Mäkelä ".encode(encoding) + b"\xff\xfe\x00")
    assert not HER.in_binary(" Änna Mäkinen ".encode(encoding))


def test_nothing_to_look_for_finds_nothing() -> None:
    empty = Sensitive(["", "  "])
    assert empty.spans("anything") == ()
    assert not empty.is_inside("anything")
    assert not empty.in_binary(b"anything")


def test_passages_join_runs_and_skip_nothing() -> None:
    part = (
        b'<?xml version="1.0"?><sst a=\'x "q" > y\'><!-- c --><si><r><rPr><b/></rPr><t>An</t></r>'
        b'<r><t xml:space="preserve">na &amp; _x0041_&#228;</t></r><rPh sb="0"><t>yomi</t></rPh></si>'
        b"<si><t/></si><si><t>q<![CDATA[<A>]]>r</t></si></sst>"
    )
    found = [(passage.element, passage.attribute, passage.text) for passage in passages(part)]
    assert found == [
        ("", "#pi", 'xml version="1.0"'),
        ("sst", "a", 'x "q" > y'),
        ("sst", "#comment", " c "),
        ("t", "space", "preserve"),
        ("rPh", "sb", "0"),
        ("t", None, "Anna & Aä"),
        ("t", None, "yomi"),
        ("t", None, "q<A>r"),
    ]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8), min_size=1, max_size=5
    ),
    st.data(),
)
def test_taking_text_out_leaves_every_other_character(runs: list[str], data: st.DataObject) -> None:
    text = "".join(runs)
    inner = "".join(f"<r><t>{xml.escape_text(run)}</t></r>" for run in runs)
    part = f"<si>{inner}</si>".encode()
    found = [passage for passage in passages(part) if passage.attribute is None]
    assert "".join(passage.text for passage in found) == text
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fresh = apply(part, removals(part, found[0], start, end, b"..."))
    xml.check_part(fresh)
    assert "".join(passage.text for passage in passages(fresh)) == text[:start] + "..." + text[end:]
