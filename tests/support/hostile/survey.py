"""What becomes of many files, read in a child process that may die or hang without taking the tests along."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
"""Seconds without a line after which a file is taken to hang: far above what any of them should need."""


def survey(paths: Sequence[Path]) -> dict[str, dict[str, object]]:
    """The child's answer for each file name; ``hang`` or ``died`` where it gave none."""
    answers: dict[str, dict[str, object]] = {}
    left = list(paths)
    while left:
        answers.update(_run(left))
        left = [path for path in left if path.name not in answers]
    return answers


def _run(paths: Sequence[Path]) -> dict[str, dict[str, object]]:
    """Run one child until it is done, dies or hangs; the file it stopped at is answered for it."""
    command = [sys.executable, "-m", "tests.support.hostile.child", *map(str, paths)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines: Queue[str | None] = Queue()
    threading.Thread(target=_collect, args=(child, lines), daemon=True).start()
    answers: dict[str, dict[str, object]] = {}
    verdict = "died"
    for path in paths:
        try:
            line = lines.get(timeout=PATIENCE)
        except Empty:
            verdict, line = "hang", None
        if line is None:
            child.kill()
            words = child.communicate()[1] or ""
            answers[path.name] = {"outcome": verdict, "stderr": words[-500:]}
            return answers
        answers[path.name] = json.loads(line)
    child.communicate()
    return answers


def _collect(child: subprocess.Popen[str], lines: Queue[str | None]) -> None:
    if child.stdout is not None:
        for line in child.stdout:
            lines.put(line)
    lines.put(None)
