"""Assessments in a workbook: made by hand or here, read back the same, saved without loss."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valmennus_tui.document.assessments import history, history_of, read_ticks, texts_of, tick_text
from valmennus_tui.document.document import Document
from valmennus_tui.document.new import new_workbook
from valmennus_tui.domain.assessment import Assessment, CriterionScore, compare, next_due, trend
from valmennus_tui.domain.assessment_records import AssessmentRow, CriterionRow
from valmennus_tui.domain.records import build
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import PartialDate
from valmennus_tui.errors import InvalidEdit, ProtectedData, UsageError
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.shipped_criteria import shipped_criteria

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
TODAY = date(2026, 11, 24)
MAY = date(2026, 5, 25)
EDITION = shipped_criteria().default


def opened(path: Path) -> Document:
    return Document.open(path, settings=load_settings(), today=TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_workbook("fidelity", tmp_path / "laatu.xlsx")


def line(number: int) -> CriterionScore:
    """An invented line with all kinds of content."""
    return CriterionScore(
        number=number,
        key=f"criterion:2026-11-24/{number}",
        score=number % 5 + 1,
        proposed=number % 3 + 2 if number % 2 else None,
        reason="Vain kaksi työpaikkaa, luku heiluu" if number % 2 else None,
        evidence=f"{number}/25 riviä",
        comment="=SUM(A1)" if number == 7 else None,
        strength="Hyvä yhteistyö" if number == 3 else None,
        action="Sovitaan käynnit & kirjataan" if number % 4 == 0 else None,
        who="TV-1" if number % 4 == 0 else None,
        due=date(2027, 1, 31) if number % 4 == 0 else None,
        ticks=frozenset({"a", "c"}) if number in (5, 8) else frozenset() if number == 10 else None,
    )


WHOLE = Assessment(
    date=TODAY,
    key="assessment:2026-11-24",
    assessors="TV-1 ja vertaisarvioija",
    service="Työhönvalmennus",
    edition="fi-2021",
    lines={number: line(number) for number in range(1, 26)},
)


def fill_by_hand(path: Path) -> None:
    """The assessment written with openpyxl, as somebody would in Excel: in another order, by header."""
    book = openpyxl.load_workbook(path)
    sheet = book["Arvioinnit"]
    sheet["A8"], sheet["B8"], sheet["C8"], sheet["D8"] = TODAY, WHOLE.assessors, WHOLE.service, WHOLE.edition
    sheet = book["Pisteet"]
    for row, one in enumerate(reversed(WHOLE.lines.values()), start=8):
        values = (TODAY, one.number, one.score, None, one.proposed, one.reason, one.evidence)
        ticks = tick_text(one.ticks) or None
        for column, value in enumerate(
            (*values, ticks, one.comment, one.strength, one.action, one.who, one.due), start=1
        ):
            if column != 4:
                cell = sheet.cell(row, column, value)
                if value == "=SUM(A1)":
                    cell.data_type = "s"
    book.save(path)


def test_filled_in_by_hand_reads_the_same(path: Path) -> None:
    fill_by_hand(path)
    document = opened(path)
    assert history(document) == (WHOLE,)
    assert list(history(document)[0].lines) == list(range(1, 26))
    assert [f for f in document.findings() if f.severity == "error"] == []


def test_filled_in_with_libreoffice_reads_the_same(path: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    fill_by_hand(path)
    home = (tmp_path / "home").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", "xlsx"]
    out = tmp_path / "out"
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=240)
    document = opened(out / path.name)
    assert document.main.recognition.kind == "fidelity"
    assert history(document) == (WHOLE,)
    document.set("criterion:2026-11-24/16", {"score": "5"})
    document.save()
    assert history(opened(out / path.name))[0].scores == {**WHOLE.scores, 16: 5}


def test_made_here_reads_the_same_in_openpyxl_and_here(path: Path) -> None:
    untouched = parts(path)
    document = opened(path)
    texts = {"date": "2026-11-24", "assessors": WHOLE.assessors or "", "service": WHOLE.service or ""}
    assert document.add(RecordKind.ASSESSMENT, {**texts, "edition": "fi-2021"}) == WHOLE.key
    for one in WHOLE.lines.values():
        assert document.add(RecordKind.CRITERION, texts_of(one, TODAY)) == one.key
    assert history(document) == (WHOLE,)
    document.save()
    assert history(opened(path)) == (WHOLE,)
    sheet = openpyxl.load_workbook(path)["Pisteet"]
    assert sheet["I14"].value == "=SUM(A1)"
    assert sheet["I14"].data_type == "s"
    changed = {name for name, content in parts(path).items() if untouched[name] != content}
    sheets = {name for name in changed if name.startswith("xl/worksheets/")}
    assert len(sheets) == 3  # the two sheets of records and the form that counts them
    assert changed - sheets <= {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_what_the_form_shows_is_what_the_program_scores(path: Path) -> None:
    fill_by_hand(path)
    document = opened(path)
    document.set("criterion:2026-11-24/16", {"score": "3"})  # the results of openpyxl's file are gone
    document.save()
    (assessment,) = history(opened(path))
    assert assessment.scoring(EDITION).total == sum(assessment.scores.values())


def test_edits_are_checked_and_undone(path: Path) -> None:
    document = opened(path)
    document.add(RecordKind.ASSESSMENT, {"date": "24.11.2026"})
    key = document.add(RecordKind.CRITERION, {"assessment": "24.11.2026", "number": "16", "score": "4"})
    for texts in (
        {"score": "6"},
        {"score": "0"},
        {"score": "3,5"},
        {"number": "26"},
        {"assessment": "syksy"},
    ):
        with pytest.raises(InvalidEdit):
            document.set(key, texts)
    with pytest.raises(InvalidEdit):
        document.add(RecordKind.CRITERION, {"assessment": "24.11.2026", "number": "16", "score": "4"})
    with pytest.raises(InvalidEdit):
        document.add(RecordKind.ASSESSMENT, {"date": "24.11.2026"})
    with pytest.raises(UsageError):
        document.entry("criterion:2026-11-24/17")
    assert document.set(key, {"number": "17"}) == "criterion:2026-11-24/17"
    document.remove("criterion:2026-11-24/17")
    assert history(document)[0].lines == {}
    assert document.undo()
    assert document.undo()
    assert history(document)[0].scores == {16: 4}
    form = document.form(RecordKind.CRITERION, key)
    fields = {field.spec.name: field for field in form.fields}
    assert fields["score"].choices == ("1", "2", "3", "4", "5")
    assert fields["score"].text == "4"
    assert all(field.writable for field in form.fields)
    assert document.check_form(RecordKind.CRITERION, key, {"score": "3", "proposed": "5"})[0].rule == (
        "criterion.reason_missing"
    )


def test_a_key_that_two_rows_have_is_refused(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for row in (8, 9):
        for column, value in enumerate((TODAY, 16, 3 if row == 8 else 5), start=1):
            book["Pisteet"].cell(row, column, value)
    book.save(path)
    document = opened(path)
    assert [entry.key for entry in document.entries] == [
        "criterion:2026-11-24/16",
        "criterion:2026-11-24/16#2",
    ]
    for key in ("criterion:2026-11-24/16", "criterion:2026-11-24/16#2"):
        with pytest.raises(ProtectedData) as refused:
            document.set(key, {"score": "1"})
        assert refused.value.reason == "ambiguous_key"
    assert history(document)[0].scores == {16: 3}
    document.remove("criterion:@8")
    assert history(document)[0].scores == {16: 5}


# ------------------------------------------------------------------------------------------------ history
def rows(day: date, total: int) -> Iterator[CriterionRow | AssessmentRow]:
    base, more = divmod(total, 25)
    yield AssessmentRow(key=f"assessment:{day}", date=day, edition="fi-2021")
    for number in range(1, 26):
        yield CriterionRow(
            key=f"c{day}{number}", assessment=day, number=number, score=base + (number <= more)
        )


def test_one_workbook_holds_the_history() -> None:
    """Compared, drawn as a trend and asked for the next due date; the oldest first whatever the order."""
    found = history_of(build((*rows(TODAY, 101), *rows(MAY, 99))))
    assert [one.date for one in found] == [MAY, TODAY]
    assert trend(found, EDITION).totals == (99, 101)
    assert compare(found[0], found[1], EDITION).total.difference == 2
    assert next_due(found, EDITION).on == date(2027, 11, 24)
    assert next_due(found[:1], EDITION).on == date(2026, 11, 25)


def test_rows_that_belong_to_no_known_day() -> None:
    partial = PartialDate("11/2026", 2026, 11)
    records = build(
        (
            AssessmentRow(key="assessment:@8", date=partial, assessors="TV-1"),
            CriterionRow(key="criterion:@8", assessment=partial, number=1, score=5),
            CriterionRow(key="criterion:2026-05-25/2", assessment=MAY, number=2, score=5),
            CriterionRow(key="criterion:@10", assessment=MAY, number=None, score=5),
        )
    )
    first, last = history_of(records)
    assert (first.date, first.key, first.scores) == (MAY, "assessment:2026-05-25", {2: 5})
    assert (last.date, last.scores, last.assessors) == (partial, {}, "TV-1")
    assert history_of(build(())) == ()


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        (None, None),
        ("-", frozenset()),
        ("a, c", frozenset("ac")),
        ("A;C e", frozenset("ace")),
        ("a,,", frozenset("a")),
    ],
)
def test_ticks(text: str | None, ticks: frozenset[str] | None) -> None:
    assert read_ticks(text) == ticks
    assert read_ticks(tick_text(ticks) or None) == ticks


@settings(max_examples=60)
@given(st.frozensets(st.sampled_from("abcdef")) | st.none())
def test_ticks_are_read_as_written(ticks: frozenset[str] | None) -> None:
    assert read_ticks(tick_text(ticks) or None) == ticks


def test_unclear_values_stay_as_texts() -> None:
    texts = texts_of(CriterionScore(number=1, due=PartialDate("1/2027", 2027, 1)), TODAY)
    assert texts["due"] == "1/2027"
    assert texts["assessment"] == "2026-11-24"
    assert texts["score"] == ""
    assert Decimal(texts["number"]) == 1
