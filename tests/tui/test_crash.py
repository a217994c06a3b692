"""An internal error: a code and a sentence on standard error, exit code 70, and no value anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal
from valmennus_tui.tui.crash import crash_code, crash_sentence

CANARY = "Kanarialintu-010190-999X"


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")
@pytest.mark.parametrize(
    ("target", "keys"),
    [
        ("valmennus_tui.tui.screens.caseload.CaseloadScreen.show_document", ""),
        ("valmennus_tui.tui.widgets.record_grid.RecordGrid.render_line", ""),
        ("valmennus_tui.tui.screens.client.ClientScreen.show_document", "\r"),
        ("valmennus_tui.tui.screens.caseload.CaseloadScreen.action_sort", "s"),
        ("valmennus_tui.document.document.Document.findings", "f"),
    ],
)
def test_no_cell_value_is_printed(coach_book: Path, tmp_path: Path, target: str, keys: str) -> None:
    owner, _, method = target.rpartition(".")
    module, _, name = owner.rpartition(".")
    prepare = (
        f"import {module}\n"
        "def boom(*arguments, **options):\n"
        f"    secret = '{CANARY}'\n"
        "    raise ValueError('could not convert ' + secret)\n"
        f"{module}.{name}.{method} = boom\n"
    )
    terminal = Terminal(coach_book, tmp_path, prepare=prepare)
    try:
        if keys:
            terminal.read_until("A-001")
            terminal.read_while_busy()
            terminal.send(keys)
        assert terminal.finish() == 70
    finally:
        terminal.kill()
    after = terminal.data.rpartition(b"\x1b[?1049l")[2].decode()
    words = " ".join(after.replace("\r\n", " ").split())
    assert CANARY not in terminal.data.decode()
    assert "Traceback" not in after
    assert "sisäiseen virheeseen (ValueError" in words
    assert "A-001" not in after


def test_the_code_names_the_place_and_not_the_value() -> None:
    with pytest.raises(ValueError, match=CANARY) as caught:
        int(CANARY)
    assert crash_code(caught.value).startswith("ValueError test_crash:")
    assert CANARY not in crash_sentence(caught.value)
    assert crash_code(ValueError(CANARY)) == "ValueError ?"
