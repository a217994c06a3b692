"""The settings: shipped defaults, the user's file on top, messages that name file, key and nearest key."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.support.english import english as english
from valmennus_tui import paths
from valmennus_tui.domain.evidence.rules import EvidenceRules
from valmennus_tui.errors import ConfigError
from valmennus_tui.settings import Coach, load_settings, reading, write_setting
from valmennus_tui.settings.checking import known_keys
from valmennus_tui.settings.model import SECTIONS


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALMENNUS_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("VALMENNUS_STATE_DIR", str(tmp_path / "state"))


def own(text: str | bytes) -> Path:
    """The user's own settings file with this content."""
    path = paths.user_config()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_shipped_settings_are_right_and_complete() -> None:
    settings = load_settings()
    assert settings.limits.caseload_per_coach == 20
    assert (settings.limits.yearly_low, settings.limits.yearly_high) == (25, 75)
    assert settings.limits.waiting_days == (30, 60, 150, 270)
    assert settings.limits.warn_before_days == (30, 60)
    assert settings.saving.backups == 3
    assert settings.interface.wanted_language is None
    assert not settings.privacy.reveal_at_start
    tree = tomllib.loads(paths.default_config().read_text("utf-8"))
    assert set(tree) == set(SECTIONS)
    keys = {f"{section}.{name}" for section, part in tree.items() for name in part}
    untold = {"organisation.coaches", "organisation.leader_fte"}
    assert keys == {key for key in known_keys() if key.count(".") == 1} - untold


def test_the_users_keys_lie_over_the_shipped_ones() -> None:
    own("[interface]\nlanguage = 'sv'\n[limits]\nwaiting_days = [10]\n[choices]\nlinked_team = ['Tiimi A']\n")
    settings = load_settings()
    assert settings.interface.language == settings.interface.wanted_language == "sv"
    assert settings.interface.mouse is True
    assert settings.limits.waiting_days == (10,)
    assert settings.choices.linked_team == ("Tiimi A",)


def test_a_named_file_takes_the_place_of_the_users_own(tmp_path: Path) -> None:
    own("[saving]\nbackups = 9\n")
    other = tmp_path / "toinen.toml"
    other.write_text("[interface]\nmouse = false\n")
    settings = load_settings(other)
    assert (settings.saving.backups, settings.interface.mouse) == (3, False)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path / "ei.toml")


def test_coaches() -> None:
    own(
        "[[organisation.coaches]]\ncode = 'TV1'\nfte = 1\n\n"
        "[[organisation.coaches]]\ncode = 'TV2'\nfte = 0.5\nvalid_from = 2026-01-01\n"
        "linked_teams = ['A', 'B']\n"
    )
    first, second = load_settings().organisation.coaches
    assert first == Coach("TV1", 1.0)
    assert second == Coach("TV2", 0.5, date(2026, 1, 1), None, None, ("A", "B"))
    assert first.weeks_absent is None, "not told is not none"
    assert load_settings().organisation.coaches == (first, second), "the second reading is not checked again"


def test_the_criteria_are_computed_by_the_domains_defaults() -> None:
    shipped = load_settings().criteria
    rules = EvidenceRules()
    assert shipped.window_months == rules.window_months == 6
    assert shipped.variety_jobs == rules.variety_jobs == "held_in_window"
    assert shipped.same_allowed == rules.same_allowed
    assert shipped.competitive_jobs == rules.competitive_window == "held_on_day"
    assert (shipped.competitive == "strict") is rules.strict
    assert (shipped.with_subsidised, shipped.with_placements) == (
        rules.with_subsidised,
        rules.with_placements,
    )
    assert shipped.three_contacts_score == rules.three_contacts_score
    assert shipped.log_share_percent == rules.log_share_percent
    assert (shipped.contacts_tracked, rules.contacts_tracked) == ("auto", None)
    assert (shipped.same_employers, rules.same_employers) == ((), {})


def test_groups_of_employers_are_read_the_same_when_they_are_not_checked_again() -> None:
    own("[criteria]\nsame_employers = [['Kirjasto', 'Pääkirjasto'], ['Kauppa', 'Market', 'Halli']]\n")
    first, second = load_settings(), load_settings()
    assert first.criteria.same_employers == (("Kirjasto", "Pääkirjasto"), ("Kauppa", "Market", "Halli"))
    assert first == second


def test_a_shared_workstation_remembers_no_files() -> None:
    own("[privacy]\nshared_workstation = true\n")
    assert load_settings().privacy.remembered_files == 0


def test_a_byte_order_mark_is_no_error() -> None:
    own(b"\xef\xbb\xbf[saving]\r\nbackups = 5\r\n")
    assert load_settings().saving.backups == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[interface]\nlangauge = 'fi'", "the nearest known key is interface.language."),
        ("[interfaec]\nlanguage = 'fi'", "unknown key interfaec; the nearest known key is interface."),
        ("[limits]\nbackups = 3", "unknown key limits.backups; the nearest known key is saving.backups"),
        ("backups = 3", "unknown key backups; the nearest known key is saving.backups"),
        ("[[organisation.coaches]]\ncode='A'\nfte=1\nftee=1", "is organisation.coaches.fte."),
        ("[[organisation.coaches]]\ncode='A'", "lacks the key organisation.coaches.fte"),
        ("[interface]\nlanguage = 'ru'", 'is "ru", but it must be one of "auto", "fi", "sv", "en"'),
        ("[interface]\nmouse = 1", "interface.mouse is 1, but it must be true or false"),
        ("[saving]\nbackups = -1", "saving.backups is -1, but it must be a whole number from 0 to 99"),
        ("[saving]\nbackups = true", "saving.backups is true, but it must be a whole number"),
        ("[saving]\nbackups = '3'", 'saving.backups is "3", but it must be a whole number'),
        ("[saving]\nbackups = 3.0", "saving.backups is 3.0, but it must be a whole number"),
        ("[limits]\nwaiting_days = [60, 30]", "a list of whole numbers in rising order"),
        ("[limits]\nwaiting_days = []", "a list of whole numbers in rising order"),
        ("[limits]\nwaiting_days = 30", "a list of whole numbers in rising order"),
        ("[choices]\nlinked_team = ['A', 1]", "choices.linked_team is 1, but it must be a list of texts"),
        ("limits = 3", "limits is 3, but it must be a section of its own"),
        ("[[organisation.coaches]]\ncode='A'\nfte=9", "fte is 9, but it must be a number from 0 to 1.5"),
        ("[[organisation.coaches]]\ncode='A'\nfte=nan", "fte is NaN, but it must be a number from 0 to 1.5"),
        ("[[organisation.coaches]]\ncode='A'\nfte=1\nvalid_to='2026'", "a date without quotation marks"),
        ("[[organisation.coaches]]\ncode='A'\nfte=1\nvalid_to=2026-01-01T00:00:00", "must be a date without"),
        ("[criteria]\nsame_employers = [['A']]", "a list of lists of at least two texts"),
        ("[criteria]\nsame_employers = ['A', 'B']", "a list of lists of at least two texts"),
        ("[criteria]\nsame_employers = [['A', 1]]", "a list of lists of at least two texts"),
        ("[criteria]\nthree_contacts_score = 4", "a whole number from 2 to 3"),
        ("[criteria]\ncompetitive = 'loose'", 'must be one of "lenient", "strict"'),
        ("[criteria]\nvariety_jobs = 'held_on_day'", 'one of "held_in_window", "started_in_window"'),
        ("[criteria]\nstrict = true", "unknown key criteria.strict; the nearest known key is criteria."),
        ("[organisation]\nname = 'a\\nb'".replace("'", '"'), "one line of text"),
        ("[saving]\nbackups = ", "writing error on line 2"),
        ("x = " + "[" * 50_000, "writing error on line 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_key(text: str, said: str) -> None:
    path = own(text)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert said in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.message.endswith(".")
    assert caught.value.path == path


def test_files_that_are_no_text() -> None:
    own(b"\xff\xfe[")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings()
    own(b"#" * 1_000_001)
    with pytest.raises(ConfigError, match="too big"):
        load_settings()


def test_nothing_of_a_bad_value_acts_on_a_terminal() -> None:
    own('["a\\u001b]0;x\\u0007\\u202e"]\nx = 1\n')
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert caught.value.message.isprintable()
    own('[interface]\nlanguage = "\\u009b\\u001b' + "x" * 500 + '"\n')
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 400


def test_a_fault_of_the_shipped_file_is_laid_at_its_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped.toml"
    shipped.write_text(
        paths.default_config().read_text("utf-8").replace("backups = 3", 'backups = "three"'), "utf-8"
    )
    monkeypatch.setattr(paths, "default_config", lambda: shipped)
    own("[interface]\nmouse = false\n")
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert caught.value.path == shipped
    own("[saving]\nbackups = 2\n")
    assert load_settings().saving.backups == 2


def test_a_bad_file_is_found_every_time_and_a_good_one_is_remembered() -> None:
    load_settings()
    mark = paths.user_state_folder() / "checked-settings"
    assert len(mark.read_text()) == 64
    own("[saving]\nbackups = 'x'\n")
    for _time in range(2):
        with pytest.raises(ConfigError):
            load_settings()
    own("[saving]\nbackups = 1\n")
    assert load_settings() == load_settings()


def test_a_mark_for_another_shape_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    own("[saving]\nbackups = 1\nforgotten = 2\n")
    monkeypatch.setattr(reading, "_has_passed", lambda seal: True)
    with pytest.raises(ConfigError, match=r"saving\.forgotten"):
        load_settings()


def test_a_state_folder_that_cannot_be_made_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VALMENNUS_STATE_DIR", str(tmp_path / "file" / "state"))
    assert load_settings() == load_settings()


def test_settings_that_were_checked_once_need_no_pydantic() -> None:
    load_settings()
    code = (
        "import sys; from valmennus_tui.settings import load_settings; load_settings(); "
        "print([name for name in ('pydantic', 'tomlkit', 'textual') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert out.stdout.strip() == "[]"


def test_writing_makes_a_small_private_file() -> None:
    path = paths.user_config()
    write_setting(path, "interface.language", "sv")
    assert path.read_text() == '[interface]\nlanguage = "sv"\n'
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600
    assert load_settings().interface.language == "sv"
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_writing_keeps_comments_order_and_line_ends() -> None:
    before = (
        b"# oma\r\n[saving]\r\nbackups = 4 # nelj\xc3\xa4\r\n\r\n# n\xc3\xa4yt\xc3\xb6t\r\n[interface]\r\n"
        b"mouse = false\r\n"
        b"language = 'fi'   # kieli\r\n"
    )
    path = own(before)
    write_setting(path, "interface.language", "en")
    write_setting(path, "saving.backups", 0)
    after = path.read_bytes()
    assert after == before.replace(b"'fi'", b'"en"').replace(b"backups = 4", b"backups = 0")
    write_setting(path, "choices.linked_team", ["Å", "B"])
    assert path.read_bytes().startswith(after)
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert load_settings().choices.linked_team == ("Å", "B")


@pytest.mark.parametrize("text", ["interface = {mouse = false}\n", "interface.mouse = false\n", ""])
def test_writing_into_any_way_of_noting_a_section(text: str) -> None:
    path = own(text)
    write_setting(path, "interface.theme", "dark")
    assert load_settings().interface.theme == "dark"
    assert load_settings().interface.mouse is not bool(text)


def test_writing_through_a_link_keeps_the_link_and_the_mode(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("[saving]\nbackups = 1\n")
    real.chmod(0o644)
    path = paths.user_config()
    path.parent.mkdir()
    try:
        path.symlink_to(real)
    except OSError:
        pytest.skip("no symbolic links for this user")
    write_setting(path, "saving.backups", 2)
    assert path.is_symlink()
    assert "backups = 2" in real.read_text()
    assert sys.platform == "win32" or real.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("interface.lang", "fi", "no setting interface.lang; the nearest known key is interface.language"),
        ("language", "fi", "the nearest known key is interface.language"),
        ("", "fi", "no setting"),
        ("interface.language", "xx", "must be one of"),
        ("limits.waiting_days", [2, 1], "rising order"),
        ("saving.backups", "3", "whole number"),
    ],
)
def test_a_wrong_setting_is_not_written(key: str, value: str | list[int], said: str) -> None:
    path = own("[saving]\nbackups = 1\n")
    with pytest.raises(ConfigError, match=said):
        write_setting(path, key, value)
    assert path.read_text() == "[saving]\nbackups = 1\n"


def test_a_file_that_is_wrong_already_is_not_written() -> None:
    path = own("[saving]\nbackups = \n")
    with pytest.raises(ConfigError, match="line 2"):
        write_setting(path, "saving.backups", 2)
    assert path.read_text() == "[saving]\nbackups = \n"


def test_a_file_that_cannot_be_written_is_said_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "no")

    path = own("[saving]\nbackups = 1\n")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ConfigError, match="could not be written"):
        write_setting(path, "saving.backups", 2)
    assert path.read_text() == "[saving]\nbackups = 1\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]
