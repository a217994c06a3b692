"""A coach's morning: find a client, add a job with drop-downs, err, correct, undo, redo, save, reopen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.books import TODAY, shipped_settings
from tests.tui.driving import running
from valmennus_tui.document.document import Document
from valmennus_tui.domain.employment import Employment
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.tui.widgets.field_row import FieldRow
from valmennus_tui.tui.widgets.record_grid import RecordGrid


async def test_a_coachs_morning(coach_book: Path) -> None:
    before = coach_book.read_bytes()
    async with running(coach_book) as screens:
        # find the client
        await screens.press("slash")
        await screens.type("A-002")
        await screens.press("enter", "enter")
        assert screens.name == "ClientScreen"
        assert "Ei työsuhteita" in screens.text

        # add an employment; the end before the start is an error that is said at once
        await screens.press("n")
        assert screens.name == "FormScreen"
        assert screens.get(FieldRow, "#field-client").text == "A-002"
        await screens.type("5.1.2026")
        await screens.press("enter")
        await screens.type("1.1.2026")
        await screens.press("enter")
        assert "✖ Työsuhde päättyy ennen kuin se" in screens.text
        await screens.type("Leipomo Jyvä")
        await screens.press("f8")
        assert screens.name == "FormScreen"
        assert "korjattava ensin" in screens.message

        # corrected in the field the form went to
        focused = screens.app.focused
        assert focused is not None
        assert screens.get(FieldRow, "#field-end").box is focused
        await screens.press("end", "ctrl+u")
        assert "ennen kuin se alkaa" not in screens.text

        # two drop-downs: by typing, and from the whole list
        await screens.press("enter", "enter", "enter", "enter", "enter")
        assert screens.get(FieldRow, "#field-contract").box is screens.app.focused
        await screens.type("toist")
        assert "toistaiseksi voimassa oleva" in screens.text
        await screens.press("enter")
        await screens.press("enter", "f4", "down", "enter")
        assert screens.get(FieldRow, "#field-contract").text == "toistaiseksi voimassa oleva"
        assert screens.get(FieldRow, "#field-open_market").text == "ei"
        await screens.press("f8")
        assert screens.name == "ClientScreen"
        assert "Lisätty: Työsuhde A-002/1" in screens.message
        assert "Leipomo Jyvä" in screens.text
        assert "tallentamatta" in screens.lines[0]

        # undo, redo
        await screens.press("u")
        assert "Leipomo Jyvä" not in screens.text
        assert "tallentamatta" not in screens.lines[0]
        await screens.press("r")
        assert "Leipomo Jyvä" in screens.text

        # the file is untouched until the preview is confirmed
        assert coach_book.read_bytes() == before
        await screens.press("f8")
        assert screens.name == "SaveScreen"
        changes = screens.grid_texts("#changes")
        assert ["Työsuhteet", changes[0][1], "(tyhjä)", "A-002"] == changes[0]
        assert {"5.1.2026", "Leipomo Jyvä", "toistaiseksi voimassa oleva", "ei"} <= {
            row[3] for row in changes
        }
        assert coach_book.read_bytes() == before
        await screens.press("f8")
        assert screens.message == "Tallennettu: kooste.xlsx"
        assert coach_book.read_bytes() != before

    document = Document.open(coach_book, settings=shipped_settings(), today=TODAY)
    job = document.entry("employment:A-002/1").record
    assert isinstance(job, Employment)
    assert job.employer == "Leipomo Jyvä"
    assert job.contract == "toistaiseksi voimassa oleva"
    assert job.open_market is False
    assert job.end is None
    assert len(document.records(RecordKind.EMPLOYMENT)) == 4

    async with running(coach_book) as screens:
        await screens.press("down", "enter")
        grid = screens.get(RecordGrid, "#grid-employment")
        assert grid.model.row_count == 1
        assert "Leipomo Jyvä" in screens.text
