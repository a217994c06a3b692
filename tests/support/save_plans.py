"""Plans to save: one as small as saving needs it (a zip archive with one part), and a real one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self

import xlsxwriter

from valmennus_tui.errors import SaveFailed
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.plan import SavePlan, plan_save


def archive(text: str, size: int = 9_000) -> bytes:
    """A stored archive of a little more than ``size`` bytes that holds ``text``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("part.xml"), text + "." * size)
    return out.getvalue()


@dataclass(frozen=True)
class FakeBook:
    data: bytes
    path: Path | None

    @property
    def fingerprint(self) -> str:
        return sha256(self.data).hexdigest()

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | None = None, like: Self | None = None) -> Self:
        return cls(data, path)


@dataclass
class FakePlan:
    """Changes the text of the one part. ``refuse`` makes the read-back check fail."""

    book: FakeBook
    data: bytes
    refuse: bool = False
    verified: list[bytes] = field(default_factory=list)

    def verify(self, data: bytes) -> None:
        self.verified.append(data)
        if self.refuse:
            raise SaveFailed("not as meant", reason="not_as_written")
        zipfile.ZipFile(io.BytesIO(data)).testzip()


def make_plan(path: Path, text: str = "new") -> FakePlan:
    """A plan on the file at ``path`` that replaces its text."""
    return FakePlan(FakeBook.from_bytes(path.read_bytes(), path), archive(text))


def coach_book() -> bytes:
    """A small real workbook: clients, hours, a formula, a second sheet that depends on the first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        clients, summary = book.add_worksheet("Asiakkaat"), book.add_worksheet("Yhteenveto")
        clients.write_row(0, 0, ("Asiakastunnus", "Viikkotyöaika"))
        for row in range(1, 21):
            clients.write_row(row, 0, (f"A{row:03}", row))
        clients.write_formula(21, 1, "=SUM(B2:B21)", None, 210)
        summary.write_formula(0, 0, "=Asiakkaat!B22*2", None, 420)
    return out.getvalue()


def real_plan(path: Path) -> SavePlan:
    """The engine's own plan for two edits of :func:`coach_book`."""
    edits = [CellEdit("Asiakkaat", Ref(2, 2), 37.5), CellEdit("Asiakkaat", Ref(3, 1), "uusi")]
    return plan_save(Workbook.load(path), edits)
