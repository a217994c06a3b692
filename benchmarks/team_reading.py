"""Reads the workbooks of a folder and prints what it took: ``python -m benchmarks.team_reading HOW FOLDER``.

It runs as a process of its own, so that the figures are those of this one task.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from benchmarks.team_files import TODAY


def gather_all(folder: Path) -> int:
    """As the program reads a team's folder: in its worker processes, records and all."""
    from valmennus_tui import ALLOCATIONS
    from valmennus_tui.consolidation.collect import gather
    from valmennus_tui.settings import load_settings

    gc.set_threshold(ALLOCATIONS)
    found = gather(folder, settings=load_settings(), today=TODAY)
    if found.problems or found.conflicts:
        raise SystemExit(f"the workbooks were not read: {found.problems or found.conflicts}")
    return len(found.files)


def with_calamine(folder: Path) -> int:
    """Every value of every sheet."""
    import python_calamine

    paths = sorted(folder.glob("*.xlsx"))
    for path in paths:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    return len(paths)


def with_openpyxl(folder: Path) -> int:
    """Every value of every sheet."""
    import warnings

    import openpyxl

    warnings.simplefilter("ignore")
    paths = sorted(folder.glob("*.xlsx"))
    for path in paths:
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    cell.value  # noqa: B018 - reading it is the task
    return len(paths)


READERS = {"gather": gather_all, "calamine": with_calamine, "openpyxl": with_openpyxl}


def main() -> None:
    import resource

    how, folder = sys.argv[1:]
    files = READERS[how](Path(folder))
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(each.ru_utime + each.ru_stime for each in (own, children))
    # ru_maxrss is in kilobytes on Linux; of the children it is that of the largest.
    print(json.dumps({"files": files, "cpu": seconds, "own": own.ru_maxrss, "worker": children.ru_maxrss}))


if __name__ == "__main__":
    main()
