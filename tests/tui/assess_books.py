"""Workbooks of assessments for the screens' tests, and coaches' workbooks read without waiting."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.tui.books import TODAY, shipped_settings, write_coach_book
from tests.tui.driving import Screens, settle
from valmennus_tui.assessment import editing
from valmennus_tui.consolidation import collect
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.document.assessments import history
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.scoring import ScoreBasis
from valmennus_tui.tui.screens.assess import AssessScreen
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

EDITION = shipped_criteria().default
NAME = "laatukriteerit.xlsx"


def opened(path: Path) -> Document:
    """The workbook, open."""
    return Document.open(path, settings=shipped_settings(), today=TODAY)


def new_book(folder: Path) -> Path:
    """A workbook without assessments, beside a coach's workbook."""
    write_coach_book(folder / "kooste.xlsx")
    return new_workbook("fidelity", folder / NAME)


def book_with_history(folder: Path) -> Path:
    """Three assessments, one not finished, one at 75 points, one at 100; and a coach's workbook beside."""
    write_coach_book(folder / "kooste.xlsx")
    path = folder / NAME
    path.write_bytes(_history_bytes())
    return path


@cache
def _history_bytes() -> bytes:
    with TemporaryDirectory() as folder:
        document = opened(new_workbook("fidelity", Path(folder) / NAME))
        _assess(document, date(2025, 3, 3), {1: 2, 2: 3})
        _assess(document, date(2025, 9, 1), dict.fromkeys(EDITION.numbers, 3))
        _assess(document, date(2026, 2, 27), dict.fromkeys(EDITION.numbers, 4))
        latest = history(document)[-1]
        texts = {"action": "Sijaisuuksista sovitaan", "who": "Tiina", "due": "31.5.2026"}
        editing.set_texts(document, latest, 7, texts | {"comment": "salainen"})
        document.save()
        return document.path.read_bytes()


def _assess(document: Document, day: date, points: dict[int, int]) -> None:
    editing.start(document, {"date": day.isoformat(), "assessors": "Tiina Testaaja"})
    for number, score in points.items():
        found = next(one for one in history(document) if one.date == day)
        editing.set_score(document, found, EDITION, number, score, basis=ScoreBasis(plans=True))


def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coach's workbook beside the assessments is read in this process: no waiting for others."""
    whole = collect.gather

    def gather(path: Path, **options: object) -> Gathered:
        book = path / "kooste.xlsx"
        return whole(book if book.exists() else path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(collect, "gather", gather)


async def evidence_read(screens: Screens) -> None:
    """Wait until the evidence has been computed, and is shown."""
    for _round in range(3_000):
        desks = [screen.desk for screen in screens.app.screen_stack if isinstance(screen, AssessScreen)]
        if not any(desk.reading for desk in desks):
            break
        await asyncio.sleep(0.02)
    await settle(screens.app)


async def go_to(screens: Screens, number: int) -> None:
    """Put the cursor of the assessment on a criterion."""
    screen = screens.app.screen
    assert isinstance(screen, AssessScreen)
    screen.go_to(number)
    await settle(screens.app)
