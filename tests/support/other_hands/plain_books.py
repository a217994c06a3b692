"""Coaches who keep one row a record: a plain one, one with a title and two header rows, a Swedish one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.other_hands.hand import As, Column, Expected, Hand, day, no, yes


def three_plain_sheets(path: Path) -> Expected:
    """Header in the first row, a sheet a record kind, the labels of the guidance nearly as they stand."""
    hand = Hand(path)
    clients: list[Column] = [
        ("Asiakastunnus", "code"),
        ("Työhönvalmentaja", "coach"),
        ("Lähetteen pvm", "referral_date"),
        ("Ohjaava taho", "referral_source"),
        ("Palvelu alkoi", "service_start"),
        ("Työssä palvelun alkaessa", "employed_at_entry"),
        ("Ammatillinen profiili aloitettu", "profile_started"),
        ("Ammatillinen profiili valmis", "profile_done"),
        ("Työnhakusuunnitelma laadittu", "job_search_plan"),
        ("Ensimmäinen työnantajatapaaminen", "first_employer_contact"),
        ("Vaihe", "phase"),
        ("Palvelu päättyi", "service_end"),
        ("Päättymisen syy", "end_reason"),
        ("Muistiinpanot", "notes"),
    ]
    a1, a2, a3 = "SA-001", "SA-002", "SA-003"
    d = day
    start = d("12.1.2026")
    open_ended = "toistaiseksi voimassa oleva"
    hand.table(hand.sheet("Asiakkaat"), "client", 0, 0, clients, [
        [a1, "VALM1", d("5.1.2026"), "aikuissosiaalityö", start, no("ei"), d("14.1.2026"), d("2.2.2026"),
         d("6.2.2026"), d("10.2.2026"), "4", None, None, "Toivoo aamuvuoroja."],
        [a2, "VALM1", d("9.2.2026"), "itse", d("16.2.2026"), yes("kyllä"), None, None, None, None, "2",
         None, None, None],
        [a3, "VALM1", d("1.9.2025"), "psykiatria (ESH)", d("8.9.2025"), no("ei"), d("15.9.2025"),
         d("1.10.2025"),
         d("3.10.2025"), d("20.10.2025"), "5", d("27.2.2026"), "muutto", None],
    ])  # fmt: skip
    jobs: list[Column] = [
        ("Asiakastunnus", "client"),
        ("Työnantaja", "employer"),
        ("Y-tunnus", "business_id"),
        ("Työtehtävä", "job_title"),
        ("Työsuhde alkoi", "start"),
        ("Työsuhde päättyi", "end"),
        ("Työsuhteen muoto", "contract"),
        ("Avoimet työmarkkinat", "open_market"),
        ("Palkkatuki", "wage_subsidy"),
        ("Viikkotyöaika", "hours_per_week"),
        ("Suunnitelma työsuhteen aikaisesta tuesta", "support_plan"),
        ("Päättymisen syy", "end_reason"),
    ]
    hand.table(hand.sheet("Työsuhteet"), "employment", 0, 0, jobs, [
        [a1, "Kahvila Kuunsilta", "1234567-1", "keittiöapulainen", d("2.3.2026"), None, open_ended,
         yes("kyllä"),
         no("ei"), 25, d("4.3.2026"), None],
        [a3, "Pihapalvelu Ruusu", None, "pihatyöntekijä", d("3.11.2025"), d("31.1.2026"), "määräaikainen",
         yes("kyllä"), yes("kyllä"), 37.5, d("5.11.2025"), "määräaika päättyi"],
        [a3, "Varasto Oy Lava", None, "keräilijä", d("2.2.2026"), None, "tarvittaessa työhön kutsuttava",
         yes("kyllä"),
         no("ei"), 12, None, None],
    ])  # fmt: skip
    studies: list[Column] = [
        ("Asiakastunnus", "client"),
        ("Koulutuksen laji", "kind"),
        ("Oppilaitos", "school"),
        ("Koulutus alkoi", "start"),
        ("Koulutus päättyi", "end"),
        ("Opintoihin liittyvä suunnitelma", "study_plan"),
        ("Tulos", "outcome"),
    ]
    hand.table(hand.sheet("Koulutukset"), "education", 0, 0, studies, [
        [a2, "tutkinnon osa", "Rantalinnan ammattiopisto", d("7.4.2026"), None, d("20.3.2026"), "jatkaa"],
    ])  # fmt: skip
    return hand.close("three_plain_sheets")


def _two_rows(hand: Hand, ws: Any, top: int, groups: list[tuple[str, list[Column]]]) -> list[Column]:
    """Two header rows: a merged cell over each group, the column's own word below."""
    left, columns = 0, list[Column]()
    for title, members in groups:
        last = left + len(members) - 1
        if title and last > left:
            ws.merge_range(top, left, top, last, title, hand.head)
        elif title:
            ws.write_string(top, left, title, hand.head)
        hand.headers(ws, top + 1, left, members)
        columns += members
        left = last + 1
    return columns


def title_and_two_header_rows(path: Path) -> Expected:
    """A title, a notice and a date above; two header rows of which only both together make sense."""
    hand = Hand(path)
    d = day
    ws = hand.sheet("Asiakaslista")
    ws.write_string(0, 0, "Työhönvalmennuksen asiakkaat 2026", hand.title)
    ws.write_string(1, 0, "Täytä valkoiset solut. Älä kirjoita henkilötunnuksia tähän tiedostoon!")
    ws.write_string(2, 0, "Päivitetty:")
    hand.put(ws, 2, 1, d("1.9.2026"))
    columns = _two_rows(hand, ws, 4, [
        ("Asiakas", [("Tunnus", "code"), ("Nimi", "name")]),
        ("Ohjautuminen", [("Pvm", "referral_date"), ("Ohjaava taho", "referral_source")]),
        ("Palvelu", [("Alkoi", "service_start"), ("Päättyi", "service_end"), ("Syy", "end_reason")]),
        ("Ammatillinen profiili", [("Aloitettu", "profile_started"), ("Valmis", "profile_done")]),
        ("Työnhakusuunnitelma", [("Laadittu pvm", "job_search_plan")]),
        ("Lisätietoja", [("", "notes")]),
    ])  # fmt: skip
    ws.freeze_panes(6, 2)
    hand.row(ws, "client", 6, 0, columns, ["K12", "Aino Esimerkki", d("3.2.2026"), "TE-palvelut",
        d("10.2.2026"),
             None, None, d("12.2.2026"), None, d("1.3.2026"), None])  # fmt: skip
    hand.row(ws, "client", 7, 0, columns, ["K13", "Veikko Malli", d("4.2.2026"), "Kela", d("11.2.2026"),
             d("30.6.2026"), "oma toive", d("13.2.2026"), d("2.3.2026"), None, "soittaa itse"])  # fmt: skip
    ws = hand.sheet("Työpaikat")
    ws.write_string(0, 0, "Työsuhteet", hand.title)
    columns = _two_rows(hand, ws, 2, [
        ("Asiakas", [("Tunnus", "client")]),
        ("Työpaikka", [("Työnantaja", "employer"), ("Nimike", "job_title")]),
        ("Työsuhde", [("Alkoi", "start"), ("Päättyi", "end"), ("Muoto", "contract"), ("Tuntia/vko",
        "hours_per_week")]),
        ("Palkkatuki", [("Kyllä/ei", "wage_subsidy"), ("Päättyy", "wage_subsidy_end")]),
    ])  # fmt: skip
    hand.row(ws, "employment", 4, 0, columns, ["K13", "Leipomo Vehnäpelto", "leipuri", d("1.4.2026"), None,
             "määräaikainen", 30, yes("k"), d("30.9.2026")])  # fmt: skip
    hand.row(ws, "employment", 5, 0, columns, ["K12", "Siivous Kirkas", "siistijä", d("4.5.2026"),
        d("29.5.2026"),
             "kausityö", 20, no("e"), None])  # fmt: skip
    return hand.close("title_and_two_header_rows")


def swedish(path: Path) -> Expected:
    """A coach in Ostrobothnia writes Swedish."""
    hand = Hand(path)
    d = day
    clients: list[Column] = [
        ("Klientkod", "code"),
        ("Arbetscoach", "coach"),
        ("Remissdatum", "referral_date"),
        ("Remitterande instans", "referral_source"),
        ("Servicen började", "service_start"),
        ("I arbete när servicen började", "employed_at_entry"),
        ("Yrkesprofil klar", "profile_done"),
        ("Jobbsökningsplan", "job_search_plan"),
        ("Första arbetsgivarmötet", "first_employer_contact"),
        ("Fas", "phase"),
        ("Servicen avslutades", "service_end"),
        ("Orsak till avslut", "end_reason"),
        ("Anteckningar", "notes"),
    ]
    hand.table(hand.sheet("Klienter"), "client", 1, 1, clients, [
        ["Ö-7", "AC2", d("7.1.2026"), "vuxensocialarbete", d("15.1.2026"), no("nej"), d("5.2.2026"),
         d("9.2.2026"),
         d("18.2.2026"), As(3, "3"), None, None, None],
        ["Ö-8", "AC2", d("8.10.2025"), "FPA", d("20.10.2025"), yes("ja"), None, None, None, As(1, "1"),
         d("12.12.2025"),
         "flytt", "tog kontakt via läroanstalten"],
    ])  # fmt: skip
    jobs: list[Column] = [
        ("Klientkod", "client"),
        ("Arbetsgivare", "employer"),
        ("Arbetsuppgift", "job_title"),
        ("Anställningen började", "start"),
        ("Anställningen upphörde", "end"),
        ("Anställningsform", "contract"),
        ("Timmar per vecka", "hours_per_week"),
        ("Lönesubvention", "wage_subsidy"),
        ("Orsak till att anställningen upphörde", "end_reason"),
    ]
    hand.table(hand.sheet("Anställningar"), "employment", 1, 1, jobs, [
        ["Ö-7", "Strandcaféet", "kökshjälp", d("2.3.2026"), None, "tillsvidare", 22.5, no("nej"), None],
        ["Ö-8", "Växthuset Lilla Gård", "trädgårdsarbetare", d("1.4.2025"), d("31.10.2025"),
         "säsongsarbete", 38,
         yes("ja"), "tidsbunden anställning upphörde"],
    ])  # fmt: skip
    studies: list[Column] = [
        ("Klientkod", "client"),
        ("Läroanstalt", "school"),
        ("Utbildning", "kind"),
        ("Studierna började", "start"),
        ("Studierna avslutades", "end"),
        ("Studieplan", "study_plan"),
        ("Resultat", "outcome"),
    ]
    hand.table(hand.sheet("Utbildning"), "education", 1, 1, studies, [
        ["Ö-8", "Yrkesinstitutet Skäret", "läroavtal", d("12.1.2026"), None, d("8.1.2026"), "fortsätter"],
    ])  # fmt: skip
    return hand.close("swedish")
