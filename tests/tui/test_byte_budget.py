"""How many bytes a key writes to the terminal: exact on any machine, and the whole story over SSH."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from textual import events
from textual.app import App, ComposeResult
from textual.theme import Theme

from tests.tui.books import PHASES
from tests.tui.counting import CountingDriver
from tests.tui.driving import make_app, settle
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.themes import ANSI, CONTRAST, DARK, LIGHT
from valmennus_tui.tui.widgets.record_grid import RecordGrid

Row = tuple[str, ...]


def model(count: int) -> ListModel[Row]:
    """Clients as in a caseload: a third with alarms, one in ten faint."""
    rows: Sequence[Row] = [
        (
            f"A-{n:04}",
            f"Testi Asiakas {n}",
            str(n % 5 + 1),
            "työnhaussa",
            str(n),
            "▲ ei tapaamista 45 pv" if n % 3 else "",
        )
        for n in range(count)
    ]
    widths = (10, 16, 5, 15, 5, 20)
    titles = ("Asiakas", "Nimi", "Vaihe", "Tilanne", "Päiviä", "Huomioitavaa")

    def column(index: int) -> ListColumn[Row]:
        def text(row: Row) -> str:
            return row[index]

        def tone(row: Row) -> Tone:
            return Tone.WARN if index == 5 and row[5] else Tone.PLAIN

        return ListColumn(titles[index], widths[index], text, tone, grow=index == 5)

    return ListModel([column(index) for index in range(6)], rows)


class GridApp(App[None]):
    CSS_PATH = "../../src/valmennus_tui/tui/styles/grids.tcss"

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__(driver_class=CountingDriver)
        self.register_theme(theme)
        self.theme = theme.name
        self._count = count

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def compose(self) -> ComposeResult:
        yield RecordGrid(model(self._count))


async def measure(app: App[None], keys: Sequence[str]) -> list[int]:
    """Bytes of each key."""
    found = []
    async with app.run_test(headless=False, size=(80, 24)):
        await settle(app)
        driver = app._driver
        assert isinstance(driver, CountingDriver)
        driver.take()
        for key in keys:
            app.post_message(events.Key(key, None))
            await settle(app)
            found.append(driver.take())
    return found


@pytest.fixture(autouse=True)
def truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST, ANSI], ids=lambda theme: theme.name)
async def test_a_cursor_step_in_the_grid(theme: Theme) -> None:
    steps = await measure(
        GridApp(theme, 200), ["down", "right", "down", "right", "right", "down", "left", "up"]
    )
    assert max(steps) <= 300
    assert min(steps) > 0


@pytest.mark.parametrize(("theme", "budget"), [(ANSI, 600), (DARK, 1300), (LIGHT, 1300), (CONTRAST, 1300)])
async def test_seventy_steps_down_in_the_grid(theme: Theme, budget: int) -> None:
    steps = await measure(GridApp(theme, 200), ["down"] * 70)
    assert sum(steps) / len(steps) <= budget


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "ansi"])
async def test_a_cursor_step_in_the_real_caseload(theme: str, coach_book: Path) -> None:
    keys = ["down", "down", "right", "right", "down", "right", "right", "down", "down", "left", "up", "home"]
    steps = await measure(real_app(coach_book, theme), keys)
    assert max(steps) <= 300
    assert min(steps) > 0


@pytest.mark.parametrize(
    ("theme", "budget"), [("ansi", 600), ("dark", 1300), ("light", 1300), ("contrast", 1300)]
)
async def test_seventy_steps_down_in_a_real_sheet(theme: str, budget: int, coach_book: Path) -> None:
    """A sheet has more rows than the caseload; the line above the table is drawn at each step."""
    app = real_app(coach_book, theme)
    steps = await measure(app, ["t", *["down"] * 70])
    assert len(steps) == 71
    assert sum(steps[1:]) / 70 <= budget


@pytest.mark.parametrize(("theme", "budget"), [("ansi", 600), ("dark", 1300)])
async def test_seventy_steps_down_in_a_real_caseload(theme: str, budget: int, tmp_path: Path) -> None:
    path = tmp_path / "suuri.xlsx"
    many_clients(path, 90)
    app = real_app(path, theme)
    steps = await measure(app, ["down"] * 70)
    assert sum(steps) / 70 <= budget


def real_app(path: Path, theme: str) -> App[None]:
    app = make_app(path, theme=theme)
    app.driver_class = CountingDriver
    return app  # type: ignore[return-value]


def many_clients(path: Path, count: int) -> None:
    """A plain workbook of many clients, all with alarms."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Asiakkaat")
    day = book.add_format({"num_format": "d.m.yyyy"})
    for column, title in enumerate(
        (
            "Asiakastunnus",
            "Palvelu alkoi",
            "Vaihe",
            "Työnhakusuunnitelma laadittu",
            "Ensimmäinen työnantajatapaaminen",
        )
    ):
        sheet.write_string(0, column, title)
    for number in range(1, count + 1):
        sheet.write_string(number, 0, f"A-{number:03}")
        sheet.write_datetime(number, 1, date(2025, 9, 1), day)
        sheet.write_string(number, 2, PHASES[number % 5])
    book.close()
