"""``valmennus diff A B``: which cells and parts of two workbooks differ."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json
from valmennus_tui.cli.raw_cells import plain, value_json
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import quote_sheet

if TYPE_CHECKING:
    from valmennus_tui.workbook.diff import CellDifference, Difference
    from valmennus_tui.workbook.validations import Validation


def summary() -> str:
    return _("Show which cells and which parts of two workbooks differ.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")
    parser.add_argument("--exit-code", action="store_true", help=_("end with 1 when anything differs"))
    add_json(parser)


def run(context: Context) -> int:
    from valmennus_tui.workbook.diff import diff

    difference = diff(Path(context.options.a), Path(context.options.b))
    if context.output.as_json:
        context.output.json(as_json(difference))
    else:
        _print(context, difference)
    return 1 if context.options.exit_code and not difference.is_empty else 0


def as_json(difference: Difference) -> dict[str, Any]:
    """The object that ``diff --json`` prints (``docs/cli.md``)."""
    return {
        "same": difference.is_empty,
        "parts": {
            "added": list(difference.parts_added),
            "removed": list(difference.parts_removed),
            "changed": list(difference.parts_changed),
            "identical": len(difference.parts_identical),
            "moved": difference.parts_moved,
        },
        "sheets": {"added": list(difference.sheets_added), "removed": list(difference.sheets_removed)},
        "cells": [_cell_json(cell) for cell in difference.cells],
        "rules": [
            {"sheet": rule.sheet, "old": _rule(rule.old), "new": _rule(rule.new)} for rule in difference.rules
        ],
    }


def _cell_json(cell: CellDifference) -> dict[str, Any]:
    return {
        "sheet": cell.sheet,
        "cell": str(cell.ref),
        "differs": sorted(aspect.value for aspect in cell.aspects),
        "old": None if cell.old is None else value_json(cell.old.value),
        "new": None if cell.new is None else value_json(cell.new.value),
    }


def _rule(rule: Validation | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {"areas": [str(area) for area in rule.areas], "kind": rule.kind.value, "formula": rule.formula1}


def _print(context: Context, difference: Difference) -> None:
    out = context.output
    if difference.is_empty:
        out.line(_("The files are the same."))
        return
    for cell in difference.cells:
        old, new = (plain(each.value) if each else "" for each in (cell.old, cell.new))
        out.line(f"{quote_sheet(cell.sheet)}!{cell.ref}: {old or '–'} → {new or '–'}")
    words = (
        (_("part added"), difference.parts_added),
        (_("part removed"), difference.parts_removed),
        (_("part changed"), difference.parts_changed),
        (_("sheet added"), difference.sheets_added),
        (_("sheet removed"), difference.sheets_removed),
        (_("drop-down or other rule differs"), tuple(rule.sheet for rule in difference.rules)),
    )
    out.lines(f"{word}: {name}" for word, names in words for name in names)
