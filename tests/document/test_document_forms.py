"""Forms and typed values: the workbook's own lists, what blocks an edit, what is written into the cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as PlainBook
from openpyxl.worksheet.datavalidation import DataValidation

from tests.document.making import (
    CLIENT,
    CLIENT_HEADER,
    DAY,
    JOB,
    JOB_HEADER,
    STUDY,
    SUPPORT,
    cell,
    changed_cells,
    keys,
    opened,
    two_sheets,
    written,
)
from tests.profiles.test_placement import bordered
from tests.profiles.test_shapes import card
from valmennus_tui.document.document import Document
from valmennus_tui.document.forms import FormField
from valmennus_tui.domain.findings import Severity
from valmennus_tui.errors import CellRefused, InvalidEdit, UsageError
from valmennus_tui.workbook.address import Ref


@pytest.fixture
def document(coach_workbook: Path) -> Document:
    """The coach template with two clients."""
    document = opened(coach_workbook)
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    document.add(CLIENT, {"code": "K-2", "service_start": "2.9.2026"})
    return document


def field(document: Document, name: str, kind: Any = JOB, key: str | None = None) -> FormField:
    form = document.form(kind, key, client="K-1" if key is None and kind is not CLIENT else None)
    return next(each for each in form.fields if each.spec.name == name)


def with_rule(path: Path, area: str, rows: Sequence[Sequence[Any]] = (), **rule: Any) -> Document:
    """Two plain lists with a data validation rule on ``area`` of the jobs."""

    def put(book: PlainBook) -> None:
        validation = DataValidation(showErrorMessage=True, **rule)
        validation.add(area)
        book["Työsuhteet"].add_data_validation(validation)

    return opened(two_sheets(path, rows, more=put))


# -------------------------------------------------------------------------- forms
def test_a_form_offers_the_workbooks_own_lists(document: Document) -> None:
    contract = field(document, "contract")
    assert contract.choices is not None
    assert contract.choices[0] == "toistaiseksi voimassa oleva"
    assert field(document, "open_market").choices == ("kyllä", "ei")
    assert field(document, "outcome", STUDY).choices == ("valmistui", "keskeytti", "jatkaa")
    assert field(document, "place", SUPPORT).choices is not None
    assert field(document, "client").choices == ("K-1", "K-2")
    assert field(document, "employer").choices is None


def test_a_new_record_starts_with_whose_it_is(document: Document) -> None:
    assert field(document, "client").text == "K-1"
    assert field(document, "coach", CLIENT).text == "TV1"
    assert field(document, "employer").text == ""
    document.make_companion()
    form = document.form(document.entries[0].kind, "client:K-1")
    assert form.key == "client:K-1"
    assert form.texts["service_start"] == "1.9.2026"


def test_a_list_that_only_excel_knows_is_said_to_be_so(tmp_path: Path) -> None:
    document = with_rule(tmp_path / "k.xlsx", "B2:B50", type="list", formula1="INDIRECT(A2)")
    employer = field(document, "employer", JOB, "employment:K-1/1")
    assert employer.choices is None
    assert employer.note is not None
    document.set("employment:K-1/1", {"employer": "Mikä tahansa Oy"})


def test_formulas_and_locked_cells_say_why_they_cannot_be_written(tmp_path: Path) -> None:
    def put(book: PlainBook) -> None:
        book["Työsuhteet"]["E2"] = "=4*5"

    document = opened(two_sheets(tmp_path / "k.xlsx", more=put))
    hours = field(document, "hours_per_week", JOB, "employment:K-1/1")
    assert not hours.writable
    assert hours.why_not
    with pytest.raises(CellRefused) as refused:
        document.set("employment:K-1/1", {"hours_per_week": "30"})
    assert refused.value.reason == "formula"
    assert not document.dirty


def test_a_prepared_coach_is_left_as_it_is(tmp_path: Path) -> None:
    """A formula or a value that stands in the prepared row already is neither overwritten nor refused."""
    blank = (None, "TV-1", None, None)
    rows = [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3"), blank, blank]

    def put(book: PlainBook) -> None:
        bordered("Asiakkaat", "A2:F4")(book)
        book["Asiakkaat"]["B3"] = '="TV-"&1'

    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": rows}, more=put))
    for code in ("K-2", "K-3"):
        document.add(CLIENT, {"code": code, "service_start": "1.9.2026"})
    assert changed_cells(document) == {f"Asiakkaat!{column}{row}" for column in "AC" for row in (3, 4)}


# ------------------------------------------------------------------- typed values
@pytest.mark.parametrize(
    ("field_name", "text", "written_value"),
    [
        ("start", "1.10.2026", date(2026, 10, 1)),
        ("start", "2026-10-01", date(2026, 10, 1)),
        ("support_plan", "10/2026", "10/2026"),
        ("hours_per_week", "37,5", 37.5),
        ("hours_per_week", "37,5 h", 37.5),
        ("open_market", "k", "kyllä"),
        ("open_market", "Yes", "kyllä"),
        ("open_market", "x", "kyllä"),
        ("open_market", "0", "ei"),
        ("contract", "Määräaikainen", "määräaikainen"),
        ("job_type", "91", "91 Siivoojat, kotiapulaiset ja muut puhdistustyöntekijät"),
        ("employer", "  Keksitty Oy ", "Keksitty Oy"),
        ("employer", "=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_what_is_typed_is_written_as_the_cell_has_it(
    document: Document, field_name: str, text: str, written_value: object
) -> None:
    texts = {"client": "K-1", "start": "1.10.2026"} | {field_name: text}
    entry = document.entry(document.add(JOB, texts))
    place = entry.places[field_name]
    assert cell(document, place.sheet, str(place.ref)) == written_value
    expected = [change.new for change in document.changes() if change.ref == place.ref]
    assert written_value in expected or Decimal(str(written_value)) in expected


def test_yes_and_no_follow_the_columns_habit_where_there_is_no_list(tmp_path: Path) -> None:
    header = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Palkkatuki", "Avoimet työmarkkinat")
    jobs = [header, ("K-1", "Keksitty Oy", DAY, "x", "K"), ("K-1", "Toinen Oy", DAY, None, "E")]
    clients = [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None, None)]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": clients, "Työsuhteet": jobs}))
    document.set("employment:K-1/2", {"wage_subsidy": "kyllä", "open_market": "yes"})
    assert cell(document, "Työsuhteet", "D3") == "x"
    assert cell(document, "Työsuhteet", "E3") == "K"
    document.set("employment:K-1/1", {"wage_subsidy": "ei", "open_market": "ei"})
    assert cell(document, "Työsuhteet", "D2") is None
    assert cell(document, "Työsuhteet", "E2") == "E"


@pytest.mark.parametrize(("formula", "expected"), [('"1,2,3,4,5"', 4), ("$H$2:$H$6", 4)])
def test_a_choice_from_a_list_of_numbers_is_a_number(tmp_path: Path, formula: str, expected: object) -> None:
    """As Excel enters it: a text “4” would be missed by its formulas."""

    def put(book: PlainBook) -> None:
        sheet = book["Asiakkaat"]
        for number in range(1, 6):
            sheet.cell(row=number + 1, column=8, value=number)
        rule = DataValidation(type="list", formula1=formula, showErrorMessage=True)
        rule.add("D2:D50")
        sheet.add_data_validation(rule)

    rows = [CLIENT_HEADER, ("K-1", "TV-1", DAY, 3, None, None)]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": rows}, more=put))
    document.set("client:K-1", {"phase": "3"})
    assert not document.dirty
    document.set("client:K-1", {"phase": "4"})
    assert cell(document, "Asiakkaat", "D2") == expected
    assert type(cell(document, "Asiakkaat", "D2")) is type(expected)


# --------------------------------------------------------------- rules of the cells
def test_a_strict_list_refuses_and_a_warning_list_warns(tmp_path: Path) -> None:
    rule = {"type": "list", "formula1": '"Keksitty Oy,Toinen Oy"'}
    strict = with_rule(tmp_path / "a.xlsx", "B2:B50", errorStyle="stop", **rule)
    with pytest.raises(InvalidEdit) as refused:
        strict.set("employment:K-1/1", {"employer": "Muu Oy"})
    assert refused.value.reason == "value.cell_rule"
    assert (refused.value.sheet, refused.value.cell) == ("Työsuhteet", "B2")
    lenient = with_rule(tmp_path / "b.xlsx", "B2:B50", errorStyle="warning", **rule)
    (finding,) = lenient.check_form(JOB, "employment:K-1/1", {"employer": "Muu Oy"})
    assert (finding.rule, finding.severity) == ("value.cell_rule", Severity.WARNING)
    lenient.set("employment:K-1/1", {"employer": "Muu Oy"})
    assert lenient.dirty


def test_a_warning_list_of_choices_warns_too(tmp_path: Path) -> None:
    def put(book: PlainBook) -> None:
        rule = DataValidation(type="list", formula1='"1,2,3"', showErrorMessage=True, errorStyle="warning")
        rule.add("D2:D50")
        book["Asiakkaat"].add_data_validation(rule)

    document = opened(two_sheets(tmp_path / "k.xlsx", more=put))
    (finding,) = document.check_form(CLIENT, "client:K-1", {"phase": "tauolla"})
    assert (finding.rule, finding.severity) == ("value.cell_rule", Severity.WARNING)
    document.set("client:K-1", {"phase": "tauolla"})
    assert cell(document, "Asiakkaat", "D2") == "tauolla"


@pytest.mark.parametrize(
    ("style", "text", "severity"),
    [("stop", "50", Severity.ERROR), ("warning", "50", Severity.WARNING), ("stop", "40", None)],
)
def test_bounds_of_a_number(tmp_path: Path, style: str, text: str, severity: Severity | None) -> None:
    document = with_rule(
        tmp_path / "k.xlsx", "E2:E50", type="decimal", operator="between", formula1="0", formula2="40",
        errorStyle=style,
    )  # fmt: skip
    found = document.check_form(JOB, "employment:K-1/1", {"hours_per_week": text})
    rules = {finding.severity for finding in found if finding.rule == "value.cell_rule"}
    assert rules == (set() if severity is None else {severity})


# ---------------------------------------------------------------------- validation
def test_findings_come_while_one_types(document: Document) -> None:
    def found(**texts: str) -> dict[str | None, str]:
        findings = document.check_form(JOB, None, texts, "K-1")
        return {f.field: f.rule for f in findings if f.severity is Severity.ERROR}

    assert found() == {"start": "value.missing"}
    assert found(start="ensi viikolla") == {"start": "value.not_understood"}
    assert found(start="1.10.2026", end="1.9.2026") == {"end": "employment.end_before_start"}
    assert found(start="1.10.2026", end="1.11.2026") == {}
    assert not document.records(JOB)
    findings = document.check_form(JOB, None, {"start": "31.2.2026"}, "K-1")
    wrong = next(finding for finding in findings if finding.field == "start")
    assert (wrong.sheet, wrong.cell) == ("Työsuhteet", "B8")


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"start": "31.2.2026"}, "value.not_understood"),
        ({"start": "ensi viikolla"}, "value.not_understood"),
        ({"hours_per_week": "1.234"}, "value.not_understood"),
        ({"open_market": "ehkä"}, "value.not_understood"),
        ({"contract": "ikuinen"}, "value.not_in_list"),
        ({"end": "1.9.2026"}, "employment.end_before_start"),
        ({"client": "K-404"}, "value.unknown_client"),
        ({"client": ""}, "value.missing"),
    ],
)
def test_what_is_not_understood_or_wrong_is_refused(
    document: Document, texts: dict[str, str], reason: str
) -> None:
    document.add(JOB, {"client": "K-1", "start": "1.10.2026"})
    before = changed_cells(document)
    with pytest.raises(InvalidEdit) as refused:
        document.set("employment:K-1/1", texts)
    assert refused.value.reason == reason
    assert refused.value.exit_code == 1
    assert refused.value.sheet == "Työsuhteet"
    assert changed_cells(document) == before


def test_fields_that_are_not_there(document: Document, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as unknown:
        document.set("client:K-1", {"servce_start": "1.1.2026"})
    assert "service_start" in unknown.value.message
    plain = opened(two_sheets(tmp_path / "k.xlsx"))
    with pytest.raises(UsageError) as absent:
        plain.set("employment:K-1/1", {"contract": "määräaikainen"})
    assert absent.value.reason == "no_column"


@pytest.fixture
def messy(tmp_path: Path) -> Document:
    """A job that ends before it starts, of a client who is not listed; a date as text."""
    jobs = [
        ("K-9", "Keksitty Oy", date(2026, 5, 1), date(2026, 4, 1), "paljon"),
        ("K-1", "Toinen Oy", "1.4.2026", None, 20),
    ]
    return opened(two_sheets(tmp_path / "k.xlsx", jobs))


def test_a_messy_row_can_still_be_edited(messy: Document) -> None:
    errors = [finding.rule for finding in messy.findings() if finding.severity is Severity.ERROR]
    assert sorted(errors) == ["employment.end_before_start", "value.not_understood", "value.unknown_client"]
    assert messy.check_form(JOB, "employment:K-9/1", {"employer": "Muu Oy"}) == ()
    messy.set("employment:K-9/1", {"employer": "Muu Oy"})
    # All of a form sent back unchanged is no new mistake either.
    texts = dict(messy.form(JOB, "employment:K-9/1").texts)
    messy.set("employment:K-9/1", texts | {"employer": "Kolmas Oy"})
    assert changed_cells(messy) == {"Työsuhteet!B2"}
    with pytest.raises(InvalidEdit):
        messy.set("employment:K-9/1", {"end": "2.4.2026"})
    messy.set("employment:K-9/1", {"end": "2.6.2026", "hours_per_week": "20"})
    rules = [finding.rule for finding in messy.findings() if finding.severity is Severity.ERROR]
    assert rules == ["value.unknown_client"]


def test_an_edit_that_breaks_another_record_is_refused(messy: Document) -> None:
    """The finding is not about the edited record, so only the edit itself tells."""
    clients = {"Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None, None)]}
    header = (*JOB_HEADER, "Asiakkaan uusi tunnus")
    path = written(messy.path.with_name("l.xlsx"), clients | {"Työsuhteet": [header, ("K-2", "A", DAY)]})
    document = opened(path)
    assert document.check_form(CLIENT, "client:K-1", {"code": "K-2"}) == ()
    document.set("client:K-1", {"code": "K-2"})
    with pytest.raises(InvalidEdit) as refused:
        document.set("client:K-2", {"code": ""})
    assert refused.value.reason == "value.missing"


def test_a_text_date_typed_again_becomes_a_date(messy: Document) -> None:
    """Nothing is rewritten unless someone types it; then the hint is gone."""
    assert "value.text_date" in {finding.rule for finding in messy.findings()}
    found = messy.check_form(JOB, "employment:K-1/1", {"start": "1.4.2026"})
    assert "value.text_date" not in {finding.rule for finding in found}
    messy.set("employment:K-1/1", {"employer": "Muu Oy"})
    assert cell(messy, "Työsuhteet", "C3") == "1.4.2026"
    messy.set("employment:K-1/1", {"start": "1.4.2026"})
    assert cell(messy, "Työsuhteet", "C3") == date(2026, 4, 1)
    assert "value.text_date" not in {finding.rule for finding in messy.findings()}


def test_a_caseload_over_the_limit_is_told_to_who_causes_it(tmp_path: Path) -> None:
    rows = [CLIENT_HEADER, *((f"K-{n}", "TV-1", DAY, "3", None, None) for n in range(21))]
    document = opened(written(tmp_path / "k.xlsx", {"Asiakkaat": rows, "Työsuhteet": [JOB_HEADER]}))
    assert [f.rule for f in document.findings() if f.record is None] == ["caseload.over_limit"]
    found = document.check_form(JOB, None, {"start": "1.10.2026", "employer": "A"}, "K-1")
    assert "caseload.over_limit" not in {finding.rule for finding in found}


@pytest.mark.parametrize("texts", [{"employer": ""}, {"employer": "Esimerkki: Oy"}])
def test_an_edit_after_which_no_record_would_be_read_is_refused(
    tmp_path: Path, texts: dict[str, str]
) -> None:
    """The messy job has no start: without its employer nothing would be left of it."""
    rows = card("K-1", ("Keksitty Oy", DAY, None), ("Rikki Oy", None, None))
    document = opened(written(tmp_path / "k.xlsx", {"K-1": rows}))
    assert keys(document, JOB) == ["employment:K-1/1", "employment:K-1/2"]
    with pytest.raises(InvalidEdit) as refused:
        document.set("employment:K-1/2", texts)
    assert refused.value.reason == "no_record"
    assert keys(document, JOB) == ["employment:K-1/1", "employment:K-1/2"]
    assert not document.can_undo
    assert not document.dirty


@pytest.mark.parametrize("employer", ["Total Oy", "Summa Ky", "Yhteensä Oy"])
def test_an_employer_called_total_ends_no_table(coach_workbook: Path, employer: str) -> None:
    document = opened(coach_workbook)
    document.add(CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    for name in (employer, "Keksitty Oy"):
        document.add(JOB, {"client": "K-1", "start": "1.10.2026", "employer": name})
    document.save()
    assert (
        keys(document, JOB) == keys(opened(coach_workbook), JOB) == ["employment:K-1/1", "employment:K-1/2"]
    )


def test_raw_cells_follow_the_same_refusals(document: Document) -> None:
    with pytest.raises(CellRefused) as locked:
        document.set_cell("Asiakkaat", Ref.parse("A1"), "x")
    assert locked.value.exit_code == 4
    with pytest.raises(UsageError):
        document.set_cell("Ei ole", Ref.parse("A1"), "x")
    document.set_cell("Asiakkaat", Ref.parse("T8"), "muistiinpano")
    assert document.entry("client:K-1").record.get("notes") == "muistiinpano"


def test_refused_steps_leave_undo_and_redo_alone(document: Document) -> None:
    document.undo()
    assert document.can_redo
    refused: list[Callable[[], object]] = [
        lambda: document.set("client:K-1", {"phase": "9"}),
        lambda: document.add(JOB, {"client": "K-1"}),
        lambda: document.set_cell("Asiakkaat", Ref.parse("A1"), "x"),
    ]
    for act in refused:
        with pytest.raises((InvalidEdit, CellRefused)):
            act()
    assert document.can_redo
    assert document.redo()
    assert keys(document, CLIENT) == ["client:K-1", "client:K-2"]
