"""Personal identity codes: DVV's invented test persons (individual numbers 9xx) and bad ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valmennus_tui.domain.free_text import Trace, find_codes_only, find_traces
from valmennus_tui.domain.identity_code import CodeLikeness, find_codes, is_identity_code

TEST_PERSONS = [
    "010594Y9032",
    "010594Y9021",
    "020594X903P",
    "020594X902N",
    "030594W903B",
    "030694W9024",
    "040594V9030",
    "040594V902Y",
    "050594U903M",
    "050594U902L",
    "010516B903X",
    "010516B902W",
    "020516C903K",
    "020516C902J",
    "030516D9037",
    "030516D9026",
    "010501E9032",
    "020502E902X",
    "020503F9037",
    "020504A902E",
    "020504B904H",
]
OLD_SEPARATOR = "131052-9085"


@pytest.mark.parametrize("code", [*TEST_PERSONS, OLD_SEPARATOR])
def test_valid_codes(code: str) -> None:
    assert is_identity_code(code)
    assert is_identity_code(code.lower())
    found = find_codes(f"Asiakas ({code}), soitettu.")
    assert [(f.start, f.end, f.likeness) for f in found] == [(9, 20, CodeLikeness.VALID)]


@pytest.mark.parametrize("code", TEST_PERSONS)
def test_the_separator_is_never_dropped_and_the_check_is_checked(code: str) -> None:
    wrong = "Y" if code[-1] != "Y" else "X"
    assert [f.likeness for f in find_codes(code[:-1] + wrong)] == [CodeLikeness.WRONG_CHECK]
    assert not is_identity_code(code[:6] + code[7:])


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "‒", "–", "—", "―", "−"])
def test_dashes_of_word_processors(dash: str) -> None:
    assert is_identity_code(OLD_SEPARATOR.replace("-", dash))


@pytest.mark.parametrize(
    ("text", "likeness"),
    [
        ("131052-9084", CodeLikeness.WRONG_CHECK),
        ("131052-908", CodeLikeness.START),
        ("131052-", CodeLikeness.START),
        ("131052-XXXX", CodeLikeness.START),
        ("131052-****", CodeLikeness.START),
        ("131052–", CodeLikeness.START),
    ],
)
def test_nearly_codes(text: str, likeness: CodeLikeness) -> None:
    assert [f.likeness for f in find_codes(f"hän on {text}")] == [likeness]


@pytest.mark.parametrize(
    "text",
    [
        "310294-9036",  # 31 February
        "131052_9085",
        "131052G9085",
        "131052-908G",  # a check character that is never used
        "X131052-9085",
        "131052-9085X",
        "290202A902E",  # 2002 was no leap year
        "311299-010100",
        "FI21 1234 5600 0007 85",
        "1.3.2026 - 5.3.2026",
    ],
)
def test_not_codes(text: str) -> None:
    assert find_codes(text) == ()


def test_several_codes_in_one_text() -> None:
    text = f"{TEST_PERSONS[0]};{TEST_PERSONS[2]} ja {OLD_SEPARATOR[:-1]}4"
    assert [f.likeness.value for f in find_codes(text)] == ["valid", "valid", "wrong_check"]
    assert find_codes_only(text) == (Trace.IDENTITY_CODE, Trace.IDENTITY_CODE_TYPO)


@pytest.mark.parametrize(
    "text",
    [
        "040 123 4567",
        "0401234567",
        "040-123 4567",
        "+358 40 123 4567",
        "+358401234567",
        "(02) 123 4567 tai 02 123 4567",
        "00358 40 1234567",
        "+46 70 123 45 67",
        "050\u00a0123\u00a04567",
    ],
)
def test_telephone_numbers(text: str) -> None:
    assert find_traces(f"soita {text}, kiitos") == (Trace.PHONE_NUMBER,)


@pytest.mark.parametrize(
    "text",
    [
        "01.03.2026",
        "01032026",
        "01-03-2026",
        "0112038-9",
        "37,5 h",
        "1.3.2026–30.6.2026",
        "klo 09.00",
        "00100 Helsinki",
        "0,125",
        "2026-03-01",
        "Kerta 01",
        "tilaus 20260301-0099",
        "05/2026",
    ],
)
def test_not_telephone_numbers(text: str) -> None:
    assert find_traces(text) == ()


@pytest.mark.parametrize(
    "text", ["aku.ankka@example.com", "Äiti: äiti_1@esimerkki.example.fi.", "<a+b@example.com>"]
)
def test_email_addresses(text: str) -> None:
    assert find_traces(text) == (Trace.EMAIL_ADDRESS,)


@pytest.mark.parametrize("text", ["@", "a@b", "kello @ 10", "Instagram: @esimerkki"])
def test_not_email_addresses(text: str) -> None:
    assert find_traces(text) == ()


def test_everything_at_once_the_gravest_first() -> None:
    assert find_traces(f"a@example.com 040 1234567 {TEST_PERSONS[0]}") == (
        Trace.IDENTITY_CODE,
        Trace.PHONE_NUMBER,
        Trace.EMAIL_ADDRESS,
    )


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    find_traces(text)


@pytest.mark.parametrize(
    "text", ["a" * 32767, "0 " * 16383, "0-" * 16383, "a." * 16383 + "@", "+1" * 16383, "@a." * 10922]
)
def test_long_texts_take_no_quadratic_time(text: str) -> None:
    # Would not end in a test's lifetime if a pattern went back and forth.
    find_traces(text)
