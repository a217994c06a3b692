"""The start screen and the file picker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.tui.books import TODAY, shipped_settings, write_coach_book
from tests.tui.driving import make_app, running, settle
from valmennus_tui import paths
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.tui.due_dates import due_dates
from valmennus_tui.tui.recent import recent_files, remember
from valmennus_tui.tui.screens.open_file import folder_lines
from valmennus_tui.tui.screens.start import StartScreen
from valmennus_tui.tui.widgets.text_box import TextBox


async def test_without_a_file_there_is_a_menu(tmp_path: Path) -> None:
    async with running(None) as screens:
        assert screens.name == "StartScreen"
        assert [row[0] for row in screens.grid_texts("#menu")] == [
            "Avaa työkirja…",
            "Uusi työkirja…",
            "Esittely",
        ]


async def test_opened_files_are_remembered_newest_first(tmp_path: Path) -> None:
    first, second = write_coach_book(tmp_path / "a.xlsx"), write_coach_book(tmp_path / "b.xlsx")
    for path in (first, second):
        async with running(path):
            pass
    async with running(None) as screens:
        assert [row[0] for row in screens.grid_texts("#menu")][:2] == ["b.xlsx", "a.xlsx"]
        second.unlink()
        await screens.press("enter")
        assert screens.message.startswith("✖")
        await screens.press("down", "enter")
        assert screens.name == "CaseloadScreen"
    async with running(None) as screens:
        assert screens.grid_texts("#menu")[0][0] == "a.xlsx"


def test_a_shared_workstation_keeps_no_list(tmp_path: Path) -> None:
    settings = shipped_settings()
    path = write_coach_book(tmp_path / "a.xlsx")
    remember(path, settings)
    assert recent_files(settings) == [path]
    shared = replace(settings, privacy=replace(settings.privacy, shared_workstation=True))
    assert recent_files(shared) == []
    remember(tmp_path / "b.xlsx", shared)
    assert recent_files(settings) == [path]


def test_a_broken_list_is_an_empty_one(tmp_path: Path) -> None:
    settings = shipped_settings()
    folder = paths.user_state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for content in (b"", b"{", b"{}", b"[1, null]", b"\xff\xfe", b'["/nowhere/x.xlsx"]'):
        (folder / "recent.json").write_bytes(content)
        assert recent_files(settings) == []


async def test_the_picker_lists_folders_and_workbooks_and_narrows(tmp_path: Path) -> None:
    write_coach_book(tmp_path / "kooste Äijälä.xlsx")
    (tmp_path / "muistio.docx").write_bytes(b"")
    (tmp_path / "~$kooste.xlsx").write_bytes(b"")
    (tmp_path / "alakansio").mkdir()
    async with running(tmp_path) as screens:
        assert screens.name == "OpenScreen"
        assert [row[0] for row in screens.grid_texts()] == ["▸ ..", "▸ alakansio", "  kooste Äijälä.xlsx"]
        await screens.type("aijala")
        assert [row[0] for row in screens.grid_texts()] == ["  kooste Äijälä.xlsx"]
        await screens.press("enter")
        assert screens.name == "CaseloadScreen"


async def test_walking_through_folders(tmp_path: Path) -> None:
    inner = tmp_path / "alakansio"
    inner.mkdir()
    write_coach_book(inner / "kirja.xlsx")
    async with running(tmp_path) as screens:
        await screens.press("down", "enter")
        assert "kirja.xlsx" in screens.text
        await screens.press("f4")
        assert "alakansio" in screens.text
        assert screens.get(TextBox).has_focus


async def test_a_file_that_cannot_be_opened_is_explained_on_the_start_screen(tmp_path: Path) -> None:
    path = tmp_path / "rikki.xlsx"
    path.write_bytes(b"not a workbook")
    async with running(path) as screens:
        assert screens.name == "StartScreen"
        assert screens.message.startswith("✖")
        assert len(screens.message) > 20


async def test_a_refusal_in_the_picker_leaves_the_picker(tmp_path: Path) -> None:
    (tmp_path / "rikki.xlsx").write_bytes(b"not a workbook")
    async with running(tmp_path) as screens:
        await screens.press("down", "enter")
        assert screens.name == "OpenScreen"
        assert screens.message.startswith("✖")


async def test_a_new_workbook_from_the_template(tmp_path: Path) -> None:
    app = make_app(None)
    app.session.folder = tmp_path
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("n", "enter", "enter", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert (tmp_path / "kooste.xlsx").is_file()
        assert type(app.screen).__name__ == "CaseloadScreen"


async def test_a_new_workbook_takes_the_coachs_code(tmp_path: Path) -> None:
    async with running(None) as screens:
        screens.app.session.folder = tmp_path
        await screens.press("n", "enter")
        await screens.type("TV-7")
        await screens.press("enter", "enter")
        assert (tmp_path / "kooste_TV-7.xlsx").is_file()
        assert screens.app.session.book.coach == "TV-7"


@pytest.mark.parametrize(("code", "name"), [("../TV", "kooste.xlsx"), ("TV 7", "kooste.xlsx")])
async def test_a_code_that_no_file_can_be_called_stays_out_of_the_name(
    tmp_path: Path, code: str, name: str
) -> None:
    async with running(None) as screens:
        screens.app.session.folder = tmp_path
        await screens.press("n", "enter")
        await screens.type(code)
        await screens.press("enter", "enter")
        assert [path.name for path in tmp_path.iterdir()] == [name]
        assert screens.app.session.book.coach == code


async def test_an_identity_code_is_no_coachs_code(tmp_path: Path) -> None:
    async with running(None) as screens:
        screens.app.session.folder = tmp_path
        await screens.press("n", "enter")
        await screens.type("010190-9116")
        await screens.press("enter", "enter")
        assert screens.name == "StartScreen"
        assert "Henkilötunnus" in screens.message
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("downs", "name", "kind"), [(2, "seurantataulukko.xlsx", "team"), (3, "laatukriteerit.xlsx", "fidelity")]
)
async def test_the_team_leaders_workbooks_are_made_here_too(
    tmp_path: Path, downs: int, name: str, kind: str
) -> None:
    async with running(None) as screens:
        screens.app.session.folder = tmp_path
        await screens.press("n", *["down"] * downs, "enter", "enter")
        assert (tmp_path / name).is_file()
        assert screens.app.session.book.main.recognition.kind == kind


async def test_the_demo_opens_an_invented_team(tmp_path: Path) -> None:
    app = make_app(None)
    app.session.folder = tmp_path
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("d", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert type(app.screen).__name__ == "CaseloadScreen"
        assert app.session.book.caseload().totals.active > 5
    assert recent_files(shipped_settings()) == []


def test_an_unreadable_folder_raises_and_a_readable_one_is_sorted(tmp_path: Path) -> None:
    for name in ("b.xlsx", "A.xlsx", "ä.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert [line.label for line in folder_lines(tmp_path)] == ["..", "A.xlsx", "ä.xlsx", "b.xlsx"]


async def test_a_shared_workstation_deletes_the_list_of_an_earlier_time(coach_book: Path) -> None:
    app = make_app(None)
    settings = app.session.settings
    remember(coach_book, settings)
    listed = paths.user_state_folder() / "recent.json"
    assert listed.is_file()
    app.session.settings = replace(settings, privacy=replace(settings.privacy, shared_workstation=True))
    async with app.run_test():
        await settle(app)
        assert not listed.exists()


# ------------------------------------------------------------------------------------------- due assessments
def write_assessment(path: Path, day: str, *, open_criteria: int = 0) -> Path:
    """A workbook with one assessment, made by hand as it were."""
    new_workbook("fidelity", path)
    document = Document.open(path, settings=shipped_settings(), today=TODAY)
    document.add(RecordKind.ASSESSMENT, {"date": day})
    for number in range(1, 26 - open_criteria):
        document.add(RecordKind.CRITERION, {"assessment": day, "number": str(number), "score": "3"})
    document.save()
    return path


async def due_text(**privacy: object) -> str:
    """What the start screen says of due assessments once it has looked."""
    app = make_app(None)
    settings = app.session.settings
    app.session.settings = replace(settings, privacy=replace(settings.privacy, **privacy))
    async with app.run_test(size=(80, 24)):
        await settle(app)
        screen = app.screen
        assert isinstance(screen, StartScreen)
        assert screen.looking is not None
        screen.looking.join()
        await settle(app)
        return str(screen.query_one("#due", Static).content)


async def test_the_start_screen_tells_when_the_next_assessment_is_due(tmp_path: Path) -> None:
    assert await due_text() == ""
    path = write_assessment(tmp_path / "koonti.xlsx", "2.10.2025")
    async with running(path):
        pass
    assert await due_text() == "Seuraava arviointi viimeistään 2.4.2026. │ koonti.xlsx"
    path.unlink()
    assert await due_text() == ""


async def test_a_due_day_that_has_passed_and_a_first_assessment_that_is_not_whole(tmp_path: Path) -> None:
    late = write_assessment(tmp_path / "myohassa.xlsx", "1.9.2025")
    begun = write_assessment(tmp_path / "aloitettu.xlsx", "1.9.2025", open_criteria=1)
    for path in (late, begun):
        async with running(path):
            pass
    first, second = (await due_text()).splitlines()
    assert first.endswith("aloitettu.xlsx")
    assert second == "▲ Arvioinnin määräpäivä oli 1.3.2026. │ myohassa.xlsx"


async def test_a_workbook_changed_elsewhere_is_read_again(tmp_path: Path) -> None:
    path = write_assessment(tmp_path / "koonti.xlsx", "2.10.2025")
    async with running(path):
        pass
    document = Document.open(path, settings=shipped_settings(), today=TODAY)
    document.set("assessment:2025-10-02", {"date": "3.10.2025"})
    for number in range(1, 26):
        document.set(f"criterion:2025-10-02/{number}", {"assessment": "3.10.2025"})
    document.save()
    assert "3.4.2026" in await due_text()
    path.write_bytes(b"no workbook")
    assert await due_text() == ""


async def test_nothing_is_noted_or_told_where_recent_files_are_not_kept(tmp_path: Path) -> None:
    path = write_assessment(tmp_path / "koonti.xlsx", "2.10.2025")
    async with running(path):
        pass
    noted = paths.user_state_folder() / "due.json"
    assert noted.is_file()
    assert await due_text(shared_workstation=True) == ""
    assert not noted.exists()


def test_a_broken_note_is_none() -> None:
    folder = paths.user_state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for content in (
        b"",
        b"{",
        b"{}",
        b"[1, null, {}]",
        b'[{"path": "/x", "due": 3, "size": 1, "changed": 1}]',
    ):
        (folder / "due.json").write_bytes(content)
        assert due_dates(shipped_settings(), TODAY) == ()
