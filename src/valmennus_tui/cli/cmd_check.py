"""``valmennus check PATH…``: the findings of one or several workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from valmennus_tui.cli.context import Context, folder_sentence, workbooks_in
from valmennus_tui.cli.folders import gravest
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.domain.findings import Finding, Severity
from valmennus_tui.errors import UsageError, ValmennusError
from valmennus_tui.i18n import _, ngettext, pgettext


def summary() -> str:
    return _("Check workbooks and list what should be corrected.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help=_("workbooks, or folders of them"))
    parser.add_argument(
        "--todo", metavar="FOLDER", help=_("write a to-do list for each coach into this folder")
    )
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    if context.options.todo is not None:
        from valmennus_tui.cli.todo_lists import write_lists

        return write_lists(context)
    rows: list[dict[str, Any]] = []
    codes = []
    for path in _files(context.options.paths):
        found, code = _check(context, path)
        rows += found
        codes.append(code)
    if context.output.as_json:
        context.output.json(rows)
    else:
        _print(context, rows)
    return gravest(codes)


def _files(given: list[str]) -> list[Path]:
    """Folders stand for the workbooks in them; a companion is read with its workbook, not once more.

    Raises UsageError where a folder has no workbooks.
    """
    from valmennus_tui.document.companion import companion_path

    found: list[Path] = []
    for path in map(Path, given):
        inside = workbooks_in(path) if path.is_dir() else [path]
        if not inside:
            raise UsageError(folder_sentence(path), path=path)
        found += inside
    companions = {companion_path(path) for path in found}
    return [path for path in dict.fromkeys(found) if path not in companions]


def _check(context: Context, path: Path) -> tuple[list[dict[str, Any]], int]:
    """One file's findings and exit code; a file that cannot be read is a finding of its own."""
    try:
        document = context.open(path)
        findings = document.findings()
    except ValmennusError as error:
        return [_error_row(path, error)], error.exit_code
    rows = [_row(document.path_of(finding.record), finding) for finding in findings]
    if document.left_out is not None:
        rows.append(_error_row(path, document.left_out))
    if not document.recognised:
        rows += [
            _row(path, Finding("workbook.unrecognised", Severity.ERROR, sentence))
            for sentence in document.missing
        ]
        return rows, 3
    if document.left_out is not None:
        return rows, document.left_out.exit_code
    return rows, int(any(finding.severity is Severity.ERROR for finding in findings))


def _row(path: Path, finding: Finding) -> dict[str, Any]:
    return {
        "path": str(path),
        "severity": finding.severity.value,
        "rule": finding.rule,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "record": finding.record,
        "field": finding.field,
        "message": finding.message,
    }


def _error_row(path: Path, error: ValmennusError) -> dict[str, Any]:
    finding = Finding(f"file.{error.reason or error.code}", Severity.ERROR, error.message)
    return _row(Path(error.path or path), finding) | {"sheet": error.sheet, "cell": error.cell}


def _print(context: Context, rows: list[dict[str, Any]]) -> None:
    words = {
        "error": pgettext("severity", "error"),
        "warning": pgettext("severity", "warning"),
        "hint": pgettext("severity", "hint"),
    }
    for row in rows:
        place = f"{row['sheet']}!{row['cell']}" if row["cell"] else row["sheet"] or ""
        who = row["record"] or ""
        parts = (Path(row["path"]).name, place, who, words[row["severity"]])
        context.output.line(": ".join((" ".join(part for part in parts if part), row["message"])))
    count = len(rows)
    context.output.note(ngettext("{n} finding.", "{n} findings.", count).format(n=count))
