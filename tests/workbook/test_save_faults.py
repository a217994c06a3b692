"""A save whose process is killed, or whose file calls fail, at every single call (Linux; needs gcc)."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.save_plans import archive, coach_book, real_plan
from valmennus_tui.workbook.leftovers import sweep

SUPPORT = Path(__file__).parents[1] / "support"
ROOT = SUPPORT.parents[1]
OLD = coach_book()
EARLIER = {1: archive("earlier 1"), 2: archive("earlier 2")}
KILL_BEFORE, KILL_AFTER, TEAR, FAIL_ONCE, FAIL_ON, SHORT = 1, 2, 3, 4, 5, 6
ERRNOS = (errno.EIO, errno.ENOSPC, errno.EACCES)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="LD_PRELOAD fault injection is for Linux")


class Server:
    """The forking child process under the injector."""

    def __init__(self, library: Path, state: Path) -> None:
        environment = {
            **os.environ,
            "LD_PRELOAD": str(library),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
            "HOME": str(state),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.fault_server"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, path: Path, mode: int = 0, k: int = 0, number: int = 0, limit: int | None = None) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        job = {"path": str(path), "mode": mode, "k": k, "errno": number, "limit": limit}
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the fault server died"
        return json.loads(answer)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler for the fault injector; the portable fault tests run all the same")
    folder = tmp_path_factory.mktemp("injector")
    library = folder / "faultinj.so"
    build = [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(SUPPORT / "faultinj.c"), "-ldl"]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip(f"the fault injector does not compile here: {built.stderr.splitlines()[:1]}")
    running = Server(library, folder)
    yield running
    running.close()


class Site:
    """A folder with a workbook and two backups, made anew for each fault."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        self.path = folder
        original = folder / "original.xlsx"
        original.write_bytes(OLD)
        self.new = real_plan(original).data

    def fresh(self) -> Path:
        self.number += 1
        folder = self.folder / str(self.number)
        folder.mkdir()
        self.path = folder / "asiakkaat.xlsx"
        self.path.write_bytes(OLD)
        self.path.chmod(0o640)
        for number, content in EARLIER.items():
            (folder / f".asiakkaat.xlsx.valmennus-{number}.bak").write_bytes(content)
        return self.path

    def judge(self, answer: Any) -> str:
        """Asserts what must hold after any fault; returns ``old`` or ``new``."""
        killed = answer["status"] == signal.SIGKILL
        assert killed or answer["status"] == 0, f"neither killed nor told: {answer}"
        content = self.path.read_bytes()
        assert content in (OLD, self.new), "the original is damaged"
        state = "old" if content == OLD else "new"
        if answer["outcome"] == "ok":
            assert state == "new", "false success"
        elif not killed:
            assert answer["outcome"] == "SaveFailed", answer
            assert answer["message"].endswith((".", "!"))
            assert answer["reason"] == "unconfirmed" or state == "old", answer
        if killed or answer["outcome"] == "ok":
            assert oct(self.path.stat().st_mode & 0o777) == "0o640"
        sweep(self.path.parent)  # the next start
        for entry in self.path.parent.iterdir():
            number = entry.name.removeprefix(".asiakkaat.xlsx.valmennus-").removesuffix(".bak")
            if entry != self.path:
                assert number in ("1", "2", "3"), f"left behind: {entry.name}"
                assert entry.read_bytes() == EARLIER.get(int(number), OLD)
        if answer["outcome"] == "ok" or state == "new":
            assert (self.path.parent / ".asiakkaat.xlsx.valmennus-3.bak").read_bytes() == OLD
        shutil.rmtree(self.path.parent)
        return state


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_counting_run_saves_and_sees_every_kind_of_call(server: Server, site: Site) -> None:
    answer = server.ask(site.fresh())
    assert site.judge(answer) == "new"
    assert answer["outcome"] == "ok"
    expected = {"open", "write", "fsync", "close", "read", "link", "rename", "unlink", "chmod", "lstat64"}
    assert expected <= set(answer["names"])


@pytest.mark.parametrize("mode", [KILL_BEFORE, KILL_AFTER, TEAR, SHORT])
def test_killed_or_cut_short_at_every_call(server: Server, site: Site, mode: int) -> None:
    calls = server.ask(site.fresh())["calls"]
    states = []
    for k in range(1, calls + 1):
        answer = server.ask(site.fresh(), mode, k)
        states.append(site.judge(answer))
        assert (answer["status"] == signal.SIGKILL) == (mode != SHORT)
        assert mode != SHORT or answer["outcome"] == "ok"
    if mode != SHORT:
        assert set(states) == {"old", "new"}
        assert states == sorted(states, reverse=True), "old up to one call, new from there"


@pytest.mark.parametrize("number", ERRNOS, ids=errno.errorcode.get)
@pytest.mark.parametrize("mode", [FAIL_ONCE, FAIL_ON])
def test_an_error_at_every_call(server: Server, site: Site, mode: int, number: int) -> None:
    calls = server.ask(site.fresh())["calls"]
    outcomes = set()
    for k in range(1, calls + 1):
        answer = server.ask(site.fresh(), mode, k, number)
        site.judge(answer)
        outcomes.add((answer["outcome"], answer["reason"]))
    assert (
        "SaveFailed",
        {errno.EIO: "io_error", errno.ENOSPC: "disk_full"}.get(number, "no_permission"),
    ) in (outcomes)


def test_a_full_disk_at_any_size(server: Server, site: Site) -> None:
    for limit in [*range(0, len(site.new), 101), len(site.new) - 1]:
        answer = server.ask(site.fresh(), limit=limit)
        assert answer["outcome"] == "SaveFailed"
        assert answer["reason"] == "disk_full"
        assert site.judge(answer) == "old"
    assert server.ask(site.fresh(), limit=len(site.new))["outcome"] == "ok"
