"""What holds for the whole source tree: lean imports, short modules, docstrings, no network."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "valmennus_tui"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def modules_after(code: str) -> set[str]:
    """The names of all modules in a fresh interpreter that has run ``code``."""
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stderr.split())


def call(*arguments: object) -> str:
    listed = [str(argument) for argument in arguments]
    return (
        f"from valmennus_tui.__main__ import main\ntry:\n    main({listed!r})\nexcept SystemExit:\n    pass"
    )


def test_version_imports_next_to_nothing() -> None:
    loaded = modules_after(call("--version"))
    assert not loaded & {
        "argparse",
        "textual",
        "rich",
        "pydantic",
        "openpyxl",
        "tomllib",
        "valmennus_tui.cli",
    }


@pytest.mark.parametrize("arguments", [("--help",), ("show", "--help"), ("config",), ("doctor", "--json")])
def test_commands_without_a_workbook_stay_off_screens_and_excel(arguments: tuple[str, ...]) -> None:
    assert not modules_after(call(*arguments)) & {"textual", "rich", "openpyxl", "xlsxwriter"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("info", "{book}", "--json"),
        ("check", "{book}", "--json"),
        ("show", "{book}", "client", "--json"),
        ("show", "{book}", "caseload", "--json"),
        ("show", "{book}", "cells", "Asiakkaat!A1:B9", "--json"),
        ("assess", "{book}", "--json"),
        ("add", "{book}", "client", "code=K-1", "--dry-run", "--json"),
        ("diff", "{book}", "{book}", "--json"),
        ("map", "--auto", "{book}"),
    ],
)
def test_no_command_loads_the_screens_or_an_excel_library(
    arguments: tuple[str, ...], coach_workbook: Path
) -> None:
    given = [argument.format(book=coach_workbook) for argument in arguments]
    assert not modules_after(call(*given)) & {"textual", "rich", "openpyxl", "xlsxwriter", "tomlkit"}


def test_modules_are_short() -> None:
    long = {
        path.name: n for path in SOURCES if (n := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_functions_are_short() -> None:
    long = [
        f"{path.name}:{node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_public_things_are_documented() -> None:
    bare = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path in SOURCES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not bare
    assert not [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]


def test_no_posix_only_module_is_imported_at_the_top() -> None:
    posix = {"fcntl", "grp", "pwd", "pty", "resource", "termios", "tty", "posix"}
    found = [
        path.name
        for path in SOURCES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        )
        if name in posix
    ]
    assert not found


def test_nothing_reaches_for_the_network() -> None:
    network = {"urllib.request", "http.client", "requests", "httpx", "smtplib", "ftplib", "socketserver"}
    found = [
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        )
        if name in network
    ]
    assert not found
