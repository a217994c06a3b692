"""Choice lists: matching, years of use, and that the shipped data is sound."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from valmennus_tui.domain.choices import folded, match_listed
from valmennus_tui.domain.phase import is_seeking_phase, phase_name, phase_number
from valmennus_tui.domain.schema import FieldKind, RecordKind, fields
from valmennus_tui.workbook.shipped_choices import shipped_choices

LISTS = shipped_choices()


def text_of(key: str, typed: str) -> str | None:
    known = LISTS.get(key)
    assert known
    choice = known.find(typed)
    return choice.text if choice else None


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("contract", "Määräaikainen", "määräaikainen"),
        ("contract", "  MÄÄRÄAIKAINEN ", "määräaikainen"),
        ("contract", unicodedata.normalize("NFD", "määräaikainen"), "määräaikainen"),
        ("contract", "määrä\u00adaikainen", "määräaikainen"),
        ("contract", "toistaiseksi  voimassa\noleva", "toistaiseksi voimassa oleva"),
        ("contract", "visstidsanställning", "määräaikainen"),
        ("contract", "permanent", "toistaiseksi voimassa oleva"),
        ("phase", "3", "3 Nopea työnetsintä avoimilta työmarkkinoilta"),
        ("phase", "Vaihe 3", "3 Nopea työnetsintä avoimilta työmarkkinoilta"),
        ("phase", "3.", "3 Nopea työnetsintä avoimilta työmarkkinoilta"),
        (
            "phase",
            "Nopea työnetsintä avoimilta työmarkkinoilta",
            "3 Nopea työnetsintä avoimilta työmarkkinoilta",
        ),
        (
            "phase",
            "Työskentely ja tuesta sopiminen työnantajan kanssa",
            "4 Työnantajan tuki, sopiminen ja työskentely",
        ),
        (
            "phase",
            "Työsuhteen tukeminen ja tuki työn ulkopuolella",
            "5 Työyhteisön tukeminen ja tuki työn ulkopuolella",
        ),
        ("job_type", "51", "51 Palvelutyöntekijät"),
        ("job_type", "servicepersonal", "51 Palvelutyöntekijät"),
        ("referral_source", "TE-toimisto", "TE-palvelut"),
        ("referral_source", "TE–palvelut", "TE-palvelut"),
        ("referral_source", "FPA", "Kela"),
        (
            "education_kind",
            "TUVA",
            "tutkintokoulutukseen valmentava tai työhön ja itsenäiseen elämään valmentava",
        ),
        ("contract", "jotain muuta", None),
    ],
)
def test_what_people_type_leads_to_the_list(key: str, typed: str, meant: str | None) -> None:
    assert text_of(key, typed) == meant


def test_labels_have_years() -> None:
    sources = LISTS.get("referral_source")
    assert sources
    before = {choice.code for choice in sources.offered(date(2024, 12, 31))}
    after = {choice.code for choice in sources.offered(date(2025, 1, 1))}
    assert before - after == {"te_services", "municipal_trial", "typ"}
    assert after - before == {"employment_area"}


def test_what_is_no_job_is_read_but_not_offered() -> None:
    contracts = LISTS.get("contract")
    assert contracts
    assert contracts.find("Työkokeilu")
    assert "työkokeilu" not in {choice.text for choice in contracts.offered(date(2026, 1, 1))}
    assert LISTS.trait("contract", "työkokeilu", "employment") is False
    assert LISTS.trait("contract", "toistaiseksi voimassa oleva", "competitive") == "strict"


def test_shipped_lists_are_sound() -> None:
    for key, known in LISTS.lists.items():
        codes = [choice.code for choice in known.choices]
        assert len(codes) == len(set(codes)), key
        meanings: dict[str, str] = {}
        for choice in known.choices:
            assert set(choice.names) == {"fi", "sv", "en"}
            assert choice.successor is None or known.by_code(choice.successor)
            for text in (*choice.names.values(), *choice.aliases):
                assert meanings.setdefault(folded(text), choice.code) == choice.code, (key, text)
                assert len(text) <= 255


def test_every_choice_field_has_its_list() -> None:
    for kind in RecordKind:
        for spec in fields(kind):
            assert (spec.kind is FieldKind.CHOICE) == (spec.choices is not None)
            assert spec.choices is None or LISTS.get(spec.choices)


def test_occupation_groups_are_those_of_the_classification() -> None:
    groups = LISTS.get("job_type")
    assert groups
    assert [choice.code for choice in groups.choices] == [
        "01",
        "02",
        "03",
        "11",
        "12",
        "13",
        "14",
        "21",
        "22",
        "23",
        "24",
        "25",
        "26",
        "31",
        "32",
        "33",
        "34",
        "35",
        "41",
        "42",
        "43",
        "44",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "71",
        "72",
        "73",
        "74",
        "75",
        "81",
        "82",
        "83",
        "91",
        "92",
        "93",
        "94",
        "95",
        "96",
    ]


def test_phases() -> None:
    assert phase_number("3 Nopea työnetsintä avoimilta työmarkkinoilta", LISTS) == 3
    assert phase_number(None, LISTS) is None
    assert is_seeking_phase("vaihe 3", LISTS)
    assert not is_seeking_phase("vaihe 4", LISTS)
    assert phase_name(1, LISTS, "sv").startswith("1 Att")


def test_a_workbooks_own_list() -> None:
    listed = ["Kyllä", "Ei", "Määräaikainen "]
    assert match_listed("määräaikainen", listed) == "Määräaikainen "
    assert match_listed("x", listed) is None
