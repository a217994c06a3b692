"""The long texts of the templates: titles, stand-in notice, instructions."""

from __future__ import annotations

Line = tuple[str, str]
"""Look (``looks.Looks``) and text of one row of the instructions."""

COACH_TITLE = (
    "Työhönvalmentajan asiakaskohtainen kooste työsuhteista ja koulutukseen ohjautumisesta – mallipohja"
)
CONTACTS_TITLE = "Työnantajatapaamiset ja tukitapaamiset – mallipohja"
FIDELITY_TITLE = "Laatukriteerien koontilomake – mallipohja"
TEAM_TITLE = "Tiiminvetäjän seurantataulukko – mallipohja"
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

_LEADERS = (
    *_block(
        "Tietosuoja",
        "Tähän tiedostoon ei kirjata asiakkaita: ei nimiä, ei henkilötunnuksia eikä asiakastunnuksia. Vain "
        "lukumäärät ja palvelua koskevat tiedot.",
        "Tiedosto on palvelun sisäiseen ohjaukseen. Säilytä se työnantajan suojatussa kansiossa.",
    ),
    *_block(
        "Täyttäminen",
        "Kirjoita vain valkoisiin soluihin. Otsikot, kaavat ja yhteenvedot on suojattu ilman salasanaa.",
        "Päivämäärä kirjoitetaan muodossa 1.3.2026.",
    ),
)

FIDELITY_GUIDE: tuple[Line, ...] = (
    ("title", "Ohje: laatukriteerien koontilomake"),
    ("notice", NOTICE),
    *_block(
        "Taulukot",
        "Arvioinnit: yksi rivi jokaisesta arvioinnista. Kokonaispisteet ja taso lasketaan itsestään, kun "
        "kaikki 25 kriteeriä on pisteytetty.",
        "Pisteet: yksi rivi jokaisesta kriteeristä jokaisessa arvioinnissa. Vanhat arvioinnit jäävät "
        "talteen samaan taulukkoon.",
        "Koontilomake: tulostettava lomake uusimmasta arvioinnista, edellinen vierellä.",
        "Kuviot: pisteet osa-alueittain.",
    ),
    *_block(
        "Arviointi",
        "Kriteerit pisteytetään 1–5. Arviointi tehdään puolen vuoden välein, kunnes pisteitä on vähintään "
        "100, ja sen jälkeen kerran vuodessa.",
        "Ehdotus on ohjelman tiedoista laskema pistemäärä. Jos pisteet eroavat siitä, kirjoita perustelu.",
        "Kriteerien 16 ja 22 nimet ovat virallisia, muut työkäännöksiä. Pisteytyksen kuvaukset ovat "
        "Valmennus-ohjelmassa; tarkista rajat virallisesta lomakkeesta.",
        "Asteikon alkuperä: IPS Employment Center; suomalainen sovellus: THL.",
    ),
    *_LEADERS,
)

TEAM_GUIDE: tuple[Line, ...] = (
    ("title", "Ohje: tiiminvetäjän seurantataulukko"),
    ("notice", NOTICE),
    *_block(
        "Taulukot",
        "Valmentajat: valmentajat, heidän työaikansa ja tiimit, joihin he kytkeytyvät. Ylhäällä tiimin nimi, "
        "seurantavuosi ja tiiminvetäjän työaika.",
        "Työaika: yksi rivi jokaisesta valmentajasta ja kuukaudesta: tunnit, palaverit ja ohjaus.",
        "Seuranta: jokaisella valmentajalla on oma lohkonsa, jossa ovat kuukaudet, neljännekset ja vuosi. "
        "Valmentajat tulevat lohkoihin taulukon Valmentajat järjestyksessä; lohkoja on kymmenen.",
        "Tiimi: tiimin summat ja kuviot.",
    ),
    *_block(
        "Mistä luvut tulevat",
        "Kuukausien luvut kirjoitetaan valkoisiin soluihin, tai Valmennus laskee ne valmentajien koosteista.",
        "Neljänneksen ja vuoden summat lasketaan kaavoilla. Lukuja, joita ei voi laskea kuukausista yhteen "
        "(esimerkiksi palvelussa olleet ja osuudet), varten neljänneksillä ja vuodella on omat solunsa.",
        "Työajan ja ohjauksen luvut tulevat taulukosta Työaika.",
    ),
    *_LEADERS,
)
