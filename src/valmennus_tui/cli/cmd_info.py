"""``valmennus info PATH``: what kind of file it is, before anything is done with it."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.errors import FileRefused
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.workbook.locking import LockNotice


def summary() -> str:
    return _("Tell what a workbook is: layout, sheets, records, who has it open.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    try:
        data = describe(context.open(context.options.path))
    except FileRefused as refused:
        if refused.reason != "encrypted" or not context.output.as_json:
            raise
        data = _encrypted(refused)
        context.output.json(data)
        return refused.exit_code
    if context.output.as_json:
        context.output.json(data)
    else:
        context.output.table(
            (_("what"), _("value")), [(key, _plain(value)) for key, value in data.items() if value]
        )
    return 0


def describe(document: Document) -> dict[str, Any]:
    """The object that ``info --json`` prints (``docs/cli.md``)."""
    recognition = document.main.recognition
    profile = recognition.profile
    lock = document.lock
    return {
        "kind": recognition.kind,
        "profile": profile.id if profile else None,
        "shapes": [shape.value for shape in recognition.shapes],
        "sheets": [
            {"name": sheet.name, "state": sheet.state, "kind": sheet.kind} for sheet in document.sheets
        ],
        "records": dict(Counter(entry.kind.value for entry in document.entries)),
        "missing": list(recognition.missing),
        "unmapped": [
            {"sheet": each.sheet, "cell": str(each.ref), "header": each.header}
            for each in recognition.unmapped
        ],
        "companion": document.sources["contacts"].path.name if "contacts" in document.sources else None,
        "companion_error": None if document.left_out is None else document.left_out.as_json(),
        "open_elsewhere": None if lock is None else lock_json(lock),
        "encrypted": document.main.book.encrypted,
        "read_only_reason": document.main.book.read_only_reason,
        "fingerprint": document.fingerprint,
    }


def lock_json(lock: LockNotice) -> dict[str, Any]:
    """Who has a file open, as ``docs/cli.md`` describes it."""
    return {
        "program": lock.program.value,
        "who": lock.who,
        "host": lock.host,
        "since": lock.since.isoformat() if lock.since else None,
    }


def _encrypted(refused: FileRefused) -> dict[str, Any]:
    """What can be said of a file that only its password opens: the error, in the shape of the rest."""
    empty: dict[str, Any] = dict.fromkeys(
        ("kind", "profile", "companion", "companion_error", "open_elsewhere", "fingerprint"), None
    )
    lists: dict[str, Any] = {"shapes": [], "sheets": [], "records": {}, "missing": [], "unmapped": []}
    return {
        **empty,
        **lists,
        "encrypted": True,
        "read_only_reason": refused.reason,
        "error": refused.as_json(),
    }


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items() if item is not None)
    if isinstance(value, list):
        return ", ".join(_item(item) for item in value)
    return str(value)


def _item(item: object) -> str:
    if isinstance(item, dict):
        return " ".join(str(part) for part in item.values() if part not in ("visible", "worksheet"))
    return str(item)
