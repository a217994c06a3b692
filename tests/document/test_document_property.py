"""Random edits against a simple model: what is read is what was done, and nothing else is touched."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.document.making import CLIENT, CONTACT, JOB, TODAY, opened
from valmennus_tui import i18n
from valmennus_tui.document.demo import write_demo
from valmennus_tui.document.document import Document
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.diff import diff

Model = dict[tuple[str, str], dict[str, str]]
"""What each record holds, by file and first cell: the fields that the test writes, as they are shown."""

DAYS = st.integers(0, 300).map(lambda n: TODAY - timedelta(days=n + 400))
WORDS = st.text(alphabet="abcåäö =<&'\"€😀\u200b", min_size=1, max_size=12).map(str.strip).filter(bool)
FREE = {CLIENT: "notes", JOB: "employer", CONTACT: "next_step"}
START = {CLIENT: "service_start", JOB: "start", CONTACT: "date"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One coach's demo workbooks."""
    folder = tmp_path_factory.mktemp("demo")
    return write_demo(folder, TODAY)[0]


def finnish(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def state(document: Document) -> Model:
    """The document's records in the model's terms."""
    found = {}
    for entry in document.entries:
        if entry.kind in FREE:
            anchor = next(iter(entry.places.values()))
            names = (FREE[entry.kind], START[entry.kind])
            values = {name: entry.record.get(name) for name in names if entry.record.has(name)}
            found[anchor.source, f"{anchor.sheet}!{anchor.ref}"] = {
                name: "" if value is None else str(value) for name, value in values.items()
            }
    return found


class Editing(RuleBasedStateMachine):
    """A coach who adds, changes, removes, takes back and saves without order."""

    origin: Path

    def __init__(self) -> None:
        super().__init__()
        i18n.set_language("en")
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / self.origin.name
        self.touched: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for path in self.origin.parent.glob(f"{self.origin.stem}.*xlsx"):
            shutil.copy(path, self.folder)
        self.document = opened(self.path)
        self.model = state(self.document)
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.saved = self.model

    def done(self, model: Model) -> None:
        """A step was made; one that changed nothing is none."""
        if self.document.can_undo and len(self.document.history.done) > len(self.past):
            self.past.append(self.model)
            self.future = []
        self.model = model
        self.touched |= {(c.sheet, str(c.ref)) for c in self.document.changes()}

    def anchor(self, key: str) -> tuple[str, str]:
        place = next(iter(self.document.entry(key).places.values()))
        return place.source, f"{place.sheet}!{place.ref}"

    @rule(kind=st.sampled_from([CLIENT, JOB, CONTACT]), day=DAYS, words=WORDS, number=st.integers(1, 10**6))
    def add(self, kind: RecordKind, day: date, words: str, number: int) -> None:
        client = self.document.records(CLIENT)[0].record.client_code or ""
        own = {"code": f"Uusi-{number}"} if kind is CLIENT else {"client": client}
        if kind is CLIENT and f"client:Uusi-{number}" in {entry.key for entry in self.document.entries}:
            return
        texts = {START[kind]: finnish(day), FREE[kind]: words, **own}
        key = self.document.add(kind, texts)
        self.done(self.model | {self.anchor(key): {FREE[kind]: words, START[kind]: str(day)}})

    @rule(data=st.data(), words=st.one_of(WORDS, st.just("")))
    def change(self, data: st.DataObject, words: str) -> None:
        entry = data.draw(st.sampled_from([e for e in self.document.entries if e.kind in FREE]))
        anchor = self.anchor(entry.key)
        self.document.set(entry.key, {FREE[entry.kind]: words})
        self.done(self.model | {anchor: self.model[anchor] | {FREE[entry.kind]: words}})

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from([e for e in self.document.entries if e.kind in (JOB, CONTACT)]))
        anchor = self.anchor(entry.key)
        self.document.remove(entry.key)
        self.done({place: values for place, values in self.model.items() if place != anchor})

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.document.undo()
        self.future.append(self.model)
        self.model = self.past.pop()
        self.touched |= {(c.sheet, str(c.ref)) for c in self.document.changes()}

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.document.redo()
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule()
    def save(self) -> None:
        self.document.save()
        assert not self.document.dirty
        assert state(opened(self.path)) == self.model

    @rule()
    def undo_everything(self) -> None:
        """Before anything was saved, taking all back leaves nothing to write; after, the first state."""
        while self.document.undo():
            self.future.append(self.model)
            self.model = self.past.pop()

    @invariant()
    def reads_what_was_done(self) -> None:
        if hasattr(self, "model"):
            assert state(self.document) == self.model
            assert (self.document.can_undo, self.document.can_redo) == (bool(self.past), bool(self.future))


class Checked(Editing):
    """Editing that ends with a comparison of the files."""

    def teardown(self) -> None:
        if hasattr(self, "document"):
            self.undo_everything()
            self.document.save()
            for path in sorted(self.folder.glob("*.xlsx")):
                self._same_cells(path)
        super().teardown()

    def _same_cells(self, path: Path) -> None:
        """All taken back and saved: every cell reads as in the beginning, but for results of formulas."""
        original = self.origin.with_name(path.name)
        book = Workbook.load(path)
        difference = diff(original, path)
        assert not difference.parts_added
        assert not difference.parts_removed
        for cell in difference.cells:
            formula = book.sheet(cell.sheet).cell(cell.ref).is_formula
            assert formula or (cell.sheet, str(cell.ref)) in self.touched, (cell.sheet, cell.ref)
            old = None if cell.old is None else cell.old.value
            new = None if cell.new is None else cell.new.value
            assert formula or old == new or (old in (None, "") and new in (None, ""))


@pytest.mark.slow
def test_random_edits_are_what_the_model_says(demo: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("OnDemo", (Checked,), {"origin": demo})
    run_state_machine_as_test(machine, settings=settings(max_examples=8, stateful_step_count=14))
