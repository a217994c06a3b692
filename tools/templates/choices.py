"""The lists of the hidden sheet ``Luettelot``: title, defined name, values.

The values are the Finnish texts that ``src/valmennus_tui/data`` offers for new entries; only the two lists
that the program has no use for stand here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHEET = "Luettelot"
FIRST_ROW = 3
"""The first row of values on the sheet: a note and the titles stand above."""

_DATA = Path(__file__).resolve().parents[2] / "src" / "valmennus_tui" / "data"


@dataclass(frozen=True)
class ChoiceList:
    """One column of the hidden sheet."""

    key: str
    title: str
    name: str
    values: tuple[str, ...]
    column: int

    @property
    def area(self) -> str:
        """The list's cells as a formula names them."""
        letter = chr(65 + self.column)
        return f"{SHEET}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + len(self.values) - 1}"


_TITLES = {
    "referral_source": ("Ohjaava taho", "Ohjaavat_tahot"),
    "linked_team": ("Kytkeytyvä tiimi", "Kytkeytyvat_tiimit"),
    "phase": ("Vaihe", "Vaiheet"),
    "client_end_reason": ("Palvelun päättymisen syy", "Palvelun_paattymisen_syyt"),
    "job_type": ("Ammattiryhmä", "Ammattiryhmat"),
    "contract": ("Työsuhteen muoto", "Tyosuhteen_muodot"),
    "employment_end_reason": ("Työsuhteen päättymisen syy", "Tyosuhteen_paattymisen_syyt"),
    "education_kind": ("Koulutuksen laji", "Koulutuksen_lajit"),
    "education_outcome": ("Opintojen tulos", "Opintojen_tulokset"),
    "contact_purpose": ("Tapaamisen tarkoitus", "Tapaamisen_tarkoitukset"),
    "place": ("Tapaamispaikka", "Tapaamispaikat"),
    "yes_no": ("Kyllä tai ei", "Kylla_ei"),
}
_TEAM_TITLES = {
    "log_review": ("Tapaamislokin läpikäynti", "Lokin_lapikaynti"),
    "period": ("Kuukausi", "Kuukaudet"),
}
YEARS = range(2025, 2036)
"""The years whose months the drop-down of the work log offers."""
_OWN = {
    "place": ("työpaikka", "koti", "toimisto", "oppilaitos", "muu paikka"),
    "yes_no": ("kyllä", "ei"),
    "period": tuple(f"{year}-{month:02d}" for year in YEARS for month in range(1, 13)),
}


def _offered() -> dict[str, tuple[str, ...]]:
    """The Finnish texts of each shipped list, without those that are only read or no longer offered."""
    found: dict[str, tuple[str, ...]] = {}
    for name in ("choices.toml", "phases.toml"):
        for key, table in tomllib.loads((_DATA / name).read_text(encoding="utf-8")).items():
            rows = [row for row in table["choice"] if row.get("offer", True) and "last" not in row]
            found[key] = tuple(row["fi"] for row in rows)
    return found


def _lists(titles: Mapping[str, tuple[str, str]]) -> dict[str, ChoiceList]:
    values = {**_offered(), **_OWN}
    return {
        key: ChoiceList(key, title, name, values[key], column)
        for column, (key, (title, name)) in enumerate(titles.items())
    }


LISTS = _lists(_TITLES)
"""The lists of the coach's workbook and its log of contacts."""
TEAM_LISTS = _lists(_TEAM_TITLES)
"""The lists of the team workbook."""
