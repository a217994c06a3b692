"""A real terminal for the program: a pseudo-terminal, its bytes, and the screen they make."""

from __future__ import annotations

import os
import select
import struct
import sys
import time
from pathlib import Path

RUN = """
import sys
from datetime import date
from pathlib import Path
from valmennus_tui import i18n
i18n.set_language("fi")
{prepare}
from valmennus_tui.settings import load_settings
from valmennus_tui.tui import launch
path = Path(sys.argv[1]) if sys.argv[1] else None
sys.exit(launch(path, settings=load_settings(), today=date(2026, 3, 2)))
"""


class Terminal:
    """The program in a pseudo-terminal of a given size. POSIX only."""

    def __init__(
        self,
        path: Path | None,
        folder: Path,
        *,
        prepare: str = "",
        environment: dict[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        import fcntl
        import pty
        import termios

        script = folder / "run_screens.py"
        script.write_text(RUN.format(prepare=prepare), encoding="utf-8")
        self.data = b""
        self.code: int | None = None
        root = Path(__file__).parents[2]
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update(
                {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(root / "src")}
            )
            os.environ.update(environment or {})
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, str(script), "" if path is None else str(path)])
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def send(self, keys: str) -> None:
        """What a keyboard would send."""
        os.write(self._fd, keys.encode())

    def read_until(self, wanted: str, limit: float = 60.0) -> None:
        """Read until a text has been drawn, or the program has ended. Raises TimeoutError."""
        goal, end = wanted.encode(), time.monotonic() + limit
        start = len(self.data)
        while goal not in self.data[start:]:
            if time.monotonic() > end:
                raise TimeoutError(f"{wanted!r} was not drawn")
            if not self._read(0.5) and self.code is not None:
                return

    def read_while_busy(self, quiet: float = 0.6) -> None:
        """Read until nothing has come for a while."""
        while self._read(quiet):
            pass

    def finish(self, limit: float = 60.0) -> int:
        """Wait for the end of the program; returns its exit code."""
        end = time.monotonic() + limit
        while self.code is None and time.monotonic() < end:
            self._read(0.2)
        if self.code is None:
            self.kill()
            raise TimeoutError("the program did not end")
        return self.code

    def leave(self, tries: int = 20) -> int:
        """Back to the first screen and out, from wherever the program is; returns its exit code."""
        for _try in range(tries):
            if self.code is None:
                self.send("\x1b")
                self.read_while_busy(0.3)
                self.send("q")
                self.read_while_busy(0.6)
        return self.finish(5)

    def kill(self) -> None:
        """End the program by force, if it still runs."""
        import signal

        if self.code is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self.code = -9

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], wait)
        chunk = b""
        if ready:
            try:
                chunk = os.read(self._fd, 65_536)
            except OSError:
                chunk = b""
        if chunk:
            self.data += chunk
            return True
        if self.code is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return False


def screen_of(data: bytes, size: tuple[int, int] = (80, 24)) -> list[str]:
    """The screen that the bytes leave, line by line (what stands on the alternate screen)."""
    import pyte

    screen = pyte.Screen(*size)
    pyte.ByteStream(screen).feed(data)
    return [line.rstrip() for line in screen.display]
