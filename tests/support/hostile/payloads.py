"""Cell texts that attack a terminal or a screen's markup, and a coach workbook full of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

_ESC, _CSI, _OSC, _ST = "\x1b", "\x9b", "\x9d", "\x9c"


def terminal_payloads() -> tuple[str, ...]:
    """Hostile texts: escape sequences of seven and eight bits, controls, bidi, markup of Textual and Rich."""
    return (
        f"{_ESC}]52;c;QVRUQUNL\x07",
        f"{_ESC}]52;c;QVRUQUNL{_ESC}\\",
        f"{_OSC}52;c;QVRUQUNL{_ST}",
        f"{_ESC}]0;OTSIKKO\x07",
        f"{_ESC}]8;;file:///etc/passwd{_ESC}\\linkki{_ESC}]8;;{_ESC}\\",
        f"{_ESC}[2J{_ESC}[H",
        f"{_ESC}[31mpunainen",
        f"{_CSI}31mpunainen",
        f'{_ESC}P$q"p{_ESC}\\',
        f"{_ESC}[?1049l",
        f"{_ESC}c",
        f"{_ESC}[6n",
        "nolla\x00tavu",
        "del\x7fete",
        "bel\x07bs\x08vt\x0bff\x0c",
        "nel\x85ls\u2028ps\u2029",
        "\u202eKÄÄNNETTY\u202c",
        "\u2066eristetty\u2069",
        "nolla\u200bleveys\u200d\ufeff",
        "tunniste\U000e0041\U000e0042\U000e007f",
        "a" + "\u0301" * 200,
        "rivi\r\nvaihto\rja\tsarkain",
        "[@click=app.quit]x[/]",
        "[@click=app.bell]",
        "[/]",
        "[/red]",
        "[red",
        "[red]punainen[/red]",
        "[link=file:///etc/passwd]x[/link]",
        "[1] [x] [Matti] [2024-01-01] [a=b]",
        "\\[red]",
        "{name} %s $x ${y}",
        "=cmd|'/c calc'!A1",
    )


_HEADERS = ("Asiakastunnus", "Nimi", "Ohjaava taho", "Palvelu alkoi", "Vaihe", "Muistiinpanot")
_JOBS = ("Asiakastunnus", "Työnantaja", "Työtehtävä", "Työsuhde alkoi", "Työsuhteen muoto")


def build_payload_workbook(path: Path) -> tuple[str, ...]:
    """Write a coach workbook that holds every payload, in a client's cells, a job's cells and choice lists.

    Clients have safe codes (``H-01``, ``H-02``, …), so that a test can find its way; payloads stand in the
    name, the referrer, the phase and the notes, in the employer and the task, in a sheet's name, a header, a
    defined name's list and a note. Returns the payloads.
    """
    payloads = terminal_payloads()
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "d.m.yyyy"})
    clients, jobs = book.add_worksheet("Asiakkaat"), book.add_worksheet("Työsuhteet")
    loose = book.add_worksheet("[@click=app.quit]"[1:-1] + "\x9b\u202e")
    for column, text in enumerate(_HEADERS):
        clients.write_string(0, column, text)
    clients.write_string(0, len(_HEADERS), f"{_ESC}[31m[/]")
    for column, text in enumerate(_JOBS):
        jobs.write_string(0, column, text)
    for row, payload in enumerate(payloads, start=1):
        code = f"H-{row:02}"
        for column, cell in enumerate((code, payload, payload, None, payload, payload, payload)):
            if cell is not None:
                clients.write_string(row, column, cell)
        clients.write_datetime(row, 3, date(2026, 3, 2), day)
        for column, cell in enumerate((code, payload, payload, None, payload)):
            if cell is not None:
                jobs.write_string(row, column, cell)
        jobs.write_datetime(row, 3, date(2026, 4, 1), day)
        loose.write_string(row - 1, row % 3, payload)
    book.define_name("Lista", f"='Työsuhteet'!$B$2:$B${len(payloads) + 1}")
    clients.data_validation(1, 2, 90, 2, {"validate": "list", "source": "=Lista"})
    clients.data_validation(
        1, 4, 90, 4, {"validate": "list", "source": ["[/]", "[@click=app.quit]x[/]", "a\x9b31m"]}
    )
    clients.write_comment(1, 0, "[/] \x9b31m [@click=app.quit]x[/]")
    book.set_properties({"author": "[/]\x9b31m", "title": "[@click=app.quit]x[/]"})
    book.close()
    return payloads
