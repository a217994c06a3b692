"""Which files of a folder are read, and what names say of copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from valmennus_tui.consolidation.discover import discover
from valmennus_tui.consolidation.file_names import is_copy, original_name


@pytest.mark.parametrize(
    "name",
    [
        "Kopio_Kööste.xlsx",
        "Kopio tiedostosta Kööste.xlsx",
        "Kopio kohteesta Kööste.xlsx",
        "Kopia av Kööste.xlsx",
        "Copy of Kööste.xlsx",
        "Kööste (1).xlsx",
        "Kööste(2).xlsx",
        "Kööste - Copy.xlsx",
        "Kööste - Copy (3).xlsx",
        "Kööste – kopio.xlsx",
        "Kööste - Kopia.xlsx",
        "Kopio_Kopio_Kööste (1).XLSX",
        normalize("NFD", "Kööste (1).xlsx"),
    ],
)
def test_copies_by_name(name: str) -> None:
    assert original_name(Path(name)) == "kööste.xlsx"
    assert is_copy(Path(name))


@pytest.mark.parametrize(
    "name",
    [
        "Kööste.xlsx",
        "Kööste (2026).xlsx",
        "Kööste TV-1.xlsx",
        "Kopiolaitos.xlsx",
        "Kopio_.xlsx",
        "Kopio.xlsx",
        "(1).xlsx",
    ],
)
def test_names_that_only_look_so(name: str) -> None:
    assert not is_copy(Path(name))


def made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_what_is_no_workbook_is_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "b.xlsx", "A.XLSM", "~$b.xlsx", ".~lock.b.xlsx#", ".b.xlsx.valmennus-1.bak", "~WRL1.xlsx")
    made(tmp_path, ".b.xlsx", "b.xlsx.tmp", "b.xls", "Varmuuskopio b.xlk", "b.xlsx~", "muistio.txt")
    assert [path.name for path in discover(tmp_path).workbooks] == ["A.XLSM", "b.xlsx"]


def test_folders_within_are_read_when_asked(tmp_path: Path) -> None:
    made(tmp_path, "a.xlsx", "syksy/b.xlsx", "syksy/vanhat/c.xlsx", ".piilossa/d.xlsx", "e.xlsx/f.xlsx")
    found = {path.relative_to(tmp_path).as_posix() for path in discover(tmp_path, recursive=True).workbooks}
    assert found == {"a.xlsx", "syksy/b.xlsx", "syksy/vanhat/c.xlsx", "e.xlsx/f.xlsx"}
    assert [path.name for path in discover(tmp_path).workbooks] == ["a.xlsx"]


def test_companions_go_with_their_workbooks(tmp_path: Path) -> None:
    made(tmp_path, "a.xlsx", "a.tapaamiset.xlsx", "b.tapaamiset.xlsx", "a.tapaamiset (1).xlsx")
    made(tmp_path, "Kopio_a.xlsx", "Kopio_a.tapaamiset.xlsx")
    found = discover(tmp_path)
    assert {path.name for path in found.workbooks} == {"a.xlsx", "Kopio_a.xlsx"}
    assert [path.name for path in found.orphans] == ["b.tapaamiset.xlsx"]
    assert [path.name for path in found.copies] == ["a.tapaamiset (1).xlsx"]


def test_a_closed_folder_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a.xlsx", "kiinni/b.xlsx")
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "kiinni":
            raise PermissionError
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    found = discover(tmp_path, recursive=True)
    assert [path.name for path in found.workbooks] == ["a.xlsx"]
    assert [path.name for path in found.closed] == ["kiinni"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "tiimi/a.xlsx")
    try:
        (tmp_path / "tiimi" / "ympyrä").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("links may not be made here")
    assert len(discover(tmp_path / "tiimi", recursive=True).workbooks) == 1
