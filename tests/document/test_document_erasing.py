"""Erasing a client: every file, every period, backups and undo; what remains is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook as PlainBook
from openpyxl.comments import Comment

from tests.document.making import CLIENT, CLIENT_HEADER, CONTACT, DAY, JOB, LATER, keys, opened, written
from tests.document.test_document_shapes import cards, groups
from valmennus_tui.document import erasure
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.document import Document
from valmennus_tui.errors import OpenElsewhere, ProtectedData, SaveFailed, UsageError
from valmennus_tui.workbook.book import Workbook

CANARY = "Kanarialintu-Zzyzx-41"


@pytest.fixture
def document(coach_workbook: Path) -> Document:
    """A client to erase, with records in both files, and another who stays."""
    document = opened(coach_workbook)
    document.make_companion()
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    document.add(CLIENT, {"code": CANARY, "service_start": "1.9.2026", "notes": f"{CANARY} laulaa kovaa"})
    document.add(JOB, {"client": CANARY, "start": "1.10.2026", "employer": "Lintukoto Oy"})
    document.add(CONTACT, {"date": "2.11.2026", "client": CANARY, "employer": "Lintukoto Oy"})
    document.add(CONTACT, {"date": "3.11.2026", "client": f"K-1, {CANARY}", "employer": "Keksitty Oy"})
    document.save()
    document.set("client:K-1", {"phase": "2"})
    document.save()
    return document


def holds(folder: Path, text: str) -> list[str]:
    """The files and parts of a folder in which a text stands."""
    found = []
    for path in sorted(folder.iterdir()):
        package = Workbook.load(path).package
        found += [f"{path.name}:{name}" for name in package.names if text.encode() in package.read(name)]
    return found


def test_nothing_of_her_is_left_and_the_others_stay(document: Document) -> None:
    folder = document.path.parent
    assert holds(folder, CANARY)
    planned = {(change.sheet, str(change.ref)) for change in document.plan_erase(CANARY)}
    report = document.erase(CANARY)
    assert holds(folder, CANARY) == []
    assert report.remaining == ()
    assert report.records == 4
    assert len(report.deleted_backups) >= 2
    assert {(change.sheet, str(change.ref)) for change in report.changes} == planned
    assert keys(document, CLIENT) == ["client:K-1"]
    assert keys(document, JOB) == []
    contacts = document.records(CONTACT)
    assert [entry.record.get("client") for entry in contacts] == ["K-1"]
    again = opened(document.path)
    assert [entry.key for entry in again.entries] == [entry.key for entry in document.entries]
    assert again.fingerprint == document.fingerprint


def test_undo_forgets_her(document: Document) -> None:
    document.undo()
    document.redo()
    assert (document.can_undo, document.can_redo) == (True, False)
    document.undo()
    document.redo()
    document.erase(CANARY)
    assert (document.can_undo, document.can_redo) == (False, False)
    assert document.undo() is None
    assert CANARY not in repr(document.history)


def test_unsaved_edits_and_unknown_clients_are_refused(document: Document) -> None:
    with pytest.raises(UsageError) as unknown:
        document.erase("K-404")
    assert unknown.value.reason == "unknown_client"
    document.set("client:K-1", {"phase": "3"})
    before = document.path.read_bytes()
    with pytest.raises(ProtectedData) as refused:
        document.erase(CANARY)
    assert refused.value.reason == "unsaved"
    assert document.path.read_bytes() == before
    assert document.can_undo


@pytest.mark.parametrize("locked", ["kooste.xlsx", "kooste.tapaamiset.xlsx"])
def test_a_lock_on_either_file_stops_it_before_anything_is_written(document: Document, locked: str) -> None:
    paths = (document.path, companion_path(document.path))
    before = [path.read_bytes() for path in paths]
    lock = document.path.parent / f"~${locked}"
    lock.write_bytes(b"\x05Testi" + b" " * 159)
    with pytest.raises(OpenElsewhere):
        document.erase(CANARY)
    assert [path.read_bytes() for path in paths] == before
    assert document.can_undo
    lock.unlink()
    document.erase(CANARY)
    assert holds(document.path.parent, CANARY) == []


def test_after_half_an_erasure_the_rest_can_be_erased(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook itself fails after its companion: her name is still known, undo is empty."""
    real = erasure.save

    def save(plan: object, options: object) -> object:
        if plan.book.path == document.path:  # type: ignore[attr-defined]
            raise SaveFailed("The disk is full.", reason="no_space")
        return real(plan, options)  # type: ignore[arg-type]

    monkeypatch.setattr(erasure, "save", save)
    with pytest.raises(SaveFailed):
        document.erase(CANARY)
    assert not document.can_undo
    assert [entry.record.get("client") for entry in document.records(CONTACT)] == ["K-1"]
    monkeypatch.undo()
    document.erase(CANARY)
    assert holds(document.path.parent, CANARY) == []


def test_every_period_of_hers_goes(tmp_path: Path) -> None:
    clients = [
        CLIENT_HEADER,
        ("K-1", "TV-1", DAY, "5", LATER, None),
        ("K-2", "TV-1", DAY, "5", None, None),
        ("K-1", "TV-1", LATER.replace(month=10), "1", None, None),
    ]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": clients}))
    document.erase("K-1")
    assert keys(document, CLIENT) == ["client:K-2"]


def test_text_that_cannot_be_taken_out_is_reported(tmp_path: Path) -> None:
    def put(book: PlainBook) -> None:
        sheet = book.create_sheet("Muistio")
        sheet["A1"] = f"Soita: {CANARY}"
        sheet["A2"].comment = Comment(f"{CANARY} perui", "x")

    clients = [CLIENT_HEADER, (CANARY, "TV-1", DAY, "5", None, None), ("K-2", "TV-1", DAY, "5", None, None)]
    path = written(tmp_path / "k.xlsx", {"Asiakkaat": clients}, more=put)
    document = opened(path)
    report = document.erase(CANARY)
    assert len(report.remaining) == 1
    assert "Muistio" in report.remaining[0]
    assert CANARY not in report.remaining[0]
    assert not [name for name in holds(tmp_path, CANARY) if "comment" in name]


def test_a_code_too_short_to_search_for_is_said_to_be_so(tmp_path: Path) -> None:
    clients = [CLIENT_HEADER, (7, "TV-1", DAY, "5", None, None), ("K-2", "TV-1", DAY, "5", None, None)]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": clients}))
    report = document.erase("7")
    assert keys(document, CLIENT) == ["client:K-2"]
    assert len(report.warnings) == 1
    assert "7" not in report.warnings[0]


def test_a_whole_row_of_groups_goes_each_cell_once(tmp_path: Path) -> None:
    document = groups(tmp_path / "k.xlsx")
    planned = [f"{change.sheet}!{change.ref}" for change in document.plan_erase("K-1")]
    assert sorted(planned) == [f"Kooste!{column}3" for column in "ABCDEFG"]
    document.erase("K-1")
    assert [entry.key for entry in document.entries] == ["client:K-2"]


def test_a_card_is_emptied_and_its_sheets_name_is_reported(tmp_path: Path) -> None:
    document = cards(tmp_path / "k.xlsx")
    report = document.erase("K-1")
    assert keys(document, CLIENT) == ["client:K-2"]
    assert report.remaining, "the sheet is called after her"
