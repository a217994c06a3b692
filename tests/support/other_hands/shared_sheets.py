"""Everything on one sheet; and a book that also logs employer contacts and contacts around a job."""

from __future__ import annotations

from pathlib import Path

from tests.support.other_hands.hand import As, Column, Either, Expected, Hand, day, no, yes
from valmennus_tui.domain.values import Unclear


def one_sheet(path: Path) -> Expected:
    """The clients above, their jobs below, a heading over each; some room left between."""
    hand = Hand(path)
    d = day
    ws = hand.sheet("Seuranta")
    ws.write_string(0, 0, "Asiakkaat", hand.title)
    clients: list[Column] = [
        ("Tunnus", "code"),
        ("Lähete", "referral_date"),
        ("Aloitus", "service_start"),
        ("Lopetus", "service_end"),
        ("Lopetuksen syy", "end_reason"),
        ("Profiili tehty", "profile_done"),
        ("Työnhakusuunnitelma", "job_search_plan"),
        ("Vaihe", "phase"),
    ]
    hand.table(ws, "client", 1, 0, clients, [
        ["VT3", d("2.2.2026"), d("9.2.2026"), None, None, d("2.3.2026"), d("2.3.2026"), As(3, "3")],
        ["VT4", d("3.2.2026"), d("9.2.2026"), d("29.5.2026"), "ei tavoitettu", None, None, None],
        ["VT5", d("1.4.2026"), d("7.4.2026"), None, None, None, None, As(1, "1")],
    ])  # fmt: skip
    ws.write_string(13, 0, "Työsuhteet", hand.title)
    jobs: list[Column] = [
        ("Tunnus", "client"),
        ("Työnantaja", "employer"),
        ("Työtehtävä", "job_title"),
        ("Aloitus", "start"),
        ("Lopetus", "end"),
        ("Tuntia/vko", "hours_per_week"),
    ]
    hand.table(ws, "employment", 14, 0, jobs, [
        ["VT3", "Kirjapaino Kehys", "viimeistelijä", d("1.4.2026"), None, 18],
        ["VT4", "Kalatukku Ahti", "pakkaaja", d("1.4.2026"), d("15.4.2026"), 37.5],
    ])  # fmt: skip
    return hand.close("one_sheet")


def with_employer_contacts(path: Path) -> Expected:
    """Clients by code and name, jobs, a log of employer meetings and a log of support around the job."""
    hand = Hand(path)
    d = day
    clients: list[Column] = [
        ("Koodi", "code"),
        ("Asiakkaan nimi", "name"),
        ("Tiimi", "linked_team"),
        ("Palvelun aloitus", "service_start"),
        ("Ensimmäinen työnantajakontakti", "first_employer_contact"),
        ("Kertomisesta keskusteltu", "disclosure_discussed"),
        ("Palvelun lopetus", "service_end"),
    ]
    hand.table(hand.sheet("Asiakkaat"), "client", 2, 0, clients, [
        ["M-1", "Olavi Olematon", "työkyvyn tuen tiimi", d("7.1.2026"), d("28.1.2026"), d("21.1.2026"), None],
        ["M-2", "Sirkka Satunnainen", "mielenterveyspalvelut", d("2.2.2026"), None, None, None],
    ])  # fmt: skip
    jobs: list[Column] = [
        ("Koodi", "client"),
        ("Työnantaja", "employer"),
        ("Ammatti", "job_title"),
        ("Työsuhteen alku", "start"),
        ("Työsuhteen loppu", "end"),
        ("Työsuhteen tyyppi", "contract"),
        ("Tunnit viikossa", "hours_per_week"),
        ("TES-palkka", "collective_pay"),
    ]
    hand.table(hand.sheet("Työssä"), "employment", 2, 0, jobs, [
        ["M-1", "Kierrätyskeskus Uusi Elämä", "lajittelija", d("2.3.2026"), None, "toistaiseksi", 30,
         yes("kyllä")],
    ])  # fmt: skip
    meetings: list[Column] = [
        ("Pvm", "date"),
        ("Valmentaja", "coach"),
        ("Yritys", "employer"),
        ("Tapaamistapa", "face_to_face"),
        ("Asiakaskohtainen", "client_specific"),
        ("Asiakas (koodi)", "client"),
        ("Monesko tapaaminen", "visit_number"),
        ("Tapaamisen tarkoitus", "purpose"),
        ("Suunnitelman mukainen", "matches_plan"),
        ("Jatko", "next_step"),
    ]
    in_person = As("kasvokkain", Either((True, Unclear("kasvokkain", "any"))))
    by_phone = As("puhelin", Either((False, Unclear("puhelin", "any"))))
    hand.table(hand.sheet("Työnantajatapaamiset"), "contact", 2, 0, meetings, [
        [d("28.1.2026"), "TS", "Kierrätyskeskus Uusi Elämä", in_person, yes("kyllä"), "M-1", 1,
         "tutustuminen",
         yes("kyllä"), "uusi käynti helmikuussa"],
        [d("11.2.2026"), "TS", "Kierrätyskeskus Uusi Elämä", in_person, yes("kyllä"), "M-1", 2,
         "ehdokkaan esittely", yes("kyllä"), None],
        [d("12.2.2026"), "TS", "Rautakauppa Naula", by_phone, no("ei"), None, 1, "tarpeen kartoitus",
         no("ei"), None],
    ])  # fmt: skip
    support: list[Column] = [
        ("Koodi", "client"),
        ("Päivä", "date"),
        ("Kasvokkain (k/e)", "face_to_face"),
        ("Paikka", "place"),
    ]
    hand.table(hand.sheet("Tuki työssä"), "support", 2, 0, support, [
        ["M-1", d("27.2.2026"), yes("k"), "toimisto"],
        ["M-1", d("3.3.2026"), no("e"), "puhelin"],
    ])  # fmt: skip
    return hand.close("with_employer_contacts")
