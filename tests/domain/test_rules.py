"""Each rule fires where it should and stays silent where it should not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.domain import team_cases
from tests.domain.making import SEEKING, TODAY, client, contact, findings, job, rules
from valmennus_tui.domain.contact import SupportContact
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.record import Oddity, Record
from valmennus_tui.domain.rules import ALL
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.values import PartialDate, Unclear

STUDY = Education(
    key="education:A-1/1", client="A-1", start=date(2026, 5, 1), kind="tutkinto", study_plan=date(2026, 5, 1)
)
SUPPORT = SupportContact(key="support:A-1/1", client="A-1", date=date(2026, 5, 20), face_to_face=True)
ENDED = {"service_end": date(2026, 6, 1), "end_reason": "oma toive"}
NOVEMBER = PartialDate("11/2021", 2021, 11)

CLEAN: list[tuple[Record, ...]] = [
    (client(),),
    (client(), job(), STUDY, SUPPORT, contact()),
    # A re-entry: the same code, periods apart.
    (
        client(service_start=date(2024, 1, 1), service_end=date(2025, 1, 1), end_reason="muutto"),
        replace(client(), key="client:A-1#2"),
    ),
    # A referral that waits for its start needs none.
    (
        client(
            service_start=None,
            job_search_plan=None,
            first_employer_contact=None,
            phase="1 Palveluun hakeutuminen, sopiminen",
        ),
    ),
    # A job held at entry.
    (client(employed_at_entry=True), job(start=date(2020, 1, 1))),
    # The grace has not passed.
    (client(service_start=TODAY - timedelta(days=21), job_search_plan=None, first_employer_contact=None),),
    # A known end of a subsidy or a term far enough ahead.
    (
        client(),
        job(
            wage_subsidy=True,
            wage_subsidy_end=TODAY + timedelta(days=61),
            contract="määräaikainen",
            end=TODAY + timedelta(days=61),
        ),
    ),
    (client(), job(hours_per_week=Decimal(40)), job(2, hours_per_week=Decimal(20))),
    (client(), contact(client="A-1"), contact(6, client=None, client_specific=False)),
    # A work trial is no job: its missing plan is nobody's fault.
    (client(), job(contract="työkokeilu", support_plan=None)),
    *team_cases.CLEAN,
]


@pytest.mark.parametrize("rows", CLEAN)
def test_no_finding_where_all_is_in_order(rows: tuple[Record, ...]) -> None:
    assert findings(*rows) == ()


E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT
# Rule, severity, field, records.
CASES: list[tuple[str, Severity, str | None, tuple[Record, ...]]] = [
    ("value.missing", E, "code", (client(None),)),
    ("value.missing", E, "start", (client(), job(start=None))),
    ("value.missing", E, "client", (client(), job(client=None))),
    ("value.missing", E, "date", (client(), contact(date=None))),
    ("value.not_understood", E, "service_start", (client(service_start=Unclear("kesällä", "not_a_date")),)),
    ("value.not_understood", E, "profile_done", (client(profile_done=Unclear("1.3.85", "two_digit_year")),)),
    (
        "value.not_understood",
        E,
        "hours_per_week",
        (client(), job(hours_per_week=Unclear("1.234", "ambiguous_number"))),
    ),
    ("value.not_understood", E, "open_market", (client(), job(open_market=Unclear("?", "not_yes_no")))),
    ("value.not_in_list", W, "contract", (client(), job(contract=Unclear("outo", "not_in_list")))),
    (
        "value.error_value",
        W,
        "employer",
        (client(), job(employer=None, oddities={"employer": Oddity.ERROR_VALUE})),
    ),
    ("value.partial_date", H, "profile_done", (client(profile_done=NOVEMBER),)),
    (
        "value.two_digit_year",
        W,
        "profile_done",
        (client(profile_done=TODAY, oddities={"profile_done": Oddity.TWO_DIGIT_YEAR}),),
    ),
    (
        "value.text_date",
        H,
        "profile_done",
        (client(profile_done=TODAY, oddities={"profile_done": Oddity.TEXT_DATE}),),
    ),
    (
        "value.unformatted_date",
        H,
        "profile_done",
        (client(profile_done=TODAY, oddities={"profile_done": Oddity.UNFORMATTED_DATE}),),
    ),
    (
        "value.text_number",
        H,
        "disclosure_count",
        (client(disclosure_count=2, oddities={"disclosure_count": Oddity.TEXT_NUMBER}),),
    ),
    ("value.future_date", W, "benefits_advice", (client(benefits_advice=TODAY + timedelta(days=1)),)),
    (
        "value.future_date",
        H,
        "service_start",
        (client(service_start=TODAY + timedelta(days=9), first_employer_contact=None),),
    ),
    (
        "value.future_date",
        W,
        "wage_subsidy_end",
        (client(), job(wage_subsidy=True, wage_subsidy_end=date(2206, 1, 1))),
    ),
    ("value.future_date", W, "date", (client(), contact(date=TODAY + timedelta(days=1)))),
    ("value.unknown_client", E, "client", (client(), job(client="B-2"))),
    ("value.unknown_client", E, "client", (client(), replace(STUDY, client="a-1"))),
    ("value.unknown_client", E, "client", (client(), contact(client="A-1, B-2"))),
    ("value.unknown_client", E, "client", (client(), replace(SUPPORT, client="B-2"))),
    ("text.identity_code_as_client_code", E, "code", (client("010594Y9032"),)),
    ("text.identity_code", W, "notes", (client(notes="Soita äidille, 010594Y9032."),)),
    ("text.identity_code", W, "name", (client(name="010594Y9032"),)),
    ("text.identity_code_typo", H, "notes", (client(notes="010594Y9033"),)),
    ("text.identity_code_start", W, "employer", (client(), job(employer="010594-"))),
    ("text.phone_number", W, "notes", (client(notes="puh. 040 123 4567"),)),
    ("text.email_address", W, "next_step", (client(), contact(next_step="kirjoita aku@example.com"))),
    ("client.duplicate_code", E, "code", (client(), client())),
    (
        "client.duplicate_code",
        E,
        "code",
        (client(service_start=date(2024, 1, 1), **ENDED), client(service_start=date(2026, 6, 1))),
    ),
    (
        "client.end_before_start",
        E,
        "service_end",
        (client(service_end=date(2026, 4, 15), end_reason="muutto"),),
    ),
    ("client.end_before_start", E, "service_end", (client(service_end=NOVEMBER, end_reason="muutto"),)),
    (
        "client.profile_done_before_start",
        E,
        "profile_done",
        (client(profile_started=date(2026, 5, 2), profile_done=date(2026, 5, 1)),),
    ),
    ("client.referral_after_start", H, "referral_date", (client(referral_date=date(2026, 4, 17)),)),
    ("client.start_missing", W, "service_start", (client(service_start=None, phase=SEEKING),)),
    (
        "client.first_contact_before_start",
        W,
        "first_employer_contact",
        (client(first_employer_contact=date(2026, 4, 1)),),
    ),
    (
        "client.first_contact_not_recorded",
        H,
        "first_employer_contact",
        (client(first_employer_contact=None), job()),
    ),
    (
        "client.first_contact_differs",
        H,
        "first_employer_contact",
        (client(), contact(date=date(2026, 4, 20))),
    ),
    ("client.end_reason_without_end", W, "service_end", (client(end_reason="muutto"),)),
    ("client.end_without_reason", H, "end_reason", (client(service_end=date(2026, 6, 1)),)),
    ("client.job_search_plan_missing", W, "job_search_plan", (client(job_search_plan=None),)),
    (
        "client.outdated_choice",
        H,
        "referral_source",
        (client(referral_date=date(2026, 4, 1), referral_source="TE-palvelut"),),
    ),
    ("employment.end_before_start", E, "end", (client(), job(end=date(2026, 5, 17), end_reason="muu"))),
    (
        "employment.end_before_start",
        E,
        "wage_subsidy_end",
        (client(), job(wage_subsidy_end=date(2026, 5, 17))),
    ),
    (
        "employment.end_before_start",
        E,
        "leave_end",
        (client(), job(leave_start=date(2026, 6, 2), leave_end=date(2026, 6, 1))),
    ),
    ("employment.start_before_service", W, "start", (client(), job(start=date(2026, 4, 15)))),
    ("employment.open_after_service", W, "end", (client(**ENDED), job())),
    (
        "employment.open_after_service",
        H,
        "end",
        (client(service_end=date(2026, 6, 1), end_reason="työllistynyt, tuki ei enää tarpeen"), job()),
    ),
    (
        "employment.two_full_time",
        W,
        "end",
        (client(), job(hours_per_week=Decimal(38)), job(2, hours_per_week=Decimal("37.5"))),
    ),
    ("employment.hours", W, "hours_per_week", (client(), job(hours_per_week=Decimal("40.5")))),
    ("employment.hours", E, "hours_per_week", (client(), job(hours_per_week=Decimal(0)))),
    ("employment.hours", E, "hours_per_week", (client(), job(hours_per_week=Decimal(375)))),
    ("employment.employer_missing", H, "employer", (client(), job(employer=None))),
    (
        "employment.employer_spelling",
        H,
        "employer",
        (client(), job(employer="Keksitty Leipomo Oy"), job(2, employer="keksitty leipomo")),
    ),
    ("employment.business_id", H, "business_id", (client(), job(business_id="1234567-2"))),
    (
        "employment.support_plan_missing",
        W,
        "support_plan",
        (client(), job(start=date(2026, 5, 1), support_plan=None)),
    ),
    (
        "employment.subsidy_ending",
        W,
        "wage_subsidy_end",
        (client(), job(wage_subsidy=True, wage_subsidy_end=TODAY)),
    ),
    (
        "employment.subsidy_ending",
        W,
        "wage_subsidy_end",
        (client(), job(wage_subsidy=True, wage_subsidy_end=TODAY + timedelta(days=30))),
    ),
    (
        "employment.subsidy_ending",
        H,
        "wage_subsidy_end",
        (client(), job(wage_subsidy_end=TODAY + timedelta(days=31))),
    ),
    (
        "employment.subsidy_over",
        H,
        "wage_subsidy_end",
        (client(), job(wage_subsidy=True, wage_subsidy_end=date(2026, 6, 14))),
    ),
    ("employment.subsidy_end_missing", H, "wage_subsidy_end", (client(), job(wage_subsidy=True))),
    ("employment.job_ending", W, "end", (client(), job(end=TODAY + timedelta(days=1)))),
    ("employment.job_ending", H, "end", (client(), job(end=TODAY + timedelta(days=60)))),
    ("employment.fixed_term_without_end", H, "end", (client(), job(contract="määräaikainen"))),
    ("employment.end_reason_without_end", W, "end", (client(), job(end_reason="irtisanoutui"))),
    ("employment.end_without_reason", H, "end_reason", (client(), job(end=date(2026, 6, 1)))),
    ("education.end_before_start", E, "end", (client(), replace(STUDY, end=date(2026, 4, 1)))),
    ("education.outcome_without_end", W, "end", (client(), replace(STUDY, outcome="valmistui"))),
    ("education.study_plan_missing", H, "study_plan", (client(), replace(STUDY, study_plan=None))),
    ("contact.employer_missing", H, "employer", (client(), contact(employer=None))),
    ("contact.employer_spelling", H, "employer", (client(), job(), contact(employer="ESIMERKKIYRITYS 1"))),
    ("contact.client_missing", W, "client", (client(), contact(client=None))),
    ("contact.client_contradicts", H, "client_specific", (client(), contact(client_specific=False))),
    *team_cases.CASES,
]


@pytest.mark.parametrize(("rule", "severity", "field", "rows"), CASES)
def test_rule(rule: str, severity: Severity, field: str | None, rows: tuple[Record, ...]) -> None:
    found = [finding for finding in findings(*rows) if finding.rule == rule]
    assert [(finding.severity, finding.field) for finding in found] == [(severity, field)]
    assert found[0].record in {row.key for row in rows}
    assert found[0].message[-1] == "."


def test_every_rule_is_tried_and_argued() -> None:
    tried = {case[0] for case in CASES} | {"client.first_contact_missing", "caseload.over_limit"}
    assert tried == set(ALL)
    for rule in ALL.values():
        assert any(word in (rule.test.__doc__ or "").lower() for word in ("error", "warning", "hint")), (
            rule.id
        )


@pytest.mark.parametrize(
    ("days", "severity", "limit"),
    [
        (30, None, None),
        (31, H, 30),
        (60, H, 30),
        (61, W, 60),
        (150, W, 60),
        (151, W, 150),
        (270, W, 150),
        (271, W, 270),
    ],
)
def test_missing_first_contact_by_band(days: int, severity: Severity | None, limit: int | None) -> None:
    waiting = client(service_start=TODAY - timedelta(days=days), first_employer_contact=None)
    found = [f for f in findings(waiting) if f.rule == "client.first_contact_missing"]
    assert [f.severity for f in found] == ([severity] if severity else [])
    if severity:
        assert str(days) in found[0].message
        assert str(limit) in found[0].message


def test_first_contact_is_looked_for_in_the_log_too() -> None:
    waiting = client(first_employer_contact=None)
    assert "client.first_contact_missing" in rules(waiting)
    assert "client.first_contact_missing" not in rules(waiting, contact())
    by_telephone = contact(face_to_face=False)
    assert "client.first_contact_missing" in rules(waiting, by_telephone)


def test_what_has_no_column_is_not_judged() -> None:
    bare = client(
        job_search_plan=None,
        first_employer_contact=None,
        absent=frozenset({"job_search_plan", "first_employer_contact"}),
    )
    assert rules(bare, homes=frozenset({RecordKind.CLIENT})) == []
    work = job(start=date(2026, 5, 1), support_plan=None, absent=frozenset({"support_plan"}))
    assert rules(client(), work) == []


def test_a_contact_log_alone_knows_no_clients() -> None:
    assert rules(contact(), homes=frozenset({RecordKind.CONTACT})) == []


def test_partial_dates_are_not_taken_for_days() -> None:
    within = client(service_end=PartialDate("4/2026", 2026, 4), end_reason="muutto")
    assert "client.end_before_start" not in rules(within)
    assert "client.end_before_start" not in rules(client(service_end=PartialDate("vko 2", week=2)))


def test_caseload_over_the_limit() -> None:
    many = tuple(client(f"A-{n}", coach="TV1") for n in range(13))
    half = Limits(coach_fte={"TV1": Decimal("0.6")})
    assert rules(*many) == []
    assert rules(*many, limits=half) == ["caseload.over_limit"]
    assert rules(*many[:12], limits=half) == []
    crowd = tuple(client(f"A-{n}") for n in range(21))
    assert rules(*crowd) == ["caseload.over_limit"]
    assert rules(*crowd[:20]) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en", "qps"])
def test_no_message_repeats_what_a_person_wrote(language: str) -> None:
    from valmennus_tui import i18n

    secret = "Salaperäinen Kuusamo"
    before = i18n.language()
    i18n.set_language(language)
    try:
        messages = [
            finding.message
            for finding in findings(
                client(name=secret, notes=f"{secret} 010594Y9032 040 1234567 {secret}@example.com"),
                client(name=secret, phase=Unclear(secret, "not_in_list")),
                job(employer=secret, hours_per_week=Unclear(secret, "not_a_number")),
                job(2, client=secret, employer=secret.upper()),
            )
        ]
    finally:
        i18n.set_language(before)
    assert len(messages) > 6
    for message in messages:
        assert "kuusamo" not in message.casefold()
        assert "010594" not in message
        assert "1234567" not in message
