"""Three more hands, written after the first ten were read right: was it for those ten only?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.support.other_hands.hand import As, Column, Expected, Hand, day, no, partial, typed_day, yes


def another_finnish_coach(path: Path) -> Expected:
    """Other Finnish words for the same things, jobs first, a filter on, rows ready for more."""
    hand = Hand(path)
    d = day
    jobs: list[Column] = [
        ("Asiakasnro", "client"),
        ("Yritys / työnantaja", "employer"),
        ("Työtehtävät", "job_title"),
        ("Alkamispäivä", "start"),
        ("Päättymispäivä", "end"),
        ("Viikkotunnit", "hours_per_week"),
        ("Työsopimuksen muoto", "contract"),
        ("Palkkatuettu (k/e)", "wage_subsidy"),
        ("Palkkatuki päättyy", "wage_subsidy_end"),
    ]
    ws = hand.sheet("Työsuhteet 2025-2026")
    ws.write_string(0, 0, "Asiakkaiden työsuhteet", hand.title)
    hand.table(ws, "employment", 2, 0, jobs, [
        ["25-004", "Ravintola Kaarna", "tarjoilija, apu keittiössä", d("3.11.2025"), d("30.4.2026"), 28,
         "määräaikainen", yes("k"), d("30.4.2026")],
        ["25-004", "Ravintola Kaarna", "tarjoilija", d("1.5.2026"), None, 30, "toistaiseksi", no("e"), None],
        ["25-009", "Kiinteistöpalvelu Harja", "siivooja", typed_day("9.2.2026"), None, 19.5, "osa-aikainen",
         no("e"), None],
    ])  # fmt: skip
    ws.autofilter(2, 0, 40, len(jobs) - 1)
    clients: list[Column] = [
        ("Asiakasnro", "code"),
        ("Vastuuvalmentaja", "coach"),
        ("Lähettävä taho", "referral_source"),
        ("Lähete saatu", "referral_date"),
        ("Valmennus alkoi", "service_start"),
        ("Ammatillinen profiili tehty", "profile_done"),
        ("Työnhakusuunnitelma tehty", "job_search_plan"),
        ("1. työnantajatapaaminen pvm", "first_employer_contact"),
        ("Valmennus päättyi", "service_end"),
        ("Miksi päättyi", "end_reason"),
        ("Lisätiedot", "notes"),
    ]
    hand.table(hand.sheet("Asiakkaat"), "client", 3, 1, clients, [
        ["25-004", "EK", "sosiaalityö", d("1.9.2025"), d("8.9.2025"), d("22.9.2025"), d("29.9.2025"),
         d("6.10.2025"), None, None, "kulkee bussilla"],
        ["25-009", "EK", "työpaja", d("12.1.2026"), d("19.1.2026"), partial("2/2026", year=2026, month=2),
         None, d("28.1.2026"), None, None, None],
        ["25-010", "EK", "oma yhteydenotto", None, d("26.1.2026"), None, None, None, d("27.3.2026"),
         "ei tavoitettu", None],
    ])  # fmt: skip
    studies: list[Column] = [
        ("Asiakasnro", "client"),
        ("Oppilaitos", "school"),
        ("Koulutus / tutkinto", "kind"),
        ("Opinnot alkoi", "start"),
        ("Opinnot päättyi", "end"),
        ("Lopputulos", "outcome"),
    ]
    hand.table(hand.sheet("Opinnot"), "education", 0, 0, studies, [
        ["25-009", "Joenvarren ammattiopisto", "tutkinnon osa", d("10.8.2026"), None, "jatkaa"],
    ])  # fmt: skip
    return hand.close("another_finnish_coach")


def swedish_groups(path: Path) -> Expected:
    """One wide row a client in Swedish, two jobs and one course beside each other."""
    hand = Hand(path)
    d = day
    ws = hand.sheet("Sammandrag")
    front: list[Column] = [
        ("Klient", "code"),
        ("Arbetscoach", "coach"),
        ("Service inleddes", "service_start"),
        ("Service avslutades", "service_end"),
    ]
    job: list[Column] = [
        ("Arbetsgivare", "employer"),
        ("Började", "start"),
        ("Slutade", "end"),
        ("h/vecka", "hours_per_week"),
    ]
    course: list[Column] = [("Läroanstalt", "school"), ("Började", "start"), ("Slutade", "end")]
    groups = [
        ("Anställning 1", "employment", job),
        ("Anställning 2", "employment", job),
        ("Utbildning 1", "education", course),
    ]
    left = len(front)
    for column, (text, _field) in enumerate(front):
        ws.merge_range(0, column, 1, column, text, hand.head)
    for title, _kind, members in groups:
        ws.merge_range(0, left, 0, left + len(members) - 1, title, hand.head)
        hand.headers(ws, 1, left, members)
        left += len(members)

    def write(row: int, cells: Sequence[object], events: Sequence[Sequence[object]]) -> None:
        hand.row(ws, "client", row, 0, front, cells)
        at = len(front)
        for (_title, kind, members), event in zip(groups, events, strict=True):
            if event:
                hand.row(ws, kind, row, at, members, event, client=str(cells[0]))
            at += len(members)

    write(2, ["S1", "BL", d("5.1.2026"), None],
          [["Bageri Kornet", d("2.2.2026"), d("28.2.2026"), 10],
           ["Lager Nord", d("2.3.2026"), None, 25], []])  # fmt: skip
    write(3, ["S2", "BL", d("12.1.2026"), d("30.6.2026")],
          [[], [], ["Yrkesakademin Strand", d("3.8.2026"), None]])  # fmt: skip
    return hand.close("swedish_groups")


def english(path: Path) -> Expected:
    """A coach who writes English throughout."""
    hand = Hand(path)
    d = day
    clients: list[Column] = [
        ("Client code", "code"),
        ("Job coach", "coach"),
        ("Referred on", "referral_date"),
        ("Referred by", "referral_source"),
        ("Service started", "service_start"),
        ("Employed at entry", "employed_at_entry"),
        ("Vocational profile completed", "profile_done"),
        ("Job search plan", "job_search_plan"),
        ("First employer meeting", "first_employer_contact"),
        ("Phase", "phase"),
        ("Service ended", "service_end"),
        ("Reason for ending", "end_reason"),
    ]
    hand.table(hand.sheet("Clients"), "client", 0, 0, clients, [
        ["AB-1", "MR", d("2.2.2026"), "health care", d("9.2.2026"), no("no"), d("2.3.2026"), d("4.3.2026"),
         d("10.3.2026"), As(4, "4"), None, None],
        ["AB-2", "MR", d("3.2.2026"), "self", d("16.2.2026"), yes("yes"), None, None, None, As(1, "1"),
         d("15.5.2026"), "moved away"],
    ])  # fmt: skip
    jobs: list[Column] = [
        ("Client code", "client"),
        ("Employer", "employer"),
        ("Position", "job_title"),
        ("Job started", "start"),
        ("Job ended", "end"),
        ("Hours per week", "hours_per_week"),
        ("Type of contract", "contract"),
        ("Wage subsidy", "wage_subsidy"),
    ]
    hand.table(hand.sheet("Employment"), "employment", 0, 0, jobs, [
        ["AB-1", "Harbour Café", "barista", d("1.4.2026"), None, 22, "permanent", no("no")],
        ["AB-2", "Green Thumb", "gardener", d("1.5.2025"), d("30.9.2025"), 37.5, "seasonal", yes("yes")],
    ])  # fmt: skip
    return hand.close("english")
