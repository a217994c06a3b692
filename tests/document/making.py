"""Documents for the tests: opened on a fixed day with the shipped settings, from files made on the spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.profiles.books import Rows, made
from valmennus_tui.document.document import Document
from valmennus_tui.document.entries import Entry
from valmennus_tui.domain.schema import RecordKind, fields
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook

TODAY = date(2026, 11, 24)
CLIENT, JOB, STUDY, CONTACT, SUPPORT = (
    RecordKind.CLIENT,
    RecordKind.EMPLOYMENT,
    RecordKind.EDUCATION,
    RecordKind.CONTACT,
    RecordKind.SUPPORT,
)
CLIENT_HEADER = ("Asiakastunnus", "Työhönvalmentaja", "Palvelu alkoi", "Vaihe", "Palvelu päättyi", "Huomiot")
JOB_HEADER = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Työsuhde päättyi", "Viikkotyöaika")
DAY = date(2026, 3, 2)
LATER = date(2026, 9, 1)


def opened(path: Path, **how: Any) -> Document:
    """The workbook at ``path`` as a document."""
    return Document.open(path, settings=load_settings(), today=TODAY, **how)


def written(path: Path, sheets: Mapping[str, Rows], **more: Any) -> Path:
    """A workbook of the sheets' rows at ``path`` (see ``tests.profiles.books.made``)."""
    path.write_bytes(made(sheets, **more).data)
    return path


def two_sheets(path: Path, jobs: Sequence[Sequence[Any]] = (), **more: Any) -> Path:
    """Three clients and jobs in two plain lists."""
    clients = [
        CLIENT_HEADER,
        ("K-1", "TV-1", DAY, "3", None, None),
        ("K-2", "TV-1", DAY, "5", LATER, "huomio"),
        ("K-3", "TV-1", DAY, "1", None, None),
    ]
    rows = list(jobs) or [("K-1", "Keksitty Oy", DAY, None, 20), ("K-2", "Toinen Oy", DAY, LATER, 30)]
    return written(path, {"Asiakkaat": clients, "Työsuhteet": [JOB_HEADER, *rows]}, **more)


def cell(document: Document, sheet: str, address: str) -> object:
    """What a cell of the workbook holds with the edits not yet saved."""
    return document.sheet(sheet).cell(Ref.parse(address)).value


def stored(path: Path, sheet: str, address: str) -> object:
    """What a cell of the file holds."""
    return Workbook.load(path).sheet(sheet).cell(Ref.parse(address)).value


def keys(document: Document, kind: RecordKind) -> list[str]:
    return [entry.key for entry in document.records(kind)]


def shown(entry: Entry) -> dict[str, object]:
    """The fields of a record that hold something."""
    values = {spec.name: entry.record.get(spec.name) for spec in fields(entry.kind)}
    return {name: value for name, value in values.items() if value is not None}


def everything(document: Document) -> list[tuple[str, dict[str, object]]]:
    """All records by key, for comparing two states of a document."""
    return [(entry.key, shown(entry)) for entry in document.entries]


def changed_cells(document: Document) -> set[str]:
    """The cells that saving would write, as ``Sheet!A1``."""
    return {f"{change.sheet}!{change.ref}" for change in document.changes()}
