"""Random edits of workbooks in random spellings: the edit is there, and nothing else has changed.

Three judges that know nothing of the engine: the closed list token by token, openpyxl and calamine.
"""

from __future__ import annotations

import string
from datetime import date, datetime, time
from random import Random

import pytest
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from tests.support.closed_list import differences
from tests.support.quirks import MUTATIONS, apply, tidy_workbook
from tests.support.quirks.strategies import workbooks
from tests.support.readers import Values, by_calamine, by_openpyxl
from valmennus_tui.errors import CellRefused
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.plan import SavePlan, check_edit, plan_save

TEXTS = st.text(
    st.sampled_from(string.printable + "äöÅ€漢😀\u00a0\x1b\x0b_x0041"), max_size=20
) | st.sampled_from(["=1+1", "0012", "_x0041_", " x ", "a\r\nb", "<c>", "]]>", "&amp;", "TRUE", "1,5"])
VALUES = (
    st.none()
    | TEXTS
    | st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.floats(-1e300, 1e300, allow_subnormal=False)
    | st.dates(date(1904, 1, 1))
    | st.datetimes(datetime(1904, 1, 2), datetime(9999, 12, 31)).map(lambda m: m.replace(microsecond=0))
)


@st.composite
def edits(draw: st.DrawFn, book: Workbook) -> list[CellEdit]:
    """Some edits that the workbook takes, of stored cells and of places where there is nothing."""
    made: list[CellEdit] = []
    for _number in range(draw(st.integers(1, 5))):
        info = draw(st.sampled_from(book.worksheets))
        stored = sorted(book.sheet(info.name).cells)
        anywhere = st.builds(Ref, st.integers(1, 25), st.integers(1, 12))
        ref = draw(st.sampled_from(stored) | anywhere if stored else anywhere)
        edit = CellEdit(info.name, ref, draw(VALUES))
        try:
            check_edit(book, edit)
        except CellRefused as refused:
            event(f"refused: {refused.reason}")
            continue
        made.append(edit)
    return made


def outside_the_list(plan: SavePlan) -> list[str]:
    """What differs outside the closed list."""
    edited: dict[str, set[tuple[int, int]]] = {}
    results: dict[str, set[tuple[int, int]]] = {}
    for edit in plan.edits:
        edited.setdefault(plan.book.info(edit.sheet).part, set()).add((edit.ref.row, edit.ref.column))
    touched = {(change.sheet, change.ref) for change in plan.recomputed} | plan.dropped
    for sheet, ref in touched:
        results.setdefault(plan.book.info(sheet).part, set()).add((ref.row, ref.column))
    return differences(plan.book.data, plan.data, edited, results)


def expected(value: NewValue) -> object:
    """A written value as the readers give it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    return str(value) or None


def judge(plan: SavePlan, before: Values, after: Values, reader: str) -> None:
    """The edited cells as meant, formulas with new results aside, every other value as it was."""
    written = {(edit.sheet, edit.ref.row, edit.ref.column): edit.value for edit in plan.edits}
    changed = {(change.sheet, change.ref.row, change.ref.column) for change in plan.recomputed}
    changed |= {(sheet, ref.row, ref.column) for sheet, ref in plan.dropped}
    for place in before.keys() | after.keys():
        if place in written:
            value = written[place]
            plain = isinstance(value, str) and value.isprintable() and "_x" not in value
            if plain and value.strip() == value:
                assert after.get(place) == expected(value), (reader, place)
        elif place not in changed:
            assert after.get(place) == before.get(place), (reader, place)


def read(reader: str, data: bytes) -> Values | None:
    try:
        return by_openpyxl(data) if reader == "openpyxl" else by_calamine(data)
    except Exception:  # noqa: BLE001 - any failure of a foreign reader means that it does not read the file
        return None


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_random_edits_of_random_spellings(data: st.DataObject) -> None:
    original = data.draw(workbooks())
    book = Workbook.from_bytes(original)
    made = data.draw(edits(book), label="edits")
    plan = plan_save(book, made)
    note(f"parts: {sorted(plan.changed_parts)}")
    saved = plan.data
    plan.verify(saved)
    assert outside_the_list(plan) == []
    again = Workbook.from_bytes(saved)
    for edit in plan.edits:
        seen = book.with_cells({(edit.sheet, edit.ref): edit.value}).sheet(edit.sheet).cell(edit.ref)
        assert again.sheet(edit.sheet).cell(edit.ref).value == seen.value
    if any(isinstance(edit.value, int | float) and not -1 < edit.value < 2_000_000 for edit in made):
        return  # under a date format both readers stumble over such numbers
    for reader in ("openpyxl", "calamine"):
        before, after = read(reader, original), read(reader, saved)
        if before is not None:
            assert after is not None, f"{reader} no longer reads the file"
            judge(plan, before, after, reader)


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_spelling_takes_edits(name: str) -> None:
    """One stored cell and one new row in each spelling, so that no mutation goes untried."""
    for seed in range(3):
        book = Workbook.from_bytes(apply(tidy_workbook(Random(seed)), [name], Random(seed)))
        sheet = book.sheet(book.worksheets[0].name)
        wanted = [*sorted(sheet.cells)[::7], Ref(sheet.max_row + 2, 3)]
        made = [CellEdit(sheet.name, ref, "uusi") for ref in wanted if not _refused(book, sheet.name, ref)]
        plan = plan_save(book, made)
        plan.verify(plan.data)
        assert outside_the_list(plan) == []


def _refused(book: Workbook, sheet: str, ref: Ref) -> bool:
    try:
        check_edit(book, CellEdit(sheet, ref, "uusi"))
    except CellRefused:
        return True
    return False
