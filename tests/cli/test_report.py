"""``report assessment`` and ``show … assessment`` on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.calling import TODAY, Caller
from valmennus_tui.document.demo import write_demo

FIRST, LAST = "2025-12-24", "2026-06-24"
"""The demo's two assessments: 23 criteria scored, and all of them."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo team's folder. Not to be changed."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    return folder


@pytest.fixture(scope="module")
def fidelity(demo: Path) -> Path:
    """The demo's workbook of assessments."""
    (path,) = demo.glob("laatukriteerit*.xlsx")
    return path


def content(path: Path) -> str:
    """All text of a report."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(
            str(value)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for value in row
            if value
        )
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".txt"])
def test_a_report_of_each_kind(valmennus: Caller, fidelity: Path, tmp_path: Path, ending: str) -> None:
    before = fidelity.read_bytes()
    path = tmp_path / f"arviointi{ending}"
    made = valmennus("report", "assessment", fidelity, "-o", path, language="fi")
    assert (made.code, made.out) == (0, f"Tehtiin {path}.\n")
    text = content(path)
    for words in (
        "24.6.2026",
        "Laatukriteeriarviointi",
        "Henkilökohtaisesti",
        "Työnantajatapaamisten",
        "TV-3",
    ):
        assert words in text
    assert fidelity.read_bytes() == before


def test_a_report_that_is_there_stays_without_force(
    valmennus: Caller, fidelity: Path, tmp_path: Path
) -> None:
    path = tmp_path / "arviointi.txt"
    path.write_text("vanha")
    assert valmennus("report", "assessment", fidelity, "-o", path).code == 3
    assert path.read_text() == "vanha"
    made = valmennus("report", "assessment", fidelity, "-o", path, "--force", "--json")
    assert (made.code, made.json) == (0, {"file": str(path)})


def test_a_workbook_is_never_written_over(
    valmennus: Caller, demo: Path, fidelity: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(demo / "kooste_TV-1.xlsx", tmp_path))
    before = path.read_bytes()
    refused = valmennus("report", "assessment", fidelity, "-o", path, "--force", "--json")
    assert refused.code == 4
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--date", "2026-06-25"), 2),
        (("--date", "kesä"), 2),
        (("-o", "raportti.pdf"), 2),
        (("--period", "2026-H1"), 2),
        (("--as-of", "2026-06-24"), 2),
    ],
)
def test_what_cannot_be_reported_is_refused(
    valmennus: Caller, fidelity: Path, tmp_path: Path, options: tuple[str, str], code: int
) -> None:
    path = tmp_path / "arviointi.txt"
    assert valmennus("report", "assessment", fidelity, "-o", path, *options).code == code
    assert not path.exists()


def test_another_kind_of_workbook_and_an_empty_one_are_refused(
    valmennus: Caller, demo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "arviointi.txt"
    assert valmennus("report", "assessment", demo / "kooste_TV-1.xlsx", "-o", path).code == 2
    assert valmennus("new", "fidelity", tmp_path / "uusi.xlsx").code == 0
    assert valmennus("report", "assessment", tmp_path / "uusi.xlsx", "-o", path).code == 2
    assert not path.exists()


def test_the_day_chooses_the_assessment(valmennus: Caller, fidelity: Path, tmp_path: Path) -> None:
    for day, shown, other in ((FIRST, "23/25", "90 points"), (LAST, "90 points", "23/25 scored")):
        path = tmp_path / f"{day}.txt"
        assert valmennus("report", "assessment", fidelity, "--date", day, "-o", path).code == 0
        head = path.read_text(encoding="utf-8-sig").split("History")[0]
        assert shown in head
        assert other not in head


def test_evidence_comes_from_the_folder_as_of_the_day(
    valmennus: Caller, demo: Path, fidelity: Path, tmp_path: Path
) -> None:
    path = tmp_path / "arviointi.txt"
    made = valmennus("report", "assessment", fidelity, "--from", demo, "-o", path)
    assert made.code == 0
    assert "Team workbook in the folder" in made.err
    text = " ".join(path.read_text(encoding="utf-8-sig").split())
    assert "Time looked at: 25.12.2025–24.6.2026" in text
    evidence = valmennus("assess", demo, "--as-of", LAST, "--json").json["criteria"][20]
    assert f"({evidence['numerator']}/{evidence['denominator']})" in text
    assert "Rows: kooste_TV-1.xlsx, Työsuhteet:" in text


def test_a_broken_file_makes_the_exit_code_and_the_report_is_made(
    valmennus: Caller, demo: Path, fidelity: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(demo, tmp_path / "tiimi"))
    (folder / "rikki.xlsx").write_bytes(b"no workbook")
    path = tmp_path / "arviointi.txt"
    made = valmennus("report", "assessment", fidelity, "--from", folder, "-o", path)
    assert made.code == 3
    assert "rikki.xlsx" in made.err
    assert "rikki.xlsx" in path.read_text(encoding="utf-8-sig")


def test_no_client_is_in_the_report(valmennus: Caller, demo: Path, fidelity: Path, tmp_path: Path) -> None:
    path = tmp_path / "arviointi.csv"
    assert valmennus("report", "assessment", fidelity, "--from", demo, "-o", path).code == 0
    text = path.read_text(encoding="utf-8-sig")
    codes = {
        client["code"]
        for book in demo.glob("kooste_TV-?.xlsx")
        for client in valmennus("show", book, "client", "--json").json
    }
    assert len(codes) > 50
    assert not [code for code in codes if code in text]


# --- show ------------------------------------------------------------------------------------------------


def test_show_tells_the_points_of_each_assessment(valmennus: Caller, fidelity: Path) -> None:
    first, last = valmennus("show", fidelity, "assessment", "--json").json
    assert (first["key"], first["scored"], first["of"], first["total"], first["band"], first["next_due"]) == (
        f"assessment:{FIRST}",
        23,
        25,
        None,
        None,
        None,
    )
    criteria = valmennus("show", fidelity, "criterion", "--json").json
    points = sum(row["score"] for row in criteria if row["assessment"] == LAST)
    assert (last["scored"], last["points"], last["total"]) == (25, points, points)
    assert sum(last["sections"].values()) == points
    assert last["band"] == "fair"
    assert last["next_due"] == "2026-12-24"


def test_show_as_text_is_the_report_of_the_last(valmennus: Caller, fidelity: Path, tmp_path: Path) -> None:
    path = tmp_path / "arviointi.txt"
    assert valmennus("report", "assessment", fidelity, "-o", path).code == 0
    shown = valmennus("show", fidelity, "assessment", "--text")
    assert shown.code == 0
    assert shown.out.splitlines() == path.read_text(encoding="utf-8-sig").splitlines()


def test_comments_only_when_asked_for(valmennus: Caller, fidelity: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fidelity, tmp_path))
    key = f"criterion:{LAST}/17"
    assert valmennus("set", path, key, "comment=Aino Keksitty").code == 0
    assert "Aino" not in valmennus("show", path, "assessment", "--text").out
    assert "Aino" in valmennus("show", path, "assessment", "--text", "--reveal").out
