"""After an edit every stored result is what a fresh calculation gives, or is absent.

LibreOffice is the judge. Results on which it and the original's own program disagree before any edit judge
nothing, and neither do volatile functions.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import openpyxl
import pytest

from tests.support.readers import Values, by_openpyxl
from tests.workbook.test_corpus import FILES, loaded
from tests.workbook.xlsx_parts import CORPUS
from valmennus_tui.errors import CellRefused
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.plan import SavePlan, check_edit, plan_save

SOFFICE = shutil.which("soffice")
LARGEST = 100_000
"""Bytes of a file; the few larger ones take LibreOffice and openpyxl longer than all others together."""
MOST = 300
"""Numbers changed in one file."""
VOLATILE = re.compile(r"\b(?:NOW|TODAY|RAND|RANDBETWEEN|OFFSET|INDIRECT|INFO|CELL)\s*\(", re.IGNORECASE)
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES, reason=f"the corpus of foreign workbooks is not at {CORPUS}"),
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


def with_other_numbers(book: Workbook) -> SavePlan:
    """A plan that changes every third plain number, a few hundred at most."""
    edits: list[CellEdit] = []
    for info in book.worksheets:
        cells = book.sheet(info.name).cells
        numbers = [
            ref for ref, cell in cells.items() if type(cell.value) in (int, float) and not cell.is_formula
        ]
        for ref in numbers[::3]:
            edit = CellEdit(info.name, ref, 7 if cells[ref].value != 7 else 8)
            with suppress(CellRefused):
                check_edit(book, edit)
                edits.append(edit)
    return plan_save(book, edits[:MOST])


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[SavePlan, Values, Values]]:
    """By file: the plan, and LibreOffice's values of the original and of the saved file. One run for all."""
    folder = tmp_path_factory.mktemp("soffice")
    plans: dict[str, SavePlan] = {}
    for path in FILES:
        if path.stat().st_size > LARGEST:
            continue
        book = loaded(path)
        if isinstance(book, Workbook) and book.read_only_reason is None and book.has_formulas:
            plan = with_other_numbers(book)
            if plan.recomputed or plan.waiting:
                plans[path.name] = plan
    for number, plan in enumerate(plans.values()):
        (folder / f"old{number}.xlsx").write_bytes(plan.book.data)
        (folder / f"new{number}.xlsx").write_bytes(plan.data)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    command = [
        str(SOFFICE),
        "--headless",
        f"-env:UserInstallation={user.parent.as_uri()}",
        "--convert-to",
        "xlsx",
    ]
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), *files], check=True, capture_output=True, timeout=600
    )
    found = {}
    for number, (name, plan) in enumerate(plans.items()):
        old, new = (folder / "out" / f"{kind}{number}.xlsx" for kind in ("old", "new"))
        if old.exists() and new.exists():
            found[name] = (plan, by_openpyxl(old.read_bytes()), by_openpyxl(new.read_bytes()))
    return found


def results(book: Workbook) -> Iterator[tuple[tuple[str, int, int], object]]:
    """The stored results of formulas that are not volatile."""
    for info in book.worksheets:
        sheet = book.sheet(info.name)
        for ref, cell in sheet.cells.items():
            if cell.is_formula and cell.value is not None and not VOLATILE.search(cell.formula or ""):
                yield (info.name, ref.row, ref.column), cell.value


def close(one: object, other: object) -> bool:
    """Equal as values of a calculation: numbers to 12 digits, an empty text as nothing."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one == other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == pytest.approx(other, rel=1e-12, abs=1e-12)
    return str(one or "") == str(other or "")


def test_results_are_right_or_absent(recalculated: dict[str, tuple[SavePlan, Values, Values]]) -> None:
    judged = recomputed = 0
    wrong: list[tuple[str, object, object, object]] = []
    for name, (plan, old, new) in recalculated.items():
        before = by_openpyxl(plan.book.data)
        trusted = {place for place, _value in results(plan.book) if close(before.get(place), old.get(place))}
        after = by_openpyxl(plan.data)
        fresh = {(change.sheet, change.ref.row, change.ref.column) for change in plan.recomputed}
        for place, _value in results(Workbook.from_bytes(plan.data)):
            if place in trusted:
                judged += 1
                recomputed += place in fresh
                if not close(after.get(place), new.get(place)):
                    wrong.append((name, place, after.get(place), new.get(place)))
    assert wrong == []
    assert judged > 500
    assert recomputed > 20


def test_openpyxl_still_finds_every_formula(recalculated: dict[str, tuple[SavePlan, Values, Values]]) -> None:
    """No formula is lost or changed by a new result."""
    from io import BytesIO

    for plan, _old, _new in recalculated.values():
        texts = []
        for data in (plan.book.data, plan.data):
            book = openpyxl.load_workbook(BytesIO(data))
            texts.append(
                {
                    (sheet.title, cell.coordinate): getattr(cell.value, "text", cell.value)
                    for sheet in book.worksheets
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.data_type == "f"
                }
            )
        assert texts[0] == texts[1]
