"""Temporary files: their names, and the sweep that removes what a killed save left behind.

A name tells whose it is: ``.valmennus-HOST-PID-RANDOM.tmp``. Only a file whose host mark is this machine's
and whose process is dead is ever removed; one from another machine on a shared drive may be in the middle
of a save there.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from valmennus_tui.workbook.filesystem import FileSystem, is_regular

PREFIX = ".valmennus-"
SUFFIX = ".tmp"
_NAME = re.compile(r"\.valmennus-([0-9a-f]{12})-([0-9]{1,10})-[0-9a-f]{8}\.tmp\Z")
_STILL_ACTIVE = 259
_QUERY_LIMITED_INFORMATION = 0x1000
_ACCESS_DENIED = 5

_in_use: set[str] = set()
"""Temporary names that this very process is writing now."""


@cache
def host_mark() -> str:
    """Twelve hex digits for this machine (and, in a container, its process table). Says nothing readable."""
    parts = [socket.gethostname()]
    for fact in (_machine_id, _process_table):
        try:
            parts.append(fact())
        except OSError:
            parts.append("")
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _machine_id() -> str:
    return Path("/etc/machine-id").read_text("ascii", "replace").strip()


def _process_table() -> str:
    return str(Path("/proc/self/ns/pid").readlink())


def temporary_name() -> str:
    """A new name for a temporary file of this process; :func:`done_with` when it is gone."""
    import secrets  # not at every start, which only sweeps

    name = f"{PREFIX}{host_mark()}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
    _in_use.add(name)
    return name


def done_with(name: str) -> None:
    """The temporary file has been renamed or removed."""
    _in_use.discard(name)


if sys.platform == "win32":

    def process_alive(pid: int) -> bool:
        """Whether a process of this number runs on this machine; True when that cannot be told."""
        # Never os.kill(pid, 0): on Windows signal 0 is CTRL_C_EVENT, and any other number ends the process.
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return ctypes.get_last_error() == _ACCESS_DENIED
        try:
            code = ctypes.c_ulong()
            known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
            return not known or code.value == _STILL_ACTIVE
        finally:
            kernel.CloseHandle(handle)

else:

    def process_alive(pid: int) -> bool:
        """Whether a process of this number runs on this machine; True when that cannot be told."""
        if pid <= 0:
            return True
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True


def sweep(
    folder: Path,
    files: FileSystem | None = None,
    alive: Callable[[int], bool] = process_alive,
) -> tuple[Path, ...]:
    """Remove what killed saves of this machine left in ``folder``; returns what was removed.

    Never raises: a folder that cannot be listed, or a file that cannot be removed, waits for another start.
    """
    files = files or FileSystem()
    try:
        names = files.names(folder)
    except OSError:
        return ()
    removed = []
    for name in sorted(name for name in names if name.startswith(PREFIX)):
        path = folder / name
        if not _is_leftover(name, alive) or not is_regular(files, path):
            continue
        try:
            files.unlink(path)
        except OSError:
            continue
        removed.append(path)
    return tuple(removed)


def _is_leftover(name: str, alive: Callable[[int], bool]) -> bool:
    match = _NAME.match(name)
    if match is None or match[1] != host_mark() or name in _in_use:
        return False
    pid = int(match[2])
    # Our own number on a name that we do not use: a process before us had the number.
    return pid == os.getpid() or not alive(pid)
