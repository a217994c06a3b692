"""The sheets of records in the team workbook: coaches and their terms, and the work log."""

from __future__ import annotations

from tools.templates.model import Column, Layout, Rule

BLOCKS = 10
"""Coaches for whom the tracking sheet has a block."""

COACHES = Layout(
    name="Valmentajat",
    title="Valmentajat",
    rows=30,
    names=(("Valmentajien_tunnukset", "A"),),
    columns=(
        Column(
            "Työhönvalmentaja*",
            "code",
            16,
            comment="Valmentajan tunnus, sama kuin hänen koosteessaan. Jos työaika muuttuu, tee uusi rivi.",
        ),
        Column("Työaika-%", "percent", 11, comment="Osuus kokoaikaisesta työstä: laatukriteeri 1."),
        Column("Alkaen", "date", 12, "Voimassa"),
        Column("Päättyen", "date", 12, "Voimassa", comment="Tyhjä: voimassa toistaiseksi."),
        Column(
            "Poissa (viikkoa)",
            "number",
            11,
            most=53,
            comment="Poissaoloviikot voimassaoloaikana: laatukriteeri 17.",
        ),
        Column("Kytkeytyvät tiimit", "text", 44, comment="Tiimit pilkulla erotettuina: laatukriteeri 4."),
        Column(
            "Järjestys",
            "formula",
            10,
            formula='=IF(A{row}="","",IF(COUNTIF(A$8:A{row},A{row})>1,"",COUNT(G$7:G{above})+1))',
            hidden=True,
        ),
    ),
    rules=(Rule("D", "D", "=AND(ISNUMBER($C8),ISNUMBER($D8),$D8<$C8)", "error"),),
)

_KEY = '=IF(OR(A{row}="",B{row}=""),"",A{row}&"|"&B{row})'

WORK_LOG = Layout(
    name="Työaika",
    title="Työaika ja tiimin loki",
    rows=240,
    columns=(
        Column("Työhönvalmentaja*", "choice", 16, values="Valmentajien_tunnukset", free=True, look="code"),
        Column(
            "Kuukausi*",
            "choice",
            12,
            values="period",
            source="range",
            free=True,
            look="code",
            comment="Muodossa 2026-09. Myös neljännes käy: 2026-Q3.",
        ),
        Column("Tehty työaika", "number", 10, "Tunnit", total="SUM", most=2000),
        Column("Työhönvalmennus", "number", 14, "Tunnit", total="SUM", most=2000),
        Column("Toimiston ulkopuolella", "number", 13, "Tunnit", total="SUM", most=2000),
        Column("Tiimipalaverit", "number", 12, "Kertaa jaksossa", total="SUM", most=999),
        Column("Asiakastilanteiden läpikäynti", "number", 15, "Kertaa jaksossa", total="SUM", most=999),
        Column("Kenttäohjaus", "number", 12, "Kertaa jaksossa", total="SUM", most=999),
        Column("Tulosten läpikäynti", "number", 12, "Kertaa jaksossa", total="SUM", most=999),
        Column("Tapaamislokin läpikäynti", "number", 14, "Kertaa jaksossa", total="SUM", most=999),
        Column(
            "Tapaamiset: työllisyysalue ja Kela",
            "number",
            15,
            "Kertaa jaksossa",
            total="SUM",
            most=999,
            comment="Sovitut tapaamiset kasvokkain: laatukriteeri 6.",
        ),
        Column(
            "Asiakasasiat: työllisyysalue ja Kela",
            "number",
            15,
            "Kertaa jaksossa",
            total="SUM",
            most=999,
            comment="Yhteydenotot asiakkaiden asioista: laatukriteeri 6. Ei asiakastietoja, vain lukumäärä.",
        ),
        Column(
            "Työssä olevien osuus raportoitu",
            "number",
            14,
            "Kertaa jaksossa",
            total="SUM",
            most=999,
            comment="Kerrottu johdolle ja henkilöstölle: laatukriteeri 10. Yhden valmentajan rivi riittää.",
        ),
        Column("Lokin läpikäynnin tiheys", "choice", 16, values="log_review", source="range"),
        Column("Avain", "formula", 10, formula=_KEY, hidden=True),
    ),
    rules=(
        Rule("D", "D", "=AND(ISNUMBER($C8),ISNUMBER($D8),$D8>$C8)", "error"),
        Rule("E", "E", "=AND(ISNUMBER($C8),ISNUMBER($E8),$E8>$C8)", "error"),
    ),
)
