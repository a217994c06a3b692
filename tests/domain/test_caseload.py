"""The caseload: who is active, what they do, who waits, what ends, against the limits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.domain.making import SEEKING, TODAY, client, contact, job, records
from valmennus_tui.domain.alarms import AlarmKind
from valmennus_tui.domain.caseload import Caseload, caseload
from valmennus_tui.domain.education import Education
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.limits import Limits
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.domain.situation import ServiceState
from valmennus_tui.domain.values import DateValue, PartialDate, Unclear


def view(
    *rows: Record,
    as_of: date = TODAY,
    limits: Limits | None = None,
    homes: frozenset[RecordKind] | None = None,
) -> Caseload:
    more = {} if homes is None else {"homes": homes}
    return caseload(records(*rows, **more), as_of, limits or Limits())


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (None, None, ServiceState.REFERRED),
        (TODAY, None, ServiceState.ACTIVE),
        (TODAY + timedelta(days=1), None, ServiceState.UPCOMING),
        (date(2026, 1, 1), TODAY, ServiceState.ACTIVE),  # through the end date
        (date(2026, 1, 1), TODAY - timedelta(days=1), ServiceState.ENDED),
        (PartialDate("11/2021", 2021, 11), None, ServiceState.ACTIVE),
        (PartialDate("6/2026", 2026, 6), None, ServiceState.UNCERTAIN),
        (PartialDate("7/2026", 2026, 7), None, ServiceState.UPCOMING),
        (PartialDate("vko 45", week=45), None, ServiceState.UNCERTAIN),
        (Unclear("syksyllä", "not_a_date"), None, ServiceState.UNCERTAIN),
        (date(2026, 1, 1), PartialDate("5/2026", 2026, 5), ServiceState.ENDED),
        (date(2026, 1, 1), PartialDate("6/2026", 2026, 6), ServiceState.UNCERTAIN),
        (date(2026, 1, 1), Unclear("kesällä", "not_a_date"), ServiceState.UNCERTAIN),
        (None, date(2026, 5, 1), ServiceState.ENDED),
    ],
)
def test_state(start: DateValue, end: DateValue, state: ServiceState) -> None:
    assert view(client(service_start=start, service_end=end)).rows[0].now.state is state


def test_working_seeking_and_studying_overlap() -> None:
    study = Education(client="D", start=date(2026, 1, 1))
    seen = view(
        client("A"),
        client("B"),
        client("C", phase=SEEKING),
        client("D"),
        job(client="B"),
        job(client="C"),
        study,
    )
    status = {row.client.code: (row.now.working, row.now.seeking, row.now.studying) for row in seen.rows}
    assert status == {
        "A": (False, True, False),
        "B": (True, False, False),
        "C": (True, True, False),
        "D": (False, True, True),
    }
    totals = seen.totals
    assert (totals.active, totals.working, totals.seeking, totals.studying) == (4, 2, 3, 1)
    assert totals.by_phase == {1: 0, 2: 0, 3: 1, 4: 0, 5: 0, None: 3}


def test_a_job_is_held_through_its_end() -> None:
    rows = (client(), job(end=TODAY))
    assert view(*rows).rows[0].now.working
    assert not view(*rows, as_of=TODAY + timedelta(days=1)).rows[0].now.working


def test_a_work_trial_is_no_job() -> None:
    assert not view(client(), job(contract="työkokeilu")).rows[0].now.working


def test_finished_studies_without_an_end_do_not_go_on() -> None:
    study = Education(client="A-1", start=date(2026, 1, 1), outcome="keskeytti")
    assert not view(client(), study).rows[0].now.studying


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, 0), (30, 0), (31, 30), (60, 30), (61, 60), (150, 60), (151, 150), (270, 150), (271, 270)],
)
def test_waiting_bands(days: int, band: int) -> None:
    seen = view(
        client(service_start=TODAY - timedelta(days=days), first_employer_contact=None, job_search_plan=TODAY)
    )
    now = seen.rows[0].now
    assert now.waiting
    assert now.waiting_days == days
    assert seen.totals.waiting_by_band == {**dict.fromkeys((0, 30, 60, 150, 270), 0), band: 1}
    alarms = seen.rows[0].alarms
    assert [(a.kind, a.days, a.band) for a in alarms] == (
        [(AlarmKind.FIRST_CONTACT, days, band)] if band else []
    )


def test_who_does_not_wait() -> None:
    bare = {"first_employer_contact": None}
    rows = (
        client("had", first_employer_contact=TODAY),
        client("logged", **bare),
        contact(client="logged, joku"),
        client("works", **bare),
        job(client="works"),
        client("worked", **bare),
        job(client="worked", end=date(2026, 6, 1)),
        client("entered", employed_at_entry=True, **bare),
        client("ended", service_end=date(2026, 6, 1), **bare),
        client("partial", first_employer_contact=PartialDate("5/2026", 2026, 5)),
    )
    assert [row.client.code for row in view(*rows).rows if row.now.waiting] == []
    assert view(client(first_employer_contact=TODAY + timedelta(days=1))).rows[0].now.waiting


def test_partial_starts_are_left_out_of_days_with_their_number() -> None:
    totals = view(
        client("A", service_start=PartialDate("11/2025", 2025, 11), first_employer_contact=None),
        client("B", first_employer_contact=None),
    ).totals
    assert totals.waiting == 2
    assert totals.waiting_days_unknown == 1
    assert sum(totals.waiting_by_band.values()) == 1
    assert totals.uncertain_dates == 1


def test_plans_are_missed_after_the_grace() -> None:
    def without(days: int) -> Caseload:
        start = TODAY - timedelta(days=days)
        return view(client(service_start=start, first_employer_contact=start, job_search_plan=None))

    assert without(21).totals.without_job_search_plan == 0
    assert without(22).totals.without_job_search_plan == 1
    assert [a.kind for a in without(22).rows[0].alarms] == [AlarmKind.JOB_SEARCH_PLAN]
    late = job(start=TODAY - timedelta(days=22), support_plan=None)
    assert view(client(), late).totals.without_support_plan == 1
    held_at_entry = client(service_start=TODAY - timedelta(days=5), employed_at_entry=True)
    assert (
        view(held_at_entry, job(start=date(2020, 1, 1), support_plan=None)).totals.without_support_plan == 0
    )


def test_endings_by_warning_time() -> None:
    seen = view(
        client(),
        job(1, wage_subsidy=True, wage_subsidy_end=TODAY + timedelta(days=30)),
        job(2, wage_subsidy_end=TODAY + timedelta(days=31)),
        job(3, wage_subsidy=False, wage_subsidy_end=TODAY + timedelta(days=5)),
        job(4, contract="määräaikainen", end=TODAY + timedelta(days=60)),
        job(5, end=TODAY + timedelta(days=61)),
    )
    assert seen.totals.subsidies_ending == {30: 1, 60: 2}
    assert seen.totals.jobs_ending == {30: 0, 60: 1}
    assert [(a.kind, a.severity, a.days) for a in seen.rows[0].alarms] == [
        (AlarmKind.SUBSIDY_ENDING, Severity.WARNING, 30),
        (AlarmKind.SUBSIDY_ENDING, Severity.HINT, 31),
        (AlarmKind.JOB_ENDING, Severity.HINT, 60),
    ]


def test_limits_need_known_working_time() -> None:
    rows = [client(f"A-{n}", coach="TV1") for n in range(21)] + [
        client(f"B-{n}", coach="TV2") for n in range(5)
    ]
    unknown = view(*rows)
    assert [(load.coach, load.active, load.limit, load.over) for load in unknown.coaches] == [
        ("TV1", 21, None, True),  # more than a full-time coach's limit: over whatever the share
        ("TV2", 5, None, False),
    ]
    assert (unknown.totals.fte, unknown.totals.limit, unknown.totals.over) == (None, None, True)
    known = view(*rows, limits=Limits(coach_fte={"TV1": Decimal(1), "TV2": Decimal("0.5")}))
    assert (known.totals.fte, known.totals.limit, known.totals.over) == (Decimal("1.5"), Decimal(30), False)
    assert [load.over for load in known.coaches] == [True, False]


def test_served_in_the_calendar_year_counts_people() -> None:
    totals = view(
        client("A", service_start=date(2025, 1, 1), service_end=date(2026, 1, 1)),
        client("A", service_start=date(2026, 3, 1)),
        client("B", service_start=date(2025, 1, 1), service_end=date(2025, 12, 31)),
        client("C", service_start=TODAY + timedelta(days=1)),
        client("D", service_start=PartialDate("2024", 2024)),
    ).totals
    assert totals.served == 2


def test_a_reentry_has_its_own_jobs() -> None:
    first = client(service_start=date(2024, 1, 1), service_end=date(2025, 1, 1), end_reason="muutto")
    second = client(service_start=date(2026, 3, 1))
    old, new = job(1, start=date(2023, 12, 1)), job(2, start=date(2026, 4, 1))
    kept = records(first, second, old, new, job(3, start=None))
    assert [j.key for j in kept.employments_of(first)] == ["employment:A-1/1"]
    assert [j.key for j in kept.employments_of(second)] == ["employment:A-1/2", "employment:A-1/3"]
    assert kept.client_of(new) is second
    assert kept.ambiguous_codes == frozenset()
    assert records(first, client(service_start=date(2025, 1, 1))).ambiguous_codes == {"A-1"}


def test_missing_columns_make_figures_unknown() -> None:
    bare = client(
        absent=frozenset({"first_employer_contact", "job_search_plan", "phase"}), first_employer_contact=None
    )
    totals = view(bare, homes=frozenset({RecordKind.CLIENT, RecordKind.EMPLOYMENT})).totals
    assert totals.missing == ("client.phase", "client.first_employer_contact", "client.job_search_plan")
    assert (totals.waiting, totals.without_job_search_plan, totals.without_support_plan) == (None, None, 0)


def test_rows_keep_the_workbooks_order_and_are_found_by_key() -> None:
    seen = view(client("B"), client("A"), client("C", service_end=date(2026, 5, 1)))
    assert [row.key for row in seen.rows] == ["client:B", "client:A", "client:C"]
    assert [row.key for row in seen.active] == ["client:B", "client:A"]
    assert [row.key for row in seen.current] == ["client:B", "client:A"]
    assert seen.row("client:A") is seen.rows[1]
    assert seen.row("client:X") is None


def test_an_empty_workbook_has_an_empty_caseload() -> None:
    totals = view().totals
    assert (totals.active, totals.served, totals.over, totals.limit) == (0, 0, False, None)
