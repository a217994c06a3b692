"""Workbooks that lie in the same folder and are no coach's: they must never be taken for one."""

from __future__ import annotations

from pathlib import Path

from tests.support.other_hands.hand import Expected, Hand, day


def budget(path: Path) -> Expected:
    """A unit's budget: months across, accounts down, sums."""
    hand = Hand(path)
    ws = hand.sheet("Talousarvio 2026")
    ws.write_string(0, 0, "Työllisyyspalvelut, talousarvio 2026", hand.title)
    hand.headers(
        ws, 2, 0, [(text, None) for text in ("Tili", "Selite", "Tammi", "Helmi", "Maalis", "Yhteensä")]
    )
    rows = [
        (4000, "Palkat", 12500, 12500, 12900),
        (4400, "Vuokrat", 1800, 1800, 1800),
        (4610, "Matkat", 220, 95, 310),
    ]
    for row, (account, text, *months) in enumerate(rows, start=3):
        ws.write_row(row, 0, [account, text, *months])
        ws.write_formula(row, 5, f"=SUM(C{row + 1}:E{row + 1})", None, sum(months))
    ws.write_string(6, 1, "Yhteensä", hand.head)
    notes = hand.sheet("Muistiinpanot")
    notes.write_string(0, 0, "Palkkatuki tilitetään kuukausittain; työnantaja hakee sen itse.")
    hand.close("budget")
    return Expected("budget", None)


def membership_register(path: Path) -> Expected:
    """A club's members: names, dates of joining and leaving, a reason. Near, but nobody's client."""
    hand = Hand(path)
    ws = hand.sheet("Jäsenet")
    heads = ("Jäsennumero", "Nimi", "Liittynyt", "Eronnut", "Eron syy", "Jäsenmaksu 2026", "Lisätietoja")
    hand.headers(ws, 0, 0, [(text, None) for text in heads])
    rows = [
        (1, "Kaino Keksitty", day("3.4.2019"), None, None, 25, None),
        (2, "Sulo Olematon", day("1.2.2020"), day("31.12.2025"), "muutto", 0, "kirje palautui"),
    ]
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            hand.put(ws, row, column, cell)
    hand.close("membership_register")
    return Expected("membership_register", None)
