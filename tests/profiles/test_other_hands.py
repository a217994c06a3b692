"""Workbooks by other hands are recognised and read as a careful person would read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.other_hands import COACH_WORKBOOKS, OTHER_WORKBOOKS, Build, Either, ExpectedRecord
from valmennus_tui.domain.schema import RecordKind, fields
from valmennus_tui.domain.values import Unclear
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.profile_files import shipped_profiles
from valmennus_tui.workbook.recognise import Recognition, recognise
from valmennus_tui.workbook.records import RawRecord, read_rows
from valmennus_tui.workbook.values import from_cell


def same(read: object, meant: object) -> bool:
    """Whether a value was understood as meant; of an unclear one only the text counts, not the reason."""
    if isinstance(meant, Either):
        return any(same(read, one) for one in meant.meanings)
    if isinstance(meant, Unclear):
        return isinstance(read, Unclear) and read.raw.strip() == meant.raw.strip()
    if isinstance(meant, bool) or isinstance(read, bool):
        return read is meant
    if isinstance(meant, Decimal):
        return isinstance(read, (int, Decimal)) and read == meant
    if isinstance(meant, str):
        return isinstance(read, str) and " ".join(read.split()) == " ".join(meant.split())
    return type(read) is type(meant) and read == meant


def understood(record: RawRecord) -> dict[str, object]:
    """What the program makes of a row: the fields that hold something."""
    kinds = {spec.name: spec.kind for spec in fields(RecordKind(record.kind))}
    values = {name: from_cell(cell, kinds[name]) for name, cell in record.fields.items()}
    return {name: value for name, value in values.items() if value is not None}


def client_of(record: RawRecord, values: dict[str, object]) -> object:
    own = values.get("code" if RecordKind(record.kind) is RecordKind.CLIENT else "client")
    return own if own is not None else record.owner


def differences(record: RawRecord, meant: ExpectedRecord) -> list[str]:
    """Every way in which a row was read differently, in words; empty when it was read right."""
    read = understood(record)
    said = []
    for name in sorted(read.keys() | meant.values.keys()):
        if name == "client" and name not in meant.values and read[name] == meant.client:
            continue
        if not same(read.get(name), meant.values.get(name)):
            said.append(f"{name}: read {read.get(name)!r}, meant {meant.values.get(name)!r}")
        elif name in meant.places and record.places.get(name) != meant.places[name]:
            said.append(f"{name}: found at {record.places.get(name)}, stands at {meant.places[name]}")
    client = client_of(record, read)
    if client != meant.client:
        said.append(f"belongs to {client!r}, meant {meant.client!r}")
    return said


def compare(rows: Sequence[RawRecord], meant: Sequence[ExpectedRecord]) -> list[str]:
    said = [] if len(rows) == len(meant) else [f"{len(rows)} rows read, {len(meant)} meant"]
    by_place = {(row.sheet, frozenset(row.places.values())): row for row in rows}
    for expected in meant:
        row = _at(by_place.values(), expected)
        if row is None:
            said.append(
                f"{expected.kind} of {expected.client} at {sorted(expected.places.values())} not read"
            )
        else:
            said += [f"{expected.kind} of {expected.client}: {text}" for text in differences(row, expected)]
    return said


def _at(rows: Iterable[RawRecord], expected: ExpectedRecord) -> RawRecord | None:
    """The row that shares most places with the expected one."""
    wanted = set(expected.places.values())
    best, most = None, 0
    for row in rows:
        shared = len(wanted & set(row.places.values())) if row.sheet == expected.sheet else 0
        if shared > most:
            best, most = row, shared
    return best


def opened(build: Build, folder: Path) -> tuple[Workbook, Recognition]:
    path = folder / "kooste.xlsx"
    build(path)
    book = Workbook.load(path)
    return book, recognise(book, shipped_profiles())


@pytest.mark.parametrize("build", COACH_WORKBOOKS, ids=lambda build: build.__name__)
def test_recognised_with_certainty(build: Build, tmp_path: Path) -> None:
    """A stranger's coach workbook is known for one, surely enough to write to it."""
    _book, recognition = opened(build, tmp_path)
    assert recognition.kind == "coach"
    assert recognition.sure, recognition.missing


@pytest.mark.parametrize("kind", [kind.value for kind in RecordKind])
@pytest.mark.parametrize("build", COACH_WORKBOOKS, ids=lambda build: build.__name__)
def test_read_as_meant(build: Build, kind: str, tmp_path: Path) -> None:
    """Each record kind: the same rows, the same values, found where they stand; nothing made up."""
    expected = build(tmp_path / "kooste.xlsx")
    book, recognition = opened(build, tmp_path)
    rows = [row for row in read_rows(book, recognition) if RecordKind(row.kind).value == kind]
    said = compare(rows, expected.of(kind))
    assert not said, "\n".join(said)


@pytest.mark.parametrize("build", OTHER_WORKBOOKS, ids=lambda build: build.__name__)
def test_other_workbooks_are_left_alone(build: Build, tmp_path: Path) -> None:
    """What is no coach's workbook is not taken for one and gives no records."""
    book, recognition = opened(build, tmp_path)
    assert recognition.kind is None
    assert not recognition.sure
    assert not read_rows(book, recognition)
