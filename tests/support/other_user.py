"""Run a part of a test as an ordinary user where the tests run as root, to whom nothing is forbidden."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
NOBODY = 65_534


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def as_nobody(act: Callable[[], Result], groups: tuple[int, ...] = ()) -> Result:
    """The result of ``act`` run in a forked child as the user nobody (only root can do this)."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(out)
            os.setgroups(list(groups))
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            with os.fdopen(into, "wb") as pipe:
                pipe.write(pickle.dumps(act()))
        finally:
            traceback.print_exc()
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        content = pipe.read()
    os.waitpid(pid, 0)
    assert content, "it failed as another user; the traceback is on stderr"
    result: Result = pickle.loads(content)
    return result


def as_ordinary(act: Callable[[], Result]) -> Result:
    """The result of ``act`` run as a user to whom things can be forbidden."""
    return as_nobody(act) if is_root() else act()


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that all users can enter and write to."""
    folder = Path(tempfile.mkdtemp(prefix="valmennus-test-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)
