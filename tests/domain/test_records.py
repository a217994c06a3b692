"""The schema and the record classes agree, and partial dates tell only what is certain."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import TODAY, client, job, records
from valmennus_tui.domain.contact import SupportContact
from valmennus_tui.domain.employer import is_business_id, normalised, same_employer
from valmennus_tui.domain.period import apart, covers, earliest, latest, surely_before
from valmennus_tui.domain.phase import path
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.records import make_record
from valmennus_tui.domain.schema import RecordKind, field_names, field_spec, fields
from valmennus_tui.domain.values import DateValue, PartialDate

NAMES = {
    "client": (
        "code name coach referral_date referral_source linked_team service_start employed_at_entry"
        " profile_started profile_done job_search_plan first_employer_contact benefits_advice"
        " disclosure_discussed disclosure_count phase service_end end_reason notes"
    ),
    "employment": (
        "client start end employer business_id job_title job_type contract open_market wage_subsidy"
        " wage_subsidy_end hours_per_week collective_pay support_plan end_reason loss_known contact_after"
        " leave_start leave_end"
    ),
    "education": "client start end kind school study_plan outcome",
    "contact": (
        "date coach employer face_to_face client_specific client visit_number purpose matches_plan next_step"
    ),
    "support": "client date face_to_face place",
    "coach": "code fte valid_from valid_to weeks_absent linked_teams",
    "work_log": (
        "coach period hours_total hours_employment_services hours_outside_office team_meetings supervisions"
        " field_mentoring outcome_reviews log_reviews"
        " partner_meetings partner_contacts rate_reports log_reviewed"
    ),
    "assessment": "date assessors service edition",
    "criterion": ("assessment number score proposed reason evidence comment strength action who due ticks"),
}


@pytest.mark.parametrize("kind", list(RecordKind))
def test_field_names_are_the_contract(kind: RecordKind) -> None:
    assert " ".join(field_names(kind)) == NAMES[kind]
    base = {f.name for f in dataclass_fields(Record)}
    made = make_record(kind, "k", {})
    assert [f.name for f in dataclass_fields(made) if f.name not in base] == list(field_names(kind))
    assert made.absent == frozenset(field_names(kind))


def test_sensitive_fields() -> None:
    hidden = {f"{kind}.{spec.name}" for kind in RecordKind for spec in fields(kind) if spec.sensitive}
    assert hidden == {"client.name", "client.notes", "contact.next_step", "criterion.comment"}


def test_making_a_record() -> None:
    made = make_record(RecordKind.CLIENT, "client:A-1", {"code": "A-1", "service_start": None})
    assert made.get("code") == "A-1"
    assert made.client_code == "A-1"
    assert made.has("service_start")
    assert not made.has("phase")
    assert hash(made) == hash(
        make_record(RecordKind.CLIENT, "client:A-1", {"code": "A-1", "service_start": None})
    )
    with pytest.raises(KeyError):
        make_record(RecordKind.CLIENT, "client:A-1", {"shoe_size": "43"})
    with pytest.raises(KeyError):
        made.get("key")
    assert field_spec(RecordKind.EDUCATION, "kind").choices == "education_kind"


dates = st.dates(date(2000, 1, 1), date(2050, 12, 31))
partials = st.one_of(
    st.builds(lambda y: PartialDate(str(y), y), st.integers(2000, 2050)),
    st.builds(lambda y, m: PartialDate(f"{m}/{y}", y, m), st.integers(2000, 2050), st.integers(1, 12)),
    st.builds(
        lambda y, w: PartialDate(f"vko {w}/{y}", y, week=w), st.integers(2000, 2050), st.integers(1, 52)
    ),
)
date_values: st.SearchStrategy[DateValue] = st.one_of(st.none(), dates, partials)


def days_of(value: DateValue) -> list[date]:
    first, last = earliest(value), latest(value)
    assert first
    assert last
    return [first, first + (last - first) // 2, last]


@given(date_values, date_values, dates)
def test_what_is_certain_holds_for_every_possible_day(start: DateValue, end: DateValue, on: date) -> None:
    said = covers(start, end, on)
    if said is None or start is None:
        return
    ends = [date.max] if end is None else days_of(end)
    assert all((a <= on <= b) is said or b < a for a in days_of(start) for b in ends)


@given(date_values, date_values)
def test_surely_before_holds_for_every_possible_day(a: DateValue, b: DateValue) -> None:
    if surely_before(a, b):
        assert all(x < y for x in days_of(a) for y in days_of(b))
        assert not surely_before(b, a)


def test_periods_that_share_a_day_are_not_apart() -> None:
    day = date(2026, 1, 1)
    assert not apart(None, day, day, None)
    assert apart(None, day, day + timedelta(days=1), None)
    assert not apart(day, None, None, None)


def test_employer_spellings() -> None:
    names = [
        "Keksitty Leipomo Oy",
        "keksitty  leipomo",
        "KEKSITTY LEIPOMO OY",
        "Keksity Leipomo",
        "Kahvila 1",
        "Kahvila 2",
        "Oy Ab",
    ]
    assert same_employer(names) == dict.fromkeys(names[1:4], names[0])
    assert normalised("K-Kauppa Oy Ab") == "kkauppa"
    assert normalised("Oy") == "oy"


def test_business_ids() -> None:
    assert is_business_id("1234567-1")
    assert is_business_id(" 1234567–1 ")
    assert not is_business_id("1234567-2")
    assert not is_business_id("12345671")


def test_the_path_through_the_phases() -> None:
    person = client(profile_started=date(2026, 4, 20), phase="vaihe 4")
    met = SupportContact(client="A-1", date=date(2026, 5, 25))
    early = SupportContact(client="A-1", date=date(2026, 5, 1))
    steps = path(person, records(person, job(), early, met))
    assert [step.since for step in steps] == [
        date(2026, 4, 16),
        date(2026, 4, 20),
        date(2026, 4, 30),
        date(2026, 5, 18),
        date(2026, 5, 25),
    ]
    assert [step.number for step in steps if step.current] == [4]
    empty = path(client(service_start=None, job_search_plan=None, first_employer_contact=None), records())
    assert [step.since for step in empty] == [None] * 5
    assert TODAY not in [step.since for step in steps]
