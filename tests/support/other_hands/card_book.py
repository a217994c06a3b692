"""A coach who keeps a card, one sheet, for each client: labels beside or above values, small tables below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.other_hands.hand import Column, Expected, Hand, day, no, yes

BESIDE: list[Column] = [
    ("Asiakastunnus:", "code"),
    ("Nimi:", "name"),
    ("Työhönvalmentaja:", "coach"),
    ("Lähete saapunut:", "referral_date"),
    ("Ohjaava taho:", "referral_source"),
]
BESIDE_RIGHT: list[Column] = [
    ("Palvelu alkoi:", "service_start"),
    ("Palvelu päättyi:", "service_end"),
    ("Päättymisen syy:", "end_reason"),
    ("Vaihe:", "phase"),
]
ABOVE: list[Column] = [
    ("Ammatillinen profiili aloitettu", "profile_started"),
    ("Ammatillinen profiili valmis", "profile_done"),
    ("Työnhakusuunnitelma laadittu", "job_search_plan"),
    ("Etuusneuvonta annettu", "benefits_advice"),
]
JOBS: list[Column] = [
    ("Työnantaja", "employer"),
    ("Työtehtävä", "job_title"),
    ("Alkoi", "start"),
    ("Päättyi", "end"),
    ("Tunnit/vko", "hours_per_week"),
    ("Syy päättymiseen", "end_reason"),
]
CONTACTS: list[Column] = [
    ("Päivämäärä", "date"),
    ("Työnantaja", "employer"),
    ("Kasvokkain", "face_to_face"),
    ("Tarkoitus", "purpose"),
    ("Seuraava askel", "next_step"),
]


@dataclass(frozen=True)
class _Card:
    beside: Sequence[object]
    right: Sequence[object]
    above: Sequence[object]
    jobs: Sequence[Sequence[object]] = field(default=())
    contacts: Sequence[Sequence[object]] = field(default=())


def _write(hand: Hand, card: _Card) -> None:
    code = str(card.beside[0])
    ws = hand.sheet(code)
    ws.merge_range(0, 0, 0, 5, "ASIAKASKORTTI", hand.title)
    places = [(2 + n, 1) for n in range(len(BESIDE))]
    places += [(2 + n, 4) for n in range(len(BESIDE_RIGHT))]
    places += [(9, n) for n in range(len(ABOVE))]
    labels = [*BESIDE, *BESIDE_RIGHT]
    for (text, _name), (row, column) in zip(labels, places, strict=False):
        ws.write_string(row, column - 1, text, hand.head)
    hand.headers(ws, 8, 0, ABOVE)
    fields = [name for _text, name in (*labels, *ABOVE)]
    hand.record(ws, "client", fields, places, [*card.beside, *card.right, *card.above])
    ws.write_string(11, 0, "Työsuhteet", hand.title)
    hand.table(ws, "employment", 12, 0, JOBS, card.jobs, client=code)
    ws.write_string(17, 0, "Työnantajatapaamiset", hand.title)
    hand.table(ws, "contact", 18, 0, CONTACTS, card.contacts, client=code)


def cards(path: Path) -> Expected:
    """Two clients, two cards, and a sheet of instructions in front."""
    hand = Hand(path)
    d = day
    guide = hand.sheet("Ohje")
    guide.write_string(0, 0, "Näin täytät asiakaskortin", hand.title)
    guide.write_string(1, 0, "Kopioi tyhjä kortti uudelle välilehdelle. Työsuhteita mahtuu neljä.")
    _write(hand, _Card(
        ["E4", "Taina Keksitty", "RL", d("20.1.2026"), "vammaispalvelut"],
        [d("2.2.2026"), None, None, "Työnhaku"],
        [d("4.2.2026"), d("18.2.2026"), d("25.2.2026"), None],
        [["Lounaskahvila Mylly", "tiskari", d("16.3.2026"), d("15.4.2026"), 15, "koeaikapurku"],
         ["Museokauppa", "myyjä", d("1.6.2026"), None, 20, None]],
        [[d("3.3.2026"), "Lounaskahvila Mylly", yes("x"), "tutustuminen", "soitto viikon päästä"],
         [d("12.5.2026"), "Museokauppa", no("ei"), "seuranta", None]],
    ))  # fmt: skip
    _write(hand, _Card(
        ["E5", None, "RL", d("2.3.2026"), "järjestö"],
        [d("9.3.2026"), d("3.8.2026"), "terveys", None],
        [d("11.3.2026"), None, None, d("18.3.2026")],
    ))  # fmt: skip
    return hand.close("cards")
