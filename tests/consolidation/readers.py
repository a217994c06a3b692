"""Readers for the worker processes of the tests, each with a fault of its own. Found by name from there."""

from __future__ import annotations

import os
import time

from valmennus_tui.consolidation.one_file import FileResult, ReadRequest


def faulty(request: ReadRequest) -> FileResult:
    """What a file's name asks for: to hang, to eat memory, to die, to fail; else a result."""
    if "hangs" in request.name:
        time.sleep(600)
    if "eats" in request.name:
        return FileResult(request.path, kind=str(len(bytearray(4 << 30))))
    if "dies" in request.name:
        os._exit(9)
    if "fails" in request.name:
        raise RuntimeError("Matti Meikäläinen")
    return FileResult(request.path, kind="team")


def slow(request: ReadRequest) -> FileResult:
    """Takes its time with every file but the first."""
    if request.name != "0":
        time.sleep(600)
    return FileResult(request.path, kind="team")
