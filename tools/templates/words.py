"""The long texts of the templates: titles, stand-in notice, instructions."""

from __future__ import annotations

Line = tuple[str, str]
"""Look (``looks.Looks``) and text of one row of the instructions."""

COACH_TITLE = (
    "Työhönvalmentajan asiakaskohtainen kooste työsuhteista ja koulutukseen ohjautumisesta – mallipohja"
)
CONTACTS_TITLE = "Työnantajatapaamiset ja tukitapaamiset – mallipohja"
NOTICE = (
    "MALLIPOHJA, ei THL:n virallinen tiedosto. Valmennus-ohjelman oma sijaispohja, jonka sarakkeet on "
    "päätelty julkisista lähteistä; virallinen tiedosto voi näyttää toiselta."
)


def _block(title: str, *points: str) -> tuple[Line, ...]:
    return (("plain", ""), ("label", title), *(("plain", f"• {point}") for point in points))


_COMMON = (
    *_block(
        "Tietosuoja",
        "Asiakas merkitään keksityllä asiakastunnuksella. Älä kirjoita nimiä, henkilötunnuksia, "
        "puhelinnumeroita tai sähköpostiosoitteita mihinkään soluun.",
        "Tiedostossa on asiakastietoja, vaikka siinä on vain tunnuksia. Säilytä se työnantajan suojatussa "
        "kansiossa.",
        "Asiakasta koskevat viralliset kirjaukset tehdään asiakastietojärjestelmään, ei tähän tiedostoon.",
    ),
    *_block(
        "Täyttäminen",
        "Kirjoita vain valkoisiin soluihin. Otsikot, kaavat ja yhteenvedot on suojattu ilman salasanaa.",
        "Päivämäärä kirjoitetaan muodossa 1.3.2026. Jos tarkkaa päivää ei tiedetä, voi kirjoittaa 3/2026 tai "
        "vko 45: silloin päiviä ei lasketa.",
        "Pudotusvalikoiden luettelot ovat piilotetulla taulukolla Luettelot.",
    ),
)

COACH_GUIDE: tuple[Line, ...] = (
    ("title", "Ohje: työhönvalmentajan kooste"),
    ("notice", NOTICE),
    *_block(
        "Taulukot",
        "Asiakkaat: yksi rivi jokaisesta asiakkuudesta. Jos asiakas palaa, hänelle tehdään uusi rivi "
        "samalla tunnuksella.",
        "Työsuhteet: yksi rivi jokaisesta työsuhteesta. Samalla asiakkaalla voi olla monta riviä.",
        "Koulutukset: yksi rivi jokaisesta opiskelujaksosta.",
        "Tuki: tapaamiset asiakkaan kanssa työsuhteen aikana ja sen jälkeen.",
        "Yhteenveto: lukumäärät lasketaan itsestään.",
        "Työnantajatapaamisille on oma tiedostonsa NIMI.tapaamiset.xlsx.",
    ),
    *_COMMON,
    *_block(
        "Virallinen pohja",
        "Kun käytössäsi on THL:n tai oman alueesi virallinen tiedosto, avaa se Valmennuksessa sellaisenaan. "
        "Ohjelma tunnistaa sarakkeet otsikoista ja kertoo, mitä se ei tunnistanut.",
    ),
)

CONTACTS_GUIDE: tuple[Line, ...] = (
    ("title", "Ohje: työnantajatapaamiset"),
    ("notice", NOTICE),
    *_block(
        "Taulukot",
        "Tapaamiset: yksi rivi jokaisesta yhteydestä työnantajaan, myös puheluista ja viesteistä.",
        "Tuki: tapaamiset asiakkaan kanssa työsuhteen tueksi, jos koosteessa ei ole niille paikkaa.",
        "Yhteenveto: lukumäärät lasketaan itsestään.",
        "Tiedoston nimi on koosteen nimi ja sen perässä .tapaamiset.xlsx. Pidä tiedostot samassa kansiossa.",
    ),
    *_COMMON,
)
