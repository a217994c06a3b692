"""Profiles: errors that name file and key, aliases by language, a user's own profile, proposals."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.profiles.books import known, made, values
from tests.profiles.test_placement import GROUPS
from tests.profiles.test_shapes import CLIENT_HEADER, DAY, JOB_HEADER, card
from valmennus_tui.errors import ConfigError
from valmennus_tui.paths import templates_folder
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.layouts import Shape
from valmennus_tui.workbook.mapping import propose
from valmennus_tui.workbook.profile import Profile
from valmennus_tui.workbook.profile_checking import checked
from valmennus_tui.workbook.profile_files import load_profile, shipped_profiles
from valmennus_tui.workbook.recognise import recognise
from valmennus_tui.workbook.records import RawRecord, read_rows

OWN = """
id = "own"
kind = "coach"
guess = false
[title]
fi = "Oma"
[[sheets]]
record = "client"
columns = [
  { field = "code", headers = ["Sarake A"] },
  { field = "service_start", headers = { fi = ["Sarake B"], sv = "Kolumn B" } },
]
[[sheets]]
record = "employment"
columns = [
  { field = "client", headers = ["Sarake A"] },
  { field = "start", headers = ["Sarake C"] },
]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "oma.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_profiles_are_valid() -> None:
    assert [profile.id for profile in shipped_profiles()] == ["coach", "contacts", "fidelity", "team"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "coach"', 'kind = "valmentaja"', "kind"),
        ('id = "own"', 'id = "own"\ngues = true', "guess"),
        ('field = "code"', 'field = "codee"', "code"),
        ('{ field = "code", headers', '{ fields = "code", headers', "field"),
        ('{ field = "code", headers = ["Sarake A"] }', '{ field = "code" }', "headers"),
        ('field = "start", headers', 'field = "start", type = "text", headers', "employment.start"),
        ('record = "employment"', 'record = "jobs"', "sheets.1.record"),
    ],
)
def test_errors_name_file_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_profile(write(tmp_path, OWN.replace(old, new, 1)))
    assert "oma.toml" in error.value.message
    assert told in error.value.message


def test_files_that_are_no_profiles(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_profile(tmp_path / "missing.toml")
    with pytest.raises(ConfigError):
        load_profile(write(tmp_path, "id = "))


def test_own_profile_decides_alone(tmp_path: Path) -> None:
    """Headers that nobody could guess are found; what the profile leaves out is not."""
    book = made(
        {
            "Yksi": [("Sarake A", "Sarake B", "Vaihe"), ("K-1", DAY, "3")],
            "Kaksi": [("Sarake A", "Sarake C", "Työnantaja"), ("K-1", DAY, "Keksitty Oy")],
        }
    )
    assert not known(book).sure
    recognition = recognise(book, [load_profile(write(tmp_path, OWN))])
    assert recognition.sure
    assert [values(record) for record in read_rows(book, recognition)] == [
        {"code": "K-1", "service_start": DAY},
        {"client": "K-1", "start": DAY},
    ]
    assert [each.header for each in recognition.unmapped] == ["Vaihe", "Työnantaja"]


def test_profiles_of_the_users_folder_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALMENNUS_CONFIG_DIR", str(tmp_path))
    (tmp_path / "profiles").mkdir()
    write(tmp_path / "profiles", OWN)
    book = made(
        {
            "Yksi": [("Sarake A", "Sarake B"), ("K-1", DAY)],
            "Kaksi": [("Sarake A", "Sarake C"), ("K-1", DAY)],
        }
    )
    found = recognise(book).profile
    assert found is not None
    assert found.id == "own"


def test_a_profile_tells_what_it_misses() -> None:
    (profile,) = (each for each in shipped_profiles() if each.id == "coach")
    book = made({"Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None)]})
    recognition = recognise(book, [profile])
    assert recognition.sure
    assert any("Asiakkaat" in sentence for sentence in recognition.missing)
    assert len(recognition.missing) > 10


def as_read(record: RawRecord) -> tuple[object, ...]:
    return (record.kind, record.sheet, record.row, record.slot, record.owner, sorted(record.places.items()))


@pytest.mark.parametrize(
    "book",
    [
        made({"Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None), ("Yhteensä", None, 1)]}),
        made({"A": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3")], "T": [JOB_HEADER, ("K-1", "Oy", DAY)]}),
        made({"Kooste": GROUPS}, merges={"Kooste": ["D1:E1", "F1:G1"]}),
        made({"K-1": card("K-1", ("Oy", DAY, None)), "K-2": card("K-2", ("Oy", date(2026, 5, 4), None))}),
        Workbook.load(templates_folder() / "coach.xlsx"),
        Workbook.load(templates_folder() / "contacts.xlsx"),
    ],
    ids=["rows", "two sheets", "groups", "cards", "coach", "contacts"],
)
def test_a_proposal_reads_what_was_recognised(book: Workbook, tmp_path: Path) -> None:
    profile = load_profile(write(tmp_path, propose(book)))
    assert not profile.guess
    before, after = recognise(book), recognise(book, [profile])
    assert after.sure
    assert after.profile is profile
    assert [as_read(each) for each in read_rows(book, after)] == [
        as_read(each) for each in read_rows(book, before)
    ]


def test_a_line_taken_out_of_a_proposal_is_not_read(tmp_path: Path) -> None:
    book = made({"Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None)]})
    lines = [line for line in propose(book).splitlines() if '"phase"' not in line]
    recognition = recognise(book, [load_profile(write(tmp_path, "\n".join(lines)))])
    assert recognition.layouts[0].shape is Shape.ROWS
    assert "phase" not in recognition.layouts[0].columns
    assert "Vaihe" in {each.header for each in recognition.unmapped}


def test_a_guess_stands_as_a_comment_and_can_be_taken_into_use(tmp_path: Path) -> None:
    header = (*CLIENT_HEADER, "Etuusneuvonta käsitelty tapaamisessa")
    book = made({"Asiakkaat": [header, ("K-1", "TV-1", DAY, "3", None, DAY)]})
    text = propose(book)
    assert '# { field = "benefits_advice"' in text
    used = text.replace('# { field = "benefits_advice"', '{ field = "benefits_advice"')
    recognition = recognise(book, [load_profile(write(tmp_path, used))])
    assert values(read_rows(book, recognition)[0])["benefits_advice"] == DAY


def test_hostile_texts_stay_inside_strings_and_comments(tmp_path: Path) -> None:
    header = (*CLIENT_HEADER, 'a"\nid = "x"', "b\u0085id = 1", "\u202eesrever")
    book = made({'As"i': [header, ("K-1", "TV-1", DAY, "3", None)], "Tyhjä": [('x"\ny = 1', "z")]})
    text = propose(book)
    assert tomllib.loads(text)["id"] == load_profile(write(tmp_path, text)).id
    assert "\u0085" not in text


def test_unknown_workbooks_get_a_frame(tmp_path: Path) -> None:
    book = made({"Hinnat": [("Tuote", "Hinta"), ("Ruuvi", 1)]})
    text = propose(book)
    assert '#   A1 "Tuote"' in text
    assert load_profile(write(tmp_path, text)).sheets == ()


# -------------------------------------------------------------------------------------- checked, or trusted
@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.id)
def test_shipped_profiles_pass_the_check_that_they_are_spared(profile: Profile) -> None:
    path = templates_folder() / f"{profile.id}.toml"
    assert asdict(checked(tomllib.loads(path.read_text("utf-8")), path)) == asdict(profile)


def test_a_profile_is_checked_once_for_each_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, OWN)
    first = load_profile(path)
    asked: list[Path] = []

    def counted(content: Mapping[str, Any], path: Path) -> Profile:
        asked.append(path)
        return checked(content, path)

    monkeypatch.setattr("valmennus_tui.workbook.profile_checking.checked", counted)
    assert asdict(load_profile(path)) == asdict(first)
    assert not asked
    write(tmp_path, OWN.replace('id = "own"', 'id = "other"', 1))
    assert load_profile(path).id == "other"
    assert asked == [path]
