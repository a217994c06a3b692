"""The three shapes, and the noise around them: titles, notes, totals, helper columns, side by side tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as PlainBook

from tests.profiles.books import known, made, records, values
from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.layouts import Shape
from valmennus_tui.workbook.recognise import recognise
from valmennus_tui.workbook.records import read_rows

DAY = date(2026, 3, 2)
LATER = date(2026, 9, 1)
CLIENT_HEADER = ("Asiakastunnus", "Työhönvalmentaja", "Palvelu alkoi", "Vaihe", "Palvelu päättyi")
JOB_HEADER = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Työsuhde päättyi", "Viikkotyöaika")


def test_rows_below_title_and_notes_above_totals() -> None:
    book = made(
        {
            "Kopio_Asiakkaat (1)": [
                ("Seuranta 2026",),
                ("Täytä kuukausittain. Päivämäärä muodossa pv.kk.vvvv, ei nimiä tähän tiedostoon.",),
                (),
                CLIENT_HEADER,
                ("esim. X-1", "TV-1", DAY, "3", None),
                ("K-1", "TV-1", DAY, "3", None),
                ("K-2", "TV-1", DAY, "5", LATER),
                (),
                ("Yhteensä", None, 2, None, 1),
                ("Huom: rivin 9 kaavoja ei saa muuttaa",),
            ],
            "Työsuhteet": [JOB_HEADER, ("K-2", "Keksitty Oy", DAY, None, "37,5 h")],
        }
    )
    recognition = known(book)
    assert recognition.sure
    assert recognition.kind == "coach"
    assert [record.row for record in records(book, "client")] == [6, 7]
    assert recognition.layouts[0].rows is not None
    assert recognition.layouts[0].rows.total == 9
    assert values(records(book, "employment")[0])["hours_per_week"] == "37,5 h"


def test_two_merged_header_rows() -> None:
    book = made(
        {
            "Taul1": [
                ("Asiakas", None, "Palvelu", None, None, "Ammatillinen profiili", None),
                ("Tunnus", "Valmentaja", "Alkoi", "Päättyi", "Päättymisen syy", "Aloitettu", "Valmis"),
                ("K-1", "TV-1", DAY, LATER, "muutto", DAY, None),
            ]
        },
        merges={"Taul1": ["A1:B1", "C1:E1", "F1:G1"]},
    )
    (record,) = records(book, "client")
    assert values(record) == {
        "code": "K-1",
        "coach": "TV-1",
        "service_start": DAY,
        "service_end": LATER,
        "end_reason": "muutto",
        "profile_started": DAY,
    }


def test_groups_by_merged_titles_and_by_numbers() -> None:
    book = made(
        {
            "Kooste": [
                (None, None, None, "Työsuhde 1", None, None, "2. työsuhde", None, None, "Opinnot", None),
                (
                    "Asiakastunnus",
                    "Palvelu alkoi",
                    "Vaihe",
                    *("Työnantaja", "Alkoi", "Päättyi") * 2,
                    "Oppilaitos",
                    "Alkoi",
                ),
                ("K-1", DAY, "5", "Keksitty Oy", DAY, LATER, "Toinen Oy", LATER, None, None, None),
                ("K-2", DAY, "3", None, None, None, None, None, None, "Mallila", LATER),
            ]
        },
        merges={"Kooste": ["D1:F1", "G1:I1", "J1:K1"]},
    )
    recognition = known(book)
    assert recognition.shapes == (Shape.GROUPS,)
    jobs = records(book, "employment")
    assert [(job.owner, job.slot, job.fields["employer"].value) for job in jobs] == [
        ("K-1", 1, "Keksitty Oy"),
        ("K-1", 2, "Toinen Oy"),
    ]
    (studies,) = records(book, "education")
    assert studies.owner == "K-2"
    assert studies.places["start"] == Ref(4, 11)
    assert len(records(book, "client")) == 2


def test_groups_without_numbers_and_codes_merged_over_rows() -> None:
    """Blocks that just repeat; a client whose jobs take two rows under one merged code."""
    header = ("Asiakastunnus", "Valmentaja", "Palvelu alkoi", "Työnantaja", "Alkoi", "Päättyi", "Vaihe")
    book = made(
        {
            "Kooste": [
                header,
                ("K-1", "TV-1", DAY, "Keksitty Oy", DAY, LATER, "5"),
                (None, None, None, "Toinen Oy", LATER, None, None),
                ("K-2", "TV-1", DAY, None, None, None, "3"),
            ]
        },
        merges={"Kooste": ["A2:A3"]},
    )
    assert [job.owner for job in records(book, "employment")] == ["K-1", "K-1"]
    assert [job.places["end"] for job in records(book, "employment")] == [Ref(2, 6), Ref(3, 6)]
    clients = records(book, "client")
    assert [client.row for client in clients] == [2, 4]
    assert "service_end" not in clients[0].places


def card(code: str | None, *jobs: tuple[object, ...]) -> list[tuple[object, ...]]:
    blank = [(None, None, None)] * (3 - len(jobs))
    return [
        ("ASIAKASKORTTI",),
        (),
        ("Asiakastunnus:", code, None, "Työhönvalmentaja:", "TV-1" if code else None),
        ("Palvelu alkoi:", DAY if code else None, None, "Palvelu päättyi:", None),
        (),
        ("Vaihe", "Työnhakusuunnitelma laadittu"),
        ("3" if code else None, None),
        (),
        ("Työsuhteet",),
        ("Työnantaja", "Alkoi", "Päättyi"),
        *jobs,
        *blank,
        (),
        ("Opinnot",),
        ("Oppilaitos", "Alkoi", "Opintojen tulos"),
    ]


def test_cards_beside_and_above() -> None:
    book = made({"K-1": card("K-1", ("Keksitty Oy", DAY, None)), "K-2": card("K-2"), "Malli": card(None)})
    recognition = known(book)
    assert recognition.shapes == (Shape.CARD,)
    first, second = records(book, "client")
    assert values(first) == {"code": "K-1", "coach": "TV-1", "service_start": DAY, "phase": "3"}
    assert second.places["job_search_plan"] == Ref(7, 2)
    (job,) = records(book, "employment")
    assert (job.sheet, job.owner, job.row) == ("K-1", "K-1", 11)


def test_shapes_mix_freely() -> None:
    book = made(
        {
            "Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None)],
            "Työpaikat": [JOB_HEADER, ("K-1", "Keksitty Oy", DAY, None, 20)],
            "K-9": card("K-9", ("Toinen Oy", DAY, None)),
        }
    )
    assert known(book).shapes == (Shape.ROWS, Shape.CARD)
    assert [record.fields["employer"].value for record in records(book, "employment")] == [
        "Keksitty Oy",
        "Toinen Oy",
    ]


def test_tables_one_below_the_other_and_side_by_side() -> None:
    jobs = ("Asiakastunnus", "Työnantaja", "Alkoi", "Päättyi")
    studies = ("Asiakastunnus", "Oppilaitos", "Alkoi", "Päättyi")
    book = made(
        {
            "Kaikki": [
                ("Asiakkaat",),
                CLIENT_HEADER,
                ("K-1", "TV-1", DAY, "3", None),
                (),
                ("Työsuhteet", None, None, None, None, "Opinnot"),
                (*jobs, None, *studies),
                ("K-1", "Keksitty Oy", DAY, None, None, "K-1", "Mallila", LATER, None),
            ]
        }
    )
    assert [r.row for r in records(book, "client")] == [3]
    assert [r.places["client"] for r in records(book, "employment")] == [Ref(7, 1)]
    assert [r.places["client"] for r in records(book, "education")] == [Ref(7, 6)]


def test_swedish_and_english_headers_and_extra_columns() -> None:
    book = made(
        {
            "Klienter": [
                ("Nr", "Klientkod", "Egen rubrik", "Arbetscoach", "Servicen började", "Fas"),
                (1, "K-1", "abc", "TV-1", DAY, "3"),
                (2, "K-2", None, "TV-1", DAY, "3"),
                (None, "Totalt", None, None, 2, None),
            ],
            "Jobs": [
                ("Client code", "Employer", "Job started", "Job ended"),
                ("K-1", "Keksitty Oy", DAY, None),
            ],
        }
    )
    recognition = known(book)
    assert [each.header for each in recognition.unmapped] == ["Egen rubrik"]
    assert recognition.layouts[0].numbering == {1}
    assert len(records(book, "client")) == 2
    assert len(records(book, "employment")) == 1


def test_values_contradict_a_header() -> None:
    """A column of words under a date's header is not taken for dates."""
    rows = [(f"K-{n}", "TV-1", DAY, "3", "jatkuu toistaiseksi") for n in range(1, 6)]
    book = made({"Asiakkaat": [CLIENT_HEADER, *rows]})
    recognition = known(book)
    assert recognition.sure
    assert "service_end" not in recognition.layouts[0].columns
    assert [each.header for each in recognition.unmapped] == ["Palvelu päättyi"]


def test_two_equal_headers_are_no_guess() -> None:
    """Which of two “Päättyi” is meant cannot be told: neither is read."""
    header = ("Asiakastunnus", "Työnantaja", "Työsuhde alkoi", "Päättyi", "Palkkatuki", "Päättyi")
    book = made(
        {
            "Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None)],
            "Työt": [header, ("K-1", "Keksitty Oy", DAY, LATER, "kyllä", DAY)],
        }
    )
    (job,) = records(book, "employment")
    assert "end" not in job.places
    assert [each.header for each in known(book).unmapped] == ["Päättyi", "Päättyi"]


def test_hidden_and_computed_copies_of_a_header() -> None:
    def helpers(book: PlainBook) -> None:
        sheet = book["Asiakkaat"]
        sheet["F1"], sheet["F2"] = "Palvelu alkoi", "=C2"
        sheet["G1"], sheet["G2"] = "Vaihe", "vanha"
        sheet.column_dimensions["G"].hidden = True

    book = made({"Asiakkaat": [CLIENT_HEADER, ("K-1", "TV-1", DAY, "3", None)]}, more=helpers)
    (client,) = records(book, "client")
    assert client.places["service_start"] == Ref(2, 3)
    assert client.places["phase"] == Ref(2, 4)


def test_no_code_no_records() -> None:
    """Names are never keys: without a client code the sheet is told of and left alone."""
    header = ("Nimi", "Työhönvalmentaja", "Palvelu alkoi", "Vaihe")
    book = made({"Asiakkaat": [header, ("Keksitty Henkilö", "TV-1", DAY, "3")]})
    recognition = known(book)
    assert not recognition.sure
    assert recognition.layouts == ()
    assert read_rows(book, recognition) == ()
    assert len(recognition.missing) >= 2


@pytest.mark.parametrize(
    "rows",
    [
        [("Tuote", "Hinta", "Päivämäärä"), ("Ruuvi", 1, DAY)],
        [("ID", "Name", "Start", "End", "Status"), (1, "Project", DAY, LATER, "open")],
        [("Nimi", "Puhelin", "Sähköposti"), ("X", "1", "2")],
        [("Asiakas", "Lasku", "Päivämäärä", "Summa"), ("Oy", 1, DAY, 100)],
        [],
    ],
)
def test_other_tables_are_not_clients(rows: list[tuple[object, ...]]) -> None:
    recognition = known(made({"Sheet1": rows}))
    assert recognition.kind is None
    assert recognition.missing


def test_the_corpus_holds_no_clients() -> None:
    corpus = Path(__file__).resolve().parents[3] / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the corpus of foreign workbooks is not beside the repository")
    for path in sorted(corpus.glob("*.xlsx")):
        try:
            book = Workbook.load(path)
        except FileRefused:
            continue
        recognition = recognise(book)
        assert not recognition.sure, path.name
        assert not recognition.doubtful, path.name
