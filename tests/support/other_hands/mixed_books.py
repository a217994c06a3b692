"""Untidy hands: English and Finnish mixed with line breaks and soft hyphens, and a thoroughly messy file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.other_hands.hand import (
    As,
    Column,
    Either,
    Expected,
    Hand,
    day,
    no,
    number,
    partial,
    short_year,
    typed_day,
    unclear,
    yes,
)
from valmennus_tui.domain.values import PartialDate, Unclear


def _excel_table(
    hand: Hand,
    ws: Any,
    name: str,
    top: int,
    columns: Sequence[Column],
    last: int,
    totals: dict[int, dict[str, Any]],
) -> None:
    """An Excel table with a totals row below ``last``; the cells themselves are written beforehand."""
    heads = [{"header": text, **totals.get(n, {})} for n, (text, _field) in enumerate(columns)]
    ws.add_table(top, 0, last + 1, len(columns) - 1, {"name": name, "total_row": True, "columns": heads})


def mixed_languages(path: Path) -> Expected:
    """English and Finnish headers, abbreviations, line breaks, soft hyphens; Excel tables with totals."""
    hand = Hand(path)
    d = day
    clients: list[Column] = [
        ("Client ID", "code"),
        ("Coach", "coach"),
        ("Ref. date", "referral_date"),
        ("Ohjaava\ntaho", "referral_source"),
        ("Service\nstart", "service_start"),
        ("Ammatil\u00adlinen profiili\nvalmis", "profile_done"),
        ("Työnhaku\u00adsuunni\u00adtelma\nlaadittu", "job_search_plan"),
        ("Ens. työn\u00adantaja\u00adtapaaminen", "first_employer_contact"),
        ("Phase", "phase"),
        ("Service\nend", "service_end"),
        ("Comments", "notes"),
    ]
    ws = hand.sheet("Clients")
    last = hand.table(ws, "client", 0, 0, clients, [
        ["C01", "JN", d("3.11.2025"), "itse", d("10.11.2025"), d("1.12.2025"), d("8.12.2025"), d("9.12.2025"),
         As(4, "4"), None, None],
        ["C02", "JN", d("5.1.2026"), "Kela", d("12.1.2026"), d("9.2.2026"), None, d("17.2.2026"), As(3,
         "3"), None,
         "prefers mornings"],
        ["C03", "JN", d("12.1.2026"), "muu", d("19.1.2026"), None, None, None, As(2, "2"), d("2.3.2026"),
         None],
    ])  # fmt: skip
    _excel_table(hand, ws, "tblClients", 0, clients, last - 1, {
        0: {"total_string": "Yhteensä"}, 4: {"total_function": "count", "total_value": 3}})  # fmt: skip
    jobs: list[Column] = [
        ("Client ID", "client"),
        ("Employer", "employer"),
        ("Job title", "job_title"),
        ("Start\ndate", "start"),
        ("End\ndate", "end"),
        ("Hrs/wk", "hours_per_week"),
        ("Sopimus\u00adtyyppi", "contract"),
        ("Palkka\u00adtuki\n(k/e)", "wage_subsidy"),
    ]
    ws = hand.sheet("Jobs")
    last = hand.table(ws, "employment", 0, 0, jobs, [
        ["C01", "Hostelli Satama", "housekeeper", d("12.1.2026"), d("30.6.2026"), 25, "määräaikainen",
         no("e")],
        ["C01", "Hostelli Satama", "receptionist", d("1.7.2026"), None, 30, "toistaiseksi", no("e")],
        ["C02", "Pizzeria Piikki", "kitchen hand", d("6.4.2026"), None, 17.5, "vuokratyö", yes("k")],
    ])  # fmt: skip
    _excel_table(hand, ws, "tblJobs", 0, jobs, last - 1, {
        0: {"total_string": "Yhteensä"}, 5: {"total_function": "average", "total_value": 24.17}})  # fmt: skip
    return hand.close("mixed_languages")


_MESSY_CLIENTS: list[Column] = [
    ("Asiakkaan koodi", "code"),
    ("", None),
    ("Aloituspvm", "service_start"),
    ("Lähete tullut", "referral_date"),
    ("Syntymäaika (ei täytetä)", None),
    ("Profiili valmis", "profile_done"),
    ("TH-suunnitelma", "job_search_plan"),
    ("Töissä jo alkaessa? k/e", "employed_at_entry"),
    ("", None),
    ("Lopetuspvm", "service_end"),
    ("Lopetuksen syy", "end_reason"),
    ("Huom!", "notes"),
]
_MESSY_JOBS: list[Column] = [
    ("Asiakkaan koodi", "client"),
    ("Työpaikka", "employer"),
    ("Nimike", "job_title"),
    ("", None),
    ("Pvm aloitus", "start"),
    ("Pvm lopetus", "end"),
    ("Työaika h/vko", "hours_per_week"),
    ("Palkkatuki x", "wage_subsidy"),
    ("Tukisuunnitelma pvm", "support_plan"),
]


def _bare_year(year: int) -> As:
    """A year as a number in a date column: never the day that the serial number would be."""
    text = str(year)
    return As(year, Either((PartialDate(text, year), Unclear(text, "any"))))


def _still_on(text: str) -> As:
    """A word where the end date goes: no end, or something for the coach to look at."""
    return As(text, Either((None, Unclear(text, "any"))))


def messy(path: Path) -> Expected:
    """Headers in row 7, empty and hidden columns, typed and partial dates, x for yes, comma decimals."""
    hand = Hand(path)
    d = day
    ws = hand.sheet("asiakkaat UUSI")
    ws.write_string(0, 0, "Työhönvalmennus / Pohjoinen tiimi", hand.title)
    ws.write_string(2, 0, "x = kyllä, tyhjä = ei tiedossa")
    ws.write_string(3, 0, "Asiakkaita:")
    ws.write_formula(3, 2, "=COUNTA(A8:A13)", None, 6)
    hand.table(ws, "client", 6, 0, _MESSY_CLIENTS, [
        [As(101, "101"), None, typed_day("1.12.2025"), d("24.11.2025"), None, typed_day("15.12.2025"), None,
         yes("x"),
         None, None, None, None],
        [As(102, "102"), None, short_year("12.1.26"), partial("1/2026", year=2026, month=1), None,
         partial("vko 6", week=6), unclear("tehty"), no("e"), None, None, None, "puhelinaika aamulla"],
        [As(103, "103"), None, typed_day("02.02.2026"), d("30.1.2026"), None,
         partial("vko 9/2026", year=2026, week=9), typed_day(" 5.3.2026 "), As(1, True), None,
         partial("kesäkuu 2026", year=2026, month=6), "siirtynyt opiskelemaan", None],
        [As(104, "104"), None, As("2026-03-02", d("2.3.2026")), _bare_year(2026), None, unclear("kesken"),
         None,
         As(0, False), None, None, None, "ks. lähete"],
        [As(105, "105"), None, d("9.3.2026"), unclear("31.2.2026"), None, None, None, unclear("ehkä"), None,
         None, None,
         None],
    ])  # fmt: skip
    ws.write_string(12, 0, "Yhteensä", hand.head)
    ws.write_formula(12, 2, "=COUNTA(C8:C12)", hand.head, 5)
    ws.set_column(4, 4, 12, None, {"hidden": True})
    ws.set_column(1, 1, 2)
    ws = hand.sheet("työt")
    hand.table(ws, "employment", 6, 1, _MESSY_JOBS, [
        [As(101, "101"), "Hoiva Oy Sinisiipi", "hoiva-avustaja", None, d("1.12.2025"), None, number("37,5",
         "37.5"),
         yes("x"), typed_day("3.12.2025")],
        [As(103, "103"), "Puutarha Apila", "avustaja", None, typed_day("6.4.2026"), typed_day("12.6.2026"),
         number("20 h", "20"), None, None],
        [As(103, "103"), "Taimisto Oras", None, None, partial("6/2026", year=2026, month=6), None,
         unclear("20-25"),
         yes("X"), None],
        [As(102, "102"), "Kauppahalli", "myyjä", None, typed_day("2.3.2026"), _still_on("jatkuu"),
         number("12,25 h/vko", "12.25"), no("ei"), None],
    ])  # fmt: skip
    ws.write_string(12, 1, "YHTEENSÄ", hand.head)
    ws.write_formula(12, 7, "=SUM(H8:H11)", hand.head, 0)
    return hand.close("messy")
