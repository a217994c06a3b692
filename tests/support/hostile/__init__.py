"""Hostile and broken files, each with what has to become of it; and texts that attack a terminal.

All are made here from a sound workbook; none is a foreign file. A pipe or a device is no file that a test can
carry: those two are tested where paths are opened.
"""

from __future__ import annotations

from functools import cache

from tests.support.hostile import containers, markup
from tests.support.hostile.case import Hostile
from tests.support.hostile.payloads import build_payload_workbook, terminal_payloads


@cache
def hostile_files() -> dict[str, Hostile]:
    """Every hostile file by name."""
    makers = (
        containers.not_workbooks,
        containers.broken,
        containers.lying_zips,
        containers.bombs,
        containers.missing,
        markup.documents,
        markup.relationships,
        markup.places,
        markup.values,
    )
    made = [case for maker in makers for case in maker()]
    by_name = {case.name: case for case in made}
    if len(by_name) != len(made):
        raise ValueError("two hostile files share a name")
    return by_name


__all__ = ["Hostile", "build_payload_workbook", "hostile_files", "terminal_payloads"]
