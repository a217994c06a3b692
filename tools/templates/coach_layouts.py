"""The sheets of records in the coach's workbook, after the field model of the project's domain notes (3a–3c).

The formulas count days only between cells that hold real dates: text dates are common in such files.
"""

from __future__ import annotations

from tools.templates.model import Column, Layout, Rule

CLIENTS = Layout(
    name="Asiakkaat",
    title="Asiakkaat",
    rows=80,
    names=(("Asiakastunnukset", "A"),),
    columns=(
        Column(
            "Asiakastunnus*",
            "code",
            13,
            comment="Keksitty tunnus, esimerkiksi K-1042. Ei nimeä, ei nimikirjaimia, ei henkilötunnusta.",
        ),
        Column("Työhön\u00advalmentaja", "code", 13, total="ROWS", comment="Valmentajan tunnus."),
        Column(
            "Lähetteen pvm",
            "date",
            12,
            "Ohjautuminen",
            total="COUNT",
            comment="Päivä, jona lähete hyväksyttiin.",
        ),
        Column("Ohjaava taho", "choice", 26, "Ohjautuminen", values="referral_source", source="extension"),
        Column("Kytkeytyvä tiimi", "choice", 24, "Ohjautuminen", values="linked_team", source="name"),
        Column("Palvelu alkoi\n(yhteistyösopimus pvm)", "date", 14, "Palvelun alkaessa", total="COUNT"),
        Column(
            "Työssä palvelun alkaessa",
            "choice",
            12,
            "Palvelun alkaessa",
            values="yes_no",
            source="inline",
            total="YES",
        ),
        Column("Aloitettu", "date", 12, "Ammatillinen profiili", total="COUNT"),
        Column("Valmis", "date", 12, "Ammatillinen profiili", total="COUNT"),
        Column(
            "Työnhakusuunnitelma laadittu / päivitetty",
            "date",
            17,
            "Työnhaku",
            total="COUNT",
            comment="Asiakkaan kanssa tehty kirjallinen suunnitelma: laatukriteeri 16.",
        ),
        Column(
            "Ensimmäinen työnantajatapaaminen",
            "date",
            17,
            "Työnhaku",
            total="COUNT",
            comment="Ensimmäinen tapaaminen työnantajan kanssa kasvokkain: laatukriteeri 15.",
        ),
        Column(
            "Päivää ensimmäiseen tapaamiseen",
            "formula",
            14,
            "Työnhaku",
            formula='=IF(COUNT(F{row},K{row})=2,K{row}-F{row},"")',
            total="AVERAGE",
        ),
        Column("Etuusneuvonta annettu", "date", 13, "Neuvonta", total="COUNT"),
        Column("Kertomisesta keskusteltu (pvm)", "date", 14, "Neuvonta", total="COUNT"),
        Column("Kertomisesta keskusteltu (krt)", "integer", 13, "Neuvonta", total="SUM"),
        Column("Vaihe", "choice", 30, values="phase", source="range", total="COUNTA"),
        Column("Palvelu päättyi", "date", 12, "Palvelun päättyminen", total="COUNT"),
        Column(
            "Päättymisen syy",
            "choice",
            26,
            "Palvelun päättyminen",
            values="client_end_reason",
            source="extension",
        ),
        Column(
            "Palvelussa päiviä",
            "formula",
            12,
            "Palvelun päättyminen",
            formula='=IF(COUNT(F{row},Q{row})=2,Q{row}-F{row}+1,"")',
            total="SUM",
        ),
        Column("Lisätiedot", "text", 36, comment="Ei nimiä, henkilötunnuksia eikä terveystietoja."),
    ),
    rules=(
        Rule("A", "T", "=ISNUMBER($Q8)", "closed"),
        Rule("Q", "Q", "=AND(ISNUMBER($Q8),ISNUMBER($F8),$Q8<$F8)", "error"),
        Rule("J", "J", '=AND($A8<>"",$J8="",$Q8="",LEFT($P8,1)="3")', "warning"),
        Rule(
            "K",
            "K",
            '=AND(ISNUMBER($F8),$K8="",$Q8="",ISNUMBER(Tarkastelupaiva),Tarkastelupaiva-$F8>30)',
            "warning",
        ),
    ),
)

EMPLOYMENTS = Layout(
    name="Työsuhteet",
    title="Työsuhteet",
    rows=100,
    columns=(
        Column("Asiakastunnus*", "choice", 13, values="Asiakastunnukset", source="name"),
        Column("Työsuhde alkoi", "date", 12, "Työsuhde", total="COUNT"),
        Column("Työsuhde päättyi", "date", 12, "Työsuhde", total="COUNT", comment="Tyhjä: työsuhde jatkuu."),
        Column("Työnantaja", "text", 26, "Työnantaja", total="COUNTA"),
        Column("Y-tunnus", "code", 12, "Työnantaja"),
        Column("Työtehtävä", "text", 22, "Työ"),
        Column("Ammattiryhmä", "choice", 22, "Työ", values="job_type", source="range"),
        Column("Työsuhteen muoto", "choice", 22, "Työ", values="contract", source="extension"),
        Column(
            "Avoimet työ\u00admarkkinat", "choice", 12, "Työ", values="yes_no", source="inline", total="YES"
        ),
        Column("Palkkatuki", "choice", 11, "Palkkatuki", values="yes_no", source="inline", total="YES"),
        Column("Palkkatuki päättyy", "date", 12, "Palkkatuki", total="COUNT"),
        Column("Viikkotyöaika\n(h)", "number", 11, "Työaika ja palkka", total="AVERAGE"),
        Column(
            "Palkka TES:n mukainen",
            "choice",
            12,
            "Työaika ja palkka",
            values="yes_no",
            source="inline",
            total="YES",
        ),
        Column(
            "Suunnitelma työsuhteen aikaisesta tuesta (pvm)",
            "date",
            18,
            "Tuki",
            total="COUNT",
            comment="Asiakkaan kanssa tehty kirjallinen suunnitelma: laatukriteeri 22.",
        ),
        Column(
            "Työsuhteen päättymisen syy",
            "choice",
            24,
            "Päättyminen",
            values="employment_end_reason",
            source="extension",
        ),
        Column("Tieto päättymisestä", "date", 13, "Päättyminen", total="COUNT"),
        Column("Yhteydenotto päättymisen jälkeen", "date", 14, "Päättyminen", total="COUNT"),
        Column("Alkoi", "date", 12, "Lomautus tai keskeytys", total="COUNT"),
        Column("Päättyi", "date", 12, "Lomautus tai keskeytys", total="COUNT"),
        Column(
            "Kesto päivinä",
            "formula",
            11,
            "Laskettu",
            formula='=IF(COUNT(B{row},C{row})=2,C{row}-B{row}+1,"")',
            total="SUM",
        ),
        Column(
            "Yhteydenotto, päivää",
            "formula",
            12,
            "Laskettu",
            formula='=IF(COUNT(P{row},Q{row})=2,Q{row}-P{row},"")',
            total="AVERAGE",
            hidden=True,
        ),
    ),
    rules=(
        Rule("A", "U", "=ISNUMBER($C8)", "closed"),
        Rule("C", "C", "=AND(ISNUMBER($C8),ISNUMBER($B8),$C8<$B8)", "error"),
        Rule("N", "N", '=AND($A8<>"",$B8<>"",$C8="",$N8="")', "warning"),
        Rule("K", "K", "=AND(ISNUMBER($K8),ISNUMBER(Tarkastelupaiva),$K8-Tarkastelupaiva<=60)", "warning"),
    ),
)

EDUCATION = Layout(
    name="Koulutukset",
    title="Koulutukseen ohjautuminen",
    rows=60,
    columns=(
        Column("Asiakastunnus*", "choice", 13, values="Asiakastunnukset", source="name"),
        Column("Opinnot alkoivat", "date", 13, "Opinnot", total="COUNT"),
        Column("Opinnot päättyivät", "date", 13, "Opinnot", total="COUNT"),
        Column("Koulutuksen laji", "choice", 32, "Koulutus", values="education_kind", source="extension"),
        Column("Oppilaitos", "text", 28, "Koulutus", total="COUNTA"),
        Column("Opintoihin liittyvä suunnitelma (pvm)", "date", 17, "Koulutus", total="COUNT"),
        Column("Opintojen tulos", "choice", 14, values="education_outcome", source="name", total="COUNTA"),
        Column(
            "Kesto päivinä",
            "formula",
            11,
            formula='=IF(COUNT(B{row},C{row})=2,C{row}-B{row}+1,"")',
            total="SUM",
        ),
    ),
    rules=(
        Rule("A", "H", "=ISNUMBER($C8)", "closed"),
        Rule("G", "G", '=$G8="valmistui"', "good"),
    ),
)

SUPPORT = Layout(
    name="Tuki",
    title="Tapaamiset asiakkaan kanssa työsuhteen tueksi",
    rows=100,
    columns=(
        Column("Asiakastunnus*", "choice", 13, values="Asiakastunnukset", source="range"),
        Column("Tapaamisen pvm", "date", 13, "Tapaaminen", total="COUNT"),
        Column("Kasvokkain", "choice", 12, "Tapaaminen", values="yes_no", source="inline", total="YES"),
        Column("Paikka", "choice", 22, "Tapaaminen", values="place", source="name"),
    ),
)

LAYOUTS = (CLIENTS, EMPLOYMENTS, EDUCATION, SUPPORT)
