"""The log of all employer contacts: those about no client too, in the workbook or its companion."""

from __future__ import annotations

from pathlib import Path

from tests.tui.books import TODAY
from tests.tui.driving import running
from valmennus_tui.document.companion import companion_path
from valmennus_tui.document.demo import write_demo
from valmennus_tui.domain.schema import RecordKind


async def test_the_log_holds_every_contact_and_filters_and_sorts(tmp_path: Path) -> None:
    path = write_demo(tmp_path, TODAY)[0]
    async with running(path) as screens:
        await screens.press("v")
        assert screens.name == "ContactsScreen"
        contacts = screens.app.session.book.records(RecordKind.CONTACT)
        rows = screens.grid_texts("#contacts")
        assert len(rows) == len(contacts) > 5
        assert [row[3] for row in rows] == [entry.record.client_code or "" for entry in contacts]
        await screens.press("right", "s")
        await screens.press("slash")
        await screens.type(rows[0][2][:6])
        assert 0 < len(screens.grid_texts("#contacts")) <= len(rows)


async def test_a_contact_about_no_client_is_added_edited_and_removed(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("v")
        assert screens.name == "CaseloadScreen"
        await screens.press("m", "down", "enter", "v", "n")
        assert screens.name == "FormScreen"
        await screens.type("2.3.2026")
        await screens.press("down", "down")
        await screens.type("Kahvila Keksi")
        await screens.press("f8")
        assert screens.name == "ContactsScreen", screens.text
        assert [row[2] for row in screens.grid_texts("#contacts")] == ["Kahvila Keksi"]
        await screens.press("enter", "down", "down")
        await screens.type(" Oy")
        await screens.press("f8")
        assert [row[2] for row in screens.grid_texts("#contacts")] == ["Kahvila Keksi Oy"]
        await screens.press("d", "down", "enter")
        assert screens.grid_texts("#contacts") == []
        await screens.press("u")
        assert len(screens.grid_texts("#contacts")) == 1


async def test_a_workbook_of_contacts_alone_opens_on_them(tmp_path: Path) -> None:
    path = next(path for path in write_demo(tmp_path, TODAY) if ".tapaamiset." in path.name)
    async with running(path) as screens:
        assert screens.name == "ContactsScreen"
        assert screens.grid_texts("#contacts")


async def test_a_damaged_companion_is_told_of_and_the_workbook_opens(coach_book: Path) -> None:
    companion_path(coach_book).write_bytes(b"PK\x03\x04")
    async with running(coach_book) as screens:
        assert screens.name == "ChoiceDialog"
        assert "kooste.tapaamiset.xlsx" in screens.text
        await screens.press("enter")
        assert screens.name == "CaseloadScreen"
        assert "A-001" in screens.text
        code = screens.grid_texts("#clients")[0][0]
        await screens.press("f4")
        await screens.type(code)
        await screens.press("enter")
        left_out = screens.app.session.book.left_out
        assert left_out is not None
        assert screens.message == f"✖ {left_out.message}"
        assert screens.grid_texts("#clients")[0][0] == code
