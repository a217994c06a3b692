"""Values as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from valmennus_tui import i18n
from valmennus_tui.reports.model import ColumnKind, Value, shown, whole_percent


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Fraction(1, 8), 13),
        (Fraction(1, 200), 1),
        (Fraction(49, 10000), 0),
        (Fraction(1, 3), 33),
        (Decimal("0.995"), 100),
        (1, 100),
        (0, 0),
    ],
)
def test_shares_go_out_in_whole_per_cent_halves_up(share: int | Decimal | Fraction, percent: int) -> None:
    assert whole_percent(share) == percent


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, ColumnKind.WHOLE, "–"),
        (0, ColumnKind.WHOLE, "0"),
        ("<5", ColumnKind.WHOLE, "<5"),
        (Decimal("7.24"), ColumnKind.DECIMAL, "7,2"),
        (Fraction(10, 3), ColumnKind.DECIMAL, "3,3"),
        (Fraction(2, 1), ColumnKind.DECIMAL, "2"),
        (Fraction(1, 2), ColumnKind.PERCENT, "50 %"),
        (date(2026, 3, 1), ColumnKind.DATE, "1.3.2026"),
        ("3/2026", ColumnKind.DATE, "3/2026"),
    ],
)
def test_values(value: Value, kind: ColumnKind, text: str) -> None:
    i18n.set_language("fi")
    assert shown(value, kind) == text
