#!/usr/bin/env python3
"""One entrance for people and for CI: set up, run, test, check, measure.

    python3 dev.py run    [ARGUMENTS]  open the invented demo team (or: valmennus ARGUMENTS)
    python3 dev.py test   [ARGUMENTS]  the tests (ARGUMENTS go to pytest)
    python3 dev.py check               format, lint, types, architecture, catalogues, wheel
    python3 dev.py bench  [NAME ...]   the benchmarks, printed as a table
    python3 dev.py make   [NAME ...]   made files: templates, catalogues, docs, screenshots

Only the standard library is needed here. The packages go to ``.venv`` beside this file, from
lock files whose every line carries a hash. Works the same on Windows (``py dev.py …``).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = {"run": "run.txt", "test": "dev.txt", "check": "dev.txt", "make": "dev.txt", "bench": "bench.txt"}
"""Which lock file each command needs; a larger set serves a smaller command too."""
SIZE = ["run.txt", "dev.txt", "bench.txt"]
MINIMUM = (3, 11)


def fail(sentence: str) -> int:
    """Say in one sentence what is missing and what to do."""
    print(sentence, file=sys.stderr)
    return 2


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_digest(name: str) -> str:
    content = (ROOT / "locks" / name).read_bytes()
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def installed(name: str) -> bool:
    """True when ``.venv`` already holds this lock file's packages, or a larger set's."""
    stamps = (VENV / f"{larger}.stamp" for larger in SIZE[SIZE.index(name) :])
    names = SIZE[SIZE.index(name) :]
    return any(
        stamp.exists() and stamp.read_text() == lock_digest(larger)
        for stamp, larger in zip(stamps, names, strict=True)
    )


def create_venv() -> None:
    import venv

    print("Setting up .venv (once) …", file=sys.stderr)
    venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(VENV)


def link_source() -> None:
    """Make ``src`` importable in the venv, as an editable install would, without a build."""
    command = [str(venv_python()), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    (Path(site) / "valmennus_src.pth").write_text(str(ROOT / "src") + "\n", encoding="utf-8")


def set_up(lock: str) -> None:
    """Create the venv and install the lock file's packages, unless that is done already."""
    if installed(lock):
        return
    if not venv_python().exists() or not list(VENV.glob("*.stamp")):
        create_venv()
    print(f"Installing the packages of locks/{lock} …", file=sys.stderr)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "locks" / lock)], check=True)
    link_source()
    (VENV / f"{lock}.stamp").write_text(lock_digest(lock))


def environment() -> dict[str, str]:
    """The child's environment: nothing from an active venv or the user's own Python paths."""
    dropped = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTEST_ADDOPTS"}
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return kept | {"PYTHONUTF8": "1"}


def call(*arguments: str | Path) -> int:
    command = [str(venv_python()), *(str(a) for a in arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode


def run(arguments: list[str]) -> int:
    if arguments:
        return call("-m", "valmennus_tui", *arguments)
    return call("-m", "valmennus_tui", "demo", "--dir", ROOT / "build" / "demo")


def test(arguments: list[str]) -> int:
    parallel = [] if any(a.startswith("-n") for a in arguments) else ["-n", "auto"]
    return call("-m", "pytest", *parallel, *arguments)


def check(arguments: list[str]) -> int:
    steps: list[tuple[str, list[str]]] = [
        ("format", ["-m", "ruff", "format", "--check", "."]),
        ("lint", ["-m", "ruff", "check", "."]),
        ("types", ["-m", "mypy"]),
        ("architecture", ["tools/check_imports.py"]),
        ("dependencies", ["-m", "deptry", "src"]),
        ("catalogues", ["tools/catalogues.py", "check"]),
        ("made files", ["tools/make.py", "--check"]),
        ("wheel", ["tools/check_wheel.py"]),
    ]
    failed = [name for name, command in steps if not step(name, command)]
    if failed:
        return fail("Failed: " + ", ".join(failed))
    return 0


def step(name: str, command: list[str]) -> bool:
    print(f"== {name}", file=sys.stderr, flush=True)
    return call(*command) == 0


def bench(arguments: list[str]) -> int:
    return call("-m", "benchmarks", *arguments)


def make(arguments: list[str]) -> int:
    return call("tools/make.py", *arguments)


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "make": make}


def main() -> int:
    if sys.version_info < MINIMUM:
        return fail(f"Valmennus needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        return 0 if sys.argv[1:] in ([], ["-h"], ["--help"]) else 2
    name, arguments = sys.argv[1], sys.argv[2:]
    try:
        set_up(LOCKS[name])
    except ImportError:
        return fail("Python's venv module is missing: install it (Debian and Ubuntu: python3-venv).")
    except subprocess.CalledProcessError:
        return fail("The packages could not be installed: see the lines above; the network may be out.")
    except OSError as error:
        return fail(f"The folder .venv could not be made ({error.strerror}): {error.filename}")
    try:
        return COMMANDS[name](arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
