"""What ``valmennus doctor PATH`` prints of a workbook. No value of any cell is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from valmennus_tui.cli.cmd_info import lock_json
from valmennus_tui.cli.context import Context, folder_sentence
from valmennus_tui.document.checkup import Checkup, SheetCheck, check_up
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.workbook.address import quote_sheet

NOT_SOUND = 1
LISTED = 20
"""So many cells of a sheet show what is the matter; the number of all is told beside."""


def report_on(context: Context, path: Path) -> int:
    """Check a workbook and print what was found; 1 where a cell cannot be read, or reads differently.

    Raises FileRefused, UsageError for a folder.
    """
    if path.is_dir():
        raise UsageError(folder_sentence(path), path=path)
    checkup = check_up(path)
    if context.output.as_json:
        context.output.json(as_json(checkup))
    else:
        _print(context, checkup)
    return 0 if checkup.is_sound else NOT_SOUND


def as_json(checkup: Checkup) -> dict[str, Any]:
    """The object that ``doctor PATH --json`` prints (``docs/cli.md``)."""
    lock = checkup.lock
    return {
        "path": str(checkup.path),
        "size": checkup.size,
        "fingerprint": checkup.fingerprint,
        "read_only_reason": checkup.read_only_reason,
        "second_reader": {"name": checkup.second_reader, "failed": checkup.second_failed},
        "sheets": [_sheet_json(sheet) for sheet in checkup.sheets],
        "open_elsewhere": None if lock is None else lock_json(lock),
        "backups": [path.name for path in checkup.backups],
        "companion": checkup.companion.name if checkup.companion else None,
        "sound": checkup.is_sound,
    }


def _sheet_json(sheet: SheetCheck) -> dict[str, Any]:
    return {
        "name": sheet.info.name,
        "state": sheet.info.state,
        "kind": sheet.info.kind,
        "cells": sheet.cells,
        "formulas": sheet.formulas,
        "differing": None if sheet.differing is None else len(sheet.differing),
        "differing_cells": list((sheet.differing or ())[:LISTED]),
        "problems": len(sheet.problems),
        "problem_cells": dict(list(sheet.problems.items())[:LISTED]),
    }


def _print(context: Context, checkup: Checkup) -> None:
    out = context.output
    out.table((_("what"), _("value")), list(_facts(checkup)))
    out.line()
    head = (_("sheet"), _("cells"), _("formulas"), _("read differently"), _("not readable"))
    out.table(head, [_row(sheet) for sheet in checkup.sheets])
    for sheet in checkup.sheets:
        place = quote_sheet(sheet.info.name)
        for cell, problem in list(sheet.problems.items())[:LISTED]:
            out.line(
                _("{place} cannot be read as its type says ({kind}).").format(
                    place=f"{place}!{cell}", kind=problem
                )
            )
        for cell in (sheet.differing or ())[:LISTED]:
            out.line(_("{place} is read differently by the second reader.").format(place=f"{place}!{cell}"))
    out.line(_("The workbook is sound.") if checkup.is_sound else _("The workbook needs a closer look."))


def _facts(checkup: Checkup) -> Iterator[tuple[str, str]]:
    yield _("file"), checkup.path.name
    yield _("size in bytes"), str(checkup.size)
    yield _("fingerprint"), checkup.fingerprint
    failed = checkup.second_failed
    yield _("second reader"), checkup.second_reader + ("" if failed is None else f" ({failed})")
    if checkup.read_only_reason is not None:
        yield _("read only because"), checkup.read_only_reason
    if checkup.lock is not None:
        yield _("open elsewhere"), checkup.lock.sentence()
    count = len(checkup.backups)
    yield _("backups"), ngettext("{n} backup", "{n} backups", count).format(n=count)
    if checkup.companion is not None:
        yield _("companion"), checkup.companion.name


def _row(sheet: SheetCheck) -> tuple[str, ...]:
    differing = "–" if sheet.differing is None else str(len(sheet.differing))
    return sheet.info.name, str(sheet.cells), str(sheet.formulas), differing, str(len(sheet.problems))
