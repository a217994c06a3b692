"""Coaches who keep one wide row a client, with the jobs and studies side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.other_hands.hand import Column, Expected, Hand, day, no, yes

JOB: list[Column] = [
    ("Työnantaja", "employer"),
    ("Tehtävä", "job_title"),
    ("Alkoi", "start"),
    ("Päättyi", "end"),
    ("h/vko", "hours_per_week"),
    ("Palkkatuki k/e", "wage_subsidy"),
]
STUDY: list[Column] = [("Oppilaitos", "school"), ("Alkoi", "start"), ("Päättyi", "end"), ("Tulos", "outcome")]
Group = tuple[str, str, list[Column]]


def _group_heads(hand: Hand, ws: Any, top: int, left: int, groups: Sequence[Group]) -> None:
    for title, _kind, members in groups:
        ws.merge_range(top, left, top, left + len(members) - 1, title, hand.head)
        hand.headers(ws, top + 1, left, members)
        left += len(members)


def _wide_row(
    hand: Hand,
    ws: Any,
    row: int,
    front: Sequence[Column],
    groups: Sequence[Group],
    cells: Sequence[object],
    events: Sequence[Sequence[object]],
) -> None:
    """One client: her own cells, then one list of cells for each group (empty where there is none)."""
    hand.row(ws, "client", row, 0, front, cells)
    left = len(front)
    for (_title, kind, members), event in zip(groups, events, strict=True):
        if event:
            hand.row(ws, kind, row, left, members, event, client=str(cells[0]))
        left += len(members)


def groups_under_merged_heads(path: Path) -> Expected:
    """ "Työsuhde 1", "Työsuhde 2", "Työsuhde 3" and "Koulutus 1" as merged heads over repeating columns."""
    hand = Hand(path)
    d = day
    ws = hand.sheet("Kooste 2026")
    ws.write_string(0, 0, "Asiakaskohtainen kooste", hand.title)
    front: list[Column] = [
        ("Asiakas", "code"),
        ("Valmentaja", "coach"),
        ("Palvelu alkoi", "service_start"),
        ("Ammatillinen profiili tehty", "profile_done"),
        ("Työnhakusuunnitelma", "job_search_plan"),
        ("1. työnantajatapaaminen", "first_employer_contact"),
        ("Vaihe", "phase"),
        ("Palvelu loppui", "service_end"),
    ]
    for column, (text, _field) in enumerate(front):
        ws.merge_range(2, column, 3, column, text, hand.head)
    groups: list[Group] = [
        ("Työsuhde 1", "employment", JOB),
        ("Työsuhde 2", "employment", JOB),
        ("Työsuhde 3", "employment", JOB),
        ("Koulutus 1", "education", STUDY),
    ]
    _group_heads(hand, ws, 2, len(front), groups)
    ws.freeze_panes(4, 1)
    start = d("2.2.2026")
    _wide_row(hand, ws, 4, front, groups,
        ["P-21", "HK", start, d("20.2.2026"), d("23.2.2026"), d("3.3.2026"), "Tuki työsuhteen aikana", None],
        [["Kukkakauppa Vanamo", "myyjä", d("1.4.2026"), d("30.4.2026"), 10, no("e")],
         ["Kirppis Aarre", "myyjä", d("4.5.2026"), None, 24, yes("k")], [], []])  # fmt: skip
    _wide_row(hand, ws, 5, front, groups,
        ["P-22", "HK", d("9.3.2026"), None, None, None, "Profilointi", None], [[], [], [], []])  # fmt: skip
    _wide_row(hand, ws, 6, front, groups,
        ["P-23", "HK", d("1.10.2025"), d("14.10.2025"), d("14.10.2025"), d("30.10.2025"), None,
         d("31.8.2026")],
        [["Autopesu Helmi", "pesijä", d("10.11.2025"), d("9.1.2026"), 16.5, no("e")],
         ["Rengasliike Rulla", "asentaja", d("2.2.2026"), d("30.4.2026"), 38, no("e")],
         ["Korjaamo Jakoavain", "apumies", d("4.5.2026"), d("31.7.2026"), 38, yes("k")],
         ["Vuorelan ammattiopisto", d("10.8.2026"), None, "jatkaa"]])  # fmt: skip
    return hand.close("groups_under_merged_heads")


def numbered_columns(path: Path) -> Expected:
    """One header row; the number of the job stands in each header, and the client's own end comes last."""
    hand = Hand(path)
    d = day
    ws = hand.sheet("Taul1")
    front: list[Column] = [
        ("Asiakasnumero", "code"),
        ("Ohjautunut", "referral_date"),
        ("Mistä ohjautunut", "referral_source"),
        ("Yhteistyösopimus pvm", "service_start"),
    ]
    job: list[Column] = [
        ("Työnantaja", "employer"),
        ("Työ alkoi", "start"),
        ("Työ päättyi", "end"),
        ("Tuntia/vko", "hours_per_week"),
    ]
    back: list[Column] = [("Asiakkuus päättyi", "service_end"), ("Asiakkuuden päättymisen syy", "end_reason")]
    columns = [*front, *((f"{text} {n}", field) for n in (1, 2) for text, field in job), *back]
    hand.headers(ws, 0, 0, columns)

    def write(
        row: int, cells: Sequence[object], jobs: Sequence[Sequence[object]], ends: Sequence[object]
    ) -> None:
        width = len(front)
        last = width + 2 * len(job)
        places = [(row, c) for c in (*range(width), *range(last, last + len(back)))]
        fields = [field for _text, field in (*front, *back)]
        hand.record(ws, "client", fields, places, [*cells, *ends])
        for n, event in enumerate(jobs):
            hand.row(ws, "employment", row, width + n * len(job), job, event, client=str(cells[0]))

    write(1, ["2026-01", d("12.1.2026"), "työpaja", d("19.1.2026")],
          [["Pesula Poutapilvi", d("2.3.2026"), None, 30]], [None, None])  # fmt: skip
    write(2, ["2026-02", d("15.1.2026"), "oppilaitos", d("26.1.2026")],
          [["Kioski Kulma", d("9.2.2026"), d("8.5.2026"), 12], ["Kahvio Tuulia", d("11.5.2026"), None, 20]],
          [d("31.8.2026"), "työllistynyt, tuki ei enää tarpeen"])  # fmt: skip
    write(3, ["2026-03", None, None, d("2.2.2026")], [], [None, None])
    return hand.close("numbered_columns")
