"""``doctor PATH``: two readers, problems by cell, what lies beside; never a value."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.calling import Caller
from valmennus_tui.document import checkup
from valmennus_tui.errors import FileRefused


def rewritten(path: Path, part: str, old: str, new: str) -> None:
    """The file with a text of one part replaced, as a foreign program might have written it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    assert len(re.findall(old, text)) >= 1
    parts[part] = re.sub(old, new, text, count=1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_a_sound_workbook(valmennus: Caller, book: Path) -> None:
    result = valmennus("doctor", book, "--json")
    assert result.code == 0
    found = result.json
    assert found["sound"] is True
    assert found["second_reader"]["name"].startswith("openpyxl ")
    assert found["second_reader"]["failed"] is None
    assert found["fingerprint"] == valmennus("info", book, "--json").json["fingerprint"]
    assert [sheet["name"] for sheet in found["sheets"]] == [
        sheet["name"] for sheet in valmennus("info", book, "--json").json["sheets"]
    ]
    assert {sheet["differing"] for sheet in found["sheets"]} == {0}
    assert sum(sheet["formulas"] for sheet in found["sheets"]) > 0
    assert found["backups"] == []
    assert found["open_elsewhere"] is None


def test_the_text_says_the_same(valmennus: Caller, book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"\x05Testi" + b" " * 159)
    for number in (1, 2, 3):
        book.with_name(f".{book.name}.valmennus-{number}.bak").write_bytes(book.read_bytes())
    valmennus("new", "contacts", book.with_name("kooste.tapaamiset.xlsx"))
    result = valmennus("doctor", book)
    assert result.code == 0
    assert "The workbook is sound." in result.out
    assert "3 backups" in result.out
    assert "Testi" in result.out
    assert "kooste.tapaamiset.xlsx" in result.out


def test_no_value_is_printed_and_nothing_is_written(valmennus: Caller, book: Path) -> None:
    valmennus("set", book, "client:K-1", "notes=Salainen-asia-71")
    rewritten(
        book, "xl/worksheets/sheet2.xml", r'<c r="F8"( s="\d+")?><v>\d+</v>', r'<c r="F8"\1><v>Salaisuus</v>'
    )
    before = {path: path.read_bytes() for path in book.parent.iterdir()}
    for flag in ((), ("--json",)):
        result = valmennus("doctor", book, *flag)
        assert result.code == 1
        assert "Sala" not in result.out + result.err
        assert "K-1" not in result.out
        assert "F8" in result.out
    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


def test_a_cell_that_is_read_differently_is_named(
    valmennus: Caller, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = checkup._filled

    def altered(other: object) -> object:
        for name, ref, value in real(other):  # type: ignore[arg-type]
            yield name, ref, "muu" if (name, str(ref)) == ("Asiakkaat", "A8") else value

    monkeypatch.setattr(checkup, "_filled", altered)
    result = valmennus("doctor", book, "--json")
    assert result.code == 1
    sheets = {sheet["name"]: sheet["differing_cells"] for sheet in result.json["sheets"]}
    assert sheets.pop("Asiakkaat") == ["A8"]
    assert not any(sheets.values())
    assert "Asiakkaat!A8" in valmennus("doctor", book).out


def test_a_second_reader_that_fails_is_said_to_have_failed(
    valmennus: Caller, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise KeyError("Salainen")

    monkeypatch.setattr(checkup, "_filled", fail)
    result = valmennus("doctor", book, "--json")
    assert result.code == 1
    assert result.json["second_reader"]["failed"] == "KeyError"
    assert {sheet["differing"] for sheet in result.json["sheets"]} == {None}
    assert "Salainen" not in valmennus("doctor", book).out


def test_a_refused_file_is_refused_as_everywhere(valmennus: Caller, tmp_path: Path) -> None:
    path = tmp_path / "rikki.xlsx"
    path.write_bytes(b"PK\x03\x04")
    result = valmennus("doctor", path, "--json")
    assert result.code == 3
    assert result.json["error"]["code"]


def test_both_readers_agree_on_the_corpus() -> None:
    """Differences between readers are faults of one of them: here there are none."""
    corpus = Path(__file__).resolve().parents[3] / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the corpus of foreign workbooks is not beside the repository")
    for path in sorted(corpus.glob("*.xlsx"))[::8]:
        try:
            found = checkup.check_up(path)
        except FileRefused:
            continue
        assert found.second_failed or not any(sheet.differing for sheet in found.sheets), path.name
