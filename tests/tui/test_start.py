"""The start screen and the file picker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.tui.books import shipped_settings, write_coach_book
from tests.tui.driving import make_app, running
from valmennus_tui.tui.recent import recent_files, remember
from valmennus_tui.tui.screens.open_file import folder_lines
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
    from valmennus_tui import paths

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
        for key in ("n", "enter", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert (tmp_path / "kooste.xlsx").is_file()
        assert type(app.screen).__name__ == "CaseloadScreen"


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
    from dataclasses import replace

    from tests.tui.driving import make_app, settle
    from valmennus_tui import paths
    from valmennus_tui.tui.recent import remember

    app = make_app(None)
    settings = app.session.settings
    remember(coach_book, settings)
    listed = paths.user_state_folder() / "recent.json"
    assert listed.is_file()
    app.session.settings = replace(settings, privacy=replace(settings.privacy, shared_workstation=True))
    async with app.run_test():
        await settle(app)
        assert not listed.exists()
