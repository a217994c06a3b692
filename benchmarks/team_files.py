"""A thousand coaches' workbooks, made in seconds: a few are filled in, the rest have other codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from valmennus_tui import paths
from valmennus_tui.document.demo_people import Coach, invent_team
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.profile_files import load_profile
from valmennus_tui.workbook.recognise import recognise

TODAY = date(2026, 11, 24)
SIZES = (20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75)
"""How many clients the workbooks that are filled in have."""
_COACH = "TV-{:05}"
_CLIENT = "K{:05}-{:03}"
"""Codes of one length in every workbook: they can be put in each other's place."""

Records = Mapping[RecordKind, list[dict[str, NewValue]]]


def write_team(folder: Path, count: int) -> None:
    """Write ``count`` different workbooks of 20 to 75 clients each to ``folder``."""
    originals = [Package.from_bytes(_original(size), None) for size in SIZES]
    for number in range(1, count + 1):
        package = originals[number % len(originals)]
        path = folder / f"kooste_{_COACH.format(number)}.xlsx"
        path.write_bytes(package.rebuild(_renamed(package, number)))


def _renamed(package: Package, number: int) -> dict[str, bytes]:
    """The parts in which codes stand, with those of the workbook ``number``."""
    changed = {}
    for name in package.names:
        content = package.read(name)
        fresh = content.replace(_COACH.format(0).encode(), _COACH.format(number).encode())
        fresh = fresh.replace(b"K00000-", f"K{number:05}-".encode())
        if fresh != content:
            changed[name] = fresh
    return changed


def _original(size: int) -> bytes:
    template = paths.templates_folder() / "coach.xlsx"
    book = Workbook.load(template)
    found = recognise(book, [load_profile(template.with_suffix(".toml"))])
    sheet, ref = found.cells["coach"]
    edits = [CellEdit(sheet, ref, _COACH.format(0))]
    for kind, rows in _records(size).items():
        layout = found.of_kind(kind)[0]
        assert layout.rows is not None
        for number, values in zip(layout.rows.numbers, rows, strict=False):
            edits += [
                CellEdit(layout.sheet, Ref(number, layout.columns[name].column), value)
                for name, value in values.items()
                if value is not None and name in layout.columns
            ]
    return plan_save(book, edits).data


def _records(size: int) -> Records:
    """So many clients of invented teams and what belongs to them, with codes in order."""
    records: dict[RecordKind, list[dict[str, NewValue]]] = {
        RecordKind.CLIENT: [],
        RecordKind.EMPLOYMENT: [],
        RecordKind.EDUCATION: [],
        RecordKind.SUPPORT: [],
    }
    for coach in _coaches():
        left = size - len(records[RecordKind.CLIENT])
        if left <= 0:
            break
        before = len(records[RecordKind.CLIENT])
        kept = coach.clients[:left]
        codes: dict[NewValue, str] = {
            client["code"]: _CLIENT.format(0, before + index) for index, client in enumerate(kept, 1)
        }
        records[RecordKind.CLIENT] += [
            {**client, "code": codes[client["code"]], "coach": _COACH.format(0)} for client in kept
        ]
        for kind, rows in (
            (RecordKind.EMPLOYMENT, coach.employments),
            (RecordKind.EDUCATION, coach.education),
            (RecordKind.SUPPORT, coach.support),
        ):
            records[kind] += [
                {**row, "client": codes[row["client"]]} for row in rows if row["client"] in codes
            ]
    return records


def _coaches() -> Iterator[Coach]:
    for seed in range(1, 20):
        yield from invent_team(TODAY, seed)
