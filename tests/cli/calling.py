"""Calling the command line as a program would: arguments in, exit code and streams out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from valmennus_tui.cli.main import run

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Caller:
    """Runs commands in this process."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object, language: str = "en") -> Result:
        code = run(["--language", language, *map(str, arguments)], today=TODAY)
        captured = self.capsys.readouterr()
        return Result(code, captured.out, captured.err)
