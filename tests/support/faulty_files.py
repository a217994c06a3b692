"""A file system whose k-th call fails or 'kills': works on every platform, with any platform's errors."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

from valmennus_tui.workbook.filesystem import FileSystem


class Killed(BaseException):
    """The process is dead: no call after this one does anything, not even cleaning up."""


class WindowsError5(PermissionError):
    """Access denied, as Windows gives it (``OSError`` has no ``winerror`` elsewhere)."""

    winerror = 5


class WindowsError32(PermissionError):
    """Another process uses the file."""

    winerror = 32


def failure(number: int) -> Callable[[], OSError]:
    """Makes errors with this errno."""
    return lambda: OSError(number, os.strerror(number))


def windows_denied() -> OSError:
    return WindowsError5(errno.EACCES, "Access is denied")


def windows_in_use() -> OSError:
    return WindowsError32(errno.EACCES, "The process cannot access the file")


class FaultyFiles(FileSystem):
    """Counts the calls; from the k-th on (or only there) ``make`` gives the error to raise instead.

    ``only`` restricts counting to some methods. ``after`` lets the call happen first.
    """

    def __init__(
        self,
        k: int = 0,
        make: Callable[[], BaseException] = OSError,
        *,
        forever: bool = False,
        after: bool = False,
        only: frozenset[str] = frozenset(),
    ) -> None:
        self.k, self.make, self.forever, self.after, self.only = k, make, forever, after, only
        self.calls: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith("_") or not callable(value) or not hasattr(FileSystem, name):
            return value
        if self.only and name not in self.only:
            return value
        return lambda *args, **kwargs: self._call(name, value, *args, **kwargs)

    def _call(self, name: str, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.calls.append(name)
        here = len(self.calls)
        hit = self.k and (here == self.k or (self.forever and here > self.k))
        if not hit:
            return real(*args, **kwargs)
        if self.after:
            real(*args, **kwargs)
        elif name == "close":
            real(*args, **kwargs)  # a failing close has still given up the descriptor
        raise self.make()

    def pause(self, seconds: float) -> None:
        """No waiting in tests."""
