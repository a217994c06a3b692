"""Saving one edit: against openpyxl load and save, and against copying all members with zipfile."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from benchmarks.measuring import in_process
from benchmarks.samples import coach_workbook


def run() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = coach_workbook(folder)
        print(f"\nOne edit saved ({book.stat().st_size // 1024} kB workbook)")
        ours = in_process("valmennus: load, plan, save, verify, backup", lambda: save_ours(book))
        stock = in_process("openpyxl: load and save", lambda: save_openpyxl(book, folder / "o.xlsx"))
        copy = in_process("zipfile: copy all members, fsync", lambda: copy_members(book, folder / "c.xlsx"))
        print(ours.row())
        print(stock.row(ours), " of ours (aim: at least 10)")
        print(copy.row())
        print(ours.row(copy), " of the copy (aim: at most 3)")


def save_ours(path: Path) -> None:
    from valmennus_tui.workbook.address import Ref
    from valmennus_tui.workbook.book import Workbook
    from valmennus_tui.workbook.cells import CellEdit
    from valmennus_tui.workbook.plan import plan_save
    from valmennus_tui.workbook.saving import SaveOptions, save

    book = Workbook.load(path)
    save(plan_save(book, [CellEdit("Asiakkaat", Ref(20, 2), f"K-{os.urandom(3).hex()}")]), SaveOptions())


def save_openpyxl(path: Path, target: Path) -> None:
    import openpyxl

    shutil.copyfile(path, target)
    book = openpyxl.load_workbook(target)
    book["Asiakkaat"].cell(20, 2).value = f"K-{os.urandom(3).hex()}"
    book.save(target)


def copy_members(path: Path, target: Path) -> None:
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            copy.writestr(info, source.read(info))
    with target.open("rb+") as file:
        os.fsync(file.fileno())
