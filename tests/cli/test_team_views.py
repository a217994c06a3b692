"""A folder's views and reports on the command line: ``show``, ``check --todo``, ``report team|outside``."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.calling import TODAY, Caller
from tests.cli.test_report import content
from valmennus_tui.cli.main import run
from valmennus_tui.consolidation.collect import gather
from valmennus_tui.consolidation.team_table import team_table
from valmennus_tui.consolidation.team_view import team_view
from valmennus_tui.document.demo import write_demo
from valmennus_tui.domain.reporting_period import Period
from valmennus_tui.domain.suppression import for_outsiders
from valmennus_tui.reports.model import Report
from valmennus_tui.reports.outside_report import outside_report
from valmennus_tui.reports.team_report import team_report
from valmennus_tui.reports.writing import write_report
from valmennus_tui.settings import load_settings

BOOKS = ("TV-1", "TV-2", "TV-3", "TV-4")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo team's folder. Not to be changed."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    return folder


@pytest.fixture(scope="module")
def view(demo: Path) -> dict[str, Any]:
    """``show FOLDER caseload --json`` of the demo."""
    stream = io.StringIO()
    with redirect_stdout(stream):
        assert run(["show", str(demo), "caseload", "--json"], today=TODAY) == 0
    return dict(json.loads(stream.getvalue()))


def small_team(demo: Path, folder: Path) -> Path:
    """A folder with one of the demo's coaches."""
    folder.mkdir()
    shutil.copy(demo / "kooste_TV-1.xlsx", folder)
    return folder


# --- show ------------------------------------------------------------------------------------------------


def test_the_coaches_are_as_their_own_workbooks_tell(
    valmennus: Caller, demo: Path, view: dict[str, Any]
) -> None:
    assert [line["coach"] for line in view["coaches"]] == list(BOOKS)
    for line in view["coaches"]:
        alone = valmennus("show", demo / f"kooste_{line['coach']}.xlsx", "caseload", "--json").json
        totals = alone["totals"]
        for name in ("active", "working", "seeking", "studying", "served_this_year"):
            assert line[name] == totals[name], name
        waiting = [
            client
            for client in alone["clients"]
            if any(alarm["kind"] == "first_contact" for alarm in client["alarms"])
        ]
        assert line["waiting_long"] == len(waiting)
    capacity = view["capacity"]
    assert (capacity["coaches"], capacity["low"], capacity["high"]) == (4, 100, 300)
    assert capacity["served_this_year"] == sum(line["served_this_year"] for line in view["coaches"])
    assert view["next_assessment"] == "2026-12-24"
    assert sorted(view["files"]) == [f"kooste_{coach}.xlsx" for coach in BOOKS]


def test_alarms_lead_to_rows_of_the_files(valmennus: Caller, demo: Path, view: dict[str, Any]) -> None:
    keys: dict[str, set[str]] = {}
    for name in view["files"]:
        keys[name] = {
            row["key"]
            for kind in ("client", "employment", "contact")
            for row in valmennus("show", demo / name, kind, "--json").json
        }
    counted = [alarm for alarm in view["alarms"] if alarm["kind"] not in ("few_contacts", "over_limit")]
    assert counted
    assert all(len(alarm["rows"]) == alarm["count"] for alarm in counted)
    assert all(ref["key"] in keys[ref["file"]] for alarm in view["alarms"] for ref in alarm["rows"])


def test_the_text_twin_carries_the_same(valmennus: Caller, demo: Path, view: dict[str, Any]) -> None:
    text = valmennus("show", demo, "caseload", "--text").out
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line.startswith("TV-")}
    for line in view["coaches"]:
        shown = rows[line["coach"]]
        figures = (line["active"], int(line["limit"]), line["working"], line["seeking"])
        assert shown[1:5] == [str(figure) for figure in figures]
        assert shown[5:7] == [str(line["waiting_long"]), str(line["without_plans"])]
    assert text.count("\n! ") == len(view["alarms"])


def test_indicators_coach_by_coach_and_as_text(valmennus: Caller, demo: Path) -> None:
    made = valmennus("show", demo, "indicators", "--period", "2026-Q3", "--json").json
    assert list(made["coaches"]) == list(BOOKS)
    served = [made["coaches"][coach]["served"]["value"] for coach in BOOKS]
    assert made["team"]["served"]["value"] == sum(served) > 0
    text = valmennus("show", demo, "indicators", "--period", "2026-Q3").out
    row = next(line for line in text.splitlines() if line.startswith("Served in the period"))
    assert row.split()[-5:] == [str(figure) for figure in (sum(served), *served)]


def test_a_broken_file_makes_the_exit_code_and_the_rest_is_shown(
    valmennus: Caller, demo: Path, tmp_path: Path
) -> None:
    folder = small_team(demo, tmp_path / "tiimi")
    (folder / "rikki.xlsx").write_bytes(b"no workbook")
    made = valmennus("show", folder, "caseload")
    assert made.code == 3
    assert "TV-1" in made.out
    assert "rikki.xlsx" in made.err


# --- check --todo ----------------------------------------------------------------------------------------


def test_a_list_for_each_file_with_what_check_finds(valmennus: Caller, demo: Path, tmp_path: Path) -> None:
    made = valmennus("check", demo, "--todo", tmp_path / "listat", "--json")
    assert [Path(path).name for path in made.json] == [f"kooste_{coach}.csv" for coach in BOOKS]
    for path in map(Path, made.json):
        book = demo / f"{path.stem}.xlsx"
        findings = valmennus("check", book, "--json").json
        text = content(path)
        assert findings
        assert text.count("\n") >= len(findings)
        assert all(finding["message"][:30] in text for finding in findings)


def test_errors_make_the_exit_code_and_names_alike_do_not_meet(
    valmennus: Caller, demo: Path, tmp_path: Path
) -> None:
    folder = small_team(demo, tmp_path / "tiimi")
    (folder / "Kooste_tv-1.XLSM").write_bytes(b"no workbook")
    made = valmennus("check", folder, "--todo", tmp_path / "listat", "--json")
    assert made.code == 3
    names = [Path(path).name.casefold() for path in made.json]
    assert sorted(names) == ["kooste_tv-1 2.csv", "kooste_tv-1.csv"]


def test_a_list_is_made_of_one_folder(valmennus: Caller, demo: Path, tmp_path: Path) -> None:
    for given in ((demo / "kooste_TV-1.xlsx",), (demo, demo)):
        assert valmennus("check", *given, "--todo", tmp_path / "listat").code == 2
    assert not (tmp_path / "listat").exists()


# --- reports ---------------------------------------------------------------------------------------------


def test_the_teams_report_has_the_figures_of_the_view(
    valmennus: Caller, demo: Path, tmp_path: Path, view: dict[str, Any]
) -> None:
    path = tmp_path / "tiimi.xlsx"
    assert valmennus("report", "team", demo, "--period", "2026-Q3", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] in BOOKS]
    assert [row[1] for row in rows] == [line["active"] for line in view["coaches"]]
    text = content(path)
    assert "FAQ for supervisors" in text  # the source of the benchmark lines
    assert "100–300" in text
    assert sum(len(sheet._charts) for sheet in book) >= 5


CANARIES = ("KANARIA-77", "Kanaria Keksitty")
"""A client code and a note with a name, planted in a coach's workbook."""


@pytest.fixture(scope="module")
def made(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report]:
    """Both reports of a team with planted canaries."""
    folder = small_team(demo, tmp_path_factory.mktemp("kanaria") / "tiimi")
    code, notes = CANARIES
    given = [f"code={code}", f"notes={notes}", "service_start=1.1.2026", "phase=3"]
    assert run(["add", str(folder / "kooste_TV-1.xlsx"), "client", *given], today=TODAY) == 0
    settings = load_settings()
    gathered = gather(folder, settings=settings, today=TODAY)
    (file,) = gathered.files
    assert file.source.records.clients[-1].code == code
    seen = team_view(gathered, Period.parse("2026-Q3"), TODAY, settings)
    halves = (Period.parse("2025-H2"), Period.parse("2026-H1"))
    data = for_outsiders({half: team_table(gathered, half, TODAY, settings) for half in halves})
    assert any(key.endswith(code) for alarm in seen.alarms for key in (ref.key for ref in alarm.rows))
    return {"team": team_report(seen, gathered), "outside": outside_report(data, TODAY)}


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".txt"])
@pytest.mark.parametrize("kind", ["team", "outside"])
def test_no_client_and_for_outsiders_no_coach_is_in_a_report(
    made: Mapping[str, Report], tmp_path: Path, kind: str, ending: str
) -> None:
    path = tmp_path / f"raportti{ending}"
    write_report(made[kind], path)
    text = content(path)
    assert len(text) > 400
    assert not [canary for canary in CANARIES if canary in text]
    assert ("TV-1" in text) is (kind == "team")
    if ending in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            whole = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")
        assert not [canary for canary in CANARIES if canary in whole]


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ((), "--period"),
        (("2026-Q3",), "half-years and years only"),
        (("2026-H1", "2026"), "has not ended"),
        (("kesä",), "kesä"),
    ],
)
def test_outsiders_get_only_whole_half_years_and_years(
    valmennus: Caller, demo: Path, tmp_path: Path, periods: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "raportti.txt"
    options = [option for period in periods for option in ("--period", period)]
    folder = small_team(demo, tmp_path / "tiimi")
    refused = valmennus("report", "outside", folder, *options, "-o", path)
    assert refused.code == 2
    assert words in refused.err
    assert not path.exists()


def test_the_teams_report_is_of_one_period(valmennus: Caller, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "raportti.txt"
    given = ("--period", "2026-Q1", "--period", "2026-Q2", "-o", path)
    assert valmennus("report", "team", demo, *given).code == 2
    assert not path.exists()


def test_workbooks_that_tell_of_the_same_clients_wait_for_a_choice(
    valmennus: Caller, demo: Path, tmp_path: Path
) -> None:
    folder = small_team(demo, tmp_path / "tiimi")
    copy = Path(shutil.copy(folder / "kooste_TV-1.xlsx", folder / "vanha.xlsx"))
    assert valmennus("add", copy, "client", "code=K-99999", "service_start=1.9.2026").code == 0
    path = tmp_path / "raportti.csv"
    assert valmennus("report", "team", folder, "-o", path).code == 4
    assert not path.exists()
    chosen = valmennus("report", "team", folder, "--duplicates", "use=kooste_TV-1.xlsx", "-o", path, "--json")
    assert (chosen.code, chosen.json) == (0, {"file": str(path)})
    assert path.exists()
