"""The sheets of records in the workbook of the quality criteria: assessments and scored criteria."""

from __future__ import annotations

from tools.templates.model import Column, Layout, Rule

ASSESSMENTS = Layout(
    name="Arvioinnit",
    title="Laatukriteeriarvioinnit",
    rows=20,
    names=(("Arviointipaivat", "A"),),
    columns=(
        Column("Arviointipäivä*", "date", 14, comment="Yksi rivi jokaisesta arvioinnista."),
        Column("Arvioijat", "text", 34),
        Column("Palvelu tai toimipaikka", "text", 30),
        Column("Laatukriteerien versio", "choice", 18, values="Laatukriteerien_versiot", free=True),
        Column(
            "Kriteerejä pisteytetty",
            "formula",
            13,
            "Tulos",
            formula='=IF(COUNT(A{row})=0,"",COUNTIFS(Pisteet!$A$8:$A$507,A{row},Pisteet!$C$8:$C$507,">=1",'
            'Pisteet!$C$8:$C$507,"<=5"))',
        ),
        Column(
            "Pisteet yhteensä",
            "formula",
            12,
            "Tulos",
            formula='=IF(E{row}=25,SUMIFS(Pisteet!$C$8:$C$507,Pisteet!$A$8:$A$507,A{row}),"")',
            comment="Lasketaan vasta, kun kaikki 25 kriteeriä on pisteytetty.",
        ),
        Column(
            "Taso",
            "formula",
            40,
            "Tulos",
            formula='=IF(F{row}="","",INDEX(Tasot,COUNTIF(Tasorajat,"<="&F{row})))',
        ),
    ),
)

_KEY = '=IF(COUNT(A{row},B{row})=2,A{row}*100+B{row},"")'

SCORES = Layout(
    name="Pisteet",
    title="Kriteerien pisteet ja perusteet",
    rows=500,
    columns=(
        Column("Arviointipäivä*", "choice", 14, values="Arviointipaivat", look="date"),
        Column("Kriteerin numero*", "integer", 10, most=25),
        Column(
            "Pisteet",
            "choice",
            9,
            values="score",
            source="inline",
            options=("1", "2", "3", "4", "5"),
            look="integer",
        ),
        Column(
            "Kriteerin nimi",
            "formula",
            36,
            formula='=IF(COUNT(B{row})=0,"",IFERROR(INDEX(Kriteerit,B{row}),""))',
        ),
        Column(
            "Ehdotus",
            "choice",
            9,
            "Perusteet",
            values="score",
            source="inline",
            options=("1", "2", "3", "4", "5"),
            look="integer",
            comment="Pisteet, jotka tiedot ehdottivat.",
        ),
        Column(
            "Poikkeamisen perustelu", "text", 30, "Perusteet", comment="Miksi pisteet eroavat ehdotuksesta."
        ),
        Column("Näyttö", "text", 36, "Perusteet", comment="Mihin pisteet perustuvat. Ei asiakastietoja."),
        Column("Toteutuneet osat", "text", 14, "Perusteet", comment="Esimerkiksi a, c, e."),
        Column("Kommentti", "text", 32, "Perusteet"),
        Column("Vahvuus", "text", 30, "Kehittäminen"),
        Column("Kehittämistoimi", "text", 36, "Kehittäminen"),
        Column("Vastuuhenkilö", "text", 18, "Kehittäminen"),
        Column("Määräaika", "date", 12, "Kehittäminen"),
        Column("Avain", "formula", 10, formula=_KEY, hidden=True),
    ),
    rules=(
        Rule("C", "C", "=AND(COUNT($A8,$B8)=2,ISNUMBER($C8),OR($C8<1,$C8>5))", "error"),
        Rule("F", "F", '=AND(ISNUMBER($C8),ISNUMBER($E8),$C8<>$E8,$F8="")', "warning"),
        Rule("M", "M", '=AND($K8<>"",$M8="")', "warning"),
    ),
)
KEYS = "Pisteet!$N$8:$N$507"
"""The hidden keys: the day's number times 100 and the criterion."""
