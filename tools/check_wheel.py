"""Build the wheel, install it somewhere else with nothing of this tree in reach, and run it there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def call(*command: str | Path, cwd: Path = ROOT) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment |= {
        "VALMENNUS_CONFIG_DIR": str(cwd / "config"),
        "VALMENNUS_STATE_DIR": str(cwd / "state"),
    }
    subprocess.run([str(c) for c in command], cwd=cwd, check=True, env=environment)


def build(folder: Path) -> Path:
    """The wheel, built by the backend that the lock file brings (no download)."""
    call(
        sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps",
        "--no-build-isolation", "--wheel-dir", folder, ROOT,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        place = folder / "venv"
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(place)
        python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        call(*pip, "--require-hashes", "-r", ROOT / "locks" / "run.txt")
        call(*pip, "--no-deps", wheel)
        program = python.with_name("valmennus.exe" if os.name == "nt" else "valmennus")
        call(program, "--version", cwd=folder)
        call(program, "new", "coach", "new.xlsx", cwd=folder)
        call(program, "info", "new.xlsx", "--json", cwd=folder)
        call(program, "demo", "--no-tui", "--dir", "demo", cwd=folder)
        call(program, "config", cwd=folder)
    print("the wheel installs and runs elsewhere")
    return 0


if __name__ == "__main__":
    sys.exit(main())
