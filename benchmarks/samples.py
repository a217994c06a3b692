"""The workbook that the benchmarks use: a coach of the invented team, with a year's records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

CLIENT_CODE = "K-10"
"""The beginning of every client code of the demo team."""


def coach_workbook(folder: Path) -> Path:
    """Write the demo team to ``folder``; returns its first coach's workbook."""
    from valmennus_tui.document.demo import write_demo

    written = write_demo(folder, today=date(2026, 11, 24))
    return next(path for path in written if "tapaamiset" not in path.name)
