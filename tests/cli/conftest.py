"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import Caller


@pytest.fixture
def valmennus(capsys: pytest.CaptureFixture[str]) -> Caller:
    """Call a command: ``valmennus("show", path, "client")``."""
    return Caller(capsys)


@pytest.fixture
def book(valmennus: Caller, coach_workbook: Path) -> Path:
    """A workbook with two clients and a job."""
    for arguments in (
        ("client", "code=K-1", "service_start=1.9.2026", "phase=3"),
        ("client", "code=K-2", "service_start=2026-11-02", "phase=1", "coach=TV1"),
        ("employment", "client=K-1", "start=1.10.2026", "employer=Kauppa Oy", "hours_per_week=37,5"),
    ):
        assert valmennus("add", coach_workbook, *arguments).code == 0
    return coach_workbook
