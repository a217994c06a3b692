"""The invented team: one leader, four coaches, about sixty clients, contacts, a work log, two assessments.

The same day and seed give the same files. The files are the shipped templates, filled in through the engine
that saves everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from valmennus_tui import data, paths
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.demo_leader import invent_leader
from valmennus_tui.document.demo_people import invent_team
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.profile_files import load_profile
from valmennus_tui.workbook.recognise import Recognition, recognise
from valmennus_tui.workbook.saving import write_new

SEED = 2021
"""The seed of the shipped demo."""

Values = Mapping[str, NewValue]
Rows = Sequence[Values]


def write_demo(folder: Path, today: date, seed: int = SEED) -> tuple[Path, ...]:
    """Write the team's workbooks into ``folder`` (made if it is missing) and return them.

    Coach by coach come the workbook and its companion, then the leader's workbooks: team and assessments.

    A file that is there already is left as it is. Raises SaveFailed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for coach in invent_team(today, seed):
        path = folder / coach.file
        records = {
            RecordKind.CLIENT: coach.clients,
            RecordKind.EMPLOYMENT: coach.employments,
            RecordKind.EDUCATION: coach.education,
            RecordKind.SUPPORT: coach.support,
        }
        title: Values = {"coach": coach.code, "review_date": today}
        _write(path, "coach", title, records)
        beside = companion_path(path)
        _write(beside, "contacts", title, {RecordKind.CONTACT: coach.contacts})
        written += [path, beside]
    written += _write_leader(folder, today, seed)
    _note(folder)
    return tuple(written)


def _write_leader(folder: Path, today: date, seed: int) -> tuple[Path, Path]:
    leader = invent_leader(today, seed)
    team, fidelity = folder / leader.team_file, folder / leader.fidelity_file
    of_team = {RecordKind.COACH: leader.coaches, RecordKind.WORK_LOG: leader.work_log}
    _write(team, "team", leader.title, of_team)
    scored = {RecordKind.ASSESSMENT: leader.assessments, RecordKind.CRITERION: leader.criteria}
    _write(fidelity, "fidelity", {}, scored)
    return team, fidelity


def _write(path: Path, template: str, title: Values, records: Mapping[RecordKind, Rows]) -> None:
    if path.exists():
        return
    folder = paths.templates_folder()
    book = Workbook.load(folder / f"{template}.xlsx")
    found = recognise(book, [load_profile(folder / f"{template}.toml")])
    edits = [edit for kind, rows in records.items() for edit in _filled(found, kind, rows)]
    edits += _title_block(found, title)
    write_new(path, plan_save(book, edits).data)


def _title_block(found: Recognition, values: Values) -> Iterable[CellEdit]:
    for name, value in values.items():
        if name in found.cells:
            sheet, ref = found.cells[name]
            yield CellEdit(sheet, ref, value)


def _filled(found: Recognition, kind: RecordKind, rows: Rows) -> Iterable[CellEdit]:
    """Records one below the other from the first prepared row."""
    layout = found.of_kind(kind)[0]
    assert layout.rows is not None
    for number, values in zip(layout.rows.numbers, rows, strict=False):
        for name, value in values.items():
            if value is not None and name in layout.columns:
                yield CellEdit(layout.sheet, Ref(number, layout.columns[name].column), value)


def _note(folder: Path) -> None:
    words = data.load("demo.toml")
    path = folder / words["folder_note_name"]
    if not path.exists():
        path.write_text(words["folder_note"].lstrip(), encoding="utf-8")
