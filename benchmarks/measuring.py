"""Measuring in CPU time, by medians: the machine's own clock says more about its neighbours than about us."""

from __future__ import annotations

import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

RUNS = 9
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""For every child: what an installer compiles once is not to be compiled anew at each start."""


@dataclass(frozen=True)
class Figure:
    """CPU milliseconds over several runs."""

    name: str
    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    def row(self, against: Figure | None = None) -> str:
        ratio = f"{self.median / against.median:8.2f} x" if against else " " * 10
        low, high = min(self.runs), max(self.runs)
        return f"  {self.name:44} {self.median:9.1f} ms  ({low:.1f}–{high:.1f}) {ratio}"


def in_process(name: str, work: Callable[[], object], runs: int = RUNS) -> Figure:
    """CPU of ``work`` in this process, after one warm-up."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return Figure(name, tuple(times))


def whole_process(name: str, command: Sequence[str], runs: int = RUNS) -> Figure:
    """CPU of a whole child process, interpreter start included."""
    return Figure(name, tuple(_child_cpu(command) for _ in range(runs + 1))[1:])


def _child_cpu(command: Sequence[str]) -> float:
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **COMPILED}
    )
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def first_paint(
    name: str, command: Sequence[str], marker: str, runs: int = RUNS, env: Mapping[str, str] | None = None
) -> Figure:
    """CPU until ``marker`` has been written to an 80x24 truecolor terminal."""
    return Figure(name, tuple(_paint_cpu(command, marker.encode(), env) for _ in range(runs + 1))[1:])


def _paint_cpu(command: Sequence[str], marker: bytes, env: Mapping[str, str] | None) -> float:
    import fcntl
    import pty
    import termios

    pid, terminal = pty.fork()
    if pid == 0:
        terminal_env = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        os.execvpe(command[0], list(command), {**os.environ, **COMPILED, **terminal_env, **(env or {})})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = _read_until(terminal, marker)
    os.kill(pid, signal.SIGKILL)
    _pid, _status, usage = os.wait4(pid, 0)
    os.close(terminal)
    if marker not in seen:
        raise SystemExit(f"{command}: {marker!r} was never painted; last: {seen[-300:]!r}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def _read_until(terminal: int, marker: bytes, patience: float = 60.0) -> bytes:
    seen = b""
    end = time.monotonic() + patience
    while marker not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
    return seen


def python(*arguments: str) -> list[str]:
    """A command that runs this interpreter."""
    return [sys.executable, *arguments]
