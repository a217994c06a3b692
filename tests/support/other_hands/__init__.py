"""Coach workbooks laid out by another hand, from the description of the field alone.

They were written without looking at the program's profiles or header names: that recognition reads them
shows that it would read a stranger's workbook too. When it does not, the recogniser is wrong, not the
workbook.
Everything in them is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.other_hands.card_book import cards
from tests.support.other_hands.hand import As, Either, Expected, ExpectedRecord, Hand
from tests.support.other_hands.later_books import another_finnish_coach, english, swedish_groups
from tests.support.other_hands.mixed_books import messy, mixed_languages
from tests.support.other_hands.not_coach_books import budget, membership_register
from tests.support.other_hands.plain_books import swedish, three_plain_sheets, title_and_two_header_rows
from tests.support.other_hands.shared_sheets import one_sheet, with_employer_contacts
from tests.support.other_hands.wide_books import groups_under_merged_heads, numbered_columns

Build = Callable[[Path], Expected]

COACH_WORKBOOKS: tuple[Build, ...] = (
    three_plain_sheets,
    title_and_two_header_rows,
    groups_under_merged_heads,
    numbered_columns,
    cards,
    swedish,
    mixed_languages,
    messy,
    one_sheet,
    with_employer_contacts,
    another_finnish_coach,
    swedish_groups,
    english,
)
OTHER_WORKBOOKS: tuple[Build, ...] = (budget, membership_register)

__all__ = [
    "COACH_WORKBOOKS",
    "OTHER_WORKBOOKS",
    "As",
    "Build",
    "Either",
    "Expected",
    "ExpectedRecord",
    "Hand",
]
