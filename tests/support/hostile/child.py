"""Reads files one after the other in a process of its own and says what became of each, one JSON line a file.

Run as ``python -m tests.support.hostile.child FILE…``. The process may take one gigabyte where the system can
limit it, so that a file which unpacks to more shows as a crash here and not as a dead machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook.book import Workbook

LIMIT = 1 << 30


def limit_memory() -> None:
    """Limit the address space; nothing where the system cannot."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))


def read_everything(path: Path) -> dict[str, object]:
    """Load a workbook and ask for everything that a screen would."""
    book = Workbook.load(path)
    count = 0
    for info in book.sheets:
        if info.kind != "worksheet":
            continue
        sheet = book.sheet(info.name)
        places = list(sheet.cells)
        count += len(places)
        for place in places[:200]:
            cell = sheet.cell(place)
            str(cell.value)
            book.choices(info.name, place)
            sheet.anchor(place)
            sheet.is_locked(place)
        list(sheet.rows())
        _ = (
            sheet.merges,
            sheet.hidden_rows,
            sheet.hidden_columns,
            sheet.frozen,
            sheet.dimension,
            sheet.filter_area,
        )
        _ = (sheet.max_row, sheet.max_column, sheet.column_width(1), sheet.protected)
    _ = (book.names, book.tables, book.date1904)
    reason = book.read_only_reason
    return {"outcome": "reads", "cells": count, "read_only": None if reason is None else str(reason)}


def outcome(path: Path) -> dict[str, object]:
    """What became of one file. Whatever is not a refusal is a crash."""
    try:
        return read_everything(path)
    except FileRefused as error:
        return {"outcome": "refused", "reason": str(error.reason), "message": error.message}
    except Exception as error:  # noqa: BLE001 - the test is about exceptions of any other kind
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        line = "" if where is None else f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}"
        return {"outcome": "crash", "error": type(error).__name__, "at": line}


def main() -> None:
    limit_memory()
    for name in sys.argv[1:]:
        print(json.dumps({"file": Path(name).name, **outcome(Path(name))}), flush=True)


if __name__ == "__main__":
    main()
