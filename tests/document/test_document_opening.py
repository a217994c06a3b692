"""Opening: recognised or not, the companion, locks, what may not be saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.document.making import CLIENT, CONTACT, cell, everything, keys, opened, stored, two_sheets, written
from valmennus_tui.document.companion import companion_path, is_companion
from valmennus_tui.document.new import new_workbook
from valmennus_tui.errors import FileRefused, SaveFailed, Unrecognised, UsageError
from valmennus_tui.workbook.address import Ref


def test_a_recognised_workbook(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    assert document.recognised
    assert document.missing == ()
    assert document.name == "kooste.xlsx"
    assert document.coach == "TV1"
    assert document.lock is None
    assert document.read_only is None
    assert not document.dirty
    assert (document.can_undo, document.can_redo) == (False, False)
    assert "Asiakkaat" in {sheet.name for sheet in document.sheets}


def test_an_unrecognised_workbook_is_open_to_raw_cells_only(tmp_path: Path) -> None:
    path = written(tmp_path / "budjetti.xlsx", {"Menot": [("Vuokra", 1200), ("Sähkö", 80)]})
    document = opened(path)
    assert not document.recognised
    assert document.missing
    assert document.entries == ()
    assert document.findings() == ()
    with pytest.raises(Unrecognised) as refused:
        document.form(CLIENT)
    assert refused.value.exit_code == 3
    with pytest.raises(Unrecognised):
        document.add(CLIENT, {"code": "K-1"})
    with pytest.raises(Unrecognised):
        document.erase("Vuokra")
    document.set_cell("Menot", Ref.parse("B2"), 90)
    assert cell(document, "Menot", "B2") == 90
    document.save()
    assert stored(path, "Menot", "B2") == 90


def test_the_companion_is_made_found_by_name_and_read_together(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    alone = document.fingerprint
    with pytest.raises(Unrecognised) as refused:
        document.form(CONTACT)
    assert "kooste.tapaamiset.xlsx" in refused.value.message
    path = document.make_companion()
    assert path == companion_path(coach_workbook)
    assert document.fingerprint != alone
    assert not document.dirty
    document.add(CONTACT, {"date": "2.11.2026", "employer": "Keksitty Oy"})
    document.save()
    again = opened(coach_workbook)
    assert keys(again, CONTACT) == ["contact:@8"]
    assert again.entry("contact:@8").record.get("coach") == "TV1"
    assert again.fingerprint == document.fingerprint


def test_a_companion_that_is_there_is_not_overwritten(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    document.make_companion()
    before = companion_path(coach_workbook).read_bytes()
    with pytest.raises(SaveFailed) as refused:
        document.make_companion()
    assert refused.value.reason == "exists"
    assert companion_path(coach_workbook).read_bytes() == before


def test_a_companion_alone_has_none_of_its_own(tmp_path: Path) -> None:
    path = new_workbook("contacts", tmp_path / "k.tapaamiset.xlsx", coach="TV1")
    new_workbook("contacts", tmp_path / "k.tapaamiset.tapaamiset.xlsx")
    assert is_companion(path)
    document = opened(path)
    assert list(document.sources) == ["main"]
    document.add(CONTACT, {"date": "2.11.2026", "client": "K-404"})
    assert [finding.rule for finding in document.findings() if finding.severity == "error"] == []


def test_a_damaged_companion_keeps_nobody_from_the_workbook(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    document.save()
    beside = companion_path(coach_workbook)
    beside.write_bytes(b"PK\x03\x04 not a workbook")
    document = opened(coach_workbook)
    assert document.left_out is not None
    assert document.left_out.path == beside
    assert keys(document, CLIENT) == ["client:K-1"]
    document.set("client:K-1", {"phase": "2"})
    document.save()
    assert str(opened(coach_workbook).records(CLIENT)[0].record.get("phase")).startswith("2")
    assert beside.read_bytes() == b"PK\x03\x04 not a workbook"


def test_what_would_miss_a_damaged_companions_contacts_is_refused(coach_workbook: Path) -> None:
    document = opened(coach_workbook)
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    document.save()
    companion_path(coach_workbook).write_bytes(b"")
    document, before = opened(coach_workbook), coach_workbook.read_bytes()
    for refused in (
        lambda: document.erase("K-1"),
        lambda: document.plan_erase("K-1"),
        lambda: document.set("client:K-1", {"code": "K-2"}),
        lambda: document.add(CONTACT, {"date": "2.11.2026"}),
        document.make_companion,
    ):
        with pytest.raises(FileRefused) as caught:
            refused()
        assert caught.value.path == companion_path(coach_workbook)
    assert not document.dirty
    assert coach_workbook.read_bytes() == before


def test_the_lock_of_another_program_is_told_of(coach_workbook: Path) -> None:
    (coach_workbook.parent / f"~${coach_workbook.name}").write_bytes(b"\x05Testi" + b" " * 159)
    document = opened(coach_workbook)
    assert document.lock is not None
    assert document.lock.who == "Testi"
    assert any("Testi" in warning for warning in (*document.preview().warnings, document.lock.sentence()))


@pytest.mark.parametrize("asked", [True, False])
def test_what_is_open_for_reading_is_not_saved(
    coach_workbook: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    document = opened(coach_workbook, read_only=asked)
    if not asked:
        monkeypatch.setattr(os, "access", lambda *_: False)
    assert document.read_only is not None
    before = coach_workbook.read_bytes()
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    with pytest.raises(UsageError) as refused:
        document.save()
    assert refused.value.reason == "read_only"
    assert coach_workbook.read_bytes() == before
    assert document.dirty
    copy = coach_workbook.with_name("kopio.xlsx")
    document.save_copy(copy)
    monkeypatch.undo()
    assert document.read_only is None
    assert keys(opened(copy), CLIENT) == ["client:K-1"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = two_sheets(tmp_path / "lista.xlsx")
    one, two = opened(path), opened(path)
    assert everything(one) == everything(two)
    assert one.fingerprint == two.fingerprint
