"""Record keys: made, quoted, found, refused when ambiguous."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valmennus_tui.document.keys import Row, find, make_keys, quote
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import ProtectedData, UsageError

CLIENT, JOB, CONTACT = RecordKind.CLIENT, RecordKind.EMPLOYMENT, RecordKind.CONTACT
ROWS = [
    Row(CLIENT, "A-1", "Asiakkaat", 7),
    Row(CLIENT, "A/2", "Asiakkaat", 8),
    Row(CLIENT, "A-1", "Asiakkaat", 9),
    Row(CLIENT, None, "Asiakkaat", 10),
    Row(JOB, "A-1", "Työt", 7),
    Row(JOB, "A-1", "Työt", 8),
    Row(CONTACT, "A-1", "Loki", 5),
]


def test_each_record_has_its_own_key() -> None:
    assert make_keys(ROWS) == [
        "client:A-1",
        "client:A%2F2",
        "client:A-1#2",
        "client:@10",
        "employment:A-1/1",
        "employment:A-1/2",
        "contact:@5",
    ]


def test_rows_of_several_sheets_are_told_apart() -> None:
    rows = [Row(CONTACT, None, "K-1", 12), Row(CONTACT, None, "K 2", 12)]
    keys = make_keys(rows)
    assert keys == ["contact:@K-1!12", "contact:@K%202!12"]
    assert [find(key, rows, keys) for key in keys] == [0, 1]
    with pytest.raises(ProtectedData) as refused:
        find("contact:@12", rows, keys)
    assert refused.value.exit_code == 4
    assert refused.value.reason == "ambiguous_key"


@pytest.mark.parametrize(
    ("key", "index"),
    [("client:@9", 2), ("employment:@8", 5), ("client:A-1#2", 2), ("client:@Asiakkaat!7", 0)],
)
def test_a_place_always_works(key: str, index: int) -> None:
    assert find(key, ROWS, make_keys(ROWS)) == index


@pytest.mark.parametrize("key", ["client:Z", "client:@99", "employment:A-1/3"])
def test_an_unknown_key_is_a_usage_error(key: str) -> None:
    with pytest.raises(UsageError):
        find(key, ROWS, make_keys(ROWS))


@pytest.mark.parametrize("key", ["", "client", "client:", "A-1", "person:A-1"])
def test_what_is_no_key_says_so(key: str) -> None:
    with pytest.raises(UsageError):
        find(key, ROWS, make_keys(ROWS))


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_every_key_finds_its_own_row(codes: list[str]) -> None:
    rows = [Row(CLIENT, code, "S", number) for number, code in enumerate(codes, start=2)]
    keys = make_keys(rows)
    assert len(set(keys)) == len(keys)
    assert [find(key, rows, keys) for key in keys] == list(range(len(rows)))


@given(st.text(), st.text())
def test_quoting_never_makes_two_codes_one(a: str, b: str) -> None:
    assert (quote(a) == quote(b)) == (a == b)
