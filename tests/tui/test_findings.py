"""Findings: gravest first, whole sentences, Enter goes to the field."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import running
from valmennus_tui.domain.findings import Severity
from valmennus_tui.tui.widgets.field_row import FieldRow


async def test_the_list_is_what_validation_says(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("f")
        assert screens.name == "FindingsScreen"
        findings = screens.app.session.book.findings()
        rows = screens.grid_texts("#findings")
        assert sorted(row[2] for row in rows) == sorted(finding.message for finding in findings)
        order = [["virhe", "varoitus", "vihje"].index(row[0].split()[1]) for row in rows]
        assert order == sorted(order)


async def test_the_message_line_tells_the_sentence_the_field_and_the_cell(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("f")
        finding = next(f for f in screens.app.session.book.findings() if f.severity is Severity.WARNING)
        assert finding.message in screens.message
        assert f"{finding.sheet}!{finding.cell}" in screens.message


async def test_enter_goes_to_the_field_and_correcting_it_clears_the_finding(coach_book: Path) -> None:
    async with running(coach_book) as screens:
        await screens.press("f")
        before = len(screens.grid_texts("#findings"))
        await screens.press("slash")
        await screens.type("työnhakusuunnitelmaa")
        await screens.press("enter", "enter")
        assert screens.name == "FormScreen"
        field = screens.get(FieldRow, "#field-job_search_plan")
        assert field.box is screens.app.focused
        await screens.type("1.3.2026")
        await screens.press("f8")
        assert screens.name == "FindingsScreen"
        await screens.press("f3", "escape")
        assert len(screens.grid_texts("#findings")) == before - 1


async def test_read_only_findings_lead_to_the_cell(coach_book: Path) -> None:
    async with running(coach_book, read_only=True) as screens:
        await screens.press("f")
        finding = screens.app.screen.current  # type: ignore[attr-defined]
        await screens.press("enter")
        assert screens.name == "SheetScreen"
        assert finding.sheet in screens.lines[0]
        assert screens.lines[1].strip().startswith(finding.cell)
