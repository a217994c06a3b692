"""The grid by itself: layout, half-page jumps, what a key redraws, sorting and filtering as lists of rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from tests.tui.driving import settle
from valmennus_tui.tui.models.grid_model import Column, Tone
from valmennus_tui.tui.models.list_model import BLANK, ListColumn, ListModel, fold
from valmennus_tui.tui.themes import DARK
from valmennus_tui.tui.widgets.grid_layout import GAP, GridLayout, top_for
from valmennus_tui.tui.widgets.record_grid import RecordGrid

ROWS, COLUMNS = 10_000, 8


class CountingModel:
    """Ten thousand rows that remember what they were asked."""

    def __init__(self, rows: int = ROWS, columns: int = COLUMNS) -> None:
        self.row_count = rows
        self.columns: Sequence[Column] = [Column(f"Otsikko {n}", 12) for n in range(columns)]
        self.asked: list[tuple[int, int]] = []

    def text(self, row: int, column: int) -> str:
        self.asked.append((row, column))
        return f"{row}/{column}"

    def tone(self, row: int, column: int) -> Tone:
        return Tone.PLAIN


class GridApp(App[None]):
    CSS_PATH = "../../src/valmennus_tui/tui/styles/grids.tcss"

    def __init__(self, model: CountingModel, **options: bool) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.grid = RecordGrid(model, empty="Tyhjä.", **options)  # type: ignore[arg-type]

    def compose(self) -> ComposeResult:
        yield self.grid


async def press(app: App[None], *keys: str) -> None:
    from textual import events

    for key in keys:
        app.post_message(events.Key(key, None))
        await settle(app)


async def test_showing_ten_thousand_rows_asks_only_for_what_is_on_the_screen() -> None:
    model = CountingModel()
    async with GridApp(model).run_test(size=(80, 24)):
        assert {row for row, _column in model.asked} <= set(range(23))
        assert {column for _row, column in model.asked} <= set(range(7))


async def test_a_step_asks_for_two_rows() -> None:
    model = CountingModel()
    app = GridApp(model)
    async with app.run_test(size=(80, 24)):
        await settle(app)
        model.asked.clear()
        await press(app, "down")
        assert {row for row, _column in model.asked} == {0, 1}
        model.asked.clear()
        await press(app, "right")
        assert {row for row, _column in model.asked} == {1}


async def test_leaving_the_page_jumps_by_half_a_page() -> None:
    app = GridApp(CountingModel())
    async with app.run_test(size=(80, 24)):
        await settle(app)
        grid = app.grid
        assert grid.page == 23
        tops = []
        for _step in range(60):
            await press(app, "down")
            tops.append(grid.top)
        changes = [b - a for a, b in zip([0, *tops], tops, strict=False) if a != b]
        assert changes == [12, 12, 12, 12][: len(changes)]
        assert len(changes) == 4


async def test_every_key_of_the_grid() -> None:
    app = GridApp(CountingModel())
    async with app.run_test(size=(80, 24)):
        await settle(app)
        grid = app.grid
        places = {
            "ctrl+end": (ROWS - 1, 0),
            "up": (ROWS - 2, 0),
            "pageup": (ROWS - 25, 0),
            "end": (ROWS - 25, 7),
            "pagedown": (ROWS - 2, 7),
            "home": (ROWS - 2, 0),
            "right": (ROWS - 2, 1),
            "left": (ROWS - 2, 0),
            "ctrl+home": (0, 0),
        }
        for key, place in places.items():
            await press(app, key)
            assert (grid.row, grid.column) == place, key
        await press(app, "up", "left")
        assert (grid.row, grid.column) == (0, 0)
        await press(app, "end", "end", "home", "home")
        assert (grid.row, grid.column) == (0, 0)


async def test_the_first_column_stays_when_the_rest_scrolls() -> None:
    app = GridApp(CountingModel())
    async with app.run_test(size=(80, 24)):
        await press(app, *["right"] * 7)
        strip = app.grid.render_line(1)
        assert strip.text.startswith("0/0")
        assert "0/7" in strip.text
        assert "0/1" not in strip.text


async def test_an_empty_table_says_so_and_takes_every_key() -> None:
    app = GridApp(CountingModel(rows=0))
    async with app.run_test(size=(80, 24)):
        await press(app, "down", "end", "ctrl+end", "pageup", "home", "up")
        assert "Tyhjä." in app.grid.render_line(1).text
        assert (app.grid.row, app.grid.column) == (0, 7 if app.grid.column else 0)


async def test_the_wheel_moves_the_view_and_the_next_key_brings_the_cursor_back() -> None:
    app = GridApp(CountingModel())
    async with app.run_test(size=(80, 24)) as pilot:
        for _turn in range(10):
            await pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown], RecordGrid)
        await settle(app)
        assert app.grid.top == 30
        assert app.grid.row == 0
        await press(app, "down")
        assert app.grid.top <= 1 < app.grid.top + app.grid.page


widths = st.lists(st.integers(1, 40), min_size=1, max_size=30)


@given(widths, st.integers(0, 3), st.integers(1, 200), st.data())
def test_any_column_can_be_brought_into_view(
    sizes: list[int], frozen: int, width: int, data: st.DataObject
) -> None:
    layout = GridLayout([Column("", size) for size in sizes], width, frozen)
    column = data.draw(st.integers(0, len(sizes) - 1))
    left = data.draw(st.integers(0, len(sizes) - 1))
    moved = layout.left_for(column, left)
    assert layout.left_for(column, moved) == moved
    if column >= layout.frozen and layout.frozen_width < width:
        assert column in layout.visible(moved)
        assert layout.column_at(layout.start(column, moved), moved) == column


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 60), st.integers(1, 500))
def test_the_row_is_always_on_the_page(row: int, top: int, page: int, count: int) -> None:
    row = min(row, count - 1)
    found = top_for(row, top, page, count)
    assert found <= row < found + page
    assert 0 <= found <= max(count - page, 0)


def test_growing_columns_share_the_room() -> None:
    layout = GridLayout([Column("", 10), Column("", 5, grow=True), Column("", 5, grow=True)], 81)
    assert sum(layout.widths) + 2 * GAP == 81


# --- lists ------------------------------------------------------------------------------------------------


def people(rows: Sequence[tuple[str, float | None]]) -> ListModel[tuple[str, float | None]]:
    return ListModel(
        [
            ListColumn("Nimi", 10, lambda row: row[0]),
            ListColumn(
                "Luku",
                5,
                lambda row: "" if row[1] is None else str(row[1]),
                sort_key=lambda row: BLANK if row[1] is None else (0, row[1]),
            ),
        ],
        rows,
    )


def names(model: ListModel[tuple[str, float | None]]) -> list[str]:
    return [model.text(row, 0) for row in range(model.row_count)]


def test_sorting_is_stable_and_keeps_blanks_last_both_ways() -> None:
    model = people([("a", 2), ("b", None), ("c", 1), ("d", 2), ("e", 1)])
    model.sort(1)
    assert names(model) == ["c", "e", "a", "d", "b"]
    model.sort(1)
    assert names(model) == ["a", "d", "c", "e", "b"]
    model.sort(1)
    assert names(model) == ["a", "b", "c", "d", "e"]


def test_filtering_needs_every_word_and_ignores_accents_and_case() -> None:
    model = people([("Äijälä Kalle", 1), ("Aijala Ville", 2), ("Öhman", 3)])
    model.filter("AIJ")
    assert model.row_count == 2
    model.filter("äijä kal")
    assert names(model) == ["Äijälä Kalle"]
    model.filter("ohm 3")
    assert names(model) == ["Öhman"]
    model.filter("")
    assert model.row_count == 3 == model.total
    with pytest.raises(IndexError):
        model.record(-1)


@given(
    st.lists(st.tuples(st.text(max_size=5), st.none() | st.integers(0, 9)), max_size=30), st.text(max_size=3)
)
def test_filter_and_sort_never_lose_or_invent_rows(rows: list[tuple[str, int | None]], text: str) -> None:
    model = people(rows)
    model.filter(text)
    model.sort(1)
    shown = [model.record(row) for row in range(model.row_count)]
    words = [fold(word) for word in text.split()]
    expected = [
        row for row in rows if all(w in fold(f"{row[0]} {'' if row[1] is None else row[1]}") for w in words)
    ]
    assert sorted(map(repr, shown)) == sorted(map(repr, expected))


def test_folding() -> None:
    assert fold("ÅÄÖ åäö ÉÜ") == "aao aao eu"


async def test_what_the_right_edge_cuts_ends_with_a_sign() -> None:
    app = GridApp(CountingModel())
    async with app.run_test(size=(20, 5)):
        await settle(app)
        head, row = (app.grid.render_line(y).text for y in (0, 1))
        assert head == "Otsikko 0    Otsikk…"
        assert row.startswith("0/0          0/1")
        assert GridLayout(app.grid.model.columns, 20).shown_width(1, 1) == 7
