"""Making an assessment: each edit one step of undo, judged by the evidence, read back from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.cli.calling import TODAY
from valmennus_tui.assessment import editing
from valmennus_tui.assessment.standing import Standing, edition_of
from valmennus_tui.document.assessments import history
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.assessment import Assessment, CriterionScore
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.scoring import ScoreBasis
from valmennus_tui.errors import InvalidEdit
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

EDITION = shipped_criteria().default
DAY = "24.11.2026"


@pytest.fixture
def book(tmp_path: Path) -> Document:
    """A new workbook of the quality criteria with one assessment begun."""
    path = new_workbook("fidelity", tmp_path / "laatukriteerit.xlsx")
    document = opened(path)
    editing.start(document, {"date": DAY, "assessors": "Tiina Testaaja"})
    return document


def opened(path: Path) -> Document:
    return Document.open(path, settings=load_settings(), today=TODAY)


def the_only(document: Document) -> Assessment:
    (found,) = history(document)
    return found


def score(document: Document, number: int, points: int, **options: object) -> str:
    given = {"basis": ScoreBasis(), **options}
    return editing.set_score(document, the_only(document), EDITION, number, points, **given)  # type: ignore[arg-type]


# --- beginning -------------------------------------------------------------------------------------------


def test_a_new_assessment_begins_with_the_day_and_the_edition(tmp_path: Path) -> None:
    document = opened(new_workbook("fidelity", tmp_path / "uusi.xlsx"))
    key = editing.start(document)
    assert key == f"assessment:{TODAY.isoformat()}"
    begun = the_only(document)
    assert begun.date == TODAY
    assert begun.edition == EDITION.id
    assert begun.lines == {}


def test_the_next_one_takes_over_who_assesses_what(book: Document) -> None:
    editing.set_details(book, the_only(book).key, {"service": "Keksitty palvelu"})
    editing.start(book, {"date": "24.5.2027"})
    assert [(one.service, one.assessors) for one in history(book)] == [
        ("Keksitty palvelu", "Tiina Testaaja")
    ] * 2


def test_a_day_has_one_assessment(book: Document) -> None:
    with pytest.raises(InvalidEdit):
        editing.start(book, {"date": DAY})
    assert len(history(book)) == 1


# --- scores ----------------------------------------------------------------------------------------------


def test_a_score_is_one_step_with_its_proposal_and_evidence(book: Document) -> None:
    key = score(book, 1, 4, basis=ScoreBasis(proposed=4), evidence="21 (63/3)")
    assert key == "criterion:2026-11-24/1"
    line = the_only(book).line(1)
    assert (line.score, line.proposed, line.evidence) == (4, 4, "21 (63/3)")
    book.undo()
    assert the_only(book).lines == {}
    book.redo()
    assert the_only(book).line(1).score == 4


def test_evidence_written_by_hand_stays(book: Document) -> None:
    editing.set_texts(book, the_only(book), 3, {"evidence": "haastattelu"})
    score(book, 3, 5, evidence="20 (60/3)")
    assert the_only(book).line(3).evidence == "haastattelu"


@pytest.mark.parametrize("points", [0, 6, -1])
def test_what_is_no_score_is_refused(book: Document, points: int) -> None:
    with pytest.raises(InvalidEdit):
        score(book, 1, points)
    assert the_only(book).lines == {}


# what the data say, the score, whether it is refused without a reason, and whether a reason is asked for
JUDGED = [
    (16, ScoreBasis(proposed=4, cap=4, plans=False), 5, Severity.ERROR),
    (16, ScoreBasis(proposed=5, plans=True), 5, None),
    (16, ScoreBasis(), 5, Severity.ERROR),
    (22, ScoreBasis(cap=4, plans=False), 5, Severity.ERROR),
    (22, ScoreBasis(cap=4, plans=False), 4, None),
    (1, ScoreBasis(proposed=4), 4, None),
    (1, ScoreBasis(proposed=4), 5, Severity.WARNING),
    (18, ScoreBasis(cap=4), 5, Severity.WARNING),
    (18, ScoreBasis(cap=4), 4, None),
    (3, ScoreBasis(), 5, None),
]


@pytest.mark.parametrize(("number", "basis", "points", "asked"), JUDGED)
def test_which_scores_need_a_reason(
    book: Document, number: int, basis: ScoreBasis, points: int, asked: Severity | None
) -> None:
    line = the_only(book).line(number)
    found = editing.objections(EDITION, line, points, basis)
    assert [finding.severity for finding in found] == ([asked] if asked else [])
    if asked is Severity.ERROR:
        with pytest.raises(InvalidEdit):
            score(book, number, points, basis=basis)
        with pytest.raises(InvalidEdit):
            score(book, number, points, basis=basis, reason="  ")
        assert the_only(book).lines == {}
    score(book, number, points, basis=basis, reason="suunnitelmat nähtiin paperilla")
    assert the_only(book).line(number).reason == "suunnitelmat nähtiin paperilla"
    assert the_only(book).scores == {number: points}


def test_a_reason_covers_only_the_score_it_was_given_for() -> None:
    basis = ScoreBasis(proposed=3)
    line = CriterionScore(number=1, score=4, reason="uusi valmentaja aloittaa")
    assert editing.objections(EDITION, line, 4, basis) == ()
    assert [f.severity for f in editing.objections(EDITION, line, 5, basis)] == [Severity.WARNING]


def test_a_reason_for_another_score_does_not_give_full_points(book: Document) -> None:
    basis = ScoreBasis(proposed=4, plans=False)
    score(book, 16, 3, basis=basis, reason="otos oli pieni")
    with pytest.raises(InvalidEdit):
        score(book, 16, 5, basis=basis)
    assert the_only(book).scores == {16: 3}


# --- ticks -----------------------------------------------------------------------------------------------

TICKED = [
    (5, "", 1), (5, "a", 1), (5, "a b", 2), (5, "a b c d", 4), (5, "a b c d e", 5),
    (13, "", 1), (13, "a", 2), (13, "a b c", 4), (13, "a b c d", 5),
    (25, "", 1), (25, "a b", 1), (25, "a b c", 2), (25, "a b c d", 3), (25, "a b c d e f", 5),
]  # fmt: skip


@pytest.mark.parametrize(("number", "ticks", "points"), TICKED)
def test_ticks_give_the_score(book: Document, number: int, ticks: str, points: int) -> None:
    chosen = frozenset(ticks.split())
    editing.set_ticks(book, the_only(book), EDITION, number, chosen, basis=ScoreBasis())
    line = the_only(book).line(number)
    assert (line.score, line.ticks) == (points, chosen)
    book.undo()
    assert the_only(book).lines == {}


# --- clearing, texts, details ----------------------------------------------------------------------------


def test_a_score_taken_away_leaves_what_is_written(book: Document) -> None:
    score(book, 2, 3)
    editing.set_texts(book, the_only(book), 2, {"action": "ajanseuranta käyttöön", "who": "Tiina"})
    editing.clear_score(book, the_only(book), 2)
    line = the_only(book).line(2)
    assert (line.score, line.action, line.who) == (None, "ajanseuranta käyttöön", "Tiina")


def test_a_line_with_nothing_left_goes(book: Document) -> None:
    score(book, 2, 3, basis=ScoreBasis(proposed=3))
    editing.clear_score(book, the_only(book), 2)
    assert the_only(book).lines == {}
    editing.clear_score(book, the_only(book), 2)
    book.undo()
    assert the_only(book).scores == {2: 3}


def test_what_is_written_before_a_score(book: Document) -> None:
    texts = {"strength": "sama valmentaja alusta loppuun", "due": "1.2.2027"}
    key = editing.set_texts(book, the_only(book), 3, texts)
    assert key == "criterion:2026-11-24/3"
    assert the_only(book).line(3).due == date(2027, 2, 1)
    score(book, 3, 5)
    assert len(book.records(RecordKind.CRITERION)) == 1


def test_an_identity_code_in_a_comment_is_warned_of(book: Document) -> None:
    key = editing.set_texts(book, the_only(book), 3, {"comment": "asiakas 131052-9085"})
    found = [finding.field for finding in book.findings() if finding.record == key]
    assert found == ["comment"]


def test_the_criteria_follow_a_new_day_in_one_step(book: Document) -> None:
    score(book, 1, 4)
    score(book, 25, 2)
    key = editing.set_details(book, the_only(book).key, {"date": "1.12.2026"})
    assert key == "assessment:2026-12-01"
    assert the_only(book).scores == {1: 4, 25: 2}
    assert not [f for f in book.findings() if f.rule == "criterion.unknown_assessment"]
    book.undo()
    assert the_only(book).date == date(2026, 11, 24)
    assert the_only(book).scores == {1: 4, 25: 2}


def test_a_day_that_is_taken_is_refused_whole(book: Document) -> None:
    score(book, 1, 4)
    editing.start(book, {"date": "24.5.2026"})
    before = book.changes()
    with pytest.raises(InvalidEdit):
        editing.set_details(book, "assessment:2026-05-24", {"date": DAY})
    assert book.changes() == before


def test_removing_takes_the_criteria_along(book: Document) -> None:
    score(book, 1, 4)
    editing.start(book, {"date": "24.5.2026"})
    editing.remove(book, history(book)[1])
    assert [one.date for one in history(book)] == [date(2026, 5, 24)]
    assert book.records(RecordKind.CRITERION) == ()
    book.undo()
    assert [one.scores for one in history(book)] == [{}, {1: 4}]


# --- standing --------------------------------------------------------------------------------------------


def test_no_level_before_all_is_scored(book: Document) -> None:
    for number in range(1, 25):
        score(book, number, 4, basis=ScoreBasis(plans=True))
    assert Standing(the_only(book)).scoring.band is None
    assert Standing(the_only(book)).next_band is None
    score(book, 25, 4)
    standing = Standing(the_only(book))
    assert standing.scoring.total == 100
    assert standing.scoring.band is not None
    assert standing.scoring.band.id == "good"
    assert standing.next_band is not None
    assert standing.next_band.points == 15


def test_the_proposal_written_down_is_used_without_evidence(book: Document) -> None:
    score(book, 1, 4, basis=ScoreBasis(proposed=4))
    assert Standing(the_only(book)).proposed(1) == 4
    assert Standing(the_only(book)).proposed(2) is None


def test_an_edition_that_is_not_known_gives_way_to_the_one_in_use() -> None:
    assert edition_of(Assessment(date=None, edition="xx-1999")) is EDITION


# --- the file --------------------------------------------------------------------------------------------


def fill(document: Document) -> None:
    for number in EDITION.numbers:
        score(document, number, number % 5 + 1, basis=ScoreBasis(plans=True))
    editing.set_texts(
        document, the_only(document), 7, {"comment": "kaksi valmentajaa", "action": "sijaisuudet"}
    )


def by_openpyxl(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path)["Pisteet"]
    return [list(row) for row in sheet.iter_rows(min_row=8, max_col=13, values_only=True)]


def by_calamine(path: Path) -> list[list[object]]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Pisteet").to_python(skip_empty_area=False)
    return [list(row[:13]) for row in rows[7:]]


@pytest.mark.parametrize("read", [by_openpyxl, by_calamine], ids=["openpyxl", "calamine"])
def test_other_readers_see_the_whole_assessment(
    book: Document, read: Callable[[Path], list[list[object]]]
) -> None:
    fill(book)
    book.save()
    rows = [row for row in read(book.path) if row[1] not in (None, "")]
    assert [(int(str(row[1]).split(".")[0]), int(str(row[2]).split(".")[0])) for row in rows] == [
        (number, number % 5 + 1) for number in EDITION.numbers
    ]
    assert "kaksi valmentajaa" in rows[6]
    assert the_only(opened(book.path)).scores == the_only(book).scores


def test_a_form_filled_in_with_openpyxl_reads_back_and_can_be_gone_on_with(tmp_path: Path) -> None:
    path = new_workbook("fidelity", tmp_path / "käsin.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook["Arvioinnit"]["A8"] = date(2026, 5, 24)
    workbook["Arvioinnit"]["B8"] = "Tiina"
    for row, number in enumerate(EDITION.numbers, start=8):
        sheet = workbook["Pisteet"]
        sheet.cell(row, 1, date(2026, 5, 24))
        sheet.cell(row, 2, number)
        sheet.cell(row, 3, 3)
        sheet.cell(row, 12, "kehitetään" if number == 4 else None)
    workbook.save(path)
    document = opened(path)
    found = the_only(document)
    assert found.scores == dict.fromkeys(EDITION.numbers, 3)
    assert found.line(4).key == "criterion:2026-05-24/4"
    assert Standing(found).scoring.total == 75
    score(document, 4, 5)
    document.save()
    again = the_only(opened(path))
    assert again.scores == dict.fromkeys(EDITION.numbers, 3) | {4: 5}
    assert replace(again.line(4), score=3) == found.line(4)
