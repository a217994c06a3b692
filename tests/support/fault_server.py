"""Child process of the fault tests: forks for each fault, saves under it, tells what came of it.

Runs under ``LD_PRELOAD=faultinj.so``. Reads lines of JSON ``{path, mode, k, errno, limit}``, answers each
with one ``{status, calls, names, outcome, reason, message}``: ``status`` as waitpid gives it, ``outcome``
``ok``, an error class of the family, or None when the child did not live to tell.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
import tempfile
from pathlib import Path

from tests.support.save_plans import coach_book, real_plan
from valmennus_tui.errors import ValmennusError
from valmennus_tui.workbook.saving import SaveOptions, save

injector = ctypes.CDLL(None)
injector.fi_arm.argtypes = (ctypes.c_int, ctypes.c_long, ctypes.c_int)
injector.fi_count.restype = ctypes.c_long
injector.fi_name.restype = ctypes.c_char_p
injector.fi_name.argtypes = (ctypes.c_long,)


def attempt(job: dict[str, int | str | None]) -> dict[str, object]:
    plan = real_plan(Path(str(job["path"])))
    if job.get("limit") is not None:
        limit = int(job["limit"] or 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    injector.fi_arm(job["mode"], job["k"], job["errno"])
    told: dict[str, object]
    try:
        book = save(plan, SaveOptions(backups=2))
    except ValmennusError as error:
        calls = injector.fi_count()
        told = {"outcome": type(error).__name__, "reason": error.reason, "message": error.message}
    else:
        calls = injector.fi_count()
        told = {"outcome": "ok", "reason": None, "message": book.fingerprint}
    return {**told, "calls": calls, "names": [injector.fi_name(k).decode() for k in range(1, calls + 1)]}


def run(job: dict[str, int | str | None]) -> dict[str, object]:
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(out)
            with os.fdopen(into, "w") as pipe:
                pipe.write(json.dumps(attempt(job)))
            code = 0
        finally:
            os._exit(code)
    os.close(into)
    with os.fdopen(out) as pipe:
        told = pipe.read()
    _pid, status = os.waitpid(pid, 0)
    return {
        "outcome": None,
        "status": status,
        "pid": pid,
        **(json.loads(told) if told and not status else {}),
    }


def warm_up() -> None:
    """What is done only once (catalogues, the machine's mark, late imports) is not part of a save."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warm.xlsx"
        path.write_bytes(coach_book())
        plan = real_plan(path)
        save(plan)
        with contextlib.suppress(ValmennusError):
            save(plan)  # changed meanwhile by ourselves


if __name__ == "__main__":
    warm_up()
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
