"""Carrying out a plan: what a person typed is safe, our own figures are renewed, notes hold numbers only."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.consolidation.plan_making import (
    AUGUST,
    JULY,
    MARCH,
    coach_book,
    found,
    held,
    plan_of,
    read,
    team_book,
    type_into,
)
from tests.document.making import opened
from tests.support.closed_list import differences
from valmennus_tui.consolidation.apply import OnConflict, apply, chosen, enter, save
from valmennus_tui.consolidation.explaining import FileState, explain
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.plan import Plan
from valmennus_tui.consolidation.provenance import read_sidecar, sidecar_path
from valmennus_tui.errors import ProtectedData, SaveFailed, UsageError
from valmennus_tui.workbook.book import Workbook

CLIENTS = [
    ("KANARIA-1", "TV-1", "Kanarialintu Keksitty", MARCH, None, "kanarian muistio"),
    ("KANARIA-2", "TV-1", None, JULY, AUGUST, None),
]
JOBS = [("KANARIA-1", "Kanarian Kauppa Oy", JULY, None, "kyllä")]
CANARIES = ("KANARIA", "Kanaria", "kanaria")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coach's workbook and a team workbook. Not to be changed."""
    folder = tmp_path_factory.mktemp("tiimi")
    coach_book(folder / "yksi.xlsx", CLIENTS, JOBS)
    team_book(folder / "tiimi.xlsx", "TV-1")
    return folder


@pytest.fixture(scope="module")
def done_once(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after consolidation. Not to be changed."""
    folder = Path(shutil.copytree(made_once, tmp_path_factory.mktemp("valmis") / "tiimi"))
    consolidated(folder)
    return folder


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_once, tmp_path / "tiimi"))


@pytest.fixture
def done(done_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done_once, tmp_path / "valmis"))


def planned_for(folder: Path, as_of: date | None = None) -> Plan:
    gathered = read(folder / "yksi.xlsx")
    team = folder / "tiimi.xlsx"
    return plan_of(team, gathered) if as_of is None else plan_of(team, gathered, as_of=as_of)


def consolidated(folder: Path, on_conflict: OnConflict = OnConflict.FAIL) -> Plan:
    """Plan and apply; the plan as it was."""
    team = opened(folder / "tiimi.xlsx")
    plan = plan_of(team, read(folder / "yksi.xlsx"))
    apply(plan, team, on_conflict)
    return plan


def third_client(folder: Path) -> None:
    """Another client since August: September's figures of TV-1 rise."""
    coach_book(folder / "yksi.xlsx", [*CLIENTS, ("KANARIA-3", "TV-1", None, AUGUST, None, None)], JOBS)


def test_only_the_planned_cells_and_results_of_formulas_change(folder: Path) -> None:
    team = folder / "tiimi.xlsx"
    old = team.read_bytes()
    book = Workbook.from_bytes(old)
    plan = consolidated(folder)
    parts = {sheet.name: sheet.part for sheet in book.worksheets}
    edited: dict[str, set[tuple[int, int]]] = {}
    for each in plan.changes:
        edited.setdefault(parts[each.sheet], set()).add(tuple(each.ref))
    formulas = {
        part: {tuple(ref) for ref, cell in book.sheet(name).cells.items() if cell.is_formula}
        for name, part in parts.items()
    }
    assert differences(old, team.read_bytes(), edited, formulas) == []
    after = Workbook.load(team)
    for each in plan.changes:
        value = after.sheet(each.sheet).cell(each.ref).value
        assert value == pytest.approx(float(Decimal(str(each.new))))


def test_a_second_run_plans_nothing_and_writes_nothing(done: Path) -> None:
    before = {path.name: path.read_bytes() for path in done.iterdir()}
    plan = consolidated(done)
    assert (plan.changes, plan.conflicts) == ((), ())
    assert {path.name: path.read_bytes() for path in done.iterdir()} == before


def test_our_own_figures_are_renewed_without_asking(done: Path) -> None:
    third_client(done)
    plan = consolidated(done)
    one = found(plan.changes, "active", "2026-09")
    assert (one.old, one.new, one.own) == (1, 2, True)
    assert {str(each.period) for each in plan.changes} == {"2026-08", "2026-09", "2026-Q3"}
    assert plan.conflicts == ()
    assert held(done / "tiimi.xlsx", one) == 2


@pytest.mark.parametrize("typed", [Decimal(77), Decimal(0), "yksi", "1", True, date(2026, 9, 1)])
def test_what_a_person_typed_is_a_conflict_whatever_it_is(folder: Path, typed: object) -> None:
    one = found(planned_for(folder).changes, "active", "2026-09")
    type_into(folder / "tiimi.xlsx", one, typed)
    plan = planned_for(folder)
    assert [each.ref for each in plan.conflicts] == [one.ref]
    assert one.ref not in [each.ref for each in plan.changes if each.sheet == one.sheet]


def test_the_same_number_typed_by_a_person_is_no_conflict(folder: Path) -> None:
    one = found(planned_for(folder).changes, "active", "2026-09")
    type_into(folder / "tiimi.xlsx", one, Decimal(1))
    plan = consolidated(folder)
    assert plan.conflicts == ()
    third_client(folder)
    assert [each.ref for each in planned_for(folder).conflicts] == [one.ref], "it is still the person's"


def test_our_figure_changed_by_a_person_is_a_conflict_and_emptied_is_filled(done: Path) -> None:
    same = planned_for(done).same
    changed, emptied = found(same, "active", "2026-09"), found(same, "active", "2026-08")
    type_into(done / "tiimi.xlsx", changed, Decimal(9))
    type_into(done / "tiimi.xlsx", emptied, None)
    plan = planned_for(done)
    assert [each.ref for each in plan.conflicts] == [changed.ref]
    assert [each.ref for each in plan.changes] == [emptied.ref]


def test_with_a_conflict_nothing_is_written_until_somebody_chooses(folder: Path) -> None:
    one = found(planned_for(folder).changes, "active", "2026-09")
    type_into(folder / "tiimi.xlsx", one, Decimal(77))
    before = (folder / "tiimi.xlsx").read_bytes()
    with pytest.raises(ProtectedData) as refused:
        consolidated(folder)
    assert (refused.value.sheet, refused.value.cell) == (one.sheet, str(one.ref))
    assert (folder / "tiimi.xlsx").read_bytes() == before
    assert not sidecar_path(folder / "tiimi.xlsx").exists()


def test_kept_replaced_and_replaced_one_by_one(folder: Path) -> None:
    team = folder / "tiimi.xlsx"
    plan = planned_for(folder)
    first, second = found(plan.changes, "active", "2026-08"), found(plan.changes, "active", "2026-09")
    for each in (first, second):
        type_into(team, each, Decimal(77))
    document = opened(team)
    plan = plan_of(document, read(folder / "yksi.xlsx"))
    apply(plan, document, OnConflict.KEEP, [found(plan.conflicts, "active", "2026-09")])
    assert (held(team, first), held(team, second)) == (77, 1)
    assert [each.ref for each in planned_for(folder).conflicts] == [first.ref]
    consolidated(folder, OnConflict.REPLACE)
    assert held(team, first) == found(plan.conflicts, "active", "2026-08").new
    third_client(folder)
    assert planned_for(folder).conflicts == (), "what was replaced is the program's from then on"


def test_figures_are_entered_as_one_step_that_can_be_undone(folder: Path) -> None:
    team = opened(folder / "tiimi.xlsx")
    plan = plan_of(team, read(folder / "yksi.xlsx"))
    enter(team, chosen(plan, OnConflict.FAIL))
    assert len(team.changes()) == len(plan.changes)
    assert plan_of(team, read(folder / "yksi.xlsx")).changes == (), "a plan looks at edits not yet saved"
    team.undo()
    assert not team.dirty


# ---------------------------------------------------------------------------------------- the sidecar
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_sidecar_is_its_owners_only(done: Path) -> None:
    mode = sidecar_path(done / "tiimi.xlsx").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_no_codes_names_or_texts_leave_the_coachs_workbook(done: Path) -> None:
    third_client(done)
    consolidated(done)
    for path in done.iterdir():
        if path.name == "yksi.xlsx":
            continue
        content = unpacked(path)
        assert not [canary for canary in CANARIES if canary.encode() in content], path.name
    with zipfile.ZipFile(done / "yksi.xlsx") as archive:
        assert any(b"KANARIA-1" in archive.read(name) for name in archive.namelist()), "the canary sings"


def unpacked(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\0".join([path.name.encode(), *(archive.read(name) for name in archive.namelist())])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _text: "{",
        lambda _text: "[]",
        lambda text: text.replace('"format":1', '"format":99'),
        lambda text: text.replace('"value":"1"', '"value":"NaN"'),
        lambda text: text.replace('"value":"1"', '"value":"yksi"'),
        lambda text: text.replace('"period"', '"jakso"'),
    ],
    ids=["cut", "other", "newer", "nan", "text", "field"],
)
def test_notes_that_cannot_be_understood_make_every_figure_a_typed_one(
    done: Path, spoil: Callable[[str], str]
) -> None:
    """The same figures are no conflict."""
    path = sidecar_path(done / "tiimi.xlsx")
    text = path.read_text(encoding="utf-8")
    path.write_text(spoil(text), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    plan = planned_for(done)
    assert (plan.sidecar_lost, plan.changes, plan.conflicts) == (True, (), ())


def test_without_notes_no_figure_is_written_over(done: Path) -> None:
    sidecar_path(done / "tiimi.xlsx").write_text("{", encoding="utf-8")
    third_client(done)
    plan = planned_for(done)
    assert {each.old for each in plan.changes} == {None}
    assert found(plan.conflicts, "active", "2026-09").old == 1


def test_a_folder_that_takes_no_notes_says_so_and_the_figures_are_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = opened(folder / "tiimi.xlsx")
    plan = plan_of(team, read(folder / "yksi.xlsx"))
    planned = chosen(plan, OnConflict.FAIL)
    enter(team, planned)
    sidecar_path(team.path).mkdir()
    with pytest.raises(SaveFailed):
        save(team, plan, planned)
    assert held(team.path, found(planned, "active", "2026-09")) == 1
    assert not [path for path in folder.iterdir() if path.suffix == ".tmp"]


def test_a_figure_that_can_no_longer_be_told_is_emptied_and_forgotten(done: Path) -> None:
    """A share needs its column: without the jobs' sheet nothing can be said of who worked."""
    team = done / "tiimi.xlsx"
    one = found(planned_for(done).same, "share_worked_all", "2026-07")
    from tests.consolidation.plan_making import CLIENT
    from tests.document.making import written

    written(done / "yksi.xlsx", {"Asiakkaat": [CLIENT, *CLIENTS]})
    plan = consolidated(done)
    assert found(plan.changes, "share_worked_all", "2026-07").new is None
    assert held(team, one) is None
    kept = read_sidecar(team)
    assert kept is not None
    assert kept.origin(one.sheet, one.ref) is None


# ---------------------------------------------------------------------------------------- explaining
def test_a_figure_is_explained_with_the_state_of_its_files(done: Path) -> None:
    one = found(planned_for(done).same, "share_worked_all", "2026-07")
    told = explain(opened(done / "tiimi.xlsx"), read(done / "yksi.xlsx"), one.sheet, one.ref)
    assert (told.value, told.untouched, told.origin.value) == (0.5, True, Decimal("0.5"))
    assert [rows.rows for rows in told.origin.counted] == [(2,)]
    assert [rows.rows for rows in told.origin.of] == [(2, 3)]
    assert told.files == (("yksi.xlsx", FileState.SAME),)
    third_client(done)
    type_into(done / "tiimi.xlsx", one, Decimal("0.75"))
    told = explain(opened(done / "tiimi.xlsx"), read(done / "yksi.xlsx"), one.sheet, one.ref)
    assert (told.untouched, told.files) == (False, (("yksi.xlsx", FileState.CHANGED),))
    told = explain(opened(done / "tiimi.xlsx"), Gathered(()), one.sheet, one.ref)
    assert told.files == (("yksi.xlsx", FileState.ABSENT),)


def test_what_the_program_did_not_write_is_not_explained(done: Path) -> None:
    one = found(planned_for(done).same, "active", "2026-09")
    team, gathered = opened(done / "tiimi.xlsx"), read(done / "yksi.xlsx")
    with pytest.raises(UsageError):
        explain(team, gathered, one.sheet, one.ref.shifted(columns=-2))
    sidecar_path(team.path).write_text("{", encoding="utf-8")
    with pytest.raises(UsageError):
        explain(team, gathered, one.sheet, one.ref)


def test_the_sidecar_is_json_that_names_cells_files_and_rows(done: Path) -> None:
    content = json.loads(sidecar_path(done / "tiimi.xlsx").read_text(encoding="utf-8"))
    one = found(planned_for(done).same, "job_starts", "2026-07")
    (files, sha) = next(iter(content["cells"][f"Seuranta!{one.ref}"].pop("files").items()))
    assert (files, len(sha)) == ("yksi.xlsx", 64)
    assert content["cells"][f"Seuranta!{one.ref}"] == {
        "value": "1",
        "coach": "TV-1",
        "period": "2026-07",
        "as_of": "2026-11-24",
        "indicator": "job_starts",
        "counted": [{"file": "yksi.xlsx", "sheet": "Työsuhteet", "rows": [2]}],
        "of": [],
    }
