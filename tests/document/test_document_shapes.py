"""Records in all three shapes, in workbooks by other hands: keys, places, set, add, remove, undo."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.document.making import (
    CLIENT,
    CLIENT_HEADER,
    CONTACT,
    DAY,
    JOB,
    LATER,
    STUDY,
    changed_cells,
    everything,
    keys,
    opened,
    shown,
    two_sheets,
    written,
)
from tests.profiles.test_shapes import card
from tests.support.other_hands import COACH_WORKBOOKS, Build
from valmennus_tui.document.document import Document
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import CellRefused, InvalidEdit, ProtectedData, Unrecognised, UsageError

NO_ROOM = {"no_blank_row", "no_free_group", "new_sheet", "no_area", "no_contact_area"}
TEXTS = ("employer", "notes", "school", "place", "next_step", "job_title")
GROUPS = [
    (None, None, None, "Työsuhde 1", None, "Työsuhde 2", None),
    ("Asiakastunnus", "Palvelu alkoi", "Vaihe", *("Työnantaja", "Alkoi") * 2),
    ("K-1", DAY, "5", "Keksitty Oy", DAY, "Toinen Oy", LATER),
    ("K-2", DAY, "3", None, None, None, None),
]


@pytest.fixture(params=COACH_WORKBOOKS, ids=lambda build: str(build.__name__))
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    build: Build = request.param
    path = tmp_path / f"{build.__name__}.xlsx"
    build(path)
    return opened(path)


def added_or_not(
    document: Document, kind: RecordKind, texts: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """The new record's key, or the reason why there is no room for it."""
    try:
        return document.add(kind, texts), None
    except (CellRefused, Unrecognised) as refused:
        return None, refused.reason


def groups(path: Path) -> Document:
    return opened(written(path, {"Kooste": GROUPS}, merges={"Kooste": ["D1:E1", "F1:G1"]}))


def cards(path: Path) -> Document:
    sheets = {"K-1": card("K-1", ("Keksitty Oy", DAY, None)), "K-2": card("K-2"), "Uusi": card(None)}
    return opened(written(path, sheets))


def test_every_record_has_a_key_of_its_own(foreign: Document) -> None:
    assert len({entry.key for entry in foreign.entries}) == len(foreign.entries) > 0
    for entry in foreign.entries:
        assert foreign.entry(entry.key) is entry
        assert entry.raw.keys() == entry.places.keys()
        for place in entry.places.values():
            assert place.sheet == entry.sheet


def test_every_text_can_be_set_and_typed_back(foreign: Document) -> None:
    """One cell changes; the old text typed again leaves nothing to save."""
    before = everything(foreign)
    for entry in foreign.entries:
        for name in (name for name in TEXTS if name in entry.places):
            place = entry.places[name]
            key = foreign.set(entry.key, {name: "Uusi arvo"})
            assert key == entry.key
            assert foreign.entry(key).record.get(name) == "Uusi arvo"
            assert changed_cells(foreign) == {f"{place.sheet}!{place.ref}"}
            old = entry.record.get(name)
            foreign.set(key, {name: "" if old is None else str(old)})
            assert not foreign.dirty
    assert everything(foreign) == before


def test_every_record_can_be_removed_and_brought_back(foreign: Document) -> None:
    before = everything(foreign)
    for entry in foreign.entries:
        has_records = entry.kind is CLIENT and bool(foreign.records_of(entry.key))
        if has_records:
            with pytest.raises(ProtectedData) as refused:
                foreign.remove(entry.key)
            assert refused.value.reason == "has_records"
            continue
        foreign.remove(entry.key)
        assert len(foreign.entries) == len(before) - 1
        assert foreign.undo()
        assert everything(foreign) == before
        assert not foreign.dirty


def test_adding_gives_the_record_or_says_why_not(foreign: Document) -> None:
    before = everything(foreign)
    code = keys(foreign, CLIENT)[0].partition(":")[2]
    for kind, texts in (
        (CLIENT, {"code": "ZZ-1", "service_start": "1.9.2026"}),
        (JOB, {"client": code, "start": "1.10.2026", "employer": "Uusi Oy"}),
        (STUDY, {"client": code, "start": "1.10.2026"}),
        (CONTACT, {"date": "1.10.2026", "client": code, "employer": "Uusi Oy"}),
    ):
        key, reason = added_or_not(foreign, kind, texts)
        assert (key is None) is (reason in NO_ROOM)
        if key is not None:
            added = shown(foreign.entry(key))
            assert {"code", "client"} & added.keys()
            assert len(foreign.entries) == len(before) + 1
            foreign.undo()
        assert everything(foreign) == before
        assert not foreign.dirty


def test_edits_of_every_shape_survive_saving(foreign: Document) -> None:
    for entry in foreign.entries:
        name = next((name for name in TEXTS if name in entry.places), None)
        if name is not None:
            foreign.set(entry.key, {name: f"Uusi {entry.row}"})
    expected = everything(foreign)
    if foreign.dirty:
        foreign.save()
    assert everything(foreign) == expected
    assert everything(opened(foreign.path)) == expected


# ------------------------------------------------------------------------- groups
def test_several_jobs_of_one_row_have_keys_but_the_row_alone_is_ambiguous(tmp_path: Path) -> None:
    document = groups(tmp_path / "k.xlsx")
    assert keys(document, JOB) == ["employment:K-1/1", "employment:K-1/2"]
    with pytest.raises(ProtectedData) as refused:
        document.set("employment:@3", {"employer": "Muu Oy"})
    assert refused.value.exit_code == 4
    assert refused.value.reason == "ambiguous_key"
    assert "KIND:@ROW/1" in refused.value.message
    document.set("employment:@3/2", {"employer": "Muu Oy"})
    assert changed_cells(document) == {"Kooste!F3"}


def test_jobs_of_a_row_without_a_code_can_be_told_apart(tmp_path: Path) -> None:
    rows = [*GROUPS, (None, DAY, "3", "Nimetön Oy", DAY, "Toinen Oy", DAY)]
    path = written(tmp_path / "k.xlsx", {"Kooste": rows}, merges={"Kooste": ["D1:E1", "F1:G1"]})
    document = opened(path)
    assert keys(document, JOB)[-2:] == ["employment:@5/1", "employment:@5/2"]
    document.set("employment:@5/2", {"employer": "Muu Oy"})
    assert changed_cells(document) == {"Kooste!F5"}


def test_the_next_free_group_is_filled_and_its_client_cannot_be_changed(tmp_path: Path) -> None:
    document = groups(tmp_path / "k.xlsx")
    key = document.add(JOB, {"client": "K-2", "employer": "Uusi Oy", "start": "1.4.2026"})
    assert key == "employment:K-2/1"
    assert changed_cells(document) == {"Kooste!D4", "Kooste!E4"}
    document.set(key, {"client": "K-2", "employer": "Uusin Oy"})
    with pytest.raises(UsageError) as refused:
        document.set(key, {"client": "K-1"})
    assert refused.value.reason == "no_column"
    with pytest.raises(CellRefused) as full:
        document.add(JOB, {"client": "K-1", "employer": "Kolmas Oy", "start": "1.4.2026"})
    assert full.value.reason == "no_free_group"


def test_a_renamed_client_takes_the_jobs_of_the_row_along(tmp_path: Path) -> None:
    document = groups(tmp_path / "k.xlsx")
    assert document.set("client:K-1", {"code": "K-9"}) == "client:K-9"
    assert keys(document, JOB) == ["employment:K-9/1", "employment:K-9/2"]
    assert changed_cells(document) == {"Kooste!A3"}
    document.undo()
    assert keys(document, JOB) == ["employment:K-1/1", "employment:K-1/2"]


# -------------------------------------------------------------------------- cards
def test_a_card_takes_jobs_until_its_lines_are_full(tmp_path: Path) -> None:
    document = cards(tmp_path / "k.xlsx")
    for employer in ("Toinen Oy", "Kolmas Oy", "Neljäs Oy"):
        document.add(JOB, {"client": "K-1", "employer": employer, "start": "1.4.2026"})
    assert keys(document, JOB) == [f"employment:K-1/{n}" for n in (1, 2, 3, 4)]
    with pytest.raises(CellRefused) as refused:
        document.add(JOB, {"client": "K-1", "employer": "Viides Oy", "start": "1.4.2026"})
    assert refused.value.reason == "no_blank_row"
    while document.undo():
        pass
    assert not document.dirty
    assert keys(document, JOB) == ["employment:K-1/1"]


def test_a_blank_card_becomes_a_clients(tmp_path: Path) -> None:
    document = cards(tmp_path / "k.xlsx")
    key = document.add(CLIENT, {"code": "K-3", "service_start": "1.9.2026"})
    assert document.entry(key).sheet == "Uusi"
    assert document.entry(key).record.get("coach") == "TV-1"
    assert document.add(JOB, {"employer": "Keksitty Oy", "start": "1.10.2026"}, key.partition(":")[2]) == (
        "employment:K-3/1"
    )
    expected = everything(document)
    document.save()
    assert everything(opened(document.path)) == expected


# --------------------------------------------------------------------------- rows
def test_a_renamed_client_takes_her_records_along(tmp_path: Path) -> None:
    jobs = [("K-1", "Keksitty Oy", DAY, None, 20), ("K-1", "Toinen Oy", LATER, None, 30), ("K-2", "A", DAY)]
    document = opened(two_sheets(tmp_path / "k.xlsx", jobs))
    assert document.set("client:K-1", {"code": "K-9"}) == "client:K-9"
    assert keys(document, JOB) == ["employment:K-9/1", "employment:K-9/2", "employment:K-2/1"]
    assert changed_cells(document) == {"Asiakkaat!A2", "Työsuhteet!A2", "Työsuhteet!A3"}
    document.undo()
    assert not document.dirty
    with pytest.raises(InvalidEdit) as refused:
        document.set("client:K-1", {"code": "K-2"})
    assert refused.value.reason == "client.duplicate_code"
    assert not document.dirty


def test_only_the_records_of_the_renamed_period_follow(tmp_path: Path) -> None:
    clients = [
        CLIENT_HEADER,
        ("K-1", "TV-1", DAY, "5", LATER, None),
        ("K-1", "TV-1", LATER.replace(month=10), "1", None, None),
    ]
    header = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Työsuhde päättyi")
    jobs = [header, ("K-1", "Vanha Oy", DAY, LATER), ("K-1", "Uusi Oy", LATER.replace(month=11), None)]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": clients, "Työsuhteet": jobs}))
    assert keys(document, CLIENT) == ["client:K-1", "client:K-1#2"]
    document.set("client:K-1#2", {"code": "K-7"})
    assert keys(document, JOB) == ["employment:K-1/1", "employment:K-7/1"]


def test_a_contact_about_several_clients_keeps_the_others(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    document.make_companion()
    for code in ("K-1", "K-2"):
        document.add(CLIENT, {"code": code, "service_start": "1.9.2026"})
    key = document.add(CONTACT, {"date": "2.11.2026", "client": "K-1, K-2", "employer": "Keksitty Oy"})
    document.set("client:K-1", {"code": "K-9"})
    assert document.entry(key).record.get("client") == "K-9, K-2"
    document.undo()
    assert document.entry(key).record.get("client") == "K-1, K-2"


def test_overlapping_periods_of_one_code_need_the_row(tmp_path: Path) -> None:
    clients = [CLIENT_HEADER, ("K-1", "TV-1", DAY, "5", None, None), ("K-1", "TV-1", LATER, "1", None, None)]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": clients}))
    for key in ("client:K-1", "client:K-1#2"):
        with pytest.raises(ProtectedData) as refused:
            document.set(key, {"phase": "2"})
        assert refused.value.exit_code == 4
    assert document.set("client:@3", {"code": "K-2"}) == "client:K-2"


def test_numbers_as_codes_stay_numbers(tmp_path: Path) -> None:
    """Excel's look-ups would not find a text among numbers."""
    clients = [CLIENT_HEADER, (1001, "TV-1", DAY, "3", None, None), (1002, "TV-1", DAY, "1", None, None)]
    header = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Työsuhde päättyi")
    path = written(tmp_path / "k.xlsx", {"Asiakkaat": clients, "Työsuhteet": [header]})
    document = opened(path)
    key = document.add(JOB, {"client": "1002", "employer": "Keksitty Oy", "start": "1.4.2026"})
    assert key == "employment:1002/1"
    document.set("client:1002", {"code": "1003"})
    document.set("client:1001", {"code": "K-1"})
    changes = {f"{change.sheet}!{change.ref}": change.new for change in document.changes()}
    assert changes["Työsuhteet!A2"] == 1003
    assert changes["Asiakkaat!A3"] == 1003
    assert changes["Asiakkaat!A2"] == "K-1"
