"""Consolidation: the figures go into their cells, nothing else changes, and nothing typed is overwritten."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.calling import TODAY, Caller
from tests.domain.indicator_oracle import Team
from tests.support.closed_list import differences
from tests.support.readers import by_calamine, by_openpyxl
from valmennus_tui.consolidation.collect import gather
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.provenance import sidecar_path
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook

PERIOD = "2026-Q3"
PLACED = ("2026-07", "2026-08", "2026-09", "2026-Q3")


def consolidate(valmennus: Caller, folder: Path, team: Path, *more: object) -> Any:
    return valmennus("consolidate", folder, "--into", team, "--period", PERIOD, *more, "--json")


def cells(result: Any, kind: str = "changes") -> dict[tuple[str, str], Any]:
    return {(each["sheet"], each["cell"]): each["new"] for each in result.json[kind]}


def test_only_the_planned_cells_and_the_results_of_formulas_change(
    valmennus: Caller, team_folder: Path, team_file: Path
) -> None:
    before = team_file.read_bytes()
    planned = consolidate(valmennus, team_folder, team_file, "--dry-run")
    assert planned.code == 0
    assert team_file.read_bytes() == before, "a dry run writes nothing"
    assert not sidecar_path(team_file).exists()
    done = consolidate(valmennus, team_folder, team_file)
    assert done.code == 0
    assert cells(done) == cells(planned)
    after = team_file.read_bytes()
    book = Workbook.from_bytes(before)
    part_of = {sheet.name: sheet.part for sheet in book.sheets}
    edited: dict[str, list[tuple[int, int]]] = {}
    for (sheet, cell), _new in cells(done).items():
        ref = Ref.parse(cell)
        edited.setdefault(part_of[sheet], []).append((ref.row, ref.column))
    formulas = {
        sheet.part: [
            (ref.row, ref.column) for ref, cell in book.sheet(sheet.name).cells.items() if cell.is_formula
        ]
        for sheet in book.sheets
        if sheet.kind == "worksheet"
    }
    assert differences(before, after, edited, formulas) == []
    for reader in (by_openpyxl, by_calamine):
        values = reader(after)
        for (sheet, cell), new in cells(done).items():
            ref = Ref.parse(cell)
            assert float(values[(sheet, ref.row, ref.column)]) == pytest.approx(float(new))  # type: ignore[arg-type]


def test_a_second_run_plans_and_writes_nothing(
    valmennus: Caller, filled_folder: Path, filled_file: Path
) -> None:
    saved, origins = filled_file.read_bytes(), sidecar_path(filled_file).read_bytes()
    second = consolidate(valmennus, filled_folder, filled_file)
    assert (second.code, second.json["changes"], second.json["conflicts"]) == (0, [], [])
    assert second.json["unchanged"] > len(json.loads(origins)["cells"]) > 0
    assert filled_file.read_bytes() == saved
    assert sidecar_path(filled_file).read_bytes() == origins


def naive(gathered: Gathered, period: Period) -> Team:
    """The independent reading of a period."""
    names = {file.source.name: file.source.own_coach for file in gathered.files}
    records = {file.source.name: file.source.records for file in gathered.files}
    return Team(records, names, period.first, period.last, False, False, True, {})


def read(folder: Path) -> Gathered:
    return gather(folder, settings=load_settings(), today=TODAY)


def test_after_one_changed_row_exactly_the_dependent_cells_are_planned(
    valmennus: Caller, filled_folder: Path, filled_file: Path
) -> None:
    """What depends on the row is told by the naive implementation of the indicators."""
    before = read(filled_folder)
    file = filled_folder / "kooste_TV-2.xlsx"
    job = open_job(before, "kooste_TV-2.xlsx")
    assert valmennus("set", file, job, "end=20.8.2026", "end_reason=irtisanoutui").code == 0
    after = read(filled_folder)
    told = consolidate(valmennus, filled_folder, filled_file, "--dry-run").json["changes"]
    planned = {(each["coach"], each["period"], each["indicator"]) for each in told}
    expected = set()
    for text in PLACED:
        one, other = naive(before, Period.parse(text)), naive(after, Period.parse(text))
        for coach, indicator in placed(filled_file, text):
            if indicator != "contacts_per_week" and value(one, indicator, coach) != value(
                other, indicator, coach
            ):
                expected.add((coach, text, indicator))
    assert planned == expected
    assert ("TV-2", "2026-08", "job_ends") in planned
    assert {coach for coach, _period, _indicator in planned} <= {"TV-2", None}


def open_job(gathered: Gathered, name: str) -> str:
    """A competitive job that began before July and goes on."""
    file = gathered.file_of(name)
    assert file is not None
    for job in file.source.records.employments:
        begun = isinstance(job.start, date) and job.start < date(2026, 6, 1)
        if begun and job.end is None and job.open_market:
            return job.key
    raise AssertionError("the demo has no open job")


def placed(team_file: Path, period: str) -> Iterator[tuple[str | None, str]]:
    """The coaches and indicators that have an input cell for a period."""
    from valmennus_tui.workbook.figures import find_figures
    from valmennus_tui.workbook.profile_files import shipped_profiles

    book = Workbook.load(team_file)
    (profile,) = (each for each in shipped_profiles() if each.id == "team")
    for sheet in find_figures(book, profile):
        for coach, when in sheet.rows:
            for indicator in sheet.columns:
                ref = sheet.place(coach, when, indicator)
                if when == period and ref and not book.sheet(sheet.sheet).cell(ref).is_formula:
                    yield coach, indicator


def value(team: Team, indicator: str, coach: str | None) -> Any:
    figure = team.figure(indicator, coach)
    return figure[1] if indicator in ("kept_90", "steady_workers") else figure[0]


@pytest.mark.parametrize(
    ("choice", "code", "kept"), [("fail", 4, True), ("keep", 0, True), ("replace", 0, False)]
)
def test_a_value_that_a_person_typed_is_a_conflict(
    valmennus: Caller, team_folder: Path, team_file: Path, choice: str, code: int, kept: bool
) -> None:
    (sheet, cell), computed = next(
        iter(cells(consolidate(valmennus, team_folder, team_file, "--dry-run")).items())
    )
    assert valmennus("set", team_file, f"cell:{sheet}!{cell}", "value=777", "type=number").code == 0
    before = team_file.read_bytes()
    result = consolidate(valmennus, team_folder, team_file, "--on-conflict", choice)
    assert result.code == code
    typed = openpyxl.load_workbook(team_file)[sheet][cell].value
    assert typed == (777 if kept else computed)
    assert (team_file.read_bytes() == before) is (choice == "fail")
    if choice == "fail":
        assert result.json["error"]["code"] == "conflict"
        assert (result.json["error"]["sheet"], result.json["error"]["cell"]) == (sheet, cell)


def test_what_was_kept_is_told(valmennus: Caller, filled_folder: Path, filled_file: Path) -> None:
    (sheet, cell) = place_of(valmennus, filled_folder, filled_file, "new", "TV-2", "2026-09")
    assert valmennus("set", filled_file, f"cell:{sheet}!{cell}", "value=50", "type=number").code == 0
    options = ("--into", filled_file, "--period", "2026-Q3", "--on-conflict", "keep")
    kept = valmennus("consolidate", filled_folder, *options)
    assert kept.code == 0
    assert [line for line in kept.out.splitlines() if line.startswith(f"{sheet}!{cell} ")]
    assert "up to date" not in kept.err


def test_our_own_figure_is_renewed_but_one_changed_by_hand_is_a_conflict(
    valmennus: Caller, filled_folder: Path, filled_file: Path
) -> None:
    (sheet, cell) = place_of(valmennus, filled_folder, filled_file, "new", "TV-2", "2026-09")
    added = valmennus(
        "add", filled_folder / "kooste_TV-2.xlsx", "client", "code=K-9999", "service_start=2.9.2026"
    )
    assert added.code == 0, added.err
    renewed = consolidate(valmennus, filled_folder, filled_file)
    assert renewed.code == 0
    assert (sheet, cell) in cells(renewed)
    assert valmennus("set", filled_file, f"cell:{sheet}!{cell}", "value=50", "type=number").code == 0
    assert (sheet, cell) in cells(
        consolidate(valmennus, filled_folder, filled_file, "--dry-run"), "conflicts"
    )


def place_of(
    valmennus: Caller, folder: Path, team: Path, indicator: str, coach: str, period: str
) -> tuple[str, str]:
    origins = json.loads(sidecar_path(team).read_text(encoding="utf-8"))["cells"]
    book = openpyxl.load_workbook(team, data_only=True)
    for name, origin in origins.items():
        sheet, _mark, cell = name.partition("!")
        row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        who = book[sheet.strip("'")][f"A{row}"].value
        if (
            origin["indicator"] == indicator
            and origin["period"] == period
            and (coach is None or who == coach)
        ):
            return sheet.strip("'"), cell
    raise AssertionError(indicator)


def test_the_rows_behind_a_figure_give_it_again(
    valmennus: Caller, filled_folder: Path, filled_file: Path
) -> None:
    """Counted by openpyxl from the rows that the sidecar names."""
    origins = json.loads(sidecar_path(filled_file).read_text(encoding="utf-8"))["cells"]
    recounted = set()
    for origin in origins.values():
        codes = {
            (rows["file"], openpyxl_row(filled_folder / rows["file"], rows["sheet"], number)[0])
            for rows in origin["counted"]
            for number in rows["rows"]
        }
        rows = sum(len(rows["rows"]) for rows in origin["counted"])
        if origin["indicator"] in ("served", "active", "working", "seekers", "worked"):
            assert len(codes) == int(origin["value"]), origin
            recounted.add(origin["indicator"])
        elif origin["indicator"] in ("contacts", "job_starts", "job_ends", "education_starts"):
            assert rows == int(origin["value"]), origin
            recounted.add(origin["indicator"])
        elif origin["indicator"].startswith("share_worked"):
            base = sum(len(rows["rows"]) for rows in origin["of"])
            assert Fraction(rows, base) == pytest.approx(float(origin["value"])), origin
            recounted.add("share")
    assert len(recounted) >= 9


def openpyxl_row(path: Path, sheet: str, row: int) -> tuple[Any, ...]:
    return openpyxl_rows(path, sheet)[row - 1]


@cache
def openpyxl_rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def test_a_figure_is_explained_by_its_rows(valmennus: Caller, filled_folder: Path, filled_file: Path) -> None:
    sheet, cell = place_of(valmennus, filled_folder, filled_file, "served", "TV-1", "2026-09")
    told = consolidate(valmennus, filled_folder, filled_file, "--explain", f"{sheet}!{cell}").json
    assert told["indicator"] == "served"
    assert [rows["file"] for rows in told["counted"]] == ["kooste_TV-1.xlsx"]
    assert len(told["counted"][0]["rows"]) == int(told["value"])
    unknown = consolidate(valmennus, filled_folder, filled_file, "--explain", f"{sheet}!A1")
    assert unknown.code == 2


def test_what_is_not_written_has_a_reason(valmennus: Caller, team_folder: Path, team_file: Path) -> None:
    assert valmennus("new", "coach", team_folder / "uusi.xlsx", "--coach", "TV-9").code == 0
    added = valmennus("add", team_folder / "uusi.xlsx", "client", "code=Z-1", "service_start=1.8.2026")
    assert added.code == 0
    (team_folder / "kooste_TV-3.xlsx").unlink()
    (team_folder / "kooste_TV-3.tapaamiset.xlsx").unlink()
    told = consolidate(valmennus, team_folder, team_file, "--dry-run").json["not_written"]
    reasons = {(each["reason"], each["coach"]) for each in told}
    assert {("no_row", "TV-9"), ("no_workbook", "TV-3")} <= reasons


def test_figures_are_not_taken_for_another_coachs(
    valmennus: Caller, filled_folder: Path, filled_file: Path
) -> None:
    """The rows are labelled by the list of coaches: without the first, the others move up."""
    assert valmennus("remove", filled_file, "coach:TV-1").code == 0
    told = consolidate(valmennus, filled_folder, filled_file, "--dry-run").json
    moved = {each["coach"] for each in told["not_written"] if each["reason"] == "moved"}
    assert {"TV-1", "TV-2", "TV-3"} <= moved
    assert any(each["coach"] == "TV-2" for each in told["conflicts"]), "they are not renewed without asking"


def test_a_period_that_has_not_begun_is_refused(
    valmennus: Caller, team_folder: Path, team_file: Path
) -> None:
    result = valmennus("consolidate", team_folder, "--into", team_file, "--period", "2027-Q1", "--json")
    assert result.code == 2


def test_overlapping_workbooks_wait_for_a_choice(
    valmennus: Caller, team_folder: Path, team_file: Path
) -> None:
    copy = team_folder / "Kopio_kooste_TV-1.xlsx"
    shutil.copy(team_folder / "kooste_TV-1.xlsx", copy)
    assert valmennus("add", copy, "client", "code=K-9999", "service_start=1.9.2026").code == 0
    before = team_file.read_bytes()
    asked = consolidate(valmennus, team_folder, team_file)
    assert (asked.code, [each["coach"] for each in asked.json["duplicates"]]) == (4, ["TV-1"])
    assert team_file.read_bytes() == before
    chosen = consolidate(valmennus, team_folder, team_file, "--duplicates", "use=kooste_TV-1.xlsx")
    assert chosen.code == 0


def test_a_team_workbook_open_in_excel_is_not_written(
    valmennus: Caller, team_folder: Path, team_file: Path
) -> None:
    team_file.with_name("~$" + team_file.name).write_bytes(b"\x05Meik\xc3\xa4" + bytes(160))
    assert consolidate(valmennus, team_folder, team_file).code == 3
    assert consolidate(valmennus, team_folder, team_file, "--dry-run").code == 0


CANARY = "Kanarialintu Keksitty"
CANARY_CODE = "KANARIA-77"


def test_names_and_codes_go_nowhere(
    valmennus: Caller, team_folder: Path, team_file: Path, tmp_path: Path
) -> None:
    coach = team_folder / "kooste_TV-1.xlsx"
    fields = ("service_start=2.8.2026", f"notes={CANARY}")
    assert valmennus("add", coach, "client", f"code={CANARY_CODE}", *fields).code == 0
    job = ("start=10.8.2026", f"employer={CANARY} Oy", "open_market=kyllä")
    assert valmennus("add", coach, "employment", f"client={CANARY_CODE}", *job).code == 0
    told = [consolidate(valmennus, team_folder, team_file)]
    assert told[0].json["changes"]
    (fidelity,) = team_folder.glob("laatukriteerit*.xlsx")
    made = [tmp_path / name for name in ("tiimi.xlsx", "ulos.docx", "arvio.txt", "tiimi.csv")]
    told += [
        valmennus("report", "team", team_folder, "--period", PERIOD, "-o", made[0]),
        valmennus("report", "outside", team_folder, "--period", "2026-H1", "-o", made[1]),
        valmennus("report", "assessment", fidelity, "--from", team_folder, "-o", made[2]),
        valmennus("report", "team", team_folder, "--period", PERIOD, "-o", made[3]),
    ]
    assert {result.code for result in told} == {0}
    for path in (team_file, sidecar_path(team_file), *made):
        content = unpacked(path)
        assert CANARY.encode() not in content, path
        assert CANARY_CODE.encode() not in content, path
    for result in told:
        assert CANARY not in result.out + result.err
        assert CANARY_CODE not in result.out + result.err


def unpacked(path: Path) -> bytes:
    import zipfile

    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\0".join(archive.read(name) for name in archive.namelist())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_agrees_with_every_result_and_keeps_the_charts(
    valmennus: Caller, filled_folder: Path, filled_file: Path, tmp_path: Path
) -> None:
    stored = by_openpyxl(filled_file.read_bytes())
    forgetful = tmp_path / "uudelleen.xlsx"
    forgetful.write_bytes(without_results(filled_file.read_bytes()))
    profile = (tmp_path / "lo").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path / "ulos", forgetful], check=True, capture_output=True, timeout=180
    )
    again = by_openpyxl((tmp_path / "ulos" / "uudelleen.xlsx").read_bytes())
    figures = {place: found for place, found in stored.items() if isinstance(found, float)}
    assert len(figures) > 500
    for place, found in figures.items():
        assert again.get(place) == pytest.approx(found), place
    charts = [name for name in zip_names(tmp_path / "ulos" / "uudelleen.xlsx") if "charts/chart" in name]
    assert len(charts) == len([name for name in zip_names(filled_file) if "charts/chart" in name]) > 0


def zip_names(path: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def without_results(data: bytes) -> bytes:
    """The workbook with every stored result of a formula taken out: who reads it has to calculate."""
    import io
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(info, content)
    return out.getvalue()
