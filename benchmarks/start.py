"""Start-up: ``--version``; first paint of a coach workbook against a bare Textual app and VisiData."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import first_paint, python, whole_process
from benchmarks.samples import CLIENT_CODE, coach_workbook

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self): yield Static("hello-there")
Hello().run()
"""


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = coach_workbook(Path(folder))
        hello_file = Path(folder) / "hello.py"
        hello_file.write_text(HELLO)
        env = {"VALMENNUS_CONFIG_DIR": folder, "VALMENNUS_STATE_DIR": folder, "HOME": folder}
        print("\nStart (whole process)")
        print(whole_process("valmennus --version", python("-m", "valmennus_tui", "--version")).row())
        print("\nFirst paint at 80x24, truecolor")
        hello = first_paint("Textual hello-world", python(str(hello_file)), "hello-there", env=env)
        ours = first_paint(
            "valmennus WORKBOOK", python("-m", "valmennus_tui", str(book)), CLIENT_CODE, env=env
        )
        visidata = first_paint(
            "VisiData on the same workbook",
            python("-m", "visidata", f"{book}", "+:Asiakkaat::"),
            CLIENT_CODE,
            env=env,
        )
        print(hello.row())
        print(ours.row(hello), " of hello-world (aim: at most 1.4)")
        print(visidata.row(hello))
        print(ours.row(visidata), " of VisiData (aim: below 1)")
