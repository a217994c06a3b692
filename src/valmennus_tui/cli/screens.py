"""The one door from the command line to the screens, found by name: the two packages stay independent."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from valmennus_tui.cli.context import Context


def launch(context: Context, path: Path | None, *, read_only: bool = False, demo: bool = False) -> int:
    """Open the screens on ``path`` (``demo``: the invented team's); returns the program's exit code."""
    profile = getattr(context.options, "profile", None)
    code: int = import_module("valmennus_tui.tui").launch(
        path,
        settings=context.settings,
        today=context.today,
        profile=None if profile is None else Path(profile),
        read_only=read_only,
        demo=demo,
    )
    return code
