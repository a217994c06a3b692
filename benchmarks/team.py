"""Gathering a team's folder of 1,000 workbooks: against python-calamine and openpyxl on the same files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import python
from benchmarks.team_files import SIZES, write_team

COUNT = 1000
SAMPLE = 100
"""So many of the files are read by openpyxl, and by us for the memory of a smaller folder."""


@dataclass(frozen=True)
class Reading:
    """What one process took, its children included: CPU seconds, and the most memory in kilobytes."""

    files: int
    cpu: float
    own: int
    worker: int

    @property
    def each(self) -> float:
        """CPU milliseconds for one file."""
        return self.cpu * 1000 / self.files

    def row(self, name: str) -> str:
        return f"  {name:44} {self.each:9.2f} ms a file ({self.files} files, {self.cpu:.1f} s)"


def run() -> None:
    with tempfile.TemporaryDirectory() as name:
        whole, part = Path(name) / "whole", Path(name) / "part"
        whole.mkdir()
        part.mkdir()
        started = time.process_time()
        write_team(whole, COUNT)
        print(f"\nA team's folder: {COUNT} workbooks of {SIZES[0]}–{SIZES[-1]} clients, ", end="")
        print(f"made in {time.process_time() - started:.1f} s of CPU")
        for path in sorted(whole.iterdir())[:SAMPLE]:
            shutil.copyfile(path, part / path.name)
        ours, calamine = _read("gather", whole), _read("calamine", whole)
        few, stock = _read("gather", part), _read("openpyxl", part)
    print(ours.row("valmennus: gather, all processes together"))
    print(calamine.row("python-calamine: every sheet's values"))
    print(stock.row("openpyxl: load, every cell's value"))
    print(f"  ours is {ours.each / calamine.each:.1f} x calamine (aim: at most 2)")
    print(f"  ours is {stock.each / ours.each:.1f} times as quick as openpyxl (aim: at least 5)")
    print("  most memory, MB:                          this process    its largest worker")
    for each in (few, ours):
        print(f"    {each.files:5} files {each.own / 1024:40.0f} {each.worker / 1024:21.0f}")


def _read(how: str, folder: Path) -> Reading:
    done = subprocess.run(
        python("-m", "benchmarks.team_reading", how, str(folder)),
        stdout=subprocess.PIPE,
        env={**os.environ, "VALMENNUS_CONFIG_DIR": str(folder), "VALMENNUS_STATE_DIR": str(folder)},
        check=True,
    )
    return Reading(**json.loads(done.stdout))
