"""A team's folder for the screens' tests, and waiting until its files have been read."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.tui.books import TODAY
from tests.tui.driving import Screens, running, settle
from valmennus_tui import i18n
from valmennus_tui.consolidation import collect
from valmennus_tui.consolidation.gathered import Progress
from valmennus_tui.consolidation.one_file import FileResult, ReadRequest, read_file
from valmennus_tui.consolidation.workers import ReadLimits, Watch
from valmennus_tui.document.demo import write_demo

TEAM = "seurantataulukko_TJ-1.xlsx"
_ROUNDS = 6_000


@cache
def _demo() -> TemporaryDirectory[str]:
    """The invented team as of the tests' day, written once."""
    folder = TemporaryDirectory()
    before = i18n.language()
    i18n.set_language("fi")
    try:
        write_demo(Path(folder.name) / "tiimi", TODAY)
    finally:
        i18n.set_language(before)
    return folder


@pytest.fixture
def team_folder(tmp_path: Path) -> Path:
    """A folder of its own with the invented team's workbooks."""
    return Path(shutil.copytree(Path(_demo().name) / "tiimi", tmp_path / "tiimi"))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the files in this process: other processes take seconds to begin."""
    monkeypatch.setattr(collect, "read_all", _read_all)


def _read_all(
    requests: Sequence[ReadRequest], _limits: ReadLimits, watch: Watch, _reader: Any = None
) -> Iterator[FileResult]:
    for number, request in enumerate(requests, 1):
        if watch.cancelled():
            return
        result = _known(request)
        watch.progress(Progress(number, len(requests), request.name))
        yield result


_results: dict[tuple[str, str, str, bytes, bytes], tuple[Path, FileResult]] = {}


def _known(request: ReadRequest) -> FileResult:
    """A file's result; the same bytes in another test's folder are not read again."""
    path = request.path
    beside = path.with_name(path.stem + ".tapaamiset.xlsx")
    log = beside.read_bytes() if beside.exists() else b""
    key = (request.name, request.language, str(request.today), path.read_bytes(), log)
    if key not in _results:
        _results[key] = (path.parent, read_file(request))
    folder, result = _results[key]
    return result if folder == path.parent else _moved(result, path.parent)


def _moved(result: FileResult, folder: Path) -> FileResult:
    """The result with its paths in another folder."""
    file = result.file
    if file is not None:
        file = replace(
            file,
            path=folder / file.path.name,
            places={key: replace(each, path=folder / each.path.name) for key, each in file.places.items()},
            findings=tuple(replace(each, path=folder / each.path.name) for each in file.findings),
        )
    problems = tuple(replace(each, path=folder / each.path.name) for each in result.problems)
    return replace(result, path=folder / result.path.name, file=file, problems=problems)


async def rest(screens: Screens) -> None:
    """Let the threads come to their end and the screen show it."""
    for _number in range(_ROUNDS):
        await settle(screens.app)
        if not any(not worker.is_finished for worker in screens.app.workers):
            await settle(screens.app)
            return
        await asyncio.sleep(0.005)
    raise AssertionError("the workers never came to an end")


@asynccontextmanager
async def on_team(path: Path, **options: Any) -> AsyncIterator[Screens]:
    """The program on a team workbook, its folder read."""
    async with running(path, **options) as screens:
        await rest(screens)
        yield screens


def cell(screens: Screens, selector: str, row: str, column: int) -> str:
    """What stands in a row of a grid, found by the text of one of its cells."""
    return next(texts[column] for texts in screens.grid_texts(selector) if row in texts)
