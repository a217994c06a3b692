"""Headers: normalising, aliases in three languages, shortened and numbered words, bare headers."""

from __future__ import annotations

import unicodedata

import pytest

from valmennus_tui import data
from valmennus_tui.domain.schema import COACH_KINDS, RecordKind, field_names
from valmennus_tui.workbook.headers import normalise
from valmennus_tui.workbook.knowledge import general
from valmennus_tui.workbook.shapes.readings import without_number


@pytest.mark.parametrize(
    "text",
    [
        "Työhönvalmentaja",
        "TYÖHÖNVALMENTAJA",
        "Työhön\u00advalmentaja",
        "Työhön-\nvalmentaja",
        "  Työhönvalmentaja *",
        "Työhönvalmentaja:",
        unicodedata.normalize("NFD", "Työhönvalmentaja"),
        "työhönvalmentaja\u00a0",
    ],
)
def test_one_header_in_many_dresses(text: str) -> None:
    assert normalise(text) == "työhönvalmentaja"


def best(text: str, kind: str) -> str | None:
    found = [match for match in general().matches(text) if match.kind == kind]
    return found[0].field if found else None


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("client", "Lähetteen pvm / Ohjautunut pvm", "referral_date"),
        ("client", "Palvelu alkoi\n(yhteistyösopimus pvm)", "service_start"),
        ("client", "Asiakkuuden päättymispäivä", "service_end"),
        ("client", "Kertomisesta keskusteltu (krt)", "disclosure_count"),
        ("client", "Kertomisesta keskusteltu (pvm)", "disclosure_discussed"),
        ("client", "Ens. työnantaja\u00adtapaaminen", "first_employer_contact"),
        ("client", "Orsak till att servicen avslutades", "end_reason"),
        ("client", "Servicen började", "service_start"),
        ("client", "Service start date", "service_start"),
        ("employment", "Työsuhteen alkamispäivä", "start"),
        ("employment", "Anställningen upphörde", "end"),
        ("employment", "Job start date", "start"),
        ("employment", "Palkkatuki (kyllä/ei)", "wage_subsidy"),
        ("employment", "Palkkatuki päättyy", "wage_subsidy_end"),
        ("employment", "Viikkotyöaika (h)", "hours_per_week"),
        ("employment", "Työnantaja (+ y-tunnus)", "employer"),
        ("education", "Opinnot alkoivat", "start"),
        ("education", "Läroanstalt", "school"),
        ("contact", "Monesko tapaaminen", "visit_number"),
        ("support", "Tapaamispaikka", "place"),
    ],
)
def test_known_in_fi_sv_en(kind: str, text: str, field: str) -> None:
    assert best(text, kind) == field


def test_bare_headers_are_open() -> None:
    """“Alkoi” may begin anything: it never counts by itself."""
    kinds = {match.kind for match in general().matches("Alkoi") if match.bare}
    assert {RecordKind.CLIENT, RecordKind.EMPLOYMENT, RecordKind.EDUCATION} <= kinds


@pytest.mark.parametrize(
    ("text", "plain", "number"),
    [
        ("Työsuhde 2", "työsuhde", 2),
        ("2. työsuhde", "työsuhde", 2),
        ("Toinen työsuhde", "työsuhde", 2),
        ("Työsuhde II", "työsuhde", 2),
        ("Andra anställningen", "anställningen", 2),
        ("Työsuhde", "työsuhde", None),
    ],
)
def test_numbers_of_groups(text: str, plain: str, number: int | None) -> None:
    assert without_number(text) == (plain, number)


def test_every_field_has_headers() -> None:
    known = data.load("headers.toml")
    for kind in COACH_KINDS:
        assert tuple(known[kind]["fields"]) == field_names(kind)


def test_each_field_finds_its_own_headers() -> None:
    """No plain alias is so worded that it fails to lead to its field."""
    known = data.load("headers.toml")
    for kind in COACH_KINDS:
        for field, texts in known[kind]["fields"].items():
            for text in texts:
                if text.startswith(("@", "~")) or "{" in text:
                    continue
                fields = {match.field for match in general().matches(text) if match.kind is kind}
                assert field in fields, (kind, field, text)
