"""The grid with 10,000 rows of 8 columns at 80x24: loading it, and a key."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult

from benchmarks.measuring import Figure
from tests.tui.driving import settle
from valmennus_tui.tui.models.grid_model import Column, Tone
from valmennus_tui.tui.themes import DARK
from valmennus_tui.tui.widgets.record_grid import RecordGrid

ROWS, COLUMNS, KEYS = 10_000, 8, 200
STYLES = Path(__file__).resolve().parents[1] / "src" / "valmennus_tui" / "tui" / "styles"


class Rows:
    """Ten thousand rows of made-up text."""

    row_count = ROWS
    columns: Sequence[Column] = tuple(Column(f"Otsikko {n}", 12) for n in range(COLUMNS))

    def text(self, row: int, column: int) -> str:
        return f"{row}/{column}"

    def tone(self, row: int, column: int) -> Tone:
        return Tone.WARN if column == COLUMNS - 1 else Tone.PLAIN


class GridApp(App[None]):
    CSS_PATH = str(STYLES / "grids.tcss")

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield RecordGrid(Rows())


def run() -> None:
    print(f"\nGrid, {ROWS} rows x {COLUMNS} columns, 80x24")
    loads, keys = zip(*(asyncio.run(_measure()) for _ in range(5)), strict=True)
    print(Figure("show another 10,000 rows (aim: 50)", tuple(loads)).row())
    print(Figure(f"a key, mean of {KEYS} steps down (aim: 5)", tuple(keys)).row())


async def _measure() -> tuple[float, float]:
    """CPU milliseconds of loading and of one key."""
    app = GridApp()
    async with app.run_test(size=(80, 24)):
        grid = app.query_one(RecordGrid)
        start = time.process_time()
        grid.set_model(Rows())
        await settle(app)
        load = time.process_time() - start
        start = time.process_time()
        for _ in range(KEYS):
            app.post_message(events.Key("down", None))
            await settle(app)
        return load * 1000, (time.process_time() - start) * 1000 / KEYS
